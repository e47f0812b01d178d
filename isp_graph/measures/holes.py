"""Whose contacts do not know each other: Burt's structural holes."""

from __future__ import annotations

import numpy as np

from isp_graph.measures.arithmetic import ratio, row_sums
from isp_graph.measures.matrices import AnyMatrix, Floats, binary, union_of
from isp_graph.measures.triangles import edges, triangles


def constraint(matrix: AnyMatrix, *, directed: bool = False, weighted: bool = False) -> Floats:
    r"""How far is each node tied up in contacts that are tied to one another?

    .. math:: c_i = \sum_{j \in N(i)} \Bigl(p_{ij} + \sum_q p_{iq} p_{qj}\Bigr)^2,
              \qquad p_{ij} = \frac{a_{ij}}{\sum_k a_{ik}}

    A broker between strangers has low constraint. The sum runs over the neighbours j of i.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency.
    directed : bool
        Whether entries have a direction; then the undirected union is read.
    weighted : bool
        Whether :math:`a_{ij}` is the weight, a strength: the share of a node's relations that
        it gives to a contact. Otherwise it is 1 for each edge of the union.

    Returns
    -------
    ndarray of float64, shape (n,)
        Above 0; it may exceed 1. nan for an isolate.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    References
    ----------
    Burt, R. S. (2004). Structural holes and good ideas. *American Journal of Sociology* 110,
    349-399. https://doi.org/10.1086/421787

    Examples
    --------
    A triangle: each gives half to each other, 1/2 directly and 1/2 · 1/2 through the third, so
    2 · (3/4)². On a chain, the middle has 2 · (1/2)².

    >>> from scipy.sparse import csr_array
    >>> constraint(csr_array(np.ones((3, 3)) - np.eye(3))).tolist()
    [1.125, 1.125, 1.125]
    >>> constraint(csr_array(np.array([[0, 1.0, 0], [1.0, 0, 1.0], [0, 1.0, 0]]))).tolist()
    [1.0, 0.5, 1.0]
    """
    graph = union_of(matrix, directed)
    graph = graph if weighted else binary(graph)
    n = graph.shape[0]
    strength = row_sums(graph)
    found = edges(graph)
    weight = found.weight
    through = np.zeros_like(weight)  # Σ_q a_iq a_qj / s_q, the same both ways
    for ij, ik, jk in triangles(found):
        i, j, k = found.low[ij], found.high[ij], found.high[ik]
        through += np.bincount(ij, weight[ik] * weight[jk] / strength[k], weight.size)
        through += np.bincount(ik, weight[ij] * weight[jk] / strength[j], weight.size)
        through += np.bincount(jk, weight[ij] * weight[ik] / strength[i], weight.size)
    local = weight + through
    result = np.zeros(n)
    for end in (found.low, found.high):
        result += np.bincount(end, np.square(local / strength[end]), n)
    return np.where(strength > 0, result, np.nan)


def effective_size(matrix: AnyMatrix, *, directed: bool = False, weighted: bool = False) -> Floats:
    r"""How many of each node's contacts are left when those that lead to one another count once?

    .. math:: e_i = \sum_{j \in N(i)} \Bigl(1 - \sum_q p_{iq} m_{jq}\Bigr), \qquad
              p_{iq} = \frac{a_{iq}}{\sum_k a_{ik}}, \quad m_{jq} = \frac{a_{jq}}{\max_k a_{jk}}

    Without weights this is Borgatti's :math:`d - 2t/d` with d contacts and t ties among them.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency.
    directed : bool
        Whether entries have a direction; then the undirected union is read.
    weighted : bool
        Whether :math:`a_{ij}` is the weight, a strength. Otherwise it is 1 for each edge of the
        union.

    Returns
    -------
    ndarray of float64, shape (n,)
        From 1 (all contacts know each other) to the degree (none do) without weights. nan for
        an isolate.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    References
    ----------
    Burt, R. S. (1992). *Structural Holes: The Social Structure of Competition*. Harvard.
    https://doi.org/10.4159/9780674029095

    Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. *Connections*
    20, 35-38.

    Examples
    --------
    In a triangle each has two contacts that know each other: 2 - 2 · 1/2. On a chain, the
    middle has two that do not.

    >>> from scipy.sparse import csr_array
    >>> effective_size(csr_array(np.ones((3, 3)) - np.eye(3))).tolist()
    [1.0, 1.0, 1.0]
    >>> effective_size(csr_array(np.array([[0, 1.0, 0], [1.0, 0, 1.0], [0, 1.0, 0]]))).tolist()
    [1.0, 2.0, 1.0]
    """
    graph = union_of(matrix, directed)
    graph = graph if weighted else binary(graph)
    n = graph.shape[0]
    strength = row_sums(graph)
    found = edges(graph)
    weight = found.weight
    strongest = np.zeros(n)
    for end in (found.low, found.high):
        np.maximum.at(strongest, end, weight)

    redundant = np.zeros(n)  # Σ_j Σ_q a_iq a_jq / max_j
    for ij, ik, jk in triangles(found):
        i, j, k = found.low[ij], found.high[ij], found.high[ik]
        at_i, at_j, at_k = weight[jk], weight[ik], weight[ij]  # the edge opposite to each
        redundant += np.bincount(i, at_i * (at_j / strongest[j] + at_k / strongest[k]), n)
        redundant += np.bincount(j, at_j * (at_i / strongest[i] + at_k / strongest[k]), n)
        redundant += np.bincount(k, at_k * (at_i / strongest[i] + at_j / strongest[j]), n)
    sizes = np.diff(graph.indptr) - ratio(redundant, strength)
    return np.where(strength > 0, sizes, np.nan)
