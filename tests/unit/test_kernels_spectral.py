"""Eigenvector centrality and PageRank where the answer is known in closed form."""

from typing import Any

import networkx as nx
import numpy as np
import numpy.testing as npt
import pytest
from scipy.sparse import block_diag, csr_array, diags_array

from isp_graph.measures.eigenvector import eigenvector
from isp_graph.measures.pagerank import pagerank


def sparse(graph: Any) -> Any:
    return csr_array(nx.to_numpy_array(graph, nodelist=range(len(graph))))


def chain(n: int) -> Any:
    ones: Any = np.ones((2, n - 1))
    return csr_array(diags_array(ones, offsets=[-1, 1]))


def together(parts: list[Any]) -> Any:
    return csr_array(block_diag(parts))


def sine(n: int) -> Any:
    """The dominant eigenvector of a chain."""
    return np.sqrt(2 / (n + 1)) * np.sin(np.pi * np.arange(1, n + 1) / (n + 1))


def test_nobody_tied() -> None:
    assert eigenvector(csr_array((0, 0), dtype=np.float64)).tolist() == []
    assert eigenvector(csr_array((1, 1), dtype=np.float64)).tolist() == [1.0]
    assert eigenvector(csr_array((4, 4), dtype=np.float64)).tolist() == [0.5] * 4


@pytest.mark.parametrize("leaves", [2, 30, 3000])
def test_a_star_is_bipartite_and_still_has_a_limit(leaves: int) -> None:
    # Its eigenvalue is √leaves; the centre has half of the squared length.
    found = eigenvector(sparse(nx.star_graph(leaves)))
    npt.assert_allclose(found[0], np.sqrt(0.5), atol=1e-12)
    npt.assert_allclose(found[1:], np.sqrt(0.5 / leaves), atol=1e-12)


@pytest.mark.parametrize("n", [3, 150, 2000, 5000])
def test_long_chains(n: int) -> None:
    npt.assert_allclose(eigenvector(chain(n)), sine(n), atol=1e-9)


def test_the_longer_of_two_chains_takes_all_by_a_billionth() -> None:
    found = eigenvector(together([chain(2000), chain(2001)]))
    assert not found[:2000].any()
    npt.assert_allclose(found[2000:], sine(2001), atol=1e-9)


@pytest.mark.parametrize("n", [4, 300])
def test_equal_components_share(n: int) -> None:
    found = eigenvector(together([chain(n), chain(3), chain(n)]))
    npt.assert_allclose(found[:n], sine(n) / np.sqrt(2), atol=1e-10)
    npt.assert_allclose(found[:n], found[-n:], atol=1e-12)
    assert not found[n:-n].any()


def test_components_that_tie_share_by_projection() -> None:
    # A ring of 4 and a star of 4 leaves both have eigenvalue 2. The uniform vector projects on
    # the ring as (1, 1, 1, 1); on the star, whose vector is (2, 1, 1, 1, 1)/√8, with weight
    # 6/√8: as (12, 6, 6, 6, 6)/8.
    found = eigenvector(sparse(nx.disjoint_union(nx.cycle_graph(4), nx.star_graph(4))))
    expected = np.array([1, 1, 1, 1, 1.5, 0.75, 0.75, 0.75, 0.75])
    npt.assert_allclose(found, expected / np.linalg.norm(expected), atol=1e-12)


def test_equal_cliques_far_apart() -> None:
    # Power iteration can tell two equal cliques on a long chain apart no more than the reader.
    found = eigenvector(sparse(nx.barbell_graph(10, 300)))
    npt.assert_allclose(found[:10], found[-10:][::-1], atol=1e-9)
    assert found[0] > 0.2


def test_many_small_components_at_once() -> None:
    one = sparse(nx.path_graph(3))
    found = eigenvector(together([one] * 5000))
    npt.assert_allclose(found.reshape(5000, 3), np.tile(sine(3), (5000, 1)) / np.sqrt(5000))


def test_weights_decide() -> None:
    # A pair tied by 3 beats a triangle of ones (eigenvalue 2), which wins unweighted.
    dense = np.zeros((5, 5))
    dense[:3, :3] = 1 - np.eye(3)
    dense[3, 4] = dense[4, 3] = 3.0
    weighted = eigenvector(csr_array(dense), weighted=True)
    npt.assert_allclose(weighted, [0, 0, 0, np.sqrt(0.5), np.sqrt(0.5)], atol=1e-12)
    npt.assert_allclose(eigenvector(csr_array(dense)), np.array([1, 1, 1, 0, 0]) / np.sqrt(3))


def test_pagerank_of_a_star() -> None:
    # Leaves have x = 0.15/n + 0.85 c/4 each, the centre c = 0.15/n + 0.85 · 4x, n = 5.
    centre = (0.03 + 0.85 * 4 * 0.03) / (1 - 0.85**2)
    expected = [centre] + [0.03 + 0.85 * centre / 4] * 4
    npt.assert_allclose(pagerank(sparse(nx.star_graph(4)), directed=False), expected, atol=1e-15)


def test_pagerank_jumps_from_a_dead_end() -> None:
    # 0 → 1 and an isolate: y = (1, 1.85, 1).
    matrix = csr_array(np.array([[0, 2.0, 0], [0, 0, 0], [0, 0, 0]]))
    npt.assert_allclose(pagerank(matrix, directed=True), np.array([1, 1.85, 1]) / 3.85)


@pytest.mark.parametrize("directed", [False, True])
def test_pagerank_without_ties(directed: bool) -> None:
    assert pagerank(csr_array((0, 0), dtype=np.float64), directed=directed).tolist() == []
    found = pagerank(csr_array((4, 4), dtype=np.float64), directed=directed)
    assert found.tolist() == [0.25] * 4


@pytest.mark.parametrize("alpha", [-0.1, 1.0])
def test_alpha_out_of_range(alpha: float) -> None:
    with pytest.raises(ValueError, match="alpha lies between 0 and 1"):
        pagerank(csr_array((1, 1), dtype=np.float64), directed=False, alpha=alpha)
