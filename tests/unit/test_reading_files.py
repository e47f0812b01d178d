"""Folders, single files and dataset.toml: what is taken, and what is said of the rest."""

from pathlib import Path

import pytest

import isp_graph
from isp_graph.datasets.files.delimited import read_delimited
from isp_graph.datasets.files.output import check_target, write_file, write_folder
from isp_graph.datasets.records import Settings
from isp_graph.datasets.settings import read_settings
from isp_graph.errors import AccessError
from isp_graph.schema.tables import SCHEMA

ORGANISATIONS = "id,name,zone\na,Été,NE\nb,Bœuf,S\n"


def rows(data: bytes) -> list[tuple[object, ...]]:
    return read_delimited(data, "zones", "zones.csv", ["id", "name_fr"]).cells.rows()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_dialect_is_the_same_dataset(
    tmp_path: Path, separator: str, end: str, encoding: str
) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "organisations.csv").write_text(ORGANISATIONS, "utf-8")
    other = tmp_path / "other"
    other.mkdir()
    text = ORGANISATIONS.replace(",", separator).replace("\n", end)
    (other / "organisations.csv").write_bytes(text.encode(encoding))
    a, b = isp_graph.read(plain), isp_graph.read(other)
    assert a.tables["organisations"].equals(b.tables["organisations"])
    assert a.fingerprint == b.fingerprint
    told = {entry.code for entry in b.findings} - {"table_built"}
    assert told == ({"encoding_guessed"} if encoding == "cp1252" else set())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"id,name_fr\na,A\r\nb,B\rc,C", [("a", "A", 2), ("b", "B", 3), ("c", "C", 4)]),
        (b'id,name_fr\na,"x\ny"\nb,B\n', [("a", "x\ny", 2), ("b", "B", 4)]),
        (b'id,name_fr\na,"x\r\ny\rz"\nb,B\n', [("a", "x\r\ny\rz", 2), ("b", "B", 5)]),
        (b"\n\nid,name_fr\n\n , \na,A\n", [("a", "A", 6)]),
        (b"id,name_fr\na\nb,B\n", [("a", None, 2), ("b", "B", 3)]),
        (b"id,name_fr\na,A,\nb,B\n", [("a", "A", 2), ("b", "B", 3)]),
        (b"id,name_fr\na,A\0B\n", [("a", "A\0B", 2)]),
        (b"id;name_fr\na;A, B\n", [("a", "A, B", 2)]),
        (b'"id";"name_fr"\n"a";"A ""B"""\n', [("a", 'A "B"', 2)]),
        (b"id,name_fr\n\x1c,\x1f\na,A\n", [("a", "A", 3)]),
        (b"id,name_fr\na,A\x81\xe9\n", [("a", "A\x81é", 2)]),
    ],
)
def test_records_and_their_first_lines(data: bytes, expected: list[tuple[object, ...]]) -> None:
    assert rows(data) == expected


def test_a_cell_longer_than_csv_allows_by_default() -> None:
    text = "x" * 200_000
    assert rows(f'id,name_fr\na,"{text}"\n'.encode()) == [("a", text, 2)]


def test_an_inch_mark_is_no_open_quotation() -> None:
    raw = read_delimited(b'id,name_fr\na,17"\n', "zones", "zones.csv", ["id"])
    assert raw.findings == ()


def test_nothing_of_a_folder_is_passed_over_in_silence(tmp_path: Path) -> None:
    names = [
        "Organisations.TSV",
        "organisations.csv",
        "membres.csv",
        "ties.xlsx",
        "read.txt",
        ".x.csv",
    ]
    for name in names:
        (tmp_path / name).write_text("id,name\na,A\n", "utf-8")
    (tmp_path / "zones.csv").mkdir()
    data = isp_graph.read(tmp_path)
    told = {(entry.code, entry.file) for entry in data.findings if entry.severity == "warning"}
    assert told == {
        ("second_file", "organisations.csv"),
        ("unknown_file", "membres.csv"),
        ("workbook_in_folder", "ties.xlsx"),
    }
    assert data.tables["organisations"].height == 1


def test_one_file_is_a_list_of_organisations_or_the_table_it_is_named_after(tmp_path: Path) -> None:
    firms = tmp_path / "firms.csv"
    firms.write_text("id;name\na;A\n", "utf-8")
    assert isp_graph.read(firms).tables["organisations"].height == 1
    zones = tmp_path / "zones.csv"
    zones.write_text("id;name_fr\na;A\n", "utf-8")
    assert [entry.code for entry in isp_graph.read(zones).findings] == ["missing_file"]


@pytest.mark.parametrize("name", ["nothing", "nothing.csv", "demmo", "a\0b", "x" * 5000])
def test_what_is_not_there_is_said_in_one_sentence(name: str) -> None:
    with pytest.raises(AccessError) as caught:
        isp_graph.read(name)
    assert "\n" not in str(caught.value)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(AccessError, match="not a folder, a workbook or a CSV file"):
        isp_graph.read(tmp_path / "x.pdf")


def test_labels_and_spellings_head_columns(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text("Identifiant;NAAM;Code-Postal\na;A;1030\n", "utf-8")
    data = isp_graph.read(tmp_path)
    assert data.tables["organisations"].select("id", "name", "postal_code").rows() == [
        ("a", "A", "1030")
    ]
    assert {entry.code for entry in data.findings} == {"column_recognised"}


# --- dataset.toml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Settings()),
        ('title = "T"', Settings(title={"fr": "T", "nl": "T", "en": "T"})),
        ('title_nl = "N"', Settings(title={"fr": "N", "nl": "N", "en": "N"})),
        (
            'title = "T"\ntitle_en = "E"',
            Settings(title={"fr": "T", "nl": "T", "en": "E"}),
        ),
        (
            '[title]\nnl = "N"\nfr = "F"',
            Settings(title={"fr": "F", "nl": "N", "en": "F"}),
        ),
        ('date = "31/03/2015"', Settings(date="2015-03-31")),
        ("date = 2015-03-31", Settings(date="2015-03-31")),
        ("date = 2015-03-31T12:00:00", Settings(date="2015-03-31")),
        ("date = 2015", Settings(date="2015")),
        ('incomplete = ["ties", "people"]', Settings(incomplete=frozenset({"ties", "people"}))),
        ('incomplete = "ties"', Settings(incomplete=frozenset({"ties"}))),
        ('licence = "CC0"', Settings(licence="CC0")),
        ('[[sources]]\nid = "x"', Settings(sources=({"id": "x"},))),
        ('[sources]\nid = "x"', Settings(sources=({"id": "x"},))),
        ('[sources.x]\ntitle = "X"', Settings(sources=({"title": "X"},))),
        ('limits = "L"', Settings(limits=({"fr": "L", "nl": "L", "en": "L"},))),
        ('limits = ["L"]', Settings(limits=({"fr": "L", "nl": "L", "en": "L"},))),
        ('[limits]\nfr = "L"', Settings(limits=({"fr": "L", "nl": "L", "en": "L"},))),
        (
            '[[limits]]\nfr = "L"\nnl = "M"\n[[limits]]\nen = "O"',
            Settings(limits=({"fr": "L", "nl": "M", "en": "L"}, {"fr": "O", "nl": "O", "en": "O"})),
        ),
        ('[limits.a]\nfr = "L"', Settings(limits=({"fr": "L", "nl": "L", "en": "L"},))),
    ],
)
def test_settings(text: str, expected: Settings) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        assert read_settings(text.encode(encoding)) == (expected, [])


def test_settings_saved_in_windows_1252_are_read() -> None:
    settings, found = read_settings('licence = "libre à tous"\n'.encode("cp1252"))
    assert settings.licence == "libre à tous"
    assert [(entry.code, entry.file) for entry in found] == [("encoding_guessed", "dataset.toml")]


@pytest.mark.parametrize(
    "text",
    [
        *("title = 3", "[title]\nfr = 3", "title_fr = 3", "title = ", "licence = []"),
        *('date = "soon"', "date = [1]", "date = true", "date = 1066", "date = 1066-01-01"),
        *('incomplete = ["tie"]', "incomplete = [[1]]", "incomplete = 3", "incomplete = [{a = 1}]"),
        *("sources = 3", "sources = [1]", "limits = 3", "limits = [3]", "limits = [{de = 'x'}]"),
        *("public_key = 3", "a = 1\na = 2", "x = " + "9" * 5000, "x = " + "[" * 5000, "\xff"),
    ],
)
def test_settings_that_are_wrong_are_found_and_the_rest_is_read(text: str) -> None:
    settings, found = read_settings(text.encode("latin-1"))
    assert [entry.code for entry in found] == ["bad_settings"]
    assert settings == Settings()
    assert "\n" not in found[0].message()
    assert "datetime" not in found[0].message()


def test_an_unknown_entry_is_told_with_the_nearest_known() -> None:
    settings, found = read_settings(b'somebody = "else"\nincomplet = ["ties"]')
    assert settings == Settings()
    told = [(entry.code, entry.value, entry.details["near"]) for entry in found]
    assert told == [
        ("unknown_setting", "somebody", ""),
        ("unknown_setting", "incomplet", "incomplete"),
    ]


def test_a_mistyped_table_is_told_the_nearest() -> None:
    _, (entry,) = read_settings(b'incomplete = ["mandate", "ties"]')
    assert "mandates" in entry.remedy()


def test_settings_do_not_keep_tables_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text("id,name\na,A\n", "utf-8")
    (tmp_path / "dataset.toml").write_bytes(b"\x00\xff")
    data = isp_graph.read(tmp_path)
    assert data.tables["organisations"].height == 1
    assert [entry.code for entry in data.findings] == ["bad_settings"]


# --- output


def test_a_file_is_written_whole_and_never_over_another_unasked(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_file(path, b"one")
    with pytest.raises(AccessError, match="exists already"):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"
    write_file(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_targets_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="is a folder"):
        check_target(tmp_path, force=True)
    with pytest.raises(AccessError, match="does not exist"):
        check_target(tmp_path / "no" / "out", force=True)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(AccessError):
        write_folder(tmp_path / "file", {"a": b""})
    for name in ("x" * 300, "x" * 250 + ".html" * 2, "a\0b"):
        with pytest.raises(AccessError) as caught:
            write_file(tmp_path / name, b"")
        assert "\n" not in str(caught.value)
    write_file(tmp_path / ("x" * 250), b"")


def test_a_folder_is_written_only_if_nothing_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"old")
    with pytest.raises(AccessError):
        write_folder(tmp_path, {"a": b"1", "b": b"2"})
    assert not (tmp_path / "a").exists()
    write_folder(tmp_path / "deep" / "er", dict.fromkeys(SCHEMA, b""))
    assert len(list((tmp_path / "deep" / "er").iterdir())) == len(SCHEMA)
