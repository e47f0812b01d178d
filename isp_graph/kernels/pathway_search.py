"""Which pathways are best, in which order?

The order is: cost, then crossings, then open hand-overs, then the ids of the offers taken. The
least cost, crossings and hand-overs that remain from any place on are computed first, from the
last step to the first. With this exact estimate a best-first search never goes astray: whatever
it takes up is the beginning of a pathway that belongs among the best.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from isp_graph.kernels.courses import Course, follow, near_of
from isp_graph.kernels.matrices import Integers

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
    crossings, opened : int
        Changes of zone; open hand-overs.
    offers : tuple of int
        Places of the offers taken, in order.
    """

    cost: int
    crossings: int
    opened: int
    offers: tuple[int, ...]


def too_costly(course: Course, costs: Costs) -> bool:
    """Tell whether the costs exceed what whole numbers of 64 bits can hold."""
    farthest = 0 if course.metres is None or not course.metres.size else int(course.metres.max())
    most = costs.hand_over + costs.skip + costs.open + costs.crossing + costs.leaving
    most += costs.km * farthest // 1000
    steps = len(course.skippable) + 2
    return most * steps * steps * steps >= _NEVER // 4


class Search:
    """The best pathways of one course, from any home zone.

    Parameters
    ----------
    course : Course
    costs : Costs

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
    >>> [(p.crossings, p.opened, p.offers) for p in Search(course, Costs()).best(0, 5)]
    [(0, 0, (0, 1)), (1, 1, (0, 2))]
    """

    def __init__(self, course: Course, costs: Costs) -> None:
        self._course = course
        self._costs = costs
        # One number orders by cost, then crossings, then open hand-overs: they cannot overflow.
        self._base = len(course.skippable) + 2
        place = np.zeros(course.step.size, dtype=np.int64)
        if course.place is not None and costs.km:
            place = course.place
        # A unit is an operator at a place: what comes next depends on both.
        pairs = np.column_stack([course.operator, place])
        units, own = np.unique(pairs, axis=0, return_inverse=True)
        self._unit = own.reshape(-1)
        self._operator, self._place = units[:, 0], units[:, 1]
        self._near = self._neighbours()
        self._states = self._reachable()
        self._tables()
        self._estimate()

    def _key(self, cost: int, crossings: int = 0, opened: int = 0) -> int:
        return (cost * self._base + crossings) * self._base + opened

    def _neighbours(self) -> csr_array:
        """Link units whose operators are linked or the same."""
        tied = near_of(self._course.links)
        found = csr_array(tied[self._operator][:, self._operator])
        found.sort_indices()
        return found

    def _reachable(self) -> dict[tuple[int, bool], int]:
        """Give each state its number: the zones where one may be, and whether home was left."""
        at_home = bool(self._costs.leaving)
        waiting = [(1 << home, at_home) for home in range(self._course.homes)]
        found: dict[tuple[int, bool], int] = {}
        while waiting:
            state = waiting.pop()
            if state in found:
                continue
            found[state] = len(found)
            for taken in self._course.sets:
                waiting.append(self._after(state, taken)[0])
        return found

    def _after(self, state: tuple[int, bool], taken: int) -> tuple[tuple[int, bool], int]:
        crossed, zones = follow(0, state[0], taken)
        if not crossed:
            return (zones, state[1]), 0
        cost = self._costs.crossing + (self._costs.leaving if state[1] else 0)
        return (zones, False), self._key(cost, 1)

    def _tables(self) -> None:
        shape = len(self._states), len(self._course.sets)
        self._next = np.zeros(shape, dtype=np.int64)
        self._price = np.zeros(shape, dtype=np.int64)
        for state, row in self._states.items():
            for column, taken in enumerate(self._course.sets):
                after, price = self._after(state, taken)
                self._next[row, column] = self._states[after]
                self._price[row, column] = price

    @cached_property
    def _way(self) -> Integers:
        """What the way between two places costs, as a key."""
        if self._course.metres is None or not self._costs.km:
            return np.zeros((1, 1), dtype=np.int64)
        metres = self._course.metres.astype(object) * self._costs.km // 1000
        return (metres * self._base * self._base).astype(np.int64)

    def _estimate(self) -> None:
        """Compute what remains after an offer of each step, by unit and state."""
        course = self._course
        shape = self._operator.size, len(self._states)
        skip, handing = self._key(self._costs.skip), self._key(self._costs.hand_over)
        self._remains = [np.zeros(shape, dtype=np.int64)]
        ahead = np.full(shape, _NEVER, dtype=np.int64)  # the next offer is of this unit
        rest = 0  # all that is left is skipped
        self._rest = [rest]
        for at in reversed(range(len(course.skippable))):
            here = np.full(shape, _NEVER, dtype=np.int64)
            offers = course.by_step[at]
            cells = np.unique(
                np.column_stack([self._unit[offers], course.zones[offers]]), axis=0
            ).reshape(-1, 2)
            if len(cells):
                unit, taken = cells.T
                remains = self._remains[-1][unit[:, None], self._next[:, taken].T]
                values = np.minimum(remains + self._price[:, taken].T, _NEVER)
                begins = np.flatnonzero(np.diff(unit, prepend=-1))
                here[unit[begins]] = np.minimum.reduceat(values, begins, axis=0)
            if course.skippable[at]:
                here = np.minimum(here, ahead + skip)
                rest = min(rest + skip, _NEVER)
            else:
                rest = _NEVER
            ahead = np.minimum(here, _NEVER)
            onward = np.minimum(self._handed(ahead) + handing, rest)
            self._remains.append(np.minimum(onward, _NEVER))
            self._rest.append(rest)
        # Afterwards: by number of the step just taken, the last one's first entry is 0.
        self._remains = self._remains[::-1]
        self._rest = self._rest[::-1]

    def _handed(self, ahead: Integers) -> Integers:
        """Give the least that follows a hand-over from each unit to any other."""
        opened = self._key(self._costs.open, 0, 1)
        units, states = ahead.shape
        if not units:
            return ahead
        places = np.unique(self._place)
        order = np.argsort(self._place, kind="stable")
        begins = np.searchsorted(self._place[order], places)
        by_place = np.minimum.reduceat(ahead[order], begins, axis=0)
        found = np.empty_like(ahead)
        for here in places:
            way = self._way[here, places] if self._way.size > 1 else np.zeros(1, dtype=np.int64)
            found[self._place == here] = (by_place + way[:, None]).min(axis=0) + opened
        near = self._near
        source = np.repeat(np.arange(units), np.diff(near.indptr))
        way = (
            self._way[self._place[source], self._place[near.indices]]
            if self._way.size > 1
            else np.zeros(near.nnz, dtype=np.int64)
        )
        chunk = max(1, _AT_ONCE // max(near.nnz, 1))
        for first in range(0, states, chunk):
            part = slice(first, first + chunk)
            values = ahead[near.indices, part] + way[:, None]
            tied = np.minimum.reduceat(values, near.indptr[:-1], axis=0)
            found[:, part] = np.minimum(found[:, part], tied)
        return np.minimum(found, _NEVER)

    def best(self, home: int, most: int) -> list[Pathway]:
        """Give the best pathways from a home zone.

        Parameters
        ----------
        home : int
            The zone.
        most : int
            How many, at most.

        Returns
        -------
        list of Pathway
            In order.
        """
        start = self._states[1 << home, bool(self._costs.leaving)]
        # Entries: estimate of the whole, offers, key so far, next step, state; complete ones
        # have no next step.
        waiting: list[tuple[int, tuple[int, ...], int, int, int]] = [(0, (), 0, 0, start)]
        found: list[Pathway] = []
        while waiting and len(found) < most:
            whole, offers, key, at, state = heapq.heappop(waiting)
            if at < 0:
                cost, rest = divmod(whole, self._base * self._base)
                found.append(Pathway(cost, *divmod(rest, self._base), offers))
                continue
            for entry in self._onward(offers, key, at, state, most):
                heapq.heappush(waiting, entry)
        return found

    def _onward(
        self, offers: tuple[int, ...], key: int, at: int, state: int, most: int
    ) -> Iterator[tuple[int, tuple[int, ...], int, int, int]]:
        """Give the best ways to go on: no more can belong among the best."""
        course = self._course
        linked = np.ones(self._operator.size, dtype=bool)
        ways = np.zeros(self._operator.size, dtype=np.int64)
        handing = 0
        if offers:
            unit = self._unit[offers[-1]]
            handing = self._key(self._costs.hand_over)
            linked[:] = False
            linked[self._near.indices[self._near.indptr[unit] : self._near.indptr[unit + 1]]] = True
            if self._way.size > 1:
                ways = self._way[self._place[unit]][self._place]
        opened = self._key(self._costs.open, 0, 1)
        skip = self._key(self._costs.skip)
        choices: list[tuple[int, int, int, int, int]] = []
        while True:
            if at == len(course.skippable):
                if key < _NEVER:
                    yield key, offers, key, -1, state
                break
            here = course.by_step[at]
            if here.size:
                units, taken = self._unit[here], course.zones[here]
                so_far = key + handing + ways[units] + self._price[state, taken]
                so_far += np.where(linked[units], 0, opened)
                after = self._next[state, taken]
                whole = so_far + self._remains[at + 1][units, after]
                for pick in _least(whole, most):
                    entry = (whole[pick], here[pick], so_far[pick], at + 1, after[pick])
                    if entry[0] < _NEVER:
                        choices.append(tuple(map(int, entry)))  # type: ignore[arg-type]
            if not course.skippable[at]:
                break
            key, at = key + skip, at + 1
        for estimate, offer, so_far_, next_step, next_state in heapq.nsmallest(most, choices):
            yield estimate, (*offers, offer), so_far_, next_step, next_state


def _least(values: Integers, most: int) -> Integers:
    """Give the places of the least values; where several tie, the first of them."""
    if values.size > most:
        limit = np.partition(values, most - 1)[most - 1]
        kept = np.flatnonzero(values <= limit)
    else:
        kept = np.arange(values.size)
    return kept[np.argsort(values[kept], kind="stable")][:most]
