"""How far zones and communes are from each other, by the centroids of their outlines."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from isp_graph.datasets.records import Records
from isp_graph.measures.centroids import Point, centroid, metres, moments


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    """Give the rings of a polygon, outlines turning one way and holes the other."""
    kind, coordinates = geometry.get("type"), geometry.get("coordinates") or []
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(kind), [])
    for polygon in polygons:
        for place, ring in enumerate(polygon):
            points = [(float(point[0]), float(point[1])) for point in ring]
            turns = moments(points)[0] > 0 if points else True
            yield points if turns == (place == 0) else points[::-1]


class Territory:
    """Centroids of communes and zones.

    Parameters
    ----------
    data : Records
        Which commune lies in which zone.
    geometry : mapping or None
        GeoJSON whose features have the property ``nis``; without, no distance is known.

    Examples
    --------
    >>> import isp_graph
    >>> Territory(isp_graph.read("demo"), None).km("NE", "S") is None
    True
    """

    def __init__(self, data: Records, geometry: Mapping[str, Any] | None) -> None:
        zone_of = dict(data.table("communes").select("id", "zone").iter_rows())
        rings: dict[tuple[str, str], list[list[Point]]] = {}
        for feature in (geometry or {}).get("features", ()):
            code = str((feature.get("properties") or {}).get("nis", feature.get("id", "")))
            if code not in zone_of:
                continue
            found = [ring for ring in _rings(feature.get("geometry") or {}) if ring]
            rings.setdefault(("commune", code), []).extend(found)
            if zone_of[code] is not None:
                rings.setdefault(("zone", zone_of[code]), []).extend(found)
        middles = {key: centroid(found) for key, found in rings.items()}
        self._zones = _named(middles, "zone")
        self._communes = _named(middles, "commune")

    def km(self, a: str, b: str) -> float | None:
        """Give the distance between two zones in kilometres; None where it is not known."""
        if a == b:
            return 0.0
        if a not in self._zones or b not in self._zones:
            return None
        return metres(self._zones[a], self._zones[b]) / 1000

    def nearest(self, zone: str, among: list[str]) -> tuple[str | None, float | None]:
        """Find the zone nearest to another, and how many kilometres away it is.

        Parameters
        ----------
        zone : str
        among : list of str
            Zones to choose from; a single one is the nearest, however far.

        Returns
        -------
        tuple
            None and None where no distance is known and there are several.
        """
        ways = [(self.km(zone, other), other) for other in sorted(among) if other != zone]
        if len(ways) == 1:
            return ways[0][1], ways[0][0]
        known = [(km, other) for km, other in ways if km is not None]
        if not known or len(known) < len(ways):
            return None, None
        km, other = min(known)
        return other, km

    def places(self, communes: Collection[str]) -> bool:
        """Tell whether it is known where each of some communes is."""
        return self._communes.keys() >= set(communes)

    def communes_km(self, one: str, other: str) -> float:
        """Give the distance in kilometres between two communes whose place is known."""
        return metres(self._communes[one], self._communes[other]) / 1000

    def metres(self, one: str | None, other: str | None) -> int:
        """Give the distance of two communes in whole metres; 0 where it is not known."""
        return _whole_metres(self._communes, one, other)

    def zone_metres(self, one: str, other: str) -> int:
        """Give the distance of two zones in whole metres; 0 where it is not known."""
        return _whole_metres(self._zones, one, other)


def _whole_metres(middles: Mapping[str, Point], one: str | None, other: str | None) -> int:
    if one is None or other is None or one not in middles or other not in middles:
        return 0
    return math.floor(metres(middles[one], middles[other]) + 0.5)


def _named(middles: Mapping[tuple[str, str], Point | None], kind: str) -> dict[str, Point]:
    return {name: at for (of, name), at in middles.items() if of == kind and at is not None}
