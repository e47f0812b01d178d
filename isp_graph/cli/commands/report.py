"""The command that writes the page."""

from __future__ import annotations

import argparse
from pathlib import Path

from isp_graph.console.exits import DONE
from isp_graph.console.session import open_dataset, put, restricted, talk, working
from isp_graph.datasets.geometry import geometry_of
from isp_graph.page.report import report
from isp_graph.present.texts import text


def write_page(options: argparse.Namespace, name: str, only: str | None = None) -> int:
    """Write the report, or one section of it, and tell what it says first.

    Parameters
    ----------
    options : argparse.Namespace
    name : str
        What the file is called after the dataset, if the user names none.
    only : str, optional
        Name of the one section.

    Returns
    -------
    int
        The exit code.
    """
    if options.output is None:
        stem = Path(options.dataset).stem
        options.output = f"{stem or name}.html" if only is None else f"{stem}-{name}.html"
    data = restricted(options, open_dataset(options)).current()
    with working(options, text("terminal.computing", options.lang)):
        page = report(
            data,
            language=options.lang,
            edition=options.edition,
            seed=options.seed,
            geometry=geometry_of(options.dataset),
            only=only,
        )
    put(options, page.html.encode())
    if only is None:
        for fact in page.facts[options.lang]:
            talk(options, f"- {fact}")
    return DONE


def run(options: argparse.Namespace) -> int:
    """Write the whole page."""
    return write_page(options, "report")
