"""Groups in a ring: discs on an oval that do not meet."""

from __future__ import annotations

import math
from collections.abc import Mapping

GAP = 40.0
"""Free space between two discs, in units of the picture."""


def centres(
    radii: Mapping[str, float], middle: float, gap: float = GAP
) -> tuple[dict[str, tuple[float, float]], float]:
    """Set discs on an oval, just wide enough that none meets another or what stands inside.

    Parameters
    ----------
    radii : mapping
        By group, clockwise from the top.
    middle : float
        Radius of what stands inside.
    gap : float, optional
        Free space between two discs.

    Returns
    -------
    centres : dict
        By group.
    ring : float
        Half of the oval's mean width.

    Examples
    --------
    >>> centres({"a": 10.0}, 0.0)
    ({'a': (0.0, 0.0)}, 0.0)
    """
    if not radii:
        return {}, 0.0
    if len(radii) == 1 and not middle:
        return dict.fromkeys(radii, (0.0, 0.0)), 0.0
    around = sum(2 * radius + gap for radius in radii.values())
    turns: dict[str, float] = {}
    angle = -math.pi / 2 - 2 * math.pi * (next(iter(radii.values())) + gap / 2) / around
    if len(radii) == 2:
        angle -= math.pi / 2
    for group, radius in radii.items():
        step = 2 * math.pi * (2 * radius + gap) / around
        turns[group] = angle + step / 2
        angle += step
    ring = max(radii.values())
    while True:
        spots = {
            group: (round(1.22 * ring * math.cos(turn), 3), round(0.88 * ring * math.sin(turn), 3))
            for group, turn in turns.items()
        }
        if _clear(spots, radii, middle, gap):
            return spots, ring
        ring *= 1.02


def _clear(
    spots: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    middle: float,
    gap: float,
) -> bool:
    """Tell whether every disc is clear of the others, and of the middle."""
    listed = list(spots)
    for place, group in enumerate(listed):
        x, y = spots[group]
        if middle and math.hypot(x, y) < middle + radii[group] + gap / 2:
            return False
        for other in listed[place + 1 :]:
            ox, oy = spots[other]
            if math.hypot(x - ox, y - oy) < radii[group] + radii[other] + gap:
                return False
    return True
