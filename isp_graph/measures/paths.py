"""Who stands between others, and who is near them: path measures, exactly.

igraph counts unweighted paths; weighted ones go through `isp_graph.measures.sweeps`, where paths
that tie are seen to tie. `isp_graph.measures.pivots` estimates the same measures on large graphs.
"""

from __future__ import annotations

import numpy as np

from isp_graph.measures.arithmetic import ratio
from isp_graph.measures.igraphs import bare_igraph
from isp_graph.measures.matrices import AnyMatrix, Floats, checked
from isp_graph.measures.path_sums import tally
from isp_graph.measures.structure import components
from isp_graph.measures.sweeps import TOO_MANY_PATHS


def betweenness(
    matrix: AnyMatrix, *, directed: bool, weighted: bool = False, normalized: bool = True
) -> Floats:
    r"""On how large a share of the shortest paths between others does each node lie?

    .. math:: b(v) = \sum_{s \ne v \ne t} \frac{\sigma(s, t \mid v)}{\sigma(s, t)}

    with :math:`\sigma(s, t)` the number of shortest paths from s to t and
    :math:`\sigma(s, t \mid v)` of those through v.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; a weight is a strength.
    directed : bool
        Whether entries have a direction, which paths then follow.
    weighted : bool
        Whether an edge is 1/weight long; otherwise each has length 1.
    normalized : bool
        Whether to divide by the number of pairs of others, :math:`(n-1)(n-2)` ordered ones.
        Otherwise each unordered pair of an undirected graph counts once.

    Returns
    -------
    ndarray of float64, shape (n,)
        Between 0 and 1 if normalised; all 0 for n < 3.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.
    OverflowError
        Two nodes are joined by more than 10³⁰⁸ shortest paths.

    Notes
    -----
    Weighted lengths are compared as whole numbers where the weights allow it, otherwise with
    the relative tolerance `isp_graph.measures.lengths.TOLERANCE`.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. *Sociometry* 40,
    35-41. https://doi.org/10.2307/3033543

    Brandes, U. (2001). A faster algorithm for betweenness centrality. *Journal of Mathematical
    Sociology* 25, 163-177. https://doi.org/10.1080/0022250X.2001.9990249

    Examples
    --------
    The chain 0-1-2-3. Node 1 lies between 0 and 2, and 0 and 3: two of the three pairs of
    others.

    >>> from scipy.sparse import diags_array
    >>> chain = diags_array([np.ones(3), np.ones(3)], offsets=[-1, 1]).tocsr()
    >>> betweenness(chain, directed=False).round(4).tolist()
    [0.0, 0.6667, 0.6667, 0.0]
    >>> betweenness(chain, directed=False, normalized=False).tolist()
    [0.0, 2.0, 2.0, 0.0]
    """
    graph = checked(matrix)
    if weighted:
        ordered = tally(graph, weighted=True).dependency.first
    else:
        found = bare_igraph(graph, directed=directed).betweenness(directed=directed)
        ordered = np.array(found, dtype=np.float64) * (1.0 if directed else 2.0)
        if not np.isfinite(ordered).all():
            raise OverflowError(TOO_MANY_PATHS)
    return ordered * pair_share(graph.shape[0], directed=directed, normalized=normalized)


def pair_share(n: int, *, directed: bool, normalized: bool) -> float:
    """Return what an ordered pair of others counts in betweenness.

    Parameters
    ----------
    n : int
        Number of nodes.
    directed, normalized : bool
        As in `betweenness`.

    Returns
    -------
    float

    Examples
    --------
    >>> pair_share(4, directed=False, normalized=True) == 1 / 6
    True
    """
    if not normalized:
        return 1.0 if directed else 0.5
    return 1.0 / ((n - 1) * (n - 2)) if n > 2 else 0.0


def closeness(
    matrix: AnyMatrix, *, directed: bool, weighted: bool = False, raw: bool = False
) -> Floats:
    r"""How near is each node to those that can reach it?

    With :math:`R(v)` the set of other nodes from which v can be reached and
    :math:`S(v) = \sum_{u \in R(v)} d(u, v)`, Wasserman and Faust's form

    .. math:: c(v) = \frac{|R(v)|}{n - 1} \cdot \frac{|R(v)|}{S(v)}

    multiplies the inverse of the mean distance by the share of the network that is reached,
    so that a node of a small component does not come first.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; a weight is a strength.
    directed : bool
        Whether entries have a direction; then paths towards the node count.
    weighted : bool
        Whether an edge is 1/weight long; otherwise each has length 1.
    raw : bool
        Whether to return :math:`S(v)` itself, in which smaller is nearer.

    Returns
    -------
    ndarray of float64, shape (n,)
        0 for a node that nobody reaches. At most 1 if not weighted and not raw.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    References
    ----------
    Wasserman, S., Faust, K. (1994). *Social Network Analysis*, p. 201. Cambridge.
    https://doi.org/10.1017/CBO9780511815478

    Examples
    --------
    The chain 0-1-2 and an isolate. Node 1 reaches two of three others at distance 1: 2/3 · 2/2.
    Node 0 reaches them at 1 and 2: 2/3 · 2/3.

    >>> from scipy.sparse import csr_array
    >>> a = np.zeros((4, 4))
    >>> a[0, 1] = a[1, 0] = a[1, 2] = a[2, 1] = 1
    >>> closeness(csr_array(a), directed=False).round(4).tolist()
    [0.4444, 0.6667, 0.4444, 0.0]
    >>> closeness(csr_array(a), directed=False, raw=True).tolist()
    [3.0, 2.0, 3.0, 0.0]
    """
    graph = checked(matrix)
    n = graph.shape[0]
    if weighted:
        found = tally(graph, weighted=True, dependencies=False)
        reach, far = found.reach.first, found.far.first
    else:
        own = bare_igraph(graph, directed=directed)
        if directed:
            reach = np.array(own.neighborhood_size(order=n, mode="in"), dtype=np.float64) - 1
        else:
            labels, sizes = components(graph)
            reach = (sizes[labels] - 1).astype(np.float64)
        inverse = np.array(own.closeness(mode="in", normalized=False), dtype=np.float64)
        far = np.rint(ratio(1.0, inverse))
    return far if raw else wasserman_faust(reach, far)


def wasserman_faust(reach: Floats, far: Floats) -> Floats:
    """Return closeness from the number of nodes reached and their summed distance.

    Parameters
    ----------
    reach, far : ndarray of float64, shape (n,)
        How many others reach each node, and from how far together.

    Returns
    -------
    ndarray of float64, shape (n,)
        0 where nobody is reached.

    Examples
    --------
    >>> wasserman_faust(np.array([1.0, 1.0, 0.0]), np.array([2.0, 2.0, 0.0])).tolist()
    [0.25, 0.25, 0.0]
    """
    others = max(reach.size - 1, 1)
    return ratio(reach * reach, others * far)


def harmonic(matrix: AnyMatrix, *, directed: bool, weighted: bool = False) -> Floats:
    r"""How near is each node to all others, those out of reach counting as infinitely far?

    .. math:: h(v) = \sum_{u \ne v} \frac{1}{d(u, v)}

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; a weight is a strength.
    directed : bool
        Whether entries have a direction; then paths towards the node count.
    weighted : bool
        Whether an edge is 1/weight long; otherwise each has length 1.

    Returns
    -------
    ndarray of float64, shape (n,)
        A sum, not normalised: between 0 and n - 1 if not weighted.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    References
    ----------
    Boldi, P., Vigna, S. (2014). Axioms for centrality. *Internet Mathematics* 10, 222-262.
    https://doi.org/10.1080/15427951.2013.865686

    Examples
    --------
    On the chain 0-1-2, node 0 has one other at 1 and one at 2:

    >>> from scipy.sparse import diags_array
    >>> chain = diags_array([np.ones(2), np.ones(2)], offsets=[-1, 1]).tocsr()
    >>> harmonic(chain, directed=False).tolist()
    [1.5, 2.0, 1.5]
    """
    graph = checked(matrix)
    if weighted:
        return tally(graph, weighted=True, dependencies=False).near.first
    found = bare_igraph(graph, directed=directed).harmonic_centrality(mode="in", normalized=False)
    result: Floats = np.nan_to_num(np.array(found, dtype=np.float64), nan=0.0)
    return result
