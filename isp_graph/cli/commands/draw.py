"""The command that writes one view as a page of its own."""

from __future__ import annotations

from typing import Literal

from isp_graph.cli.commands.report import write_page
from isp_graph.console.asked import Asked
from isp_graph.console.options import command, commands

app = commands()
SECTIONS = {
    "network": "network",
    "map": "map",
    "matrix": "homophily",
    "flows": "pathways",
    "timeline": "timeline",
}
"""The section of the report that each picture is."""


@command(app, "draw")
def run(view: Literal["network", "map", "matrix", "flows", "timeline"], asked: Asked) -> int:
    """Write the page."""
    return write_page(asked, view, SECTIONS[view])
