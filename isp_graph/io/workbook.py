"""Sheets of an Excel or OpenDocument workbook into raw tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fastexcel
import polars as pl

from isp_graph.errors import AccessError
from isp_graph.tables.raw import ROW, RawTable

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


@contextmanager
def _sound(refusal: AccessError) -> Iterator[None]:
    """Say in one sentence that something cannot be read, under whatever name calamine puts it."""
    try:
        yield
    except Exception as error:
        raise refusal from error


def read_sheet(workbook: fastexcel.ExcelReader, sheet: str, name: str) -> RawTable:
    """Read one sheet as a raw table.

    Parameters
    ----------
    workbook : fastexcel.ExcelReader
        The open workbook.
    sheet, name : str
        The sheet, and the table of the schema that it holds.

    Returns
    -------
    RawTable
        ``_row`` is the number that the spreadsheet shows beside the row. A cell with an error
        value (``#N/A``) reads as blank.

    Raises
    ------
    AccessError
        If the sheet is damaged.
    """
    with _sound(AccessError("sheet_not_read", name=sheet)):
        loaded = workbook.load_sheet(
            sheet, header_row=None, skip_rows=0, dtypes="string"
        ).to_polars()
    width = loaded.width
    frame = loaded.rename({column: str(place) for place, column in enumerate(loaded.columns)})
    frame = frame.with_columns(pl.int_range(1, frame.height + 1, dtype=pl.UInt32).alias(ROW))
    if width:
        filled = pl.any_horizontal(
            pl.col(str(place)).str.strip_chars().fill_null("") != "" for place in range(width)
        )
        frame = frame.filter(filled)
    return RawTable.of_records(name, sheet, frame)


def is_blank(workbook: fastexcel.ExcelReader, sheet: str) -> bool:
    """Tell whether a sheet has nothing to read: it is empty, or no sheet of cells."""
    try:
        return read_sheet(workbook, sheet, "organisations").header == ()
    except AccessError:
        return True


def open_workbook(path: Path) -> fastexcel.ExcelReader:
    """Open a workbook.

    Raises
    ------
    AccessError
        If the file is no workbook, or is damaged or protected.
    """
    with _sound(AccessError("workbook_not_read", path=path)):
        return fastexcel.read_excel(path)
