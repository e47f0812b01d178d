"""What is shared names nobody: tables, findings and settings; the fingerprint is one."""

import hmac
import json
import pickle
import random
from dataclasses import asdict
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

import isp_graph
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.privacy import personal_values, pseudonym
from isp_graph.datasets.privacy.pseudonyms import pseudonyms
from isp_graph.page.report import report
from isp_graph.present.findings import findings_list
from isp_graph.schema.findings import MASK

KEY, OTHER = b"one key", b"another key"
TABLES = {
    "organisations": [
        ["id", "name", "commune", "note"],
        ["a", "Atelier Alpha", "Schaerbeek", "fondé par Céleste Prunelier, avec CÉLESTE PRUNELIER"],
        ["b", "Conseil bleu", "Evere", "voir p-quetsche"],
        ["c", "Gamma", "", ""],
    ],
    "people": [
        ["id", "name", "note"],
        ["p-prunelier", "Céleste Prunelier", "président"],
        ["p-quetsche", "Bob Quetsche", ""],
        ["p-conseil", "Conseil bleu", ""],
        ["p4", "Li", ""],
    ],
    "mandates": [
        ["person", "organisation", "role", "note"],
        ["p-prunelier", "a", "président", "remplace bob quetsche"],
        ["p-prunelier", "b", "", ""],
        ["p-quetsche", "a", "", ""],
        ["p-conseil", "c", "", ""],
        ["p4", "c", "", ""],
    ],
    "matches": [
        ["a", "b", "verdict", "who", "why"],
        ["p-prunelier", "p-quetsche", "different", "Zoé Relectrice", "adresses différentes"],
    ],
    "meetings": [
        ["id", "name", "name_nl", "note"],
        ["m1", "Commission", "Commissie van Bob Quetsche", "notes prises par Zoé Relectrice"],
    ],
    "ties": [
        ["from", "to", "kind", "role", "role_fr"],
        ["a", "b", "partnership", "training", "formation de Bob Quetsche"],
    ],
    "attendance": [["meeting", "organisation"], ["m1", "a"], ["m1", "b"]],
}
SETTINGS = """
title = "Le réseau de Bob Quetsche"
[[sources]]
id = "x"
about = ["lettre de Céleste Prunelier"]
[[limits]]
fr = "Zoé Relectrice n'a pas tout lu"
"""
# What must never be read, but for the name that an organisation bears too.
SECRETS = (
    *("p-prunelier", "Céleste Prunelier", "CÉLESTE PRUNELIER", "p-quetsche", "Bob Quetsche"),
    *("bob quetsche", "Zoé Relectrice", "adresses différentes", "p-conseil"),
)


def write(folder: Path, tables: dict[str, list[list[str]]], separator: str = ",") -> Dataset:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        lines = (separator.join(f'"{cell}"' for cell in row) for row in rows)
        (folder / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    return isp_graph.read(folder)


@pytest.fixture
def named(tmp_path: Path) -> Dataset:
    folder = tmp_path / "named"
    folder.mkdir()
    (folder / "dataset.toml").write_text(SETTINGS, "utf-8")
    return write(folder, TABLES)


def found(data: Dataset) -> str:
    """All that the findings hold and say, as one text."""
    findings = [json.dumps(asdict(entry), ensure_ascii=False) for entry in data.findings]
    said = [
        entry.message(lang) + entry.remedy(lang) for entry in data.findings for lang in ("fr", "en")
    ]
    return "\n".join([*findings, *said])


def everything(data: Dataset) -> str:
    """All that a dataset holds and may show, as one text."""
    frames = [frame.write_csv() for frame in data.tables.values()]
    told = json.dumps(
        [data.settings.title, data.settings.sources, data.settings.limits, data.settings.licence],
        ensure_ascii=False,
    )
    return "\n".join([*frames, found(data), told])


def names_nobody(data: Dataset, secrets: tuple[str, ...] = SECRETS) -> None:
    text = everything(data)
    assert [secret for secret in secrets if secret in text] == []


def test_the_case_holds_what_it_hides(named: Dataset) -> None:
    text = everything(named)
    assert all(secret in text for secret in SECRETS)
    assert set(personal_values(named)) >= {"Céleste Prunelier", "p-prunelier", "Zoé Relectrice"}
    # A person is no less one because an organisation bears the same name.
    assert "Conseil bleu" in personal_values(named)


def test_pseudonyms_are_stable_under_a_key_and_differ_under_another(named: Dataset) -> None:
    one, again, other = (named.pseudonymised(key) for key in (KEY, KEY, OTHER))
    for name, frame in one.tables.items():
        assert frame.equals(again.tables[name])
    assert one.findings == again.findings
    assert not set(one.tables["people"]["id"]) & set(other.tables["people"]["id"])
    assert pseudonym("p4", KEY) in one.tables["people"]["id"]


def test_nobody_is_named(named: Dataset) -> None:
    shared = named.pseudonymised(KEY)
    names_nobody(shared)
    for name in ("people", "mandates"):
        for column in {"id", "name", "person"} & set(shared.tables[name].columns):
            assert shared.tables[name][column].str.starts_with("P-").all()
    assert "matches" not in shared.tables


def test_nobody_is_named_after_a_choice_either(named: Dataset) -> None:
    shared = named.at("2015").where(commune="Schaerbeek").pseudonymised(KEY)
    names_nobody(shared)
    assert isinstance(shared.unfiltered, Dataset)
    names_nobody(shared.unfiltered)


def test_somebody_left_out_by_a_choice_is_not_named_in_what_is_kept(named: Dataset) -> None:
    chosen = named.where(organisation="b")
    assert "p-quetsche" not in chosen.tables["people"]["id"].to_list()
    names_nobody(chosen.pseudonymised(KEY))


def test_names_within_texts_are_masked_and_the_rest_is_kept(named: Dataset) -> None:
    shared = named.pseudonymised(KEY)
    notes = dict(shared.tables["organisations"].select("id", "note").iter_rows())
    assert notes["a"] == f"fondé par {MASK}, avec {MASK}"
    assert notes["b"] == f"voir {MASK}"
    assert shared.tables["meetings"]["note"].to_list() == [f"notes prises par {MASK}"]
    assert shared.settings.title["fr"] == f"Le réseau de {MASK}"
    assert "président" in shared.tables["mandates"]["role"].to_list()


def test_an_organisation_that_sits_as_a_person_keeps_its_name(named: Dataset) -> None:
    shared = named.pseudonymised(KEY)
    assert "Conseil bleu" in shared.tables["organisations"]["name"].to_list()
    assert "Conseil bleu" not in shared.tables["people"]["name"].to_list()


def test_the_same_boards_are_tied_under_pseudonyms(named: Dataset) -> None:
    shared = named.pseudonymised(KEY)
    for name in ("boards", "meetings", "all"):
        before, after = isp_graph.layer(named, name), isp_graph.layer(shared, name)
        assert before.edges.equals(after.edges)


def test_the_order_of_pseudonyms_tells_nothing(named: Dataset) -> None:
    ids = named.pseudonymised(KEY).tables["people"]["id"].to_list()
    assert ids == sorted(ids)


SPOILED = {
    "no_header": {"people": TABLES["people"][1:]},
    "ragged": {"people": [["id", "name"], ["p9", "Prunelier", "Hortense-Marie"]]},
    "unknown": {
        "mandates": [["person", "organisation", "note"], ["Ugo Nulle-Part", "a", "Ugo Nulle-Part"]]
    },
    "doubled": {"people": [*TABLES["people"], ["p-quetsche", "Hortense-Marie", ""]]},
    "seats": {"mandates": [*TABLES["mandates"], ["p-quetsche", "a", "", ""]]},
    "formula": {"people": [*TABLES["people"], ["p8", "=Hortense-Marie", ""]]},
    "column": {"organisations": [["id", "name", "Bob Quetsche"], ["a", "A", "x"]]},
    "near": {"ties": [["from", "to", "kind"], ["a", "p-quetsche", "referral"]]},
    "header": {"people": [["id", "name", "Bob Quetsche"], ["p9", "Bob Quetsche", "x"]]},
    "like": {"people": [["nama", "Ide"], ["p9", "Hortense-Marie"]]},
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_findings_name_nobody(tmp_path: Path, spoiled: str) -> None:
    data = write(tmp_path, {**TABLES, **SPOILED[spoiled]})
    assert data.findings
    shown = found(data.pseudonymised(KEY))
    secrets = (*SECRETS, "Hortense-Marie", "Ugo Nulle-Part", "nama")
    assert [secret for secret in secrets if secret in shown] == []


def test_an_unknown_file_named_after_a_person(tmp_path: Path) -> None:
    (tmp_path / "mandats Bob Quetsche.csv").write_text("x", "utf-8")
    names_nobody(write(tmp_path, TABLES).pseudonymised(KEY))


def test_the_demonstration_names_nobody() -> None:
    demo = isp_graph.read("demo")
    values = personal_values(demo)
    assert len(values) > 500
    text = everything(demo.pseudonymised(KEY))
    assert [value for value in values if value in text] == []


def test_a_fingerprint_is_that_of_the_records(named: Dataset, tmp_path: Path) -> None:
    draw = random.Random(1)
    shuffled = {
        name: [rows[0], *draw.sample(rows[1:], len(rows) - 1)] for name, rows in TABLES.items()
    }
    semicolons = write(tmp_path / "semicolons", shuffled, ";")
    with xlsxwriter.Workbook(tmp_path / "w.xlsx") as book:
        for name, rows in TABLES.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    workbook = isp_graph.read(tmp_path / "w.xlsx")
    prints = {
        data.fingerprint
        for data in (
            named,
            semicolons,
            workbook,
            named.pseudonymised(KEY),
            named.pseudonymised(OTHER),
        )
    }
    assert len(prints) == 1
    assert named.at("2015").where(commune="Evere").pseudonymised(KEY).fingerprint in prints
    changed = {**TABLES, "attendance": TABLES["attendance"][:-1]}
    assert write(tmp_path / "changed", changed).fingerprint not in prints


def test_names_of_rows_set_aside_are_masked_elsewhere(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "organisations": [["id", "name", "note"], ["a", "A", "voir Luc Peeters, Paul Refusé"]],
            "people": [["id", "name"], ["", "Paul Refusé"], ["p1", "Anna Double"]],
            "mandates": [["person", "organisation"], ["Luc Peeters", "nowhere"]],
        },
    )
    data = isp_graph.read(tmp_path)
    assert {"Paul Refusé", "Luc Peeters"} <= data.withheld
    note = data.pseudonymised(KEY).table("organisations")["note"][0]
    assert note == f"voir {MASK}, {MASK}"


def test_an_identifier_that_holds_a_name_becomes_a_pseudonym_that_still_refers(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        {
            "organisations": [["id", "name", "covers"], ["a", "A", "z|zone Helene Wauters"]],
            "zones": [["id", "name_fr"], ["zone Helene Wauters", "Z"], ["z", "Z"]],
            "people": [["id", "name"], ["p1", "Hélène Wauters"]],
            "meetings": [["id", "name", "zone"], ["m", "M", "zone Helene Wauters"]],
        },
    )
    named = isp_graph.read(tmp_path)
    data = named.where(zone="zone Helene Wauters").pseudonymised(KEY)
    hidden = data.table("meetings")["zone"][0]
    assert hidden in data.table("zones")["id"].to_list()
    assert "Wauters" not in hidden
    assert data.table("organisations")["covers"][0] == f"z|{hidden}"
    assert data.filters == (("zone", (hidden,)),)


def test_no_named_record_stays_within_reach(tmp_path: Path) -> None:
    write(tmp_path, TABLES)
    named = isp_graph.read(tmp_path)
    hidden = named.at("2015").where(commune="Schaerbeek").pseudonymised(KEY)
    assert hidden.root is not None
    assert hidden.unfiltered is not None
    for part in (hidden, hidden.root, hidden.unfiltered):
        assert "Céleste Prunelier" not in str(part.table("people").to_dicts())
    assert hidden.fingerprint == named.fingerprint


OWN = ("id", "name", "short_name", "name_nl")


def test_what_an_organisation_is_called_stays_whole_and_is_listed(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "organisations": [
                ["id", "name", "short_name", "name_nl", "note"],
                ["prunelier", "HERMANS", "Herman", "Hansense Huis", "vu Herman chez HERMANS"],
                ["b", "Maison Céleste Prunelier", "HERMANSEN", "", ""],
                ["c", "Céleste", "", "", ""],
            ],
            "people": [
                ["id", "name"],
                ["p-1", "Céleste Prunelier"],
                ["p-2", "Herman"],
                ["12345", "H"],
            ],
            "mandates": [["person", "organisation"], ["p-1", "prunelier"], ["12345", "c"]],
            "ties": [
                ["from", "to", "kind", "note"],
                ["prunelier", "b", "referral", "chez Prunelier"],
            ],
        },
    )
    named = isp_graph.read(tmp_path)
    listed = [entry for entry in named.findings if entry.code == "person_in_name"]
    assert [(entry.row, entry.column, entry.value) for entry in listed] == [
        (2, "short_name", "Herman"),
        (3, "name", "Maison Céleste Prunelier"),
    ]
    shared = named.pseudonymised(KEY)
    own = named.table("organisations").select(OWN)
    assert shared.table("organisations").select(OWN).equals(own)
    notes = dict(shared.table("organisations").select("id", "note").iter_rows())
    assert notes["prunelier"] == f"vu {MASK} chez HERMANS"
    assert shared.table("ties").equals(named.table("ties"))
    assert shared.table("mandates")["organisation"].equals(named.table("mandates")["organisation"])
    assert [entry for entry in shared.findings if entry.code == "person_in_name"] == listed


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_column_outside_the_schema_is_named_by_letter_and_header(
    tmp_path: Path, format_: str
) -> None:
    people = [["id", "name", "GSM", ""], ["p-1", "Céleste Prunelier", "0499 00 00 00", "rue X"]]
    if format_ == "csv":
        data = write(tmp_path, {**TABLES, "people": people})
        letters, file = ("C", "D"), "people.csv"
    else:  # calamine leaves the empty columns before the first one out
        with xlsxwriter.Workbook(tmp_path / "w.xlsx") as book:
            for name, rows in {**TABLES, "people": people}.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 2 if name == "people" else 0, row)
        data = isp_graph.read(tmp_path / "w.xlsx")
        letters, file = ("E", "F"), "people"
    for edition in (data, data.pseudonymised(KEY)):
        told = {entry.code: entry for entry in edition.findings if entry.file == file}
        assert told["unknown_column"].column == "GSM"
        assert f"column {letters[0]} (“GSM”)" in told["unknown_column"].message("en")
        assert f"colonne {letters[1]} n" in told["headless_column"].message("fr")
        assert "0499" not in found(edition)
        assert "rue X" not in found(edition)


def test_a_first_row_that_is_no_header_is_not_told(tmp_path: Path) -> None:
    data = write(tmp_path, {**TABLES, "people": [["p-9", "Hortense-Marie", "présidente"]]})
    shown = data.pseudonymised(KEY)
    assert "Hortense-Marie" not in found(shown)
    told = {entry.column for entry in shown.findings if entry.code == "unknown_column"}
    assert told == {"A", "B", "C"}


def test_a_remark_that_tells_how_to_reach_somebody_is_masked_whole(tmp_path: Path) -> None:
    reached = ["appeler Odette, 0499 00 00 00", "odette@exemple.be", "RN 40.01.01-001.33"]
    kept = ["de 01/09/2014-31/08/2015", "n° d'entreprise 0456.789.133", "L842-878"]
    notes = [*reached, *kept]
    rows = [[f"o{place}", "O", note, "0456789133"] for place, note in enumerate(notes)]
    write(
        tmp_path,
        {
            "organisations": [["id", "name", "note", "enterprise_number"], *rows],
            "ties": [["from", "to", "kind", "source"], ["o1", "o2", "referral", reached[1]]],
            "meetings": [["id", "name", "hours"], ["m", "M", reached[0]]],
        },
    )
    data = isp_graph.read(tmp_path)
    shared = data.pseudonymised(KEY)
    assert shared.table("organisations")["note"].to_list() == [MASK] * 3 + kept
    assert set(shared.table("organisations")["enterprise_number"]) == {"0456789133"}
    assert shared.table("ties")["source"].to_list() == [MASK]
    assert any(reached[0] in (entry.value or "") for entry in data.findings)
    assert [note for note in reached if note in everything(shared)] == []


def test_a_person_to_whom_no_row_refers_is_masked_elsewhere(tmp_path: Path) -> None:
    lost = ["Ugo Nulle-Part", "a", "Ugo Nulle-Part"]
    tables = {
        **TABLES,
        "mandates": [["person", "organisation", "note"], lost],
        "matches": [["a", "b", "verdict", "when"], ["Ugo Nulle-Part", "p4", "different", "1 mars"]],
        "ties": [["from", "to", "kind", "note"], ["a", "b", "referral", "un different, le 1 mars"]],
    }
    shared = write(tmp_path, tables).pseudonymised(KEY)
    names_nobody(shared, ("Ugo Nulle-Part",))
    assert shared.table("ties")["note"].to_list() == [f"un different, le {MASK}"]


def test_without_organisations_nobody_is_named_either(tmp_path: Path) -> None:
    seats = [["person", "organisation", "note"], ["p-prunelier", "a", "=Céleste Prunelier"]]
    data = write(tmp_path, {"people": TABLES["people"], "mandates": seats})
    assert {"missing_file", "formula_text"} <= {entry.code for entry in data.findings}
    names_nobody(data.pseudonymised(KEY))


def test_a_number_that_two_tables_use_is_two_numbers(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "organisations": [
                ["id", "name", "commune", "postal_code"],
                ["a", "A", "21015", "10305"],
            ],
            "people": [["id", "name"], ["21015", "Céleste Prunelier"], ["10305", "Bob Quetsche"]],
            "mandates": [["person", "organisation", "note"], ["21015", "a", "succède à 10305"]],
        },
    )
    shared = isp_graph.read(tmp_path).pseudonymised(KEY)
    assert shared.table("communes")["id"].to_list() == ["21015"]
    assert shared.table("organisations")["postal_code"].to_list() == ["10305"]
    assert shared.table("mandates")["note"].to_list() == [f"succède à {MASK}"]


def test_only_the_tables_that_are_asked_for_are_made(
    named: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[str] = []

    def noted(people: pl.Series, key: bytes) -> pl.Series:
        met.extend(people)
        return pseudonyms(people, key)

    monkeypatch.setattr("isp_graph.datasets.privacy.editions.pseudonyms", noted)
    shared = named.pseudonymised(KEY).at("2015").where(commune="Schaerbeek")
    assert shared.findings is not None
    assert shared.fingerprint == named.fingerprint
    assert shared.table("attendance").height == 1
    assert met == []
    assert shared.table("mandates").height == 2
    assert set(met) == {"p-prunelier", "p-quetsche", "p-conseil", "p4"}


def test_no_pseudonym_and_no_mask_is_made_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(hmac, "digest", refuse)
    people = [[f"p-{place}", f"Personne {place}"] for place in range(2_000)]
    seats = [[person, "a", f"remplace {name}"] for person, name in people]
    write(
        tmp_path,
        {
            "organisations": [["id", "name"], ["a", "A"]],
            "people": [["id", "name"], *people],
            "mandates": [["person", "organisation", "note"], *seats],
        },
    )
    shared = isp_graph.read(tmp_path).pseudonymised(KEY)
    assert set(shared.table("mandates")["note"]) == {f"remplace {MASK}"}
    assert set(shared.table("mandates")["person"]) == set(shared.table("people")["id"])


def test_a_copy_holds_no_named_record(named: Dataset) -> None:
    shared = named.at("2015").where(commune="Schaerbeek").pseudonymised(KEY)
    copied = pickle.dumps((shared.tables, shared.root.tables if shared.root else {}))
    assert [name for name in SECRETS if name.encode() in copied] == []


def test_the_public_page_does_not_tell_who_is_among_the_people(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "organisations": [["id", "name"], ["a", "Maison Céleste Prunelier"]],
            "people": [["id", "name"], ["p-1", "Céleste Prunelier"]],
        },
    )
    data = isp_graph.read(tmp_path)
    for edition, told in (("public", False), ("internal", True)):
        shared = data.pseudonymised(KEY) if edition == "public" else data
        page = report(shared, edition=edition).html
        assert ("contient le nom d" in page) is told
        assert "Maison Céleste Prunelier" in page


def test_listing_what_was_found_makes_no_pseudonym(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(tmp_path, {**TABLES, **SPOILED["seats"]}).pseudonymised(KEY)
    assert "duplicate_seat" in {entry.code for entry in data.findings}

    def refuse(people: pl.Series, key: bytes) -> pl.Series:
        assert people.is_empty()
        return pseudonyms(people, key)

    monkeypatch.setattr("isp_graph.datasets.privacy.editions.pseudonyms", refuse)
    assert "Atelier Alpha [a]" in findings_list(data, "fr")
