"""The command that counts records."""

from __future__ import annotations

import argparse

from isp_graph.analysis.summary import summary
from isp_graph.cli.answers import result_out
from isp_graph.cli.session import open_dataset, restricted


def run(options: argparse.Namespace) -> int:
    """Count the records of each table."""
    data = open_dataset(options)
    # What the files hold, unless a day or a choice is asked for: the default date hides records.
    asked = options.date is not None or options.where
    return result_out(options, summary(restricted(options, data) if asked else data))
