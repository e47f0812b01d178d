"""Where a random walker is found."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, diags_array

from isp_graph.measures.arithmetic import product, ratio, row_sums
from isp_graph.measures.matrices import AnyMatrix, Floats, Matrix, checked

_PRECISION = 1e-15
_STEPS = 10_000


def pagerank(matrix: AnyMatrix, *, directed: bool, alpha: float = 0.85) -> Floats:
    r"""How often is a walker found at each node, who follows ties at random and jumps at times?

    The walker follows an edge of its node with probability proportional to the weight, and
    jumps to any node with probability :math:`1 - \alpha`, or from a node that no edge leaves:

    .. math:: x_j = \alpha \sum_i x_i \frac{a_{ij}}{s_i}
              + \frac{\alpha}{n} \sum_{i:\, s_i = 0} x_i + \frac{1 - \alpha}{n},
              \qquad s_i = \sum_j a_{ij}.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; a weight is a strength, and draws the walker.
    directed : bool
        Whether entries have a direction, which the walker follows.
    alpha : float
        Probability of following an edge, at least 0 and less than 1.

    Returns
    -------
    ndarray of float64, shape (n,)
        Probabilities, sum 1.

    Raises
    ------
    ValueError
        `alpha` is out of range; or see `isp_graph.measures.matrices.checked`.

    Notes
    -----
    x is proportional to the solution of :math:`(I - \alpha P^T) y = \mathbf 1` with zero rows
    of P where no edge leaves, because whoever jumps, jumps anywhere alike. For an undirected
    graph the system is made symmetric by the square roots of the strengths and solved by
    conjugate gradients; otherwise it is iterated until nothing changes in the fifteenth digit.

    References
    ----------
    Page, L., Brin, S., Motwani, R., Winograd, T. (1999). The PageRank citation ranking: bringing
    order to the Web. Stanford InfoLab 1999-66. http://ilpubs.stanford.edu:8090/422/

    Langville, A. N., Meyer, C. D. (2004). Deeper inside PageRank. *Internet Mathematics* 1,
    335-380. https://doi.org/10.1080/15427951.2004.10129091

    Examples
    --------
    0 → 1 with :math:`\alpha` = 0.5: y = (1, 1.5), so x = (0.4, 0.6).

    >>> pagerank(csr_array(np.array([[0, 1.0], [0, 0]])), directed=True, alpha=0.5).round(12)
    array([0.4, 0.6])
    """
    if not 0 <= alpha < 1:
        raise ValueError("alpha lies between 0 and 1, 1 excluded")
    graph = checked(matrix)
    n = graph.shape[0]
    if n == 0:
        return np.zeros(0)
    leaving = row_sums(graph)
    solve = _follow if directed else _solve_symmetric
    visits = solve(graph, leaving, alpha)
    result: Floats = visits / visits.sum()
    return result


def _solve_symmetric(graph: Matrix, strength: Floats, alpha: float) -> Floats:
    """Solve (I − α D^-½ A D^-½) z = D^-½ 1 and return D^½ z, 1 for an isolate."""
    root = np.sqrt(strength)
    inverse = ratio(1.0, root)
    rows = np.repeat(inverse, np.diff(graph.indptr))
    data = -alpha * graph.data * rows * inverse[graph.indices]
    walk: Matrix = csr_array((data, graph.indices, graph.indptr), shape=graph.shape)
    return np.where(root > 0, root * _conjugate_gradients(walk, inverse), 1.0)


def _conjugate_gradients(walk: Matrix, right: Floats) -> Floats:
    """Solve z + walk · z = right. Plain sums of products: the same digits on every machine."""
    solution = np.zeros_like(right)
    rest = right.copy()
    direction = rest.copy()
    first = size = (rest * rest).sum()
    for _ in range(_STEPS):
        if size <= first * _PRECISION**2:
            break
        image = direction + product(walk, direction)
        step = size / (direction * image).sum()
        solution += step * direction
        rest -= step * image
        before, size = size, (rest * rest).sum()
        direction = rest + (size / before) * direction
    return solution


def _follow(graph: Matrix, leaving: Floats, alpha: float) -> Floats:
    """Iterate y = 1 + α Pᵀ y."""
    share = ratio(alpha, leaving)
    arriving: Matrix = csr_array((diags_array(share) @ graph).T.tocsr())
    visits = np.ones_like(leaving)
    for _ in range(_STEPS):
        following = 1.0 + product(arriving, visits)
        change = np.abs(following - visits).sum()
        visits = following
        if change <= _PRECISION * visits.sum():
            break
    return visits
