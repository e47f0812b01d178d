"""The command that counts records."""

from __future__ import annotations

import argparse

from isp_graph.analysis.summary import summary
from isp_graph.cli.answers import result_out
from isp_graph.cli.session import open_dataset, restricted
from isp_graph.present.plain_list import plain_list


def run(options: argparse.Namespace) -> int:
    """Count the records of each table."""
    data = restricted(options, open_dataset(options))
    result = summary(data)
    columns = result.frame.columns
    return result_out(options, result, lambda: plain_list(result.rows, columns, data, options.lang))
