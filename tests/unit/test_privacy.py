"""What is shared names nobody: tables, findings and settings; the fingerprint is one."""

import json
import random
from dataclasses import asdict
from pathlib import Path

import pytest
import xlsxwriter

import isp_graph
from isp_graph.dataset import Dataset
from isp_graph.model.findings import MASK
from isp_graph.privacy import personal_values, pseudonym

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
    assert "Conseil bleu" not in personal_values(named)


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
    "header": {"people": [["id", "name", "Hortense-Marie"], ["p9", "Céleste Prunelier", "x"]]},
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
            "organisations": [["id", "name"], ["org-Helene Wauters", "A"], ["b", "B"]],
            "people": [["id", "name"], ["p1", "Hélène Wauters"]],
            "ties": [["from", "to", "kind"], ["org-Helene Wauters", "b", "avec helene wauters"]],
        },
    )
    data = isp_graph.read(tmp_path).pseudonymised(KEY)
    hidden = data.table("ties")["from"][0]
    assert hidden in data.table("organisations")["id"].to_list()
    assert "Wauters" not in hidden
    assert data.table("ties")["kind"][0] == f"avec {MASK}"
    assert isp_graph.layer(data, "all").edges.height == 1


def test_no_named_record_stays_within_reach(tmp_path: Path) -> None:
    write(tmp_path, TABLES)
    named = isp_graph.read(tmp_path)
    hidden = named.at("2015").where(commune="Schaerbeek").pseudonymised(KEY)
    assert hidden.root is not None
    assert hidden.unfiltered is not None
    for part in (hidden, hidden.root, hidden.unfiltered):
        assert "Céleste Prunelier" not in str(part.table("people").to_dicts())
    assert hidden.fingerprint == named.fingerprint
