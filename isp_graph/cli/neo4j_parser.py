"""The commands ``isp-graph neo4j …``, declared."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

PORT = 7687
PASSWORD = "ISP_GRAPH_NEO4J_PASSWORD"  # noqa: S105  # a variable's name

Declare = Callable[[argparse.ArgumentParser, Sequence[str]], None]


def _home(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("home", metavar="DIR", nargs="?", help="the server's folder")
    parser.add_argument("--quiet", action="store_true", help="no talk beside the answer")


def _server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--home", metavar="DIR", help="folder of a server started from here")
    parser.add_argument("--uri", help="address of another server: neo4j+s://…, bolt://…")
    parser.add_argument("--user", default="neo4j", help="user on another server")
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help=f"file with the password on another server; or the variable {PASSWORD}; or asked",
    )


def declare_neo4j(
    add: Callable[[str, str], argparse.ArgumentParser],
    formats: Sequence[str],
    output: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Declare the commands on a Neo4j server.

    Parameters
    ----------
    add : callable
        Adds a command by its name and one line about it.
    formats : sequence of str
        Forms of an answer.
    output : callable
        Declares the options of every output.
    """
    parser = add("neo4j", "keep datasets on a Neo4j server, and ask them there")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, about: str) -> Any:
        described = about[0].upper() + about[1:] + "."
        return actions.add_parser(name, help=about, description=described, allow_abbrev=False)

    start = action("start", "start a Neo4j server on this machine, fetching it the first time")
    _home(start)
    start.add_argument("--port", type=int, default=PORT, metavar="N", help="where it listens")
    start.add_argument("--memory", default="1g", metavar="SIZE", help="memory of the server")
    _home(action("stop", "stop the server"))
    _home(action("status", "tell whether the server runs, and what it holds"))

    load = action("load", "load a dataset onto the server, in place of its former version")
    load.add_argument("dataset", metavar="DATASET", help="folder, workbook, CSV file or name")
    load.add_argument("--name", help="name on the server, by default the dataset's own")
    load.add_argument(
        "--edition",
        choices=("public", "internal"),
        default="public",
        help="public (default): people under pseudonyms; internal: named",
    )
    load.add_argument("--lang", choices=("fr", "nl", "en"), default="fr", help="of the texts")
    load.add_argument("--quiet", action="store_true", help="no talk beside the answer")
    _server(load)

    read = action("read", "read a dataset back from the server, as tables")
    read.add_argument("dataset", metavar="NAME", help="name on the server")
    output(read)
    _server(read)

    drop = action("drop", "remove one dataset from the server")
    drop.add_argument("dataset", metavar="NAME", help="name on the server")
    drop.add_argument("--yes", action="store_true", help="do not ask first")
    drop.add_argument("--quiet", action="store_true", help="no talk beside the answer")
    _server(drop)

    ask = action("ask", "ask a dataset on the server a question")
    ask.add_argument("question", metavar="QUESTION", nargs="?", help="see --list")
    ask.add_argument("--list", action="store_true", help="list the questions")
    ask.add_argument("--dataset", metavar="NAME", help="name on the server")
    ask.add_argument("--date", help="look at this day; by default the dataset's own")
    ask.add_argument(
        "--layer", action="append", metavar="NAME", help="a layer (isolated, ties); repeatable"
    )
    ask.add_argument("--organisation", metavar="ID", help="which one (organisation)")
    ask.add_argument("--format", choices=formats, help="form of the answer")
    ask.set_defaults(formats=formats)
    output(ask)
    _server(ask)
