"""Commands on who is who among administrators."""

from __future__ import annotations

import argparse
from typing import Any

from isp_graph.cli.help import sentence
from isp_graph.console.options import TABULAR, common, decimal


def _threshold(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--threshold",
        type=decimal,
        default=0.65,
        metavar="SCORE",
        help="least score of a proposal, from 0 to 1",
    )


def _people(add: Any) -> None:
    parser = add("people", "tell which entries may be one administrator, and decide")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, about: str) -> argparse.ArgumentParser:
        found: argparse.ArgumentParser = actions.add_parser(
            name, help=about, description=sentence(about)
        )
        return found

    match = action("match", "propose pairs of entries that may be one person; merge nobody")
    common(match, TABULAR)
    _threshold(match)
    match.add_argument(
        "--all", action="store_true", help="show pairs that the journal decides as well"
    )
    review = action("review", "decide pair by pair at the keyboard, into the journal matches.csv")
    common(review, ())
    _threshold(review)
    review.add_argument("--who", help="who decides, for the journal; by default your login name")
    review.add_argument("--when", help="when, for the journal; by default today")
    review.add_argument(
        "--undecided", action="store_true", help="ask again about pairs left undecided"
    )


DECLARED = (_people,)
