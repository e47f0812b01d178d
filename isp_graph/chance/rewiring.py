"""Two-mode networks drawn at random among all with the same degrees.

A *two-mode matrix* here is binary: people (or meetings) × organisations, an entry where one
sits at the other. To rewire it is to draw a matrix with the same row sums and column sums:
every person keeps the number of seats, every board its size, and nothing else stays.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from isp_graph.measures.matrices import AnyMatrix, Integers, Matrix

ROUNDS = 20
"""Rounds of trades of one draw, unless told otherwise: each node trades so many times."""


def by_place(matrix: Matrix) -> Integers:
    """Order the rows of a two-mode matrix by where their entries stand, and by nothing else.

    Draws of a matrix in this order do not depend on what people are called, so that pseudonyms
    change none of them. Rows with the same entries stay in the order in which they came.

    Examples
    --------
    >>> by_place(csr_array([[0, 1, 1], [1, 1, 0], [0, 1, 0]])).tolist()
    [1, 2, 0]
    """
    rows = csr_array(matrix).sorted_indices()
    places = [entries.tolist() for entries in np.split(rows.indices, rows.indptr[1:-1])]
    return np.array(sorted(range(len(places)), key=places.__getitem__), dtype=np.int64)


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
        self._per_row = np.bincount(entries.coords[0], minlength=self._shape[0])
        self._rounds = rounds

    @property
    def paths(self) -> int:
        """Ways from a column over a row to a column; of each draw as many."""
        return int(self._per_row @ self._per_row)

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
        return self.side_by_side([rng])

    def side_by_side(self, rngs: Sequence[np.random.Generator]) -> Matrix:
        """Draw many matrices, in less time than one by one.

        Parameters
        ----------
        rngs : sequence of numpy.random.Generator
            Where the chance of each draw comes from; at least one.

        Returns
        -------
        csr_array, shape (draws * n, draws * m)
            Blocks along the diagonal, each what `draw` gives with its source.
        """
        draws, (n, m) = len(rngs), self._shape
        blocks = np.arange(draws)[:, None] * min(n, m)
        traders, goods = self._traders + blocks, np.tile(self._goods, (draws, 1))
        for _ in range(self._rounds):
            traders, goods = self._round(traders, goods, blocks, rngs)
        traders -= blocks
        row, column = (traders, goods) if self._by_row else (goods, traders)
        bits = m.bit_length()
        coded = row << bits | column
        coded.sort(axis=1)
        columns = (coded & (1 << bits) - 1) + np.arange(draws)[:, None] * m
        starts = np.concatenate([[0], np.cumsum(np.tile(self._per_row, draws))])
        result: Matrix = csr_array(
            (np.ones(columns.size), columns.reshape(-1), starts), shape=(draws * n, draws * m)
        )
        return result

    def _round(
        self,
        traders: Integers,
        goods: Integers,
        blocks: Integers,
        rngs: Sequence[np.random.Generator],
    ) -> tuple[Integers, Integers]:
        """Let the traders of each draw, paired at random, trade once; an odd one looks on."""
        count, shift = min(self._shape), max(self._shape).bit_length() + 1
        order = np.stack([rng.permutation(count) for rng in rngs]) + blocks
        places = np.empty(order.size, dtype=np.int64)
        places[order] = (np.arange(count) >> 1 << shift) | (np.arange(count) & 1)
        # Sorted by pair, good and side, what both have stands side by side.
        coded = places[traders]
        coded |= goods << 1
        coded.sort(axis=1)
        same = coded[:, 1:] ^ coded[:, :-1] == 1
        alone = np.ones(coded.shape, dtype=np.bool_)
        alone[:, 1:] = ~same
        alone[:, :-1] &= ~same
        held = coded[alone]
        sizes = np.count_nonzero(alone, axis=1)
        coded[alone] = held & -2 | _dealt(held >> shift, held & 1, sizes, rngs)
        place = coded >> shift << 1
        place |= coded & 1
        place += blocks
        coded &= (1 << shift) - 1
        coded >>= 1
        return order.reshape(-1)[place], coded


def _dealt(
    heaps: Integers, sides: Integers, sizes: Integers, rngs: Sequence[np.random.Generator]
) -> Integers:
    """Shuffle sides within the heaps of each draw; sizes: how many entries each draw has."""
    chances = [rng.random(size) for rng, size in zip(rngs, sizes.tolist(), strict=True)]
    # Floats not below zero are in the order of their bits. Draws are rows, sorted apart: one long
    # row would need larger numbers for heaps, which leave less room for chance.
    coded = (heaps + np.concatenate(chances)).view(np.uint64) << 1
    coded |= sides.view(np.uint64)
    rows = np.full((len(rngs), sizes.max()), np.iinfo(np.uint64).max)
    filled = np.arange(rows.shape[1]) < sizes[:, None]
    rows[filled] = coded
    rows.sort(axis=1)
    return rows[filled].view(np.int64) & 1
