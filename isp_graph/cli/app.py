"""The command line as a whole. A command's module is loaded when it is typed, or explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import click
import typer
from typer.main import get_command

from isp_graph.console.help import Group, Said, help_texts
from isp_graph.console.options import commands
from isp_graph.questions import QUESTIONS

_OTHERS = ("report", "draw", "check", "export", "template", "neo4j", "completion")


def packages() -> Mapping[str, str]:
    """Give the package of each command, by what one types; questions first.

    Examples
    --------
    >>> packages()["gaps"], packages()["report"]
    ('isp_graph.questions.filiere.gaps', 'isp_graph.cli.commands')
    """
    asked = {each.command: f"isp_graph.questions.{each.folder}" for each in QUESTIONS}
    return {name: package for name, package in asked.items() if name} | dict.fromkeys(
        _OTHERS, "isp_graph.cli.commands"
    )


class _Root(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(packages())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        package = packages().get(cmd_name)
        if package is None:
            return None
        name = cmd_name if package == "isp_graph.cli.commands" else "command"
        found = get_command(import_module(f"{package}.{name}").app)
        found.name = cmd_name
        return found

    def said_of(self, context: click.Context, name: str) -> Said:
        return help_texts(packages()[name])[name]["about"]

    def kinds(self, context: click.Context) -> Mapping[str, Sequence[str]]:
        asked = [name for name in packages() if name not in _OTHERS]
        return {"questions": asked, "others": _OTHERS}


def _version(wanted: bool) -> None:
    if wanted:
        from isp_graph.results import version

        print(f"isp-graph {version()}")
        raise typer.Exit


app = commands()


@app.callback(cls=_Root)
def isp_graph(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Hold all commands."""


def command_line() -> Any:
    """Give the whole command line, as click knows it."""
    return get_command(app)
