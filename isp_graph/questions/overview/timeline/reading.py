"""What people are told of the years: the tables of which a row began or ended."""

from __future__ import annotations

import polars as pl

from isp_graph.schema.tables import SCHEMA


def over_years(frame: pl.DataFrame) -> dict[str, list[tuple[int, ...]]]:
    """Give these tables in the order of the schema: by year ``live, undated, begun, ended``."""
    moved = frame.filter((pl.col("begun") > 0) | (pl.col("ended") > 0))["table"].unique()
    counts = frame.sort("year").select("table", "live", "undated", "begun", "ended")
    own = counts.filter(pl.col("table").is_in(moved.implode())).rows_by_key("table")
    return {name: own[name] for name in SCHEMA if name in own}
