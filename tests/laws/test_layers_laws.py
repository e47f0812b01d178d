"""Every layer equals the oracle's, at every date and under every condition."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.errors import UsageError
from isp_graph.network import build_layer
from isp_graph.network import layer_names as names_of
from tests.laws import oracle
from tests.laws.folders import Case, datasets, days, questions, read_case, read_tables, tables_of


def edges(graph: Any) -> dict[tuple[str, str], float]:
    return {
        (a, b) if graph.is_directed() else (min(a, b), max(a, b)): weight
        for a, b, weight in graph.edges(data="weight")
    }


def assert_same(case: Case, name: str, weight: str | None = None) -> None:
    found = build_layer(case.data, name, weight).to_networkx()
    meant = oracle.layer(case.world, name, weight)
    assert found.is_directed() == meant.is_directed(), name
    assert list(found) == sorted(meant), name
    assert edges(found) == pytest.approx(edges(meant), abs=1e-9), (name, weight)


@settings(max_examples=20)
@given(datasets, questions)
def test_every_layer_equals_the_oracle(tables, asked):
    whole = read_tables(tables)
    kinds = {oracle.layer_of(row["kind"]) for row in tables["ties"]}
    for date, filters in asked:
        case = whole.restricted(date, filters)
        assert sorted(names_of(case.data)) == sorted(oracle.layer_names(case.world))
        for name in case.names():
            assert_same(case, name)
        for name in kinds:
            for weight in ("flow", "amount"):
                assert_same(case, name, weight)


@settings(max_examples=8)
@given(datasets, days)
def test_a_matrix_has_no_loop_no_zero_and_the_symmetry_of_its_layer(tables, date):
    case = read_case(tables, date)
    for name in case.names():
        layer = build_layer(case.data, name)
        assert (layer.matrix.data > 0).all()
        assert not layer.matrix.diagonal().any()
        assert layer.directed or (layer.matrix.toarray() == layer.matrix.toarray().T).all()
        assert layer.nodes == sorted(layer.nodes)
        graph = layer.to_igraph()
        assert graph.vs["name"] == layer.nodes
        assert graph.ecount() == layer.edges.height == layer.to_networkx().number_of_edges()


@settings(max_examples=8)
@given(datasets, days, st.integers(0, 2**16))
def test_the_order_of_rows_changes_nothing(tables, date, seed):
    draw = random.Random(seed)
    shuffled = {name: draw.sample(rows, len(rows)) for name, rows in tables.items()}
    first, second = read_case(tables, date), read_case(shuffled, date)
    assert first.data.fingerprint == second.data.fingerprint
    for name in first.names():
        one, other = build_layer(first.data, name), build_layer(second.data, name)
        assert one.edges.equals(other.edges), name


@settings(max_examples=8)
@given(datasets, days)
def test_hours_left_out_are_counted(tables, date):
    case = read_case(tables, date)
    pairs = 0
    for meeting, who in oracle.members(case.world, "meetings").items():
        if oracle.hours(case.world, meeting) is None:
            pairs += len(who) * (len(who) - 1) // 2
    assert build_layer(case.data, "meetings-hours").unknown == pairs


@settings(max_examples=8)
@given(datasets, days)
def test_flows_left_out_and_rows_are_counted(tables, date):
    case = read_case(tables, date)
    rows = oracle.tie_rows(case.world, "referrals")
    unweighted = build_layer(case.data, "referrals")
    weighted = build_layer(case.data, "referrals", "flow")
    assert unweighted.rows == len(rows)
    assert weighted.unknown == sum(not row["flow"] for *_, row in rows)
    assert weighted.rows + weighted.unknown == len(rows)


def test_two_modes_stay_beside_their_layers():
    case = read_case(tables_of(8, 4, 5))
    for name in ("boards", "meetings"):
        two_mode = build_layer(case.data, name).two_mode
        assert two_mode is not None
        members = oracle.members(case.world, name)
        assert two_mode.top == sorted(members)
        for place, top in enumerate(two_mode.top):
            row = two_mode.matrix.toarray()[place]
            assert {two_mode.nodes[at] for at in row.nonzero()[0]} == members[top]


def test_unknown_layers_and_weights_are_refused_with_the_nearest():
    data = isp_graph.read("demo")
    with pytest.raises(UsageError, match="boards"):
        isp_graph.layer(data, "board")
    with pytest.raises(UsageError, match="flow, amount"):
        isp_graph.layer(data, "referrals", "people")
    with pytest.raises(UsageError, match="no such weight"):
        isp_graph.layer(data, "boards", "flow")


def test_a_kind_that_the_vocabulary_knows_is_an_empty_layer_where_it_is_not_met():
    case = read_case(tables_of(4, 1, 1) | {"ties": []})
    layer = build_layer(case.data, "reports_to")
    assert layer.directed
    assert layer.matrix.nnz == 0
