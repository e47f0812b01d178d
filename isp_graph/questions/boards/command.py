"""The command that tells who shares administrators."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from isp_graph.console.answers import result_out
from isp_graph.console.session import (
    chosen_format,
    counting,
    in_edition,
    open_named,
    restricted,
    talk,
    working,
)
from isp_graph.datasets.dataset import Dataset
from isp_graph.present.texts import text
from isp_graph.present.wording import number
from isp_graph.questions.boards.administrators import (
    EXACT_LIMIT,
    administrators,
    dependence_on_people,
    represented_seats,
    two_mode_centrality,
)
from isp_graph.questions.boards.interlocks import interlocks
from isp_graph.questions.boards.terminal import boards_unknown, interlocks_list
from isp_graph.results import Result


def _answer(
    options: argparse.Namespace, data: Dataset, progress: Callable[[int], None] | None
) -> Result:
    if options.view == "people":
        return administrators(data)
    if options.view == "two-mode":
        return two_mode_centrality(data, exact=options.exact)
    if options.view == "depends":
        return dependence_on_people(data)
    if options.view == "represented":
        return represented_seats(data)
    return interlocks(
        data,
        options.layer or "boards",
        null=options.null,
        correction=options.correction,
        alpha=options.alpha,
        draws=options.draws,
        seed=options.seed,
        damped=options.damped,
        progress=progress,
    )


def run(options: argparse.Namespace) -> int:
    """Tell who shares administrators, in the view asked for."""
    named = open_named(options)
    data = restricted(options, in_edition(options, named))
    lacking = boards_unknown(data, options.lang)
    if lacking and chosen_format(options) != "table":
        talk(options, lacking)
    message = text("terminal.computing", options.lang)
    drawn = options.view is None
    shown = counting(options, message, options.draws) if drawn else working(options, message)
    with shown as progress:
        result = _answer(options, data, progress)
    if "path_measures" in result.basis.parameters:
        most = number(EXACT_LIMIT, options.lang)
        talk(options, text("sharing.paths_left_out", options.lang, most=most))
    return result_out(
        options, result, lambda: interlocks_list(result, data, options.lang, options.view)
    )
