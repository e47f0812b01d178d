"""Where the public comes from, as the page draws it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.present.cuts import cut, level
from isp_graph.present.methods import method_sentence
from isp_graph.present.numbered import code_labels
from isp_graph.present.rounding import short
from isp_graph.present.section import Context
from isp_graph.questions.filiere.catchment.catchment import catchment, catchment_flows
from isp_graph.questions.filiere.page_names import ROW_LIMIT, PageNames
from isp_graph.schema.tables import LANGUAGES
from isp_graph.schema.vocabulary import VOCABULARIES

GROUPS = ("kind", "sector", "step")
_SHOWN = 40
"""Kinds, sectors or steps that a figure holds."""


def section(context: Context) -> dict[str, Any]:
    """Give shares of the public from inside the zone, and people from zone to zone.

    Returns
    -------
    dict
        ``known`` and ``name``; where publics are known also ``groups``: for each of `GROUPS`,
        rows of ``label, people, inside, share, low, high, unknown``; ``operators``: rows of
        ``operator, people, inside, share, low, high, unknown, predicted``, lowest share first;
        ``flows``: rows of ``zone_from, zone_to, people``, ``unknown``: rows of ``zone_to,
        people``; ``method`` by language.
    """
    data = context.data
    if not data.as_read().table("publics").height:
        return {"known": 0, "name": data.name}
    to = PageNames(context)
    result = catchment(data)
    rows = result.rows
    operators = [row for row in rows if row["organisation"] is not None]
    operators.sort(
        key=lambda row: (
            row["share_inside"] is None,
            row["share_inside"] or 0,
            row["organisation"],
        )
    )
    groups = {of: _group(rows, of, to) for of in GROUPS}
    edges = {of: cut(_ranks(own, of), _SHOWN) for of, own in groups.items()}
    edge = cut([level(row["share_inside"]) for row in operators], ROW_LIMIT)
    unknown: dict[str | None, int] = defaultdict(int)
    for row in operators:
        unknown[row["zone"]] += row["unknown"]
    return {
        "known": 1,
        "name": data.name,
        "groups": [groups[of][: edges[of].shown] for of in GROUPS],
        "groups_cut": sum(each.left for each in edges.values()),
        "groups_tie": next((each.for_page() for each in edges.values() if each.for_page()), None),
        "operators": [
            [to.operator(row["organisation"]), *_figures(row), short(row["predicted"])]
            for row in operators[: edge.shown]
        ],
        "operators_cut": edge.left,
        "operators_tie": edge.for_page(),
        "flows": _flows(context, to),
        "unknown": [
            [to.zone(zone), people]
            for zone, people in sorted(unknown.items(), key=lambda entry: entry[0] or "")
            if people
        ],
        "method": [
            (method_sentence(result, language) or "").replace("'", "’") for language in LANGUAGES
        ],
    }


def _figures(row: Mapping[str, Any]) -> list[Any]:
    shares = [short(row[name]) for name in ("share_inside", "low", "high")]
    return [row["people"], row["inside"], *shares, row["unknown"]]


def _group(rows: Sequence[Mapping[str, Any]], of: str, to: PageNames) -> list[list[Any]]:
    own = [row for row in rows if row["organisation"] is None and row[of] is not None]
    own = [row for row in own if row["people"] or row["unknown"]]
    if of == "step":
        own.sort(key=lambda row: to.step[row["step"]])
        named = {step["id"]: step["t"] for step in to.steps([])}
        return [[named[row["step"]], *_figures(row)] for row in own]
    own.sort(key=lambda row: (-(row["share_inside"] or 0), row[of]))
    if of == "sector":
        return [[to.sector(row["sector"]), *_figures(row)] for row in own]
    kinds = VOCABULARIES["organisation_kind"]
    return [[code_labels(kinds, row["kind"]), *_figures(row)] for row in own]


def _ranks(own: Sequence[Sequence[Any]], of: str) -> Sequence[object]:
    return range(len(own)) if of == "step" else [row[3] or 0 for row in own]


def _flows(context: Context, to: PageNames) -> list[list[Any]]:
    """Sum people from zone to zone; null is outside of all zones, or no zone."""
    sums: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for row in catchment_flows(context.data).rows:
        sums[row["zone_from"], row["zone_to"]] += row["people"]
    order = sorted(sums.items(), key=lambda entry: (entry[0][0] or "", entry[0][1] or ""))
    return [[to.zone(home), to.zone(seat), people] for (home, seat), people in order]
