"""How large an effect of a network regression may be, and what its factors share.

Beside `isp_graph.questions.homophily.numbers.qap`, which tests one factor at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from isp_graph.measures.matrices import Floats, Integers
from isp_graph.questions.homophily.numbers.qap import Design, expected, linear, logistic

_ZERO = 1e-8


def standard_errors(rows: Floats, counts: Floats, beta: Floats, spread: float | None) -> Floats:
    r"""How far may each coefficient be off, if pairs were independent?

    The root of the diagonal of :math:`(X^\top W X)^{-1}`, with :math:`W = \hat p (1 - \hat p)`;
    of a linear model, of :math:`\sigma^2 (X^\top X)^{-1}`.

    Parameters
    ----------
    rows, counts
        As in `isp_graph.questions.homophily.numbers.qap.logistic`.
    beta : ndarray of float64, shape (k,)
        All finite.
    spread : float or None
        Variance of the residuals of a linear model; None for a logistic one.

    Returns
    -------
    ndarray of float64, shape (k,)

    Examples
    --------
    Half of a hundred pairs are tied: the log odds are 0, give or take 0.2.

    >>> standard_errors(np.ones((1, 1)), np.array([100.0]), np.zeros(1), None).tolist()
    [0.2]
    """
    p = expected(rows, beta)
    weight = np.ones(len(rows)) if spread is not None else p * (1 - p)
    information = rows.T @ (rows * (counts * weight)[:, None])
    inverse = np.asarray(np.linalg.pinv(information, hermitian=True), dtype=np.float64)
    result: Floats = np.sqrt(
        np.maximum(np.diag(inverse), 0.0) * (1.0 if spread is None else spread)
    )
    return result


def inflation(rows: Floats, counts: Floats) -> Floats:
    r"""How much wider does each coefficient scatter because the factors overlap?

    The *variance inflation factor* :math:`1/(1 - R_j^2)` of each factor on all others.

    Parameters
    ----------
    rows, counts
        As in `isp_graph.questions.homophily.numbers.qap.logistic`, linearly independent columns,
        the constant first.

    Returns
    -------
    ndarray of float64, shape (k - 1,)
        1 where a factor shares nothing with the others; nan where it does not differ.

    Examples
    --------
    >>> rows = np.array([[1.0, a, b] for a in (0, 1) for b in (0, 1)])
    >>> inflation(rows, np.ones(4)).round(6).tolist()
    [1.0, 1.0]
    """
    found = []
    for column in range(1, rows.shape[1]):
        own = rows[:, column]
        others = np.delete(rows, column, axis=1)
        left = own - others @ linear(others, counts, own * counts)
        mean = counts @ own / counts.sum()
        whole = counts @ np.square(own - mean)
        found.append(whole / (counts @ np.square(left)) if whole > 0 else np.nan)
    return np.array(found)


def makes_up(rows: Floats, counts: Floats, column: int, before: Sequence[int]) -> list[int]:
    """Name the columns of which a column is a combination.

    Parameters
    ----------
    rows, counts
        As in `isp_graph.questions.homophily.numbers.qap.logistic`.
    column : int
    before : sequence of int
        Columns among which to look, linearly independent; the constant is not named.

    Returns
    -------
    list of int
    """
    beta = linear(rows[:, list(before)], counts, rows[:, column] * counts)
    return [place for place, each in zip(before, beta, strict=True) if place and abs(each) > _ZERO]


class JointTest:
    r"""Do several factors together tell something that the others do not?

    Rao's score statistic of a set of factors :math:`G`, with the residuals :math:`E` of each on the
    factors X outside the set in their place,

    .. math:: T = u^\top V^{-1} u, \quad u = E^\top (y - \hat p_0), \quad
        V = E^\top W E - E^\top W X (X^\top W X)^{-1} X^\top W E,

    permuted by node, rows and columns alike, all factors of the set together. That permutes what
    the set tells beyond the others, as double semi-partialling does of one factor.

    Parameters
    ----------
    pairs : Design
    outcome : ndarray of float64, shape (pairs,)
    members : sequence of int
        Columns of the set, linearly independent of each other and of the rest.
    linear_model : bool
        Whether the outcome is a weight.

    References
    ----------
    Rao, C. R. (1948). Large sample tests of statistical hypotheses concerning several parameters
    with applications to problems of estimation. *Mathematical Proceedings of the Cambridge
    Philosophical Society* 44, 50-57. https://doi.org/10.1017/S0305004100023987
    """

    def __init__(
        self, pairs: Design, outcome: Floats, members: Sequence[int], *, linear_model: bool
    ) -> None:
        self._n = len(pairs.codes)
        self._i, self._j, self._codes = pairs.i, pairs.j, pairs.codes.ravel()
        distinct = len(pairs.rows)
        counts = np.bincount(pairs.code, minlength=distinct).astype(np.float64)
        totals = np.bincount(pairs.code, outcome, distinct).astype(np.float64)
        others = pairs.rows[:, [each for each in pairs.columns if each not in set(members)]]
        if linear_model:
            fitted = others @ linear(others, counts, totals)
            weight = np.ones(distinct)
        else:
            fitted = expected(others, logistic(others, counts, totals))
            weight = fitted * (1 - fitted)
        information = others.T @ (others * (counts * weight)[:, None])
        self._inverse = np.asarray(np.linalg.pinv(information, hermitian=True), dtype=np.float64)
        self._code = pairs.code
        self._weight = weight[pairs.code]
        self._others = others[pairs.code] * self._weight[:, None]
        self._errors = outcome - fitted[pairs.code]
        columns = [
            pairs.rows[:, each] - others @ linear(others, counts, pairs.rows[:, each] * counts)
            for each in members
        ]
        self._residuals = np.array(columns)

    def observed(self) -> float:
        """Give the statistic."""
        return self._statistic(self._code)

    def __call__(self, rng: np.random.Generator) -> Floats:
        """Give the same after one permutation of the nodes."""
        order = rng.permutation(self._n)
        moved = self._codes[order[self._i] * self._n + order[self._j]]
        return np.array([self._statistic(moved)])

    def _statistic(self, code: Integers) -> float:
        moved = self._residuals[:, code]
        score = moved @ self._errors
        along = moved @ self._others
        spread = (moved * self._weight) @ moved.T - along @ self._inverse @ along.T
        return float(score @ np.linalg.pinv(spread, hermitian=True) @ score)
