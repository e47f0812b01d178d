"""Capacity against networkx' maximum flow, and repairs against trying every addition."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.errors import UsageError
from isp_graph.kernels.capacity import Stock, most
from tests.laws.filieres import SECTORS, Paths, filieres
from tests.laws.folders import Case, read_case
from tests.laws.oracle import World, get

PLENTY = 10**6


def maximum_flow(paths: Paths, sector: str, home: str, unknown: int, *, inside: str = "") -> int:
    """One sector and home alone, by networkx: people, then offers step by step, with places."""
    graph: nx.DiGraph = nx.DiGraph()
    graph.add_nodes_from(["start", "end"])
    for row in paths.world.rows("demand"):
        if row["zone"] == home and get(row, "sector") == sector and row["people"]:
            before = graph.get_edge_data("start", ("at", 0), {"capacity": 0})["capacity"]
            graph.add_edge("start", ("at", 0), capacity=before + int(row["people"]))
    for at, step in enumerate(paths.steps):
        graph.add_nodes_from([("at", at), ("at", at + 1)])
        if step["skippable"] == "yes":
            graph.add_edge(("at", at), ("at", at + 1), capacity=PLENTY)
        for offer in paths.offers(sector, home):
            if offer["step"] == step["id"] and (not inside or inside in paths.lies(offer)):
                places = int(offer["places"]) if offer["places"] else unknown
                graph.add_edge(("at", at), ("in", offer["id"]), capacity=PLENTY)
                graph.add_edge(("in", offer["id"]), ("out", offer["id"]), capacity=places)
                graph.add_edge(("out", offer["id"]), ("at", at + 1), capacity=PLENTY)
    graph.add_edge(("at", len(paths.steps)), "end", capacity=PLENTY)
    return int(nx.maximum_flow_value(graph, "start", "end"))


@settings(max_examples=25)
@given(filieres, st.sampled_from((None, "2015")))
def test_each_sector_alone_is_a_maximum_flow(tables, day):
    case = read_case(tables, day)
    paths = Paths(case.world)
    if not tables["offers"] or not case.world.rows("demand"):
        return
    for inside in (False, True):
        for home in paths.zones:
            data = case.data.where(zone=home)
            rows = isp_graph.gap_capacity(data, inside=inside).rows
            own = {row["sector"]: row for row in rows if row["kind"] == "sector"}
            stay = home if inside else ""
            for sector in SECTORS:
                low, high = (
                    maximum_flow(paths, sector, home, unknown, inside=stay)
                    for unknown in (0, PLENTY)
                )
                assert own[sector]["flow_low"] == pytest.approx(low)
                assert own[sector]["flow_high"] == pytest.approx(high)
            together = next(row for row in rows if row["kind"] == "all")
            alone = [row["flow_low"] for row in own.values()]
            assert max(alone) - 1e-6 <= together["flow_low"] <= sum(alone) + 1e-6


def test_sectors_share_what_is_transversal():
    # Sixty look for each of two sectors; a reception of 80 for both, training for 50 and 20.
    stocks = [Stock(0, 80, (0, 1)), Stock(1, 50, (0,)), Stock(1, 20, (1,))]
    found = most([60, 60], stocks, [False, False])
    assert (found.total, found.gains.tolist()) == (70, [0, 1, 1])
    found = most([60, 60], [Stock(0, 40, (0, 1)), *stocks[1:]], [False, False])
    assert (found.total, found.gains.tolist()) == (40, [1, 0, 0])
    assert most([float("inf")], [], [True]).total == float("inf")
    assert most([5], [], [False]).total == 0


def complete(case: Case, extra=()) -> set[tuple[str, str]]:
    """Zones and sectors with a linked pathway that stays, by enumeration."""
    tables = case.tables | {"ties": [*case.tables["ties"], *extra]}
    paths = Paths(World(tables))
    return {
        (zone, sector)
        for zone in paths.zones
        for sector in SECTORS
        if any(not path.opened and not path.crossings for path in paths.all(sector, zone))
    }


def tie(a: str, b: str) -> dict[str, str]:
    return {"from": a, "to": b, "kind": "partnership"}


@settings(max_examples=15)
@given(filieres)
def test_links_equal_trying_each_and_are_no_better_than_the_optimum(tables):
    for organisation in tables["organisations"]:
        organisation["collective"] = ""  # a class of actors can be linked to nobody
    case = read_case(tables)
    now = complete(case)
    rows = [row for row in isp_graph.gap_repair(case.data, 2).rows if row["kind"] == "link"]
    operators = sorted({row["organisation"] for row in tables["offers"]})
    single = {pair: len(complete(case, [tie(*pair)]) - now) for pair in combinations(operators, 2)}
    best = max(single.values(), default=0)
    added: list[dict[str, str]] = []
    reached = now
    for row in rows:
        added.append(tie(*row["organisations"]))
        after = complete(case, added)
        told = {(pair["zone"], pair["sector"]) for pair in row["pairs"]}
        assert told == after - reached
        assert row["completes"] == len(told)
        reached = after
    if best:
        assert rows[0]["completes"] == best
        assert tuple(rows[0]["organisations"]) in {p for p, n in single.items() if n == best}
    optimum = max(
        (len(complete(case, [tie(*a), tie(*b)]) - now) for a, b in combinations(sorted(single), 2)),
        default=best,
    )
    assert len(reached - now) <= max(optimum, best)
    if optimum and not best:  # nothing completes alone: the chain of links must be found
        assert len(reached - now) > 0


@settings(max_examples=15)
@given(filieres)
def test_an_offer_completes_what_it_says(tables):
    case = read_case(tables)
    rows = isp_graph.gap_repair(case.data, 3).rows
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    links = [tie(*row["organisations"]) for row in rows if row["kind"] == "link"]
    for row in rows:
        if row["kind"] == "offer":
            offer = {
                "id": "new",
                "organisation": row["organisations"][0],
                "step": row["step"],
                "sector": row["sector"],
                "zone": row["zone"],
            }
            more = Case(case.data, case.world, tables | {"offers": [*tables["offers"], offer]})
            assert (row["zone"], row["sector"]) not in complete(case, links)
            assert (row["zone"], row["sector"]) in complete(more, links)


def test_the_unlinked_training_of_the_demonstration_is_mended_by_links():
    demo = isp_graph.read("demo")
    rows = isp_graph.gap_repair(demo, 3).rows
    links = [row for row in rows if row["kind"] == "link"]
    assert {row["reason"] for row in links} == {
        "towards:SE/aide_personnes",
        "completes:SE/aide_personnes",
    }
    places = [row for row in rows if row["kind"] == "places"]
    assert (places[0]["step"], places[0]["sector"]) == ("formation", "construction")
    assert places[0]["flow_gained"] == 575 - 32
    kinds = [row["kind"] for row in rows]
    assert kinds == sorted(kinds)


def test_where_nobody_is_counted_who_looks_only_places_limit():
    tables = {
        "zones": [{"id": "A", "name_fr": "A"}],
        "organisations": [{"id": "o", "name": "O", "zone": "A"}],
        "steps": [{"id": f"s{at}", "position": str(at), "name_fr": "S"} for at in (1, 2)],
        "offers": [
            {"id": "1", "organisation": "o", "step": "s1", "places": "5"},
            {"id": "2", "organisation": "o", "step": "s2"},
        ],
    }
    data = read_case(tables).data
    together = isp_graph.gap_capacity(data).rows[0]
    assert (together["demand"], together["flow_low"], together["flow_high"]) == (None, 0, 5)
    gained = [row["flow_gained"] for row in isp_graph.gap_repair(data, 5).rows]
    assert gained == [5]


@pytest.mark.parametrize("table", ["demand", "publics"])
def test_the_people_who_pass_are_of_the_public_asked_about(table):
    who = {"organisation": "o"} if table == "publics" else {}
    counted = {"jeunes": "30", "adultes": "70", "": "900"}
    tables = {
        "zones": [{"id": "A", "name_fr": "A"}],
        "organisations": [{"id": "o", "name": "O", "zone": "A"}],
        "sectors": [{"id": "s", "name_fr": "S"}],
        "steps": [{"id": "s1", "position": "1", "name_fr": "S"}],
        "offers": [
            {"id": "1", "organisation": "o", "step": "s1", "places": "20", "public": "jeunes"},
            {"id": "2", "organisation": "o", "step": "s1", "places": "500", "public": "adultes"},
        ],
        table: [
            {"zone": "A", "public": public, "people": people, **who}
            | ({} if who else {"sector": "s"})
            for public, people in counted.items()
        ],
    }
    data = read_case(tables).data

    def passing(*public):
        row = isp_graph.gap_capacity(data, public=public).rows[0]
        return row["demand"], row["flow_low"]

    assert passing("jeunes") == (30, 20)
    assert passing("adultes") == (70, 70)
    assert passing("jeunes", "adultes") == (100, 100)
    assert passing() == (1000, 520)
    repair = isp_graph.gap_repair(data, 1, public=["jeunes"]).rows
    assert [row["flow_gained"] for row in repair if row["kind"] == "places"] == [10]


@pytest.mark.parametrize("between", [(), ("middle",)])
def test_no_link_to_a_class_of_actors_is_proposed(between):
    steps = ["first", *between, "last"]
    makers = dict(zip(steps, ["a", "b", "class"] if between else ["a", "class"], strict=True))
    tables = {
        "zones": [{"id": "A", "name_fr": "A"}],
        "organisations": [
            {"id": who, "name": who, "zone": "A", "collective": "yes" if who == "class" else ""}
            for who in makers.values()
        ],
        "steps": [
            {"id": step, "position": str(at), "name_fr": step} for at, step in enumerate(steps)
        ],
        "offers": [{"id": step, "organisation": who, "step": step} for step, who in makers.items()],
    }
    data = read_case(tables).data
    assert isp_graph.gap_repair(data, 5).rows == []
    del tables["organisations"][-1]["collective"]
    links = isp_graph.gap_repair(read_case(tables).data, 5).rows
    assert len(links) == len(steps) - 1


def test_fewer_than_one_is_refused():
    with pytest.raises(UsageError):
        isp_graph.gap_repair(isp_graph.read("demo"), 0)
