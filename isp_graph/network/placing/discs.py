"""Places for thousands of nodes: discs of evenly spread slots, the same on every machine.

A group stands on a disc whose slots are spread like the seeds of a sunflower (Vogel, H. (1979).
A better way to construct the sunflower head. *Mathematical Biosciences* 44, 179-189.
https://doi.org/10.1016/0025-5564(79)90080-4), so that no sign covers another. Who stands on which
slot follows from ties: each node wants to be where its neighbours are, and nodes and slots are
halved together, from left to right and from top to bottom, until each node has a slot of its own.
Everything is in whole numbers: no last digit can differ from one machine to another.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SPREAD = 26
"""Distance of the first slot's neighbours, about half of what separates two signs."""
_GOLDEN = math.pi * (3 - math.sqrt(5))
_ROUNDS = 20
_RIM = 1.6
Whole = NDArray[np.int64]


def sunflower(places: Sequence[int]) -> Whole:
    """Give the slots of a disc by their rank from its centre, in whole units.

    Examples
    --------
    >>> sunflower([0, 1]).tolist()
    [[18, 0], [-23, 22]]
    """
    found = [
        (SPREAD * math.sqrt(n + 0.5) * math.cos(n * _GOLDEN),
         SPREAD * math.sqrt(n + 0.5) * math.sin(n * _GOLDEN))
        for n in places
    ]  # fmt: skip
    return np.array([[round(x), round(y)] for x, y in found], dtype=np.int64).reshape(-1, 2)


def rim(inside: int) -> int:
    """Give the rank of the first slot beyond a gap around those inside."""
    return math.ceil((math.sqrt(inside) + _RIM) ** 2) if inside else 0


def radius(last: int) -> int:
    """Give the radius of a disc that holds so many slots."""
    return round(SPREAD * math.sqrt(last) + SPREAD)


def matched(wanted: Whole, slots: Whole) -> Whole:
    """Give each node the slot nearest to where it wants to be, as halving finds it.

    Parameters
    ----------
    wanted : array, shape (n, 2)
        Where nodes want to be.
    slots : array, shape (n, 2)

    Returns
    -------
    array, shape (n,)
        Slot of each node, each slot once.

    Examples
    --------
    >>> slots = np.array([[0, 0], [9, 0], [0, 9], [9, 9]])
    >>> matched(np.array([[8, 8], [1, 7], [7, 2], [2, 1]]), slots).tolist()
    [3, 2, 1, 0]
    """
    count = len(wanted)
    nodes, free = np.arange(count), np.arange(count)
    part = np.zeros(count, dtype=np.int64)
    for level in range(max(1, count - 1).bit_length() + 1):
        axis = level % 2
        nodes = nodes[np.lexsort((nodes, wanted[nodes, axis], part))]
        free = free[np.lexsort((free, slots[free, axis], part))]
        sizes = np.bincount(part)
        starts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
        second = np.arange(count) - starts[part] >= (sizes[part] + 1) // 2
        _, part = np.unique(2 * part + second, return_inverse=True)
    found = np.empty(count, dtype=np.int64)
    found[nodes] = free
    return found


def settled_in_discs(
    groups: Whole,
    tied: NDArray[np.bool_],
    ends: Whole,
    centres: Whole,
    *,
    seed: int,
) -> Whole:
    """Place nodes on the slots of their groups, near those whom they are tied to.

    Parameters
    ----------
    groups : array, shape (n,)
        Group of each node.
    tied : array, shape (n,)
        Whether a node has ties; those without stand around the others, beyond a gap.
    ends : array, shape (m, 2)
        Pairs of nodes.
    centres : array, shape (k, 2)
        Where the discs stand: ties that leave a group pull towards the other's side.
    seed : int

    Returns
    -------
    array, shape (n, 2)
        Places from the centre of each node's own group.
    """
    chance = random.Random(seed)
    places = np.zeros((len(groups), 2), dtype=np.int64)
    slots: list[tuple[Whole, Whole]] = []
    for group in range(len(centres)):
        inside = np.flatnonzero((groups == group) & tied)
        around = np.flatnonzero((groups == group) & ~tied)
        own = sunflower(range(len(inside)))
        first = rim(len(inside))
        places[around] = sunflower(range(first, first + len(around)))
        order = list(range(len(inside)))
        chance.shuffle(order)
        places[inside] = own[np.array(order, dtype=np.int64)]
        if len(inside) > 2:
            slots.append((inside, own))
    if not len(ends):
        return places
    tails = np.concatenate([ends[:, 0], ends[:, 1]])
    heads = np.concatenate([ends[:, 1], ends[:, 0]])
    within = groups[tails] == groups[heads]
    sides = _sides(groups, tails, heads, centres)
    weight = np.where(within, 4, 1)
    total = np.bincount(tails, weights=weight, minlength=len(groups)).astype(np.int64)
    for _ in range(_ROUNDS):
        pull = np.where(within[:, None], places[heads], sides) * weight[:, None]
        # A thousandth of a unit keeps apart those who want nearly the same place.
        wanted = 1000 * places
        np.add.at(wanted, tails, 1000 * pull)
        wanted //= (total + 1)[:, None]
        for inside, own in slots:
            places[inside] = own[matched(wanted[inside], own * 1000)]
    return places


def _sides(groups: Whole, tails: Whole, heads: Whole, centres: Whole) -> Whole:
    """Give, for each end of a tie, the edge of its own disc that faces the other's."""
    sizes = np.bincount(groups, minlength=len(centres))
    reach = np.array([radius(int(size)) for size in sizes], dtype=np.int64)
    along = centres[groups[heads]] - centres[groups[tails]]
    squared = along[:, 0] * along[:, 0] + along[:, 1] * along[:, 1]
    length = np.maximum(1, np.floor(np.sqrt(squared.astype(np.float64))).astype(np.int64))
    return along * reach[groups[tails]][:, None] // length[:, None]


def packed(radii: Sequence[int], ties: Whole, gap: int) -> Whole:
    """Set discs beside each other, largest first, near those to which most ties lead.

    Parameters
    ----------
    radii : sequence of int
    ties : array, shape (k, k)
        Number of ties between groups, symmetric.
    gap : int
        Free space between two discs.

    Returns
    -------
    array, shape (k, 2)
        Their centres, in whole units; wider than high, as a screen is.
    """
    count = len(radii)
    centres = np.zeros((count, 2), dtype=np.int64)
    order = sorted(range(count), key=lambda n: (-radii[n], n))
    done: list[int] = order[:1]
    for group in order[1:]:
        best = None
        for x, y in _beside(done, group, radii, centres, gap):
            if any(
                (x - centres[other, 0]) ** 2 + (y - centres[other, 1]) ** 2
                < (radii[group] + radii[other] + gap - 2) ** 2
                for other in done
            ):
                continue
            far = math.isqrt(int(x * x + 3 * y * y))
            drawn = sum(
                int(ties[group, other])
                * math.isqrt(int((x - centres[other, 0]) ** 2 + (y - centres[other, 1]) ** 2))
                for other in done
            )
            cost = (3 * far + drawn // max(1, int(ties[group, done].sum())), y, x)
            best = min(best, cost) if best else cost
        assert best is not None  # noqa: S101 -- the outermost disc always has a free side
        centres[group] = best[2], best[1]
        done.append(group)
    return centres


def _beside(
    done: Sequence[int], group: int, radii: Sequence[int], centres: Whole, gap: int
) -> list[tuple[int, int]]:
    """List the places where a disc touches one that is set, in twelve directions, or two."""
    found = []
    for other in done:
        reach = radii[other] + radii[group] + gap
        x, y = (int(value) for value in centres[other])
        for turn in range(24):
            angle = math.pi * turn / 12
            found.append((x + round(reach * math.cos(angle)), y + round(reach * math.sin(angle))))
    return sorted(set(found))
