"""The path measures of a large graph, estimated from a sample of sources.

Exact path measures need the shortest paths from every node. From a sample of sources, *pivots*,
each measure of a node can be estimated, because each is a sum over the sources. The sample is
drawn uniformly and without replacement from each component by itself, and components that have
no more nodes than there are pivots are computed exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from isp_graph.measures import paths
from isp_graph.measures.arithmetic import ratio
from isp_graph.measures.estimates import Estimate, Sample, exact
from isp_graph.measures.matrices import AnyMatrix, Floats, Matrix, checked
from isp_graph.measures.path_sums import tally

LEAST = 3
"""Pivots without which no spread can be told: two, and a node is not its own source."""


@dataclass(frozen=True, eq=False)
class PathMeasures:
    """Betweenness, closeness and harmonic centrality of one graph.

    Attributes
    ----------
    betweenness, closeness, harmonic : Estimate
        As the functions of `isp_graph.measures.paths` define them.
    pivots : int or None
        Sources drawn from each component; None if everything is exact.
    """

    betweenness: Estimate
    closeness: Estimate
    harmonic: Estimate
    pivots: int | None


def path_measures(
    matrix: AnyMatrix,
    *,
    directed: bool,
    weighted: bool = False,
    raw: bool = False,
    pivots: int | None = None,
    seed: int = 0,
) -> PathMeasures:
    r"""Who stands between others and who is near them, exactly or from a sample?

    For a node v of a component with N nodes, k pivots other than v, and a quantity
    :math:`x_s(v)` of the source s (its dependency on v, its distance, one over it), the sum
    over all sources is estimated without bias by

    .. math:: \hat X(v) = \frac{N - 1}{k} \sum_{s \in \text{pivots}} x_s(v),

    with the standard error :math:`(N - 1)\sqrt{\frac{\hat s^2}{k}(1 - \frac{k}{N - 1})}`. In an
    undirected graph a pivot's own distances are all known, and its closeness and harmonic
    centrality are exact.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; a weight is a strength.
    directed : bool
        Whether entries have a direction, which paths then follow.
    weighted : bool
        Whether an edge is 1/weight long; otherwise each has length 1.
    raw : bool
        Whether betweenness counts pairs and closeness is the sum of distances; otherwise they
        are normalised as in `isp_graph.measures.paths`.
    pivots : int or None
        How many sources to draw from each component, at least `LEAST`; None computes exactly.
    seed : int
        Of the draw; the same seed gives the same estimates.

    Returns
    -------
    PathMeasures

    Raises
    ------
    ValueError
        Fewer than `LEAST` pivots; or see `isp_graph.measures.matrices.checked`.
    OverflowError
        Two nodes are joined by more than 10³⁰⁸ shortest paths.

    Notes
    -----
    Betweenness, harmonic centrality and the sum of distances are unbiased. Normalised closeness
    is the inverse of a mean: its bias is of the order of 1/k, its standard error that of the
    linearised ratio. The half-widths are `isp_graph.measures.concentration.half_width` of the
    pivots' mean, with the ranges: dependency 0 to N - 2; distance from the shortest edge at the
    node to the farthest that any pivot leaves possible (:math:`\min_s d(s, v) + \max_u d(s, u)`;
    in a directed graph, N - 1 times the longest edge).

    References
    ----------
    Brandes, U., Pich, C. (2007). Centrality estimation in large networks. *International Journal
    of Bifurcation and Chaos* 17, 2303-2318. https://doi.org/10.1142/S0218127407018403

    Eppstein, D., Wang, J. (2004). Fast approximation of centrality. *Journal of Graph Algorithms
    and Applications* 8, 39-45. https://doi.org/10.7155/jgaa.00081

    Examples
    --------
    Three nodes are fewer than ten pivots, so this is exact:

    >>> from scipy.sparse import diags_array
    >>> chain = diags_array([np.ones(2), np.ones(2)], offsets=[-1, 1]).tocsr()
    >>> found = path_measures(chain, directed=False, pivots=10)
    >>> found.betweenness.values.tolist(), found.harmonic.values.tolist(), found.harmonic.bound
    ([0.0, 1.0, 0.0], [1.5, 2.0, 1.5], 0.0)
    """
    if pivots is not None and pivots < LEAST:
        raise ValueError(f"an estimate needs at least {LEAST} pivots")
    graph = checked(matrix)
    if pivots is None and not weighted:
        return PathMeasures(
            exact(paths.betweenness(graph, directed=directed, normalized=not raw)),
            exact(paths.closeness(graph, directed=directed, raw=raw)),
            exact(paths.harmonic(graph, directed=directed)),
            None,
        )
    found = tally(graph, weighted=weighted, pivots=pivots, seed=seed)
    sample = Sample(found, directed)
    nearest, longest = _edge_distances(graph, weighted=weighted)
    others = (found.sizes - 1).astype(np.float64)
    farthest = others * longest if directed else found.eccentric

    least_near = np.zeros_like(nearest) if directed else ratio(1.0, farthest)
    harmonic = sample.total(found.near, least_near, ratio(1.0, nearest), own=found.own_near)
    between = sample.total(found.dependency, 0.0, others - 1.0)
    share = paths.pair_share(graph.shape[0], directed=directed, normalized=not raw)
    if raw:
        least = np.zeros_like(nearest) if directed else nearest
        closeness = sample.total(found.far, least, farthest, own=found.own_far)
    else:
        closeness = sample.closeness(nearest, farthest)
    return PathMeasures(between.times(share), closeness, harmonic, pivots)


def _edge_distances(graph: Matrix, *, weighted: bool) -> tuple[Floats, float]:
    """Return the shortest edge into each node, infinite where there is none, and the longest."""
    distance = 1.0 / graph.data if weighted else np.ones(graph.nnz)
    nearest = np.full(graph.shape[0], np.inf)
    np.minimum.at(nearest, graph.indices, distance)
    return nearest, float(distance.max(initial=0.0))
