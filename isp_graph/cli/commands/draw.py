"""The command that writes one view as a page of its own."""

from __future__ import annotations

import argparse

from isp_graph.cli.commands.report import write_page

SECTIONS = {"network": "network", "map": "map", "timeline": "timeline"}
"""The section of the report that each picture is."""


def run(options: argparse.Namespace) -> int:
    """Write the page."""
    return write_page(options, options.view, SECTIONS[options.view])
