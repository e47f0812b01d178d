"""How did the network grow and shrink over the years?

What is *live* in a year holds on its first day: it began on that day or before, and ended after
it. What has no beginning on record is taken to have been there always, and is counted apart as
*undated*; what has no end on record lasts. A row *begins* and *ends* in the years of its dates.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.tables.periods import first_day_of
from isp_graph.questions.overview.every_date import of_every_date
from isp_graph.results import Result, basis

PERIODS = {
    "organisations": ("founded", "closed"),
    "mandates": ("start", "end"),
    "attendance": ("start", "end"),
    "ties": ("start", "end"),
    "offers": ("start", "end"),
}
"""Tables whose rows have a period, and the columns of its first day and of the day after."""
_SCHEMA: dict[str, Any] = {
    "year": pl.Int64,
    "table": pl.String,
    "live": pl.Int64,
    "undated": pl.Int64,
    "begun": pl.Int64,
    "ended": pl.Int64,
}


def _days(data: Dataset, table: str) -> tuple[Any, Any]:
    """Give first and end days as YYYYMMDD; 0 and the last day of all where they are open."""
    rows = data.nodes if table == "organisations" else data.evidence(table)
    begin, end = PERIODS[table]
    days = rows.select(
        begin=first_day_of(begin).str.replace_all("-", "").cast(pl.Int64).fill_null(0),
        end=first_day_of(end).str.replace_all("-", "").cast(pl.Int64).fill_null(99_991_231),
    ).filter(pl.col("begin") < pl.col("end"))
    return days["begin"].to_numpy(), days["end"].to_numpy()


def _years(days: list[tuple[Any, Any]]) -> list[int]:
    known = [np.concatenate([begin[begin > 0], end[end < 99_991_231]]) for begin, end in days]
    met = np.unique(np.concatenate(known) // 10_000).tolist() if known else []
    return list(range(met[0], met[-1] + 1)) if met else []


def timeline(dataset: Dataset) -> Result:
    """Count what was live, what began and what ended in every year on record.

    Parameters
    ----------
    dataset : Dataset
        Its date does not matter, conditions of ``where`` do: all years are looked at.

    Returns
    -------
    Result
        Columns ``year``, ``table`` (organisations, mandates, attendance, ties or offers, those
        that the dataset has), ``live`` on the first of January, ``undated`` (those of them
        whose beginning is not known), ``begun`` and ``ended`` in the year. No row where no date
        is known at all.

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.timeline(isp_graph.read("demo")).rows
    >>> rows[0]["year"], sorted({row["table"] for row in rows})
    (1990, ['attendance', 'mandates', 'offers', 'organisations', 'ties'])
    """
    data = of_every_date(dataset)
    tables = [table for table in PERIODS if table in data.tables]
    days = [_days(data, table) for table in tables]
    rows: list[tuple[Any, ...]] = []
    for year in _years(days):
        first, next_first = year * 10_000 + 101, (year + 1) * 10_000 + 101
        for table, (begin, end) in zip(tables, days, strict=True):
            live = (begin <= first) & (end > first)
            begun = (begin >= first) & (begin < next_first)
            ended = (end >= first) & (end < next_first)
            counts = (live, live & (begin == 0), begun, ended)
            rows.append((year, table, *(int(np.count_nonzero(what)) for what in counts)))
    frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("year", "table")
    return Result("timeline", frame, basis(dataset))
