"""The command that tells which pathways lead to placement."""

from __future__ import annotations

import argparse
from typing import Any

from isp_graph.analysis.pathways import DEFAULT_COSTS, pathways
from isp_graph.cli.answers import rows_out
from isp_graph.cli.exits import DONE
from isp_graph.cli.session import chosen_format, open_dataset, restricted, talk, working
from isp_graph.io.geometry import geometry_of
from isp_graph.present.pathways_list import pathways_list
from isp_graph.present.texts import text


def run(options: argparse.Namespace) -> int:
    """Count pathways, and tell the best."""
    data = restricted(options, open_dataset(options))
    asked = {name: getattr(options, f"cost_{name}") for name in DEFAULT_COSTS}
    with working(options, text("terminal.computing", options.lang)):
        result = pathways(
            data,
            top=1 if options.top is None else options.top,
            public=options.public,
            language=options.language,
            costs={name: value for name, value in asked.items() if value is not None},
            geometry=geometry_of(options.dataset) if options.cost_km else None,
        )
    rows = result.rows
    form = chosen_format(options)
    if form != "table" and any(row["pathways"] is None for row in rows):
        talk(options, text("pathways.no_offers", options.lang, name=options.dataset))
    if form in ("csv", "csv-fr"):
        rows = [row | {name: in_a_cell(row[name]) for name in ("best", "local")} for row in rows]
    told = options.top is not None
    rows_out(
        options,
        result.question,
        result.basis,
        tuple(result.frame.columns),
        rows,
        lambda: pathways_list(result, data, options.lang, told=told),
    )
    return DONE


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
