"""What does the dataset hold, and how complete is it?

*Rows* are the records used, of every date, *refused* those that reading set aside: of a dataset
as read, the two add up to the records of the file. *Live* are the rows that hold at the date of
the basis. *Complete* is the share of optional cells that are filled,
aside from evidence columns and from those that word another column in one language.
"""

from __future__ import annotations

from dataclasses import dataclass

from isp_graph.datasets.completeness import complete
from isp_graph.datasets.dataset import Dataset
from isp_graph.questions.overview.every_date import of_every_date
from isp_graph.results import Result, basis, framed
from isp_graph.schema.tables import SCHEMA


@dataclass(frozen=True)
class Counts:
    """A row of `summary`."""

    table: str
    rows: int
    live: int
    refused: int
    complete: float | None


def _live(data: Dataset, name: str) -> int:
    """Count the rows that hold, those aside that no file has but a shortcut of another table."""
    frame = data.table(name)
    links = data.tallies[name].links if name in data.tallies else None
    if links is None:
        return frame.height
    said = [*(c.name for c in SCHEMA[name].references), "modality"]
    said += ["start", "end"] if SCHEMA[name].dated else []
    return frame.height - frame.join(links, on=said, how="semi", nulls_equal=True).height


def summary(dataset: Dataset) -> Result:
    """Count the records of each table, those that hold, those refused, and cells filled.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.

    Returns
    -------
    Result
        Columns ``table``; ``rows`` of every date; ``live``, those that hold at the date of the
        basis (all where it has none); ``refused`` of the files as read; ``complete``, the share
        of optional cells of all dates that are filled (null where a table has no row or no
        optional column).

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.summary(isp_graph.read("demo")).rows
    >>> [(row["rows"], row["live"]) for row in rows if row["table"] == "mandates"]
    [(448, 380)]
    """
    data = dataset.current()
    whole = of_every_date(data)
    names = [name for name in sorted(SCHEMA) if name in whole.tables]
    refused = {name: tally.refused for name, tally in whole.tallies.items()}
    counts = {name: whole.tables[name].height for name in names}
    if not data.filters:
        counts.update({name: tally.used for name, tally in whole.tallies.items()})
    rows = [
        Counts(
            name,
            counts[name],
            _live(data, name),
            refused.get(name, 0),
            complete(SCHEMA[name], whole.tables[name]),
        )
        for name in names
    ]
    frame = framed(rows, Counts)
    return Result("summary", frame, basis(data))
