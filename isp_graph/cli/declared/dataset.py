"""Commands that look at a dataset as a whole, or write it."""

from __future__ import annotations

from typing import Any

from isp_graph.console.options import GRAPHS, LANGUAGES, PICTURES, TABULAR, common, layers, weight


def _report(add: Any) -> None:
    parser = add("report", "write one offline page that shows it all")
    common(parser, ())


def _draw(add: Any) -> None:
    parser = add("draw", "write one view of the report as a page of its own")
    parser.add_argument("view", choices=PICTURES, metavar="VIEW", help="which view")
    common(parser, ())


def _check(add: Any) -> None:
    parser = add("check", "find what is wrong or doubtful in the data")
    common(parser, TABULAR)


def _summary(add: Any) -> None:
    parser = add("summary", "count the records of each table and how complete they are")
    common(parser, TABULAR)


def _export(add: Any) -> None:
    parser = add("export", "write the network, or one layer, for another program")
    common(parser, (*GRAPHS, "csv", "csv-fr", "json"))
    layers(parser, several=False)
    weight(parser)


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


DECLARED = (_report, _draw, _check, _summary, _export, _template)
