"""Homophily by brute force: every measure from loops over pairs, every role from triads."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from tests.laws import oracle
from tests.laws.folders import Case, datasets, questions, read_tables

ATTRIBUTES = ("zone", "sector", "kind", "language", "commune", "coverage", "step")


def values(world: oracle.World, by: str) -> dict[str, set[str]]:
    """Values of each organisation that has one, classes of actors aside."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in world.tables["organisations"]:
        if by == "zone":
            found[row["id"]].add(oracle.seat_zone(world, row))
        elif by == "kind":
            found[row["id"]].add(row["kind"] or "other")
        elif by in ("language", "commune"):
            found[row["id"]].add(row[by])
    table, column = {
        "sector": ("organisation_sectors", "sector"),
        "coverage": ("coverage", "zone"),
        "step": ("offers", "step"),
    }.get(by, ("", ""))
    for row in world.rows(table) if table else ():
        found[row["organisation"]].add(row[column])
    nodes = set(world.nodes())
    return {key: own - {""} for key, own in found.items() if own - {""} and key in nodes}


def together(one: set[str], other: set[str], multi: str) -> float:
    shared = len(one & other)
    return shared / (len(one) * len(other)) if multi == "split" else float(shared > 0)


def ratio(above: float, below: float) -> float | None:
    return None if abs(below) < 1e-9 else above / below


def brute(graph: Any, own: dict[str, set[str]], multi: str, weighted: bool) -> dict:
    """Measure a layer by loops over ordered pairs of organisations that have a value."""
    directed = graph.is_directed()
    arcs = [
        (a, b, weight if weighted else 1.0)
        for x, y, weight in graph.edges(data="weight")
        for a, b in ([(x, y)] if directed else [(x, y), (y, x)])
        if x in own and y in own
    ]
    total = sum(weight for *_, weight in arcs)
    within = sum(weight * together(own[a], own[b], multi) for a, b, weight in arcs)
    out: dict[str, float] = defaultdict(float)
    into: dict[str, float] = defaultdict(float)
    for a, b, weight in arcs:
        out[a] += weight
        into[b] += weight
    chance = sum(
        out[a] * into[b] * together(own[a], own[b], multi) for a in list(out) for b in list(into)
    )
    pairs = list(itertools.permutations(sorted(own), 2))
    alike = sum(together(own[a], own[b], multi) for a, b in pairs)
    found: dict[tuple[str | None, str], float | None] = {}
    share, expected = ratio(within, total), ratio(chance, total**2)
    found[None, "ei"] = ratio(total - 2 * within, total)
    found[None, "modularity"] = found[None, "assortativity"] = None
    if share is not None and expected is not None:
        found[None, "modularity"] = share - expected
        found[None, "assortativity"] = ratio(share - expected, 1 - expected)
    apart = 0.0 if not pairs else 1 - alike / len(pairs)
    crossing = ratio(total - within, total * apart)
    found[None, "freeman"] = None if crossing is None else 1 - crossing
    across = total - within
    same, other = within * (len(pairs) - alike - across), across * (alike - within)
    found[None, "odds_ratio"] = None if weighted else ratio(same, other)
    found[None, "yule_q"] = None if weighted else ratio(same - other, same + other)
    for group in sorted(set().union(*own.values())) if own else ():
        inside = {
            node: (1 / len(each) if multi == "split" else 1.0) if group in each else 0.0
            for node, each in own.items()
        }
        sent = sum(weight * inside[a] for a, b, weight in arcs)
        among = sum(weight * inside[a] * inside[b] for a, b, weight in arcs)
        touched = sent + sum(weight * inside[b] for a, b, weight in arcs)
        kept = 2 * among
        if multi == "any":
            kept = sum(
                weight * (inside[a] + inside[b]) * together(own[a], own[b], multi)
                for a, b, weight in arcs
            )
        found[group, "ei"] = ratio(touched - 2 * kept, touched)
        p = sum(inside.values()) / len(own)
        gain = among - sent * p
        below = sent * (1 - p) if gain >= 0 else sent * p
        found[group, "coleman"] = None if p > 1 - 1e-9 else ratio(gain, below)
    return found


def compare(case: Case, by: str, multi: str, names: list[str]) -> None:
    rows = isp_graph.homophily(case.data, names, [by], multi=multi, draws=0).rows
    own = values(case.world, by)
    told: dict[Any, Any] = {}
    for row in rows:
        key = (row["layer"], row["weighted"], row["group"], row["measure"])
        assert row["null"] == "labels"
        assert key not in told
        told[key] = row
    expected = {}
    values_of = own
    for name in names:
        graph = oracle.layer(case.world, name)
        statuses = oracle.isolated(case.world, name)
        known = {node for node, facts in statuses.items() if facts["status"] != "unknown"}
        own = {node: each for node, each in values_of.items() if node in known}
        used = sum(a in own and b in own for a, b in graph.edges)
        for weighted in (False, True):
            for (group, measure), value in brute(graph, own, multi, weighted).items():
                key = (name, weighted, group, measure)
                expected[key] = value
                assert told[key]["excluded"] == len(graph) - len(own)
                assert told[key]["excluded_unknown"] == len(graph) - len(known)
                if group is None:
                    assert told[key]["ties_used"] == used
    assert set(told) == set(expected)
    for key, value in expected.items():
        if value is None:
            assert told[key]["value"] is None, key
        else:
            assert told[key]["value"] == pytest.approx(value, abs=1e-9), key


@settings(max_examples=8)
@given(datasets, questions, st.sampled_from(ATTRIBUTES), st.sampled_from(["split", "any"]))
def test_every_measure_is_what_loops_over_pairs_give(tables, asked, by, multi):
    whole = read_tables(tables)
    for date, filters in asked[:1]:
        case = whole.restricted(date, filters)
        compare(case, by, multi, case.names())


@settings(max_examples=6)
@given(datasets)
def test_networkx_agrees_where_it_has_the_measure(tables):
    case = read_tables(tables)
    own = {node: min(each) for node, each in values(case.world, "kind").items()}
    rows = isp_graph.homophily(case.data, None, ["kind"], draws=0).rows
    told = {
        (row["layer"], row["measure"]): row["value"]
        for row in rows
        if row["group"] is None and not row["weighted"]
    }
    for name in (*oracle.layer_names(case.world), "all"):
        graph = oracle.layer(case.world, name)
        silent = {
            node
            for node, facts in oracle.isolated(case.world, name).items()
            if facts["status"] == "unknown"
        }
        graph.remove_nodes_from(silent)
        nx.set_node_attributes(graph, own, "kind")
        if not graph.size() or len(set(own.values())) < 2:
            continue
        if len({own[node] for edge in graph.edges for node in edge}) > 1:  # networkx divides by 0
            found = nx.attribute_assortativity_coefficient(graph, "kind")
            assert told[name, "assortativity"] == pytest.approx(found)
        else:
            assert told[name, "assortativity"] is None
        parts = [{n for n in graph if own[n] == kind} for kind in set(own.values())]
        modularity = nx.community.modularity(graph, parts, weight=None)
        assert told[name, "modularity"] == pytest.approx(modularity)


@settings(max_examples=6)
@given(datasets, st.sampled_from(ATTRIBUTES))
def test_the_mixing_matrix_adds_up_to_the_ties(tables, by):
    case = read_tables(tables)
    names = case.names()
    cells = isp_graph.mixing(case.data, names, [by]).rows
    own = values(case.world, by)
    for name in names:
        graph = oracle.layer(case.world, name)
        sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for a, b, weight in graph.edges(data="weight"):
            for x, y in itertools.product(own.get(a, ()), own.get(b, ())):
                pair = (x, y) if graph.is_directed() else (min(x, y), max(x, y))
                share = 1 / (len(own[a]) * len(own[b]))
                sums[pair][0] += share
                sums[pair][1] += share * weight
        found = [row for row in cells if row["layer"] == name]
        for row in found:
            ties, weight = sums.pop((row["group_a"], row["group_b"]), (0.0, 0.0))
            assert (row["ties"], row["weight"]) == pytest.approx((ties, weight))
        assert not sums
        ties = sum(row["ties"] for row in found)
        assert sum(row["expected"] for row in found) == pytest.approx(ties)


@settings(max_examples=6)
@given(datasets)
def test_overlap_is_what_sets_of_pairs_share(tables):
    case = read_tables(tables)
    names = case.names()
    pairs = {
        name: {tuple(sorted(edge)) for edge in oracle.layer(case.world, name).edges}
        for name in names
    }
    knows = {
        name: {
            node
            for node, facts in oracle.isolated(case.world, name).items()
            if facts["status"] != "unknown"
        }
        for name in names
    }
    rows = isp_graph.layer_overlap(case.data, names, draws=99).rows
    assert [(row["a"], row["b"]) for row in rows] == list(itertools.combinations(sorted(names), 2))
    every = isp_graph.layer_overlap(case.data, names, draws=0, unknown="as-none").rows
    for row, whole in zip(rows, every, strict=True):
        a, b = pairs[row["a"]], pairs[row["b"]]
        assert (whole["ties_a"], whole["ties_b"], whole["both"]) == (len(a), len(b), len(a & b))
        among = knows[row["a"]] & knows[row["b"]]
        a, b = ({pair for pair in part if among.issuperset(pair)} for part in (a, b))
        both, possible = len(a & b), len(among) * (len(among) - 1) // 2
        assert row["organisations"] == len(among)
        assert (row["ties_a"], row["ties_b"], row["both"]) == (len(a), len(b), both)
        assert row["jaccard"] == (both / len(a | b) if a | b else None)
        assert row["a_given_b"] == (both / len(b) if b else None)
        assert row["b_given_a"] == (both / len(a) if a else None)
        assert row["expected"] == (len(a) * len(b) / possible if possible else None)
        if not a or not b or possible in (len(a), len(b)):
            assert row["p_value"] is None  # every permutation gives the same


def roles(graph: Any, own: dict[str, set[str]], broker: str) -> dict[str, float]:
    """Count triads by drawing a group of each of the three."""
    found = dict.fromkeys(
        ("coordinator", "itinerant", "gatekeeper", "representative", "liaison"), 0.0
    )
    both = graph if graph.is_directed() else graph.to_directed()
    for a, c in itertools.permutations(both, 2):
        open_triad = both.has_edge(a, broker) and both.has_edge(broker, c)
        if not open_triad or both.has_edge(a, c) or a not in own or c not in own:
            continue
        share = 1 / (len(own[a]) * len(own[broker]) * len(own[c]))
        for x, y, z in itertools.product(own[a], own[broker], own[c]):
            if x == y == z:
                role = "coordinator"
            elif x == z:
                role = "itinerant"
            elif y == z:
                role = "gatekeeper"
            elif x == y:
                role = "representative"
            else:
                role = "liaison"
            found[role] += share
    return found


def pieces_left(graph: Any, members: set[str], node: str) -> list[int]:
    """Sizes of what is left of a group's component without a node."""
    whole: Any = nx.Graph(graph.to_undirected())
    part = whole.subgraph(members)
    own = nx.node_connected_component(part, node) - {node}
    return [len(piece) for piece in nx.connected_components(part.subgraph(own))]


def joined(graph: Any, own: dict[str, set[str]]) -> set[frozenset[str]]:
    found = set()
    for piece in nx.connected_components(graph):
        groups = set().union(*(own.get(node, set()) for node in piece))
        found |= {frozenset(pair) for pair in itertools.combinations(groups, 2)}
    return found


@settings(max_examples=8)
@given(datasets, st.sampled_from(["zone", "sector", "kind"]))
def test_brokerage_is_what_triads_and_removals_give(tables, by):
    case = read_tables(tables)
    own = values(case.world, by)
    names = [*oracle.layer_names(case.world), "all"]
    rows = isp_graph.brokerage(case.data, names, [by]).rows
    met = {(row["layer"], row["organisation"]) for row in rows}
    for name in names:
        statuses = oracle.isolated(case.world, name)
        known = {node for node, facts in statuses.items() if facts["status"] != "unknown"}
        assert {node for layer, node in met if layer == name} == set(own) & known
    for row in rows:
        node, graph = row["organisation"], oracle.layer(case.world, row["layer"])
        expected = roles(graph, own, node)
        assert {role: row[role] for role in expected} == pytest.approx(expected)
        assert row["brokerage"] == pytest.approx(sum(expected.values()))
        by_role = sum(row[f"expected_{role}"] for role in expected)
        assert row["expected"] == pytest.approx(by_role)
        members = {group: {other for other in own if group in own[other]} for group in own[node]}
        left_of = {group: pieces_left(graph, inside, node) for group, inside in members.items()}
        lost = {
            group: sum(size for size in sizes if size < max(sizes))
            for group, sizes in left_of.items()
        }
        assert row["cut_off"] == max(lost.values())
        assert lost.get(row["cut_off_group"], 0) == row["cut_off"]
        assert (row["cut_off_group"] is None) == (row["cut_off"] == 0)
        equal = {
            group: (sizes.count(max(sizes)), max(sizes))
            for group, sizes in left_of.items()
            if sizes and sizes.count(max(sizes)) > 1
        }
        told = row["equal_pieces"], row["equal_size"]
        assert equal.get(row["equal_group"], (0, 0)) == told
        assert told[0] * told[1] == max((many * size for many, size in equal.values()), default=0)
        whole: Any = nx.Graph(graph.to_undirected())
        without = whole.subgraph(set(whole) - {node})
        left = {other: each for other, each in own.items() if other != node}
        assert row["separated"] == len(joined(whole, left) - joined(without, left))
