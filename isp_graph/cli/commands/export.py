"""The command that writes the network for another program."""

from dataclasses import replace
from typing import Any

from isp_graph.console.asked import Asked
from isp_graph.console.exits import DONE
from isp_graph.console.options import GRAPHS, Layers, command, commands
from isp_graph.console.values import only_one
from isp_graph.errors import UsageError

app = commands()


@command(app, "export", (*GRAPHS, "csv", "csv-fr", "json"))
def run(asked: Asked, layer: Layers = None, weight: str | None = None) -> int:
    """Write the whole network, or one layer."""
    from isp_graph.console import session
    from isp_graph.datasets.files.output import write_folder
    from isp_graph.network import build_layer
    from isp_graph.network.graph import graph
    from isp_graph.present.exports import edge_rows, graph_bytes, node_rows
    from isp_graph.present.formats import to_csv
    from isp_graph.results import basis

    name = only_one("--layer", layer)
    form = session.chosen_format(asked)
    folder = form in ("csv", "csv-fr") and name is None
    if folder and asked.target is None:
        raise UsageError("name_a_folder")
    place = session.folder_to_write(asked, str(asked.output)) if folder else None
    opening = replace(asked, output=None) if folder else asked
    data = session.restricted(opening, session.open_dataset(opening)).current()
    stated = basis(data, layer=name, weight=weight)
    built: Any = graph(data) if name is None else build_layer(data, name, weight).to_networkx()
    if not form.startswith("csv"):
        session.put(asked, graph_bytes(built, form, "export", stated))
        return DONE
    french = form == "csv-fr"
    if place is None:
        session.put(asked, to_csv(*edge_rows(built), french=french))
        return DONE
    files = {
        "nodes.csv": to_csv(*node_rows(built), french=french),
        "edges.csv": to_csv(*edge_rows(built), french=french),
    }
    write_folder(place, files, force=asked.force)
    session.talk(asked, "terminal.written", path=asked.output)
    return DONE
