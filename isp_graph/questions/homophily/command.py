"""The command that asks whether ties follow the zone, the sector, or chance."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from isp_graph.console.answers import result_out
from isp_graph.console.session import (
    chosen_format,
    counting,
    open_dataset,
    restricted,
    talk,
    working,
)
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.geometry import geometry_of
from isp_graph.errors import UsageError
from isp_graph.present.texts import text
from isp_graph.questions.homophily import joint_model_terminal
from isp_graph.questions.homophily import terminal as view
from isp_graph.questions.homophily.brokerage import brokerage
from isp_graph.questions.homophily.homophily import BY, DRAWS, homophily, mixing
from isp_graph.questions.homophily.joint_model import network_model
from isp_graph.questions.homophily.layer_overlap import layer_overlap
from isp_graph.questions.homophily.model_cost import LARGEST, estimate
from isp_graph.results import Result


def _by(options: argparse.Namespace) -> list[str]:
    return list(options.by or BY)


def _asked(options: argparse.Namespace, data: Dataset) -> tuple[Result, Callable[[], str]]:
    """Ask what was asked for; give the answer and what writes it for a terminal."""
    language, draws = options.lang, DRAWS if options.draws is None else options.draws
    message = text("terminal.computing", language)
    if options.overlap:
        with working(options, message):
            found = layer_overlap(
                data, options.layer, unknown=options.unknown, draws=draws, seed=options.seed
            )
        return found, lambda: view.overlap_table(found, language)
    if options.mixing:
        with working(options, message):
            found = mixing(data, options.layer, _by(options), multi=options.multi)
        return found, lambda: view.mixing_table(found, data, language)
    if options.brokerage:
        with working(options, message):
            found = brokerage(
                data, options.layer or ("all",), _by(options), unknown=options.unknown
            )
        return found, lambda: view.brokerage_table(found, data, language)
    with counting(options, message, draws) as progress:
        found = homophily(
            data,
            options.layer,
            _by(options),
            multi=options.multi,
            unknown=options.unknown,
            null=options.null,
            draws=draws,
            seed=options.seed,
            jobs=options.jobs,
            progress=progress,
        )
    named = bool(options.layer)
    return found, lambda: view.homophily_table(found, data, language, by_group=named)


def _model(options: argparse.Namespace, data: Dataset) -> tuple[Result, Callable[[], str]]:
    """Model ties by what organisations share; say before what it will cost."""
    geometry = geometry_of(options.dataset)
    draws = DRAWS if options.draws is None else options.draws
    cost = estimate(data, options.layer, options.by, draws, geometry)
    if options.draws is None and cost.organisations > LARGEST:
        raise UsageError(
            "model_too_large",
            organisations=cost.organisations,
            largest=LARGEST,
            pairs=cost.pairs,
            seconds=cost.seconds,
        )
    talk(options, joint_model_terminal.cost_line(cost, options.lang))
    with counting(options, text("terminal.computing", options.lang), cost.steps) as progress:
        found = network_model(
            data,
            options.layer,
            options.by,
            geometry=geometry,
            weighted=options.weighted,
            unknown=options.unknown,
            draws=draws,
            seed=options.seed,
            jobs=options.jobs,
            progress=progress,
        )
    return found, lambda: joint_model_terminal.model_table(found, data, options.lang)


def run(options: argparse.Namespace) -> int:
    """Tell whether ties follow groups beyond chance, or another view of the same."""
    data = restricted(options, open_dataset(options))
    found, shown = _model(options, data) if options.model else _asked(options, data)
    notes = view.notes(found, data, options.lang)
    if chosen_format(options) == "table":
        head = "".join(f"{line}\n" for line in notes) + ("\n" if notes else "")
        return result_out(options, found, lambda: head + shown())
    for line in notes:
        talk(options, line)
    return result_out(options, found)
