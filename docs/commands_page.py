"""The command reference of the documentation, written from the app itself."""

from __future__ import annotations

import click

from docs.graph_page import graph_model
from docs.reference_pages import MADE, data_dictionary, findings, markdown_table, vocabularies
from isp_graph.cli.app import command_line
from isp_graph.cli.main import PROGRAM
from isp_graph.console.asked import Asked
from isp_graph.console.help import COMMON, Command, Group, about, common_text, sentence, written

_HEADS = ("argument", "meaning")
_ONLY_COMMON = "The [common options](#common-options)."
_EN = "en"


def contexts(of: click.Context | None = None) -> dict[str, click.Context]:
    """Give each command where it is typed, in the order of the help."""
    if of is None:
        of = click.Context(command_line(), info_name=PROGRAM, obj=Asked("", named=_EN))
    if not isinstance(of.command, Group):
        return {of.command_path.partition(" ")[2]: of}
    found: dict[str, click.Context] = {}
    for name in of.command.list_commands(of):
        command = of.command.get_command(of, name)
        found |= contexts(click.Context(command, of, info_name=name)) if command else {}
    return found


def _rows(context: click.Context, *, common: bool) -> list[list[str]]:
    command = context.command
    assert isinstance(command, Command)
    texts = command.texts(context)
    return [
        [f"`{written(each)}`".replace("|", "\\|"), about(texts, each, _EN).replace("|", "\\|")]
        for each in command.params
        if (getattr(each, "rich_help_panel", None) == COMMON) == common
    ]


def _command_part(name: str, context: click.Context, shared: list[list[str]]) -> list[str]:
    command = context.command
    assert isinstance(command, Command)
    texts = command.texts(context)
    usage = f"{PROGRAM} {name} {command.usage(context)}"
    parts = [f"## isp-graph {name}", sentence(texts["about"][_EN]), f"```text\n{usage}\n```"]
    own, common = _rows(context, common=False), _rows(context, common=True)
    if all(row in common for row in shared):
        own += [row for row in common if row not in shared]
        parts.append("The [common options](#common-options), and:" if own else _ONLY_COMMON)
    else:
        own += common
    if own:
        parts.append(markdown_table(_HEADS, own))
    if "example" in texts:
        parts.append(f"{common_text('example', _EN)} `{texts['example'][_EN]}`")
    return parts


def command_reference() -> str:
    """Write the page of commands and their options.

    Returns
    -------
    str
        Markdown.
    """
    commands = contexts()
    listed = ", ".join(f"[{name}](#isp-graph-{name.replace(' ', '-')})" for name in commands)
    whole = next(iter(commands.values())).find_root()
    assert isinstance(whole.command, Group)
    found = [_rows(each, common=True) for each in commands.values()]
    of_data = [rows for rows in found if any("`--where" in row[0] for row in rows)]
    shared = [row for row in of_data[0] if all(row in rows for rows in of_data)]
    parts = [
        MADE,
        "# Commands",
        f"Commands: {listed}. `isp-graph COMMAND --help` says the same in the terminal.",
        whole.command.texts(whole)["more"][_EN],
        "The answer goes to the standard output; progress, findings and talk to the standard "
        "error.",
        "## Common options",
        "Every command that takes a dataset has these:",
        markdown_table(_HEADS, shared),
    ]
    for name, context in commands.items():
        parts += _command_part(name, context, shared)
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    """Write every generated page.

    Returns
    -------
    dict
        Content by file name within ``docs/reference``.
    """
    return {
        "commands.md": command_reference(),
        "data.md": data_dictionary(),
        "findings.md": findings(),
        "graph.md": graph_model(),
        "vocabularies.md": vocabularies(),
    }
