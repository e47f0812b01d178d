"""The command that takes a part of the network."""

from functools import partial

from isp_graph.console.asked import Asked
from isp_graph.console.exits import DONE
from isp_graph.console.options import GRAPHS, LISTED, TABULAR, Layers, Named, command, commands
from isp_graph.console.values import only_one

app = commands()
_PART = ("organisation", "name", "kind", "zone", "degree", "neighbours")


@command(app, "subnetwork", (*TABULAR, *GRAPHS), LISTED)
def run(
    asked: Asked,
    around: Named = None,
    radius: int = 1,
    layer: Layers = None,
    weight: str | None = None,
) -> int:
    """Take the part asked for, as rows or as a graph."""
    from isp_graph.console import answers, session
    from isp_graph.console.lists import plain_list
    from isp_graph.present.exports import graph_bytes
    from isp_graph.questions.overview.subnetwork.subnetwork import subnetwork

    name = only_one("--layer", layer)
    data = session.restricted(asked, session.open_dataset(asked))
    part = subnetwork(data, around=around, radius=radius, layer=name, weight=weight)
    form = session.chosen_format(asked)
    if form in ("table", "csv", "csv-fr"):
        shown = partial(plain_list, part.rows, _PART, data, asked)
        return answers.rows_out(asked, part.question, part.basis, _PART, part.rows, shown)
    session.put(asked, graph_bytes(part.graph, form, part.question, part.basis))
    return DONE
