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
from isp_graph.questions.people.likeness import likeness
from isp_graph.questions.people.names import parse

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
KEYS = {
    *("a", "b", "score", "reasons", "company", "merged"),
    *("ties_gained", "ties_strengthened", "ties_weakened"),
}


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
    told = {(row["a"], row["b"]): (row["verdict"], row["merged"]) for row in rows}
    assert told["p1", "p2"] == ("same", True)
    assert told["p2", "p3"] == ("different", False)
    assert told["p5", "é,<script>4"] == ("undecided", False)


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


def test_without_an_action_there_is_help(capfdbinary):
    assert entry(["people"]) == 0
    assert entry(["people", "--help"]) == 0
    assert entry(["people", "match", "--help"]) == 0
    assert b"isp-graph people match" in capfdbinary.readouterr().out


def test_a_date_and_a_choice_restrict_the_boards(folder):
    data = isp_graph.read(folder)
    then = isp_graph.people_match(data.at("2003")).rows[0]
    assert (then["boards_a"], then["boards_b"]) == (["a"], [])
    assert "same_board_in_turn" in then["reasons"]
    assert len(isp_graph.people_match(data.where(organisation="a")).rows) == 1


# --- boards, decisions, numbers ----------------------------------------------------------------

SEVEN = [f"{given} Voorbeeld{end}" for given, end in zip("ABCDEFG", "bdfklmr", strict=True)]


def listed(folder: Path, names: list[str], seats: list[tuple[int, str]], journal: str = ""):
    """Write people, their seats by place in the list, and decisions on them; give the rows."""
    boards = sorted({board for _, board in seats} | {"z"})
    (folder / "organisations.csv").write_text(
        "id,name\n" + "".join(f"{board},Conseil {board}\n" for board in boards), "utf-8"
    )
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("id", "name"), *((f"p{place:02d}", name) for place, name in enumerate(names))]
        )
    rows = "".join(f"p{place:02d},{board}\n" for place, board in seats)
    (folder / "mandates.csv").write_text("person,organisation\n" + rows, "utf-8")
    (folder / "matches.csv").write_text("a,b,verdict\n" + journal, "utf-8")
    return isp_graph.read(folder)


def scores(data, threshold: float = 0.65, *, decided: bool = False) -> dict[tuple[str, str], float]:
    found = isp_graph.people_match(data, threshold, decided=decided).rows
    return {(row["a"], row["b"]): row["score"] for row in found}


def test_seven_common_directors_outweigh_an_initial(tmp_path):
    names = ["R.M. Exemple", "R.H. Exemple", "R. Fictief", "Robert Fictief", *SEVEN]
    company = [(place, board) for place in range(4, 11) for board in "ab"]
    data = listed(tmp_path, names, [(0, "a"), (1, "b"), (2, "c"), (3, "d"), *company])
    rows = {(row["a"], row["b"]): row for row in isp_graph.people_match(data).rows}
    told = rows["p00", "p01"]
    assert told["company"] == 7
    assert {"initials_conflict", "boards_tied"} <= set(told["reasons"])
    assert told["score"] == pytest.approx(1 - 0.65 * 0.9 * 0.7**6)
    assert told["score"] > rows["p02", "p03"]["score"]


@pytest.mark.parametrize(("directors", "expected"), [(0, 0.35), (1, 0.415), (2, 0.59), (3, 0.713)])
def test_the_more_common_directors_the_likelier(tmp_path, directors, expected):
    names = ["R.M. Exemple", "R.H. Exemple", *SEVEN[:directors]]
    company = [(place, board) for place in range(2, 2 + directors) for board in "ab"]
    found = scores(listed(tmp_path, names, [(0, "a"), (1, "b"), *company]), 0.3)
    assert found["p00", "p01"] == pytest.approx(expected, abs=1e-3)


def test_another_first_initial_is_mended_by_nothing(tmp_path):
    names = ["J. Exemple", "P. Exemple", *SEVEN]
    company = [(place, board) for place in range(2, 9) for board in "ab"]
    assert scores(listed(tmp_path, names, [(0, "a"), (1, "b"), *company])) == {}


def test_a_decision_is_no_evidence_of_itself(tmp_path):
    # b sits with t on one board, c with t on another; a sits alone.
    names = ["J. Exemple", "J.M. Exemple", "Jean Exemple", "Tiers Voorbeeld"]
    seats = [(0, "a"), (1, "b"), (2, "c"), (3, "b"), (3, "c")]
    before = scores(listed(tmp_path, names, seats), 0.0)
    after = scores(listed(tmp_path, names, seats, "p00,p01,same\n"), 0.0, decided=True)
    assert after == before


def test_all_shows_every_decided_pair_and_says_what_is_merged(tmp_path, capfdbinary):
    names = ["Ada Exemple", "Berthe Fictief", "Carl Imaginoy", "Dora Utopiau", "Ada Exemple"]
    journal = "p00,p01,same\np01,p02,same\np02,p03,different\np03,p04,undecided\n"
    data = listed(tmp_path, names, [(0, "a"), (1, "b")], journal)
    rows = isp_graph.people_match(data, decided=True).rows
    assert [(row["a"], row["b"], row["verdict"], row["merged"]) for row in rows] == [
        ("p00", "p01", "same", True),
        ("p00", "p02", "same", True),
        ("p00", "p04", None, False),
        ("p01", "p02", "same", True),
        ("p02", "p03", "different", False),
        ("p03", "p04", "undecided", False),
    ]
    assert [row["score"] for row in rows] == [0, 0, 1, 0, 0, 0]
    _, out, _ = call(capfdbinary, str(tmp_path), "--all", "--lang", "en")
    assert "6 pairs, of which 3 are merged already" in out.decode()
    assert out.decode().count("merged already: they count as one person") == 3
    contradicted = listed(tmp_path, names, [], "p00,p01,same\np00,p01,different\np01,p02,same\n")
    rows = isp_graph.people_match(contradicted, decided=True).rows
    assert not any(row["merged"] for row in rows)
    told = {(row["a"], row["b"]): row["verdict"] for row in rows}
    assert told["p01", "p02"] == "same"
    _, out, _ = call(capfdbinary, str(tmp_path), "--all", "--edition", "internal", "--lang", "fr")
    assert "pas fusionnées : le journal se contredit" in out.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jan Exemple 1", "Jan Exemple 2", 0.1),
        ("EXEMPLE Jan (1)", "Jan Exemple (2)", 0.1),
        ("J. Exemple II", "J. Exemple III", 0.08),
        ("Jan Exemple", "Jan Exemple 2", 0.8),
        ("Jan Exemple 2", "Exemple, Jan 02", 1.0),
    ],
)
def test_a_number_tells_namesakes_apart(one, other, expected):
    assert likeness(parse(one), parse(other))[0] == pytest.approx(expected)


def test_very_many_numbered_namesakes_are_not_compared_with_each_other(tmp_path):
    assert scores(listed(tmp_path, [f"Personne numero {place}" for place in range(3000)], [])) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Paul Exemple", "Paul Jean"),
        ("Jean Paul Exemple", "Marie Paul Jean"),
        ("Jean Paul Exemple", "Jean Marie Paul"),
        ("Jean Paul Exemple", "Exemple Marie Jean"),
        ("Ole Jan Exemple", "Jan Erik Ole"),
    ],
)
def test_given_names_in_another_order_are_nobodys_surname(one, other):
    assert likeness(parse(one), parse(other))[0] < 0.65


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Exemple", "Exemple Jean"),
        ("Jean Paul Exemple", "Exemple Jean Paul"),
        ("Jean Paul Exemple", "EXEMPLE Jean"),
        ("Exemple Jean Paul", "J. Exemple"),
        ("Samira Exemple-Fictief", "Exemple Samira"),
        ("Jean Exemple", "Jean Exemple Fictief"),
    ],
)
def test_names_in_another_order_are_still_met(one, other):
    assert likeness(parse(one), parse(other))[0] >= 0.65


def test_the_list_stops_at_forty(tmp_path, capfdbinary):
    names = [
        f"{letter}{vowel}n Exempl{end}"
        for letter in "BDFGKLMNPRST"
        for vowel in "ae"
        for end in ("oy", "oi")
    ]
    names += [name.upper() for name in names]
    data = listed(tmp_path, names, [])
    count = len(scores(data))
    _, out, _ = call(capfdbinary, str(tmp_path), "--lang", "en", "--edition", "internal")
    shown = len([line for line in out.decode().splitlines() if "  ·  " in line])
    assert shown < count
    assert f"… and {count - shown} more rows" in out.decode()
    assert f"{count} pairs to look at" in out.decode()


@pytest.mark.parametrize("command", ["check", "interlocks"])
def test_whoever_counts_people_is_told_where_some_look_alike(folder, command, capfdbinary):
    told = "1 pair of administrators looks alike: see isp-graph people match"
    (folder / "matches.csv").write_text("a,b,verdict\np1,p2,same\n", "utf-8")
    for edition in ("public", "internal"):
        for form in ("table", "json"):
            words = (str(folder), "--edition", edition, "--format", form, "--lang", "en")
            entry([command, *words])
            out, err = capfdbinary.readouterr()
            assert told in err.decode()
            assert b"looks alike" not in out
            assert "Exemple" not in err.decode()
    entry([command, str(folder), "--quiet"])
    assert capfdbinary.readouterr().err == b""
    (folder / "people.csv").write_text("id,name\np1,J. Exemple\np3,P. Exemple\n", "utf-8")
    entry([command, str(folder), "--lang", "en"])
    assert b"alike" not in capfdbinary.readouterr().err


def test_too_many_to_compare_beside_another_answer_are_named(tmp_path, capfdbinary):
    listed(tmp_path, [f"Personne numero {place}" for place in range(3001)], [(0, "a")])
    entry(["check", str(tmp_path), "--lang", "en"])
    err = capfdbinary.readouterr().err.decode()
    assert "The names of 3,001 administrators were not compared" in err
