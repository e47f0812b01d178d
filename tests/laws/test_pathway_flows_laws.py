"""Flows between zones, steps met outside, and carriers, against every pathway one by one."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.errors import UsageError
from tests.laws.filieres import SECTORS, Paths, filieres
from tests.laws.folders import read_case

days = st.sampled_from((None, "2010", "2015"))


def stands(zone, offers, lies):
    """Every way in which a person stands along a pathway, with its chance."""
    if not offers:
        yield (), Fraction(1)
        return
    where = lies[offers[0]]
    choices = [zone] if zone in where else sorted(where)
    for choice in choices:
        for rest, chance in stands(choice, offers[1:], lies):
            yield (choice, *rest), chance / len(choices)


def enumerated(paths, sector, home, weight):
    """Sum weights over pathways: by hand-over and zones, and by step and zone."""
    rows = {row["id"]: row for row in paths.offers(sector, home)}
    lies = {offer: paths.lies(row) for offer, row in rows.items()}
    flows: dict = defaultdict(Fraction)
    met: dict = defaultdict(Fraction)
    for path in paths.all(sector, home):
        value = weight([rows[offer] for offer in path.offers])
        if not value:
            continue
        steps = [rows[offer]["step"] for offer in path.offers]
        for zones, chance in stands(home, path.offers, lies):
            for (a, z), (b, y) in pairwise(zip(steps, zones, strict=True)):
                flows[a, b, z, y] += value * chance
            for step, zone in zip(steps, zones, strict=True):
                met[step, zone] += value * chance
    return flows, met


def by_places(offers):
    value = Fraction(1)
    for offer in offers:
        value *= int(offer["places"] or 0)
    return value


@settings(max_examples=20)
@given(filieres, days, st.sampled_from(("pathways", "places")))
def test_flows_equal_enumeration(tables, day, weighted_by):
    case = read_case(tables, day)
    paths = Paths(case.world)
    weight = by_places if weighted_by == "places" else lambda offers: Fraction(1)
    meant: dict = defaultdict(Fraction)
    for sector in SECTORS:
        for home in paths.zones:
            for key, value in enumerated(paths, sector, home, weight)[0].items():
                meant[(*key, sector)] += value
                meant[(*key, None)] += value
    names = ("step_from", "step_to", "zone_from", "zone_to", "sector")
    rows = isp_graph.pathway_flows(case.data, weighted_by=weighted_by).rows
    found = {tuple(row[name] for name in names): row for row in rows}
    assert len(found) == len(rows)
    assert {key: pytest.approx(float(value)) for key, value in meant.items() if value} == {
        key: row["pathways"] for key, row in found.items()
    }
    through: dict = defaultdict(Fraction)
    for (a, b, _, _, sector), value in meant.items():
        through[a, b, sector] += value
    for (a, b, z, y, sector), row in found.items():
        share = meant[a, b, z, y, sector] / through[a, b, sector]
        assert row["share"] == pytest.approx(float(share))


@settings(max_examples=12)
@given(filieres, days)
def test_what_is_met_outside(tables, day):
    case = read_case(tables, day)
    paths = Paths(case.world)
    rows = isp_graph.pathway_outside(case.data).rows
    for sector in SECTORS:
        for home in paths.zones:
            met = enumerated(paths, sector, home, lambda offers: Fraction(1))[1]
            own = [row for row in rows if (row["zone"], row["sector"]) == (home, sector)]
            assert {(row["step"], row["zone_met"]) for row in own} == set(met)
            for row in own:
                every = sum(value for (step, _), value in met.items() if step == row["step"])
                here = met.get((row["step"], home), Fraction())
                assert row["pathways"] == pytest.approx(float(met[row["step"], row["zone_met"]]))
                assert row["outside"] == pytest.approx(float(1 - here / every))


@settings(max_examples=15)
@given(filieres, days)
def test_carriers_equal_removing_each(tables, day):
    case = read_case(tables, day)
    paths = Paths(case.world)
    rows = isp_graph.pathway_depends(case.data).rows
    told = [(row["sector"], row["kind"], row["organisation"] or "", row["zones"]) for row in rows]
    assert [each[:3] for each in told] == sorted(each[:3] for each in told)
    for home in paths.zones:
        mine = [row for row in rows if home in row["zones"]]
        for sector in SECTORS:
            compare([row for row in mine if row["sector"] == sector], paths, sector, home)


def compare(own, paths, sector, home):
    by_id = {row["id"]: row["organisation"] for row in paths.offers(sector, home)}
    found = list(paths.all(sector, home))
    if not found:
        assert not own
        return
    linked = [path for path in found if not path.opened]
    meant = {}
    for operator in set(by_id.values()):
        left = [p for p in found if operator not in {by_id[o] for o in p.offers}]
        linked_left = [p for p in left if not p.opened]
        if not left or (linked and not linked_left):
            carries = "linked" if left else "pathways"
            meant[operator] = (carries, len(left), len(linked_left))
    assert meant == {
        row["organisation"]: (row["carries"], row["pathways_left"], row["linked_left"])
        for row in own
        if row["kind"] == "operator"
    }
    pairs = [
        {frozenset((by_id[a], by_id[b])) for a, b in pairwise(path.offers) if by_id[a] != by_id[b]}
        for path in linked
    ]
    links = set.intersection(*pairs) if pairs else set()
    told = [row for row in own if row["kind"] == "link"]
    assert links == {frozenset((row["organisation"], row["other"])) for row in told}
    smallest = next(
        (
            size
            for size in range(1, 6)
            for gone in combinations(sorted(set(by_id.values())), size)
            if all({by_id[o] for o in path.offers} & set(gone) for path in found)
        ),
        None,
    )
    assert [row["operators"] for row in own if row["kind"] == "step"] == (
        [] if smallest is None else [smallest]
    )


def test_referrals_are_spread_over_what_they_can_have_meant():
    # Operator a receives in A; b trains in A and in B; c trains elsewhere and is no successor.
    tables = {
        "zones": [{"id": zone, "name_fr": zone} for zone in "AB"],
        "organisations": [{"id": one, "name": one, "zone": "A"} for one in "abc"],
        "sectors": [{"id": "bois", "name_fr": "Bois"}],
        "steps": [
            {"id": "in", "position": "1", "name_fr": "In"},
            {"id": "on", "position": "2", "name_fr": "On"},
            {"id": "out", "position": "3", "name_fr": "Out"},
        ],
        "offers": [
            {"id": "1", "organisation": "a", "step": "in"},
            {"id": "2", "organisation": "b", "step": "on", "sector": "bois"},
            {"id": "3", "organisation": "b", "step": "on", "sector": "bois", "zone": "B"},
            {"id": "4", "organisation": "c", "step": "out", "sector": "bois"},
        ],
        "ties": [
            {"from": "a", "to": "b", "kind": "referral", "flow": "10"},
            {"from": "a", "to": "c", "kind": "referral", "flow": "4"},
            {"from": "b", "to": "a", "kind": "referral"},
        ],
    }
    result = isp_graph.pathway_flows(read_case(tables).data, weighted_by="referrals")
    people = {(r["zone_from"], r["zone_to"], r["sector"]): r["pathways"] for r in result.rows}
    assert people == {
        ("A", "A", None): 5,
        ("A", "B", None): 5,
        ("A", "A", "bois"): 5,
        ("A", "B", "bois"): 5,
    }
    assert result.basis.parameters["people_unexplained"] == 4
    assert result.basis.parameters["referrals_without_flow"] == 1


def test_an_unknown_weight_is_refused():
    with pytest.raises(UsageError) as refused:
        isp_graph.pathway_flows(isp_graph.read("demo"), weighted_by="luck")
    assert refused.value.key == "unknown_pathway_weight"


@settings(max_examples=25)
@given(filieres, days)
def test_hand_overs_that_cross(tables, day):
    case = read_case(tables, day)
    paths = Paths(case.world)
    order = [step["id"] for step in paths.steps]
    may = {step["id"]: step["skippable"] == "yes" for step in paths.steps}
    meant: dict = defaultdict(lambda: dict.fromkeys(("within", "linked", "open"), 0))
    for sector in SECTORS:
        for before, after in product(paths.offers(sector), repeat=2):
            at, later = order.index(before["step"]), order.index(after["step"])
            passed = order[at + 1 : later]
            if later <= at or not all(may[step] for step in passed):
                continue
            if paths.lies(before) & paths.lies(after):
                continue
            if not paths.accepts(before) & paths.accepts(after):
                continue
            for zones in product(paths.lies(before), paths.lies(after)):
                key = (before["step"], after["step"], *zones, sector)
                meant[key][paths.hand_over(before, after)] += 1
    names = ("step_from", "step_to", "zone_from", "zone_to", "sector")
    rows = isp_graph.hand_overs(case.data).rows
    found = {
        tuple(row[name] for name in names): {
            kind: row[kind] for kind in ("within", "linked", "open")
        }
        for row in rows
    }
    assert found == meant
    assert list(found) == sorted(found)


def test_where_there_is_no_zone_pathways_depend_on_nobody():
    data = read_case({"organisations": [{"id": "a", "name": "A"}]}).data
    assert isp_graph.pathway_depends(data).rows == []
    assert isp_graph.hand_overs(data).rows == []
