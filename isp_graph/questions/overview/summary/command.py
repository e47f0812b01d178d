"""The command that counts records."""

from __future__ import annotations

from dataclasses import replace

from isp_graph.console.asked import Asked
from isp_graph.console.options import TABULAR, command, commands

app = commands()


@command(app, "summary", TABULAR)
def run(asked: Asked) -> int:
    """Count the records of each table."""
    from isp_graph.console import answers, session
    from isp_graph.present.plain_list import plain_list
    from isp_graph.questions.overview.summary.summary import summary

    named = session.open_named(asked)
    key = session.edition_key(asked, named)
    session.tell_findings(asked, named)
    data = session.restricted(asked, named)
    result = summary(data)
    if key is not None:  # to count records takes no pseudonym; the journal is left out
        counted = result.frame.filter(result.frame["table"] != "matches")
        result = answers.masked_basis(replace(result, frame=counted), named)
    columns = result.frame.columns
    return answers.result_out(
        asked, result, lambda: plain_list(result.rows, columns, data, asked.lang)
    )
