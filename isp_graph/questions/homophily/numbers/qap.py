r"""What makes a pair tied, each factor beside the others: network regression with permutations.

A *design* holds a row for each pair of nodes and a column for each factor; few rows differ, so
that pairs are counted by row, and every fit works on the distinct ones alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isp_graph.measures.matrices import Booleans, Floats, Integers

_STEPS = 60
_ENOUGH = 1e-12
_NOISE = 1e-12
_NOTHING = 1e-4
_LEAST = 1e-4
_DECIDED = 1e-6
_FARTHEST = 12.0
"""Log odds beyond which a fit runs away: the factor separates the tied from the others."""


@dataclass(frozen=True)
class Design:
    """Factors of every pair.

    Attributes
    ----------
    i, j : ndarray of int64, shape (pairs,)
        Ends; of an undirected graph each pair once.
    rows : ndarray of float64, shape (distinct, 1 + factors)
        Distinct rows, the constant 1 first.
    code : ndarray of int64, shape (pairs,)
        Which of them is each pair's.
    codes : ndarray of int64, shape (n, n)
        The same as a matrix.
    kept : ndarray of bool, shape (1 + factors,)
        Whether a column differs from every combination of those before it.
    """

    i: Integers
    j: Integers
    rows: Floats
    code: Integers
    codes: Integers
    kept: Booleans

    @property
    def columns(self) -> Integers:
        """Places of the columns that count."""
        return np.flatnonzero(self.kept)


def design(factors: Sequence[Floats], n: int, *, directed: bool) -> Design:
    """Lay out the factors of every pair.

    Parameters
    ----------
    factors : sequence of ndarray, shape (n, n)
        Symmetric.
    n : int
    directed : bool
        Whether a pair is met in both directions.

    Returns
    -------
    Design

    Examples
    --------
    >>> found = design([np.array([[0, 1.0, 0], [1.0, 0, 0], [0, 0, 0]])], 3, directed=False)
    >>> found.rows.tolist(), found.code.tolist()
    ([[1.0, 0.0], [1.0, 1.0]], [1, 0, 0])
    """
    i, j = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, 1)
    columns = [np.ones(len(i)), *(factor[i, j] for factor in factors)]
    rows, code = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
    code = code.reshape(-1).astype(np.int64)
    codes = np.zeros((n, n), dtype=np.int64)
    codes[i, j] = code
    if not directed:
        codes[j, i] = code
    counts = np.bincount(code, minlength=len(rows)).astype(np.float64)
    kept = _independent(rows, counts)
    return Design(i.astype(np.int64), j.astype(np.int64), rows, code, codes, kept)


def _independent(rows: Floats, counts: Floats) -> Booleans:
    """Tell which columns differ from every combination of those before them."""
    scaled = rows * np.sqrt(counts)[:, None]
    kept = np.zeros(rows.shape[1], dtype=bool)
    for column in range(rows.shape[1]):
        tried = np.append(np.flatnonzero(kept), column)
        own = scaled[:, tried] / np.maximum(np.linalg.norm(scaled[:, tried], axis=0), 1e-300)
        kept[column] = np.linalg.matrix_rank(own, tol=1e-8) == len(tried)
    return kept


def logistic(rows: Floats, counts: Floats, tied: Floats) -> Floats:
    r"""Fit the log odds of a tie by maximum likelihood.

    .. math:: \log \frac{P(y = 1)}{1 - P(y = 1)} = x \beta

    Parameters
    ----------
    rows : ndarray of float64, shape (distinct, k)
        Distinct rows of a design, linearly independent columns.
    counts, tied : ndarray of float64, shape (distinct,)
        Pairs of each row, and how many of them are tied.

    Returns
    -------
    ndarray of float64, shape (k,)
        Newton's method, each step halved until the likelihood grows. Where a factor separates
        the tied from the others the maximum lies at infinity; the last finite step is given.

    Examples
    --------
    One of four, against two of four: the odds are 1/3 and 1.

    >>> fit = logistic(np.array([[1.0, 0], [1.0, 1.0]]), np.array([4.0, 4.0]), np.array([1.0, 2.0]))
    >>> np.exp(fit).round(6).tolist()
    [0.333333, 3.0]
    """
    # Columns of one length: a distance in km and a yes or no meet on a par.
    size = np.maximum(np.abs(rows).max(axis=0), 1e-300)
    scaled = rows / size
    beta = np.zeros(rows.shape[1])
    share = min(max(tied.sum() / counts.sum(), 1e-9), 1 - 1e-9)
    beta[0] = np.log(share / (1 - share)) / scaled[0, 0]

    def likelihood(at: Floats) -> float:
        eta = scaled @ at
        return float(tied @ eta - counts @ np.logaddexp(0.0, eta))

    best = likelihood(beta)
    for _ in range(_STEPS):
        p = expected(scaled, beta)
        score = scaled.T @ (tied - counts * p)
        information = scaled.T @ (scaled * (counts * p * (1 - p))[:, None])
        step = np.linalg.lstsq(information, score, rcond=1e-13)[0]
        half, found = 1.0, likelihood(beta + step)
        while found < best - _NOISE * (1 + abs(best)) and half > 1e-6:
            half /= 2
            found = likelihood(beta + half * step)
        beta, best = beta + half * step, found
        settled = np.abs(step).max() < _ENOUGH * (1 + np.abs(beta).max())
        if settled or np.abs(beta).max() > 3 * _FARTHEST:
            break
    result: Floats = beta / size
    return result


def expected(rows: Floats, beta: Floats) -> Floats:
    """Give the probability of a tie of each row."""
    result: Floats = 1.0 / (1.0 + np.exp(-(rows @ beta)))
    return result


def runaway(rows: Floats, counts: Floats, beta: Floats) -> Booleans:
    """Tell which coefficients have no finite value: their factor moves the log odds too far.

    Parameters
    ----------
    rows, counts
        As in `logistic`.
    beta : ndarray of float64, shape (k,)

    Returns
    -------
    ndarray of bool, shape (k,)
        Of a yes or no, from no to yes; of a number, by its standard deviation. Never the
        constant.
    """
    mean = counts @ rows / counts.sum()
    deviation = np.sqrt(counts @ np.square(rows - mean) / counts.sum())
    binary = ((rows == 0) | (rows == 1)).all(axis=0)
    moved: Booleans = np.abs(beta) * np.where(binary, 1.0, deviation) > _FARTHEST
    moved[0] = False
    return moved


def finite_part(rows: Floats, counts: Floats, tied: Floats) -> tuple[Floats, Floats]:
    """Fit the log odds of a tie, where factors may separate the tied from the others.

    Parameters
    ----------
    rows, counts, tied
        As in `logistic`.

    Returns
    -------
    beta : ndarray of float64, shape (k,)
        nan for a coefficient without a finite value. The others are those of the pairs that
        such factors leave undecided, to which the likelihood comes down in the limit; the
        constant has no value of its own then.
    whole : ndarray of float64, shape (k,)
        The same with large numbers instead of nan, for expectations.

    Examples
    --------
    Nobody is tied without the factor; among those who have it, one in two:

    >>> rows = np.array([[1.0, 0.0], [1.0, 1.0]])
    >>> beta, whole = finite_part(rows, np.array([9.0, 4.0]), np.array([0.0, 2.0]))
    >>> beta.tolist(), expected(rows, whole).round(3).tolist()
    ([nan, nan], [0.0, 0.5])
    """
    whole = logistic(rows, counts, tied)
    lost = runaway(rows, counts, whole)
    if not lost.any():
        return whole, whole
    p = expected(rows, whole)
    open_rows = (p > _DECIDED) & (p < 1 - _DECIDED)
    beta = np.full(len(whole), np.nan)
    left = np.flatnonzero(~lost)
    if open_rows.any():
        inside, counted = rows[open_rows][:, left], counts[open_rows]
        kept = _independent(inside, counted)
        beta[left[kept]] = logistic(inside[:, kept], counted, tied[open_rows])
    beta[0] = np.nan
    return beta, whole


def linear(rows: Floats, counts: Floats, sums: Floats) -> Floats:
    """Fit a weight by least squares.

    Parameters
    ----------
    rows : ndarray of float64, shape (distinct, k)
    counts, sums : ndarray of float64, shape (distinct,)
        Pairs of each row, and the sum of their weights.

    Returns
    -------
    ndarray of float64, shape (k,)
    """
    root = np.sqrt(counts)
    fitted = np.linalg.lstsq(rows * root[:, None], sums / root, rcond=None)[0]
    result: Floats = np.asarray(fitted, dtype=np.float64)
    return result


class SemiPartialling:
    r"""How much does a factor tell that the others do not, and how much would it by chance?

    Double semi-partialling: the factor is regressed on the others, its residuals
    :math:`\varepsilon` are permuted by node, rows and columns alike, and the model is asked again
    with these in its place. The answer is Rao's score statistic of a logistic model,

    .. math:: z = \frac{\varepsilon^\top (y - \hat p_0)}
        {\sqrt{\varepsilon^\top W \varepsilon - \varepsilon^\top W X (X^\top W X)^{-1} X^\top W
        \varepsilon}}, \qquad W = \mathrm{diag}\, \hat p_0 (1 - \hat p_0),

    where :math:`\hat p_0` is the fit on the other factors X alone. It is pivotal, as Dekker et
    al. ask of a statistic to be permuted, and needs no fit for each permutation. In a linear
    model W is the identity, :math:`\hat p_0` the fitted weight, and z is proportional to the
    partial correlation.

    Parameters
    ----------
    pairs : Design
    outcome : ndarray of float64, shape (pairs,)
        1 where a pair is tied, else 0; or a weight.
    linear_model : bool
        Whether the outcome is a weight.

    References
    ----------
    Dekker, D., Krackhardt, D., Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to
    collinearity and autocorrelation conditions. *Psychometrika* 72, 563-581.
    https://doi.org/10.1007/s11336-007-9016-1

    Rao, C. R. (1948). Large sample tests of statistical hypotheses concerning several parameters
    with applications to problems of estimation. *Mathematical Proceedings of the Cambridge
    Philosophical Society* 44, 50-57. https://doi.org/10.1017/S0305004100023987
    """

    def __init__(self, pairs: Design, outcome: Floats, *, linear_model: bool) -> None:
        self._n = len(pairs.codes)
        # Pairs of one row stand together, so that sums by row are sums of stretches.
        order = np.argsort(pairs.code, kind="stable")
        self._i, self._j, self._code = pairs.i[order], pairs.j[order], pairs.code[order]
        self._codes = pairs.codes.ravel()
        distinct = len(pairs.rows)
        counts = np.bincount(pairs.code, minlength=distinct).astype(np.float64)
        totals = np.bincount(pairs.code, outcome, distinct).astype(np.float64)
        self._starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        residuals, errors, self._parts = [], [], []
        for column in pairs.columns[1:]:
            others = pairs.rows[:, [each for each in pairs.columns if each != column]]
            factor = pairs.rows[:, column]
            residuals.append(factor - others @ linear(others, counts, factor * counts))
            if linear_model:
                fitted = others @ linear(others, counts, totals)
                weight = np.ones(distinct)
            else:
                fitted = expected(others, logistic(others, counts, totals))
                weight = fitted * (1 - fitted)
            information = others.T @ (others * (counts * weight)[:, None])
            inverse = np.asarray(np.linalg.pinv(information, hermitian=True), dtype=np.float64)
            errors.append(outcome[order] - fitted[self._code])
            self._parts.append((weight, others, inverse))
        self._residuals = np.array(residuals).reshape(-1, distinct)
        self._errors = np.array(errors).reshape(-1, len(order))

    def observed(self) -> Floats:
        """Give the statistic of each factor that counts, in their order."""
        return self._statistics(self._code)

    def __call__(self, rng: np.random.Generator) -> Floats:
        """Give the same after one permutation of the nodes."""
        order = rng.permutation(self._n)
        return self._statistics(self._codes[order[self._i] * self._n + order[self._j]])

    def _statistics(self, code: Integers) -> Floats:
        result = np.full(len(self._parts), np.nan)
        for place, (weight, others, inverse) in enumerate(self._parts):
            moved = self._residuals[place][code]
            # Weight and the other factors are the same for all pairs of a row.
            along = (np.add.reduceat(moved, self._starts) * weight) @ others
            whole = float(np.add.reduceat(moved * moved, self._starts) @ weight)
            spread = whole - along @ inverse @ along
            if whole > _LEAST and spread > _NOTHING * whole:
                result[place] = (moved @ self._errors[place]) / np.sqrt(spread)
        return result
