"""What people are told of a dataset as a whole: its ties by zone, and who is beside a class."""

from __future__ import annotations

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.network import Layer

_ENOUGH = 30
"""Pairs below which their share within zones says more about the data than about the zones."""


def within_zones(data: Dataset, layer: Layer) -> tuple[int, int] | None:
    """Count the pairs within a zone, and those of two organisations that have one.

    None where there is one zone, or so few pairs that their share would say nothing of it.
    """
    zone = dict(data.nodes.select("id", "seat_zone").iter_rows())
    ends = [(zone[a], zone[b]) for a, b, _ in layer.edges.iter_rows()]
    placed = [pair for pair in ends if None not in pair]
    if len(set(zone.values()) - {None}) < 2 or len(placed) < _ENOUGH:
        return None
    return sum(a == b for a, b in placed), len(placed)


def beside_classes(data: Dataset) -> set[str]:
    """List the organisations that a tie or a meeting joins with a class of actors."""
    classes = data.organisations.filter(pl.col("collective").fill_null(value=False))["id"]
    of_class = pl.col("from").is_in(classes.implode()), pl.col("to").is_in(classes.implode())
    ties = data.evidence("ties")
    found = {*ties.filter(of_class[0])["to"], *ties.filter(of_class[1])["from"]}
    seats = data.evidence("attendance")
    shared = seats.filter(pl.col("organisation").is_in(classes.implode()))["meeting"]
    found |= {*seats.filter(pl.col("meeting").is_in(shared.implode()))["organisation"]}
    return found - {*classes}
