"""The command reference of the documentation, written from the declared parser."""

from __future__ import annotations

import argparse

from docs.graph_page import graph_model
from docs.reference_pages import MADE, data_dictionary, findings, markdown_table, vocabularies
from isp_graph.cli.parser import build_parser

_HEADS = ("argument", "meaning")
_ONLY_COMMON = "The [common options](#common-options)."
_NOT_SHOWN = (argparse._HelpAction, argparse._VersionAction)


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Give the parser of each command, nested ones too, in the order of their declaration."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                within = _commands(command)
                found |= {f"{name} {part}": below for part, below in within.items()}
                found |= {} if within else {name: command}
    return found


def _written(action: argparse.Action) -> str:
    """Write an argument as one types it."""
    value = str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return f"`{value if action.metavar else action.dest}`"
    value = "" if action.nargs == 0 else f" {value}"
    return ", ".join(f"`{name}{value}`" for name in action.option_strings)


def _meaning(action: argparse.Action) -> str:
    parts = [str(action.help or "")]
    if action.choices is not None and not isinstance(action.choices, dict):
        parts.append("one of " + ", ".join(f"`{choice}`" for choice in action.choices))
    if isinstance(action.default, (str, int, float)) and not isinstance(action.default, bool):
        parts.append(f"by default `{action.default}`")
    return "; ".join(part for part in parts if part)


def _rows(parser: argparse.ArgumentParser) -> dict[str, list[str]]:
    """Give the arguments of a command, what is named first, by their names."""
    shown = [action for action in parser._actions if not isinstance(action, _NOT_SHOWN)]
    shown.sort(key=lambda action: bool(action.option_strings))
    return {
        " ".join(action.option_strings) or action.dest: [_written(action), _meaning(action)]
        for action in shown
    }


def _shared(commands: dict[str, argparse.ArgumentParser]) -> dict[str, list[str]]:
    """Find the arguments that every command on a dataset declares alike."""
    found = [_rows(parser) for parser in commands.values()]
    of_data = [rows for rows in found if "dataset" in rows and "--where" in rows]
    return {
        name: row
        for name, row in of_data[0].items()
        if all(rows.get(name) == row for rows in of_data)
    }


def _command_part(
    name: str, parser: argparse.ArgumentParser, shared: dict[str, list[str]]
) -> list[str]:
    positional = [action for action in parser._actions if not action.option_strings]
    usage = " ".join(["isp-graph", name, *(str(a.metavar or a.dest.upper()) for a in positional)])
    rows = _rows(parser)
    if len(rows) > len(positional):
        usage += " [options]"
    parts = [f"## isp-graph {name}", str(parser.description or ""), f"```text\n{usage}\n```"]
    own = rows
    if "dataset" in rows and "--where" in rows:
        own = {key: row for key, row in rows.items() if key not in shared}
        parts.append("The [common options](#common-options), and:" if own else _ONLY_COMMON)
    if own:
        parts.append(markdown_table(_HEADS, list(own.values())))
    return parts


def command_reference() -> str:
    """Write the page of commands and their options.

    Returns
    -------
    str
        Markdown.
    """
    parser = build_parser()
    commands = _commands(parser)
    listed = ", ".join(f"[{name}](#isp-graph-{name.replace(' ', '-')})" for name in commands)
    told = [" ".join(part.split()) for part in (parser.epilog or "").strip().split("\n\n")]
    shared = _shared(commands)
    parts = [
        MADE,
        "# Commands",
        f"Commands: {listed}. `isp-graph COMMAND --help` says the same in the terminal.",
        *told,
        "The answer goes to the standard output; progress, findings and talk to the standard "
        "error.",
        "## Common options",
        "Every command that takes a dataset has these:",
        markdown_table(_HEADS, list(shared.values())),
    ]
    for name, command in commands.items():
        parts += _command_part(name, command, shared)
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
