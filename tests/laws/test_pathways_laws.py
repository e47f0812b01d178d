"""Pathways counted and ranked without enumeration, against every pathway one by one."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.errors import UsageError
from tests.laws.filieres import SECTORS, Paths, filieres, maps
from tests.laws.folders import read_case, write_folder

COSTS: list[dict[str, float]] = [
    {},
    {"open": 1},
    {"crossing": 0.5, "leaving": 1},
    {"hand_over": 0, "skip": 0.25, "leaving": 2},
    {"hand_over": 3, "open": 0.1, "crossing": 0.1},
]
days = st.sampled_from((None, "2010", "2015"))
profiles = st.sampled_from((("", ""), ("", ""), ("jeunes", ""), ("", "nl"), ("adultes", "fr")))


def asked(case, public, language, **more):
    named = {
        part
        for table in ("offers", "demand")
        for row in case.tables[table]
        for part in row["public"].split("|")
    }
    profile: dict[str, Any] = {
        "public": [public] if public else [],
        "language": [language] if language else [],
    }
    if public and public not in named:
        with pytest.raises(UsageError, match="public"):
            isp_graph.pathways(case.data, **profile, **more)
        return None
    return isp_graph.pathways(case.data, **profile, **more)


@settings(max_examples=30)
@given(filieres, days, profiles, st.sampled_from(COSTS), st.integers(1, 6), maps)
def test_rows_equal_enumeration(tables, day, profile, costs, top, geometry):
    case = read_case(tables, day)
    result = asked(case, *profile, costs=costs, top=top, geometry=geometry)
    if result is None:
        return
    public, language = profile
    paths = Paths(case.world, public, language, geometry)
    price = {"hand_over": 1, "skip": 1, "open": 0, "crossing": 0, "leaving": 0} | costs
    price = {name: Fraction(str(value)) for name, value in price.items()}
    rows = result.rows
    assert rows == sorted(rows, key=lambda row: (row["zone"], row["sector"], row["rank"] or 0))
    for zone in paths.zones:
        for sector in SECTORS:
            own = [row for row in rows if (row["zone"], row["sector"]) == (zone, sector)]
            if not tables["offers"]:
                assert [row["pathways"] for row in own] == [None]
                continue
            found = []
            for path in paths.all(sector, zone):
                cost = price["hand_over"] * len(path.hand_overs) + price["skip"] * path.skipped
                cost += price["open"] * path.opened + price["crossing"] * path.crossings
                cost += price["leaving"] * (path.crossings > 0)
                found.append((cost, path.crossings, path.opened, path.away, path.metres, path))
            found.sort(key=lambda each: (*each[:5], each[5].offers))
            compare(own, found, top, paths)
            free = [each for each in found if not each[1]]
            assert own[0]["local_cost"] == (float(free[0][0]) if free else None)
            local = list(free[0][5].offers) if free else []
            assert [e["offer"] for e in own[0]["local"]] == local
    placed = [paths.place(row) for row in case.world.rows("offers")]
    stated = result.basis.parameters
    assert stated["offers_outside"] == placed.count("outside")
    assert stated["offers_without_zone"] == placed.count("unknown")
    assert [offer["offer"] for offer in stated.get("outside_offers", [])] == sorted(
        row["id"] for row in case.world.rows("offers") if paths.place(row) == "outside"
    )


def compare(own, found, top, paths):
    head = own[0]
    assert head["pathways"] == len(found)
    assert head["linked"] == sum(not opened for _, _, opened, *_ in found)
    assert head["crossing_free"] == sum(not crossed for _, crossed, *_ in found)
    assert head["linked_crossing_free"] == sum(not (c or o) for _, c, o, *_ in found)
    for crossings, number in enumerate(head["crossings"]):
        assert number == sum(crossed == crossings for _, crossed, *_ in found)
    if not found:
        assert head["share_crossing"] is head["mean_crossings"] is head["best_cost"] is None
        assert [row["best"] for row in own] == [[]]
        assert head["rank"] is None
        return
    crossed = [entry[1] for entry in found]
    assert head["share_crossing"] == pytest.approx(sum(map(bool, crossed)) / len(found))
    assert head["mean_crossings"] == pytest.approx(sum(crossed) / len(found))
    assert [row["rank"] for row in own] == list(range(1, min(top, len(found)) + 1))
    for row, (cost, crossings, opened, away, metres, path) in zip(own, found, strict=False):
        assert row["best_cost"] == float(cost)
        assert (row["best_crossings"], row["best_open"]) == (crossings, opened)
        assert tuple(entry["offer"] for entry in row["best"]) == path.offers
        assert tuple(entry["hand_over"] for entry in row["best"][1:]) == path.hand_overs
        home, *zones = row["zone"], *(entry["zone"] for entry in row["best"])
        assert sum(a != b for a, b in pairwise((home, *zones))) == crossings
        assert sum(zone != home for zone in zones) == away
        assert sum(paths.metres(home, zone) for zone in zones) == metres


@settings(max_examples=15)
@given(filieres, days, st.integers(1, 40))
def test_a_list_holds_the_pathways_themselves_and_says_where_it_stops(tables, day, most):
    case = read_case(tables, day)
    result = isp_graph.pathway_list(case.data, most)
    paths = Paths(case.world)
    cut = 0
    for zone in paths.zones:
        for sector in SECTORS:
            own = [row for row in result.rows if (row["zone"], row["sector"]) == (zone, sector)]
            if not tables["offers"]:
                assert [(row["pathways"], row["capped"]) for row in own] == [(None, None)]
                continue
            found = [
                (cost, crossings, opened, offers)
                for cost, crossings, opened, _, offers in sorted(
                    (len(p.hand_overs) + p.skipped, p.crossings, p.opened, p.away, p.offers)
                    for p in paths.all(sector, zone)
                )
            ]
            told = [
                (
                    row["cost"],
                    row["crossings"],
                    row["open"],
                    tuple(taken["offer"] for taken in row["pathway"]),
                )
                for row in own
                if row["rank"]
            ]
            assert told == found[:most]
            ranks = [row["rank"] for row in own]
            assert ranks == (list(range(1, len(told) + 1)) if told else [None])
            stops = len(found) > most
            cut += stops
            stated = {(row["pathways"], row["listed"], row["capped"]) for row in own}
            assert stated == {(len(found), len(told), stops)}
    assert result.basis.parameters["capped"] == cut


@settings(max_examples=12)
@given(filieres, days)
def test_where_it_breaks(tables, day):
    case = read_case(tables, day)
    paths = Paths(case.world)
    needed = [step["id"] for step in paths.steps if step["skippable"] != "yes"]
    for row in isp_graph.pathways(case.data).rows if tables["offers"] else ():
        offers = paths.offers(row["sector"], row["zone"])
        there = {offer["step"] for offer in offers}
        inside = [o for o in offers if row["zone"] in paths.lies(o)]
        here = {offer["step"] for offer in inside}
        assert row["missing"] == [step for step in needed if step not in there]
        assert row["missing_in_zone"] == [step for step in needed if step not in here]
        assert bool(row["breaks_at"]) == bool(
            not row["missing_in_zone"] and not row["linked_crossing_free"]
        )
        if row["breaks_at"]:
            # Nothing before or at the first of the two hands over to the second.
            graph = paths.graph(row["sector"], row["zone"]).subgraph(
                [*(o["id"] for o in inside), "home"]
            )
            by_id = {offer["id"]: offer for offer in inside}
            tied = nx.DiGraph(
                (a, b)
                for a, b in graph.edges
                if a == "home" or paths.hand_over(by_id[a], by_id[b]) != "open"
            )
            tied.add_node("home")
            reach = {by_id[o]["step"] for o in nx.descendants(tied, "home")}
            last, lost = row["breaks_at"]
            assert lost not in reach
            assert last in reach or not reach


@settings(max_examples=8)
@given(filieres, days)
def test_zone_and_sector_choose_rows_and_nothing_else(tables, day):
    data = read_case(tables, day).data
    whole = isp_graph.pathways(data).rows
    part = isp_graph.pathways(data.where(zone="A", sector="pain")).rows
    assert part == [row for row in whole if (row["zone"], row["sector"]) == ("A", "pain")]
    kind = data.where(kind="oisp")
    assert isp_graph.pathways(kind.where(zone="A")).rows == [
        row for row in isp_graph.pathways(kind).rows if row["zone"] == "A"
    ]


def wide(steps: int, offers: int) -> dict[str, list[dict[str, str]]]:
    return {
        "zones": [{"id": "A", "name_fr": "A"}],
        "organisations": [{"id": "o", "name": "O", "zone": "A"}],
        "sectors": [{"id": "bois", "name_fr": "Bois"}],
        "steps": [{"id": f"s{n}", "position": str(n), "name_fr": f"S{n}"} for n in range(steps)],
        "offers": [
            {"id": f"f{step}-{number}", "organisation": "o", "step": f"s{step}"}
            for step in range(steps)
            for number in range(offers)
        ],
    }


def test_counts_beyond_64_bits_are_exact(tmp_path: Path):
    write_folder(tmp_path, wide(25, 7))
    result = isp_graph.pathways(isp_graph.read(tmp_path))
    (row,) = result.rows
    assert row["pathways"] == row["linked"] == row["linked_crossing_free"] == 7**25
    assert row["crossings"] == [7**25]
    assert result.to_polars()["pathways"].to_list() == [str(7**25)]
    assert json.loads(json.dumps(row["pathways"])) == 7**25


def test_a_distance_costs_what_it_is_long(tmp_path: Path):
    tables = wide(2, 1)
    tables["communes"] = [
        {"id": "near", "name_fr": "Near", "zone": "A"},
        {"id": "far", "name_fr": "Far", "zone": "A"},
    ]
    tables["offers"][0]["commune"] = "near"
    tables["offers"][1]["commune"] = "far"
    write_folder(tmp_path, tables)

    def square(nis: str, west: float) -> dict:
        ring = [[west, 50.0], [west + 0.1, 50.0], [west + 0.1, 50.1], [west, 50.1], [west, 50.0]]
        polygon = {"type": "Polygon", "coordinates": [ring]}
        return {"properties": {"nis": nis}, "geometry": polygon}

    geometry = {"features": [square("near", 4.0), square("far", 5.0)]}
    data = isp_graph.read(tmp_path)
    (row,) = isp_graph.pathways(data, costs={"km": 0.5}, geometry=geometry).rows
    # A degree of longitude at latitude 50.05 is 71.4 km long.
    assert row["best_cost"] == pytest.approx(1 + 0.5 * 71.4, abs=0.05)
    (row,) = isp_graph.pathways(data, costs={"km": 0.5}).rows
    assert row["best_cost"] == 1


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"top": 0}, "too_few_best"),
        ({"costs": {"walk": 1}}, "unknown_cost"),
        ({"costs": {"open": -1}}, "wrong_cost"),
        ({"costs": {"open": float("nan")}}, "wrong_cost"),
        ({"costs": {"open": 1e300}}, "costs_too_large"),
        ({"public": ["martians"]}, "unknown_public"),
        ({"language": ["klingon"]}, "unknown_offer_language"),
    ],
)
def test_what_cannot_be_asked(options, key):
    with pytest.raises(UsageError) as refused:
        isp_graph.pathways(isp_graph.read("demo"), **options)
    assert refused.value.key == key
