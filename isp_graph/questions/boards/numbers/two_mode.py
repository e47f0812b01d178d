"""Centrality in a two-mode network, where nodes of one kind are tied to the other kind only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from isp_graph.measures.arithmetic import ratio
from isp_graph.measures.matrices import AnyMatrix, Floats, bipartite, degree
from isp_graph.measures.pivots import path_measures
from isp_graph.measures.structure import components


@dataclass(frozen=True, eq=False)
class TwoModeMeasures:
    """Measures of all nodes of a two-mode network, those of the rows first.

    Attributes
    ----------
    degree, closeness, betweenness : ndarray of float64, shape (n + m,)
        Normalised within the kind of each node; closeness and betweenness are NaN where they
        were not asked for.
    """

    degree: Floats
    closeness: Floats
    betweenness: Floats


def two_mode_measures(matrix: AnyMatrix, *, paths: bool = True) -> TwoModeMeasures:
    r"""How central is each person among people, and each board among boards?

    With :math:`n` nodes of one's own kind and :math:`m` of the other, :math:`N = n + m`:

    - degree: :math:`d / m`;
    - closeness: :math:`\frac{m + 2(n - 1)}{\sum_u d(u, v)}` over the nodes that can be
      reached, times the share :math:`\frac{R - 1}{N - 1}` of the :math:`R` nodes of one's own
      component; 0 for an isolate;
    - betweenness: pairs of nodes of either kind, divided by the most that a node of one's
      kind can have: :math:`\frac12 [m^2 (s + 1)^2 + m (s + 1)(2t - s - 1) - t (2s - t + 3)]`
      with :math:`s, t` quotient and remainder of :math:`(n - 1) / m`; 0 where that is 0.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, m)
        Binary two-mode matrix.
    paths : bool
        Whether to compute closeness and betweenness, which look at all shortest paths.

    Returns
    -------
    TwoModeMeasures
        As ``networkx.bipartite`` has them.

    References
    ----------
    Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data. *Social Networks*
    19, 243-269. https://doi.org/10.1016/S0378-8733(96)00301-2

    Examples
    --------
    Two people of whom one sits on both boards, the other on the first. Person 0 is as near to
    all as one can be, and the board that both sit on lies between as much as one can:

    >>> found = two_mode_measures(csr_array(np.array([[1.0, 1.0], [1.0, 0.0]])))
    >>> found.degree.tolist(), found.closeness.tolist(), found.betweenness.tolist()
    ([1.0, 0.5, 1.0, 0.5], [1.0, 0.666..., 1.0, 0.666...], [1.0, 0.0, 1.0, 0.0])
    """
    seats = csr_array(matrix)
    rows, columns = seats.shape
    own = np.repeat([rows, columns], [rows, columns]).astype(np.float64)
    other = np.repeat([columns, rows], [rows, columns]).astype(np.float64)
    count = rows + columns
    if not seats.nnz:
        empty = np.zeros(count)
        told = empty if paths else np.full(count, np.nan)
        return TwoModeMeasures(empty, told, told)
    graph = bipartite(seats)
    degrees = ratio(degree(graph).astype(np.float64), other)
    if not paths:
        return TwoModeMeasures(degrees, np.full(count, np.nan), np.full(count, np.nan))
    measured = path_measures(graph, directed=False, raw=True)
    labels, sizes = components(graph)
    near = ratio(other + 2 * (own - 1), measured.closeness.values)
    near *= (sizes[labels] - 1) / (count - 1)
    most = np.repeat([_most(rows, columns), _most(columns, rows)], [rows, columns])
    return TwoModeMeasures(degrees, near, ratio(measured.betweenness.values, most))


def _most(own: int, other: int) -> float:
    """Give the most pairs that a node can lie between, among so many of its own kind."""
    if not (own and other):
        return 0.0
    s, t = divmod(own - 1, other)
    pairs = other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)
    return pairs / 2
