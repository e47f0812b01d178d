"""The command that writes empty tables."""

from typing import Annotated

import typer

from isp_graph.console.asked import Asked
from isp_graph.console.exits import DONE
from isp_graph.console.options import WRITING, command, commands
from isp_graph.errors import UsageError

app = commands()


@command(app, "template", ("csv", "csv-fr"), ("format", *WRITING))
def run(
    asked: Asked,
    folder: Annotated[str | None, typer.Argument(metavar="FOLDER")] = None,
    table: Annotated[list[str], typer.Option(metavar="NAME")] = [],  # noqa: B006
) -> int:
    """Write the tables asked for into a folder."""
    from isp_graph.console import session
    from isp_graph.datasets.files.output import write_folder
    from isp_graph.datasets.template import template_files

    place = folder or asked.output
    if place is None:
        raise UsageError("name_the_template_folder")
    files = template_files(table, french=asked.format == "csv-fr")
    write_folder(session.folder_to_write(asked, place), files, force=asked.force)
    session.talk(asked, "terminal.written", path=place)
    return DONE
