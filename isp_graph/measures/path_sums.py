"""Sums over sources of what the sweeps find: the material of every path measure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from isp_graph.measures.arithmetic import ratio
from isp_graph.measures.lengths import lengths
from isp_graph.measures.matrices import Booleans, Floats, Integers, Matrix
from isp_graph.measures.structure import components
from isp_graph.measures.sweeps import Sweep, draw, sweeps


@dataclass(eq=False)
class Sum:
    """Sum and sum of squares, over the sources, of one quantity at each node."""

    first: Floats
    second: Floats

    def add(self, values: Floats) -> None:
        """Add rows of values, one row a source."""
        self.first += values.sum(axis=0)
        self.second += np.square(values).sum(axis=0)


@dataclass(eq=False)
class Tally:
    """What all sources together found, at each node; the source itself is never counted.

    Attributes
    ----------
    sizes : ndarray of int64, shape (n,)
        Size of the node's component.
    drawn : ndarray of int64, shape (n,)
        How many sources other than the node its component has.
    chosen : ndarray of bool, shape (n,)
        Whether the node is a source.
    reach, far, near, dependency : Sum
        Of: 1 where the source reaches the node, the distance, 1/distance, Brandes' δ.
    own_far, own_near : ndarray of float64, shape (n,)
        For a source: distance and 1/distance to every node that it reaches, summed.
    eccentric : ndarray of float64, shape (n,)
        In an undirected graph, no node is farther than this: the least, over the sources, of
        the distance to the source and the source's distance to its farthest node.
    """

    sizes: Integers
    drawn: Integers
    chosen: Booleans
    reach: Sum
    far: Sum
    near: Sum
    dependency: Sum
    own_far: Floats
    own_near: Floats
    eccentric: Floats


def tally(
    graph: Matrix,
    *,
    weighted: bool,
    pivots: int | None = None,
    seed: int = 0,
    dependencies: bool = True,
) -> Tally:
    """Sweep the graph and sum up.

    Parameters
    ----------
    graph : csr_array, shape (n, n)
        Checked weighted adjacency, symmetric if the graph is undirected.
    weighted : bool
        Whether distance is 1/weight; otherwise it is the number of edges.
    pivots : int or None
        Sources of each component; None takes all nodes.
    seed : int
        Of the draw.
    dependencies : bool
        Whether `dependency` is wanted; without it the sweeps cost less than half.

    Returns
    -------
    Tally
        Distances in their own unit: 1, or 1/weight.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> a = csr_array(np.array([[0, 1.0, 0], [1.0, 0, 1.0], [0, 1.0, 0]]))
    >>> tally(a, weighted=False).far.first.tolist()
    [3.0, 2.0, 3.0]
    """
    n = graph.shape[0]
    labels, sizes = components(graph)
    sources = draw(labels, sizes, pivots, seed)
    chosen = sources.chosen
    measure = lengths(graph, weighted=weighted)
    result = Tally(
        sizes=sizes[labels],
        drawn=sources.drawn[labels] - chosen,
        chosen=chosen,
        reach=_nothing(n),
        far=_nothing(n),
        near=_nothing(n),
        dependency=_nothing(n),
        own_far=np.zeros(n),
        own_near=np.zeros(n),
        eccentric=np.full(n, np.inf),
    )
    order = np.argsort(labels, kind="stable")
    starts = np.cumsum(sizes) - sizes
    for sweep in sweeps(measure, sources, dependencies=dependencies):
        _add(result, sweep, labels, order, starts)
    _to_unit(result, measure.unit)
    return result


def _add(result: Tally, sweep: Sweep, labels: Integers, order: Integers, starts: Integers) -> None:
    """Count the rows of a sweep in, distances still in the unit of the lengths."""
    distance = sweep.distance
    reached = np.isfinite(distance) & (distance > 0)
    far = np.where(reached, distance, 0.0)
    near = ratio(1.0, far)
    result.reach.add(reached.astype(np.float64))
    result.far.add(far)
    result.near.add(near)
    result.dependency.add(sweep.dependency)

    far_sums = np.add.reduceat(far[:, order], starts, axis=1)
    near_sums = np.add.reduceat(near[:, order], starts, axis=1)
    farthest = np.maximum.reduceat(far[:, order], starts, axis=1)
    for row, source in enumerate(sweep.sources):
        result.own_far[source] = far_sums[row, labels[source]]
        result.own_near[source] = near_sums[row, labels[source]]
    bound = (distance + farthest[:, labels]).min(axis=0)
    np.minimum(result.eccentric, bound, out=result.eccentric)


def _to_unit(result: Tally, unit: float) -> None:
    """Turn lengths into distances."""
    result.far.first *= unit
    result.far.second *= unit * unit
    result.near.first /= unit
    result.near.second /= unit * unit
    result.own_far *= unit
    result.own_near /= unit
    result.eccentric *= unit


def _nothing(n: int) -> Sum:
    return Sum(np.zeros(n), np.zeros(n))
