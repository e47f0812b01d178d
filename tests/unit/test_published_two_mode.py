"""Published values on two-mode networks, and toy matrices of other packages."""

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from isp_graph.chance.maxent import bicm
from isp_graph.chance.null_models import by_chance, shared_pairs
from isp_graph.questions.boards.numbers.two_mode import two_mode_measures


@pytest.fixture(scope="module")
def davis():
    """Hold the 18 women and 14 events of Davis, Gardner and Gardner (1941), from networkx."""
    graph = nx.davis_southern_women_graph()
    women, events = graph.graph["top"], graph.graph["bottom"]
    matrix = nx.bipartite.biadjacency_matrix(graph, women, events).toarray()
    return graph, women, events, csr_array(matrix.astype(float))


def test_davis_projections_have_139_and_66_edges(davis):
    """Women who met, and events that shared somebody (Borgatti and Everett 1997)."""
    *_, matrix = davis
    assert matrix.nnz == 89
    assert shared_pairs(csr_array(matrix.T)).a.size == 139
    assert shared_pairs(matrix).a.size == 66


def test_davis_two_mode_centralities_of_borgatti_and_everett(davis):
    """Borgatti and Everett (1997), doi 10.1016/S0378-8733(96)00301-2; networkx has all digits."""
    graph, women, events, matrix = davis
    found = two_mode_measures(matrix)
    nodes = [*women, *events]
    for name, values in (
        ("degree", found.degree),
        ("closeness", found.closeness),
        ("betweenness", found.betweenness),
    ):
        truth = getattr(nx.bipartite, f"{name}_centrality")(graph, women)
        assert dict(zip(nodes, values.tolist(), strict=True)) == pytest.approx(truth, abs=1e-12)
    printed = {
        "Evelyn Jefferson": (0.57, 0.80, 0.10),
        "Nora Fayette": (0.57, 0.80, 0.11),
        "E8": (0.78, 0.85, 0.24),
    }
    for node, expected in printed.items():
        place = nodes.index(node)
        measured = (found.degree[place], found.closeness[place], found.betweenness[place])
        assert tuple(round(float(value), 2) for value in measured) == expected


def test_the_bicm_of_a_3_by_3_matrix():
    """R package backbone, test_backbone.R (Neal 2022, 10.1371/journal.pone.0269137)."""
    matrix = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 1]])
    model = bicm(matrix.sum(axis=1), matrix.sum(axis=0))
    probability = model.probability[np.ix_(model.row_class, model.column_class)]
    expected = [[0.216, 0.216, 0.568], [0.216, 0.216, 0.568], [0.568, 0.568, 0.863]]
    assert probability.round(3).tolist() == expected


def test_the_sdsm_of_a_3_by_4_matrix_is_exact():
    """The same package printed 0.549 for this pair: the refined normal approximation."""
    boards = np.array([[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]])
    matrix = csr_array(boards.T.astype(float))
    pairs = shared_pairs(matrix)
    found = by_chance(matrix, pairs, "sdsm")
    assert (pairs.a.tolist(), pairs.b.tolist()) == ([0], [2])
    assert round(float(found.p_value[0]), 3) == 0.555
