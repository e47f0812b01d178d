"""Match the header cells of a file with the columns of the schema."""

from __future__ import annotations

from isp_graph.model.findings import Finding, finding
from isp_graph.model.naming import fold, nearest
from isp_graph.model.schema import Table
from isp_graph.tables.raw import RawTable


def known_headers(table: Table) -> list[str]:
    """List every way to head a column: its name, and its label in each language."""
    names = [column.name for column in table.columns]
    return names + [label for column in table.columns for label in column.labels.values()]


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
    by_fold = {fold(column.name): column.name for column in reversed(table.columns)}
    for column in table.columns:
        for label in column.labels.values():
            by_fold.setdefault(fold(label), column.name)
    places: dict[str, str] = {}
    found: list[Finding] = []
    waiting: list[tuple[int, str]] = []
    for place, cell in enumerate(raw.header):
        name = exact.get(cell)
        if name is None:
            waiting.append((place, cell))
        elif name in places:
            found.append(finding("duplicate_column", raw.file, 1, name, cell))
        else:
            places[name] = str(place)
    for place, cell in waiting:
        name = by_fold.get(fold(cell)) if fold(cell) else None
        if name is None:
            if cell:
                near = ", ".join(nearest(cell, exact))
                found.append(finding("unknown_column", raw.file, 1, cell, cell, near=near))
        elif name in places:
            found.append(finding("duplicate_column", raw.file, 1, name, cell))
        else:
            places[name] = str(place)
            found.append(finding("column_recognised", raw.file, 1, name, cell))
    for column in table.columns:
        if column.required and column.name not in places and raw.header:
            near = ", ".join(nearest(column.name, [cell for cell in raw.header if cell]))
            found.append(finding("missing_column", raw.file, 1, column.name, near=near))
    return places, found
