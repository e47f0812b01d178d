"""Who could bring an organisation in: each reason, and the order of them."""

from __future__ import annotations

from typing import Any

import pytest

import isp_graph
from isp_graph.questions.isolated.advice import COUNT, WEIGHTS
from tests.laws.folders import read_case

BASE: dict[str, list[dict[str, str]]] = {
    "zones": [{"id": "NE", "name_fr": "Nord-Est"}, {"id": "S", "name_fr": "Sud"}],
    "communes": [
        {"id": "c1", "name_fr": "Un", "zone": "NE"},
        {"id": "c2", "name_fr": "Deux", "zone": "S"},
    ],
    "sectors": [{"id": "horeca", "name_fr": "Horeca"}],
}


def organisation(node: str, **facts: str) -> dict[str, str]:
    return {"id": node, "name": node, **facts}


def partners(*pairs: str) -> list[dict[str, str]]:
    return [
        dict(zip(("from", "to", "kind"), (*pair.split("-"), "partnership"), strict=True))
        for pair in pairs
    ]


def advice(tables: dict[str, Any], node: str = "alone") -> list[dict[str, Any]]:
    data = read_case(BASE | tables).data
    for row in isp_graph.isolated(data, ["partnerships"]).rows:
        if row["organisation"] == node:
            return list(row["suggestions"])
    raise AssertionError(node)


def reasons(entry: dict[str, Any]) -> dict[str, list[str]]:
    return {reason["code"]: reason["what"] for reason in entry["reasons"]}


@pytest.mark.parametrize(
    ("tables", "code", "what"),
    [
        (
            {"organisations": [organisation("alone", commune="c1"), organisation("x", commune="c1"),
                               organisation("y", zone="S")]},
            "same_commune",
            ["c1"],
        ),
        (
            {"organisations": [organisation("alone", zone="NE"), organisation("x", zone="NE"),
                               organisation("y", zone="S")]},
            "same_zone",
            ["NE"],
        ),
        (
            {
                "organisations": [organisation("alone"), organisation("x"), organisation("y")],
                "organisation_sectors": [
                    {"organisation": node, "sector": "horeca"} for node in ("alone", "x")
                ],
            },
            "same_sector",
            ["horeca"],
        ),
    ],
)  # fmt: skip
def test_what_two_have_in_common_is_a_reason(tables, code, what):
    found = advice(tables | {"ties": partners("x-y")})
    assert [entry["organisation"] for entry in found] == ["x"]
    assert reasons(found[0])[code] == what
    assert found[0]["reason"].startswith(f"{code}:{what[0]}")


def test_who_sits_in_the_commission_of_its_zone_or_animates_it():
    tables = {
        "organisations": [organisation("alone", zone="NE"), organisation("x"), organisation("y")],
        "meetings": [{"id": "cz", "name": "CZ", "kind": "zonal_commission", "zone": "NE"}],
        "attendance": [
            {"meeting": "cz", "organisation": "x"},
            {"meeting": "cz", "organisation": "y", "role": "anime"},
        ],
        "ties": partners("x-y"),
    }
    found = advice(tables)
    assert [entry["organisation"] for entry in found] == ["y", "x"]
    assert reasons(found[0])["animates"] == ["cz"]
    assert reasons(found[1])["sits_in"] == ["cz"]


def test_who_is_tied_to_it_otherwise_comes_first():
    tables = {
        "organisations": [organisation(n, zone="NE") for n in ("alone", "x", "y", "z")],
        "ties": [
            *partners("x-y", "y-z"),
            {"from": "z", "to": "alone", "kind": "referral"},
        ],
    }
    found = advice(tables)
    assert found[0]["organisation"] == "z"
    assert reasons(found[0])["tied"] == ["referrals"]


def test_a_competitor_is_no_friend():
    tables = {
        "organisations": [organisation("alone"), organisation("x"), organisation("y")],
        "ties": [*partners("x-y"), {"from": "x", "to": "alone", "kind": "competes"}],
    }
    assert advice(tables) == []


def test_a_broker_is_one_whose_ties_reach_several_zones():
    nodes = [
        organisation("alone", commune="c1"),
        organisation("x", zone="NE"),
        organisation("y", zone="S"),
        organisation("z", zone="NE"),
    ]
    found = advice({"organisations": nodes, "ties": partners("x-y", "x-z")})
    assert reasons(found[0])["broker"] == ["NE", "S"]
    assert found[0]["organisation"] == "x"


def test_there_are_at_most_three_and_the_better_tied_wins():
    nodes = [organisation("alone", zone="NE")] + [
        organisation(f"n{i}", zone="NE") for i in range(6)
    ]
    ties = partners("n0-n1", "n0-n2", "n0-n3", "n4-n5", "n4-n0")
    found = advice({"organisations": nodes, "ties": ties})
    assert len(found) == COUNT == 3
    assert found[0]["organisation"] == "n0"
    assert found[1]["organisation"] == "n4"


def test_nobody_is_suggested_in_a_layer_where_nobody_is_tied():
    tables = {
        "organisations": [organisation("alone", zone="NE"), organisation("x", zone="NE")],
        "ties": partners("x-x"),
    }
    assert advice(tables) == []


def test_reasons_are_told_in_the_order_of_their_weights():
    assert list(WEIGHTS.values()) == sorted(WEIGHTS.values(), reverse=True)
    for row in isp_graph.isolated(isp_graph.read("demo"), ["all", "boards"]).rows:
        for entry in row["suggestions"]:
            codes = [reason["code"] for reason in entry["reasons"]]
            assert codes == [code for code in WEIGHTS if code in codes]
            assert codes
