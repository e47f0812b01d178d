"""The command that counts records."""

from __future__ import annotations

import argparse

from isp_graph.analysis.summary import summary
from isp_graph.cli.answers import result_out
from isp_graph.cli.session import open_dataset, restricted


def run(options: argparse.Namespace) -> int:
    """Count the records of each table."""
    return result_out(options, summary(restricted(options, open_dataset(options))))
