"""Every code of the catalogue is documented, raised by one case and not by the clean folder."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

import isp_graph
from isp_graph.datasets.dataset import Dataset
from isp_graph.grammar import LANGUAGES
from isp_graph.schema.findings import CATALOGUE, MASK, SEVERITIES, Finding, finding

BASE = {
    "organisations.csv": (
        "id,name,kind,commune,postal_code,zone,founded,closed\n"
        "a,Alpha,oisp,21015,1030,NE,1990,\n"
        "b,Beta,cpas,21014,1210,,2000-05,2012\n"
        "c,Gamma,mission_locale,,,S,,\n"
    ),
    "zones.csv": "id,name_fr\nNE,Nord-Est\nS,Sud\n",
    "communes.csv": "id,name_fr,zone\n21014,Saint-Josse-ten-Noode,NE\n21015,Schaerbeek,NE\n",
    "steps.csv": "id,position,name_fr\nformation,1,Formation\n",
    "offers.csv": "id,organisation,step,commune,zone,places\no1,a,formation,21015,NE,12\n",
    "people.csv": "id,name\np1,Prunelle Alice\np2,Quetsche Bob\n",
    "mandates.csv": "person,organisation,capacity,start,end\np1,a,volunteer,2001,2003\np2,a,,,\n",
    "meetings.csv": "id,name,per_year\nm1,Commission,4\n",
    "attendance.csv": "meeting,organisation,start,end\nm1,a,2001,\nm1,b,2001,2012\n",
    "ties.csv": "from,to,kind,flow\na,b,partnership,\nb,c,referral,3\n",
    "dataset.toml": 'title = "Essai"\ndate = 2011-01-01\n',
}


@dataclass(frozen=True)
class Case:
    """What to put in place of the clean folder's files, and what must come of it."""

    code: str
    files: dict[str, str | bytes | None]
    severity: str
    file: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None
    refused: int = 0
    blank: bool = False
    said: tuple[str, ...] = field(default=())


def _with(file: str, extra: str) -> dict[str, str | bytes | None]:
    return {file: BASE[file] + extra}


def _ties(row: str) -> dict[str, str | bytes | None]:
    return _with("ties.csv", row)


def _first(file: str, old: str, new: str) -> dict[str, str | bytes | None]:
    assert old in BASE[file]
    return {file: BASE[file].replace(old, new, 1)}


ORGANISATIONS = "organisations.csv"
CASES = [
    Case("missing_file", {ORGANISATIONS: None}, "error", ORGANISATIONS),
    Case("unreadable_file", {"zones.csv": None}, "error", "zones.csv"),
    Case("bad_settings", {"dataset.toml": "title = "}, "error", "dataset.toml"),
    Case("bad_settings", {"dataset.toml": 'date = "soon"'}, "error", "dataset.toml"),
    Case("bad_settings", {"dataset.toml": 'incomplete = ["tie"]'}, "error", said=("tie", "ties")),
    Case("unknown_file", {"tied.csv": "a,b\n"}, "warning", "tied.csv", said=("ties",)),
    Case(
        "second_file",
        {"ties.tsv": "from\tto\tkind\na\tb\tx\n"},
        "warning",
        "ties.tsv",
        said=("ties.csv",),
    ),
    Case("second_file", {"ties.tsv": ""}, "info", "ties.tsv"),
    Case("workbook_in_folder", {"Mandats.xlsx": "PK"}, "warning", "Mandats.xlsx"),
    Case(
        "header_below",
        {"ties.csv": f"Liens en 2015\n\n{BASE['ties.csv']}"},
        "warning",
        "ties.csv",
        3,
        refused=3,
        said=("3",),
    ),
    Case(
        "cell_error",
        _ties("a,c,referral,#VALEUR!\n"),
        "error",
        "ties.csv",
        4,
        "flow",
        "#VALEUR!",
        blank=True,
    ),
    Case(
        "cell_error",
        _ties("#N/A,c,referral,\n"),
        "error",
        "ties.csv",
        4,
        "from",
        "#N/A",
        refused=1,
    ),
    Case(
        "doubtful_number",
        _ties("a,c,referral,12.000\n"),
        "warning",
        "ties.csv",
        4,
        "flow",
        "12.000",
        said=("12:",),
    ),
    Case("unknown_file", {"Linens.csv": "a,b\n"}, "warning", "Linens.csv", said=("Liens",)),
    Case("unknown_file", {"tied.csv": ""}, "info", "tied.csv"),
    Case(
        "table_recognised",
        {"ties.csv": None, "Liens.csv": BASE["ties.csv"]},
        "info",
        "Liens.csv",
        said=("ties",),
    ),
    Case(
        "unknown_setting",
        {"dataset.toml": 'titel = "Essai"\n'},
        "warning",
        "dataset.toml",
        value="titel",
        said=("title",),
    ),
    Case("empty_file", {"sectors.csv": "\n \n"}, "warning", "sectors.csv"),
    Case(
        "missing_column",
        _first("ties.csv", "kind", "knid"),
        "error",
        "ties.csv",
        1,
        "kind",
        refused=2,
        said=("knid",),
    ),
    Case(
        "unknown_column",
        _first(ORGANISATIONS, "founded", "fonded"),
        "warning",
        ORGANISATIONS,
        1,
        "fonded",
        "fonded",
        said=("founded", "column G"),
    ),
    Case("headless_column", {"zones.csv": "id,name_fr,\nNE,N,x\nS,S,\n"}, "warning", column="C"),
    Case(
        "person_in_name",
        _with(ORGANISATIONS, "d,Huis Quetsche-Bob,,,,,,\n"),
        "info",
        ORGANISATIONS,
        5,
        "name",
        "Huis Quetsche-Bob",
    ),
    Case(
        "duplicate_column",
        {"zones.csv": "id,name_fr,name_fr\nNE,Nord-Est,x\nS,Sud,\n"},
        "warning",
        "zones.csv",
        1,
        "name_fr",
        "name_fr",
    ),
    Case(
        "column_recognised",
        {"zones.csv": "\nid,Nom français\nNE,Nord-Est\nS,Sud\n"},
        "info",
        "zones.csv",
        2,
        "name_fr",
        "Nom français",
    ),
    Case("encoding_guessed", {"zones.csv": "id,name_fr\nNE,Né\nS,Sud".encode("cp1252")}, "info"),
    Case("unclosed_quote", _with("zones.csv", 'X,"open\n'), "warning", "zones.csv", 4),
    Case("unclosed_quote", _with("zones.csv", 'X,Y,"'), "warning", "zones.csv", 4),
    Case("ragged_row", _with("zones.csv", "X,Y,Z,T\n"), "warning", "zones.csv", 4, value="Z,T"),
    Case(
        "missing_key", _with("zones.csv", ",Nulle part\n"), "error", "zones.csv", 4, "id", None, 1
    ),
    Case(
        "duplicate_key",
        _with("zones.csv", "S,Suite\n"),
        "error",
        "zones.csv",
        4,
        "id",
        "S",
        1,
        said=("3",),
    ),
    Case("missing_value", _ties("a,,referral,\n"), "error", "ties.csv", 4, "to", None, 1),
    Case(
        "bad_type", _ties("a,c,referral,lots\n"), "error", "ties.csv", 4, "flow", "lots", blank=True
    ),
    Case(
        "bad_type",
        _with("steps.csv", "x,first,X\n"),
        "error",
        "steps.csv",
        3,
        "position",
        "first",
        1,
    ),
    Case(
        "not_in_vocabulary",
        _first(ORGANISATIONS, "oisp", "oips"),
        "warning",
        ORGANISATIONS,
        2,
        "kind",
        "oips",
        blank=True,
        said=("oisp",),
    ),
    Case(
        "not_in_vocabulary",
        {"matches.csv": "a,b,verdict\np1,p2,perhaps\n"},
        "error",
        "matches.csv",
        2,
        "verdict",
        "perhaps",
        1,
    ),
    Case(
        "near_vocabulary",
        _ties("a,c,partnerhsip,\nb,a,partnerhsip,\n"),
        "info",
        "ties.csv",
        4,
        "kind",
        "partnerhsip",
        said=("Nearest: partnership",),
    ),
    Case("reserved_name", _ties("a,c,Boards,\n"), "error", "ties.csv", 4, "kind", "Boards", 1),
    Case("unknown_reference", _ties("a,z,referral,\n"), "error", "ties.csv", 4, "to", "z", 1),
    Case(
        "unknown_optional_reference",
        _with(ORGANISATIONS, "d,Delta,oisp,,,Norde-Est,,\n"),
        "warning",
        ORGANISATIONS,
        5,
        "zone",
        "Norde-Est",
        blank=True,
    ),
    Case(
        "unknown_step",
        _with("offers.csv", "o2,a,jonglerie,,,\n"),
        "error",
        "offers.csv",
        3,
        "step",
        "jonglerie",
        1,
    ),
    Case("table_built", {"zones.csv": None}, "info", "zones", said=("2",)),
    Case(
        "end_before_start",
        _with("mandates.csv", "p1,a,,2006,2005\n"),
        "warning",
        "mandates.csv",
        4,
        "end",
        "2005",
        said=("2006",),
    ),
    Case(
        "implausible_year",
        _with("mandates.csv", "p1,b,,1066,\n"),
        "warning",
        "mandates.csv",
        4,
        "start",
        "1066",
        blank=True,
    ),
    Case(
        "implausible_number",
        _with("offers.csv", "o2,a,formation,,,-1\n"),
        "warning",
        "offers.csv",
        3,
        "places",
        "-1",
        blank=True,
    ),
    Case(
        "implausible_number",
        _with("steps.csv", f"x,{'9' * 5000},X\n"),
        "error",
        "steps.csv",
        3,
        refused=1,
    ),
    Case("control_characters", _with("zones.csv", "X,a\x07b\n"), "warning", "zones.csv", 4),
    Case("control_characters", _with("zones.csv", "X,a\u202eb\n"), "warning", "zones.csv", 4),
    Case("formula_text", _with("zones.csv", "X,=1+1\n"), "warning", "zones.csv", 4, "name_fr"),
    Case("mojibake", _with("zones.csv", "X,PrÃ©formation\n"), "warning", "zones.csv", 4),
    Case(
        "postcode_commune",
        _first(ORGANISATIONS, "1030", "1000"),
        "warning",
        ORGANISATIONS,
        2,
        "postal_code",
        "1000",
        said=("Schaerbeek",),
    ),
    Case(
        "nis_commune",
        _with("communes.csv", "21001,Jette,\n"),
        "warning",
        "communes.csv",
        4,
        "id",
        "21001",
        said=("Anderlecht",),
    ),
    Case(
        "zone_commune",
        _first(ORGANISATIONS, ",NE,", ",S,"),
        "warning",
        ORGANISATIONS,
        2,
        "zone",
        "S",
        said=("NE",),
    ),
    Case(
        "zone_commune",
        _with("offers.csv", "o2,a,formation,21015,S,\n"),
        "warning",
        "offers.csv",
        3,
        "zone",
        "S",
    ),
    Case(
        "outside_life",
        _with("mandates.csv", "p1,b,,1999,\n"),
        "warning",
        "mandates.csv",
        4,
        "organisation",
        "b",
    ),
    Case(
        "outside_life",
        _with("attendance.csv", "m1,b,,2013\n"),
        "warning",
        "attendance.csv",
        4,
        "organisation",
        "b",
    ),
    Case("self_tie", _ties("a,a,referral,\n"), "warning", "ties.csv", 4, "to", "a"),
    Case("duplicate_tie", _ties("a,b,partnership,\n"), "warning", "ties.csv", 4, said=("2",)),
    Case(
        "duplicate_seat",
        _with("mandates.csv", "p1,a,,2002,\n"),
        "warning",
        "mandates.csv",
        4,
        "person",
        "p1",
    ),
    Case("duplicate_row", _with("attendance.csv", "m1,a,2001,\n"), "warning", "attendance.csv", 4),
    Case(
        "identity_conflict",
        {"matches.csv": "a,b,verdict\np1,p2,different\np2,p1,same\n"},
        "warning",
        "matches.csv",
        2,
        said=("3",),
    ),
    Case(
        "self_match",
        {"matches.csv": "a,b,verdict\np1,p1,same\n"},
        "warning",
        "matches.csv",
        2,
        "b",
        "p1",
    ),
]


def _read(folder: Path, changed: dict[str, str | bytes | None]) -> Dataset:
    folder.mkdir(exist_ok=True)
    for name, text in {**BASE, **changed}.items():
        if text is not None:
            content = text if isinstance(text, bytes) else text.encode()
            (folder / name).write_bytes(content)
    return isp_graph.read(folder)


def _read_case(folder: Path, case: Case, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    if case.code == "unreadable_file":
        whole = Path.read_bytes

        def refuse(path: Path) -> bytes:
            if path.name == case.file:
                raise PermissionError(13, "Permission denied")
            return whole(path)

        monkeypatch.setattr(Path, "read_bytes", refuse)
        return _read(folder, {})
    return _read(folder, case.files)


def test_the_clean_folder_has_no_finding(tmp_path: Path) -> None:
    assert _read(tmp_path, {}).findings == ()


def test_every_code_has_a_case() -> None:
    assert {case.code for case in CASES} == set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_documented(code: str) -> None:
    entry = CATALOGUE[code]
    assert entry.severity in SEVERITIES
    assert entry.about.endswith(".")
    for sentences in (entry.message, entry.remedy):
        assert set(sentences) == set(LANGUAGES)
        assert all(sentence.endswith((".", ")")) for sentence in sentences.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_case_raises_its_finding(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _read_case(tmp_path, case, monkeypatch)
    found = [entry for entry in data.findings if entry.code == case.code]
    assert len(found) == 1, data.findings
    entry = found[0]
    assert entry.severity == case.severity
    for name in ("file", "row", "column", "value"):
        wanted = getattr(case, name)
        if wanted:
            assert getattr(entry, name) == wanted
    if case.refused and case.value:
        assert "the row is set aside" in entry.message()
        assert "blank" not in entry.remedy()
    for words in case.said:
        assert words in f"{entry.message()} {entry.remedy()}"
    refused = sum(tally.refused for tally in data.tallies.values())
    if case.code != "missing_file":
        assert refused == case.refused
    if case.blank:
        table = data.tables[case.file.removesuffix(".csv")]
        assert table[str(case.column)].null_count() > _clean_blanks(case, tmp_path / "clean")


def _clean_blanks(case: Case, folder: Path) -> int:
    """Count the unknown cells of the column where its cell is simply blank."""
    clean = _read(folder, {}).tables[case.file.removesuffix(".csv")]
    return clean[str(case.column)].null_count()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_every_finding_speaks_each_language(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for entry in _read_case(tmp_path, case, monkeypatch).findings:
        for shown in (entry, entry.masked()):
            for language in LANGUAGES:
                for sentence in (shown.message(language), shown.remedy(language)):
                    assert sentence.strip() == sentence != ""
                    assert "{" not in sentence


def test_braces_in_data_are_text() -> None:
    entry = finding("unknown_reference", "f.csv", 2, "to", "{value.__class__}", other="{0}")
    assert "“{value.__class__}” does not exist in the table {0}" in entry.message()


def test_a_masked_finding_keeps_its_place_only() -> None:
    entry = finding(
        "duplicate_key", "people.csv", 3, "id", "p1", personal=True, other="2", near="p2"
    )
    hidden = entry.masked()
    assert (hidden.file, hidden.row, hidden.column, hidden.value) == ("people.csv", 3, "id", MASK)
    assert "p1" not in hidden.message() + hidden.remedy()
    assert "p2" not in hidden.remedy()


def test_a_masked_finding_keeps_what_names_nobody() -> None:
    entry = finding("unknown_reference", "f.csv", 2, "person", "Bob", personal=True, other="people")
    assert entry.masked().message() == f"“{MASK}” does not exist in the table people."
    same = finding("unknown_reference", "f.csv", 2, "person", "Bob", personal=True, other="Bob")
    assert same.masked().details == {"other": MASK}


def test_errors_come_first() -> None:
    order = [
        finding("table_recognised", "a.csv"),
        finding("self_tie", "a.csv", 2),
        finding("missing_key", "z.csv", 9),
        Finding("missing_key", "error", "z.csv", 2),
    ]
    ranked = sorted(order, key=Finding.order)
    assert [(entry.severity, entry.row) for entry in ranked] == [
        ("error", 2),
        ("error", 9),
        ("warning", 2),
        ("info", None),
    ]
