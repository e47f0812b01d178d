"""Two-mode networks drawn at random among all with the same degrees.

A *two-mode matrix* here is binary: people (or meetings) × organisations, an entry where one
sits at the other. To rewire it is to draw a matrix with the same row sums and column sums:
every person keeps the number of seats, every board its size, and nothing else stays.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from isp_graph.kernels.matrices import AnyMatrix, Integers, Matrix

ROUNDS = 20
"""Rounds of trades of one draw, unless told otherwise: each node trades so many times."""


class Rewiring:
    r"""Who would sit where, if chance alone dealt out the seats?

    Draws uniformly among the binary matrices with the row sums and the column sums of one
    (the *fixed degree sequence model*), by trades: two boards put the people who sit on only
    one of them on a heap, and draw from it, each as many as it gave. In a round of a *global
    curveball* all boards, paired at random, trade at once.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, m)
        Two-mode matrix; an entry is a seat, whatever its value.
    rounds : int
        Rounds of trades of one draw, at least 1. Each draw starts from the matrix itself.

    Raises
    ------
    ValueError
        If ``rounds`` is less than 1.

    Notes
    -----
    Trades are symmetric and lead from each matrix to every other with the same sums, so that
    the uniform distribution is the only one they converge to (Carstens 2015). That a number of
    rounds is enough is a rule of thumb: Strona et al. (2014) and Godard and Neal (2022) found
    five trades a row to be enough, which are ten rounds; `ROUNDS` is twice that. The mode with
    fewer nodes trades, for its heaps are larger. A round sorts the entries: time grows as
    :math:`E \log E` in the number of seats.

    References
    ----------
    Strona, G., Nappo, D., Boccacci, F., Fattorini, S., San-Miguel-Ayanz, J. (2014). A fast and
    unbiased procedure to randomize ecological binary matrices with fixed row and column
    totals. *Nature Communications* 5, 4114. https://doi.org/10.1038/ncomms5114

    Carstens, C. J. (2015). Proof of uniform sampling of binary matrices with fixed row sums and
    column sums for the fast Curveball algorithm. *Physical Review E* 91, 042812.
    https://doi.org/10.1103/PhysRevE.91.042812

    Carstens, C. J., Berger, A., Strona, G. (2018). A unifying framework for fast randomization
    of ecological networks with fixed (node) degrees. *MethodsX* 5, 773-780.
    https://doi.org/10.1016/j.mex.2018.06.018

    Godard, K., Neal, Z. P. (2022). fastball: a fast algorithm to randomly sample bipartite
    graphs with fixed degree sequences. *Journal of Complex Networks* 10, cnac049.
    https://doi.org/10.1093/comnet/cnac049

    Examples
    --------
    Two people with one seat each, on two boards of one: either may sit on either.

    >>> rewiring = Rewiring(csr_array(np.eye(2)))
    >>> rng = np.random.default_rng(1)
    >>> sorted({tuple(rewiring.draw(rng).toarray()[0].tolist()) for _ in range(20)})
    [(0.0, 1.0), (1.0, 0.0)]
    """

    def __init__(self, matrix: AnyMatrix, rounds: int = ROUNDS) -> None:
        if rounds < 1:
            raise ValueError("a rewiring takes at least one round of trades")
        entries = csr_array(matrix).tocoo()
        entries.sum_duplicates()
        self._shape: tuple[int, int] = (matrix.shape[0], matrix.shape[1])
        # Those who trade are the mode with fewer nodes; what they trade is the other.
        self._by_row = self._shape[0] <= self._shape[1]
        ends = entries.coords if self._by_row else entries.coords[::-1]
        self._traders = ends[0].astype(np.int64)
        self._goods = ends[1].astype(np.int64)
        self._rounds = rounds

    def draw(self, rng: np.random.Generator) -> Matrix:
        """Draw one matrix.

        Parameters
        ----------
        rng : numpy.random.Generator
            Where chance comes from.

        Returns
        -------
        csr_array, shape (n, m)
            Entries of 1, sorted within each row.
        """
        traders, goods = self._traders, self._goods
        for _ in range(self._rounds):
            traders, goods = self._round(traders, goods, rng)
        ends = (traders, goods) if self._by_row else (goods, traders)
        order = np.lexsort(ends[::-1])
        counts = np.bincount(ends[0], minlength=self._shape[0])
        starts = np.concatenate([[0], np.cumsum(counts)])
        result: Matrix = csr_array((np.ones(order.size), ends[1][order], starts), shape=self._shape)
        return result

    def _round(
        self, traders: Integers, goods: Integers, rng: np.random.Generator
    ) -> tuple[Integers, Integers]:
        """Let all traders, paired at random, trade once; of an odd number one looks on."""
        count, width = min(self._shape), max(self._shape)
        order = rng.permutation(count)
        place = np.empty_like(order)
        place[order] = np.arange(count)
        # Sorted by pair and good, what both have stands side by side.
        coded = (place[traders] >> 1) * (2 * width) + goods * 2 + (place[traders] & 1)
        coded.sort()
        pair, rest = np.divmod(coded, 2 * width)
        goods, side = rest >> 1, rest & 1
        same = np.zeros(coded.size + 1, dtype=np.bool_)
        same[1:-1] = (coded[1:] >> 1) == (coded[:-1] >> 1)
        alone = ~(same[1:] | same[:-1])
        heap = pair[alone]
        side[alone] = side[alone][np.argsort(heap + rng.random(heap.size))]
        return order[2 * pair + side], goods
