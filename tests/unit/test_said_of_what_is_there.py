"""Nothing is said of what a dataset does not have; what was not computed says how to get it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.page.report import report

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
        (["interlocks", "demo", "--two-mode"], "boards.administrators", "--exact"),
        (["centrality", "demo"], "centrality.centrality", "--pivots"),
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
    monkeypatch.setattr(f"isp_graph.questions.{limit}.EXACT_LIMIT", 10)
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
    page = report(data, only="timeline", edition="internal").html
    block = page.split('id="page-data">')[1].split("</script>")[0]
    told = json.loads(block)["summary"]
    keys = ("rows", "live", "refused")
    assert [[row[key] for key in keys] for row in told] == [
        [row[key] for key in keys] for row in rows
    ]
    assert all(row["live"] <= row["rows"] for row in rows)


@pytest.mark.parametrize(
    "command", ["centrality", "subnetwork", "isolated", "homophily", "interlocks", "meetings"]
)
def test_a_day_on_which_nobody_is_left_is_told_and_nothing_else_is_concluded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    tables = {
        "organisations": "id,name,zone,founded\na,A,N,2010\nb,B,N,2011\n",
        "ties": "from,to,kind\na,b,partnership\n",
        "mandates": "person,organisation\np,a\np,b\n",
        "meetings": "id,name\nm,M\n",
        "attendance": "meeting,organisation\nm,a\nm,b\n",
    }
    for name, rows in tables.items():
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
    assert entry([command, str(tmp_path), "--date", "2000", "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert "There is no organisation to look at here" in told.err
    assert "Nothing to show." in told.out
    assert "---" not in told.out
    for false in ("of 0 organisations", "no type of tie is known", "these data", "the others"):
        assert false not in told.out.lower()


def test_data_that_name_somebody_on_another_day_are_not_said_to_name_nobody(
    firms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (firms / "mandates.csv").write_text("person,organisation,start\np,f0,2010\n", encoding="utf-8")
    assert entry(["interlocks", str(firms), "--date", "2005", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("No known seat on a board holds on this date")


def test_a_model_names_the_factor_that_it_cannot_measure_and_counts_those_it_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"o{n},O {n},{'oisp' if n % 2 else 'cpas'},k{n % 3}\n" for n in range(12))
    (tmp_path / "organisations.csv").write_text("id,name,kind,commune\n" + rows, encoding="utf-8")
    ties = "".join(f"o{n},o{(n + 1) % 12},partnership\n" for n in range(12))
    (tmp_path / "ties.csv").write_text("from,to,kind\n" + ties, encoding="utf-8")
    asked = ["homophily", str(tmp_path), "--model", "--draws", "9", "--lang", "en"]
    assert entry(asked) == 0
    before = capsys.readouterr().err
    assert "2 factors" in before
    assert "distance (km) (it is not known where all communes are)" in before
    assert entry([*asked, "--by", "distance"]) == 0
    told = capsys.readouterr()
    assert "No factor is known well enough for a model." in told.out
    assert "Too few ties" not in told.out
    assert "regression" not in told.err


def test_few_ties_are_not_told_as_values_that_lack(
    firms: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"f{n},Firm {n},{'NS'[n % 2]}\n" for n in range(3))
    (firms / "organisations.csv").write_text("id,name,zone\n" + rows, encoding="utf-8")
    (firms / "ties.csv").write_text("from,to,kind\nf0,f1,partnership\n", encoding="utf-8")
    assert entry(["homophily", str(firms), "--by", "zone", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "3 of 3" not in told
    assert "follow the zone: there are too few ties of each type, or one group only." in told
