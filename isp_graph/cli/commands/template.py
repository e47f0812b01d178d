"""The command that writes empty tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from isp_graph.console.exits import DONE
from isp_graph.console.session import talk
from isp_graph.datasets.files.output import write_folder
from isp_graph.datasets.template import template_files
from isp_graph.errors import UsageError
from isp_graph.present.texts import text


def run(options: argparse.Namespace) -> int:
    """Write the tables asked for into a folder."""
    folder = options.folder or options.folder_too
    if folder is None:
        raise UsageError("name_the_template_folder")
    files = template_files(options.table, french=options.format == "csv-fr")
    write_folder(Path(folder), files, force=options.force)
    talk(options, text("terminal.written", options.lang, path=folder))
    return DONE
