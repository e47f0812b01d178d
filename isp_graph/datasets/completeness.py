"""How much of a table is filled in."""

from __future__ import annotations

import polars as pl

from isp_graph.schema.tables import Table


def complete(table: Table, frame: pl.DataFrame) -> float | None:
    """Give the share of a table's optional cells that are filled; None where it has none."""
    optional = [
        column.name for column in table.own if not column.required and column.wording_of is None
    ]
    cells = frame.height * len(optional)
    if cells == 0:
        return None
    return 1.0 - sum(frame[name].null_count() for name in optional) / cells
