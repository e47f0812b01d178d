"""Read a dataset from frames of polars or pandas, through the same checks as files."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.read import assembled_dataset, table_called
from isp_graph.datasets.records import Settings
from isp_graph.datasets.tables.raw import ROW, RawTable
from isp_graph.errors import UsageError
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
    raws = []
    for called, frame in frames.items():
        table = table_called(called)
        if table is None:
            raise UsageError(
                "unknown_frame", name=called, near=nearest(called, SCHEMA), known=sorted(SCHEMA)
            )
        raws.append(_raw(table, called, frame))
    return assembled_dataset(name, raws, Settings(), [])


def _raw(table: str, called: str, frame: pl.DataFrame | pandas.DataFrame) -> RawTable:
    header = [str(column).strip() for column in frame.columns]
    if isinstance(frame, pl.DataFrame):
        columns = [column.to_list() for column in frame.get_columns()]
    else:
        columns = [frame.iloc[:, place].tolist() for place in range(len(header))]
    cells = pl.DataFrame(
        {str(place): [_cell(value) for value in column] for place, column in enumerate(columns)},
        schema=dict.fromkeys(map(str, range(len(columns))), pl.String),
    )
    rows = pl.int_range(2, cells.height + 2, dtype=pl.UInt32, eager=True).alias(ROW)
    blank = pl.all_horizontal(pl.all().fill_null("").str.strip_chars() == "")
    kept = cells.with_columns(rows).filter(~pl.Series(cells.select(blank).to_series()))
    return RawTable(table, called, tuple(header), 1, kept)


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
