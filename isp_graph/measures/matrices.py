"""What a kernel takes: the weighted adjacency matrix of a simple graph.

Every kernel works on one form, and this module says what it is: a square ``scipy.sparse`` CSR
matrix of float64 whose entry ``(i, j)`` is the weight (strength, more is stronger) of the edge
``i → j``. Weights are finite and greater than zero, no entry is stored for an absent edge, and
the diagonal is empty. An undirected graph has a symmetric matrix, each edge stored twice.

The *undirected union* of a directed graph joins two nodes when an edge goes either way; its
weight is the sum of the weights of both directions.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, csr_matrix

Matrix: TypeAlias = "csr_array[np.float64, tuple[int, int]]"
"""The checked form on which kernels compute."""

AnyMatrix: TypeAlias = "csr_array[np.float64, tuple[int, int]] | csr_matrix[np.float64]"
"""What callers may hand over: either of scipy's two CSR classes."""

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Booleans: TypeAlias = npt.NDArray[np.bool_]


def checked(matrix: AnyMatrix) -> Matrix:
    """Return the matrix in the one form that kernels read, or say why it cannot be.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; see the module's description.

    Returns
    -------
    csr_array, shape (n, n)
        The same entries as float64, sorted within each row. The argument is never changed.

    Raises
    ------
    ValueError
        The matrix is not square, a weight is not a finite number above zero, or a node is tied
        to itself. Symmetry is the caller's word: it is not checked.

    Examples
    --------
    >>> checked(csr_array(np.array([[0.0, 2.0], [2.0, 0.0]]))).nnz
    2
    >>> checked(csr_array(np.array([[1.0]])))
    Traceback (most recent call last):
        ...
    ValueError: a node is tied to itself
    """
    rows, columns = matrix.shape
    if rows != columns:
        raise ValueError(f"an adjacency matrix is square, this one is {rows} × {columns}")
    data = matrix.data.astype(np.float64, copy=False)
    result: Matrix = csr_array((data, matrix.indices, matrix.indptr), shape=(rows, columns))
    if not result.has_canonical_format:
        result = result.copy()
        result.sum_duplicates()
    weights = result.data
    if weights.size and not (weights.min() > 0 and np.isfinite(weights.max())):
        raise ValueError("every weight must be a finite number above zero")
    if rows and result.diagonal().any():
        raise ValueError("a node is tied to itself")
    return result


def undirected_union(matrix: AnyMatrix) -> Matrix:
    """Which nodes are tied in either direction, and how strongly in both together?

    The union of a directed graph ``A`` is ``A + Aᵀ``. It is meant for directed graphs only: the
    matrix of an undirected one is its own union, and would be doubled here.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Directed weighted adjacency.

    Returns
    -------
    csr_array, shape (n, n)
        Symmetric; the weight of a pair is the sum of the weights of its two directions.

    Raises
    ------
    ValueError
        See `checked`.

    Examples
    --------
    One refers 3 people to two, two refers 4 back:

    >>> undirected_union(csr_array(np.array([[0.0, 3.0], [4.0, 0.0]]))).toarray().tolist()
    [[0.0, 7.0], [7.0, 0.0]]
    """
    graph = checked(matrix)
    result: Matrix = csr_array(graph + graph.T)
    return result


def union_of(matrix: AnyMatrix, directed: bool) -> Matrix:
    """Return the matrix on which undirected measures of a layer are taken.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency.
    directed : bool
        Whether its entries have a direction.

    Returns
    -------
    csr_array, shape (n, n)
        The undirected union of a directed graph, an undirected graph as it is.

    Examples
    --------
    >>> union_of(csr_array(np.array([[0.0, 3.0], [0.0, 0.0]])), directed=True).nnz
    2
    """
    return undirected_union(matrix) if directed else checked(matrix)


def binary(matrix: Matrix) -> Matrix:
    """Return the same edges, each of weight 1.

    Parameters
    ----------
    matrix : csr_array, shape (n, n)
        Weighted adjacency.

    Returns
    -------
    csr_array, shape (n, n)
        A new matrix with the same pattern.

    Examples
    --------
    >>> binary(csr_array(np.array([[0.0, 3.0], [3.0, 0.0]]))).toarray().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    result: Matrix = csr_array(
        (np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape
    )
    return result


def bipartite(matrix: AnyMatrix) -> Matrix:
    """Return a two-mode matrix as the graph of all its nodes.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, m)
        Binary two-mode matrix.

    Returns
    -------
    csr_array, shape (n + m, n + m)
        Symmetric; the nodes of the rows first, then those of the columns.

    Examples
    --------
    >>> bipartite(csr_array(np.array([[1.0, 1.0]]))).toarray().tolist()
    [[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """
    rows, columns = matrix.shape
    entries = csr_array(matrix).tocoo()
    ends = (entries.coords[0], entries.coords[1] + rows)
    half = csr_array(coo_array((entries.data, ends), shape=(rows + columns, rows + columns)))
    result: Matrix = csr_array(half + half.T)
    return result


def degree(matrix: AnyMatrix, *, directed: bool = False) -> Integers:
    r"""With how many others is each node tied?

    .. math:: d_i = |\{j : a_{ij} > 0 \text{ or } a_{ji} > 0\}|

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; weights do not matter.
    directed : bool
        Whether entries have a direction. A neighbour met in both directions counts once.

    Returns
    -------
    ndarray of int64, shape (n,)
        Number of neighbours in the undirected union, not normalised.

    Raises
    ------
    ValueError
        See `checked`.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. *Social
    Networks* 1, 215-239. https://doi.org/10.1016/0378-8733(78)90021-7

    Examples
    --------
    >>> degree(csr_array(np.array([[0, 3.0, 1.0], [4.0, 0, 0], [0, 0, 0]])), directed=True)
    array([2, 1, 1])
    """
    return np.diff(union_of(matrix, directed).indptr).astype(np.int64)


def strength(matrix: AnyMatrix, *, directed: bool = False) -> Floats:
    r"""How much do the ties of each node weigh together?

    .. math:: s_i = \sum_j a_{ij} \quad\text{(directed: } \sum_j a_{ij} + a_{ji}\text{)}

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; a weight is a strength.
    directed : bool
        Whether entries have a direction; then what leaves and what arrives are added.

    Returns
    -------
    ndarray of float64, shape (n,)
        In the unit of the weights, not normalised.

    Raises
    ------
    ValueError
        See `checked`.

    References
    ----------
    Barrat, A., Barthélemy, M., Pastor-Satorras, R., Vespignani, A. (2004). The architecture of
    complex weighted networks. *PNAS* 101, 3747-3752. https://doi.org/10.1073/pnas.0400087101

    Examples
    --------
    >>> strength(csr_array(np.array([[0, 3.0, 1.0], [4.0, 0, 0], [0, 0, 0]])), directed=True)
    array([8., 7., 1.])
    """
    graph = checked(matrix)
    result: Floats = np.asarray(graph.sum(axis=1), dtype=np.float64)
    return result + np.asarray(graph.sum(axis=0), dtype=np.float64) if directed else result
