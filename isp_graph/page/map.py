"""The communes as a map: outlines, the borders of zones, where names stand.

The map is drawn from a GeoJSON collection whose features bear the NIS code of a commune. Each
zone has a colour, a hatching and its name, so that none of them is needed alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH = 640.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """A commune on the map: its code, its zone's place, and its outline as an SVG path."""

    commune: str
    zone: int | None
    path: str


@dataclass(frozen=True)
class Map:
    """A map ready to be drawn.

    Attributes
    ----------
    width, height : float
        Size of the view.
    outlines : tuple of Outline
    borders : str
        SVG path of the limits between zones, and of the whole.
    names : mapping
        Where the name of each zone stands, by the zone's place.
    """

    width: float
    height: float
    outlines: tuple[Outline, ...]
    borders: str
    names: Mapping[int, Point]


def _rings(geometry: Mapping[str, Any]) -> list[list[Point]]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates", [])
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(kind), [])
    return [[(p[0], p[1]) for p in ring] for polygon in polygons for ring in polygon]


def _features(geometry: Mapping[str, Any]) -> Iterator[tuple[str, list[list[Point]]]]:
    for feature in geometry.get("features", ()):
        told = feature.get("properties") or {}
        code = str(told.get("nis", feature.get("id", "")))
        rings = _rings(feature.get("geometry") or {})
        if code and rings:
            yield code, rings


def _path(points: Sequence[Point], *, closed: bool) -> str:
    steps = [f"{x:g} {y:g}" for x, y in points]
    return "M" + "L".join(steps) + ("Z" if closed else "")


def _borders(
    shapes: Sequence[tuple[int | None, Sequence[Sequence[Point]]]],
) -> tuple[list[list[Point]], dict[int | None, list[Point]]]:
    """Trace every side that has not the same zone on both its hands; give them by zone too."""
    sides: dict[frozenset[Point], list[int | None]] = {}
    for zone, rings in shapes:
        for ring in rings:
            for a, b in pairwise(ring):
                sides.setdefault(frozenset((a, b)), []).append(zone)
    runs: list[list[Point]] = []
    drawn: set[frozenset[Point]] = set()
    limits: dict[int | None, list[Point]] = {}
    for own, rings in shapes:
        for ring in rings:
            run: list[Point] = []
            for a, b in pairwise(ring):
                side = frozenset((a, b))
                zones = sides[side]
                inner = len(zones) > 1 and len(set(zones)) == 1
                if not inner:
                    middle = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
                    limits.setdefault(own, []).extend((a, middle))
                if inner or side in drawn or a == b:
                    run = []
                    continue
                drawn.add(side)
                if not run:
                    run = [a]
                    runs.append(run)
                run.append(b)
    return runs, limits


def communes_map(
    geometry: Mapping[str, Any] | None, zone_of: Mapping[str, int | None]
) -> Map | None:
    """Draw the communes that a dataset knows.

    Parameters
    ----------
    geometry : mapping or None
        A GeoJSON collection in degrees, ``nis`` being each feature's code.
    zone_of : mapping
        Place of the zone of each commune, by code; None where it lies in no zone.

    Returns
    -------
    Map or None
        None where there is no geometry of any of them.

    Examples
    --------
    >>> communes_map(None, {"21001": 0}) is None
    True
    """
    found = sorted((code, rings) for code, rings in _features(geometry or {}) if code in zone_of)
    if not found:
        return None
    every = [point for _, rings in found for ring in rings for point in ring]
    west, east = min(p[0] for p in every), max(p[0] for p in every)
    south, north = min(p[1] for p in every), max(p[1] for p in every)
    # Near enough for a region: a degree of longitude is as wide as in its middle.
    narrow = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 20) / ((east - west) * narrow or 1.0)

    def placed(point: Point) -> Point:
        x, y = (point[0] - west) * narrow * scale + 10, (north - point[1]) * scale + 10
        return round(x, 1), round(y, 1)

    outlines, shapes = [], []
    lines_of: dict[int, list[list[Point]]] = {}
    for code, rings in found:
        lines = [[placed(point) for point in ring] for ring in rings]
        zone = zone_of[code]
        path = "".join(_path(line[:-1], closed=True) for line in lines)
        outlines.append(Outline(code, zone, path))
        shapes.append((zone, lines))
        if zone is not None:
            lines_of.setdefault(zone, []).extend(lines)
    runs, limits = _borders(shapes)
    return Map(
        WIDTH,
        round((north - south) * scale + 20, 1),
        tuple(outlines),
        "".join(_path(run, closed=False) for run in runs),
        {zone: _roomiest(lines, limits.get(zone, [])) for zone, lines in sorted(lines_of.items())},
    )


def _roomiest(lines: Sequence[Sequence[Point]], borders: Sequence[Point], steps: int = 48) -> Point:
    """Find where a zone has most room for its name: inside it, far from its borders."""
    every = np.array([point for line in lines for point in line])
    low, high = every.min(axis=0), every.max(axis=0)
    xs, ys = np.meshgrid(np.linspace(low[0], high[0], steps), np.linspace(low[1], high[1], steps))
    grid = np.column_stack([xs.ravel(), ys.ravel()])
    inside = np.zeros(len(grid), dtype=bool)
    for line in lines:
        inside ^= _within(grid, np.array(line))
    grid = grid[inside] if inside.any() else every
    edge = np.array(borders or [tuple(point) for point in every])
    # A name is wider than it is tall: room to its sides counts less per unit.
    dx = (grid[:, 0][:, None] - edge[:, 0][None, :]) * 0.55
    dy = grid[:, 1][:, None] - edge[:, 1][None, :]
    room = (dx * dx + dy * dy).min(axis=1)
    x, y = grid[int(room.argmax())]
    return round(float(x), 1), round(float(y), 1)


def _within(grid: NDArray[np.float64], ring: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which points lie within a ring: those from which a ray meets it an odd times."""
    odd = np.zeros(len(grid), dtype=bool)
    for (ax, ay), (bx, by) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if ay == by:
            continue
        between = (grid[:, 1] < ay) != (grid[:, 1] < by)
        odd ^= between & (grid[:, 0] < ax + (bx - ax) * (grid[:, 1] - ay) / (by - ay))
    return odd


def around(drawn: Map | None, zones: Sequence[str]) -> list[str]:
    """Order zones as they lie around the middle of the map, clockwise from the north.

    Parameters
    ----------
    drawn : Map or None
    zones : sequence of str
        Ids, by place.

    Returns
    -------
    list of str
        Zones that are not on the map come last, in their order.
    """
    names = drawn.names if drawn is not None else {}
    if not names:
        return list(zones)
    middle = (
        sum(place[0] for place in names.values()) / len(names),
        sum(place[1] for place in names.values()) / len(names),
    )

    def turn(zone: int) -> float:
        x, y = names[zone][0] - middle[0], names[zone][1] - middle[1]
        return round(math.atan2(x, -y) % (2 * math.pi), 6)

    on_map = sorted(names, key=lambda zone: (turn(zone), zone))
    rest = [place for place in range(len(zones)) if place not in names]
    return [zones[place] for place in (*on_map, *rest)]
