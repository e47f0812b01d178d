"""Where is the middle of an area, and how far are two middles from each other?"""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

EARTH = 6_371_008.8
"""Mean radius of the earth in metres."""


def moments(ring: Sequence[Point]) -> tuple[float, float, float]:
    r"""Give twice the signed area of a ring, and its first moments times six.

    Parameters
    ----------
    ring : sequence of points

    Returns
    -------
    tuple of float
        By Green's theorem, :math:`\sum (x_i y_{i+1} - x_{i+1} y_i)` and the same weighed by
        :math:`x_i + x_{i+1}` and :math:`y_i + y_{i+1}`.
    """
    area = east = north = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        area += cross
        east += (ax + bx) * cross
        north += (ay + by) * cross
    return area, east, north


def centroid(rings: Sequence[Sequence[Point]]) -> Point | None:
    """Find the centroid of an area: the mean of its points, holes left out.

    Parameters
    ----------
    rings : sequence of rings
        Outlines turn one way, holes the other, as GeoJSON wants it.

    Returns
    -------
    tuple of float or None
        None for what has no area. A degree of longitude is shorter than one of latitude; the
        centroid is the same for any scale of the two axes.

    Examples
    --------
    >>> centroid([[(0, 0), (4, 0), (4, 2), (0, 2)]])
    (2.0, 1.0)
    """
    # Moments about a near point: far from the origin, their differences would lose digits.
    if not rings or not rings[0]:
        return None
    x, y = rings[0][0]
    near = [[(px - x, py - y) for px, py in ring] for ring in rings if ring]
    area, east, north = (sum(each) for each in zip(*map(moments, near), strict=True))
    if not area:
        return None
    return x + east / (3 * area), y + north / (3 * area)


def metres(a: Point, b: Point) -> float:
    """Measure the great-circle distance between two points, by the haversine formula.

    Parameters
    ----------
    a, b : tuple of float
        Longitude and latitude in degrees.

    Returns
    -------
    float
        Metres.

    Examples
    --------
    A degree of latitude:

    >>> round(metres((4.35, 50.0), (4.35, 51.0)) / 1000, 1)
    111.2
    """
    (ax, ay), (bx, by) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((by - ay) / 2) ** 2
    half += math.cos(ay) * math.cos(by) * math.sin((bx - ax) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))
