"""What people are told of meetings: which rows, in which order."""

from __future__ import annotations

import polars as pl

from isp_graph.results import Order

_ATTENDED = frozenset({"hours_per_year", "meetings"})
ORDERS: dict[str | None, Order] = {
    None: Order(("jaccard", "p_value", "a", "b"), frozenset({"jaccard"})),
    "load": Order(("hours_per_year", "meetings", "organisation"), _ATTENDED),
    "absent": Order(("zone", "organisation")),
    "cover": Order(("kept", "ties_alone", "meeting")),
    "delegate": Order(("hours_saved", "meeting", "organisation"), frozenset({"hours_saved"})),
    "stopped": Order(("end", "organisation"), frozenset({"end"})),
}
"""By view."""


def absent(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave, of the load of organisations, those that attend nothing."""
    return frame.filter(pl.col("meetings") == 0)


def loaded(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave those that attend something."""
    return frame.filter(pl.col("meetings") > 0)


def alike(pairs: pl.DataFrame) -> list[tuple[str, float]]:
    """Give the meetings that share participants, those first that share most with another.

    Parameters
    ----------
    pairs : polars.DataFrame
        Rows of `isp_graph.meetings`.

    Returns
    -------
    list of tuple
        A meeting, and the largest share that it has in common with one other.
    """
    ends = pl.concat(pairs.select(pl.col(end).alias("meeting"), "jaccard") for end in ("a", "b"))
    best = ends.group_by("meeting").agg(pl.col("jaccard").max())
    return Order(("jaccard", "meeting"), frozenset({"jaccard"})).of(best).rows()
