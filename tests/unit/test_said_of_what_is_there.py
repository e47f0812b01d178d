"""Nothing is said of what a dataset does not have; what was not computed says how to get it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.present.report import report

LANGUAGES = ("fr", "nl", "en")


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    """A list of firms and nothing else: no zone, no date, no tie."""
    rows = "".join(f"f{n},Firm {n}\n" for n in range(3))
    (tmp_path / "organisations.csv").write_text("id,name\n" + rows, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_centrality_without_any_layer_has_no_rows_and_says_so(
    firms: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert entry(["centrality", str(firms), "--lang", language]) == 0
    shown = capsys.readouterr().out
    assert "f0" not in shown
    assert shown.count("\n") == 1
    assert entry(["centrality", str(firms), "--format", "json", "--lang", language]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["rows"] == []
    assert told.err.strip() == shown.strip()


def test_centrality_keeps_a_layer_of_which_nobody_is_known_beside_others(firms: Path) -> None:
    (firms / "ties.csv").write_text("from,to,kind\nf0,f1,partnership\n", encoding="utf-8")
    data = isp_graph.read(firms)
    rows = isp_graph.centrality(data, ["boards", "partnerships"]).rows
    assert {(row["layer"], row["known"]) for row in rows} == {
        ("boards", False), ("partnerships", True),
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_timeline_without_dates_is_a_sentence_and_no_empty_table(
    firms: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert entry(["timeline", str(firms), "--lang", language]) == 0
    shown = capsys.readouterr().out
    assert shown.endswith(".\n")
    assert "---" not in shown


def test_a_page_of_data_without_dates_says_nothing_of_dates(firms: Path) -> None:
    assert isp_graph.read(firms).dated is False
    page = report(isp_graph.read(firms)).html
    byline = page.split('id="as-of">')[1].split("</span>")[0]
    assert byline == ""
    (firms / "ties.csv").write_text(
        "from,to,kind,start\nf0,f1,partnership,2010\n", encoding="utf-8"
    )
    assert isp_graph.read(firms).dated is True
    byline = report(isp_graph.read(firms)).html.split('id="as-of">')[1].split("</span>")[0]
    assert byline == "Toutes dates confondues"


def test_a_page_bears_the_title_of_its_dataset_and_of_no_other_network(firms: Path) -> None:
    assert "insertion" not in report(isp_graph.read(firms)).html.split("<main")[0].split("<body")[1]


@pytest.mark.parametrize(
    ("arguments", "limit", "hint"),
    [
        (["interlocks", "demo", "--two-mode"], "administrators", "--exact"),
        (["centrality", "demo"], "centrality", "--pivots"),
    ],
)
def test_path_measures_left_out_say_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    limit: str,
    hint: str,
) -> None:
    assert entry(arguments) == 0
    assert hint not in capsys.readouterr().err
    monkeypatch.setattr(f"isp_graph.analysis.{limit}.EXACT_LIMIT", 10)
    assert entry(arguments) == 0
    assert hint in capsys.readouterr().err
    assert entry([*arguments, "--exact"]) == 0
    assert hint not in capsys.readouterr().err


def test_summary_counts_the_rows_of_every_date_and_those_that_hold(tmp_path: Path) -> None:
    organisations = "id,name,covers,founded,closed\na,A,NE|S,,\nb,B,NE,,2010\nc,C,,2000,\n"
    (tmp_path / "organisations.csv").write_text(organisations, encoding="utf-8")
    (tmp_path / "zones.csv").write_text("id,name_fr\nNE,Nord-Est\nS,Sud\n", encoding="utf-8")
    (tmp_path / "coverage.csv").write_text(
        "organisation,zone,start,end\nc,S,2001,2005\nc,NE,2006,\n", encoding="utf-8"
    )
    counted = {
        row["table"]: (row["rows"], row["live"])
        for row in isp_graph.summary(isp_graph.read(tmp_path).at("2015")).rows
    }
    assert counted == {"organisations": (3, 2), "zones": (2, 2), "coverage": (2, 1)}
    whole = isp_graph.summary(isp_graph.read(tmp_path))
    assert whole.basis.date is None
    assert all(row["rows"] == row["live"] for row in whole.rows)


@pytest.mark.parametrize("name", ["demo", "bruxelles-2015"])
def test_terminal_and_page_tell_the_same_of_each_table(name: str) -> None:
    data = isp_graph.read(name)
    rows = isp_graph.summary(data).rows
    page = report(data, only="timeline").html
    block = page.split('id="page-data">')[1].split("</script>")[0]
    told = json.loads(block)["summary"]
    keys = ("rows", "live", "refused")
    assert [[row[key] for key in keys] for row in told] == [
        [row[key] for key in keys] for row in rows
    ]
    assert all(row["live"] <= row["rows"] for row in rows)
