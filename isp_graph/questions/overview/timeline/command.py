"""The command that counts year by year."""

from __future__ import annotations

import argparse

from isp_graph.console.answers import nothing_out, result_out
from isp_graph.console.session import open_dataset, restricted
from isp_graph.present.plain_list import plain_list
from isp_graph.questions.overview.timeline.timeline import timeline


def run(options: argparse.Namespace) -> int:
    """Count what was live, what began and what ended in every year."""
    data = restricted(options, open_dataset(options))
    result = timeline(data)
    if result.frame.is_empty():
        return nothing_out(options, result, "timeline.none")
    columns = result.frame.columns
    return result_out(options, result, lambda: plain_list(result.rows, columns, data, options.lang))
