"""The command that measures how central organisations are."""

from functools import partial
from typing import Any

from isp_graph.console.asked import Asked
from isp_graph.console.options import LISTED, TABULAR, Layers, command, commands

app = commands()
_SHOWN = (
    *("organisation", "name", "zone", "layer", "degree", "strength", "betweenness", "closeness"),
    *("eigenvector", "pagerank", "core", "component_size", "cut_point"),
)

_FIRST = ("degree", "betweenness")
"""The most central come first, unless another column is named."""


@command(app, "centrality", TABULAR, LISTED)
def run(
    asked: Asked,
    layer: Layers = None,
    weight: str | None = None,
    weighted: bool = False,
    raw: bool = False,
    exact: bool = False,
    pivots: int | None = None,
) -> int:
    """Measure each organisation in each layer asked for."""
    from isp_graph.console import answers, session
    from isp_graph.console.lists import plain_list
    from isp_graph.present.wording import number
    from isp_graph.questions.centrality.centrality import EXACT_LIMIT, centrality

    data = session.restricted(asked, session.open_dataset(asked))
    with session.working(asked):
        counted: dict[str, Any] = {"weight": weight, "weighted": weighted, "raw": raw}
        sources: dict[str, Any] = {"exact": exact, "pivots": pivots, "seed": asked.seed}
        result = centrality(data, layer or ("all",), **counted, **sources)
    if any(key.endswith(".path_measures") for key in result.basis.parameters):
        session.talk(asked, "terminal.paths_left_out", most=number(EXACT_LIMIT, asked.spoken))
    if result.frame.is_empty() and data.nodes.height:
        return answers.nothing_out(asked, result, "terminal.no_layer")
    shown = partial(plain_list, result.rows, _SHOWN, data, asked, _FIRST)
    return answers.result_out(asked, result, shown)
