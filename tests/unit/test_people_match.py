"""The proposals as a user gets them: rows, editions, effects, wrong questions."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.errors import UsageError

FILES = {
    "organisations.csv": "id,name\na,Atelier\nb,Bureau\nc,Cave\nd,Dépôt\n",
    "people.csv": (
        "id,name\n"
        "p1,J. Exemple\n"
        "p2,J.M. Exemple\n"
        "p3,P. Exemple\n"
        '"é,<script>4","Modèle, Anne"\n'
        "p5,Anne Modele\n"
        'p6,"Tiers, Ursule"\n'
        "p7,\n"
    ),
    "mandates.csv": (
        "person,organisation,start,end\n"
        "p1,a,2001,2005\np2,a,2005,2009\np3,a,2001,\n"
        '"é,<script>4",b,,\n"é,<script>4",c,,\np5,d,,\np5,c,,\np6,b,,\np6,d,,\n'
    ),
}
KEYS = {"a", "b", "score", "reasons", "ties_gained", "ties_strengthened", "ties_weakened"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "mine"
    place.mkdir()
    for name, content in FILES.items():
        (place / name).write_text(content, "utf-8")
    return place


def call(capture, *arguments: str) -> tuple[int, bytes, str]:
    code = entry(["people", "match", *arguments])
    out, err = capture.readouterr()
    return code, out, err.decode()


def test_pairs_reasons_and_effect(folder):
    found = isp_graph.people_match(isp_graph.read(folder)).rows
    rows = {(row["a"], row["b"]): row for row in found}
    assert set(rows) == {("p1", "p2"), ("p5", "é,<script>4")}
    first, second = rows["p1", "p2"], rows["p5", "é,<script>4"]
    # 0.8 for one initial each, 0.96 for one more; then 0.4 of the way to 1.
    assert first["score"] == pytest.approx(0.768 * 0.6 + 0.4)
    assert first["reasons"] == [
        "same_surname", "initials_compatible", "more_given_names", "same_board_in_turn",
    ]  # fmt: skip
    assert (first["boards_a"], first["ties_gained"]) == (["a"], 0)
    assert "same_board_at_once" in second["reasons"]
    # b and d are tied by p6 already; c and d by p5 alone, b and c by the other alone.
    told = [second[f"ties_{kind}"] for kind in ("gained", "strengthened", "weakened")]
    assert told == [0, 1, 0]


def test_a_threshold_and_decided_pairs(folder):
    data = isp_graph.read(folder)
    assert isp_graph.people_match(data, 1.0).rows == []
    low = isp_graph.people_match(data, 0.0).rows
    assert len(low) >= len(isp_graph.people_match(data).rows)
    assert [(row["a"], row["b"]) for row in low] == sorted((row["a"], row["b"]) for row in low)
    (folder / "matches.csv").write_text(
        'a,b,verdict\np2,p1,same\np2,p3,different\np5,"é,<script>4",undecided\n', "utf-8"
    )
    data = isp_graph.read(folder)
    rows = isp_graph.people_match(data).rows
    assert [(row["a"], row["verdict"]) for row in rows] == [("p5", "undecided")]
    rows = isp_graph.people_match(data, 0.0, decided=True).rows
    assert {row["verdict"] for row in rows} == {"same", "undecided"}


@pytest.mark.parametrize("threshold", [-0.1, 1.5, float("nan")])
def test_a_threshold_out_of_range_is_refused(folder, threshold):
    with pytest.raises(UsageError, match="from 0 to 1"):
        isp_graph.people_match(isp_graph.read(folder), threshold)


def test_names_taken_out_cannot_be_compared(folder):
    with pytest.raises(UsageError, match="pseudonyms"):
        isp_graph.people_match(isp_graph.read(folder).pseudonymised(b"key"))


def test_the_public_edition_compares_names_and_tells_none(folder, capfdbinary, monkeypatch):
    monkeypatch.setenv("ISP_GRAPH_KEY", "thirty characters or more of key")
    (folder / "matches.csv").write_text(
        "a,b,verdict,who\np1,p3,different,Zoé Relectrice\n", "utf-8"
    )
    secrets = ["Exemple", "Modele", "Modèle", "é,<script>4", "Zoé", "p1", "p5"]
    for form in ("table", "csv", "csv-fr", "json"):
        code, out, err = call(capfdbinary, str(folder), "--format", form, "--all")
        assert code == 0, err
        assert not [secret for secret in secrets if secret in out.decode() + err]
    told = json.loads(call(capfdbinary, str(folder), "--format", "json")[1])
    assert told["question"] == "people match"
    assert set(told["rows"][0]) == KEYS
    assert all(row["a"].startswith("P-") and row["a"] < row["b"] for row in told["rows"])
    pairs = [(row["a"], row["b"]) for row in told["rows"]]
    assert pairs == sorted(pairs)
    pseudonyms = isp_graph.read(folder).pseudonymised(b"thirty characters or more of key")
    assert {who for pair in pairs for who in pair} <= set(pseudonyms.table("people")["id"])


def test_the_internal_edition_names(folder, capfdbinary):
    code, out, _ = call(capfdbinary, str(folder), "--edition", "internal", "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out.decode(), newline="")))
    assert {"name_a", "boards_a", "verdict"} | KEYS <= set(rows[0])
    assert rows[0]["reasons"].startswith("same_surname | ")
    for language, told in (("fr", "rien n'est fusionné"), ("nl", "niemand wordt samengevoegd")):
        _, out, _ = call(capfdbinary, str(folder), "--edition", "internal", "--lang", language)
        assert told in out.decode()
        assert "J.M. Exemple [p2]" in out.decode()


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_data_that_name_nobody_say_so(form, tmp_path, capfdbinary):
    (tmp_path / "organisations.csv").write_text("id,name\na,Alpha\n", "utf-8")
    for dataset in ("bruxelles-2015", str(tmp_path)):
        code, out, err = call(capfdbinary, dataset, "--format", form, "--lang", "en")
        assert code == 0
        assert "name no administrator" in (out.decode() if form == "table" else err)
        if form == "json":
            assert json.loads(out)["rows"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("demo", "--threshold", "1.1"),
        ("demo", "--threshold", "high"),
        ("demo", "--where", "zone=Mars"),
        (),
    ],
)
def test_a_wrong_question_is_a_sentence(arguments, capfdbinary):
    code, out, err = call(capfdbinary, *arguments)
    assert (code, out) == (2, b"")
    assert "Traceback" not in err


def test_an_action_must_be_named(capfdbinary):
    assert entry(["people"]) == 2
    assert entry(["people", "--help"]) == 0
    assert entry(["people", "match", "--help"]) == 0
    assert b"isp-graph people match" in capfdbinary.readouterr().out


def test_a_date_and_a_choice_restrict_the_boards(folder):
    data = isp_graph.read(folder)
    then = isp_graph.people_match(data.at("2003")).rows[0]
    assert (then["boards_a"], then["boards_b"]) == (["a"], [])
    assert "same_board_in_turn" in then["reasons"]
    assert len(isp_graph.people_match(data.where(organisation="a")).rows) == 1
