"""Every triangle of a graph, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from isp_graph.measures.matrices import Floats, Integers, Matrix

_PAIRS = 1_000_000  # how many pairs of edges are looked at together


@dataclass(frozen=True, eq=False)
class Edges:
    """The edges of an undirected graph, each once.

    Attributes
    ----------
    low, high : ndarray of int64, shape (m,)
        The two ends; `low` has the smaller degree. Edges of one `low` stand together.
    weight : ndarray of float64, shape (m,)
        Their weights.
    rank : ndarray of int64, shape (n,)
        Place of each node in the order of degree, ties in the order of the nodes.
    """

    low: Integers
    high: Integers
    weight: Floats
    rank: Integers


def edges(graph: Matrix) -> Edges:
    """Return each edge of an undirected graph once, from its end of smaller degree.

    Parameters
    ----------
    graph : csr_array, shape (n, n)
        Checked symmetric adjacency.

    Returns
    -------
    Edges
        Sorted by the rank of `low`, then of `high`.

    Examples
    --------
    In the star of 0, whose degree is the largest, edges go inwards:

    >>> from scipy.sparse import csr_array
    >>> star = edges(csr_array(np.array([[0, 1.0, 1.0], [1.0, 0, 0], [1.0, 0, 0]])))
    >>> star.low.tolist(), star.high.tolist()
    ([1, 2], [0, 0])
    """
    degrees = np.diff(graph.indptr)
    rank = np.empty(degrees.size, dtype=np.int64)
    rank[np.argsort(degrees, kind="stable")] = np.arange(degrees.size)
    tails = np.repeat(np.arange(degrees.size, dtype=np.int64), degrees)
    heads = graph.indices.astype(np.int64)
    upward = np.flatnonzero(rank[tails] < rank[heads])
    order = upward[np.lexsort((rank[heads[upward]], rank[tails[upward]]))]
    return Edges(tails[order], heads[order], graph.data[order], rank)


def triangles(found: Edges) -> Iterator[tuple[Integers, Integers, Integers]]:
    r"""Which three edges close on each other?

    Each triangle shows once, as two edges that leave its node of smallest rank and the edge
    that joins their ends. The pairs to look at number at most :math:`m\sqrt{2m}`, whatever hubs
    there are, since a node has few neighbours of larger degree.

    Parameters
    ----------
    found : Edges
        As `edges` returns them.

    Yields
    ------
    first, second, third : ndarray of int64
        Positions in `found`: of i-j, i-k and j-k, a bounded number at a time.

    References
    ----------
    Chiba, N., Nishizeki, T. (1985). Arboricity and subgraph listing algorithms. *SIAM Journal on
    Computing* 14, 210-223. https://doi.org/10.1137/0214017

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> a = csr_array(np.ones((3, 3)) - np.eye(3))
    >>> [tuple(int(x[0]) for x in part) for part in triangles(edges(a))]
    [(0, 1, 2)]
    """
    m, n = found.low.size, found.rank.size
    if m == 0:
        return
    low, high = found.rank[found.low], found.rank[found.high]
    keys = low * n + high
    end = np.searchsorted(low, low, side="right")
    partners = end - np.arange(m) - 1
    total = np.cumsum(partners)
    start = 0
    while start < m:
        done = total[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(total, done + _PAIRS, side="right")))
        count = partners[start:stop]
        first = np.repeat(np.arange(start, stop), count)
        offset = np.arange(first.size) - np.repeat(np.cumsum(count) - count, count)
        second = first + 1 + offset
        wanted = high[first] * n + high[second]
        third = np.minimum(np.searchsorted(keys, wanted), m - 1)
        closed = keys[third] == wanted
        yield first[closed], second[closed], third[closed]
        start = stop
