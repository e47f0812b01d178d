"""Organisations by zone: how many are seated there, and how many cover it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset


def zone_of_communes(data: Dataset, zones: Mapping[str, int]) -> dict[str, int | None]:
    """Give the place of the zone of each commune; None where it lies in none."""
    communes = data.table("communes").select("id", "zone")
    return {commune: zones.get(zone or "") for commune, zone in communes.iter_rows()}


def zone_counts(data: Dataset, zones: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Count organisations seated in each zone, and those that cover it."""
    nodes = data.nodes
    covering = data.evidence("coverage").select("organisation", "zone").unique()
    covering = covering.filter(pl.col("organisation").is_in(nodes["id"].implode()))
    seated = dict(nodes["seat_zone"].value_counts().iter_rows())
    covered = dict(covering["zone"].value_counts().iter_rows())
    communes = data.table("communes").sort("id")
    rows = []
    for zone in zones:
        own = communes.filter(pl.col("zone") == zone["id"])
        people = own["population"]
        known = people.len() > 0 and people.null_count() == 0
        rows.append(
            {
                "seated": seated.get(zone["id"], 0),
                "covering": covered.get(zone["id"], 0),
                "communes": own["id"].to_list(),
                "population": int(people.sum()) if known else None,
            }
        )
    rows.append({"seated": seated.get(None, 0), "covering": None, "communes": []})
    return rows
