"""Which boards share more people than chance would have them share?

Works on a binary two-mode matrix, people × boards (or organisations × meetings). A *null model*
says how seats would fall by chance; the p-value of a pair is the probability that it shares as
many people as it does, or more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, triu
from scipy.special import betaln

from isp_graph.kernels.draws import Array, Bulk, drawn
from isp_graph.kernels.matrices import Floats, Integers, Matrix
from isp_graph.kernels.maxent import bicm
from isp_graph.kernels.poisson_binomial import upper_tails
from isp_graph.kernels.rewiring import Rewiring

NULLS = ("sdsm", "hypergeometric", "fdsm")
"""Null models: degrees kept on average, boards' sizes kept, all degrees kept."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of columns that share at least one row.

    Attributes
    ----------
    a, b : ndarray of int64, shape (k,)
        Places of the two columns, ``a`` < ``b``; sorted.
    shared : ndarray of int64, shape (k,)
        Rows that both have.
    """

    a: Integers
    b: Integers
    shared: Integers


@dataclass(frozen=True, eq=False)
class Chance:
    """What chance would give each of some pairs.

    Attributes
    ----------
    expected : ndarray of float64, shape (k,)
        Shared rows to expect.
    p_value : ndarray of float64, shape (k,)
        Of as many as observed, or more.
    """

    expected: Floats
    p_value: Floats


def shared_pairs(matrix: Matrix) -> Pairs:
    """Which columns share rows, and how many?

    Parameters
    ----------
    matrix : csr_array, shape (n, m)
        Binary two-mode matrix.

    Returns
    -------
    Pairs

    Examples
    --------
    >>> pairs = shared_pairs(csr_array(np.array([[1.0, 1, 0], [1, 1, 1]])))
    >>> list(zip(pairs.a.tolist(), pairs.b.tolist(), pairs.shared.tolist(), strict=True))
    [(0, 1, 2), (0, 2, 1), (1, 2, 1)]
    """
    upper = triu(matrix.T @ matrix, 1, format="coo")
    order = np.lexsort(upper.coords[::-1])
    a, b = (ends[order].astype(np.int64) for ends in upper.coords)
    return Pairs(a, b, np.rint(upper.data[order]).astype(np.int64))


def by_chance(
    matrix: Matrix, pairs: Pairs, null: str, *, draws: int = 1000, seed: int = 0, jobs: int = 1
) -> Chance:
    r"""How many rows would each pair share by chance, and how rare are as many as it does?

    Parameters
    ----------
    matrix : csr_array, shape (n, m)
        Binary two-mode matrix, from which the degrees are taken.
    pairs : Pairs
        Pairs to test.
    null : {'sdsm', 'hypergeometric', 'fdsm'}
        ``sdsm``: stochastic degree sequence model; every row and every column has its degree
        on average, seats are independent (`isp_graph.kernels.maxent.bicm`), the number shared
        is Poisson-binomial with expectation :math:`\sum_k p_{ak} p_{bk}`, and the p-value is
        exact. ``hypergeometric``: columns keep their sizes, rows do not matter; exact.
        ``fdsm``: fixed degree sequence model; all degrees are kept, by rewiring, and
        :math:`p = (r + 1)/(n + 1)` with :math:`r` of :math:`n` draws as high as observed.
    draws, seed, jobs : int
        Of ``fdsm``; see `isp_graph.kernels.draws.drawn`.

    Returns
    -------
    Chance

    Raises
    ------
    ValueError
        If the null model is unknown.

    References
    ----------
    Neal, Z. P., Domagalski, R., Sagan, B. (2021). Comparing alternatives to the fixed degree
    sequence model for extracting the backbone of bipartite projections. *Scientific Reports*
    11, 23929. https://doi.org/10.1038/s41598-021-03238-3

    Tumminello, M., Miccichè, S., Lillo, F., Piilo, J., Mantegna, R. N. (2011). Statistically
    validated networks in bipartite complex systems. *PLoS ONE* 6, e17994.
    https://doi.org/10.1371/journal.pone.0017994

    Examples
    --------
    Four people, two boards of two that share both: 1 of the 6 boards of two is the same.

    >>> matrix = csr_array(np.array([[1.0, 1], [1, 1], [0, 0], [0, 0]]))
    >>> found = by_chance(matrix, shared_pairs(matrix), "hypergeometric")
    >>> found.expected.tolist(), found.p_value.round(12).tolist()
    ([1.0], [0.166666666667])
    """
    if null not in NULLS:
        raise ValueError(f"unknown null model: {null}")
    if null == "sdsm":
        return _sdsm(matrix, pairs)
    if null == "hypergeometric":
        return _hypergeometric(matrix, pairs)
    found = drawn(_Rewired(matrix, pairs), draws, seed, jobs)
    as_high = (found >= pairs.shared).sum(axis=0)
    return Chance(found.mean(axis=0), (as_high + 1) / (draws + 1))


def _sums(matrix: Matrix) -> tuple[Integers, Integers]:
    binary = csr_array(matrix)
    rows = np.diff(binary.indptr).astype(np.int64)
    return rows, np.bincount(binary.indices, minlength=binary.shape[1]).astype(np.int64)


def _cases(*columns: Integers) -> tuple[Integers, Integers]:
    """Give the distinct combinations of some columns, and which of them each row is."""
    cases, which = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    return cases, which.reshape(-1)


def _sdsm(matrix: Matrix, pairs: Pairs) -> Chance:
    rows, columns = _sums(matrix)
    model = bicm(columns, rows)
    ends = model.row_class[pairs.a], model.row_class[pairs.b]
    # Boards of equal size are alike: one computation for each pair of sizes and number shared.
    cases, which = _cases(np.minimum(*ends), np.maximum(*ends), pairs.shared)
    together = model.probability[cases[:, 0]] * model.probability[cases[:, 1]]
    tails = upper_tails(together, model.column_count, cases[:, 2])
    return Chance((together @ model.column_count)[which], tails[which])


def _hypergeometric(matrix: Matrix, pairs: Pairs) -> Chance:
    _, columns = _sums(matrix)
    total = matrix.shape[0]
    sizes = columns[pairs.a], columns[pairs.b]
    cases, which = _cases(np.minimum(*sizes), np.maximum(*sizes), pairs.shared)
    tails = np.array([
        min(1.0, float(_overlaps(np.arange(shared, small + 1), total, small, large).sum()))
        for small, large, shared in cases.tolist()
    ])  # fmt: skip
    return Chance(sizes[0] * sizes[1] / max(total, 1), tails[which] if which.size else tails)


def _overlaps(shared: Integers, total: int, small: int, large: int) -> Floats:
    """Give the hypergeometric probabilities of sharing so many of `total`."""
    rest = total - small
    possible = large - shared <= rest
    k = shared[possible]
    logarithm = (
        betaln(rest + 1, 1) + betaln(small + 1, 1) + betaln(total - large + 1, large + 1)
        - betaln(k + 1, small - k + 1) - betaln(large - k + 1, rest - large + k + 1)
        - betaln(total + 1, 1)
    )  # fmt: skip
    chances = np.zeros(len(shared))
    chances[possible] = np.exp(logarithm)
    return chances


class _Rewired(Bulk):
    """Counts what some pairs share once seats are dealt out anew."""

    def __init__(self, matrix: Matrix, pairs: Pairs) -> None:
        self._rewiring = Rewiring(matrix)
        self._size = matrix.shape[1]
        self._codes = pairs.a * self._size + pairs.b

    @property
    def entries(self) -> int:
        return self._rewiring.paths

    def many(self, rngs: Sequence[np.random.Generator]) -> Array:
        found = shared_pairs(self._rewiring.side_by_side(rngs))
        result = np.zeros((len(rngs), self._codes.size), dtype=np.int32)
        draw, a = np.divmod(found.a, self._size)
        codes = a * self._size + found.b % self._size
        place = np.searchsorted(self._codes, codes)
        place[place == self._codes.size] = 0
        known = self._codes[place] == codes if self._codes.size else place < 0
        result[draw[known], place[known]] = found.shared[known]
        return result
