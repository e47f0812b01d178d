"""What the page shows of centrality."""

from __future__ import annotations

from typing import Any

import polars as pl

from isp_graph.present.rounding import short
from isp_graph.present.section import Answers, Context
from isp_graph.questions.centrality.centrality import DIGITS, centrality
from isp_graph.questions.centrality.reading import ORDER
from isp_graph.results import Result

LAYERED_LIMIT = 300
"""Organisations up to which the measures are given for each layer."""
EXACT_LIMIT = 2_000
"""Organisations up to which path measures are exact: they would keep the reader for minutes."""
PIVOTS = 256
"""Sources from which path measures of a large network are estimated; the page says so."""


def measured(answers: Answers) -> Result:
    """Measure all ties together, and each layer with ties where the page has room for it."""
    count = answers.data.nodes.height
    layered = answers.wants("centrality") and count <= LAYERED_LIMIT
    each = [layer.name for layer in answers.layers if layered and layer.edges.height]
    pivots = None if count <= EXACT_LIMIT else PIVOTS
    return answers.of(centrality, ("all", *each), pivots=pivots, seed=answers.seed)


def section(context: Context) -> dict[str, Any]:
    """List the measures of each layer.

    Returns
    -------
    dict
        ``measures`` with their digits; ``layers``: rows ``[organisation, *measures]`` of each,
        best tied first; ``pivots`` from which path measures are estimated, null where exact.
    """
    result, organisation = measured(context.answers), context.organisation
    frame = result.frame.filter(pl.col("organisation").is_in(list(organisation)))
    rows: dict[str, list[list[Any]]] = {}
    for row in ORDER.of(frame).select("layer", "organisation", *DIGITS).iter_rows():
        rows.setdefault(row[0], []).append([organisation[row[1]], *map(short, row[2:])])
    return {
        "measures": list(DIGITS.items()),
        "layers": rows,
        "pivots": result.basis.parameters.get("pivots"),
    }
