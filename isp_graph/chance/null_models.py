"""Which boards share more people than chance would have them share?

Works on a binary two-mode matrix, people × boards (or organisations × meetings). A *null model*
says how seats would fall by chance; the p-value of a pair is the probability that it shares as
many people as it does, or more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_array, triu
from scipy.special import betaln

from isp_graph.chance.chains import Chains
from isp_graph.chance.maxent import bicm
from isp_graph.chance.poisson_binomial import upper_tails
from isp_graph.measures.matrices import Floats, Integers, Matrix

NULLS = ("fdsm", "sdsm", "hypergeometric")
"""Null models: all degrees kept, degrees kept on average, boards' sizes kept."""
MOST_DRAWS = 100_000
"""Draws of ``fdsm`` at most, unless told otherwise."""
FIRST_DRAWS = 1_000
"""Draws of ``fdsm`` after which it is first asked whether more could change a decision."""
AFFORDABLE = 3_000
"""Seats of people who have several, up to which ``fdsm`` takes seconds."""
Settled: TypeAlias = Callable[[Floats, Floats], bool]
"""From p-values and their standard errors to whether more draws could change nothing."""


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
    least : ndarray of float64, shape (k,)
        The smallest p-value that the pair could have, sharing as many as it could.
    draws : int
        Draws made; 0 if p-values are exact.
    """

    expected: Floats
    p_value: Floats
    least: Floats
    draws: int = 0


def affordable(matrix: Matrix) -> bool:
    """Tell whether ``fdsm`` takes seconds on a two-mode matrix.

    Parameters
    ----------
    matrix : csr_array, shape (n, m)

    Returns
    -------
    bool
    """
    rows = np.diff(matrix.indptr)
    return int(rows[rows > 1].sum()) <= AFFORDABLE


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
    matrix: Matrix,
    pairs: Pairs,
    null: str,
    *,
    draws: int = MOST_DRAWS,
    seed: int = 0,
    settled: Settled | None = None,
    progress: Callable[[int], None] | None = None,
) -> Chance:
    r"""How many rows would each pair share by chance, and how rare are as many as it does?

    Parameters
    ----------
    matrix : csr_array, shape (n, m)
        Binary two-mode matrix, from which the degrees are taken.
    pairs : Pairs
        Pairs to test.
    null : {'fdsm', 'sdsm', 'hypergeometric'}
        ``fdsm``: fixed degree sequence model; all degrees are kept exactly, seats are exchanged
        along many chains (`isp_graph.chance.chains.Chains`), and :math:`p = (r + 1)/(n + 1)`
        with :math:`r` of :math:`n` draws as high as observed: the observed matrix counts once.
        ``sdsm``: stochastic degree sequence model; every row and every column has its degree
        on average, seats are independent (`isp_graph.chance.maxent.bicm`), the number shared
        is Poisson-binomial with expectation :math:`\sum_k p_{ak} p_{bk}`, and the p-value is
        exact. ``hypergeometric``: columns keep their sizes, rows do not matter; exact.
    draws, seed : int
        Of ``fdsm``: how many draws at most, and their seed.
    settled : callable, optional
        Context after `FIRST_DRAWS` draws, and after ten times as many each time, whether they are
        enough; without it all draws are made.
    progress : callable, optional
        Told the number of draws made, now and then.

    Returns
    -------
    Chance

    Raises
    ------
    ValueError
        If the null model is unknown.

    References
    ----------
    Neal, Z. P. (2014). The backbone of bipartite projections: inferring relationships from
    co-authorship, co-sponsorship, co-attendance and other co-behaviors. *Social Networks* 39,
    84-97. https://doi.org/10.1016/j.socnet.2014.06.001

    Neal, Z. P., Domagalski, R., Sagan, B. (2021). Comparing alternatives to the fixed degree
    sequence model for extracting the backbone of bipartite projections. *Scientific Reports*
    11, 23929. https://doi.org/10.1038/s41598-021-03238-3

    Tumminello, M., Miccichè, S., Lillo, F., Piilo, J., Mantegna, R. N. (2011). Statistically
    validated networks in bipartite complex systems. *PLoS ONE* 6, e17994.
    https://doi.org/10.1371/journal.pone.0017994

    Examples
    --------
    Four people with a seat, two boards that share both of theirs: 1 of the 6 boards of two is the
    same.

    >>> matrix = csr_array(np.array([[1.0, 1, 0], [1, 1, 0], [0, 0, 1], [0, 0, 1]]))
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
    return _fdsm(matrix, pairs, draws, seed, settled, progress)


def _fdsm(
    matrix: Matrix,
    pairs: Pairs,
    draws: int,
    seed: int,
    settled: Settled | None,
    progress: Callable[[int], None] | None,
) -> Chance:
    chance = Chance(np.zeros(0), np.zeros(0), np.zeros(0))
    if not pairs.a.size:
        return chance
    steps = [min(FIRST_DRAWS, draws)]
    while steps[-1] < draws:
        steps.append(min(10 * steps[-1], draws))
    chains = Chains(matrix, pairs.a, pairs.b, pairs.shared, seed)
    for found in chains.draws(steps, progress):
        p_value, full = ((high + 1) / (found.draws + 1) for high in (found.as_high, found.full))
        # What was never seen might have been rarer yet, had all draws been made.
        least = np.where(found.full, full, 1 / (draws + 1))
        chance = Chance(found.expected, p_value, least, found.draws)
        if settled is not None and settled(p_value, found.error):
            break
    return chance


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
    most = np.minimum(columns[pairs.a], columns[pairs.b])

    def tail(shared: Integers) -> tuple[Floats, Floats]:
        # Boards of equal size are alike: one computation for each pair of sizes and number shared.
        cases, which = _cases(np.minimum(*ends), np.maximum(*ends), shared)
        together = model.probability[cases[:, 0]] * model.probability[cases[:, 1]]
        tails = upper_tails(together, model.column_count, cases[:, 2])
        return (together @ model.column_count)[which], tails[which]

    return Chance(*tail(pairs.shared), tail(most)[1])


def _hypergeometric(matrix: Matrix, pairs: Pairs) -> Chance:
    rows, columns = _sums(matrix)
    total = int(np.count_nonzero(rows))  # who has no seat could not be drawn
    sizes = columns[pairs.a], columns[pairs.b]
    small, large = np.minimum(*sizes), np.maximum(*sizes)

    def tail(shared: Integers) -> Floats:
        cases, which = _cases(small, large, shared)
        tails = [
            min(1.0, float(_overlaps(np.arange(least, few + 1), total, few, many).sum()))
            for few, many, least in cases.tolist()
        ]
        return np.array(tails, dtype=np.float64)[which]

    return Chance(small * large / max(total, 1), tail(pairs.shared), tail(small))


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
