"""The graphs on which the laws of the kernels are tried, in the kernels' form and networkx's."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
import numpy.testing as npt
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array

from isp_graph.measures.igraphs import to_igraph
from isp_graph.measures.matrices import (
    Matrix,
    checked,
    degree,
    strength,
    undirected_union,
    union_of,
)

WHOLE = st.integers(1, 6).map(Fraction)
# Newman's weights, 1/(k-1) for each shared meeting: their sums have no exact float.
NEWMAN = st.lists(st.integers(1, 6), min_size=1, max_size=3).map(
    lambda sizes: sum((Fraction(1, size) for size in sizes), Fraction(0))
)


@dataclass(frozen=True)
class Case:
    """One graph.

    `graph` has the edge attributes `weight` (float) and `length` (a whole number, `unit` times
    1/weight exactly), so that networkx, too, sees the paths that tie.
    """

    n: int
    directed: bool
    graph: Any
    matrix: Matrix
    unit: int

    @property
    def union(self) -> Any:
        """The undirected union, for networkx."""
        result: Any = nx.Graph()
        result.add_nodes_from(range(self.n))
        for i, j, weight in self.graph.edges(data="weight"):
            before = result.edges[i, j]["weight"] if result.has_edge(i, j) else 0.0
            result.add_edge(i, j, weight=before + weight)
        return result


def case(n: int, directed: bool, weights: dict[tuple[int, int], Fraction]) -> Case:
    """Return the graph of weighted pairs."""
    graph: Any = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(n))
    unit = math.lcm(*(weight.numerator for weight in weights.values()))
    for (i, j), weight in weights.items():
        length = unit // weight.numerator * weight.denominator
        graph.add_edge(i, j, weight=float(weight), length=length)
    both = dict(weights)
    if not directed:
        both.update({(j, i): weight for (i, j), weight in weights.items()})
    ends = np.array(sorted(both), dtype=np.int64).reshape(-1, 2)
    data = np.array([float(both[i, j]) for i, j in ends.tolist()], dtype=np.float64)
    matrix = coo_array((data, (ends[:, 0], ends[:, 1])), shape=(n, n)).tocsr()
    return Case(n, directed, graph, matrix, unit)


@st.composite
def cases(draw: st.DrawFn, least: int = 0, most: int = 10) -> Case:
    """Draw a graph: of either kind, from no edge to all, in one piece or several."""
    n = draw(st.integers(least, most))
    directed = draw(st.booleans())
    pairs = [(i, j) for i in range(n) for j in range(n) if i < j or (directed and i > j)]
    some = st.lists(st.sampled_from(pairs), unique=True, max_size=25) if pairs else st.just([])
    chosen = draw(some)
    weight = draw(st.sampled_from([WHOLE, NEWMAN]))
    return case(n, directed, {pair: draw(weight) for pair in chosen})


def column(values: Any, n: int) -> Any:
    """Return networkx's answer in the order of the nodes."""
    return np.array([values[node] for node in range(n)], dtype=np.float64)


@given(cases())
def test_the_form_is_networkx_own(one: Case) -> None:
    assert checked(one.matrix).nnz == one.matrix.nnz
    expected = nx.to_numpy_array(one.graph, nodelist=range(one.n)) if one.n else np.zeros((0, 0))
    npt.assert_array_equal(one.matrix.toarray(), expected)


@given(cases())
def test_union_degree_and_strength(one: Case) -> None:
    union = union_of(one.matrix, one.directed)
    if one.directed:
        npt.assert_array_equal(undirected_union(one.matrix).toarray(), union.toarray())
    if one.n:
        expected = nx.to_numpy_array(one.union, nodelist=range(one.n))
        npt.assert_allclose(union.toarray(), expected, rtol=1e-15)
    degrees = degree(one.matrix, directed=one.directed)
    assert degrees.tolist() == [one.union.degree(node) for node in range(one.n)]
    strengths = strength(one.matrix, directed=one.directed)
    expected = column(dict(one.graph.degree(weight="weight")), one.n)
    npt.assert_allclose(strengths, expected, rtol=1e-13)


@given(cases())
def test_igraph_is_told_the_same_edges(one: Case) -> None:
    graph = to_igraph(one.matrix, directed=one.directed)
    assert graph.vcount() == one.n
    told = dict(zip(graph.get_edgelist(), graph.es["weight"], strict=True))
    assert told == {tuple(edge[:2]): edge[2] for edge in one.graph.edges(data="weight")}
