"""The pathway network of one sector as numbers, and how zones follow each other along it.

A *course* has ordered steps, some of which may be skipped; *offers*, each at one step, by one
operator, lying in a set of zones; and *links* between operators. A pathway takes one offer at
each step that it does not skip.

Zones are bits of an integer, so that a set of zones is a whole number. A person is in the home
zone and takes each offer in a zone where it lies. Of the ways to do so, only those with the
fewest changes of zone count, and it is enough to know that least number and the set of zones in
which one may be with it:

    (m, A) followed by an offer in Z  →  (m, A ∩ Z) if they meet, else (m + 1, Z).

Proof: the cost of being in a zone z of the last offer's set is m in A and exactly m + 1 in all
others, since one more change leads from A to z. If A meets Z, the zones of A ∩ Z still cost m
and every other one of Z costs m + 1, whether one was there before or moves now. If it does not,
no zone of Z costs m, and each costs m + 1: from A by one change, or from z itself, where one
was at m + 1, by none. The same holds read from the last offer to the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array, eye_array

from isp_graph.measures.matrices import Integers, Matrix, binary

EVERYWHERE = -1
"""The set of all zones: every bit is set."""


@dataclass(frozen=True)
class Course:
    """Offers by step, for one sector.

    Attributes
    ----------
    skippable : tuple of bool
        By step, in order.
    step, operator, zones : ndarray, shape (offers,)
        Place of the step, of the operator, and of the set of zones of each offer. Offers are
        sorted by their ids.
    sets : tuple of int
        Sets of zones, as bits.
    homes : int
        Number of zones.
    links : csr_array, shape (operators, operators)
        Symmetric; an entry where two operators are linked. The diagonal does not count.
    place : ndarray, shape (offers,), optional
        Where on the map each offer is, as a place among ``metres``.
    metres : ndarray, shape (places, places), optional
        Distances in metres; 0 where unknown.
    """

    skippable: tuple[bool, ...]
    step: Integers
    operator: Integers
    zones: Integers
    sets: tuple[int, ...]
    homes: int
    links: Matrix
    place: Integers | None = None
    metres: Integers | None = None

    @cached_property
    def near(self) -> csr_array:
        """See `near_of`."""
        return near_of(self.links)

    @cached_property
    def by_step(self) -> tuple[Integers, ...]:
        """Offers of each step, in the order of their ids."""
        return tuple(np.flatnonzero(self.step == at) for at in range(len(self.skippable)))

    def inside(self, home: int) -> tuple[Course, Integers]:
        """Give the part of the course that lies in one zone, and which offers it is."""
        lies = np.array([zones >> home & 1 for zones in self.sets], dtype=bool)
        kept = np.flatnonzero(lies[self.zones]) if self.step.size else self.step
        part = replace(
            self,
            step=self.step[kept],
            operator=self.operator[kept],
            zones=self.zones[kept],
            place=None if self.place is None else self.place[kept],
        )
        return part, kept

    @cached_property
    def set_counts(self) -> tuple[dict[int, int], ...]:
        """By step, how many offers lie in each set of zones."""
        counts = []
        for offers in self.by_step:
            sets, numbers = np.unique(self.zones[offers], return_counts=True)
            pairs = zip(sets.tolist(), numbers.tolist(), strict=True)
            counts.append({self.sets[place]: number for place, number in pairs})
        return tuple(counts)


def neighbours(skippable: Sequence[bool], at: int, direction: int) -> list[int]:
    """Give the steps that may come just before (-1) or just after (1) a step.

    Examples
    --------
    >>> neighbours([False, True, False], 0, 1), neighbours([False, True, False], 0, -1)
    ([1, 2], [])
    """
    found = []
    at += direction
    while 0 <= at < len(skippable):
        found.append(at)
        if not skippable[at]:
            break
        at += direction
    return found


def near_of(links: Matrix) -> csr_array:
    """Give 1 for each pair of operators that are linked, or the same.

    Parameters
    ----------
    links : csr_array, shape (operators, operators)

    Returns
    -------
    csr_array of int64, its indices sorted
    """
    same = eye_array(links.shape[0], format="csr")
    near = binary(csr_array(csr_array(links) + same)).astype(np.int64)
    near.sort_indices()
    return near


def located(home: int, taken: Sequence[int], away: Sequence[int] = ()) -> list[int]:
    """Place a person at each offer of a pathway.

    Parameters
    ----------
    home : int
        The home zone, as a bit's place.
    taken : sequence of int
        Zones in which each offer lies, as bits.
    away : sequence of int, optional
        Metres from home to each zone.

    Returns
    -------
    list of int
        A zone for each offer: such that one changes zone least; of these ways, that which takes
        fewest offers outside home, then those nearest to home, then the first zones.

    Examples
    --------
    >>> located(0, [0b001, 0b110, 0b100, 0b111])
    [0, 2, 2, 2]
    >>> located(0, [0b110, 0b001], [0, 900, 400])
    [2, 0]
    """
    # By zone: crossings, offers taken outside home, metres, and the zones so far.
    ways: dict[int, tuple[int, int, int, tuple[int, ...]]] = {home: (0, 0, 0, ())}
    for zones in taken:
        crossed, out, metres, path = min(ways.values())
        moved = (crossed + 1, out, metres, path)
        before, ways = ways, {}
        for zone in range(zones.bit_length()):
            if zones >> zone & 1:
                crossed, out, metres, path = min(before.get(zone, moved), moved)
                far = away[zone] if away and zone != home else 0
                ways[zone] = (crossed, out + (zone != home), metres + far, (*path, zone))
    return list(min(ways.values())[3])
