"""Path measures on graphs whose values are published or counted by hand."""

from typing import Any

import networkx as nx
import numpy as np
import numpy.testing as npt
import pytest
from scipy.sparse import csr_array

from isp_graph.measures.concentration import half_width
from isp_graph.measures.lengths import TOLERANCE, lengths
from isp_graph.measures.paths import betweenness, closeness, harmonic
from isp_graph.measures.pivots import LEAST, path_measures


def matrix_of(graph: Any, nodes: Any = None) -> Any:
    return csr_array(nx.to_numpy_array(graph, nodelist=nodes))


def weighted_matrix(n: int, weights: dict[tuple[int, int], float]) -> Any:
    dense = np.zeros((n, n))
    for (i, j), weight in weights.items():
        dense[i, j] = dense[j, i] = weight
    return csr_array(dense)


def empty(n: int) -> Any:
    return csr_array((n, n), dtype=np.float64)


# Marriages among the families of Florence (Padgett), as in Wasserman and Faust; three digits.
FLORENCE = {
    "Acciaiuoli": 0.000,
    "Albizzi": 0.212,
    "Barbadori": 0.093,
    "Bischeri": 0.104,
    "Castellani": 0.055,
    "Ginori": 0.000,
    "Guadagni": 0.255,
    "Lamberteschi": 0.000,
    "Medici": 0.522,
    "Pazzi": 0.000,
    "Peruzzi": 0.022,
    "Ridolfi": 0.114,
    "Salviati": 0.143,
    "Strozzi": 0.103,
    "Tornabuoni": 0.092,
}


def test_the_medici_stand_between_the_families() -> None:
    matrix = matrix_of(nx.florentine_families_graph(), nodes=list(FLORENCE))
    found = betweenness(matrix, directed=False)
    npt.assert_allclose(found, list(FLORENCE.values()), atol=5e-4)


def test_krackhardt_kite() -> None:
    # Krackhardt (1990): the degree, the closeness and the betweenness champion are three people.
    matrix = matrix_of(nx.krackhardt_kite_graph())
    between = [0.023, 0.023, 0.000, 0.102, 0.000, 0.231, 0.231, 0.389, 0.222, 0.000]
    close = [0.529, 0.529, 0.500, 0.600, 0.500, 0.643, 0.643, 0.600, 0.429, 0.310]
    npt.assert_allclose(betweenness(matrix, directed=False), between, atol=5e-4)
    npt.assert_allclose(closeness(matrix, directed=False), close, atol=5e-4)


def test_directions_are_followed() -> None:
    # 0 → 1 → 2, and 0 → 2 costs 0 nothing: 1 lies on no shortest path.
    chain = csr_array(np.array([[0, 1.0, 0], [0, 0, 1.0], [0, 0, 0]]))
    assert betweenness(chain, directed=True).tolist() == [0.0, 0.5, 0.0]
    assert betweenness(chain, directed=True, normalized=False).tolist() == [0.0, 1.0, 0.0]
    assert closeness(chain, directed=True, raw=True).tolist() == [0.0, 1.0, 3.0]
    # Incoming: 1 is reached by one of two others at 1, 2 by both at 1 and 2.
    npt.assert_allclose(closeness(chain, directed=True), [0.0, 0.5, 2 / 3])
    assert harmonic(chain, directed=True).tolist() == [0.0, 1.0, 1.5]


@pytest.mark.parametrize("n", [0, 1, 2, 5])
@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("pivots", [None, 3])
def test_nobody_tied(n: int, directed: bool, weighted: bool, pivots: int | None) -> None:
    matrix = empty(n)
    for measure in (betweenness, closeness, harmonic):
        assert measure(matrix, directed=directed, weighted=weighted).tolist() == [0.0] * n
    found = path_measures(matrix, directed=directed, weighted=weighted, pivots=pivots)
    for estimate in (found.betweenness, found.closeness, found.harmonic):
        assert estimate.values.tolist() == [0.0] * n
        assert estimate.bound == estimate.typical_error == 0.0


def test_two_nodes() -> None:
    pair = weighted_matrix(2, {(0, 1): 4.0})
    assert betweenness(pair, directed=False, weighted=True).tolist() == [0.0, 0.0]
    assert closeness(pair, directed=False, weighted=True).tolist() == [4.0, 4.0]
    assert harmonic(pair, directed=False, weighted=True).tolist() == [4.0, 4.0]


def test_distances_that_tie_only_in_thirds_and_tenths() -> None:
    # From 0 to 3 directly at 1, or by 1 and 2 at 1/3 each: in floats 1/3 + 1/3 + 1/3 is 1,
    # but ten tenths are not, and 5/6 = 1/2 + 1/3 has a distance of 6/5.
    thirds = weighted_matrix(4, {(0, 3): 1.0, (0, 1): 3.0, (1, 2): 3.0, (2, 3): 3.0})
    found = betweenness(thirds, directed=False, weighted=True, normalized=False)
    npt.assert_allclose(found, [0.0, 1.5, 1.5, 0.0])

    tenths = {(i, i + 1): 10.0 for i in range(10)} | {(0, 10): 1.0}
    found = betweenness(weighted_matrix(11, tenths), directed=False, weighted=True)
    even = {(i, i + 1): 1.0 for i in range(10)}  # the same chain, in lengths of 1
    ring: Any = nx.Graph()
    ring.add_weighted_edges_from((i, j, 1) for i, j in even)
    ring.add_edge(0, 10, weight=10)
    expected = nx.betweenness_centrality(ring, weight="weight")
    npt.assert_allclose(found, [expected[node] for node in range(11)], atol=1e-12)

    # Distance 6/5 against 2/5 + 4/5, in weights that no float holds.
    newman = weighted_matrix(3, {(0, 2): 1 / 2 + 1 / 3, (0, 1): 5 / 2, (1, 2): 5 / 4})
    found = betweenness(newman, directed=False, weighted=True)
    npt.assert_allclose(found, [0.0, 0.5, 0.0])


def test_lengths_far_apart_do_not_tie() -> None:
    # 1 + 1e-6 and 1 + 1.0000001e-6 differ by 1e-13 of the whole: sums of whole lengths tell.
    weights = {(0, 1): 1.0, (1, 2): 1_000_000.0, (0, 3): 1.0, (3, 2): 999_999.0}
    found = betweenness(
        weighted_matrix(4, weights), directed=False, weighted=True, normalized=False
    )
    assert found.tolist() == [0.0, 1.0, 1.0, 0.0]


def test_lengths_are_whole_where_they_can_be() -> None:
    whole = lengths(weighted_matrix(3, {(0, 1): 2.5, (1, 2): 4.0}), weighted=True)
    assert whole.tolerance == 0.0
    npt.assert_allclose(whole.matrix.toarray()[0, 1] * whole.unit, 1 / 2.5)
    assert set(whole.matrix.data.tolist()) == {8.0, 5.0}
    rough = lengths(weighted_matrix(3, {(0, 1): 0.1, (1, 2): 0.7}), weighted=True)
    assert rough.tolerance == TOLERANCE
    assert lengths(empty(0), weighted=True).matrix.nnz == 0


def diamonds(count: int) -> Any:
    first = np.arange(0, 3 * count, 3)
    tails = np.concatenate([first, first, first + 1, first + 2])
    heads = np.concatenate([first + 1, first + 2, first + 3, first + 3])
    n = 3 * count + 1
    half = csr_array((np.ones(tails.size), (tails, heads)), shape=(n, n))
    return csr_array(half + half.T)


def test_paths_beyond_counting_are_refused() -> None:
    # A chain of 1,100 diamonds has 2^1100 shortest paths from end to end.
    with pytest.raises(OverflowError, match="more shortest paths"):
        path_measures(diamonds(1100), directed=False, pivots=3)
    with pytest.raises(OverflowError, match="more shortest paths"):
        betweenness(diamonds(1100), directed=False)


def test_too_few_pivots() -> None:
    assert LEAST == 3
    with pytest.raises(ValueError, match="at least 3 pivots"):
        path_measures(empty(4), directed=False, pivots=2)


def test_an_undirected_pivot_knows_its_own_distances() -> None:
    matrix = matrix_of(nx.path_graph(40))
    exact = closeness(matrix, directed=False, raw=True)
    found = path_measures(matrix, directed=False, raw=True, pivots=5, seed=3).closeness
    known = found.half_width == 0
    assert known.sum() == 5
    npt.assert_allclose(found.values[known], exact[known])
    assert (np.abs(found.values - exact) <= found.half_width).all()
    assert 0 < found.typical_error < found.bound


def test_small_components_are_exact_beside_a_large_one() -> None:
    graph = nx.disjoint_union_all([nx.path_graph(60), nx.star_graph(4), nx.empty_graph(2)])
    matrix = matrix_of(graph)
    found = path_measures(matrix, directed=False, pivots=8)
    for name, exact in (
        ("betweenness", betweenness(matrix, directed=False)),
        ("closeness", closeness(matrix, directed=False)),
        ("harmonic", harmonic(matrix, directed=False)),
    ):
        estimate = getattr(found, name)
        npt.assert_allclose(estimate.values[60:], exact[60:], atol=1e-12)
        assert not estimate.half_width[60:].any()
        assert estimate.half_width[:60].any()


def test_half_width_is_hoeffdings() -> None:
    # All of 50 draws are 1: 50 ln(1/μ) ≤ ln 40, so μ ≥ 40^(-1/50).
    found = half_width(np.array([1.0, 0.5]), np.array([50.0, 50.0]))
    npt.assert_allclose(found[0], 1 - 40 ** (-1 / 50), atol=1e-9)
    assert found[1] < np.sqrt(np.log(40) / 100)  # his second inequality is never narrower
