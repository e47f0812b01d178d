"""The command that counts year by year."""

from __future__ import annotations

import argparse

from isp_graph.analysis.timeline import timeline
from isp_graph.cli.answers import result_out
from isp_graph.cli.session import open_dataset, restricted


def run(options: argparse.Namespace) -> int:
    """Count what was live, what began and what ended in every year."""
    return result_out(options, timeline(restricted(options, open_dataset(options))))
