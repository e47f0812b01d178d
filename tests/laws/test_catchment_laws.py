"""Where the public comes from: sums one by one, intervals of scipy, unknown kept unknown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

import isp_graph
from isp_graph.chance.proportions import wilson, wilson_clustered
from tests.laws.filieres import Paths, filieres
from tests.laws.folders import read_case
from tests.laws.oracle import get, seat_zone


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_that_of_scipy(counts):
    inside, total = counts
    meant = binomtest(inside, total).proportion_ci(0.95, method="wilson")
    assert wilson(inside, total) == pytest.approx((meant.low, meant.high), abs=1e-12)


@pytest.mark.parametrize("operators", [3, 5, 8, 20])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
@pytest.mark.parametrize("alike", [0.0, 0.05, 0.2])
def test_intervals_of_operators_hold_the_share(operators, share, alike):
    draw = np.random.default_rng(20)
    held = plain = 0
    draws = 400
    for _ in range(draws):
        people = draw.integers(5, 80, operators)
        own = np.full(operators, share)
        if alike:
            spread = 1 / alike - 1
            own = draw.beta(share * spread, (1 - share) * spread, operators)
        inside = draw.binomial(people, own)
        limits = wilson_clustered(inside.tolist(), people.tolist())
        assert limits is not None
        held += limits[0] <= share <= limits[1]
        low, high = wilson(int(inside.sum()), int(people.sum()))
        plain += low <= share <= high
    assert held / draws > 0.9
    if alike:  # as if each person were drawn independently
        assert plain < held


def test_one_operator_does_not_tell_of_its_kind():
    assert wilson_clustered([3], [7]) is None
    # All inside: as if the people of an operator were one.
    low, high = wilson_clustered([50, 50, 50, 50], [50, 50, 50, 50]) or (0, 0)
    assert (low < 0.5, high) == (True, 1)


@settings(max_examples=30)
@given(filieres, st.sampled_from((None, "2010", "2015")))
def test_rows_equal_adding_up(tables, day):
    case = read_case(tables, day)
    world = case.world
    own = {row["id"]: row for row in world.tables["organisations"]}
    zone_of = {row["id"]: get(row, "zone") for row in world.tables["communes"]}

    def summed(organisations):
        people = inside = unknown = uncounted = 0
        for row in world.rows("publics"):
            if row["organisation"] not in organisations:
                continue
            home = get(row, "zone") or zone_of.get(get(row, "commune"), "")
            if not get(row, "people"):
                uncounted += 1
            elif not home and not Paths(world).beyond(get(row, "commune")):
                unknown += int(row["people"])
            else:
                people += int(row["people"])
                seat = seat_zone(world, own[row["organisation"]])
                inside += int(row["people"]) if seat and home == seat else 0
        return people, inside, unknown, uncounted

    rows = isp_graph.catchment(case.data).rows
    of_operators = [row for row in rows if row["organisation"] is not None]
    assert [row["organisation"] for row in of_operators] == sorted(
        {row["organisation"] for row in world.rows("publics")}
    )
    keys = ("people", "inside", "unknown", "uncounted")
    for row in of_operators:
        people, inside, unknown, uncounted = summed({row["organisation"]})
        if not seat_zone(world, own[row["organisation"]]):
            assert row["share_inside"] is row["inside"] is row["low"] is None
            assert (row["people"], row["unknown"]) == (people, unknown)
            continue
        assert tuple(row[key] for key in keys) == (people, inside, unknown, uncounted)
        assert row["share_inside"] == (inside / people if people else None)
    seated = {one for one, row in own.items() if seat_zone(world, row)}
    offers = world.rows("offers")
    for row in rows:
        if row["organisation"] is not None:
            continue
        members = {
            one
            for one in seated
            if (row["kind"] is None or own[one]["kind"] == row["kind"])
            and all(
                row[key] is None
                or any(o["organisation"] == one and get(o, key) == row[key] for o in offers)
                for key in ("sector", "step")
            )
        }
        assert tuple(row[key] for key in keys) == summed(members)
        counts = [part[:2] for part in map(summed, ([one] for one in sorted(members))) if part[0]]
        limits = wilson_clustered([k for _, k in counts], [n for n, _ in counts])
        assert (row["low"], row["high"]) == pytest.approx(limits or (None, None))
        assert row["operators"] == len(counts)
        assert sum(row[key] is not None for key in ("kind", "sector", "step")) == 1
    flows = isp_graph.catchment_flows(case.data).rows
    for row in of_operators:
        from_everywhere = [f for f in flows if f["organisation"] == row["organisation"]]
        assert sum(f["people"] for f in from_everywhere) == row["people"]


def test_what_nearness_would_change():
    tables = {
        "zones": [{"id": zone, "name_fr": zone} for zone in "AB"],
        "organisations": [
            {"id": "a", "name": "a", "zone": "A"},
            {"id": "r", "name": "r", "kind": "reference_centre"},
        ],
        "sectors": [{"id": "bois", "name_fr": "Bois"}, {"id": "pain", "name_fr": "Pain"}],
        "steps": [{"id": "in", "position": "1", "name_fr": "In"}],
        "offers": [{"id": "1", "organisation": "a", "step": "in", "sector": "bois"}],
        "demand": [
            {"zone": "A", "sector": "bois", "people": "30"},
            {"zone": "B", "sector": "bois", "people": "10"},
            {"zone": "B", "sector": "pain", "people": "500"},
        ],
        "publics": [
            {"organisation": "a", "zone": "A", "people": "6"},
            {"organisation": "a", "zone": "B", "people": "2"},
            {"organisation": "a", "people": "5"},
            {"organisation": "r", "zone": "B", "people": "9"},
        ],
    }
    rows = isp_graph.catchment(read_case(tables).data).rows
    one, regional = rows[:2]
    assert (one["people"], one["unknown"]) == (8, 5)
    assert (one["share_inside"], one["predicted"]) == (0.75, 0.75)
    assert (regional["share_inside"], regional["predicted"]) == (None, None)


def test_without_publics_there_is_no_row_and_no_method():
    result = isp_graph.catchment(isp_graph.read("bruxelles-2015"))
    assert result.rows == []
    assert result.method is None


def test_in_the_demonstration_associations_draw_from_elsewhere():
    rows = isp_graph.catchment(isp_graph.read("demo")).rows
    by_kind = {row["kind"]: row for row in rows if row["organisation"] is None}
    assert by_kind["oisp"]["high"] < 0.5 < by_kind["mission_locale"]["low"]
    assert by_kind["cpas"]["share_inside"] == 1
