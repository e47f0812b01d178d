"""Organisations in groups: how many a zone has, and a picture of groups for large networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from isp_graph.dataset import Dataset
from isp_graph.layers import Layer
from isp_graph.present.network_view import group_nodes
from isp_graph.present.positions import Positions


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


def grouped(
    data: Dataset,
    every: Layer,
    entries: Mapping[str, Sequence[Mapping[str, Any]]],
    order: Sequence[str],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], Positions, dict[str, Any]]:
    """Draw groups instead of organisations: zones where there are some, otherwise kinds.

    Parameters
    ----------
    data : Dataset
    every : Layer
        All layers together.
    entries : mapping
        ``zones`` and ``kinds``, as `isp_graph.present.contents` names them.
    order : sequence of str
        Zones in the order in which they stand around.

    Returns
    -------
    tuple
        vis-network's nodes and edges, their places, and what the page tells of the groups.
    """
    by_zone = len(entries["zones"]) > 1
    listed = entries["zones"] if by_zone else entries["kinds"]
    groups = data.nodes["seat_zone" if by_zone else "kind"]
    place = {entry["id"]: number for number, entry in enumerate(listed)}
    own = np.array([place.get(group, len(listed)) for group in groups], dtype=np.int64)
    size = len(listed) + 1
    counts = np.bincount(own, minlength=size)
    ends = every.matrix.tocoo()
    half = ends.row < ends.col
    low = np.minimum(own[ends.row[half]], own[ends.col[half]])
    high = np.maximum(own[ends.row[half]], own[ends.col[half]])
    between = np.bincount(low * size + high, minlength=size * size).reshape(size, size)
    edges = [
        {"id": a * size + b, "from": a, "to": b, "l": [], "n": int(between[a, b])}
        for a in range(size)
        for b in range(a + 1, size)
        if between[a, b]
    ]
    names = [*(entry["id"] for entry in listed), None]
    ring = [place[name] for name in order] if by_zone else list(range(len(listed)))
    spots = [(0.0, 0.0)] * size
    for turn, number in enumerate(ring):
        angle = 2 * np.pi * turn / max(1, len(ring))
        spots[number] = (
            round(320 * float(np.sin(angle)), 1),
            round(-260 * float(np.cos(angle)), 1),
        )
    shown = [number for number in range(size) if counts[number]]
    nodes = [
        node for node in group_nodes(counts.tolist(), spots, zones=by_zone) if node["id"] in shown
    ]
    where = {
        "drawn": "zones" if by_zone else "kinds",
        "counts": counts.tolist(),
        "inner": [int(between[number, number]) for number in range(size)],
        "left_out": data.nodes.height,
        "names": len(names),
    }
    return nodes, edges, Positions(tuple(spots), (), ()), where
