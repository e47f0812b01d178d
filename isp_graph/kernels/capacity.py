"""How many people can pass all steps, and which places hold them back?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import coo_array

from isp_graph.kernels.matrices import Floats

_TINY = 1e-9


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
class Throughput:
    """The most that can pass.

    Attributes
    ----------
    total : float
        People; infinite where nothing holds them back.
    gains : ndarray, shape (stocks,)
        How many more would pass for one place more in each stock: above zero, it is a
        bottleneck. Not a number where nothing holds people back.
    """

    total: float
    gains: Floats


def most(people: Sequence[float], stocks: Sequence[Stock], skippable: Sequence[bool]) -> Throughput:
    r"""Find the most people who can pass all steps.

    Parameters
    ----------
    people : sequence of float
        Size of each group; may be infinite.
    stocks : sequence of Stock
        Places.
    skippable : sequence of bool
        By step, whether one may pass without a place.

    Returns
    -------
    Throughput

    Notes
    -----
    The linear programme

    .. math:: \max \sum_c x_c, \quad x_c \le d_c, \quad x_c = \sum_{g \in G_{ci}} y_{cg} + z_{ci},
              \quad \sum_c y_{cg} \le p_g,

    where :math:`z_{ci} = 0` unless step *i* may be skipped; solved by HiGHS. For one group it is
    a maximum flow, and the duals of the places are a minimum cut.

    References
    ----------
    Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method.
    *Mathematical Programming Computation* 10, 119-142.
    https://doi.org/10.1007/s12532-017-0130-5

    Examples
    --------
    Fifty people, twenty places at the first step, ten at the second:

    >>> found = most([50], [Stock(0, 20, (0,)), Stock(1, 10, (0,))], [False, False])
    >>> found.total, found.gains.tolist()
    (10.0, [0.0, 1.0])
    """
    groups, steps = len(people), len(skippable)
    if not groups:
        return Throughput(0.0, np.zeros(len(stocks)))
    entries = [(at, group) for at, stock in enumerate(stocks) for group in stock.people]
    passing = [(step, group) for step in range(steps) if skippable[step] for group in range(groups)]
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
    equal = coo_array((values, (rows, columns)), shape=(steps * groups, size)).tocsr()
    bounded = [at for at, stock in enumerate(stocks) if np.isfinite(stock.places)]
    row_of = {at: row for row, at in enumerate(bounded)}
    shared = [(row_of[at], groups + p) for p, (at, _) in enumerate(entries) if at in row_of]
    ends = ([row for row, _ in shared], [column for _, column in shared])
    upper = coo_array((np.ones(len(shared)), ends), shape=(len(bounded), size)).tocsr()
    highest = np.full(size, np.inf)
    highest[:groups] = people
    # Optimisation takes a fifth of a second to import, and most commands need none.
    from scipy.optimize import linprog

    solve: Any = linprog  # its declaration does not know of sparse matrices
    found = solve(
        np.concatenate([-np.ones(groups), np.zeros(size - groups)]),
        A_ub=upper if bounded else None,
        b_ub=[stocks[at].places for at in bounded] if bounded else None,
        A_eq=equal if steps else None,
        b_eq=np.zeros(steps * groups) if steps else None,
        bounds=np.column_stack([np.zeros(size), highest]),
        method="highs",
    )
    gains = np.zeros(len(stocks))
    if found.status == 3:  # unbounded
        return Throughput(float("inf"), np.full(len(stocks), np.nan))
    if bounded:
        gains[bounded] = -found.ineqlin.marginals
    gains[np.abs(gains) < _TINY] = 0.0
    return Throughput(max(0.0, float(-found.fun)), gains)
