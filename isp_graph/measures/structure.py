"""How the graph hangs together: pieces, cores, and the nodes that hold pieces together.

All of it is asked of the undirected union; weights do not matter.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csgraph

from isp_graph.measures.igraphs import bare_igraph
from isp_graph.measures.matrices import AnyMatrix, Booleans, Integers, checked, union_of


def components(matrix: AnyMatrix) -> tuple[Integers, Integers]:
    """Which nodes can be reached from which, whatever the direction of the edges?

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency, directed or not: components of a directed graph are the weak ones.

    Returns
    -------
    labels : ndarray of int64, shape (n,)
        The component of each node: 0 is that of node 0, and so on in the order of the smallest
        node of each.
    sizes : ndarray of int64, shape (k,)
        Number of nodes of each component.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    References
    ----------
    Hopcroft, J., Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    *Communications of the ACM* 16, 372-378. https://doi.org/10.1145/362248.362272

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> labels, sizes = components(csr_array(np.array([[0, 0, 1.0], [0, 0, 0], [0, 0, 0]])))
    >>> labels.tolist(), sizes.tolist()
    ([0, 1, 0], [2, 1])
    """
    graph = checked(matrix)
    if graph.shape[0] == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    _, found = csgraph.connected_components(graph, directed=False)
    _, first, labels, sizes = np.unique(
        found, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    return place[labels].astype(np.int64), sizes[order].astype(np.int64)


def core_numbers(matrix: AnyMatrix, *, directed: bool = False) -> Integers:
    """In how dense a core does each node sit?

    The k-core is the largest subgraph in which every node has at least k neighbours; the core
    number of a node is the largest k whose core holds it.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; weights do not matter.
    directed : bool
        Whether entries have a direction; then the undirected union is read.

    Returns
    -------
    ndarray of int64, shape (n,)
        0 for an isolate.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    References
    ----------
    Seidman, S. B. (1983). Network structure and minimum degree. *Social Networks* 5, 269-287.
    https://doi.org/10.1016/0378-8733(83)90028-X

    Batagelj, V., Zaveršnik, M. (2011). Fast algorithms for determining (generalized) core groups
    in social networks. *Advances in Data Analysis and Classification* 5, 129-145.
    https://doi.org/10.1007/s11634-010-0079-y

    Examples
    --------
    A triangle 0-1-2 with 3 hanging on 2:

    >>> from scipy.sparse import csr_array
    >>> kite = np.array([[0, 1.0, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])
    >>> core_numbers(csr_array(kite)).tolist()
    [2, 2, 2, 1]
    """
    graph = bare_igraph(union_of(matrix, directed))
    return np.array(graph.coreness(), dtype=np.int64)


def cut_points(matrix: AnyMatrix, *, directed: bool = False) -> Booleans:
    """Which nodes hold a component together: without one of them, it falls apart?

    A cut point (articulation point) is a node whose removal leaves more components than there
    were. A node of degree 1 is never one.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; weights do not matter.
    directed : bool
        Whether entries have a direction; then the undirected union is read.

    Returns
    -------
    ndarray of bool, shape (n,)

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    References
    ----------
    Hopcroft, J., Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    *Communications of the ACM* 16, 372-378. https://doi.org/10.1145/362248.362272

    Examples
    --------
    A triangle 0-1-2 with 3 hanging on 2:

    >>> from scipy.sparse import csr_array
    >>> kite = np.array([[0, 1.0, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])
    >>> cut_points(csr_array(kite)).tolist()
    [False, False, True, False]
    """
    graph = bare_igraph(union_of(matrix, directed))
    result = np.zeros(graph.vcount(), dtype=np.bool_)
    result[np.array(graph.articulation_points(), dtype=np.int64)] = True
    return result
