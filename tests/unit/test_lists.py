"""Lists for people have the order, the length and the width that people ask for."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import isp_graph
from docs.commands_page import contexts
from isp_graph.cli.main import entry
from isp_graph.console.session import ENDINGS
from isp_graph.console.values import OneOf
from isp_graph.present.terminal import fitting, table, width

LISTS = ("summary", "timeline", "centrality", "subnetwork")


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert entry([*words, "--quiet"]) == 0
    return capsys.readouterr().out.splitlines()


def test_the_most_central_come_first_and_other_forms_are_in_the_order_of_ids(
    capsys: pytest.CaptureFixture[str],
) -> None:
    entry(["centrality", "demo", "--format", "json", "--quiet"])
    rows = json.loads(capsys.readouterr().out)["rows"]
    ids = [row["organisation"] for row in rows]
    assert ids == sorted(ids)
    best = sorted(rows, key=lambda row: (-row["degree"], -row["betweenness"]))
    lines = shown(capsys, "centrality", "demo")[2:]
    assert [line.split()[0] for line in lines] == [row["organisation"] for row in best]


def test_layers_stay_together_under_any_order(capsys: pytest.CaptureFixture[str]) -> None:
    layers = ("--layer", "boards", "--layer", "meetings")
    lines = shown(capsys, "centrality", "demo", *layers, "--sort", "pagerank", "--lang", "en")[2:]
    kinds = ["shared administrators" in line for line in lines]
    assert kinds == sorted(kinds, reverse=True)
    assert 0 < sum(kinds) < len(kinds)


@pytest.mark.parametrize("command", LISTS)
def test_as_many_rows_as_asked_for_and_how_many_more(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    every = shown(capsys, command, "demo", "--lang", "en")
    some = shown(capsys, command, "demo", "--lang", "en", "--show", "2")
    assert len(some) == 5
    assert some[-1].startswith(f"… and {len(every) - 4} more rows")
    assert shown(capsys, command, "demo", "--lang", "en", "--show", "5000") == every
    entry([command, "demo", "--format", "csv", "--quiet"])
    whole = capsys.readouterr().out
    entry([command, "demo", "--format", "csv", "--quiet", "--show", "2"])
    assert capsys.readouterr().out == whole


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sort", "degre"), "--sort degre: no such column in the list. Nearest: degree"),
        (("--show", "0"), "--show 0: ask for one row at least."),
    ],
)
def test_what_cannot_be_listed_is_refused(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry(["centrality", "demo", "--lang", "en", *words]) == 2
    assert said in capsys.readouterr().err


@given(
    st.lists(st.lists(st.text("aé日 ", max_size=60), min_size=3, max_size=3), max_size=4),
    st.integers(10, 200),
)
def test_a_table_fits_the_terminal(rows: list[list[str]], columns: int) -> None:
    with fitting(columns):
        lines = table(("a", "b", "c"), rows, "en", lambda key: key * 12).splitlines()
    more = lines[-1].startswith("…") and "wider" in lines[-1]
    assert all(width(line) <= columns for line in (lines[:-1] if more else lines))
    assert more == (columns < 3 * 10 + 2 * 2)
    assert table(("a",), [["x" * 30]], "en", str).splitlines()[-1] == "x" * 30


def test_a_list_fits_the_terminal_that_it_goes_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdout", screen)
    assert entry(["centrality", "demo", "--quiet", "--lang", "en"]) == 0
    lines = screen.getvalue().splitlines()
    assert all(width(line) <= 80 for line in lines)
    assert lines[-1].endswith("more columns, which a wider window shows.")


# --- names of files ----------------------------------------------------------------------------

COMMANDS = contexts()
WRITING = {
    name
    for name, context in COMMANDS.items()
    if any(each.name == "output" for each in context.command.params)
}


@pytest.mark.parametrize("command", sorted(WRITING - {"neo4j read", "neo4j ask"}))
def test_a_name_that_ends_otherwise_than_what_is_written_is_refused(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "x.xlsx"
    words = ["map", "demo"] if command == "draw" else [] if command == "template" else ["demo"]
    review = ["--edition", "internal"] if command == "people review" else []
    assert entry([*command.split(), *words, *review, "-o", str(place)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "x.xlsx" in err
    assert not list(tmp_path.iterdir())
    formats = next((p for p in COMMANDS[command].command.params if p.name == "format"), None)
    if formats is not None and command != "template":
        assert isinstance(formats.type, OneOf)
        for form in formats.type.choices:
            assert ENDINGS[form][0] in err


@pytest.mark.parametrize(
    "words",
    [
        ("summary", "demo", "-f", "json", "-o", "x.csv"),
        ("export", "demo", "-f", "csv", "-o", "x.csv"),
        ("template", "x.csv"),
        ("export", "demo", "--layer", "boards", "-f", "gexf", "-o", "x.graphml"),
    ],
)
def test_a_form_and_a_name_that_contradict_are_refused(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert entry(list(words)) == 2
    assert not list(tmp_path.iterdir())


# --- where it comes from, and what it is called ------------------------------------------------


def test_a_list_may_come_from_the_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b"id;name;zone\na;Alpha;Gent\nb;B\xe9ta;Gent\nb;Again;Gent\n"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    assert entry(["check", "-", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["basis"]["dataset"] == "stdin"
    assert {row["file"] for row in told["rows"]} >= {"stdin"}
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    entry(["subnetwork", "-", "--format", "csv", "-q"])
    assert "Béta" in capsys.readouterr().out


def test_an_organisation_is_found_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    demo = isp_graph.read("demo")
    name = dict(demo.organisations.select("id", "name").iter_rows())["ml-no"]
    found = []
    for around in ("ml-no", name, name.upper()):
        entry(["subnetwork", "demo", "--around", around, "--format", "json", "-q"])
        found.append(capsys.readouterr().out)
    assert found[0] == found[1] == found[2]
    assert json.loads(found[0])["basis"]["parameters"]["around"] == "ml-no"


def test_a_report_has_the_title_given_and_no_name_of_a_person(tmp_path: Path) -> None:
    person = isp_graph.read("demo").table("people")["name"][0]
    for edition, there in (("public", False), ("internal", True)):
        page = tmp_path / f"{edition}.html"
        words = ("--title", f"Le réseau de {person}", "--edition", edition, "-o", str(page))
        assert entry(["report", "demo", *words, "--quiet"]) == 0
        assert "Le réseau de " in page.read_text("utf-8")
        assert (person in page.read_text("utf-8")) == there


def test_a_name_that_several_have_is_refused_with_their_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("id,name,short_name", "a,Alpha,X", "b,Beta,X", "c,Gamma,")
    (tmp_path / "organisations.csv").write_text("\n".join(lines), "utf-8")
    around = ("subnetwork", str(tmp_path), "-q", "--lang", "en", "--around")
    assert entry([*around, "x"]) == 2
    assert "several organisations are called so; name one by its id. Known: a, b." in (
        capsys.readouterr().err
    )
    assert entry([*around, "Gama"]) == 2
    assert "Nearest: Gamma." in capsys.readouterr().err
    assert entry([*around, "gamma"]) == 0
