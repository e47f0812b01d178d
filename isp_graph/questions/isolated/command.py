"""The command that tells who is isolated."""

from __future__ import annotations

import argparse

from isp_graph.console.answers import result_out, rows_out
from isp_graph.console.exits import DONE
from isp_graph.console.session import chosen_format, open_dataset, restricted, working
from isp_graph.present.texts import text
from isp_graph.questions.isolated.isolated import isolated
from isp_graph.questions.isolated.reasons import worded
from isp_graph.questions.isolated.terminal import isolated_list


def run(options: argparse.Namespace) -> int:
    """Tell who is isolated, and who could bring them in."""
    data = restricted(options, open_dataset(options))
    with working(options, text("terminal.computing", options.lang)):
        result = isolated(data, options.layer)
    if chosen_format(options) == "table":
        named = bool(options.layer)
        return result_out(
            options, result, lambda: isolated_list(result, data, options.lang, named=named)
        )
    columns = tuple(result.frame.columns)
    rows = worded(result.rows, data, options.lang)
    rows_out(options, result.question, result.basis, columns, rows)
    return DONE
