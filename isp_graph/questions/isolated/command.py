"""The command that tells who is isolated."""

from functools import partial

from isp_graph.console.asked import Asked
from isp_graph.console.options import TABULAR, Layers, command, commands

app = commands()


@command(app, "isolated", TABULAR)
def run(asked: Asked, layer: Layers = None) -> int:
    """Tell who is isolated, and who could bring them in."""
    from isp_graph.console import answers, session
    from isp_graph.questions.isolated.isolated import isolated
    from isp_graph.questions.isolated.reasons import worded
    from isp_graph.questions.isolated.terminal import isolated_list

    data = session.restricted(asked, session.open_dataset(asked))
    with session.working(asked):
        result = isolated(data, layer)
    if session.chosen_format(asked) == "table":
        shown = partial(isolated_list, result, data, asked.lang, named=bool(layer))
        return answers.result_out(asked, result, shown)
    rows = worded(result.rows, data, asked.lang)
    return answers.rows_out(asked, result.question, result.basis, tuple(result.frame.columns), rows)
