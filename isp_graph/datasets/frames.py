"""Read a dataset from frames of polars or pandas, through the same checks as files."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.read import (
    assembled_dataset,
    by_label,
    recognised,
    second_table,
    table_called,
)
from isp_graph.datasets.records import Settings
from isp_graph.datasets.tables.raw import ROW, RawTable
from isp_graph.errors import UsageError
from isp_graph.schema.findings import Finding
from isp_graph.schema.naming import nearest
from isp_graph.schema.tables import SCHEMA

if TYPE_CHECKING:
    import pandas


def from_frames(
    frames: Mapping[str, pl.DataFrame | pandas.DataFrame], *, name: str = "frames"
) -> Dataset:
    """Read a dataset from frames, as `read` does from files.

    Parameters
    ----------
    frames : mapping
        A frame of polars or pandas for each table, by the table's name or its label in French,
        Dutch or English. Columns are headers: what a file may call them, a frame may too. An
        index of pandas is not read.
    name : str, optional
        What the dataset is called.

    Returns
    -------
    Dataset
        With findings: their file is the name of the frame, their row that of a file with a
        header, so that the first row is 2.

    Raises
    ------
    UsageError
        If a frame bears the name of no table.

    Examples
    --------
    >>> actors = pl.DataFrame({"id": ["a", "b"], "name": ["Alpha", "Bêta"]})
    >>> ties = pl.DataFrame({"from": ["a"], "to": ["b"], "kind": ["partnership"]})
    >>> data = from_frames({"organisations": actors, "ties": ties})
    >>> [row["degree"] for row in __import__("isp_graph").isolated(data, ["all"]).rows]
    [1, 1]
    """
    raws: dict[str, RawTable] = {}
    found: list[Finding] = []
    for called in sorted(frames, key=by_label):
        table, frame = table_called(called), frames[called]
        if table is None:
            raise UsageError(
                "unknown_frame", name=called, near=nearest(called, SCHEMA), known=sorted(SCHEMA)
            )
        if table in raws:
            found.append(second_table(called, raws[table], blank=not len(frame)))
        else:
            found += recognised(called, called, table)
            raws[table] = RawTable.of_records(table, called, _records(frame))
    return assembled_dataset(name, raws.values(), Settings(), found)


def _records(frame: Any) -> pl.DataFrame:
    """Give the header and the rows of a frame as the records of a file; blank ones are left out."""
    of_polars = isinstance(frame, pl.DataFrame)
    columns = frame.iter_columns() if of_polars else (column for _, column in frame.items())
    written = {
        str(place): [str(column.name), *map(_cell, column.to_list())]
        for place, column in enumerate(columns)
    }
    records = pl.DataFrame(written, schema=dict.fromkeys(written, pl.String))
    rows = pl.int_range(1, records.height + 1, dtype=pl.UInt32, eager=True).alias(ROW)
    filled = [pl.col(name).fill_null("").str.strip_chars() != "" for name in written]
    return records.with_columns(rows).filter(pl.any_horizontal(pl.lit(value=False), *filled))


def _cell(value: Any) -> str | None:
    """Write a value as a file would; what is not a number, a missing one and NaT are blank."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    # A day that pandas holds as a moment is a day.
    return str(value).removesuffix(" 00:00:00")
