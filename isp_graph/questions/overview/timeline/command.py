"""The command that counts year by year."""

from __future__ import annotations

from isp_graph.console.asked import Asked
from isp_graph.console.options import TABULAR, command, commands

app = commands()


@command(app, "timeline", TABULAR)
def run(asked: Asked) -> int:
    """Count what was live, what began and what ended in every year."""
    from isp_graph.console import answers, session
    from isp_graph.present.plain_list import plain_list
    from isp_graph.questions.overview.timeline.timeline import timeline

    data = session.restricted(asked, session.open_dataset(asked))
    result = timeline(data)
    if result.frame.is_empty():
        return answers.nothing_out(asked, result, "timeline.none")
    columns = result.frame.columns
    return answers.result_out(
        asked, result, lambda: plain_list(result.rows, columns, data, asked.lang)
    )
