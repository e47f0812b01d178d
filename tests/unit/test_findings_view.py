"""What is found in many rows is told once to people, and row by row to programs."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.present.findings import examples, finding_rows, findings_list, repeated
from isp_graph.schema.findings import MASK, SEVERITIES, finding

SEVERAL = {"fr": "fois", "nl": "keer", "en": "times"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = "".join(f"o{n},Organisation {n},NE\n" for n in range(40))
    ties = "".join(f"o{n % 37},o{n % 37 + 1},partnership\n" for n in range(1_159))
    (tmp_path / "organisations.csv").write_text("id,name,zone\n" + names, "utf-8")
    (tmp_path / "ties.csv").write_text("from,to,kind\n" + ties, "utf-8")
    (tmp_path / "people.csv").write_text("id,name\np1,Mirabelle Un\n", "utf-8")
    seats = "person,organisation,start,end\np1,o1,2001,2009\np1,o1,2002,2003\np1,o1,2005,2006\n"
    (tmp_path / "mandates.csv").write_text(seats, "utf-8")
    return tmp_path


def test_a_thousand_doubles_are_one_entry_with_both_rows_and_names(folder, capfdbinary):
    assert entry(["check", str(folder), "--lang", "en"]) == 0
    said = capfdbinary.readouterr().out.decode()
    assert said.count("(duplicate_tie)") == 1
    assert "ties.csv:39  This tie stands already on row 2: Organisation 0 [o0] – Org" in said
    assert "1,122 times: rows 39, 40, 41, 42, 43, 44, 45, 46, 47, 48 …" in said
    assert "for example rows 40 and 3 (Organisation 1 [o1] – Organisation 2 [o2]); rows 41" in said
    assert len(said.splitlines()) < 15
    assert entry(["check", str(folder), "--format", "json"]) == 0
    rows = json.loads(capfdbinary.readouterr().out)["rows"]
    assert sum(row["code"] == "duplicate_tie" for row in rows) == 1_122


def test_both_rows_of_a_seat_held_twice_are_named_and_nobody_is(folder):
    data = isp_graph.read(folder)
    seats = [one for one in data.findings if one.code == "duplicate_seat"]
    assert [(one.row, one.twin) for one in seats] == [(3, "2"), (4, "2")]
    public = findings_list(data.pseudonymised(b"key"), "en")
    assert "Organisation 1 [o1] at that time (row 2)" in public
    assert f"rows 4 and 2 ({MASK})" in public
    assert "Mirabelle" not in public
    assert "p1" not in public


def test_the_page_says_the_same(folder):
    data = isp_graph.read(folder).pseudonymised(b"key")
    told = finding_rows(data)
    assert sum(row["n"] for row in told["rows"]) == len(data.findings)
    assert told["left"] == 0
    (ties,) = (row for row in told["rows"] if row["n"] == 1_122)
    assert ties["w"] == "ties.csv:39"
    assert "1.122 keer: rijen 39, 40" in ties["t"][1]
    few = finding_rows(data, limit=1)
    assert few["rows"][0]["n"] + few["left"] == len(data.findings)
    assert few["counts"] == told["counts"]


CODES = ("missing_value", "duplicate_tie", "unknown_column", "bad_type", "encoding_guessed")
places = st.tuples(
    st.sampled_from(CODES),
    st.sampled_from(["a.csv", "b.csv"]),
    st.one_of(st.none(), st.integers(1, 30)),
    st.sampled_from(["x", "y"]),
    st.sampled_from(["", "u", "v"]),
)


@given(st.lists(places, max_size=60), st.sampled_from(list(SEVERAL)))
def test_every_finding_is_counted_once(drawn, language):
    listed = [
        finding(
            *place,
            letter="C",
            other="7",
            kind_fr="une date",
            kind_nl="een datum",
            kind_en="a date",
        )
        for place in drawn
    ]
    groups = repeated(listed)
    assert sorted(one.order() for group in groups for one in group) == sorted(
        one.order() for one in listed
    )
    assert [SEVERITIES.index(group[0].severity) for group in groups] == sorted(
        SEVERITIES.index(group[0].severity) for group in groups
    )
    for group in groups:
        assert len({(one.code, one.file, one.severity) for one in group}) == 1
        if len(group) > 1:
            said = examples(group, lambda _, one: one, language)
            (count,) = re.findall(rf"^(\d+)\s{SEVERAL[language]}", said)
            assert int(count) == len(group)
