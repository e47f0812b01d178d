"""The command line, declared. Nothing heavy is imported here: ``--help`` must be quick."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from isp_graph.cli.neo4j_parser import declare_neo4j

TABULAR = ("table", "csv", "csv-fr", "json")
GRAPHS = ("graphml", "gexf", "pajek")
LANGUAGES = ("fr", "nl", "en")

_EPILOG = """\
DATASET is a folder of CSV tables, an Excel workbook, one CSV list of organisations, or the name
of a shipped dataset (bruxelles-2015, demo).

Exit codes: 0 done, 1 the data has errors (check), 2 wrong usage, 3 cannot read, write or reach.
"""


class _Version(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from isp_graph.results import version

        print(f"isp-graph {version()}")
        parser.exit()


def _condition(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (key and equals and value):
        raise argparse.ArgumentTypeError(f"“{text}” is not KEY=VALUE, for instance zone=NE")
    return key.strip(), value.strip()


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number") from error


def _common(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="folder, workbook, CSV file or name")
    parser.add_argument("--date", help="look at this day: 2015, 2015-03, 2015-03-31 or 31/03/2015")
    parser.add_argument(
        "--where",
        action="append",
        type=_condition,
        default=[],
        metavar="KEY=VALUE",
        help="keep only organisations with this zone, seat_zone, coverage_zone, sector, step, "
        "kind, commune, language or organisation, or evidence with this certainty or modality; "
        "repeatable",
    )
    parser.add_argument(
        "--edition",
        choices=("public", "internal"),
        default="public",
        help="public (default): people under pseudonyms; internal: named",
    )
    parser.set_defaults(formats=formats)
    if formats:
        parser.add_argument(
            "--format", choices=formats, help="form of the answer; by default as -o ends, or table"
        )
    _output(parser)


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write there instead of the terminal"
    )
    parser.add_argument("--force", action="store_true", help="replace what exists")
    parser.add_argument("--lang", choices=LANGUAGES, default="fr", help="language of the texts")
    parser.add_argument("--quiet", action="store_true", help="no talk beside the answer")


def _layers(parser: argparse.ArgumentParser, *, several: bool) -> None:
    parser.add_argument(
        "--layer",
        action="append" if several else "store",
        metavar="NAME",
        help="all, boards, meetings, board_seats, boards-newman, meetings-hours, "
        "meetings-newman, or a kind of tie such as partnerships or referrals"
        + ("; repeatable" if several else ""),
    )


def _weight(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weight", metavar="COLUMN", help="weigh ties by flow or amount")


def _check(add: Any) -> None:
    parser = add("check", "find what is wrong or doubtful in the data")
    _common(parser, TABULAR)


def _summary(add: Any) -> None:
    parser = add("summary", "count the records of each table and how complete they are")
    _common(parser, TABULAR)


def _subnetwork(add: Any) -> None:
    parser = add("subnetwork", "take the part of the network around an organisation or a choice")
    _common(parser, (*TABULAR, *GRAPHS))
    _layers(parser, several=False)
    _weight(parser)
    parser.add_argument("--around", metavar="ID", help="the organisation in the middle")
    parser.add_argument("--radius", type=_whole, default=1, metavar="N", help="ties away, at most")


def _centrality(add: Any) -> None:
    parser = add("centrality", "measure how central each organisation is in a layer")
    _common(parser, TABULAR)
    _layers(parser, several=True)
    _weight(parser)
    parser.add_argument(
        "--weighted", action="store_true", help="let strength, and its inverse as distance, count"
    )
    parser.add_argument(
        "--raw", action="store_true", help="betweenness in pairs, closeness as a sum of distances"
    )
    parser.add_argument(
        "--exact", action="store_true", help="path measures above 20,000 organisations too"
    )
    parser.add_argument(
        "--pivots", type=_whole, metavar="K", help="estimate path measures from K sources"
    )
    _seed(parser)


def _isolated(add: Any) -> None:
    parser = add("isolated", "tell who is isolated, and who could bring them in")
    _common(parser, TABULAR)
    _layers(parser, several=True)


def _report(add: Any) -> None:
    parser = add("report", "write one offline page that shows it all")
    _common(parser, ())
    _seed(parser)


def _export(add: Any) -> None:
    parser = add("export", "write the network, or one layer, for another program")
    _common(parser, (*GRAPHS, "csv", "csv-fr", "json"))
    _layers(parser, several=False)
    _weight(parser)


def _template(add: Any) -> None:
    parser = add("template", "write empty tables to fill in")
    parser.add_argument("folder", metavar="FOLDER", nargs="?", help="where to write them")
    parser.add_argument(
        "-o", "--output", dest="folder_too", metavar="FOLDER", help="the same, as in other commands"
    )
    parser.add_argument(
        "--table", action="append", default=[], metavar="NAME", help="only this one"
    )
    parser.add_argument("--format", choices=("csv", "csv-fr"), default="csv", help="form")
    parser.add_argument("--force", action="store_true", help="replace what exists")
    parser.add_argument("--lang", choices=LANGUAGES, default="fr", help="language of the texts")
    parser.add_argument("--quiet", action="store_true", help="no talk beside the answer")


def _completion(add: Any) -> None:
    parser = add("completion", "print a script by which the shell completes commands")
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="which shell")


def _neo4j(add: Any) -> None:
    declare_neo4j(add, TABULAR, _output)


def _seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=_whole, default=0, metavar="N", help="of drawn numbers")


_COMMANDS = (
    _report,
    _check,
    _summary,
    _subnetwork,
    _centrality,
    _isolated,
    _export,
    _neo4j,
    _template,
    _completion,
)


def build_parser() -> argparse.ArgumentParser:
    """Declare all commands and their options.

    Returns
    -------
    argparse.ArgumentParser
        Its result has ``command`` and the options of that command.
    """
    parser = argparse.ArgumentParser(
        prog="isp-graph",
        description="The network of insertion socioprofessionnelle as a graph, and its pathways.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, about: str) -> argparse.ArgumentParser:
        described = about[0].upper() + about[1:] + "."
        return commands.add_parser(name, help=about, description=described, allow_abbrev=False)

    for declare in _COMMANDS:
        declare(add)
    return parser
