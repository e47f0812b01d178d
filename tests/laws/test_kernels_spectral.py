"""Eigenvector centrality is the limit it is said to be; PageRank equals networkx's."""

from typing import Any

import networkx as nx
import numpy as np
import numpy.testing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from isp_graph.measures.eigenvector import eigenvector
from isp_graph.measures.pagerank import pagerank
from tests.laws.test_kernels_graphs import Case, cases, column


def limit(dense: Any) -> Any:
    """Project the uniform vector on the eigenspace of the largest eigenvalue."""
    values, vectors = np.linalg.eigh(dense)
    space = vectors[:, values >= values[-1] - 1e-11 * max(values[-1], 1)]
    projection = space @ space.sum(axis=0)
    return projection / np.linalg.norm(projection)


@given(cases(least=1), st.booleans())
def test_eigenvector_is_the_limit_by_networkx(one: Case, weighted: bool) -> None:
    found = eigenvector(one.matrix, directed=one.directed, weighted=weighted)
    weight: Any = "weight" if weighted else None
    expected = nx.eigenvector_centrality(one.union, max_iter=200_000, tol=1e-12, weight=weight)
    npt.assert_allclose(found, column(expected, one.n), atol=1e-6)


@given(cases(least=1, most=14), st.booleans())
def test_eigenvector_is_the_projection(one: Case, weighted: bool) -> None:
    found = eigenvector(one.matrix, directed=one.directed, weighted=weighted)
    weight: Any = "weight" if weighted else None
    dense = nx.to_numpy_array(one.union, nodelist=range(one.n), weight=weight)
    npt.assert_allclose(found, limit(dense), atol=1e-9)
    assert (found >= 0).all()
    npt.assert_allclose(np.square(found).sum(), 1.0, atol=1e-12)


@pytest.mark.parametrize("n", [260, 400])
@pytest.mark.parametrize("seed", range(3))
def test_large_components_are_solved_alike(n: int, seed: int) -> None:
    graph: Any = nx.gnm_random_graph(n, 2 * n, seed=seed)
    dense = nx.to_numpy_array(graph)
    npt.assert_allclose(eigenvector(csr_array(dense)), limit(dense), atol=1e-9)


ALPHA = st.sampled_from([0.0, 0.5, 0.85, 0.99])


@given(cases(), ALPHA)
def test_pagerank(one: Case, alpha: float) -> None:
    found = pagerank(one.matrix, directed=one.directed, alpha=alpha)
    expected = nx.pagerank(one.graph, alpha=alpha, tol=1e-14, max_iter=10_000)
    npt.assert_allclose(found, column(expected, one.n), atol=1e-10)


@given(cases(least=1), ALPHA)
def test_pagerank_is_the_stationary_share(one: Case, alpha: float) -> None:
    dense = one.matrix.toarray()
    leaving = dense.sum(axis=1, keepdims=True)
    steps = np.where(leaving > 0, dense / np.where(leaving > 0, leaving, 1), 1 / one.n)
    jump = np.full(one.n, (1 - alpha) / one.n)
    expected = np.linalg.solve(np.eye(one.n) - alpha * steps.T, jump)
    npt.assert_allclose(
        pagerank(one.matrix, directed=one.directed, alpha=alpha), expected, atol=1e-13
    )


@given(cases(least=1))
def test_an_undirected_graph_walks_the_same_either_way(one: Case) -> None:
    union: Any = csr_array(nx.to_scipy_sparse_array(one.union, nodelist=range(one.n)))
    npt.assert_allclose(pagerank(union, directed=False), pagerank(union, directed=True), atol=1e-13)
