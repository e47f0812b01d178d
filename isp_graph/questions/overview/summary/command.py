"""The command that counts records."""

from dataclasses import replace
from functools import partial

from isp_graph.console.asked import Asked
from isp_graph.console.options import LISTED, TABULAR, command, commands

app = commands()


@command(app, "summary", TABULAR, LISTED)
def run(asked: Asked) -> int:
    """Count the records of each table."""
    from isp_graph.console import answers, session
    from isp_graph.console.lists import plain_list
    from isp_graph.questions.overview.summary.summary import summary

    named = session.open_named(asked)
    key = session.edition_key(asked, named)
    session.tell_findings(asked, named)
    data = session.restricted(asked, named)
    result = summary(data)
    if key is not None:  # to count records takes no pseudonym; the journal is left out
        counted = result.frame.filter(result.frame["table"] != "matches")
        result = answers.masked_basis(replace(result, frame=counted), named)
    shown = partial(plain_list, result.rows, result.frame.columns, data, asked)
    return answers.result_out(asked, result, shown)
