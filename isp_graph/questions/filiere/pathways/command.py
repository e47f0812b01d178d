"""The command that tells which pathways lead to placement."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from isp_graph.console.answers import rows_out
from isp_graph.console.exits import DONE
from isp_graph.console.session import chosen_format, open_dataset, restricted, talk, working
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.geometry import geometry_of
from isp_graph.errors import UsageError
from isp_graph.present.texts import text
from isp_graph.questions.filiere.itineraries import DEFAULT_COSTS
from isp_graph.questions.filiere.pathways.depends import pathway_depends
from isp_graph.questions.filiere.pathways.flows import pathway_flows, pathway_outside
from isp_graph.questions.filiere.pathways.pathway_list import pathway_list
from isp_graph.questions.filiere.pathways.pathways import pathways
from isp_graph.questions.filiere.pathways.tables_terminal import (
    depends_view,
    flows_view,
    outside_view,
)
from isp_graph.questions.filiere.pathways.terminal import (
    capped_in_words,
    every_pathway,
    pathways_list,
)
from isp_graph.questions.filiere.rows import offers_known
from isp_graph.results import Result

View = Callable[[Result, Dataset, str], str]


def run(options: argparse.Namespace) -> int:
    """Count pathways, and tell the best, where they pass or on whom they depend."""
    costs = {name: getattr(options, f"cost_{name}") for name in DEFAULT_COSTS}
    costs = {name: value for name, value in costs.items() if value is not None}
    other = next((name for name in ("flows", "outside", "depends") if getattr(options, name)), None)
    if options.weighted_by is not None and not options.flows:
        raise UsageError("weight_without_flows", value=options.weighted_by)
    if other is not None and (options.top is not None or costs):
        raise UsageError("top_of_what", what=other)
    if options.all is not None and options.top is not None:
        raise UsageError("top_or_all")
    data = restricted(options, open_dataset(options))
    with working(options, text("terminal.computing", options.lang)):
        result, view = _answer(options, data, costs, other)
    known = offers_known(data)
    silence = text("pathways.no_offers", options.lang, name=data.name)
    rows, form = result.rows, chosen_format(options)
    if not known and form != "table":
        talk(options, silence)
    if form in ("csv", "csv-fr") and other is None:
        told = ("best", "local") if options.all is None else ("pathway",)
        rows = [row | {name: in_a_cell(row[name]) for name in told} for row in rows]
    if known and result.basis.parameters.get("capped") and form != "table":
        talk(options, capped_in_words(result, options.lang))
    rows_out(
        options,
        result.question,
        result.basis,
        tuple(result.frame.columns),
        rows,
        lambda: view(result, data, options.lang) if known else silence + "\n",
    )
    return DONE


def _answer(
    options: argparse.Namespace, data: Dataset, costs: dict[str, float], other: str | None
) -> tuple[Result, View]:
    profile = {"public": options.public, "language": options.language}
    if other == "flows":
        weight = options.weighted_by or "pathways"
        return pathway_flows(data, weighted_by=weight, **profile), flows_view
    if other == "outside":
        return pathway_outside(data, **profile), outside_view
    if other == "depends":
        return pathway_depends(data, **profile), depends_view
    geometry = geometry_of(options.dataset)
    if options.all is not None:
        listed = pathway_list(data, options.all, costs=costs, geometry=geometry, **profile)
        return listed, every_pathway
    top = 1 if options.top is None else options.top
    result = pathways(data, top=top, costs=costs, geometry=geometry, **profile)

    def view(result: Result, data: Dataset, language: str) -> str:
        return pathways_list(result, data, language, told=options.top is not None)

    return result, view


def in_a_cell(taken: list[dict[str, Any]] | None) -> str | None:
    """Write a pathway in one cell: step, offer, zone; how it was handed over between them."""
    if taken is None:
        return None
    parts: list[str] = []
    for entry in taken:
        if entry["hand_over"] is not None:
            parts.append(f"-{entry['hand_over']}->")
        parts.append(f"{entry['step']} {entry['offer']} ({entry['zone']})")
    return " ".join(parts) or None
