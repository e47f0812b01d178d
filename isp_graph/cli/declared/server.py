"""The commands ``isp-graph neo4j …``."""

from __future__ import annotations

import argparse
from typing import Any

from isp_graph.cli.help import sentence
from isp_graph.console.options import LANGUAGES, TABULAR, condition, output, whole

PORT, BROWSER_PORT = 7687, 7474
RELEASES = ("5.26.30", "2026.08.1")
PASSWORD = "ISP_GRAPH_NEO4J_PASSWORD"  # noqa: S105  # a variable's name


def _talk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, default="fr", help="language of the texts")
    parser.add_argument("--quiet", action="store_true", help="no talk beside the answer")


def _home(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("home", metavar="DIR", nargs="?", help="the server's folder")
    _talk(parser)


def _server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--home", metavar="DIR", help="folder of a server started from here")
    parser.add_argument("--uri", help="address of another server: neo4j+s://…, bolt://…")
    parser.add_argument("--user", default="neo4j", help="user on another server")
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help=f"file with the password on another server; or the variable {PASSWORD}; or asked",
    )


def _start(parser: argparse.ArgumentParser) -> None:
    _home(parser)
    parser.add_argument("--port", type=whole, default=PORT, metavar="N", help="where it listens")
    parser.add_argument(
        "--browser",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="serve Neo4j Browser, a page to explore the graph (default), or not",
    )
    parser.add_argument(
        "--browser-port", type=whole, default=BROWSER_PORT, metavar="N", help="where it is served"
    )
    parser.add_argument(
        "--gds", action="store_true", help="with OpenGDS, to measure large layers there"
    )
    parser.add_argument("--memory", default="1g", metavar="SIZE", help="memory of the server")
    parser.add_argument(
        "--release", choices=RELEASES, default=RELEASES[0], help="which Neo4j to start"
    )


def _load(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="folder, workbook, CSV file or name")
    parser.add_argument("--name", help="name on the server, by default the dataset's own")
    parser.add_argument(
        "--edition",
        choices=("public", "internal"),
        default="public",
        help="public (default): people under pseudonyms; internal: named",
    )
    _talk(parser)
    _server(parser)


def _read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="NAME", help="name on the server")
    output(parser)
    _server(parser)


def _drop(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="NAME", help="name on the server")
    parser.add_argument("--yes", action="store_true", help="do not ask first")
    _talk(parser)
    _server(parser)


def _ask(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", metavar="QUESTION", nargs="?", help="see --list")
    parser.add_argument("--list", action="store_true", help="list the questions")
    parser.add_argument("--dataset", metavar="NAME", help="name on the server")
    parser.add_argument("--date", help="look at this day; by default the dataset's own")
    parser.add_argument(
        "--layer",
        action="append",
        metavar="NAME",
        help="a layer (isolated, ties, subnetwork, centrality); repeatable for isolated",
    )
    parser.add_argument(
        "--gds", action="store_true", help="measure by Graph Data Science (centrality)"
    )
    parser.add_argument("--organisation", metavar="ID", help="which one (organisation)")
    parser.add_argument(
        "--where",
        action="append",
        type=condition,
        default=[],
        metavar="KEY=VALUE",
        help="keep only this (subnetwork), or these rows (missing, crossings, essential)",
    )
    parser.add_argument("--around", metavar="ID", help="the one in the middle (subnetwork)")
    parser.add_argument("--radius", type=whole, metavar="N", help="ties away, at most; 1")
    parser.add_argument("--format", choices=TABULAR, help="form of the answer")
    parser.set_defaults(formats=TABULAR)
    output(parser)
    _server(parser)


_ACTIONS = {
    "start": (_start, "start a Neo4j server on this machine, fetching it the first time"),
    "stop": (_home, "stop the server"),
    "status": (_home, "tell whether the server runs, and what it holds"),
    "load": (_load, "load a dataset onto the server, in place of its former version"),
    "read": (_read, "read a dataset back from the server, as tables"),
    "drop": (_drop, "remove one dataset from the server"),
    "ask": (_ask, "ask a dataset on the server a question"),
}


def _neo4j(add: Any) -> None:
    parser = add("neo4j", "keep datasets on a Neo4j server, and ask them there")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (declare, about) in _ACTIONS.items():
        declare(actions.add_parser(name, help=about, description=sentence(about)))


DECLARED = (_neo4j,)
