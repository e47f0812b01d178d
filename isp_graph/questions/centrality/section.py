"""What the page shows of centrality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from isp_graph.present.rounding import short
from isp_graph.results import Result

MEASURES = (
    "degree",
    "strength",
    "betweenness",
    "closeness",
    "harmonic",
    "eigenvector",
    "pagerank",
    "constraint",
    "effective_size",
    "core",
    "component_size",
    "cut_point",
)
"""Columns of the centrality table."""


def centrality_rows(result: Result, organisation: Mapping[str, int]) -> dict[str, list[list[Any]]]:
    """List the measures of each layer, ``[organisation, *MEASURES]``, best tied first.

    Parameters
    ----------
    result : Result
        Rows of `isp_graph.questions.centrality.centrality.centrality`.
    organisation : mapping
        Place by id; others are left out.

    Returns
    -------
    dict
        Rows by layer.
    """
    frame = result.frame.filter(pl.col("organisation").is_in(list(organisation)))
    frame = frame.sort(["layer", "degree", "organisation"], descending=[False, True, False])
    rows: dict[str, list[list[Any]]] = {}
    for row in frame.select("layer", "organisation", *MEASURES).iter_rows():
        rows.setdefault(row[0], []).append([organisation[row[1]], *map(short, row[2:])])
    return rows
