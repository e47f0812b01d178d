r"""The bipartite configuration model: who would sit where, given only how many seats each has.

The model of maximum entropy among two-mode networks whose expected degrees are those observed
(BiCM): seats are independent, and person :math:`k` sits on board :math:`a` with probability

.. math:: p_{ak} = \frac{x_a y_k}{1 + x_a y_k}

where the :math:`x` and :math:`y` are such that every expected degree is the observed one. Nodes
of one degree have one probability, so the equations are solved for classes of equal degree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from isp_graph.measures.matrices import Floats, Integers

_STEPS = 500
_PRECISE = 1e-13
"""Largest difference of an expected and an observed degree, as a share of the nodes facing it."""


@dataclass(frozen=True, eq=False)
class Model:
    """Probabilities of a seat, by classes of equal degree.

    Attributes
    ----------
    row_class : ndarray of int64, shape (n,)
        Class of each row; a column of it is ``column_class``, shape (m,).
    column_class : ndarray of int64, shape (m,)
        Class of each column.
    row_count, column_count : ndarray of int64, shape (r,) and (c,)
        Nodes of each class.
    probability : ndarray of float64, shape (r, c)
        Of a seat between a row of one class and a column of another.
    """

    row_class: Integers
    column_class: Integers
    row_count: Integers
    column_count: Integers
    probability: Floats


def bicm(row_sums: npt.ArrayLike, column_sums: npt.ArrayLike) -> Model:
    r"""With what probability does each sit on each board, if only the degrees are given?

    Parameters
    ----------
    row_sums : array of int, shape (n,)
        Degree of each row (board).
    column_sums : array of int, shape (m,)
        Degree of each column (person).

    Returns
    -------
    Model
        Expected degrees are the observed ones to a share of :math:`10^{-12}` or better.

    Raises
    ------
    ValueError
        No binary matrix has these degrees.

    Notes
    -----
    Where the degrees leave no choice, the likelihood has no maximum at finite :math:`x, y`:
    a board on which everybody sits, a person who sits nowhere, and every set of boards that
    holds as many seats as it can. By the theorem of Gale and Ryser these are the :math:`i`
    largest rows with :math:`\sum_{a \le i} r_a = \sum_k \min(c_k, i)`. There the matrix falls
    into a block of ones, a block of zeros, and two blocks that are solved on their own. In each
    of these, the log-likelihood is strictly concave up to one shift, and Newton's method with a
    line search finds its maximum.

    References
    ----------
    Saracco, F., Di Clemente, R., Gabrielli, A., Squartini, T. (2015). Randomizing bipartite
    networks: the case of the World Trade Web. *Scientific Reports* 5, 10595.
    https://doi.org/10.1038/srep10595

    Saracco, F., Straka, M. J., Di Clemente, R., Gabrielli, A., Caldarelli, G., Squartini, T.
    (2017). Inferring monopartite projections of bipartite networks: an entropy-based approach.
    *New Journal of Physics* 19, 053022. https://doi.org/10.1088/1367-2630/aa6b38

    Ryser, H. J. (1957). Combinatorial properties of matrices of zeros and ones. *Canadian
    Journal of Mathematics* 9, 371-377. https://doi.org/10.4153/CJM-1957-044-3

    Examples
    --------
    Two rows of one seat and one of two, the columns alike (the example of the R package
    backbone):

    >>> model = bicm([1, 1, 2], [1, 1, 2])
    >>> model.probability.round(3).tolist()
    [[0.216, 0.568], [0.568, 0.863]]
    """
    rows, row_class, row_count = _classes(row_sums)
    columns, column_class, column_count = _classes(column_sums)
    probability = np.zeros((rows.size, columns.size))
    _fill(probability, np.arange(rows.size), np.arange(columns.size),
          (rows, row_count), (columns, column_count))  # fmt: skip
    return Model(row_class, column_class, row_count, column_count, probability)


def _classes(sums: npt.ArrayLike) -> tuple[Integers, Integers, Integers]:
    values, members, counts = np.unique(
        np.asarray(sums, dtype=np.int64), return_inverse=True, return_counts=True
    )
    return values, members.astype(np.int64), counts.astype(np.int64)


_Side = tuple[Integers, Integers]  # degrees of the classes, ascending, and their nodes


def _fill(
    probability: Floats, at_rows: Integers, at_columns: Integers, rows: _Side, columns: _Side
) -> None:
    """Write the probabilities of one block; split it where the degrees leave no choice."""
    blocks = [(at_rows, at_columns, rows, columns)]
    while blocks:
        at_rows, at_columns, (degree, count), (other, facing) = blocks.pop()
        if (degree * count).sum() != (other * facing).sum():
            raise ValueError("no two-mode network has these degrees")
        sits, sat = degree > 0, other > 0
        at_rows, degree, count = at_rows[sits], degree[sits], count[sits]
        at_columns, other, facing = at_columns[sat], other[sat], facing[sat]
        if not (degree.size and other.size):
            continue
        first = _tight(degree, count, other, facing)
        if first is None:
            found = _interior(degree, count, other, facing)
            probability[np.ix_(at_rows, at_columns)] = found
            continue
        above = np.arange(degree.size) >= first
        size = int(count[above].sum())
        full, many, few = other >= size, other > size, other < size
        probability[np.ix_(at_rows[above], at_columns[full])] = 1.0
        taken = int(facing[full].sum())
        blocks.append((
            at_rows[above], at_columns[few], (degree[above] - taken, count[above]),
            (other[few], facing[few]),
        ))  # fmt: skip
        blocks.append((
            at_rows[~above], at_columns[many], (degree[~above], count[~above]),
            (other[many] - size, facing[many]),
        ))  # fmt: skip


def _tight(degree: Integers, count: Integers, other: Integers, facing: Integers) -> int | None:
    """Find a class from which on upwards the rows hold as many seats as they can, if any does.

    All rows together always hold all seats; that leaves less to solve only where a column is
    full.
    """
    seats = np.cumsum((degree * count)[::-1])[::-1]
    sizes = np.cumsum(count[::-1])[::-1]
    capacity = np.minimum(other[None, :], sizes[:, None]) @ facing
    if (seats > capacity).any() or other.max() > sizes[0]:
        raise ValueError("no two-mode network has these degrees")
    tight = seats == capacity
    tight[0] = bool((other == sizes[0]).any())
    found = np.flatnonzero(tight)
    return int(found[0]) if found.size else None


def _interior(degree: Integers, count: Integers, other: Integers, facing: Integers) -> Floats:
    """Solve a block in which every seat is possible and none is certain."""
    n = degree.size
    weight = np.outer(count, facing).astype(np.float64)
    target = np.concatenate([degree * count, other * facing]).astype(np.float64)
    scale = np.concatenate([count * facing.sum(), facing * count.sum()])

    def odds(shares: Floats) -> Floats:
        return np.asarray(np.log(shares) - np.log1p(-shares))

    # The answer if all nodes of the other mode were alike.
    logs = np.concatenate([
        odds(degree / facing.sum()),
        odds(other / count.sum()) - odds(np.array([(other @ facing) / weight.sum()])),
    ])  # fmt: skip

    def value(at: Floats) -> float:
        return float((weight * np.logaddexp(0, at[:n, None] + at[None, n:])).sum() - target @ at)

    probability = expit(logs[:n, None] + logs[None, n:])
    best = value(logs)
    for _ in range(_STEPS):
        seats = weight * probability
        gradient = np.concatenate([seats.sum(axis=1), seats.sum(axis=0)]) - target
        if (np.abs(gradient) <= _PRECISE * scale).all():
            break
        spread = weight * probability * expit(-(logs[:n, None] + logs[None, n:]))
        hessian = np.block([
            [np.diag(spread.sum(axis=1)), spread],
            [spread.T, np.diag(spread.sum(axis=0))],
        ])  # fmt: skip
        # All x twice as large and all y half as large is the same model: hold the first fast.
        step = np.zeros(target.size)
        step[1:] = -np.linalg.lstsq(hessian[1:, 1:], gradient[1:], rcond=None)[0]
        share, slope, tried = 1.0, float(gradient @ step), best
        while share > 1e-10:
            tried = value(logs + share * step)
            if tried <= best + 1e-4 * share * slope + 1e-15 * abs(best):
                break
            share /= 2
        else:
            break
        logs, best = logs + share * step, tried
        probability = expit(logs[:n, None] + logs[None, n:])
    return np.asarray(probability)
