"""The command that finds what is wrong or doubtful in the data."""

from __future__ import annotations

import argparse

from isp_graph.console.answers import rows_out
from isp_graph.console.exits import DATA_HAS_ERRORS, DONE
from isp_graph.console.session import in_edition, open_named, restricted
from isp_graph.present.findings import findings_list
from isp_graph.results import basis

_CHECK = ("code", "severity", "file", "row", "column", "value", "message", "remedy")


def run(options: argparse.Namespace) -> int:
    """List the findings."""
    named = open_named(options)
    data = in_edition(options, named)
    if "organisations" in data.tables:
        restricted(options, data)  # findings are those of the whole; a wrong option is still wrong
    rows = [
        {
            "code": entry.code,
            "severity": entry.severity,
            "file": entry.file,
            "row": entry.row,
            "column": entry.column,
            "value": entry.value,
            "message": entry.message(options.lang),
            "remedy": entry.remedy(options.lang),
        }
        for entry in data.findings
    ]
    rows_out(
        options,
        "check",
        basis(data),
        _CHECK,
        rows,
        lambda: findings_list(data, options.lang),
    )
    errors = any(entry.severity == "error" for entry in data.findings)
    return DATA_HAS_ERRORS if errors else DONE
