"""Delimited text into a raw table, counting every record as Python's ``csv`` module does.

polars' reader is much faster, but loses rows of files that spreadsheets do produce (lone
carriage returns, ragged rows). It is used where the file is plainly regular, which is checked
before and after; every other file goes through the ``csv`` module.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice

import polars as pl

from isp_graph.datasets.files.decode import decode
from isp_graph.datasets.files.glance import Glance, glance
from isp_graph.datasets.tables.header import HEADER_AMONG, header_below
from isp_graph.datasets.tables.raw import ROW, RawTable
from isp_graph.datasets.tables.values import ERROR_MARKS
from isp_graph.schema.findings import Finding, finding
from isp_graph.schema.naming import fold
from isp_graph.schema.tables import SCHEMA

_SEPARATORS = (",", ";", "\t")
# Quotes and NUL need the csv module; what Python alone takes for blanks, too.
_IRREGULAR = b"\0\x1c\x1d\x1e\x1f"
_HEAD = 65536
_LONGEST_CELL = 2**31 - 1  # what a C long holds everywhere


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for record in reader:
        if any(cell.strip() for cell in record):
            yield line, record
        line = reader.line_num + 1


def _header(text: str, separator: str) -> list[str]:
    return next((record for _, record in _records(text, separator)), [])


def separator_of(text: str, known: Iterable[str]) -> str:
    """Choose the separator under which the header holds most known columns, then most cells."""
    folds = {fold(name) for name in known}
    head = text[:_HEAD]

    def merit(separator: str) -> tuple[int, int]:
        cells = _header(head, separator)
        return sum(fold(cell) in folds for cell in cells), len(cells)

    return max(_SEPARATORS, key=merit)


def _lower_header(head: str, name: str, file: str) -> list[Finding]:
    for separator in _SEPARATORS:
        row = header_below(islice(_records(head, separator), HEADER_AMONG), SCHEMA[name])
        if row is not None:
            return [finding("header_below", file, row)]
    return []


def _regular(data: bytes, separator: str, seen: Glance) -> pl.DataFrame | None:
    """Read a file that has neither quotes, lone carriage returns, blank nor ragged records."""
    if b'"' in data or (seen.controls and any(byte in data for byte in _IRREGULAR)):
        return None
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None
    lines = seen.feeds + (not data.endswith(b"\n"))
    first = data[: data.find(b"\n") + 1] or data
    width = first.count(separator.encode()) + 1
    if width < 2 or seen.separators != lines * (width - 1):
        return None
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            separator=separator,
            quote_char=None,
            infer_schema=False,
            encoding="utf8",
        )
    except pl.exceptions.PolarsError:
        return None
    if frame.height != lines or frame.width != width:
        return None
    frame = frame.rename({name: str(place) for place, name in enumerate(frame.columns)})
    frame = frame.with_columns(pl.int_range(1, frame.height + 1, dtype=pl.UInt32).alias(ROW))
    if seen.plain and not frame["0"].has_nulls():
        return frame
    maybe_blank = frame.filter(pl.col("0").str.strip_chars().fill_null("") == "")
    blank = maybe_blank.filter(
        pl.all_horizontal(
            pl.col(str(place)).str.strip_chars().fill_null("") == "" for place in range(width)
        )
    )
    return frame if blank.is_empty() else frame.filter(~pl.col(ROW).is_in(blank[ROW].implode()))


def _careful(text: str, separator: str, name: str, file: str) -> tuple[pl.DataFrame, list[Finding]]:
    """Read any file by the ``csv`` module; row 1 of the result is the header."""
    csv.field_size_limit(_LONGEST_CELL)
    # The empty line at the end is a record of its own, unless a quotation mark is still open.
    lines = chain(io.StringIO(text, newline=""), [""])
    reader = csv.reader(lines, delimiter=separator)
    records: list[list[str]] = []
    rows: list[int] = []
    found: list[Finding] = []
    line = begun = 1
    for record in reader:
        if any(cell.strip() for cell in record):
            records.append(record)
            rows.append(line)
        begun, line = line, reader.line_num + 1
    width = len(records[0]) if records else 0
    for row, record in zip(rows[1:], records[1:], strict=True):
        excess = [cell for cell in record[width:] if cell.strip()]
        if excess:
            value = separator.join(excess)
            personal = SCHEMA[name].personal
            found.append(finding("ragged_row", file, row, value=value, personal=personal))
    if begun < reader.line_num:
        found.append(finding("unclosed_quote", file, begun))
    columns = {
        str(place): pl.Series(
            [record[place] if place < len(record) else None for record in records],
            dtype=pl.String,
        )
        for place in range(width)
    }
    return pl.DataFrame({**columns, ROW: pl.Series(rows, dtype=pl.UInt32)}), found


def read_delimited(data: bytes, name: str, file: str, known: Iterable[str]) -> RawTable:
    r"""Read the bytes of a delimited text file as a raw table.

    Parameters
    ----------
    data : bytes
        Content of the file: comma, semicolon or tab; any line ends, even mixed; quoted line
        breaks; UTF-8, UTF-16 or Windows-1252.
    name, file : str
        Table of the schema, and the file as findings name it.
    known : iterable of str
        Column names and labels by which the separator is chosen.

    Returns
    -------
    RawTable
        Its rows are the non-blank records as ``csv`` reads them, the header aside.

    Examples
    --------
    >>> read_delimited(b"id;name\r\ra;A\r", "zones", "zones.csv", ["id", "name"]).cells.rows()
    [('a', 'A', 3)]
    """
    found = []
    if data.isascii():  # most files, and then there is nothing to decode for the quick reader
        head = data[:_HEAD].decode("ascii")
    else:
        head, guessed = decode(data)
        data = head.encode()
        found = [finding("encoding_guessed", file)] if guessed else []
    separator = separator_of(head, known)
    found += _lower_header(head[:_HEAD], name, file)
    seen = glance(data, separator)
    errors = any(mark in data for mark in ERROR_MARKS)
    cells = _regular(data, separator, seen)
    if cells is None:
        cells, noticed = _careful(data.decode(), separator, name, file)
        return RawTable.of_records(name, file, cells, (*found, *noticed), errors=errors)
    return RawTable.of_records(
        name,
        file,
        cells,
        tuple(found),
        plain=seen.plain,
        formulas=seen.formulas,
        errors=errors,
    )
