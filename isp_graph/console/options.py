"""Options that several commands declare alike, and the types of their values."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from typing import Any

TABULAR = ("table", "csv", "csv-fr", "json")
GRAPHS = ("graphml", "gexf", "pajek")
LANGUAGES = ("fr", "nl", "en")
PICTURES = ("network", "map", "matrix", "flows", "timeline")
"""What can be drawn alone."""


class Once(argparse.Action):
    """Store one value, and refuse a second instead of forgetting the first."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        """Store the value, or refuse it."""
        if getattr(namespace, self.dest) is not None:
            parser.error(f"{option_string}: name one only")
        setattr(namespace, self.dest, values)


def condition(text: str) -> tuple[str, str]:
    """Read one ``KEY=VALUE``."""
    key, equals, value = text.partition("=")
    if not (key and equals and value):
        raise argparse.ArgumentTypeError(f"“{text}” is not KEY=VALUE, for instance zone=NE")
    return key.strip(), value.strip()


def whole(text: str) -> int:
    """Read a whole number."""
    try:
        return int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number") from error


def decimal(text: str) -> float:
    """Read a number with a point or a comma; whether it fits is for the question to say."""
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number") from error


def number(text: str) -> float:
    """Read a number that is finite."""
    value = decimal(text)
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number")
    return value


def common(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """Declare what every command on a dataset has."""
    parser.add_argument("dataset", metavar="DATASET", help="folder, workbook, CSV file or name")
    parser.add_argument("--date", help="look at this day: 2015, 2015-03, 2015-03-31 or 31/03/2015")
    parser.add_argument(
        "--where",
        action="append",
        type=condition,
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
    # Whatever draws nothing is the same under every seed.
    parser.add_argument("--seed", type=whole, default=0, metavar="N", help="of drawn numbers")
    parser.set_defaults(formats=formats)
    if formats:
        parser.add_argument(
            "--format", choices=formats, help="form of the answer; by default as -o ends, or table"
        )
    output(parser)


def output(parser: argparse.ArgumentParser) -> None:
    """Declare where the answer goes, and in which language one talks."""
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write there instead of the terminal"
    )
    parser.add_argument("--force", action="store_true", help="replace what exists")
    parser.add_argument("--lang", choices=LANGUAGES, default="fr", help="language of the texts")
    parser.add_argument("--quiet", action="store_true", help="no talk beside the answer")


def layers(parser: argparse.ArgumentParser, *, several: bool) -> None:
    """Declare the choice of layers, one or several."""
    parser.add_argument(
        "--layer",
        action="append" if several else Once,
        metavar="NAME",
        help="all, boards, meetings, board_seats, boards-newman, meetings-hours, "
        "meetings-newman, boards-volunteers, boards-directors, boards-office, co-membership, or "
        "a kind of tie such as partnerships or referrals" + ("; repeatable" if several else ""),
    )


def weight(parser: argparse.ArgumentParser) -> None:
    """Declare the column that weighs ties."""
    parser.add_argument("--weight", metavar="COLUMN", help="weigh ties by flow or amount")
