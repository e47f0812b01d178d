"""The command that writes the network for another program."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from isp_graph.console.exits import DONE
from isp_graph.console.session import chosen_format, open_dataset, put, restricted, talk
from isp_graph.datasets.files.output import write_folder
from isp_graph.errors import UsageError
from isp_graph.network import build_layer
from isp_graph.network.graph import graph
from isp_graph.present.exports import edge_rows, graph_bytes, node_rows
from isp_graph.present.formats import to_csv
from isp_graph.present.texts import text
from isp_graph.results import basis


def run(options: argparse.Namespace) -> int:
    """Write the whole network, or one layer."""
    form = chosen_format(options, default="graphml")
    folder = form in ("csv", "csv-fr") and options.layer is None
    if folder and options.output in (None, "-"):
        raise UsageError("name_a_folder")
    target, options.output = options.output, None if folder else options.output
    data = restricted(options, open_dataset(options)).current()
    stated = basis(data, layer=options.layer, weight=options.weight)
    built: Any = (
        graph(data)
        if options.layer is None
        else build_layer(data, options.layer, options.weight).to_networkx()
    )
    if not form.startswith("csv"):
        put(options, graph_bytes(built, form, "export", stated))
        return DONE
    french = form == "csv-fr"
    if not folder:
        columns, rows = edge_rows(built)
        put(options, to_csv(columns, rows, french=french))
        return DONE
    files = {
        "nodes.csv": to_csv(*node_rows(built), french=french),
        "edges.csv": to_csv(*edge_rows(built), french=french),
    }
    write_folder(Path(target), files, force=options.force)
    talk(options, text("terminal.written", options.lang, path=target))
    return DONE
