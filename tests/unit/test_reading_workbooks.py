"""A workbook is read as the CSV folder of the same content is; a damaged one is refused."""

import datetime
import io
import random
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import isp_graph
from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import AccessError, IspGraphError
from tests.fuzz.survival import one_sentence

Cells = Sequence[Sequence[Any]]

SHEETS: dict[str, Cells] = {
    "organisations": [
        [
            "id",
            "name",
            "kind",
            "commune",
            "postal_code",
            "founded",
            "closed",
            "collective",
            "covers",
        ],
        [
            "a",
            "Alpha",
            "OISP (association)",
            "Schaerbeek",
            1030,
            datetime.date(1990, 3, 31),
            None,
            False,
            "*",
        ],
        ["b", "Bêta", "cpas", 21014, "1210", 2000, datetime.date(2012, 1, 1), None, "NE|S"],
        ["c", "Tous", None, None, None, "2001-05", None, True, None],
    ],
    "ties": [
        ["from", "to", "kind", "flow", "amount"],
        ["a", "b", "partnership", 2.5, 1234567.25],
        ["b", "a", "referral", 12, None],
    ],
    "meetings": [["id", "name", "per_year", "hours"], ["m1", "Commission\nzonale", 4, 0.1]],
    "zones": [["id", "name_fr"], ["NE", "Nord-Est"], ["S", "Sud"]],
}


def workbook(path: Path, sheets: Mapping[str, Cells], down: int = 0, right: int = 0) -> Path:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    place = (row + down, column + right)
                    if isinstance(cell, datetime.date):
                        sheet.write_datetime(*place, cell, day)
                    elif isinstance(cell, bool):
                        sheet.write_boolean(*place, cell)
                    elif cell is not None:
                        sheet.write(*place, cell)
    return path


def folder(path: Path, sheets: Mapping[str, Cells]) -> Path:
    def text(cell: Any) -> str:
        if isinstance(cell, bool):
            return "oui" if cell else "non"
        if isinstance(cell, float):
            return str(cell).replace(".", ",")
        if isinstance(cell, datetime.date):
            return cell.strftime("%d/%m/%Y")
        return "" if cell is None else f'"{cell}"'

    path.mkdir()
    for name, rows in sheets.items():
        lines = [";".join(text(cell) for cell in cells) for cells in rows]
        (path / f"{name}.csv").write_text("\r\n".join(lines), "utf-8-sig", newline="")
    return path


def same(a: Dataset, b: Dataset) -> None:
    assert a.tables.keys() == b.tables.keys()
    for name, frame in a.tables.items():
        assert frame.equals(b.tables[name]), name
    assert a.fingerprint == b.fingerprint
    assert {n: (t.records, t.used) for n, t in a.tallies.items()} == {
        n: (t.records, t.used) for n, t in b.tallies.items()
    }


@pytest.mark.parametrize(("down", "right"), [(0, 0), (3, 0), (0, 2), (2, 1)])
def test_a_workbook_equals_the_folder(tmp_path: Path, down: int, right: int) -> None:
    book = isp_graph.read(workbook(tmp_path / "w.xlsx", SHEETS, down, right))
    csvs = isp_graph.read(folder(tmp_path / "w", SHEETS))
    same(book, csvs)
    assert book.name == csvs.name == "w"
    assert [(f.code, f.file.removesuffix(".csv")) for f in book.findings] == [
        (f.code, f.file.removesuffix(".csv")) for f in csvs.findings
    ]
    organisations = book.tables["organisations"]
    assert organisations["founded"].to_list() == ["1990-03-31", "2000", "2001-05"]
    assert organisations["collective"].to_list() == [False, None, True]
    assert organisations["postal_code"].to_list() == ["1030", "1210", None]


def test_rows_are_those_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    zones: Cells = [["id", "name_fr"], ["NE", "Nord-Est"], [None, None], ["NE", "Encore"]]
    data = isp_graph.read(
        workbook(tmp_path / "w.xlsx", {**SHEETS, "zones": zones}, down=2),
    )
    doubled = next(entry for entry in data.findings if entry.code == "duplicate_key")
    assert (doubled.file, doubled.row, doubled.details["other"]) == ("zones", 6, "4")


def test_other_sheets_are_named_and_empty_ones_too(tmp_path: Path) -> None:
    sheets: dict[str, Cells] = {
        **SHEETS,
        "Feuil1": [["x"]],
        "tiess": [["from"]],
        "people": [],
        "sectors": [["id", "name_fr"]],
    }
    data = isp_graph.read(workbook(tmp_path / "w.xlsx", sheets))
    codes = {(entry.code, entry.file) for entry in data.findings if entry.code != "table_built"}
    assert codes == {
        ("unknown_file", "Feuil1"),
        ("unknown_file", "tiess"),
        ("empty_file", "people"),
    }
    assert data.tallies["people"].records == data.tallies["sectors"].records == 0


def test_error_values_are_unknown_and_told(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Organisations")
        sheet.write_row(0, 0, ["id", "name", "founded"])
        sheet.write_row(1, 0, ["a", "Alpha"])
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
        sheet.write_formula(2, 0, '="b"', None, "b")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    data = isp_graph.read(path)
    assert data.tables["organisations"]["id"].to_list() == ["a"]
    assert data.tables["organisations"]["founded"].to_list() == [None]
    assert [(entry.code, entry.row, entry.column, entry.value) for entry in data.findings] == [
        ("cell_error", 2, "founded", "#N/A"),
        ("cell_error", 3, "name", "#DIV/0!"),
    ]
    assert data.tallies["organisations"].records == 2


@pytest.mark.parametrize(("down", "right"), [(0, 0), (3, 2), (0, 30)])
def test_an_error_stands_where_the_spreadsheet_shows_it(
    tmp_path: Path, down: int, right: int
) -> None:
    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("organisations")
        sheet.write_row(down, right, ["id", "name", "founded", "note"])
        for row in range(1, 4):
            sheet.write_row(down + row, right, [f"o{row}", "x", 2001])
        sheet.write_formula(down + 2, right + 3, '=IF(1<2,NA(),"é")', None, "#N/A")
        sheet.write_blank(down + 5, right + 9, None, book.add_format({"bold": True}))
    data = isp_graph.read(path)
    assert [(entry.code, entry.row, entry.column) for entry in data.findings] == [
        ("cell_error", down + 3, "note")
    ]
    assert data.tables["organisations"]["founded"].to_list() == ["2001"] * 3


def test_an_error_in_an_open_document_is_told(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        kind = f'<table:table-cell office:value-type="string" {more}>'
        return f"{kind}<text:p>{text}</text:p></table:table-cell>"

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    error = 'office:string-value="" calcext:value-type="error" table:formula="of:=NA()"'
    blank = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = (
        row(blank, cell("id"), cell("name"), cell("commune")),
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>',
        row(blank, cell("a"), cell("A"), cell("#N/A", error)),
        row(blank, cell("b"), cell("Err:508", error), cell("Forest")),
    )
    spaces = " ".join(
        f'xmlns:{name}="{space}"'
        for name, space in {
            **{
                name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
                for name in ("office", "table", "text")
            },
            "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        }.items()
    )
    path = tmp_path / "w.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="organisations">{"".join(rows)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    data = isp_graph.read(path)
    assert [(entry.code, entry.row, entry.value) for entry in data.findings] == [
        ("cell_error", 4, "#N/A"),
        ("cell_error", 5, "Err:508"),
    ]
    assert data.tables["organisations"]["id"].to_list() == ["a"]


def test_a_cell_at_the_far_corner_is_named(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    for sheet in ("organisations", "Feuil2"):
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet("organisations").write_column(0, 0, ["id", "a"])
            book.sheetnames.get(sheet, book.add_worksheet("Feuil2")).write(1048575, 16383, "x")
        if sheet == "organisations":
            with pytest.raises(AccessError, match="XFD1048576"):
                isp_graph.read(path)
        else:  # what is no table is not laid out
            told = {(entry.code, entry.file) for entry in isp_graph.read(path).findings}
            assert ("unknown_file", "Feuil2") in told


def test_a_far_cell_that_is_merely_formatted_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("organisations")
        sheet.write_row(0, 0, ["id", "name"])
        sheet.write_row(1, 0, ["a", "A"])
        sheet.write_blank(1048575, 16383, None, book.add_format({"bold": True}))
    assert isp_graph.read(path).findings == ()


def test_a_title_above_the_headers_is_told(tmp_path: Path) -> None:
    rows: dict[str, Cells] = {
        "organisations": [["Opérateurs"], [], ["Code", "Nom", "Note"], ["a", "A", None]]
    }
    found = isp_graph.read(workbook(tmp_path / "w.xlsx", rows)).findings
    assert [(entry.file, entry.row) for entry in found if entry.code == "header_below"] == [
        ("organisations", 3)
    ]


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200])
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".xlsb"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"w{suffix}"
    path.write_bytes(content)
    with pytest.raises(AccessError) as caught:
        isp_graph.read(path)
    one_sentence(caught.value)


def test_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "w.xlsx", SHEETS).read_bytes()
    path = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            half = len(content) // 2
            target.writestr(name, content[:half] if name.endswith("sheet1.xml") else content)
    with pytest.raises(AccessError) as caught:
        isp_graph.read(path)
    one_sentence(caught.value)


def test_bytes_that_change_end_in_tables_or_one_sentence(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "w.xlsx", SHEETS).read_bytes()
    path, draw = tmp_path / "spoiled.xlsx", random.Random(2015)
    refused = 0
    for _ in range(200):
        spoiled = bytearray(whole)
        for _ in range(draw.randint(1, 6)):
            spoiled[draw.randrange(len(spoiled))] = draw.randrange(256)
        path.write_bytes(spoiled[: draw.choice([len(spoiled), draw.randrange(len(spoiled))])])
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)
                isp_graph.read(path)
        except IspGraphError as error:
            one_sentence(error)
            refused += 1
    assert refused > 100
