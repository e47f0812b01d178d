"""Shortest paths from many sources, and what depends on each node along them.

One *sweep* is a run of Dijkstra's algorithm from one source in every component at once, since
paths of different components never meet; small graphs are swept in several copies at once.
From the distances follow the edges that lie on shortest paths. They form an acyclic graph, and
in the order of distance its matrix is triangular, so both recursions of Brandes' algorithm are
triangular solves in compiled code: the number σ of shortest paths to each node, and the
dependency δ of the source on it,

    σ(v) = Σ σ(u) over edges u → v,     δ(u) = σ(u) Σ (1/σ(v) + δ(v)/σ(v)) over edges u → v.

Brandes, U. (2001). A faster algorithm for betweenness centrality. *Journal of Mathematical
Sociology* 25, 163-177. https://doi.org/10.1080/0022250X.2001.9990249
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, csgraph, csr_array, eye_array, kron
from scipy.sparse.linalg import spsolve_triangular

from isp_graph.measures.arithmetic import ratio
from isp_graph.measures.lengths import Lengths
from isp_graph.measures.matrices import Booleans, Floats, Integers, Matrix

TOO_MANY_PATHS = "more shortest paths join two nodes than a float can count"

_ENTRIES = 400_000  # how many stored entries a sweep may hold before copies stop paying


@dataclass(frozen=True, eq=False)
class Sources:
    """Which nodes are swept from, grouped by component.

    Attributes
    ----------
    labels : ndarray of int64, shape (n,)
        Component of each node.
    drawn : ndarray of int64, shape (k,)
        How many sources each component has.
    table : tuple of ndarray
        Sweep by sweep, the sources, at most one a component.
    """

    labels: Integers
    drawn: Integers
    table: tuple[Integers, ...]

    @property
    def chosen(self) -> Booleans:
        """Whether each node is a source."""
        result = np.zeros(self.labels.size, dtype=np.bool_)
        for row in self.table:
            result[row] = True
        return result


def draw(labels: Integers, sizes: Integers, pivots: int | None, seed: int) -> Sources:
    """Choose the sources: all nodes, or at most `pivots` of each component.

    Parameters
    ----------
    labels, sizes : ndarray of int64
        As `isp_graph.measures.structure.components` returns them.
    pivots : int or None
        Sources drawn from each component, uniformly and without replacement; components that
        have no more nodes than that are swept from every node. None takes all.
    seed : int
        Of the generator; the same seed draws the same sources.

    Returns
    -------
    Sources

    Examples
    --------
    >>> sources = draw(np.array([0, 0, 0, 1]), np.array([3, 1]), 2, seed=0)
    >>> sources.drawn.tolist(), len(sources.table)
    ([2, 1], 2)
    """
    n = labels.size
    drawn = sizes if pivots is None else np.minimum(sizes, pivots)
    shuffle = np.arange(n) if pivots is None else np.random.default_rng(seed).permutation(n)
    order = shuffle[np.argsort(labels[shuffle], kind="stable")]
    first = np.cumsum(sizes) - sizes
    large_first = np.argsort(-drawn, kind="stable")
    starts, counts = first[large_first], -drawn[large_first]
    table = tuple(
        order[starts[: np.searchsorted(counts, -sweep)] + sweep]
        for sweep in range(int(drawn.max(initial=0)))
    )
    return Sources(labels, drawn, table)


@dataclass(frozen=True, eq=False)
class Sweep:
    """What some sweeps found; a row of each array is one sweep.

    Attributes
    ----------
    sources : tuple of ndarray
        The sources of each row.
    distance : ndarray of float64, shape (rows, n)
        From the source of a node's component, in the unit of the lengths; inf where there is
        no path.
    dependency : ndarray of float64, shape (rows, n)
        Brandes' δ of that source on the node; all zero if not asked for.
    """

    sources: tuple[Integers, ...]
    distance: Floats
    dependency: Floats


def sweeps(lengths: Lengths, sources: Sources, *, dependencies: bool) -> Iterator[Sweep]:
    """Sweep from every source, a few rows at a time.

    Parameters
    ----------
    lengths : Lengths
        Of the edges; those of an undirected graph are symmetric.
    sources : Sources
        Where to start.
    dependencies : bool
        Whether δ is wanted; distances alone cost less than half.

    Yields
    ------
    Sweep

    Raises
    ------
    OverflowError
        Two nodes are joined by more than 10³⁰⁸ shortest paths.

    Examples
    --------
    On the path 0-1-2, the source 0 depends on 1 to reach 2:

    >>> from isp_graph.measures.lengths import lengths as of
    >>> a = csr_array(np.array([[0, 1.0, 0], [1.0, 0, 1.0], [0, 1.0, 0]]))
    >>> everyone = draw(np.array([0, 0, 0]), np.array([3]), None, seed=0)
    >>> found = next(sweeps(of(a, weighted=False), everyone, dependencies=True))
    >>> found.distance[0].tolist(), found.dependency[0].tolist()
    ([0.0, 1.0, 2.0], [0.0, 1.0, 0.0])
    """
    n = lengths.matrix.shape[0]
    rows = max(1, min(len(sources.table), _ENTRIES // (lengths.matrix.nnz + n + 1)))
    copies: Matrix = lengths.matrix
    if rows > 1:
        copies = csr_array(kron(eye_array(rows), lengths.matrix, format="csr"))
    tails = np.repeat(np.arange(rows * n), np.diff(copies.indptr))
    for start in range(0, len(sources.table), rows):
        group = sources.table[start : start + rows]
        origins = np.concatenate([row + place * n for place, row in enumerate(group)])
        distance = csgraph.dijkstra(copies, indices=origins, min_only=True)
        if dependencies:
            dependency = _dependency(copies, tails, distance, origins, lengths.tolerance)
        else:
            dependency = np.zeros(rows * n)
        yield Sweep(
            group,
            distance.reshape(rows, n)[: len(group)],
            dependency.reshape(rows, n)[: len(group)],
        )


def _dependency(
    graph: Matrix, tails: Integers, distance: Floats, origins: Integers, tolerance: float
) -> Floats:
    """Return Brandes' δ of the origins on every node."""
    size = distance.size
    before, after = distance[tails], distance[graph.indices]
    shortest = (before < after) & (before + graph.data <= after * (1 + tolerance))
    order = np.argsort(distance, kind="stable")
    place = np.empty(size, dtype=np.int32)
    place[order] = np.arange(size, dtype=np.int32)
    u, v = place[tails[shortest]], place[graph.indices[shortest]]

    every = np.arange(size, dtype=np.int32)
    data = np.concatenate([np.full(u.size, -1.0), np.ones(size)])
    ends = np.concatenate([v, every]), np.concatenate([u, every])
    lower = csc_array((data, ends), shape=(size, size))
    start = np.zeros(size)
    start[place[origins]] = 1.0
    paths = spsolve_triangular(lower, start, lower=True, unit_diagonal=True)
    if not np.isfinite(paths).all():
        raise OverflowError(TOO_MANY_PATHS)

    share = ratio(1.0, paths)
    first = np.bincount(u, weights=share[v], minlength=size)
    per_path = spsolve_triangular(lower.T, first, lower=False, unit_diagonal=True)
    result = np.empty(size)
    result[order] = paths * per_path
    result[origins] = 0.0
    return result
