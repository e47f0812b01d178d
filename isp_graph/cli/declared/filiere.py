"""Commands that ask about pathways, their gaps, and where the public comes from."""

from __future__ import annotations

import argparse
from typing import Any

from isp_graph.console.options import TABULAR, common, decimal, whole

_COSTS = {
    "hand-over": "each hand-over (by default 1)",
    "skip": "each step skipped (by default 1)",
    "open": "each hand-over that nothing links, in addition (by default 0)",
    "crossing": "each change of zone (by default 0)",
    "leaving": "leaving the home zone, once (by default 0)",
    "km": "each kilometre between the communes of two offers (by default 0)",
}


_REPAIR_COSTS = {
    "link": "each link (by default 1)",
    "place": "each place (by default 1)",
    "offer": "each offer, without its places (by default 10)",
}


def _profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--public",
        action="append",
        default=[],
        metavar="PUBLIC",
        help="offers for this public, or for everybody; repeatable",
    )
    parser.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="LANGUAGE",
        help="offers in this language, or that name none; repeatable",
    )


def _pathways(add: Any) -> None:
    parser = add("pathways", "tell which pathways lead to placement, and where they break")
    common(parser, TABULAR)
    _profile(parser)
    parser.add_argument("--top", type=whole, metavar="K", help="tell the K best of each")
    other = parser.add_mutually_exclusive_group()
    other.add_argument(
        "--all",
        type=whole,
        metavar="N",
        help="list the pathways themselves, the best first, at most N of each",
    )
    other.add_argument(
        "--flows", action="store_true", help="from which zone to which, at each hand-over"
    )
    other.add_argument(
        "--outside", action="store_true", help="what share of each step is met outside home"
    )
    other.add_argument(
        "--depends", action="store_true", help="operators and links that all pathways need"
    )
    parser.add_argument(
        "--weighted-by",
        choices=("pathways", "places", "referrals"),
        help="what weighs in --flows: each pathway alike, places, or people referred",
    )
    for name, about in _COSTS.items():
        parser.add_argument(f"--cost-{name}", type=decimal, metavar="N", help=f"cost of {about}")


def _gaps(add: Any) -> None:
    parser = add("gaps", "tell what each zone lacks, at which step of which sector")
    common(parser, TABULAR)
    _profile(parser)
    other = parser.add_mutually_exclusive_group()
    other.add_argument(
        "--repair",
        type=whole,
        metavar="N",
        help="the N additions to begin with: links, offers, places",
    )
    other.add_argument(
        "--capacity", action="store_true", help="how many people can pass, and the bottlenecks"
    )
    parser.add_argument(
        "--inside", action="store_true", help="with --capacity: people stay in their home zone"
    )
    for name, about in _REPAIR_COSTS.items():
        parser.add_argument(
            f"--cost-{name}", type=decimal, metavar="N", help=f"with --repair: cost of {about}"
        )


def _catchment(add: Any) -> None:
    parser = add("catchment", "tell where the public of each operator comes from")
    common(parser, TABULAR)
    parser.add_argument("--flows", action="store_true", help="from which zone to which operator")


DECLARED = (_pathways, _gaps, _catchment)
