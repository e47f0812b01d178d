"""Centrality equals networkx on the oracle's graph."""

from __future__ import annotations

import io
import json
from math import gcd, sqrt
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.cli.main import entry
from tests.laws import oracle
from tests.laws.folders import datasets, days, read_case, tables_of


def integer_lengths(graph: Any) -> Any:
    """Give each edge the length 1/weight, times one number that makes all of them whole."""
    common = 1
    for *_, weight in graph.edges(data="weight"):
        assert weight == int(weight)
        common = common * int(weight) // gcd(common, int(weight))
    for a, b, weight in graph.edges(data="weight"):
        graph.edges[a, b]["length"] = common // int(weight)
    return common


def limit_of_power_iteration(graph: Any, weighted: bool) -> dict[str, float]:
    """Project the uniform vector on the largest eigenvalue of A + I."""
    nodes = list(graph)
    matrix = nx.to_numpy_array(graph, nodes)
    matrix = matrix if weighted else (matrix > 0).astype(float)
    values, vectors = np.linalg.eigh(matrix + np.eye(len(nodes)))
    leading = vectors[:, np.isclose(values, values[-1], rtol=0, atol=1e-9)]
    limit = leading @ (leading.T @ np.ones(len(nodes)))
    return dict(zip(nodes, limit / np.linalg.norm(limit), strict=True))


def expected(graph: Any, *, weighted: bool, raw: bool) -> dict[str, dict[str, Any]]:
    flat = oracle.union(graph) if graph.is_directed() else graph
    common = integer_lengths(graph)
    length = "length" if weighted else None
    scale = common if weighted else 1
    strengths = "weight" if weighted else None
    betweenness = nx.betweenness_centrality(graph, normalized=not raw, weight=length)
    # Lengths are `common` times the distances.
    closeness = nx.closeness_centrality(graph, distance=length)
    harmonic = nx.harmonic_centrality(graph, distance=length)
    if raw:
        incoming = graph.reverse() if graph.is_directed() else graph
        closeness = {
            node: sum(nx.single_source_dijkstra_path_length(incoming, node, weight=length).values())
            / scale
            if weighted
            else sum(nx.single_source_shortest_path_length(incoming, node).values())
            for node in graph
        }
    elif weighted:
        closeness = {node: value * scale for node, value in closeness.items()}
    harmonic = {node: value * scale for node, value in harmonic.items()}
    pagerank = nx.pagerank(graph, alpha=0.85, weight="weight", tol=1e-13, max_iter=2000)
    # Of all nodes at once, networkx 3.6 gives an effective size other than its own formula's.
    constraint = nx.constraint(flat, nodes=list(flat), weight=strengths)
    size = nx.effective_size(flat, nodes=list(flat), weight=strengths)
    core, cuts = nx.core_number(flat), set(nx.articulation_points(flat))
    eigenvector = limit_of_power_iteration(flat, weighted)
    found = {}
    for component in nx.connected_components(flat):
        for node in component:
            alone = flat.degree(node) == 0
            found[node] = {
                "degree": flat.degree(node),
                "strength": flat.degree(node, weight="weight"),
                "betweenness": betweenness[node],
                "closeness": closeness[node],
                "harmonic": harmonic[node],
                "eigenvector": eigenvector[node],
                "pagerank": pagerank[node],
                "constraint": None if alone else constraint[node],
                "effective_size": None if alone else size[node],
                "core": core[node],
                "component": min(component),
                "component_size": len(component),
                "cut_point": node in cuts,
            }
    return found


def assert_rows(rows: list[dict[str, Any]], graph: Any, *, weighted: bool, raw: bool) -> None:
    meant = expected(graph, weighted=weighted, raw=raw)
    if not rows and not graph.size():  # a dataset without any layer has no rows
        return
    assert [row["organisation"] for row in rows] == sorted(meant)
    for row in rows:
        for key, value in meant[row["organisation"]].items():
            close = pytest.approx(value, abs=1e-9, rel=1e-9) if isinstance(value, float) else value
            assert row[key] == close, (row["layer"], row["organisation"], key)


@settings(max_examples=20)
@given(datasets, days, st.booleans(), st.booleans())
def test_rows_equal_networkx_on_the_oracles_graph(tables, date, weighted, raw):
    case = read_case(tables, date)
    if not case.world.nodes():
        return
    names = [*oracle.layer_names(case.world), "all"]
    rows = isp_graph.centrality(case.data, names, weighted=weighted, raw=raw).rows
    assert rows == sorted(rows, key=lambda row: (row["organisation"], row["layer"]))
    for name in names:
        own = [row for row in rows if row["layer"] == name]
        assert_rows(own, oracle.layer(case.world, name), weighted=weighted, raw=raw)


@settings(max_examples=8)
@given(datasets)
def test_flows_weigh(tables):
    for row in tables["ties"]:
        row["flow"] = row["flow"].replace("12.5", "7")
    case = read_case(tables)
    if not case.world.nodes():
        return
    result = isp_graph.centrality(case.data, ["referrals"], weight="flow", weighted=True)
    graph = oracle.layer(case.world, "referrals", "flow")
    assert_rows(result.rows, graph, weighted=True, raw=False)
    assert result.basis.parameters["weight"] == "flow"


def test_facts_stand_beside_the_measures():
    case = read_case(tables_of(9, 3, 11), "2014-07")
    zones = {
        row["id"]: oracle.seat_zone(case.world, row) or None
        for row in case.world.tables["organisations"]
    }
    rows = isp_graph.centrality(case.data).rows
    assert {row["layer"] for row in rows} == {"all"}
    assert {row["organisation"]: row["zone"] for row in rows} == {
        node: zones[node] for node in case.world.nodes()
    }


def test_a_dataset_without_any_node_has_no_row():
    tables = tables_of(3, 2, 1)
    for row in tables["organisations"]:
        row["collective"] = "yes"
    case = read_case(tables)
    assert isp_graph.centrality(case.data, ["all", "boards"]).rows == []
    assert isp_graph.isolated(case.data).rows == []


@pytest.mark.parametrize("name", ["boards", "referrals"])
def test_the_command_equals_networkx_on_the_exported_layer(name, capfdbinary):
    assert entry(["centrality", "demo", "--layer", name, "--format", "json", "--quiet"]) == 0
    answer = json.loads(capfdbinary.readouterr().out)
    assert entry(["export", "demo", "--layer", name, "--format", "graphml", "--quiet"]) == 0
    graph: Any = nx.read_graphml(io.BytesIO(capfdbinary.readouterr().out))
    assert len(answer["rows"]) == len(graph) > 100
    assert_rows(answer["rows"], graph, weighted=False, raw=False)
    weighed = sum(weight for *_, weight in graph.edges(data="weight"))
    assert sum(row["strength"] for row in answer["rows"]) == pytest.approx(2 * weighed)
    length = sqrt(sum(row["eigenvector"] ** 2 for row in answer["rows"]))
    assert length == pytest.approx(1.0)
