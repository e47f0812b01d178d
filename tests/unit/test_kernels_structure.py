"""Matrices, pieces and brokerage on graphs whose values are published or counted by hand."""

from typing import Any

import networkx as nx
import numpy as np
import numpy.testing as npt
import pytest
from scipy.sparse import csr_array, csr_matrix, diags_array

from isp_graph.measures.dependence import dependent
from isp_graph.measures.holes import constraint, effective_size
from isp_graph.measures.igraphs import to_igraph
from isp_graph.measures.matrices import checked, degree, strength, undirected_union
from isp_graph.measures.structure import components, core_numbers, cut_points


def matrix_of(graph: Any, nodes: Any = None) -> Any:
    return csr_array(nx.to_numpy_array(graph, nodelist=nodes))


@pytest.mark.parametrize(
    ("dense", "message"),
    [
        (np.zeros((2, 3)), "square"),
        (np.eye(2), "tied to itself"),
        (np.array([[0, -1.0], [-1.0, 0]]), "above zero"),
        (np.array([[0, np.nan], [np.nan, 0]]), "finite"),
        (np.array([[0, np.inf], [np.inf, 0]]), "finite"),
    ],
)
def test_matrices_that_are_no_graph(dense: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        checked(csr_array(dense))


def test_a_stored_zero_is_no_tie() -> None:
    stored = csr_array((np.zeros(1), np.array([1]), np.array([0, 1, 1])), shape=(2, 2))
    with pytest.raises(ValueError, match="above zero"):
        checked(stored)


def test_other_forms_are_brought_into_form_without_touching_them() -> None:
    indices, indptr = np.array([2, 1, 1, 0, 0]), np.array([0, 3, 4, 5])
    given = csr_matrix((np.array([1, 2, 3, 5, 1]), indices, indptr), shape=(3, 3))
    found = checked(given)  # integers, unsorted, one entry in two parts
    assert isinstance(found, csr_array)
    assert found.dtype == np.float64
    assert found.toarray().tolist() == [[0, 5, 1], [5, 0, 0], [1, 0, 0]]
    assert given.indices.tolist() == [2, 1, 1, 0, 0]
    assert degree(given).tolist() == [2, 1, 1]
    assert strength(given).tolist() == [6.0, 5.0, 1.0]


@pytest.mark.parametrize("n", [0, 1, 3])
@pytest.mark.parametrize("directed", [False, True])
def test_nobody_tied(n: int, directed: bool) -> None:
    empty = csr_array((n, n), dtype=np.float64)
    assert undirected_union(empty).shape == (n, n)
    assert degree(empty, directed=directed).tolist() == [0] * n
    assert strength(empty, directed=directed).tolist() == [0.0] * n
    labels, sizes = components(empty)
    assert labels.tolist() == list(range(n))
    assert sizes.tolist() == [1] * n
    assert core_numbers(empty, directed=directed).tolist() == [0] * n
    assert cut_points(empty, directed=directed).tolist() == [False] * n
    assert dependent(empty, directed=directed).tolist() == [False] * n
    for weighted in (False, True):
        for measure in (constraint, effective_size):
            found = measure(empty, directed=directed, weighted=weighted)
            npt.assert_array_equal(found, np.full(n, np.nan))
    assert to_igraph(empty, directed=directed).vcount() == n


def test_components_are_named_by_their_smallest_node() -> None:
    graph: Any = nx.Graph([(5, 0), (3, 1)])
    graph.add_nodes_from(range(6))
    labels, sizes = components(matrix_of(graph, nodes=range(6)))
    assert labels.tolist() == [0, 1, 2, 1, 3, 0]
    assert sizes.tolist() == [2, 2, 1, 1]
    assert labels.dtype == sizes.dtype == np.int64


def test_zachary_cores() -> None:
    # The club's degeneracy is 4, in a core of ten; its only cut point is the instructor.
    matrix = matrix_of(nx.karate_club_graph())
    cores = core_numbers(matrix)
    assert cores.max() == 4
    assert (cores == 4).sum() == 10
    assert np.flatnonzero(cut_points(matrix)).tolist() == [0]


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (nx.path_graph(2), []),
        (nx.path_graph(3), []),  # without the middle, two pieces tie
        (nx.path_graph(4), [0, 3]),
        (nx.path_graph(5), [0, 4]),
        (nx.star_graph(5), []),
        (nx.cycle_graph(6), []),
        (nx.complete_graph(5), []),
        (nx.barbell_graph(4, 0), [0, 1, 2, 5, 6, 7]),  # without 3, {0, 1, 2} is less than four
    ],
)
def test_dependent_by_hand(graph: Any, expected: list[int]) -> None:
    assert np.flatnonzero(dependent(matrix_of(graph))).tolist() == expected


def test_dependent_on_a_broker() -> None:
    # A clique of five held to a pair by the broker 5: without him the pair is cut off.
    graph = nx.complete_graph(5)
    graph.add_edges_from([(0, 5), (5, 6), (6, 7), (5, 7)])
    assert np.flatnonzero(dependent(matrix_of(graph))).tolist() == [5, 6, 7]


def test_a_long_chain_needs_no_recursion() -> None:
    n = 100_001
    ones: Any = np.ones((2, n - 1))
    chain = csr_array(diags_array(ones, offsets=[-1, 1]))
    middle = n // 2  # without it both halves tie, so it and its neighbours lose nothing
    safe = np.flatnonzero(~dependent(chain)).tolist()
    assert safe == [middle - 1, middle, middle + 1]


# Borgatti (1997), Connections 20: G's six contacts, four ties among them.
SEVEN: Any = nx.Graph()
SEVEN.add_edges_from(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])


def test_borgattis_seven_nodes() -> None:
    matrix = matrix_of(SEVEN, nodes=list("ABCDEFG"))
    found = dict(zip("ABCDEFG", effective_size(matrix).tolist(), strict=True))
    assert found["G"] == pytest.approx(6 - 2 * 4 / 6)  # 4.67
    assert found["A"] == pytest.approx(4 - 2 * 3 / 4)  # 2.50
    assert found["B"] == pytest.approx(3 - 2 * 2 / 3)
    assert found["C"] == found["D"] == found["E"] == 1.0
    tied_up = dict(zip("ABCDEFG", constraint(matrix).tolist(), strict=True))
    assert tied_up["G"] == pytest.approx(0.400, abs=5e-4)
    assert tied_up["A"] == pytest.approx(0.595, abs=5e-4)
    assert tied_up["C"] == 1.0


def test_weighted_constraint_by_hand() -> None:
    # 0 gives 3/4 to 1 and 1/4 to 2, who do not know each other.
    dense = np.array([[0, 3.0, 1.0], [3.0, 0, 0], [1.0, 0, 0]])
    assert constraint(csr_array(dense), weighted=True).tolist() == [0.625, 1.0, 1.0]
    assert constraint(csr_array(dense)).tolist() == [0.5, 1.0, 1.0]
    # Counted from both sides, one direction each, it is the same union.
    upper = csr_array(np.triu(dense))
    assert constraint(upper, directed=True, weighted=True).tolist() == [0.625, 1.0, 1.0]


def test_weighted_effective_size_by_hand() -> None:
    # A triangle with weights 0-1: 2, 0-2: 1, 1-2: 1. For 0: p = (2/3, 1/3), and the shares of
    # its contacts' strongest tie that go to each other are 1-2: 1/2 and 2-1: 1/1, so
    # 2 - (1/3 · 1/2 + 2/3 · 1) = 7/6.
    dense = np.array([[0, 2.0, 1.0], [2.0, 0, 1.0], [1.0, 1.0, 0]])
    found = effective_size(csr_array(dense), weighted=True)
    assert found[0] == pytest.approx(7 / 6)


def test_a_hub_of_everybody_costs_little() -> None:
    # Tied to all 40,000 others, who form pairs: products of whole rows would have 10⁹ terms.
    n = 40_001
    others = np.arange(1, n)
    partner = np.where(others % 2, others + 1, others - 1)
    rows = np.concatenate([np.zeros(n - 1, dtype=int), others, others])
    columns = np.concatenate([others, np.zeros(n - 1, dtype=int), partner])
    matrix = csr_array((np.ones(rows.size), (rows, columns)), shape=(n, n))
    found = effective_size(matrix)
    npt.assert_allclose(found[0], n - 2)  # 40,000 contacts, 20,000 ties among them
    npt.assert_allclose(found[1:], 1.0)
    assert constraint(matrix)[0] < 1e-4
