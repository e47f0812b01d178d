"""The command that finds what is wrong or doubtful in the data."""

from isp_graph.console.asked import Asked
from isp_graph.console.exits import DATA_HAS_ERRORS, DONE
from isp_graph.console.options import TABULAR, command, commands

app = commands()
_CHECK = ("code", "severity", "file", "row", "column", "value", "message", "remedy")


@command(app, "check", TABULAR)
def run(asked: Asked) -> int:
    """List the findings."""
    from isp_graph.console import answers, session
    from isp_graph.present.findings import findings_list
    from isp_graph.results import basis

    data = session.in_edition(asked, session.open_named(asked))
    if "organisations" in data.tables:
        session.restricted(
            asked, data
        )  # findings are those of the whole; a wrong option is still wrong
    rows = [
        {name: getattr(entry, name) for name in _CHECK[:-2]}
        | {"message": entry.message(asked.lang), "remedy": entry.remedy(asked.lang)}
        for entry in data.findings
    ]
    answers.rows_out(
        asked, "check", basis(data), _CHECK, rows, lambda: findings_list(data, asked.lang)
    )
    errors = any(entry.severity == "error" for entry in data.findings)
    return DATA_HAS_ERRORS if errors else DONE
