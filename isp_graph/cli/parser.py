"""The command line, declared. Nothing heavy is imported here: ``--help`` must be quick."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from isp_graph.cli.declared import dataset, filiere, homophily, network, people, server, sharing
from isp_graph.cli.help import Command, sentence
from isp_graph.questions import QUESTIONS
from isp_graph.schema.naming import nearest

_EPILOG = """\
DATASET is a folder of CSV tables, an Excel workbook, one CSV list of organisations, or the name
of a shipped dataset (bruxelles-2015, demo).

Exit codes: 0 done, 1 the data has errors (check), 2 wrong usage, 3 cannot read, write or reach.
"""


class _Parser(Command):
    """The whole command line; a misspelt option is refused beside the usage of its command."""

    commands: Mapping[str, Command]

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse; where an option is unknown, name the nearest that the command has."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            command = self.commands[options.command]
            known = sorted(set(re.findall(r"--[a-z][\w-]*", command.format_usage())))
            near = nearest(unknown[0], known) if unknown[0].startswith("-") else []
            hint = f" (nearest: {', '.join(near)})" if near else ""
            command.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
        return options


COUNT_PEOPLE = ("check", "interlocks")
"""Commands whose answer is another one where some entries are the same person."""


def module_of(command: str) -> str:
    """Name the module that runs a command.

    Examples
    --------
    >>> module_of("gaps"), module_of("report")
    ('isp_graph.questions.filiere.gaps.command', 'isp_graph.cli.commands.report')
    """
    for question in QUESTIONS:
        if question.command == command:
            return f"isp_graph.questions.{question.folder}.command"
    return f"isp_graph.cli.commands.{command}"


class _Version(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from isp_graph.results import version

        print(f"isp-graph {version()}")
        parser.exit()


def _completion(add: Any) -> None:
    parser = add("completion", "print a script by which the shell completes commands")
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="which shell")


@cache
def build_parser(language: str = "en") -> argparse.ArgumentParser:
    """Declare all commands and their options.

    Parameters
    ----------
    language : {'en', 'fr', 'nl'}
        In which it explains them, and what was wrong.

    Returns
    -------
    argparse.ArgumentParser
        Its result has ``command`` and the options of that command.
    """
    parser = _Parser(
        language=language,
        prog="isp-graph",
        description="The network of insertion socioprofessionnelle as a graph, and its pathways.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    parser.commands = commands.choices

    def add(name: str, about: str) -> Any:
        return commands.add_parser(name, help=about, description=sentence(about))

    families = (dataset, network, sharing, homophily, people, filiere, server)
    for declare in (*(each for family in families for each in family.DECLARED), _completion):
        declare(add)
    return parser
