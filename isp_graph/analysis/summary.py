"""What does the dataset hold, and how complete is it?

*Rows* are the records in use, *refused* those that reading set aside: of a dataset as read, the
two add up to the records of the file. *Complete* is the share of optional cells that are filled,
aside from evidence columns and from those that word another column in one language.
"""

from __future__ import annotations

import polars as pl

from isp_graph.dataset import Dataset
from isp_graph.model.schema import SCHEMA, Table
from isp_graph.results import Result, basis


def _complete(table: Table, frame: pl.DataFrame) -> float | None:
    optional = [
        column.name for column in table.own if not column.required and column.wording_of is None
    ]
    cells = frame.height * len(optional)
    if cells == 0:
        return None
    blank = sum(frame[name].null_count() for name in optional)
    return 1.0 - blank / cells


def summary(dataset: Dataset) -> Result:
    """Count the records of each table, those refused, and how many optional cells are filled.

    Parameters
    ----------
    dataset : Dataset
        The records, as read (no default date applies), or restricted by ``at`` and ``where``.

    Returns
    -------
    Result
        Columns ``table``, ``rows``, ``refused`` (of the files as read), ``complete``
        (0 to 1; null where a table has no row or no optional column).

    Examples
    --------
    >>> import isp_graph
    >>> isp_graph.summary(isp_graph.read("demo")).rows[0]["table"]
    'attendance'
    """
    names = [name for name in sorted(SCHEMA) if name in dataset.tables]
    refused = {name: tally.refused for name, tally in dataset.tallies.items()}
    counts = {name: dataset.tables[name].height for name in names}
    if dataset.date is None and not dataset.filters:
        counts.update({name: tally.used for name, tally in dataset.tallies.items()})
    frame = pl.DataFrame(
        {
            "table": names,
            "rows": [counts[name] for name in names],
            "refused": [refused.get(name, 0) for name in names],
            "complete": [_complete(SCHEMA[name], dataset.tables[name]) for name in names],
        },
        schema={
            "table": pl.String,
            "rows": pl.Int64,
            "refused": pl.Int64,
            "complete": pl.Float64,
        },
    )
    return Result("summary", frame, basis(dataset))
