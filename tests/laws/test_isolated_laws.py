"""Isolated partners: statuses by brute force, the data's silence, and who could help."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.present.names import layer_label
from isp_graph.present.numbered import Strings
from isp_graph.present.section import Answers, Context
from isp_graph.present.wording import say
from isp_graph.questions.isolated.reading import CLASSES, NEEDY_CLASSES, WORST_FIRST, reading
from isp_graph.questions.isolated.section import section
from isp_graph.questions.isolated.terminal import isolated_list
from isp_graph.texts import text
from tests.laws import oracle
from tests.laws.folders import datasets, days, incompletes, questions, read_case, read_tables

ORGANISATIONS = [{"id": f"o{n}", "name": f"Organisation {n}", "zone": "NE"} for n in range(6)]
BLANK: oracle.Tables = {
    "zones": [{"id": "NE", "name_fr": "Nord-Est"}, {"id": "S", "name_fr": "Sud"}],
    "communes": [],
    "organisations": ORGANISATIONS,
}


def tie(a: str, b: str, kind: str = "partnership", **facts: str) -> dict[str, str]:
    return {"from": a, "to": b, "kind": kind, **facts}


def statuses(case: Any, layer: str) -> dict[str, str]:
    rows = isp_graph.isolated(case.data, [layer]).rows
    return {row["organisation"]: row["status"] for row in rows}


@settings(max_examples=20)
@given(datasets, incompletes, questions)
def test_rows_equal_brute_force(tables, incomplete, asked):
    whole = read_tables(tables, incomplete)
    for date, filters in asked:
        case = whole.restricted(date, filters)
        names = [*oracle.layer_names(case.world), "meetings-hours", "all"]
        rows = isp_graph.isolated(case.data, names, suggestions=False).rows
        assert rows == sorted(rows, key=lambda row: (row["organisation"], row["layer"]))
        for name in names:
            own = {row["organisation"]: row for row in rows if row["layer"] == name}
            meant = oracle.isolated(case.world, name)
            assert list(own) == sorted(meant)
            for node, facts in meant.items():
                found = {key: own[node][key] for key in facts}
                assert found == facts, (name, node, date, filters)


def class_of(statuses: list[str]) -> str:
    """Class an organisation as the contract does, from its statuses in the common layers."""
    known = [status for status in statuses if status != "unknown"]
    if not known:
        return "unknown"
    if set(known) == {"isolated"}:
        return "isolated_everywhere"
    if "isolated" in known:
        return "isolated_somewhere"
    return "well_tied" if set(known) == {"well_tied"} else "weak"


@settings(max_examples=20)
@given(datasets, incompletes, days, st.booleans())
def test_terminal_and_page_class_everybody_as_the_rows_do(tables, incomplete, date, named):
    data = read_case(tables, date, incomplete=incomplete).data
    asked = ["meetings", "partnerships"] if named else None
    result = isp_graph.isolated(data, asked, suggestions=False)
    by: dict[str, dict[str, str]] = {}
    for row in result.rows:
        by.setdefault(row["layer"], {})[row["organisation"]] = row["status"]
    single = [layer for layer in by if layer != "all"]
    told = [layer for layer in single if set(by[layer].values()) - {"unknown"}]
    common: list[str] = [
        name for name in ("boards", "meetings", "partnerships", "referrals") if name in told
    ]
    common = asked or common or told or single
    meant = {node: class_of([by[name][node] for name in common]) for node in data.nodes["id"]}
    read = reading(result, named=named)
    assert dict(read.frame.iter_rows()) == meant
    counts = Counter(meant.values())
    shown = isolated_list(result, data, "en", named=named)
    for layer, statuses in by.items():
        own = Counter(statuses.values())
        line = next(each for each in shown.split("\n") if each.startswith(layer_label(layer, "en")))
        assert [int(part) for part in line.split()[-6:]] == [own[kind] for kind in WORST_FIRST]
    if not told:
        return
    for standing in NEEDY_CLASSES:
        assert f"{text(f'isolated.{standing}', 'en')} ({counts[standing]})" in shown
    parts = [part for part in shown.split("\n\n")[2:] if "\n- " in part]
    listed = [set(re.findall(r"^- .*? \[(.+?)\]", part, re.MULTILINE)) for part in parts]
    needy = [{node for node, own in meant.items() if own == name} for name in NEEDY_CLASSES]
    assert listed == [members for members in needy if members]
    assert say("isolated.count_well_tied", "en", counts["well_tied"]) in shown
    assert (say("isolated.count_unknown", "en", counts["unknown"]) in shown) is (
        "unknown" in counts
    )
    if named:
        return
    places = {node: place for place, node in enumerate(meant)}
    page = section(Context(Answers(data), places, {}, {}, Strings(), named=False))
    assert dict(zip(page["classes"], page["in_class"], strict=True)) == {
        name: counts[name] for name in CLASSES
    }
    met = dict(zip(page["order"], (CLASSES[code] for code in page["standing"]), strict=True))
    assert met == {places[node]: standing for node, standing in meant.items()}


@settings(max_examples=12)
@given(datasets, days)
def test_suggestions_are_tied_nodes_that_are_no_neighbours(tables, date):
    case = read_case(tables, date)
    nodes = set(case.world.nodes())
    names = {row["id"] for row in tables["organisations"]}
    for row in isp_graph.isolated(case.data).rows:
        graph = oracle.layer(case.world, row["layer"]).to_undirected()
        suggested = [entry["organisation"] for entry in row["suggestions"]]
        assert len(suggested) <= 3
        assert len(set(suggested)) == len(suggested)
        if row["status"] in ("unknown", "well_tied"):
            assert not suggested
        for other in suggested:
            assert other in nodes <= names
            assert other != row["organisation"]
            assert other not in graph[row["organisation"]]
            assert graph.degree(other) > 0
        for entry in row["suggestions"]:
            assert entry["reason"]
            assert [reason["code"] for reason in entry["reasons"]]


def test_each_status_as_the_contract_orders_them():
    # A square with two tails, a pair, and a loner.
    ids = ["a", "b", "c", "d", "t1", "t2", "u", "x", "y", "z"]
    pairs = ["a-b", "b-c", "c-d", "d-a", "a-t1", "t1-t2", "b-u", "x-y"]
    case = read_case(
        BLANK
        | {
            "organisations": [{"id": node, "name": node} for node in ids],
            "ties": [tie(*pair.split("-")) for pair in pairs],
        }
    )
    assert statuses(case, "partnerships") == {
        "a": "well_tied",
        "b": "well_tied",
        "c": "well_tied",
        "d": "well_tied",
        "t1": "dependent",
        "t2": "pendant",
        "u": "pendant",
        "x": "small_component",
        "y": "small_component",
        "z": "isolated",
    }


def test_a_layer_without_any_row_cannot_speak():
    case = read_case(BLANK | {"ties": [tie("o0", "o1")]})
    assert set(statuses(case, "referrals").values()) == {"unknown"}
    assert set(statuses(case, "boards").values()) == {"unknown"}
    assert statuses(case, "partnerships")["o5"] == "isolated"
    assert statuses(case, "all")["o5"] == "isolated"


def test_a_loop_and_a_class_of_actors_are_no_rows():
    everybody = {"id": "all-of-them", "name": "The employers", "collective": "yes"}
    ties = [tie("o0", "o0"), tie("o1", "all-of-them")]
    case = read_case(BLANK | {"organisations": [*ORGANISATIONS, everybody], "ties": ties})
    found = statuses(case, "partnerships")
    assert set(found.values()) == {"unknown"}
    assert "all-of-them" not in found


def test_who_never_had_a_mandate_is_unknown_in_boards():
    mandates = [
        {"person": "p", "organisation": "o0", "start": "2010"},
        {"person": "p", "organisation": "o1", "start": "2001", "end": "2002"},
    ]
    tables = BLANK | {"people": [{"id": "p", "name": "P"}], "mandates": mandates}
    found = statuses(read_case(tables, "2015"), "boards")
    assert (found["o0"], found["o1"], found["o2"]) == ("isolated", "isolated", "unknown")


def test_an_incomplete_table_and_a_reason_make_silence_unknown():
    organisations = [dict(row) for row in ORGANISATIONS]
    tables = BLANK | {"organisations": organisations, "ties": [tie("o0", "o1")]}
    assert statuses(read_case(tables, incomplete=("ties",)), "partnerships")["o5"] == "unknown"
    assert statuses(read_case(tables), "partnerships")["o5"] == "isolated"
    organisations[5]["unknown_reason"] = "no time"
    assert statuses(read_case(tables), "partnerships")["o5"] == "unknown"


def test_a_tie_that_a_condition_hides_is_known():
    outside = {"id": "far", "name": "Far", "zone": "S"}
    tables = BLANK | {
        "organisations": [*ORGANISATIONS, outside],
        "ties": [tie("o0", "far", certainty="probable"), tie("o1", "o2", certainty="certain")],
    }
    case = read_case(tables, filters={"zone": ["NE"]}, incomplete=("ties",))
    rows = {row["organisation"]: row for row in isp_graph.isolated(case.data, ["all"]).rows}
    assert (rows["o0"]["status"], rows["o0"]["degree_outside"]) == ("isolated", 1)
    assert rows["o3"]["status"] == "unknown"
    hidden = read_case(tables, filters={"certainty": ["certain"]}, incomplete=("ties",))
    assert statuses(hidden, "partnerships")["o0"] == "isolated"


def test_an_expected_tie_counts_where_it_is_asked_for():
    tables = BLANK | {"ties": [tie("o0", "o1", modality="expected"), tie("o0", "o2")]}
    case = read_case(tables, filters={"modality": ["expected"]}, incomplete=("ties",))
    rows = {row["organisation"]: row for row in isp_graph.isolated(case.data, ["all"]).rows}
    assert (rows["o0"]["degree"], rows["o0"]["degree_outside"]) == (1, 1)
    assert rows["o1"]["status"] == "pendant"
    assert rows["o2"]["status"] == "isolated"


def test_in_all_only_who_is_unknown_in_every_layer_that_counts():
    tables = BLANK | {
        "ties": [tie("o0", "o1"), tie("o4", "o5", kind="competes")],
        "meetings": [{"id": "m", "name": "M"}],
        "attendance": [{"meeting": "m", "organisation": "o3"}],
    }
    case = read_case(tables, incomplete=("ties", "attendance"))
    found = statuses(case, "all")
    assert found["o3"] == "isolated"
    assert found["o2"] == found["o4"] == "unknown"
    assert statuses(case, "competes")["o4"] == "pendant"


@pytest.mark.parametrize(
    ("founded", "date", "newcomer"),
    [
        ("2013-01-02", "2015-01-01", True),
        ("2013-01-01", "2015-01-01", False),
        ("2013", "2015", False),
        ("2014", "2015", True),
        ("2014-03-01", "2016-02-29", True),
        ("2014-02-28", "2016-02-29", False),
        ("2012-02-29", "2014-02-28", True),
        ("", "2015", None),
        ("2014", None, None),
    ],
)
def test_newcomers_are_under_two_years_old(founded, date, newcomer):
    tables = BLANK | {"organisations": [{"id": "o", "name": "O", "founded": founded}]}
    rows = isp_graph.isolated(read_case(tables, date).data, ["all"]).rows
    assert [row["newcomer"] for row in rows] == [newcomer]


@settings(max_examples=8)
@given(datasets, days, st.sampled_from(["NE", "S"]))
def test_a_day_and_a_condition_may_come_in_either_order(tables, date, zone):
    whole = read_tables(tables).data
    if date is None:
        return
    one = isp_graph.isolated(whole.at(date).where(zone=zone, certainty="certain"))
    other = isp_graph.isolated(whole.where(certainty="certain").where(zone=zone).at(date))
    assert one.rows == other.rows
    assert one.basis.parameters == other.basis.parameters


@settings(max_examples=20)
@given(datasets, incompletes, questions)
def test_the_load_is_null_where_meetings_are_not_known(tables, incomplete, asked):
    whole = read_tables(tables, incomplete)
    for date, filters in asked:
        case = whole.restricted(date, filters)
        status = statuses(case, "meetings")
        load = isp_graph.meeting_load(case.data).rows
        assert {row["organisation"] for row in load} == set(status)
        for row in load:
            unknown = status[row["organisation"]] == "unknown"
            assert (row["meetings"] is None) == unknown
            assert (row["hours_unknown"] is None) == unknown
            assert row["hours_per_year"] is None or not unknown
