"""Pathways as the page draws them: how many, the best, flows between zones, who carries all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.present.numbered import EVIDENCE_LIMIT
from isp_graph.present.rounding import short
from isp_graph.present.section import Answers, Context
from isp_graph.questions.filiere.page_names import ROW_LIMIT, PageNames
from isp_graph.questions.filiere.pathways.depends import pathway_depends
from isp_graph.questions.filiere.pathways.flows import pathway_flows
from isp_graph.questions.filiere.pathways.pathways import pathways
from isp_graph.questions.filiere.pathways.reading import (
    WHOLE,
    breaks,
    grade,
    thinnest_first,
    with_pathways,
    worst_first,
)
from isp_graph.questions.filiere.rows import by_sector, offers_known
from isp_graph.questions.filiere.words import notes_of_page
from isp_graph.results import Result

_HANDED = (None, "within", "linked", "open")
_COUNTED = ("pathways", "linked", "crossing_free", "linked_crossing_free")


def pathways_of(answers: Answers) -> Result:
    """Count the pathways, and give the best."""
    return answers.once(pathways, lambda: pathways(answers.data, geometry=answers.geometry))


def section(context: Context) -> dict[str, Any]:
    """Give the pathways of each zone and sector.

    Returns
    -------
    dict
        ``known`` and ``name``; where offers are known also ``notes``, ``steps``, ``layers``,
        ``whole`` (the best grade),
        ``rows`` (see `_row`; whole numbers as text, exact however large), ``flows`` and
        ``depends``, and how many rows each lacks.
    """
    data = context.data
    if not offers_known(data):
        return {"known": 0, "name": data.name}
    to = PageNames(context)
    result = pathways_of(context.answers)
    found = worst_first(result.rows)
    carried = thinnest_first(
        by_sector(context.answers.of(pathway_depends).rows), with_pathways(result.rows)
    )
    depends = [(operators, *entry) for _, said, operators in carried for entry in said]
    rows = [_row(row, to) for row in found[:ROW_LIMIT]]
    return {
        "known": 1,
        "name": data.name,
        "notes": notes_of_page(result.basis.parameters, data),
        "rows": rows,
        "cut": len(found) - len(rows),
        "flows": _flows(context, to),
        "depends": [_depends(*entry, to) for entry in depends[:ROW_LIMIT]],
        "depends_cut": max(len(depends) - ROW_LIMIT, 0),
        "steps": to.steps([]),
        "whole": WHOLE,
        "layers": to.layers,
    }


def _row(row: Mapping[str, Any], to: PageNames) -> dict[str, Any]:
    """Give one zone and sector: ``n`` counts, ``x`` pathways by crossings, the best and the local.

    A pathway is ``cost, crossings, open``, then for each offer ``step, operator, zone, hand-over,
    layers, source, certainty, modality``.
    """
    entry = {
        "z": to.zone(row["zone"]),
        "s": to.sector(row["sector"]),
        "g": grade(row),
        "n": [str(row[name]) for name in _COUNTED],
        "x": [str(count) for count in row["crossings"]],
        "share": short(row["share_crossing"]),
        "mean": short(row["mean_crossings"]),
    }
    broken = breaks(row)
    if broken is not None:
        entry["breaks"] = [broken[0], [to.step[step] for step in broken[1]]]
    if row["best"]:
        about = [short(row["best_cost"]), row["best_crossings"], row["best_open"]]
        entry["best"] = [*about, _taken(row["best"], to)]
    if row["local"] and row["local"] != row["best"]:
        entry["local"] = [short(row["local_cost"]), _taken(row["local"], to)]
    return {key: value for key, value in entry.items() if value not in (None, [])}


def _taken(taken: Sequence[Mapping[str, Any]], to: PageNames) -> list[list[Any]]:
    return [
        [
            to.step[each["step"]],
            to.operator(each["organisation"]),
            to.zone(each["zone"]),
            _HANDED.index(each["hand_over"]),
            [to.layer(layer) for layer in each["layers"]],
            *to.record(each["offer"]),
        ]
        for each in taken
    ]


def _flows(context: Context, to: PageNames) -> dict[str, Any]:
    """Give flows by sector, all together first, as many as there is room for, each whole.

    Returns
    -------
    dict
        ``sectors``, ``cut``, and ``rows`` of ``sector, step_from, step_to, zone_from, zone_to,
        pathways``, the sector a place in ``sectors``.
    """
    flows = by_sector(pathway_flows(context.data).rows)
    names = sorted(flows, key=lambda sector: sector or "")
    kept: list[str | None] = []
    held = 0
    for name in names:
        held += len(flows[name])
        if held > EVIDENCE_LIMIT:
            break
        kept.append(name)
    rows = [
        [
            place,
            to.step[row["step_from"]],
            to.step[row["step_to"]],
            to.zone(row["zone_from"]),
            to.zone(row["zone_to"]),
            str(round(row["pathways"])),
        ]
        for place, name in enumerate(kept)
        for row in flows[name]
    ]
    return {
        "sectors": [to.sector(name) for name in kept],
        "cut": len(names) - len(kept),
        "rows": rows,
    }


def _depends(
    operators: int | None, row: Mapping[str, Any], zones: Sequence[str] | None, to: PageNames
) -> list[Any]:
    """Give ``sector, kind, operators named, steps, how many, carries all or linked ones, zones``.

    How many operators the thinnest step of the sector has is the same in all its rows.

    Without ``zones`` it is true from every zone that has pathways of the sector.
    """
    who = [to.operator(row[key]) for key in ("organisation", "other") if row[key] is not None]
    return [
        to.sector(row["sector"]),
        row["kind"],
        who,
        [to.step[step] for step in row["steps"] or ()],
        operators,
        row["carries"],
        None if zones is None else [to.zone(zone) for zone in zones],
    ]
