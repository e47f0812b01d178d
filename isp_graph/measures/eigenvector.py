"""Who is tied to those who are well tied themselves."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from isp_graph.measures.arithmetic import product, row_sums
from isp_graph.measures.dominant import TIE, dominant
from isp_graph.measures.matrices import AnyMatrix, Floats, Integers, Matrix, binary, union_of
from isp_graph.measures.structure import components

_STEPS = 30
_SMALLEST = 1e-250


def eigenvector(matrix: AnyMatrix, *, directed: bool = False, weighted: bool = False) -> Floats:
    r"""How central is each node, if a tie to a central one counts for more?

    The limit of power iteration from the uniform vector,

    .. math:: x = \lim_{k \to \infty} \frac{(A + I)^k \mathbf 1}{\|(A + I)^k \mathbf 1\|},

    that is the projection of :math:`\mathbf 1` on the eigenspace of the largest eigenvalue of
    A, at unit length. (I lets a bipartite graph converge, and changes no eigenvector.)

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency.
    directed : bool
        Whether entries have a direction; then the undirected union is read.
    weighted : bool
        Whether entries of A are the weights, strengths; otherwise they are 1.

    Returns
    -------
    ndarray of float64, shape (n,)
        Not negative, Euclidean length 1. Zero outside the component that has the largest
        eigenvalue; components that tie share in proportion to the projection of the uniform
        vector. Without any edge every node has :math:`1/\sqrt n`.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    Notes
    -----
    Eigenvalues that differ by less than the share `isp_graph.measures.dominant.TIE` tie. A few
    steps of the iteration bound the eigenvalue of every component at once, by Collatz and
    Wielandt from above and Rayleigh's quotient from below, and only components that can hold
    the largest are solved.

    References
    ----------
    Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique
    identification. *Journal of Mathematical Sociology* 2, 113-120.
    https://doi.org/10.1080/0022250X.1972.9989806

    Examples
    --------
    On the chain 0-1-2 the middle has √2 times the value of the ends: (1, √2, 1)/2.

    >>> chain = csr_array(np.array([[0, 1.0, 0], [1.0, 0, 1.0], [0, 1.0, 0]]))
    >>> eigenvector(chain).round(4).tolist()
    [0.5, 0.7071, 0.5]
    """
    union = union_of(matrix, directed)
    n = union.shape[0]
    if union.nnz == 0:
        return np.full(n, 1.0 / np.sqrt(max(n, 1)))
    graph = union if weighted else binary(union)
    data = graph.data / graph.data.max()
    graph = csr_array((data, graph.indices, graph.indptr), shape=graph.shape)
    labels, sizes = components(graph)
    lower, upper = _bounds(graph, labels, sizes)

    # Only components that can hold the largest eigenvalue are solved, side by side.
    chosen = np.flatnonzero(upper >= lower.max() * (1 - TIE))
    held = np.isin(labels, chosen)
    nodes = np.flatnonzero(held)[np.argsort(labels[held], kind="stable")]
    part = csr_array(graph[nodes][:, nodes])
    values, vectors = dominant(part, sizes[chosen], upper[chosen])
    starts = np.cumsum(sizes[chosen]) - sizes[chosen]
    leading = np.where(values >= values.max() * (1 - TIE), np.add.reduceat(vectors, starts), 0.0)
    result = np.zeros(n)
    result[nodes] = vectors * np.repeat(leading, sizes[chosen])
    length: float = np.sqrt(np.square(result).sum())
    return result / length


def _bounds(graph: Matrix, labels: Integers, sizes: Integers) -> tuple[Floats, Floats]:
    """Bound the largest eigenvalue of every component from below and above."""
    shift = row_sums(graph).max()
    order = np.argsort(labels, kind="stable")
    starts = np.cumsum(sizes) - sizes
    lower, upper = np.zeros(sizes.size), np.full(sizes.size, np.inf)
    x = np.ones(labels.size)
    for _ in range(_STEPS):
        y = product(graph, x)
        upper = np.minimum(upper, np.maximum.reduceat((y / x)[order], starts))
        quotient = np.add.reduceat((x * y)[order], starts)
        lower = np.maximum(lower, quotient / np.add.reduceat((x * x)[order], starts))
        x = y + shift * x
        x = np.maximum(x / np.maximum.reduceat(x[order], starts)[labels], _SMALLEST)
    return lower, upper
