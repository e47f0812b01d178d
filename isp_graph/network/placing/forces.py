"""Springs and charges: how nodes find their places, the same on every machine.

Fruchterman, T. M. J. and Reingold, E. M. (1991). Graph drawing by force-directed placement.
*Software: Practice and Experience* 21, 1129-1164. https://doi.org/10.1002/spe.4380211102

Only additions, products and square roots move a point, and places are rounded at every step, so
that the last bit of a number never decides.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SPACING = 70.0
"""Distance between neighbours that are not tied, in units of the picture."""
_NEAREST = 46.0
Places = NDArray[np.float64]


def settled(
    places: Places,
    anchors: Places,
    reach: NDArray[np.float64],
    edges: Sequence[tuple[int, int]],
    groups: Sequence[str | None],
) -> Places:
    """Let ties pull, nodes push and anchors hold, less and less, within each node's reach.

    Ties between groups pull little: they turn a node towards its partners, and do not press
    all of a group against the side of its ground.

    Parameters
    ----------
    places, anchors : array, shape (n, 2)
        Where nodes start, and what holds each of them.
    reach : array, shape (n,)
        How far each may be from its anchor.
    edges : sequence of pairs
        Numbers of the nodes tied.
    groups : sequence of str or None

    Returns
    -------
    array, shape (n, 2)
    """
    count = len(places)
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    degree = np.bincount(ends.ravel(), minlength=count).astype(np.float64)
    apart = np.array([groups[a] != groups[b] for a, b in edges], dtype=bool)
    elastic = np.where(apart, 0.05, 0.5) / np.sqrt(
        np.maximum(1.0, degree[ends[:, 0]] * degree[ends[:, 1]])
    )
    rounds = 220 if count <= 400 else 90 if count <= 1000 else 45
    held = np.isfinite(reach)
    pull = np.where(held, 0.05, 0.012)[:, None]
    for turn in range(rounds):
        heat = SPACING * (1 - turn / rounds) * 0.9 + 1.0
        push = _apart(places, SPACING * SPACING, SPACING * 6)
        step = push + (anchors - places) * pull
        if len(ends):
            along = places[ends[:, 1]] - places[ends[:, 0]]
            length = np.sqrt(along[:, 0] * along[:, 0] + along[:, 1] * along[:, 1]) + 1e-9
            strength = elastic * np.maximum(0.0, length - SPACING) / length
            drawn = along * strength[:, None]
            np.add.at(step, ends[:, 0], drawn)
            np.add.at(step, ends[:, 1], -drawn)
        size = np.sqrt(step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1]) + 1e-9
        places = places + step * np.minimum(1.0, heat / size)[:, None]
        places = np.round(_contained(places, anchors, reach), 3)
    for _ in range(60 if count <= 1000 else 20):
        places = np.round(_contained(_uncrowded(places), anchors, reach), 3)
    return places


def _apart(places: Places, strength: float, far: float) -> Places:
    """Push nodes from each other, nearer ones harder; in slices, so that memory stays small."""
    step = np.zeros_like(places)
    for start in range(0, len(places), 500):
        here = slice(start, start + 500)
        dx = places[here, 0][:, None] - places[:, 0][None, :]
        dy = places[here, 1][:, None] - places[:, 1][None, :]
        squared = dx * dx + dy * dy + 1.0
        force = np.where(squared < far * far, strength / squared, 0.0) * 0.35
        step[here, 0] = (dx * force).sum(axis=1)
        step[here, 1] = (dy * force).sum(axis=1)
    return step


def _uncrowded(places: Places) -> Places:
    moved = places.copy()
    for start in range(0, len(places), 500):
        here = slice(start, start + 500)
        dx = places[here, 0][:, None] - places[:, 0][None, :]
        dy = places[here, 1][:, None] - places[:, 1][None, :]
        distance = np.sqrt(dx * dx + dy * dy) + 1e-6
        short = np.where((distance < _NEAREST) & (distance > 1e-5), _NEAREST - distance, 0.0)
        scale = short / distance * 0.35
        moved[here, 0] += (dx * scale).sum(axis=1)
        moved[here, 1] += (dy * scale).sum(axis=1)
    return moved


def _contained(places: Places, anchors: Places, reach: NDArray[np.float64]) -> Places:
    away = places - anchors
    distance = np.sqrt(away[:, 0] * away[:, 0] + away[:, 1] * away[:, 1]) + 1e-9
    scale: NDArray[np.float64] = np.minimum(1.0, reach / distance)
    return anchors + away * scale[:, None]
