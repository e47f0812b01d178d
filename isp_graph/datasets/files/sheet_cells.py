"""What a workbook's own XML tells and calamine does not: how far a sheet goes, and its errors.

Calamine lays a sheet out as a full rectangle, so that one stray cell in the far corner asks for
more memory than there is, which ends the process. It also gives a cell in error (``#N/A``) as a
blank. Both show in the XML, which is passed over once. Only ``.xlsx``, ``.xlsm`` (how far, and
errors) and ``.ods`` (errors; calamine itself bounds these) are looked at: the other formats are
binary. What is not understood here is left to calamine to judge.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from posixpath import join, normpath
from typing import IO
from xml.parsers import expat

from isp_graph.datasets.tables.header import column_letters
from isp_graph.datasets.tables.values import is_error_value

LARGEST = 1 << 25
"""Cells of the largest rectangle that is read; about a gigabyte."""

_CHUNK, _LONGEST_ROW = 1 << 22, 1 << 26
# Every cell with content; a cell that is merely formatted closes itself.
_CELL = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?:(?!</(?:\w+:)?c>).)*?'
    rb"<(?:\w+:)?(?:v|t)\b[^>]*>[^<]",
    re.DOTALL,
)
# A sheet without a column beyond Z fits, however many rows it has.
_WIDE = re.compile(rb'\br="([A-Z]{2,3})\d{1,7}"')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,7})"')
_IN_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>'
    rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_UNNAMED_ERROR = "#ERROR!"


@dataclass(frozen=True)
class SheetCells:
    """What the XML of one sheet tells.

    Attributes
    ----------
    far : str or None
        The corner, as spreadsheets name it, of a sheet that is too large to be read.
    first : int
        The first column with content, 0 being A.
    errors : mapping
        By row (1 first) and column (0 first), the error that the spreadsheet shows.
    """

    far: str | None = None
    first: int = 0
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _parts(stream: IO[bytes]) -> Iterator[bytes]:
    """Read the XML of a sheet in parts that end where a row does."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        rest += chunk
        begun, row, after = rest.rpartition(b"row>")
        if row:
            yield begun + row
            rest = after
        elif len(rest) > _LONGEST_ROW:
            raise ValueError(_LONGEST_ROW)
    yield rest


def _filled(book: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int]]:
    """Give row and column of every cell with content."""
    with book.open(part) as stream:
        for piece in _parts(stream):
            for found in _CELL.finditer(piece):
                yield int(found[2]), _column(found[1])


def _first_column(book: zipfile.ZipFile, part: str, errors: Iterable[tuple[int, int]]) -> int:
    first: int | None = None
    for _, column in chain(errors, _filled(book, part)):
        first = column if first is None else min(first, column)
        if first == 0:
            break
    return first or 0


def _of_excel(book: zipfile.ZipFile, part: str) -> SheetCells:
    wide: set[bytes] = set()
    errors, last = {}, 0
    with book.open(part) as stream:
        for piece in _parts(stream):
            wide.update(_WIDE.findall(piece))
            last = max(last, *map(int, _ROW.findall(piece)), 0)
            if b't="e"' in piece:
                for letters, row, text in _IN_ERROR.findall(piece):
                    errors[int(row), _column(letters)] = _named(text.decode("utf-8", "replace"))
    if wide and last * (max(map(_column, wide)) + 1) > LARGEST:
        # Cells that are merely formatted were counted; calamine passes over those.
        cells = [*_filled(book, part)]
        rows = max((row for row, _ in cells), default=0)
        columns = [column for _, column in cells] or [0]
        if rows * (max(columns) - min(columns) + 1) > LARGEST:
            return SheetCells(far=f"{column_letters(max(columns))}{rows}")
    return SheetCells(first=_first_column(book, part, errors), errors=errors)


def _named(text: str) -> str:
    """Give an error as the spreadsheet shows it, or a name by which it is known as one."""
    return text.strip() if is_error_value(text.strip()) else _UNNAMED_ERROR


def _elements(xml: bytes, named: str) -> Iterator[dict[str, str]]:
    """Give the attributes of every element of a name; prefixes of both count for nothing."""
    met: list[dict[str, str]] = []

    def note(tag: str, about: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == named:
            met.append({name.rpartition(":")[2]: value for name, value in about.items()})

    parser = expat.ParserCreate()
    parser.StartElementHandler = note
    parser.Parse(xml, True)
    yield from met


def _excel(book: zipfile.ZipFile) -> dict[str, SheetCells]:
    links = _elements(book.read("xl/_rels/workbook.xml.rels"), "Relationship")
    parts = {about["Id"]: normpath(join("/xl", about["Target"])).lstrip("/") for about in links}
    present = set(book.namelist())
    return {
        about["name"]: _of_excel(book, parts[about["id"]])
        for about in _elements(book.read("xl/workbook.xml"), "sheet")
        if parts[about["id"]] in present
    }


class _OpenDocument:
    """Counts rows and columns of an OpenDocument spreadsheet, and notes cells in error."""

    def __init__(self) -> None:
        self.seen: dict[str, SheetCells] = {}
        self._sheet = ""
        self._row, self._next_row = 0, 1
        self._column, self._next_column = 0, 0
        self._first: int | None = None
        self._errors: dict[tuple[int, int], str] = {}
        self._text: list[str] | None = None

    def start(self, tag: str, about: dict[str, str]) -> None:
        if tag == "table:table":
            self._sheet, self._errors, self._first = about.get("table:name", ""), {}, None
            self._next_row = 1
        elif tag == "table:table-row":
            self._row, self._next_column = self._next_row, 0
            self._next_row += int(about.get("table:number-rows-repeated", 1))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._column = self._next_column
            self._next_column += int(about.get("table:number-columns-repeated", 1))
            if "office:value-type" in about:
                seen = self._column if self._first is None else self._first
                self._first = min(self._column, seen)
            if about.get("calcext:value-type") == "error":
                self._text = []

    def text(self, told: str) -> None:
        if self._text is not None:
            self._text.append(told)

    def end(self, tag: str) -> None:
        if tag == "table:table-cell" and self._text is not None:
            self._errors[self._row, self._column] = _named("".join(self._text))
            self._text = None
        elif tag == "table:table":
            self.seen[self._sheet] = SheetCells(first=self._first or 0, errors=self._errors)


def _open_document(book: zipfile.ZipFile) -> dict[str, SheetCells]:
    counted = _OpenDocument()
    parser = expat.ParserCreate()
    parser.StartElementHandler = counted.start
    parser.CharacterDataHandler = counted.text
    parser.EndElementHandler = counted.end
    with book.open("content.xml") as stream:
        parser.ParseFile(stream)
    return counted.seen


def sheet_cells(path: Path) -> dict[str, SheetCells]:
    """Look at the XML of a workbook.

    Parameters
    ----------
    path : pathlib.Path
        The workbook.

    Returns
    -------
    dict
        What was seen, by the name of the sheet; empty where the format is binary or the file
        is not understood.
    """
    look = {".xlsx": _excel, ".xlsm": _excel, ".ods": _open_document}.get(path.suffix.lower())
    if look is None:
        return {}
    try:
        with zipfile.ZipFile(path) as book:
            return look(book)
    except Exception:  # damaged in whatever way: calamine will read it, or say that it cannot
        return {}
