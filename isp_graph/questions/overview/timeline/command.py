"""The command that counts year by year."""

from functools import partial

from isp_graph.console.asked import Asked
from isp_graph.console.options import LISTED, TABULAR, command, commands

app = commands()


@command(app, "timeline", TABULAR, LISTED)
def run(asked: Asked) -> int:
    """Count what was live, what began and what ended in every year."""
    from isp_graph.console import answers, session
    from isp_graph.console.lists import plain_list
    from isp_graph.questions.overview.timeline.timeline import timeline

    data = session.restricted(asked, session.open_dataset(asked))
    result = timeline(data)
    if result.frame.is_empty():
        return answers.nothing_out(asked, result, "timeline.none")
    shown = partial(plain_list, result.rows, result.frame.columns, data, asked)
    return answers.result_out(asked, result, shown)
