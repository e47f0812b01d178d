"""The command that measures how central organisations are."""

from __future__ import annotations

import argparse

from isp_graph.console.answers import nothing_out, result_out
from isp_graph.console.session import open_dataset, restricted, talk, working
from isp_graph.present.plain_list import plain_list
from isp_graph.present.texts import text
from isp_graph.present.wording import number
from isp_graph.questions.centrality.centrality import EXACT_LIMIT, centrality

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
    if any(key.endswith(".path_measures") for key in result.basis.parameters):
        most = number(EXACT_LIMIT, options.lang)
        talk(options, text("terminal.paths_left_out", options.lang, most=most))
    if result.frame.is_empty() and data.nodes.height:
        return nothing_out(options, result, "terminal.no_layer")
    return result_out(options, result, lambda: plain_list(result.rows, _SHOWN, data, options.lang))
