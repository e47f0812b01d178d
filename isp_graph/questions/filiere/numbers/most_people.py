"""How many people can pass all steps, and which places hold them back?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csr_array, vstack

from isp_graph.measures.matrices import Floats

_TINY = 1e-6
_DIGITS = 6
"""Decimals of people that a solution is good for."""


@dataclass(frozen=True)
class Stock:
    """Places that some groups of people share at a step.

    Attributes
    ----------
    step : int
    places : float
        May be infinite.
    people : tuple of int
        Groups of people who may take them.
    """

    step: int
    places: float
    people: tuple[int, ...]


@dataclass(frozen=True)
class Narrow:
    """A stock that holds people back.

    Attributes
    ----------
    at : int
        Its place among the stocks.
    gain : float
        How many more would pass for one place more there, and nowhere else.
    """

    at: int
    gain: float


@dataclass(frozen=True)
class _Solution:
    """Who passes, by group and in all; by stock with a limit, places taken and their dual."""

    total: float
    taken: Floats
    duals: Floats
    passed: Floats


def _passing(found: Any) -> float:
    return max(0.0, round(float(-found.fun), _DIGITS))


class Throughput:
    r"""The most people who can pass all steps.

    Parameters
    ----------
    people : sequence of float
        Size of each group; may be infinite.
    stocks : sequence of Stock
        Places.
    skippable : sequence of bool
        By step, whether one may pass without a place.

    Attributes
    ----------
    total : float
        People; infinite where nothing holds them back.
    scarce : list of int
        Stocks whose dual is above zero; places in no other one would, alone, let more pass.

    Notes
    -----
    The linear programme

    .. math:: \max \sum_c x_c, \quad x_c \le d_c, \quad x_c = \sum_{g \in G_{ci}} y_{cg} + z_{ci},
              \quad \sum_c y_{cg} \le p_g,

    where :math:`z_{ci} = 0` unless step *i* may be skipped; solved by HiGHS. For one group it is
    a maximum flow.

    References
    ----------
    Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method.
    *Mathematical Programming Computation* 10, 119-142.
    https://doi.org/10.1007/s12532-017-0130-5

    Examples
    --------
    Fifty people, twenty places at the first step, ten at the second:

    >>> found = Throughput([50], [Stock(0, 20, (0,)), Stock(1, 10, (0,))], [False, False])
    >>> found.total, found.narrows()
    (10.0, [Narrow(at=1, gain=1.0)])
    """

    def __init__(
        self, people: Sequence[float], stocks: Sequence[Stock], skippable: Sequence[bool]
    ) -> None:
        self._people, self._stocks = people, stocks
        groups, steps = len(people), len(skippable)
        entries = [(at, group) for at, stock in enumerate(stocks) for group in stock.people]
        passing = [
            (step, group) for step in range(steps) if skippable[step] for group in range(groups)
        ]
        size = groups + len(entries) + len(passing)
        # Conservation: of each group and step, who comes is who takes a place or passes by.
        rows = [step * groups + group for step in range(steps) for group in range(groups)]
        columns = [group for _ in range(steps) for group in range(groups)]
        values = [1.0] * len(rows)
        for place, (at, group) in enumerate(entries):
            rows.append(stocks[at].step * groups + group)
            columns.append(groups + place)
            values.append(-1.0)
        for place, (step, group) in enumerate(passing):
            rows.append(step * groups + group)
            columns.append(groups + len(entries) + place)
            values.append(-1.0)
        self._equal = coo_array((values, (rows, columns)), shape=(steps * groups, size)).tocsr()
        self._bounded = [at for at, stock in enumerate(stocks) if np.isfinite(stock.places)]
        row_of = {at: row for row, at in enumerate(self._bounded)}
        shared = [(row_of[at], groups + p) for p, (at, _) in enumerate(entries) if at in row_of]
        ends = ([row for row, _ in shared], [column for _, column in shared])
        shape = (len(self._bounded), size)
        self._upper = coo_array((np.ones(len(shared)), ends), shape=shape).tocsr()
        self._places = np.array([stocks[at].places for at in self._bounded], dtype=np.float64)
        self._highest = np.full(size, np.inf)
        self._highest[:groups] = people
        self._goal = np.concatenate([-np.ones(groups), np.zeros(size - groups)])
        self._found = self._solved(self._places)
        self._waiting: dict[int, bool] = {}
        self._crowds: dict[tuple[int, int], bool] = {}
        self.total = self._found.total
        duals = self._found.duals.tolist()
        self.scarce = [at for at, dual in zip(self._bounded, duals, strict=True) if dual > _TINY]

    def _solved(
        self,
        places: Floats,
        *,
        visitor: tuple[int, int] | None = None,
        absent: int | None = None,
    ) -> _Solution:
        """Solve with some places.

        A visitor takes a place at one step that one group may have, and does not pass; of one
        group, one may be absent.
        """
        groups = len(self._people)
        none = np.zeros(len(places))
        if not groups:
            return _Solution(0.0, none, none, np.zeros(0))
        conserved, highest = np.zeros(self._equal.shape[0]), self._highest.copy()
        if visitor is not None:
            step, group = visitor
            conserved[step * groups + group] = -1.0
        if absent is not None:
            highest[absent] = max(0.0, highest[absent] - 1.0)
        found = self._programme(self._goal, self._upper, places, conserved, highest)
        if found.status:  # unbounded; or infeasible: a visitor finds no place at all
            total = np.inf if found.status == 3 else -np.inf
            return _Solution(total, none, none, np.zeros(groups))
        duals = -found.ineqlin.marginals if places.size else none
        return _Solution(_passing(found), self._upper @ found.x, duals, found.x[:groups])

    def _programme(
        self, goal: Floats, upper: csr_array, limits: Floats, conserved: Floats, highest: Floats
    ) -> Any:
        # Optimisation takes a fifth of a second to import, and most commands need none.
        from scipy.optimize import linprog

        solve: Any = linprog  # its declaration does not know of sparse matrices
        return solve(
            goal,
            A_ub=upper if limits.size else None,
            b_ub=limits if limits.size else None,
            A_eq=self._equal if conserved.size else None,
            b_eq=conserved if conserved.size else None,
            bounds=np.column_stack([np.zeros_like(highest), highest]),
            method="highs",
        )

    def widened(self, at: int) -> tuple[float, float]:
        """Give the most who can pass if one stock has places enough, and how many these are.

        Parameters
        ----------
        at : int
            Its place among the stocks; it has a limit.

        Returns
        -------
        total, places : float
            Infinite where nothing else holds people back; as they are where nothing is gained.
        """
        row = self._bounded.index(at)
        others = np.flatnonzero(np.arange(len(self._bounded)) != row)
        conserved = np.zeros(self._equal.shape[0])
        upper, places = self._upper[others], self._places[others]
        free = self._programme(self._goal, upper, places, conserved, self._highest)
        if free.status == 3:
            return np.inf, np.inf
        total = _passing(free)
        if total <= self.total:
            return self.total, self._stocks[at].places
        fewest = self._programme(
            self._upper[[row]].toarray()[0],
            csr_array(vstack([upper, csr_array(self._goal[None, :])])),
            np.append(places, _TINY / 10 - total),
            conserved,
            self._highest,
        )
        return total, round(float(fewest.fun), _DIGITS)

    def _changed(self, row: int, more: float) -> float:
        """Give the most who can pass with some more places in one stock, or fewer."""
        places = self._places.copy()
        places[row] += more
        return self._solved(places).total

    def _waits(self, group: int) -> bool:
        """Tell whether somebody of a group may be among those who do not pass."""
        if group not in self._waiting:
            passed, people = self._found.passed[group], self._people[group]
            self._waiting[group] = bool(passed < people - _TINY) or (
                people > 0 and self._solved(self._places, absent=group).total == self.total
            )
        return self._waiting[group]

    def _crowded(self, visitor: tuple[int, int]) -> bool:
        """Tell whether fewer would pass if somebody else took a place of a group at a step."""
        if visitor not in self._crowds:
            total = self._solved(self._places, visitor=visitor).total
            self._crowds[visitor] = total < self.total
        return self._crowds[visitor]

    def _holds(self, row: int) -> bool:
        """Tell whether a stock, of which one place more brings nothing, holds people back."""
        stock = self._stocks[self._bounded[row]]
        free = stock.places - self._found.taken[row]
        if free > 1 - _TINY:
            return False
        waiting = [group for group in stock.people if self._waits(group)]
        if not stock.places:
            return any(self._crowded((stock.step, group)) for group in waiting)
        return bool(waiting) and self._changed(row, -1.0) < self.total

    def narrows(self) -> list[Narrow]:
        """Find the stocks that hold people back.

        Returns
        -------
        list of Narrow
            Those of which one place more would let more pass; and those that somebody who does
            not pass might take and of which one fewer would let fewer pass or, where it has no
            place, one visitor more at its step. None where nothing holds people back.
        """
        if not np.isfinite(self.total):
            return []
        found = []
        for row, at in enumerate(self._bounded):
            # One place more brings no more than the dual.
            more = self._changed(row, 1.0) if at in self.scarce else self.total
            if more > self.total or self._holds(row):
                found.append(Narrow(at, round(more - self.total, _DIGITS)))
        return found
