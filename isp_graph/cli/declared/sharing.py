"""Commands that ask what organisations share: administrators, meetings."""

from __future__ import annotations

import argparse
from typing import Any

from isp_graph.console.options import TABULAR, Once, common, number, whole

_NULLS = ("fdsm", "sdsm", "hypergeometric")
_CORRECTIONS = ("benjamini-hochberg", "by", "holm", "none")
_KEPT = (
    "what chance keeps: all degrees exactly, by rewiring (fdsm), all degrees on average (sdsm), "
    "or the sizes alone (hypergeometric)"
)


def _chance(parser: argparse.ArgumentParser, null: str | None, about: str) -> None:
    parser.add_argument("--null", choices=_NULLS, default=null, help=about)
    parser.add_argument(
        "--correction",
        choices=_CORRECTIONS,
        default="benjamini-hochberg",
        help="for the number of pairs tested",
    )
    parser.add_argument(
        "--alpha", type=number, default=0.05, help="largest adjusted p-value of a pair kept"
    )
    parser.add_argument(
        "--draws",
        type=whole,
        default=100_000,
        metavar="N",
        help="rewirings of --null fdsm at most; it stops where more could change no decision",
    )


def _view(group: Any, name: str, about: str) -> None:
    group.add_argument(f"--{name}", dest="view", action="store_const", const=name, help=about)


def _interlocks(add: Any) -> None:
    parser = add("interlocks", "tell who shares administrators, and whether it is chance")
    common(parser, TABULAR)
    view = parser.add_mutually_exclusive_group()
    _view(view, "people", "who sits where, and who links boards")
    _view(view, "two-mode", "centrality of people and of organisations in the two-mode network")
    _view(view, "depends", "what falls apart if one administrator leaves")
    _view(view, "represented", "seats that organisations hold through a representative")
    parser.add_argument(
        "--layer",
        action=Once,
        metavar="NAME",
        help="boards (default), boards-volunteers, boards-directors or boards-office",
    )
    _chance(parser, None, f"{_KEPT}; by default fdsm, for large data sdsm")
    parser.add_argument(
        "--damped", action="store_true", help="also count each shared person 1/(k−1), k her boards"
    )
    parser.add_argument(
        "--exact", action="store_true", help="--two-mode: path measures above 20,000 nodes too"
    )


def _meetings(add: Any) -> None:
    parser = add("meetings", "tell which meetings gather the same, and whom they load")
    common(parser, TABULAR)
    view = parser.add_mutually_exclusive_group()
    _view(view, "load", "meetings and hours a year of each organisation")
    _view(view, "cover", "the fewest meetings that keep every tie that meetings alone provide")
    _view(view, "delegate", "who could stand for whom, because both meet elsewhere too")
    _view(view, "absent", "who attends nothing")
    view.add_argument("--stopped", metavar="DATE", help="who stopped attending since this day")
    parser.add_argument(
        "--same",
        type=number,
        default=0.5,
        metavar="SHARE",
        help="Jaccard share from which two meetings are nearly the same",
    )
    parser.add_argument(
        "--seconds", type=number, default=60.0, help="--cover: time after which to stop searching"
    )
    _chance(parser, "sdsm", _KEPT)


DECLARED = (_interlocks, _meetings)
