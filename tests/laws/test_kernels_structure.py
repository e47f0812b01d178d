"""Pieces, cores, cut points, dependence and brokerage, against networkx and brute force."""

from typing import Any

import networkx as nx
import numpy as np
import numpy.testing as npt
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from isp_graph.measures.dependence import dependent
from isp_graph.measures.holes import constraint, effective_size
from isp_graph.measures.matrices import union_of
from isp_graph.measures.structure import components, core_numbers, cut_points
from isp_graph.measures.triangles import edges, triangles
from tests.laws.test_kernels_graphs import Case, cases, column


@given(cases())
def test_components(one: Case) -> None:
    labels, sizes = components(one.matrix)
    pieces = sorted(nx.connected_components(one.union), key=min)
    assert sizes.tolist() == [len(piece) for piece in pieces]
    expected = {node: place for place, piece in enumerate(pieces) for node in piece}
    assert labels.tolist() == [expected[node] for node in range(one.n)]


@given(cases())
def test_cores_and_cut_points(one: Case) -> None:
    cores = core_numbers(one.matrix, directed=one.directed)
    expected = nx.core_number(one.union)
    assert cores.tolist() == [expected[node] for node in range(one.n)]
    cuts = cut_points(one.matrix, directed=one.directed)
    assert set(np.flatnonzero(cuts).tolist()) == set(nx.articulation_points(one.union))


def cut_off(graph: Any) -> set[int]:
    """Remove each node in turn and look who is not in a largest piece of its component."""
    result: set[int] = set()
    for component in nx.connected_components(graph):
        for gone in component:
            pieces = list(nx.connected_components(graph.subgraph(component - {gone})))
            largest = max(map(len, pieces), default=0)
            result.update(*(piece for piece in pieces if len(piece) < largest))
    return result


@given(cases(most=12))
def test_dependent(one: Case) -> None:
    found = dependent(one.matrix, directed=one.directed)
    assert set(np.flatnonzero(found).tolist()) == cut_off(one.union)


@st.composite
def sparse_cases(draw: st.DrawFn) -> Any:
    """Draw a tree with few more edges: many cut points, branches of every size."""
    n = draw(st.integers(1, 25))
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(n))
    names = draw(st.permutations(range(n)))
    for node in range(1, n):
        if draw(st.integers(0, 9)):  # one in ten starts a new component
            graph.add_edge(names[node], names[draw(st.integers(0, node - 1))])
    for _ in range(draw(st.integers(0, 3))):
        i, j = draw(st.integers(0, n - 1)), draw(st.integers(0, n - 1))
        if i != j:
            graph.add_edge(i, j)
    return graph


@given(sparse_cases())
def test_dependent_on_trees(graph: Any) -> None:
    dense = nx.to_numpy_array(graph, nodelist=range(len(graph)))
    found = dependent(csr_array(dense))
    assert set(np.flatnonzero(found).tolist()) == cut_off(graph)


@given(cases())
def test_every_triangle_once(one: Case) -> None:
    found = edges(union_of(one.matrix, one.directed))
    met = [
        frozenset((int(found.low[a]), int(found.high[a]), int(found.high[b])))
        for first, second, third in triangles(found)
        for a, b, c in zip(first, second, third, strict=True)
        if {found.low[c], found.high[c]} == {found.high[a], found.high[b]}
    ]
    expected = {
        frozenset((i, j, k))
        for i, j in one.union.edges
        for k in set(one.union[i]) & set(one.union[j])
    }
    assert len(met) == len(set(met))
    assert set(met) == expected


@given(cases(), st.booleans())
def test_constraint(one: Case, weighted: bool) -> None:
    found = constraint(one.matrix, directed=one.directed, weighted=weighted)
    expected = nx.constraint(
        one.union, nodes=list(one.union), weight="weight" if weighted else None
    )
    npt.assert_allclose(found, column(expected, one.n), atol=1e-9)


@given(cases(), st.booleans())
def test_effective_size(one: Case, weighted: bool) -> None:
    found = effective_size(one.matrix, directed=one.directed, weighted=weighted)
    expected = nx.effective_size(
        one.union, nodes=list(one.union), weight="weight" if weighted else None
    )
    npt.assert_allclose(found, column(expected, one.n), atol=1e-9)
