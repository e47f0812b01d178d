"""Capacity against networkx' maximum flow, and repairs against trying every addition."""

from __future__ import annotations

import functools
from bisect import bisect_left
from dataclasses import replace
from functools import partial
from itertools import combinations, product
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.errors import UsageError
from isp_graph.questions.filiere.numbers.most_people import Narrow, Stock, Throughput
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
    found = Throughput([60, 60], stocks, [False, False])
    assert (found.total, found.narrows()) == (70, [Narrow(1, 1), Narrow(2, 1)])
    found = Throughput([60, 60], [Stock(0, 40, (0, 1)), *stocks[1:]], [False, False])
    assert (found.total, found.narrows()) == (40, [Narrow(0, 1)])
    assert Throughput([float("inf")], [], [True]).total == float("inf")
    assert Throughput([5], [], [False]).total == 0


def test_one_place_more_beside_another_bottleneck_brings_nothing():
    # Ten people, five places at each of two steps: one more at either lets nobody more pass.
    found = Throughput([10], [Stock(0, 5, (0,)), Stock(1, 5, (0,))], [False, False])
    assert (found.total, found.narrows()) == (5, [Narrow(0, 0), Narrow(1, 0)])
    # Of two stocks without any place, the one beside which there is room holds nobody back.
    beside = [Stock(0, 0, (0,)), Stock(0, 9, (0,)), Stock(1, 0, (0,))]
    assert Throughput([5], beside, [False, False]).narrows() == [Narrow(2, 1)]
    # Places for all are taken to the last one and hold nobody back.
    assert Throughput([5], [Stock(0, 5, (0,))], [False]).narrows() == []


@st.composite
def stocks_of(draw, groups: int = 3, steps: int = 3) -> list[Stock]:
    return [
        Stock(
            draw(st.integers(0, steps - 1)),
            draw(st.sampled_from((0, 1, 2, 5, float("inf")))),
            tuple(sorted(draw(st.sets(st.integers(0, groups - 1))))),
        )
        for _ in range(draw(st.integers(1, 7)))
    ]


@given(st.lists(st.sampled_from((0, 1, 3, 8)), min_size=3, max_size=3), stocks_of(), st.booleans())
def test_every_single_place_more_brings_what_is_said(people, stocks, skip):
    skippable = [False, skip, False]
    found = Throughput(people, stocks, skippable)
    gain = {narrow.at: narrow.gain for narrow in found.narrows()}
    for at, stock in enumerate(stocks):
        wider = [*stocks]
        wider[at] = replace(stock, places=stock.places + 1)
        more = Throughput(people, wider, skippable).total - found.total
        assert gain.get(at, 0) == pytest.approx(more, abs=1e-5)


@settings(max_examples=25)
@given(filieres, st.booleans())
def test_the_gain_is_what_one_place_more_brings(tables, inside):
    case = read_case(tables)
    if not tables["offers"] or not case.world.rows("demand"):
        return
    rows = isp_graph.gap_capacity(case.data, inside=inside).rows
    flow = next(row["flow_low"] for row in rows if row["kind"] == "all")
    paths = Paths(case.world)
    told = {}
    for row in rows:
        if row["kind"] == "bottleneck":
            own = tuple(frozenset(row[key] or ()) for key in ("homes", "zones"))
            told[row["step"], row["sector"] or "", *own] = row["gain"]

    def passing(**tables_changed) -> float:
        other = read_case(tables | tables_changed)
        return isp_graph.gap_capacity(other.data, inside=inside).rows[0]["flow_low"]

    def changed(table: str, number: int, column: str, more: int) -> float:
        own = tables[table][number]
        other = {**own, column: str(int(own[column] or 0) + more)}
        # Identical rows are one.
        return passing(**{table: [other if row == own else row for row in tables[table]]})

    @functools.cache
    def waits(number: int) -> bool:
        return changed("demand", number, "people", -1) == pytest.approx(flow)

    met = set()
    for number, offer in enumerate(tables["offers"]):
        if not paths.lies(offer):
            continue
        homes = paths.accepts(offer)
        lies = paths.lies(offer) if inside else set()
        everybody = homes == set(paths.zones)
        shelf = (
            offer["step"],
            get(offer, "sector"),
            frozenset(() if everybody else homes),
            frozenset(lies),
        )
        met.add(shelf)
        gain = changed("offers", number, "places", 1) - flow
        assert gain == pytest.approx(told.get(shelf, 0), abs=1e-5)
        if get(offer, "places") not in ("", "0"):
            costs = changed("offers", number, "places", -1) < flow - 1e-5
            somebody = any(
                waits(at)
                for at, row in enumerate(tables["demand"])
                if row["people"] not in ("", "0")
                and row["zone"] in (homes & lies if inside else homes)
                and get(offer, "sector") in ("", get(row, "sector"))
            )
            assert (shelf in told) == (gain > 1e-5 or (costs and somebody))
    assert set(told) <= met


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


def worth(case: Case, pairs, cost: float) -> tuple[float, ...]:
    """What completing some zones and sectors is worth: people, then pairs, for the cost."""
    seen = []
    for row in case.tables["demand"]:
        if row["people"] and row not in seen and (row["zone"], get(row, "sector")) in pairs:
            seen.append(row)
    people = sum(int(row["people"]) for row in seen)
    return people / cost, people, len(pairs) / cost


@settings(max_examples=15)
@given(filieres)
def test_links_equal_trying_each_and_are_no_better_than_the_optimum(tables):
    for organisation in tables["organisations"]:
        organisation["collective"] = ""  # a class of actors can be linked to nobody
    case = read_case(tables)
    now = complete(case)
    costs = {"offer": 1e6, "place": 1e6}
    rows = isp_graph.gap_repair(case.data, 2, costs=costs).rows
    operators = sorted({row["organisation"] for row in tables["offers"]})
    single = {pair: complete(case, [tie(*pair)]) - now for pair in combinations(operators, 2)}
    best = max((worth(case, pairs, 1) for pairs in single.values() if pairs), default=None)
    added: list[dict[str, str]] = []
    reached = now
    for row in rows:
        if row["kind"] == "link":
            added.append(tie(*row["organisations"]))
            after = complete(case, added)
            told = {(pair["zone"], pair["sector"]) for pair in row["pairs"]}
            assert told == after - reached
            assert row["completes"] == len(told)
            assert (row["people"] or 0) == worth(case, told, 1)[1]
            reached = after
    first: dict[str, Any] = rows[0] if rows else {"kind": None}
    if best and best[1]:  # else places that help somebody come first, whatever they cost
        assert first["kind"] == "link"
    if best and first["kind"] == "link":
        assert worth(case, single[tuple(sorted(first["organisations"]))], 1) == best
    optimum = max(
        (len(complete(case, [tie(*a), tie(*b)]) - now) for a, b in combinations(sorted(single), 2)),
        default=0,
    )
    assert len(reached - now) <= max([optimum, *map(len, single.values())])
    if optimum and not best:  # nothing completes alone: the chain of links must be found
        assert len(reached - now) > 0


@settings(max_examples=20)
@given(filieres, st.sampled_from((1, 10)))
def test_the_first_is_the_best_of_all_single_additions(tables, dear):
    for organisation in tables["organisations"]:
        organisation["collective"] = ""
    case = read_case(tables)
    now = complete(case)
    rows = isp_graph.gap_repair(case.data, 5, costs={"link": dear}).rows
    assert len(rows) <= 5
    best = (0.0, 0.0, 0.0)
    links = []
    for row in rows:  # the links that complete something only together are one addition
        links.append(row)
        if row["kind"] != "link" or row["pairs"]:
            pairs = {(pair["zone"], pair["sector"]) for pair in row["pairs"]}
            cost = sum(one["cost"] for one in links)
            people = row["people"] or 0
            best = people / cost + 1e-5, people + 1e-5, len(pairs) / cost
            break
    operators = sorted({row["organisation"] for row in tables["offers"]})
    for pair in combinations(operators, 2):
        assert worth(case, complete(case, [tie(*pair)]) - now, dear) <= best
    # An operator that says of an offer of its own that it lies in the zone could make another.
    paths = Paths(case.world)
    local = {(row["organisation"], row["zone"]) for row in paths.world.rows("offers")}
    for (who, zone), step, sector in product(sorted(local), tables["steps"], SECTORS):
        if (zone, sector) in now:
            continue
        offer = {
            "id": "new",
            "organisation": who,
            "step": step["id"],
            "sector": sector,
            "zone": zone,
        }
        own = [*tables["offers"], offer]
        if zone in paths.accepts(offer) and (zone, sector) in complete(
            Case(case.data, case.world, tables | {"offers": own})
        ):
            people = worth(case, {(zone, sector)}, 1)[1]
            assert worth(case, {(zone, sector)}, 10 + people) <= best
    # Places at one step: as many as these take.
    capacity = isp_graph.gap_capacity(case.data).rows
    flow = capacity[0]["flow_low"] if capacity else None
    if flow is None or not case.world.rows("demand"):
        return
    for number, offer in enumerate(tables["offers"]):

        def gained(more: int, number=number, offer=offer) -> float:
            count = str(int(offer["places"] or 0) + more)
            changed = [*tables["offers"]]
            changed[number] = {**offer, "places": count}
            wider = read_case(tables | {"offers": changed})
            return isp_graph.gap_capacity(wider.data).rows[0]["flow_low"] - flow

        most = gained(PLENTY)
        if most > 1e-5:
            enough = partial(lambda gained, most, more: gained(more) > most - 1e-5, gained, most)
            needed = bisect_left(range(PLENTY), True, lo=1, key=enough)
            assert (round(most / needed, 5), round(most, 5), 0.0) <= best


def test_a_link_used_there_and_back_is_the_first():
    offers = ["c accueil", "b projet", "c formation s1", "b accueil s2", "c formation s2"]
    offers += ["a formation s1", "a projet s1"]
    tables = {
        "zones": [{"id": "Z", "name_fr": "Z"}],
        "organisations": [{"id": who, "name": who, "zone": "Z"} for who in "abc"],
        "sectors": [{"id": sector, "name_fr": sector} for sector in ("s1", "s2")],
        "steps": [
            {"id": step, "position": str(at), "name_fr": step}
            for at, step in enumerate(("accueil", "projet", "formation"))
        ],
        "offers": [
            dict(
                zip(
                    ("id", "organisation", "step", "sector"), (f"f{at}", *row.split()), strict=False
                )
            )
            for at, row in enumerate(offers, 1)
        ],
    }
    (row,) = isp_graph.gap_repair(read_case(tables).data, 5).rows
    assert (row["what"], row["completes"]) == ("b + c", 2)


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


def test_additions_of_all_kinds_are_ranked_together():
    demo = isp_graph.read("demo")
    link, places, *others = isp_graph.gap_repair(demo, 5).rows
    # The training that nothing links, there and back by one link.
    assert (link["kind"], link["reason"]) == ("link", "completes:SE/aide_personnes")
    assert (places["step"], places["sector"]) == ("formation", "construction")
    assert places["flow_gained"] == places["people"] == places["cost"] == 575 - 32
    assert len(others) == 3
    assert {row["kind"] for row in others} == {"offer", "places"}
    dear = isp_graph.gap_repair(demo, 5, costs={"link": 1000, "place": 2}).rows
    assert dear[0]["kind"] == "places"
    assert dear[0]["cost"] == 2 * dear[0]["places"]
    free = isp_graph.gap_repair(demo, 5, costs={"link": 0, "place": 0, "offer": 0}).rows
    assert [row["people"] for row in free] == sorted((row["people"] for row in free), reverse=True)


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
def test_nothing_is_proposed_to_a_class_of_actors(between):
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
    rows = isp_graph.gap_repair(data, 5).rows
    assert not any("class" in row["organisations"] for row in rows)
    assert not any(row["kind"] == "link" for row in rows)
    del tables["organisations"][-1]["collective"]
    links = isp_graph.gap_repair(read_case(tables).data, 5).rows
    assert {row["kind"] for row in links} == {"link"}
    assert len(links) == len(steps) - 1


@pytest.mark.parametrize(
    "asked", [{"most": 0}, {"costs": {"link": -1.0}}, {"costs": {"hand_over": 1.0}}]
)
def test_what_makes_no_sense_is_refused(asked):
    with pytest.raises(UsageError):
        isp_graph.gap_repair(isp_graph.read("demo"), **asked)
