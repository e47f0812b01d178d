"""The picture of a large network: groups that unfold, for a canvas of ours.

Each group has a disc of its own, large enough for all its organisations, so that
nothing moves when it unfolds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from isp_graph.network import Layer
from isp_graph.network.placing.discs import Whole, packed, radius, rim, settled_in_discs
from isp_graph.network.placing.ring import centres
from isp_graph.picture.drawing import Pair, packed_pairs, sign_sizes
from isp_graph.picture.groups import Division, divisions

FOLD_LIMIT = 12_000
"""Organisations up to which groups unfold; beyond, there are groups only."""
FOLD_PAIRS = 50_000
"""Pairs that such a picture holds; the best tied are kept, and the page says so."""
_GAP = 70


def laid_out(
    division: Division,
    tied: np.ndarray[Any, np.dtype[np.bool_]],
    ends: Whole,
    *,
    order: Sequence[int],
    seed: int,
    members: bool,
) -> dict[str, Any]:
    """Place the groups of a division and, where they unfold, their organisations.

    Parameters
    ----------
    division : Division
    tied : array of bool
        Whether each organisation has ties.
    ends : array, shape (m, 2)
        Tied pairs.
    order : sequence of int
        Zones in the order in which they stand around.
    seed : int
    members : bool
        Whether to place organisations.

    Returns
    -------
    dict
        ``by``; ``groups``, each ``[labels, zone, organisations, without ties, inside, x, y,
        radius]``; ``between``, triples of two groups and their tied pairs; with members ``of``,
        ``x`` and ``y`` of each organisation, from its group's centre.
    """
    count = len(division.labels)
    sizes = np.bincount(division.of, minlength=count)
    alone = np.bincount(division.of[~tied], minlength=count)
    low = np.minimum(division.of[ends[:, 0]], division.of[ends[:, 1]])
    high = np.maximum(division.of[ends[:, 0]], division.of[ends[:, 1]])
    between = np.bincount(low * count + high, minlength=count * count).reshape(count, count)
    last = [rim(int(n - m)) + int(m) for n, m in zip(sizes, alone, strict=True)]
    # Where organisations are not placed, groups are as large as a screen shows well.
    shrink = 1 if members else math.sqrt(max(1, max(last) / 1500))
    radii = [max(40, round(radius(n) / shrink)) for n in last]
    spots = _spots(division, radii, between + between.T, order)
    groups = [
        [
            division.labels[n],
            division.colours[n],
            int(sizes[n]),
            int(alone[n]),
            int(between[n, n]),
            *(int(value) for value in spots[n]),
            radii[n],
        ]
        for n in range(count)
    ]
    bundles = [[a, b, int(between[a, b])] for a, b in np.argwhere(np.triu(between, 1)).tolist()]
    told = {"by": division.name, "groups": groups, "between": bundles}
    if members:
        places = settled_in_discs(division.of, tied, ends, spots, seed=seed)
        told |= {
            "of": division.of.tolist(),
            "x": places[:, 0].tolist(),
            "y": places[:, 1].tolist(),
        }
    return told


def _spots(division: Division, radii: Sequence[int], ties: Whole, order: Sequence[int]) -> Whole:
    """Set zones in a ring as they lie around, with those of no zone in the middle."""
    placed = [n for n, zone in enumerate(division.colours) if zone >= 0]
    others = [n for n, zone in enumerate(division.colours) if zone < 0]
    if len(placed) < 2:
        return packed(radii, ties, _GAP)
    rank = {zone: place for place, zone in enumerate(order)}
    placed.sort(key=lambda n: rank[division.colours[n]])
    middle = float(radii[others[0]]) if others else 0.0
    found, _ = centres({str(n): float(radii[n]) for n in placed}, middle, float(_GAP))
    spots = np.zeros((len(radii), 2), dtype=np.int64)
    for n in placed:
        x, y = found[str(n)]
        spots[n] = round(x), round(y)
    bottom = max(int(spots[n, 1]) + radii[n] for n in placed)
    for n in others[1:]:
        spots[n] = 0, bottom + _GAP + radii[n]
        bottom += _GAP + 2 * radii[n]
    return spots


def folded(
    every: Layer,
    listed: Sequence[Mapping[str, Any]],
    entries: Mapping[str, Sequence[Mapping[str, Any]]],
    pairs: Sequence[Pair] | None,
    *,
    order: Sequence[str],
    seed: int,
) -> dict[str, Any]:
    """Give the picture of a large network.

    Parameters
    ----------
    every : Layer
        All layers together.
    listed : sequence of mapping
        Every organisation, in the order of ids, as `isp_graph.present.numbered` lists them; only
        ``id``, ``z``, ``sec``, ``k`` and ``cl`` are read where there are no pairs.
    entries : mapping
        ``zones``, ``sectors`` and ``kinds``.
    pairs : sequence of Pair or None
        What is drawn where groups unfold; None where they do not.
    order : sequence of str
        Zones in the order in which they stand around.
    seed : int

    Returns
    -------
    dict
        ``divisions``, as `laid_out` gives them; ``pairs``, and ``size`` of each organisation, or
        nothing where groups do not unfold.
    """
    place = {entry["id"]: number for number, entry in enumerate(listed)}
    columns = every.edges.select("a", "b")
    ends = np.array([[place[a], place[b]] for a, b in columns.iter_rows()], dtype=np.int64).reshape(
        -1, 2
    )
    tied = np.bincount(ends.ravel(), minlength=len(listed)) > 0
    zones = {zone["id"]: number for number, zone in enumerate(entries["zones"])}
    around = [zones[zone] for zone in order]
    unfolds = pairs is not None
    found = divisions(
        listed, entries, [(a, b) for a, b in ends.tolist()] if unfolds else None, seed=seed
    )
    told: dict[str, Any] = {
        "divisions": [
            laid_out(division, tied, ends, order=around, seed=seed, members=unfolds)
            for division in found
        ]
    }
    if pairs is None:
        return {**told, "size": [], "pairs": packed_pairs([])}
    return {**told, "size": sign_sizes(every, listed, 8, 1.3), "pairs": packed_pairs(pairs)}
