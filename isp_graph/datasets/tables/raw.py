"""A table as it was read: text cells, and the physical line on which each record begins."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from isp_graph.schema.findings import Finding, finding

ROW = "_row"
"""Name of the column that holds a record's first physical line."""


@dataclass(frozen=True)
class RawTable:
    """One table before its cells are understood.

    Attributes
    ----------
    name : str
        Name of the table in the schema.
    file : str
        File or sheet, as findings name it.
    header : tuple of str
        Header cells as written.
    header_row : int
        Physical line of the header.
    cells : polars.DataFrame
        One text column for each header cell, named ``0``, ``1``, …, and ``_row``;
        blank records are left out, a cell that a short record lacks is null.
    findings : tuple of Finding
        What was noticed while reading.
    plain : bool
        Whether every cell is known to be printable ASCII without blanks at its ends.
    formulas : bool
        Whether a cell may begin as a formula does; false where it is known that none does.
    errors : bool
        Whether a cell may hold an error of a spreadsheet; false where it is known that none does.
    first_column : int
        Place in the file of the first header cell, 0 being that of column A.
    """

    name: str
    file: str
    header: tuple[str, ...]
    header_row: int
    cells: pl.DataFrame
    findings: tuple[Finding, ...] = field(default=())
    plain: bool = False
    formulas: bool = True
    errors: bool = True
    first_column: int = 0

    @classmethod
    def of_records(
        cls,
        name: str,
        file: str,
        records: pl.DataFrame,
        found: tuple[Finding, ...] = (),
        *,
        plain: bool = False,
        formulas: bool = True,
        errors: bool = True,
    ) -> RawTable:
        """Take the first record as the header, the others as cells."""
        if records.height == 0:
            return cls(name, file, (), 1, records, (*found, finding("empty_file", file)))
        first = zip(records.columns, records.row(0), strict=True)
        header = tuple(str(cell or "").strip() for name, cell in first if name != ROW)
        row, cells = records[ROW][0], records.slice(1)
        return cls(name, file, header, row, cells, found, plain, formulas, errors)
