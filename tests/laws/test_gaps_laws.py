"""Gaps, status by status, as the contract words them; and the facts of the demonstration."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.datasets.geometry import geometry_of
from isp_graph.errors import UsageError
from isp_graph.schema.resources import resource
from tests.laws.filieres import SECTORS, Paths, filieres
from tests.laws.folders import read_case
from tests.laws.oracle import get

ORDER = ("none", "ineligible", "elsewhere", "unlinked", "bottleneck", "fragile")
days = st.sampled_from((None, "2010", "2015"))
profiles = st.sampled_from(((), (), ("jeunes", ""), ("", "fr"), ("jeunes", "nl")))


def beside(paths, at, way):
    """Steps just before or just after, those that may be passed over among them."""
    found, at = [], at + way
    while 0 <= at < len(paths.steps):
        found.append(paths.steps[at]["id"])
        if paths.steps[at]["skippable"] != "yes":
            break
        at += way
    return found


def places(offers):
    return None if any(not o["places"] for o in offers) else sum(int(o["places"]) for o in offers)


def cell(paths, zone, sector, at):
    """Everything that the contract says of one cell."""
    step = paths.steps[at]["id"]
    every = [o for o in paths.offers(sector, every=True) if o["step"] == step]
    offers = paths.offers(sector, zone)
    there = [o for o in offers if o["step"] == step]
    own = [o for o in there if zone in paths.lies(o)]
    operators = {o["organisation"] for o in own}
    sides = []
    for way in (-1, 1):
        near = beside(paths, at, way)
        others = [o for o in offers if o["step"] in near]
        if near:
            sides.append(any(paths.hand_over(a, b) != "open" for a in own for b in others))
    earlier = [
        places(cells)
        for each in paths.steps[:at]
        if (cells := [o for o in offers if o["step"] == each["id"] and zone in paths.lies(o)])
    ]
    mine = places(own)
    known = own and earlier and mine is not None and None not in earlier
    holds = {
        "none": not every,
        "ineligible": bool(every)
        and not own
        and (not there or any(zone in paths.lies(o) for o in every)),
        "elsewhere": not own and bool(there),
        "unlinked": bool(own) and bool(sides) and not any(sides),
        "bottleneck": bool(known) and mine < min(earlier),
        "fragile": len(operators) == 1,
    }
    where = {z for o in there for z in paths.lies(o)}
    return [status for status in ORDER if holds[status]], own, mine, where


@settings(max_examples=40)
@given(filieres, days, profiles)
def test_rows_equal_the_contract_word_by_word(tables, day, profile):
    public, language = profile or ("", "")
    named = {
        part for t in ("offers", "demand") for r in tables[t] for part in r["public"].split("|")
    }
    if public not in {"", *named}:
        public = ""
    case = read_case(tables, day)
    paths = Paths(case.world, public, language)
    rows = isp_graph.gaps(
        case.data, public=[public] if public else [], language=[language] if language else []
    ).rows
    assert rows == sorted(rows, key=lambda row: (row["zone"], row["sector"], row["step"]))
    found = {(row["zone"], row["sector"], row["step"]): row for row in rows}
    assert len(found) == len(paths.zones) * len(SECTORS) * len(paths.steps)
    for (zone, sector, step), row in found.items():
        asked = [
            r
            for r in case.world.rows("demand")
            if r["zone"] == zone and get(r, "sector") == sector and public in ("", r["public"])
        ]
        counts = [r["people"] for r in asked]
        assert row["affected"] == (sum(map(int, counts)) if counts and all(counts) else None)
        if not tables["offers"]:
            assert (row["status"], row["operators"], row["places"]) == ("unknown", None, None)
            continue
        at = [each["id"] for each in paths.steps].index(step)
        holds, own, known, where = cell(paths, zone, sector, at)
        assert [row["status"], *row["also"]] == (holds or ["served"])
        assert row["operators"] == len({offer["organisation"] for offer in own})
        assert row["offers"] == sorted(offer["id"] for offer in own)
        assert row["places"] == known
        alone = min(where) if "elsewhere" in holds and len(where) == 1 else None
        assert (row["nearest_zone"], row["cost"]) == (alone, None)


def test_a_zone_declared_unknown_is_unknown():
    tables = {
        "zones": [
            {"id": "A", "name_fr": "A"},
            {"id": "B", "name_fr": "B", "unknown_reason": "nobody answered"},
        ],
        "organisations": [{"id": "o", "name": "O", "zone": "A"}],
        "steps": [{"id": "in", "position": "1", "name_fr": "In"}],
        "offers": [{"id": "1", "organisation": "o", "step": "in"}],
    }
    rows = isp_graph.gaps(read_case(tables).data).rows
    assert [(r["zone"], r["sector"], r["status"]) for r in rows] == [
        ("A", None, "fragile"),
        ("B", None, "unknown"),
    ]


# --- the demonstration -----------------------------------------------------------------------

PLANTED = tomllib.loads((resource("data") / "demo" / "planted.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def demo_rows():
    return isp_graph.gaps(isp_graph.read("demo"), geometry=geometry_of("demo")).rows


def called(rows, status):
    return {
        (row["zone"], row["sector"], row["step"])
        for row in rows
        if status in (row["status"], *row["also"])
    }


@pytest.mark.parametrize("status", ["unlinked", "bottleneck"])
def test_the_planted_cell_and_no_other(demo_rows, status):
    fact = PLANTED[status]
    assert called(demo_rows, status) == {(fact["zone"], fact["sector"], fact["step"])}


def test_single_providers_and_no_other(demo_rows):
    facts = PLANTED["single_provider"]
    assert called(demo_rows, "fragile") == {(f["zone"], f["sector"], f["step"]) for f in facts}
    only = {row["only"] for row in demo_rows if row["status"] == "fragile"}
    assert only == {fact["organisation"] for fact in facts}


def test_the_break_and_the_preformation_elsewhere(demo_rows):
    fact = PLANTED["break"]
    away = called(demo_rows, "elsewhere")
    assert {cell for cell in away if cell[1] == fact["sector"]} == {
        (fact["zone"], fact["sector"], fact["step"])
    }
    far = PLANTED["preformation_elsewhere"]
    there = {cell[0] for cell in away if cell[1:] == (far["sector"], "preformation")}
    zones = {row["zone"] for row in demo_rows}
    assert there == zones - {far["zone"]}
    assert {c[0] for c in away if c[1:] == (far["sector"], "formation")} == zones - set(
        far["formation_zones"]
    )
    assert not called(demo_rows, "none") | called(demo_rows, "unknown")


def test_the_nearest_zone_is_the_one_on_the_map(demo_rows):
    by_cell = {(row["zone"], row["sector"], row["step"]): row for row in demo_rows}
    row = by_cell["S", "horeca", "formation"]
    # Of the five others, Anderlecht's middle is nearest to that of Forest, Saint-Gilles and Uccle.
    assert row["nearest_zone"] == "O"
    assert 4 < row["cost"] < 7


def test_a_profile_that_nobody_knows_is_refused():
    with pytest.raises(UsageError):
        isp_graph.gaps(isp_graph.read("demo"), public=["martians"])
