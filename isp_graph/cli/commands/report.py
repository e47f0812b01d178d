"""The command that writes the page."""

from __future__ import annotations

import argparse
from pathlib import Path

from isp_graph.cli.exits import DONE
from isp_graph.cli.session import open_dataset, put, restricted, talk, working
from isp_graph.io.geometry import geometry_of
from isp_graph.present.report import report
from isp_graph.present.texts import text


def run(options: argparse.Namespace) -> int:
    """Write the page, and tell what it says first."""
    if options.output is None:
        options.output = f"{Path(options.dataset).stem or 'report'}.html"
    data = restricted(options, open_dataset(options)).current()
    with working(options, text("terminal.computing", options.lang)):
        page = report(
            data,
            language=options.lang,
            edition=options.edition,
            seed=options.seed,
            geometry=geometry_of(options.dataset),
        )
    put(options, page.html.encode())
    if not options.quiet:
        for fact in page.facts[options.lang]:
            talk(options, f"- {fact}")
    return DONE
