"""The command that measures how central organisations are."""

from __future__ import annotations

import argparse

from isp_graph.analysis.centrality import centrality
from isp_graph.cli.answers import result_out
from isp_graph.cli.session import open_dataset, restricted, working
from isp_graph.present.texts import text

_SHOWN = (
    "organisation",
    "name",
    "zone",
    "layer",
    "degree",
    "strength",
    "betweenness",
    "closeness",
    "eigenvector",
    "pagerank",
    "core",
    "component_size",
    "cut_point",
)


def run(options: argparse.Namespace) -> int:
    """Measure each organisation in each layer asked for."""
    data = restricted(options, open_dataset(options))
    with working(options, text("terminal.computing", options.lang)):
        result = centrality(
            data,
            options.layer or ("all",),
            weight=options.weight,
            weighted=options.weighted,
            raw=options.raw,
            exact=options.exact,
            pivots=options.pivots,
            seed=options.seed,
        )
    return result_out(options, result, kept=_SHOWN)
