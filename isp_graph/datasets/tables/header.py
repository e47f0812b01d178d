"""Match the header cells of a file with the columns of the schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from isp_graph.datasets.tables.columns import tidy
from isp_graph.datasets.tables.raw import RawTable
from isp_graph.schema.findings import Finding, finding
from isp_graph.schema.naming import fold, nearest
from isp_graph.schema.tables import Table

HEADER_AMONG = 20
"""How many records are looked through for a header below the first."""


def known_headers(table: Table) -> list[str]:
    """List every way to head a column: its name, and its label in each language."""
    names = [column.name for column in table.columns]
    return names + [label for column in table.columns for label in column.labels.values()]


def column_letters(place: int) -> str:
    """Name a column as spreadsheets do.

    Examples
    --------
    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def header_below(records: Iterable[tuple[int, Sequence[str | None]]], table: Table) -> int | None:
    """Find a header that stands below other records, a title for instance.

    Parameters
    ----------
    records : iterable
        The first records, each with its row.
    table : Table
        What they should be headed for.

    Returns
    -------
    int or None
        Row of the first record but one, or of a later one, that names every required column,
        where the first does not.
    """
    by_fold = table.by_fold
    required = {column.name for column in table.columns if column.required}
    for place, (row, cells) in enumerate(records):
        named = {by_fold.get(fold(cell)) for cell in cells if cell} - {None}
        if required <= named and len(named) > 1:
            return row if place else None
    return None


def match_header(raw: RawTable, table: Table) -> tuple[dict[str, str], list[Finding]]:
    """Tell which header cell is which column.

    Parameters
    ----------
    raw : RawTable
        The table as read.
    table : Table
        Its declaration.

    Returns
    -------
    places : dict
        By column name, the place of its cells in ``raw.cells``. A name counts before a label.
    findings : list of Finding
        Columns unknown, doubled, recognised by a label, or missing though required.
    """
    exact = {column.name: column.name for column in table.columns}
    by_fold = table.by_fold
    places: dict[str, str] = {}
    found: list[Finding] = []
    # Without a header, the first row is taken for one, and may name a person.
    personal = table.personal and not any(fold(cell) in by_fold for cell in raw.header)

    def note(
        code: str, column: str, value: str | None = None, near: Iterable[str] = (), letter: str = ""
    ) -> None:
        told, at = ", ".join(near), raw.header_row
        found.append(
            finding(code, raw.file, at, column, value, near=told, letter=letter, personal=personal)
        )

    waiting: list[tuple[int, str]] = []
    for place, cell in enumerate(raw.header):
        name = exact.get(cell)
        if name is None:
            waiting.append((place, cell))
        elif name in places:
            note("duplicate_column", name, cell)
        else:
            places[name] = str(place)
    headless = [str(place) for place, cell in waiting if not cell]
    under = tidy(raw.cells.select(headless)) if headless else raw.cells.clear()
    filled = {name for name in headless if under[name].null_count() < under.height}
    for place, cell in waiting:
        name = by_fold.get(fold(cell)) if fold(cell) else None
        letters = column_letters(raw.first_column + place)
        if name is None:
            if cell:
                note("unknown_column", cell, cell, nearest(cell, exact), letters)
            elif str(place) in filled:
                note("headless_column", letters)
        elif name in places:
            note("duplicate_column", name, cell)
        else:
            places[name] = str(place)
            note("column_recognised", name, cell)
    for column in table.columns:
        if column.required and column.name not in places and raw.header:
            headed = [cell for cell in raw.header if cell]
            note("missing_column", column.name, near=nearest(column.name, headed))
    return places, found
