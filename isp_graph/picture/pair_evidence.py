"""How sure the tie of a pair is, and since when it is known: what the picture's filters ask.

Of several rows that tie two organisations, the surest and the earliest tell. A tie by a person or
a meeting needs two rows: it is as sure as the less sure of them, and as old as the younger.
"""

from __future__ import annotations

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.tables.periods import first_day_of
from isp_graph.network import own_seats
from isp_graph.network.names import TWO_MODE, kind_of_layer
from isp_graph.schema.vocabulary import VOCABULARIES

_TOLD = ("level", "since")


def levels_met(data: Dataset) -> list[str]:
    """List the certainties of rows that tie organisations, the surest first."""
    met = {
        level
        for name in ("ties", "mandates", "attendance")
        for level in data.evidence(name)["certainty"].unique()
    }
    return [level for level in VOCABULARIES["certainty"].labels if level in met]


def pair_evidence(
    data: Dataset, name: str, levels: list[str]
) -> dict[tuple[str, str], tuple[int, int]]:
    """Tell of each pair of a layer how sure its tie is and since when.

    Parameters
    ----------
    data : Dataset
    name : str
        Name of a layer, variants of weight aside.
    levels : list of str
        As `levels_met` lists them.

    Returns
    -------
    dict
        By ends in their order: place in ``levels`` (their number if nothing tells), and the year
        of the first day, 0 where no start is known.
    """
    rank = {level: place for place, level in enumerate(levels)}
    if name in TWO_MODE:
        found = _shared(data, name, rank)
    elif name == "board_seats":
        seats = data.evidence("mandates").filter(pl.col("represents").is_not_null())
        found = _told(seats, "represents", "organisation", rank)
    else:
        ties = data.evidence("ties").filter(pl.col("kind") == kind_of_layer(name))
        found = _told(ties, "from", "to", rank)
    ends = found.select(
        a=pl.min_horizontal("x", "y"), b=pl.max_horizontal("x", "y"), level="level", since="since"
    )
    best = ends.filter(pl.col("a") != pl.col("b")).group_by("a", "b").agg(pl.col(*_TOLD).min())
    return {(a, b): (level, since) for a, b, level, since in best.iter_rows()}


def _told(rows: pl.DataFrame, x: str, y: str, rank: dict[str, int]) -> pl.DataFrame:
    certainty = pl.col("certainty")
    level = certainty.replace_strict(rank, default=len(rank), return_dtype=pl.Int64)
    since = first_day_of("start").str.head(4).cast(pl.Int64).fill_null(0)
    return rows.select(x=x, y=y, level=level, since=since)


def _shared(data: Dataset, name: str, rank: dict[str, int]) -> pl.DataFrame:
    boards = name == "boards"
    rows = own_seats(data) if boards else data.evidence("attendance")
    seats = _told(rows, "organisation", "person" if boards else "meeting", rank)
    seats = seats.drop_nulls().group_by("x", "y").agg(pl.col(*_TOLD).min())
    both = seats.join(seats, on="y", suffix="_other").filter(pl.col("x") < pl.col("x_other"))
    return both.select(
        x="x",
        y="x_other",
        level=pl.max_horizontal("level", "level_other"),
        since=pl.max_horizontal("since", "since_other"),
    )
