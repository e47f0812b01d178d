"""Sheets of an Excel or OpenDocument workbook into raw tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import fastexcel
import polars as pl

from isp_graph.datasets.files.sheet_cells import SheetCells, sheet_cells
from isp_graph.datasets.tables.header import HEADER_AMONG, header_below
from isp_graph.datasets.tables.raw import ROW, RawTable
from isp_graph.errors import AccessError
from isp_graph.schema.findings import finding
from isp_graph.schema.tables import SCHEMA

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


@contextmanager
def _sound(refusal: AccessError) -> Iterator[None]:
    """Say in one sentence that something cannot be read, under whatever name calamine puts it."""
    try:
        yield
    except Exception as error:
        raise refusal from error


class Workbook:
    """An open workbook.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    AccessError
        If the file is no workbook, or is damaged or protected.
    """

    def __init__(self, path: Path) -> None:
        with _sound(AccessError("workbook_not_read", path=path)):
            self._reader = fastexcel.read_excel(path)
        self._seen = sheet_cells(path)

    @property
    def sheet_names(self) -> list[str]:
        """Names of the sheets, in their order."""
        return self._reader.sheet_names

    def read_sheet(self, sheet: str, name: str) -> RawTable:
        """Read one sheet as a raw table.

        Parameters
        ----------
        sheet, name : str
            The sheet, and the table of the schema that it holds.

        Returns
        -------
        RawTable
            ``_row`` is the number that the spreadsheet shows beside the row. A cell in error
            holds what the spreadsheet shows (``#N/A``); in ``.xls`` and ``.xlsb`` it is blank.

        Raises
        ------
        AccessError
            If the sheet is damaged, or a stray cell makes it too large.
        """
        seen = self._seen.get(sheet, SheetCells())
        if seen.far is not None:
            raise AccessError("sheet_too_large", name=sheet, cell=seen.far)
        with _sound(AccessError("sheet_not_read", name=sheet)):
            loaded = self._reader.load_sheet(
                sheet, header_row=None, skip_rows=0, dtypes="string"
            ).to_polars()
        width = loaded.width
        frame = loaded.rename({column: str(place) for place, column in enumerate(loaded.columns)})
        frame = _with_errors(frame, seen)
        frame = frame.with_columns(pl.int_range(1, frame.height + 1, dtype=pl.UInt32).alias(ROW))
        if width:
            filled = pl.any_horizontal(
                pl.col(str(place)).str.strip_chars().fill_null("") != "" for place in range(width)
            )
            frame = frame.filter(filled)
        first = frame.head(HEADER_AMONG)
        records = zip(first[ROW], first.drop(ROW).rows(), strict=True)
        below = header_below(records, SCHEMA[name])
        found = () if below is None else (finding("header_below", sheet, below),)
        return replace(RawTable.of_records(name, sheet, frame, found), first_column=seen.first)

    def is_blank(self, sheet: str) -> bool:
        """Tell whether a sheet has nothing to read: it is empty, or no sheet of cells."""
        if self._seen.get(sheet, SheetCells()).far is not None:
            return False
        try:
            return self.read_sheet(sheet, "organisations").header == ()
        except AccessError:
            return True


def _with_errors(frame: pl.DataFrame, seen: SheetCells) -> pl.DataFrame:
    """Put in what cells in error show; calamine leaves out columns before the first filled one."""
    shown: dict[str, dict[int, str]] = {}
    for (row, column), text in seen.errors.items():
        place = str(column - seen.first)
        if place in frame.columns and row <= frame.height and frame[place][row - 1] in (None, ""):
            shown.setdefault(place, {})[row - 1] = text
    return frame.with_columns(
        frame[place].scatter(list(texts), list(texts.values())) for place, texts in shown.items()
    )
