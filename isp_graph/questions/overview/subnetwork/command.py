"""The command that takes a part of the network."""

from __future__ import annotations

import argparse
from functools import partial

from isp_graph.console.answers import rows_out
from isp_graph.console.exits import DONE
from isp_graph.console.session import chosen_format, open_dataset, put, restricted
from isp_graph.present.exports import graph_bytes
from isp_graph.present.plain_list import plain_list
from isp_graph.questions.overview.subnetwork.subnetwork import subnetwork

_PART = ("organisation", "name", "kind", "zone", "degree", "neighbours")


def run(options: argparse.Namespace) -> int:
    """Take the part asked for, as rows or as a graph."""
    data = restricted(options, open_dataset(options))
    part = subnetwork(
        data,
        around=options.around,
        radius=options.radius,
        layer=options.layer,
        weight=options.weight,
    )
    form = chosen_format(options)
    if form in ("table", "csv", "csv-fr"):
        rows = part.rows
        shown = partial(plain_list, rows, _PART, data, options.lang)
        rows_out(options, part.question, part.basis, _PART, rows, shown)
    else:
        put(options, graph_bytes(part.graph, form, part.question, part.basis))
    return DONE
