"""Which pathways are best, in which order?

The order is: cost, then crossings, then open hand-overs, then offers taken outside home, then the
metres from home to the zones where they are taken, then the ids of the offers. All but the last
are digits of one number, the *key* of a pathway, so that keys add up and are compared at once. The
zones in which the offers of a pathway are taken are those that make its key least.

The least key that remains from any place on is computed first, from the last step to the first.
With this exact estimate a best-first search never goes astray: whatever it takes up is the
beginning of a pathway that belongs among the best.

A person's *state* is the zone where she is; or, as the last one, that she never left home, since
leaving may have its cost.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from isp_graph.measures.matrices import Integers
from isp_graph.questions.filiere.numbers.pathway_network import Course

UNIT = 10**9
"""Costs are whole multiples of 1/UNIT, so that equal ones are equal."""
_NEVER = 2**61
_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Costs:
    """What a pathway costs, in multiples of 1/UNIT.

    Attributes
    ----------
    hand_over, skip : int
        Each hand-over; each step skipped.
    open : int
        In addition, each hand-over between two operators that nothing links.
    crossing : int
        Each change of zone.
    leaving : int
        Once, for a pathway that leaves the home zone.
    km : int
        Each kilometre between two consecutive offers.
    """

    hand_over: int = UNIT
    skip: int = UNIT
    open: int = 0
    crossing: int = 0
    leaving: int = 0
    km: int = 0


@dataclass(frozen=True)
class Pathway:
    """One pathway.

    Attributes
    ----------
    cost : int
        In multiples of 1/UNIT.
    crossings, opened, away : int
        Changes of zone; open hand-overs; offers taken outside home.
    metres : int
        From home to the zones where offers are taken, offer by offer.
    offers : tuple of int
        Places of the offers taken, in order.
    """

    cost: int
    crossings: int
    opened: int
    away: int
    metres: int
    offers: tuple[int, ...]


def too_costly(course: Course, costs: Costs) -> bool:
    """Tell whether the costs exceed what whole numbers of 64 bits can hold."""
    return _dearest(course, costs) >= _NEVER // 4


def _dearest(course: Course, costs: Costs) -> int:
    """Give what no pathway can cost, with room for what else is counted."""
    farthest = 0 if course.metres is None or not course.metres.size else int(course.metres.max())
    most = costs.hand_over + costs.skip + costs.open + costs.crossing + costs.leaving
    most += costs.km * farthest // 1000
    return most * (len(course.skippable) + 2) ** 3


class _Keys:
    """Keys of one course from one home: what a pathway costs and counts, as one number."""

    def __init__(self, course: Course, costs: Costs, away: Integers) -> None:
        self.costs = costs
        metres = course.metres
        if metres is None or not costs.km:
            metres = np.zeros((1, 1), dtype=np.int64)
        way = metres.astype(object) * costs.km // 1000
        parts = (costs.hand_over, costs.skip, costs.open, costs.crossing, costs.leaving)
        # All costs are multiples of the scale: default ones, of one unit.
        self.scale = math.gcd(*parts, *way.reshape(-1).tolist()) or 1
        few = len(course.skippable) + 2
        self.digits = (few, few, few, few * (int(away.max(initial=0)) + 1))
        largest = _dearest(course, costs) // self.scale * few * self.digits[-1]
        # Python's own whole numbers where 64 bits hold no key.
        self.dtype: Any = np.int64 if largest < _NEVER // 4 else object
        self.never = _NEVER if self.dtype is np.int64 else 1 << (largest.bit_length() + 4)
        self.way = (way // self.scale * self.of(self.scale)).astype(self.dtype)

    def of(
        self, cost: int = 0, crossings: int = 0, opened: int = 0, away: int = 0, metres: int = 0
    ) -> int:
        """Write a key."""
        key = cost // self.scale
        for value, digit in zip((crossings, opened, away, metres), self.digits, strict=True):
            key = key * digit + value
        return key

    def read(self, key: int, offers: tuple[int, ...]) -> Pathway:
        """Read a key."""
        parts = []
        for digit in reversed(self.digits):
            key, value = divmod(key, digit)
            parts.append(value)
        metres, away, opened, crossings = parts
        return Pathway(key * self.scale, crossings, opened, away, metres, offers)


class Search:
    """The best pathways of one course from a home zone.

    Parameters
    ----------
    course : Course
    costs : Costs
    home : int
        The zone.
    away : ndarray, optional
        Metres from home to each zone.

    Examples
    --------
    Two steps, zones 0 and 1; operator 0 has an offer of each step in zone 0, operator 1 the
    second in zone 1. From zone 0 the pathway within operator 0 costs one hand-over and crosses
    nothing; the other costs as much, crosses once, and is open.

    >>> import numpy as np
    >>> from scipy.sparse import csr_array
    >>> nobody = csr_array((2, 2))
    >>> at = np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([0, 0, 1])
    >>> course = Course((False, False), *at, (0b01, 0b10), 2, nobody)
    >>> [(p.crossings, p.opened, p.offers) for p in Search(course, Costs(), 0).best(5)]
    [(0, 0, (0, 1)), (1, 1, (0, 2))]
    """

    def __init__(
        self, course: Course, costs: Costs, home: int, away: Integers | None = None
    ) -> None:
        self._course = course
        self._home = home
        far = np.zeros(course.homes, dtype=np.int64) if away is None else away
        self._keys = _Keys(course, costs, far)
        place = np.zeros(course.step.size, dtype=np.int64)
        if self._keys.way.size > 1 and course.place is not None:
            place = course.place
        # A unit is an operator at a place: what comes next depends on both.
        pairs = np.column_stack([course.operator, place])
        units, own = np.unique(pairs, axis=0, return_inverse=True)
        self._unit = own.reshape(-1)
        self._operator, self._place = units[:, 0], units[:, 1]
        self._near = csr_array(course.near[self._operator][:, self._operator])
        self._near.sort_indices()
        out = [self._keys.of(away=zone != home, metres=int(m)) for zone, m in enumerate(far)]
        out[home] = 0
        self._out = self._row(out)
        states = [[zones >> zone & 1 for zone in range(course.homes)] for zones in course.sets]
        self._taken = np.array([[*row, row[home]] for row in states], dtype=bool)
        self._taken = self._taken.reshape(len(course.sets), course.homes + 1)
        self._estimate()

    def _row(self, values: Any) -> Any:
        return np.array(values, dtype=self._keys.dtype)

    def _capped(self, values: Any) -> Any:
        return np.minimum(values, self._keys.never)

    def _moves(self) -> tuple[int, int]:
        """Give the keys of a change of zone, and of the one by which home is left."""
        costs, key = self._keys.costs, self._keys.of
        return key(costs.crossing, 1), key(costs.crossing + costs.leaving, 1)

    def _estimate(self) -> None:
        """Compute what remains after an offer of each step, by unit and state."""
        course, never = self._course, self._keys.never
        shape = self._operator.size, course.homes + 1
        skip = self._keys.of(self._keys.costs.skip)
        handing = self._keys.of(self._keys.costs.hand_over)
        crossing, leaving = self._moves()
        remains = [np.zeros(shape, dtype=self._keys.dtype)]
        ahead = np.full(shape, never, dtype=self._keys.dtype)  # the next offer is of this unit
        rest = 0  # all that is left is skipped
        for at in reversed(range(len(course.skippable))):
            there = np.zeros(shape, dtype=bool)
            offers = course.by_step[at]
            np.logical_or.at(there, self._unit[offers], self._taken[course.zones[offers]])
            then = remains[-1].copy()
            then[:, :-1] += self._out
            then = self._capped(np.where(there, then, never))
            moved = then[:, :-1].min(axis=1, initial=never)
            here = np.minimum(then, (moved + crossing)[:, None])
            here[:, -1] = np.minimum(then[:, -1], moved + leaving)
            if course.skippable[at]:
                here = np.minimum(here, ahead + skip)
                rest = min(rest + skip, never)
            else:
                rest = never
            ahead = self._capped(here)
            remains.append(self._capped(np.minimum(self._handed(ahead) + handing, rest)))
        # By number of the step just taken; the last one's entries are 0.
        self._remains = remains[::-1]

    def _handed(self, ahead: Any) -> Any:
        """Give the least that follows a hand-over from each unit to any other."""
        opened = self._keys.of(self._keys.costs.open, opened=1)
        units, states = ahead.shape
        if not units:
            return ahead
        far = self._keys.way
        places = np.unique(self._place)
        order = np.argsort(self._place, kind="stable")
        begins = np.searchsorted(self._place[order], places)
        by_place = np.minimum.reduceat(ahead[order], begins, axis=0)
        found = np.empty_like(ahead)
        for here in places:
            found[self._place == here] = (by_place + far[here, places][:, None]).min(axis=0)
        found += opened
        near = self._near
        source = np.repeat(np.arange(units), np.diff(near.indptr))
        way = far[self._place[source], self._place[near.indices]]
        chunk = max(1, _AT_ONCE // max(near.nnz, 1))
        for first in range(0, states, chunk):
            part = slice(first, first + chunk)
            values = ahead[near.indices, part] + way[:, None]
            tied = np.minimum.reduceat(values, near.indptr[:-1], axis=0)
            found[:, part] = np.minimum(found[:, part], tied)
        return self._capped(found)

    def best(self, most: int) -> list[Pathway]:
        """Give the best pathways.

        Parameters
        ----------
        most : int
            How many, at most.

        Returns
        -------
        list of Pathway
            In order.
        """
        start = self._row([self._keys.never] * self._course.homes + [0])
        # Entries: estimate of the whole, offers, next step, and by state the key so far; complete
        # ones have no next step. No two have the same offers and step.
        waiting: list[tuple[int, tuple[int, ...], int, Any]] = [(0, (), 0, start)]
        found: list[Pathway] = []
        while waiting and len(found) < most:
            whole, offers, at, keys = heapq.heappop(waiting)
            if at < 0:
                found.append(self._keys.read(whole, offers))
                continue
            for entry in self._onward(offers, at, keys, most):
                heapq.heappush(waiting, entry)
        return found

    def _onward(
        self, offers: tuple[int, ...], at: int, keys: Any, most: int
    ) -> Iterator[tuple[int, tuple[int, ...], int, Any]]:
        """Give the best ways to go on: no more can belong among the best."""
        course, never = self._course, self._keys.never
        linked = np.ones(self._operator.size, dtype=bool)
        ways = np.zeros(self._operator.size, dtype=self._keys.dtype)
        if offers:
            unit = self._unit[offers[-1]]
            linked[:] = False
            linked[self._near.indices[self._near.indptr[unit] : self._near.indptr[unit + 1]]] = True
            ways = self._keys.way[self._place[unit]][self._place]
            ways = ways + self._keys.of(self._keys.costs.hand_over)
        ways = ways + np.where(linked, 0, self._keys.of(self._keys.costs.open, opened=1))
        skip = self._keys.of(self._keys.costs.skip)
        crossing, leaving = self._moves()
        choices: list[tuple[int, int, int, Any]] = []
        while True:
            if at == len(course.skippable):
                if (least := int(keys.min())) < never:
                    yield least, offers, -1, keys
                break
            here = course.by_step[at]
            if here.size:
                moved = min(keys[:-1].min(initial=never) + crossing, keys[-1] + leaving)
                arrived = np.minimum(keys, moved)
                arrived[:-1] += self._out
                arrived[-1] = keys[-1]
                units, taken = self._unit[here], self._taken[course.zones[here]]
                whole = np.where(taken, arrived + self._remains[at + 1][units], never).min(axis=1)
                whole = whole + ways[units]
                for pick in _least(whole, most):
                    if whole[pick] < never:
                        after = np.where(taken[pick], arrived + ways[units[pick]], never)
                        entry = (int(whole[pick]), int(here[pick]), at + 1, self._capped(after))
                        choices.append(entry)
            if not course.skippable[at]:
                break
            keys, at = self._capped(keys + skip), at + 1
        for estimate, offer, step, after in heapq.nsmallest(most, choices, key=lambda c: c[:3]):
            yield estimate, (*offers, offer), step, after


def _least(values: Any, most: int) -> Integers:
    """Give the places of the least values; where several tie, the first of them."""
    if values.size > most:
        limit = np.partition(values, most - 1)[most - 1]
        kept = np.flatnonzero(values <= limit)
    else:
        kept = np.arange(values.size)
    return kept[np.argsort(values[kept], kind="stable")][:most]
