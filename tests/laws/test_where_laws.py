"""What ``--where`` and ``--date`` keep equals the oracle's choice, one key or several."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import isp_graph
from isp_graph.datasets.selection import FILTERS as KEYS
from isp_graph.errors import UsageError
from tests.laws import oracle
from tests.laws.folders import FILTERS, Case, datasets, days, questions, read_case, read_tables
from tests.laws.folders import tables_of as tables

_TABLES = ("coverage", "organisation_sectors", "offers", "mandates", "attendance", "ties")


def assert_same_records(case: Case) -> None:
    kept = sorted(row["id"] for row in case.world.tables["organisations"])
    assert case.data.table("organisations")["id"].to_list() == kept
    for name in _TABLES:
        columns = list(case.tables[name][0]) if case.tables[name] else []
        wanted = [column for column in columns if column not in ("flow", "amount")]
        frame = case.data.evidence(name).select(wanted)
        found = sorted(tuple(cell or "" for cell in row) for row in frame.iter_rows())
        meant = sorted(tuple(row[column] for column in wanted) for row in case.world.rows(name))
        assert found == meant, name


@settings(max_examples=20)
@given(datasets, questions)
def test_what_is_kept_equals_the_oracle(drawn, asked):
    whole = read_tables(drawn)
    for date, filters in asked:
        assert_same_records(whole.restricted(date, filters))


@settings(max_examples=8)
@given(datasets, days)
def test_each_key_alone(drawn, date):
    whole = read_tables(drawn)
    ids = [row["id"] for row in drawn["organisations"]]
    for key, values in {**FILTERS, "organisation": ids[:2]}.items():
        for value in values:
            assert_same_records(whole.restricted(date, {key: [value]}))


def test_every_key_is_tried_here():
    assert set(KEYS) == {*FILTERS, "organisation"}


def test_the_same_key_again_is_or_another_is_and():
    case = read_case(tables(10, 3, 7))
    either = case.data.where(zone=["NE", "S"])
    one, other = case.data.where(zone="NE"), case.data.where(zone="S")
    ids = {name: set(data.table("organisations")["id"]) for name, data in
           (("either", either), ("one", one), ("other", other))}  # fmt: skip
    assert ids["either"] == ids["one"] | ids["other"]
    both = set(case.data.where(zone="NE", kind="oisp").table("organisations")["id"])
    assert both == ids["one"] & set(case.data.where(kind="oisp").table("organisations")["id"])
    chained = case.data.where(zone="NE").where(zone="S").table("organisations")["id"]
    assert set(chained) == ids["one"] & ids["other"]


@settings(max_examples=8)
@given(datasets, questions)
def test_conditions_one_after_the_other_are_conditions_together(drawn, asked):
    whole = read_tables(drawn)
    for date, filters in asked:
        together = whole.data.at(date).where(**filters)
        step = whole.data.at(date)
        for key, values in filters.items():
            step = step.where(**{key: values})
        for name, frame in together.tables.items():
            assert frame.equals(step.tables[name]), (name, filters)


@settings(max_examples=8)
@given(datasets, questions)
def test_nothing_points_to_what_is_not_kept(drawn, asked):
    whole = read_tables(drawn)
    for date, filters in asked:
        data = whole.data.at(date).where(**filters)
        kept = set(data.table("organisations")["id"])
        for name, ends in oracle.ENDS.items():
            for end in ends:
                assert set(data.table(name)[end].drop_nulls()) <= kept
        for link, column, table in (
            ("mandates", "person", "people"),
            ("attendance", "meeting", "meetings"),
        ):
            used = set(data.table(link)[column].drop_nulls())
            assert used <= set(data.table(table)["id"])


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        ("zone", ["NE", "Nord-Est", "nord est", "Noordoost", "North-East", "NORD-EST"]),
        ("commune", ["21015", "Schaerbeek", "schaarbeek"]),
        ("sector", ["construction", "Construction"]),
        ("step", ["preformation", "préformation", "Préformation"]),
        ("kind", ["cpas", "CPAS", "OCMW", "ocmw"]),
        ("language", ["nl", "néerlandais", "Dutch", "Nederlands"]),
        ("certainty", ["fictional", "fictif", "fictief"]),
        ("modality", ["observed", "observé", "waargenomen"]),
    ],
)
def test_values_may_be_written_in_any_language(key, spellings):
    demo = isp_graph.read("demo")
    frames = [demo.where(**{key: spelling}).tables for spelling in spellings]
    assert frames[0]["organisations"].height > 0
    for other in frames[1:]:
        assert all(frames[0][name].equals(other[name]) for name in other)


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"zon": "NE"}, "unknown key “zon”.*Nearest: zone"),
        ({"zone": "Nord-Estt"}, "Nearest: Nord-Est"),
        ({"kind": "cpaz"}, "Nearest: cpas"),
        ({"commune": "Schaerbek"}, "Nearest: Schaerbeek"),
        ({"sector": "constructoin"}, "Nearest: construction"),
        ({"step": "formations"}, "Nearest: formation"),
        ({"organisation": "oisp-1"}, "Nearest: oisp-"),
        ({"certainty": "certian"}, "Nearest: certain"),
        ({"modality": "obsrved"}, "Nearest: observed"),
        ({"zone": "Mars"}, "Known: "),
    ],
)
def test_unknown_keys_and_values_are_refused_with_the_nearest(filters, told):
    with pytest.raises(UsageError, match=told):
        isp_graph.read("demo").where(**filters)


def test_a_date_that_is_none_is_refused():
    with pytest.raises(UsageError, match="no date"):
        isp_graph.read("demo").at("yesterday")


@pytest.mark.parametrize("written", ["2014-03-31", "31/03/2014", "31.03.2014"])
def test_a_day_may_be_written_day_first(written):
    assert isp_graph.read("demo").at(written).date == "2014-03-31"


def test_a_partial_date_means_its_first_day():
    demo = isp_graph.read("demo")
    assert demo.at("2014").date == "2014-01-01"
    assert demo.at("2014-07").date == "2014-07-01"


def test_without_any_date_nothing_is_filtered():
    case = read_case(tables(8, 3, 2))
    assert case.data.current().date is None
    assert case.data.current().tables == case.data.tables


@settings(max_examples=8)
@given(datasets, questions)
def test_a_key_that_excludes_keeps_all_others(drawn, asked):
    whole = read_tables(drawn)
    for date, filters in asked:
        dated = whole.data.at(date)
        for key, values in filters.items():
            kept = set(dated.where(**{key: values}).table("organisations")["id"])
            other = dated.where(**{f"{key}!": values})
            left = set(other.table("organisations")["id"])
            everybody = set(dated.table("organisations")["id"])
            if key in ("certainty", "modality"):
                assert left == kept == everybody
                for table in ("ties", "attendance", "offers"):
                    rows = other.evidence(table)[key]
                    told = rows.fill_null("observed") if key == "modality" else rows.drop_nulls()
                    assert not set(told) & set(values), (table, key)
            else:
                assert left == everybody - kept
                ends = {*other.table("ties")["from"], *other.table("ties")["to"]}
                assert ends <= left


def test_what_is_excluded_is_told_and_a_day_chosen_later_excludes_it_too():
    demo = isp_graph.read("demo")
    early = demo.where(**{"zone!": "Nord-Est"}).at("2010")
    late = demo.at("2010").where(**{"zone!": "NE"})
    assert early.filters == late.filters == (("zone!", ("NE",)),)
    assert early.table("organisations").equals(late.table("organisations"))
    rows = isp_graph.gaps(demo.where(**{"zone!": "NE"})).rows
    assert {row["zone"] for row in rows} == {"C", "NO", "O", "S", "SE"}
    rows = isp_graph.gaps(demo.where(**{"zone!": ["NE", "C"], "sector!": "horeca"})).rows
    assert {row["zone"] for row in rows} == {"NO", "O", "S", "SE"}
    assert "horeca" not in {row["sector"] for row in rows}
    with pytest.raises(UsageError, match=r"unknown key “zon”.*Nearest: zone"):
        demo.where(**{"zon!": "NE"})
