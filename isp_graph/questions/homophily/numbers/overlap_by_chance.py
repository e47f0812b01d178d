"""Do two networks on the same nodes tie the same pairs, more than chance would have them?"""

from __future__ import annotations

import numpy as np

from isp_graph.measures.matrices import Integers, Matrix, binary

_AT_ONCE = 1 << 20  # numbers in hand


def aligned(one: Matrix, other: Matrix, draws: int, rng: np.random.Generator) -> Integers:
    r"""Count the pairs tied in two graphs, each time the nodes of one are permuted.

    The quadratic assignment procedure: rows and columns of one matrix are permuted together, so
    that both graphs keep all that is in them (degrees, triangles, pieces), and only who is who
    is lost.

    Parameters
    ----------
    one, other : csr_array, shape (n, n)
        Undirected graphs; weights do not matter.
    draws : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of int64, shape (draws,)

    References
    ----------
    Hubert, L., Schultz, J. (1976). Quadratic assignment as a general data analysis strategy.
    *British Journal of Mathematical and Statistical Psychology* 29, 190-241.
    https://doi.org/10.1111/j.2044-8317.1976.tb00714.x

    Krackhardt, D. (1988). Predicting with networks: nonparametric multiple regression analysis of
    dyadic data. *Social Networks* 10, 359-381. https://doi.org/10.1016/0378-8733(88)90004-4

    Examples
    --------
    One tie each among three nodes: of three places, one is the same.

    >>> tie = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]])
    >>> from scipy.sparse import csr_array
    >>> counts = aligned(csr_array(tie), csr_array(tie), 3000, np.random.default_rng(1))
    >>> round(float(counts.mean()), 1)
    0.3
    """
    few, many = sorted((binary(one), binary(other)), key=lambda graph: int(graph.nnz))
    size = few.shape[0]
    ends = few.tocoo().coords
    a, b = (end[ends[0] < ends[1]].astype(np.int64) for end in ends)
    met = many.tocoo().coords
    # A code that no pair has stands at the end, for those that lie beyond all others.
    codes = np.append(np.sort(met[0].astype(np.int64) * size + met[1]), size * size)
    found = [np.zeros(0, dtype=np.int64)]
    at_once = max(1, _AT_ONCE // max(1, size + a.size))
    for begun in range(0, draws, at_once):
        same = np.tile(np.arange(size), (min(at_once, draws - begun), 1))
        order = rng.permuted(same, axis=1)
        drawn = order[:, a] * size + order[:, b]
        found.append(np.count_nonzero(codes[np.searchsorted(codes, drawn)] == drawn, axis=1))
    return np.concatenate(found)
