"""The command that tells what each zone lacks."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from isp_graph.console.answers import rows_out
from isp_graph.console.exits import DONE
from isp_graph.console.session import chosen_format, open_dataset, restricted, talk, working
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.geometry import geometry_of
from isp_graph.errors import UsageError
from isp_graph.present.methods import method_sentence
from isp_graph.present.texts import text
from isp_graph.questions.filiere.gaps.capacity import gap_capacity
from isp_graph.questions.filiere.gaps.gaps import gaps
from isp_graph.questions.filiere.gaps.repair import COSTS, gap_repair
from isp_graph.questions.filiere.gaps.repair_terminal import (
    capacity_view,
    reason_in_words,
    repair_view,
)
from isp_graph.questions.filiere.gaps.terminal import gaps_view
from isp_graph.questions.filiere.rows import offers_known
from isp_graph.questions.filiere.words import Names
from isp_graph.results import Result

View = Callable[[Result, Dataset, str], str]


def run(options: argparse.Namespace) -> int:
    """Tell what each zone lacks, what to add first, or how many can pass."""
    if options.inside and not options.capacity:
        raise UsageError("inside_of_what")
    costs = {name: getattr(options, f"cost_{name}") for name in COSTS}
    options.costs = {name: value for name, value in costs.items() if value is not None}
    if options.costs and options.repair is None:
        raise UsageError("cost_of_what")
    data = restricted(options, open_dataset(options))
    with working(options, text("terminal.computing", options.lang)):
        result, view = _answer(options, data)
    known = offers_known(data)
    silence = text("pathways.no_offers", options.lang, name=data.name)
    rows, form = result.rows, chosen_format(options)
    if not known and form != "table":
        talk(options, silence)
    columns = tuple(result.frame.columns)
    if options.repair is not None and form != "table":
        names = Names(data, options.lang)
        rows = [row | {"reason": reason_in_words(row, names, options.lang)} for row in rows]
    if options.repair is not None and form in ("csv", "csv-fr"):
        rows = [
            row | {"pairs": [f"{p['zone']}/{p['sector'] or ''}" for p in row["pairs"]]}
            for row in rows
        ]
    rows_out(
        options,
        result.question,
        result.basis,
        columns,
        rows,
        lambda: view(result, data, options.lang) if known else silence + "\n",
        method=method_sentence(result, options.lang),
    )
    return DONE


def _answer(options: argparse.Namespace, data: Dataset) -> tuple[Result, View]:
    profile = {"public": options.public, "language": options.language}
    if options.repair is not None:
        return gap_repair(data, options.repair, costs=options.costs, **profile), repair_view
    if options.capacity:
        return gap_capacity(data, inside=options.inside, **profile), capacity_view
    return gaps(data, geometry=geometry_of(options.dataset), **profile), gaps_view
