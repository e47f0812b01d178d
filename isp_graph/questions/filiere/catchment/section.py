"""Where the public comes from, as the page draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.grammar import LANGUAGES
from isp_graph.present.cuts import cut, level
from isp_graph.present.numbered import code_labels
from isp_graph.present.rounding import short
from isp_graph.present.section import Context
from isp_graph.questions.filiere.catchment.catchment import catchment, catchment_flows
from isp_graph.questions.filiere.catchment.reading import (
    GROUPS,
    flows,
    group,
    homeless,
    operators,
    standing,
    unknown_homes,
)
from isp_graph.questions.filiere.page_names import ROW_LIMIT, PageNames
from isp_graph.schema.vocabulary import VOCABULARIES

_SHOWN = 40
"""Kinds, sectors or steps that a figure holds."""


def section(context: Context) -> dict[str, Any]:
    """Give shares of the public from inside the zone, and people from zone to zone.

    Returns
    -------
    dict
        ``known`` and ``name``; where publics are known also ``groups``: for each of `GROUPS`,
        rows of ``label, people, inside, share, low, high, unknown``; ``operators``: rows of
        ``operator, people, inside, share, low, high, unknown, predicted, standing``, lowest share
        first; ``homeless``, how many have no zone; ``flows``: rows of ``zone_from, zone_to,
        people``, ``unknown``: rows of ``zone_to, people``; ``method`` by language.
    """
    data = context.data
    if not data.as_read().table("publics").height:
        return {"known": 0, "name": data.name}
    to = PageNames(context)
    result = catchment(data)
    rows = result.rows
    order = list(to.step)
    groups = {of: group(rows, of, order) for of in GROUPS}
    edges = {of: cut(_ranks(own, of), _SHOWN) for of, own in groups.items()}
    own = operators(rows)
    edge = cut([level(row["share_inside"]) for row in own], ROW_LIMIT)
    return {
        "known": 1,
        "name": data.name,
        "groups": [
            [[_label(row, of, to), *_figures(row)] for row in groups[of][: edges[of].shown]]
            for of in GROUPS
        ],
        "groups_cut": sum(each.left for each in edges.values()),
        "groups_tie": next((each.for_page() for each in edges.values() if each.for_page()), None),
        "operators": [
            [
                to.operator(row["organisation"]),
                *_figures(row),
                short(row["predicted"]),
                standing(row),
            ]
            for row in own[: edge.shown]
        ],
        "operators_cut": edge.left,
        "operators_tie": edge.for_page(),
        "homeless": homeless(rows),
        "flows": [
            [to.zone(home), to.zone(seat), people]
            for (home, seat), people in flows(catchment_flows(data).rows).items()
        ],
        "unknown": [[to.zone(zone), people] for zone, people in unknown_homes(rows)],
        "method": [(result.method_in(language) or "").replace("'", "’") for language in LANGUAGES],
    }


def _figures(row: Mapping[str, Any]) -> list[Any]:
    shares = [short(row[name]) for name in ("share_inside", "low", "high")]
    return [row["people"], row["inside"], *shares, row["unknown"]]


def _label(row: Mapping[str, Any], of: str, to: PageNames) -> Any:
    if of == "sector":
        return to.sector(row["sector"])
    if of == "step":
        return to.steps([])[to.step[row["step"]]]["t"]
    return code_labels(VOCABULARIES["organisation_kind"], row["kind"])


def _ranks(own: Sequence[Mapping[str, Any]], of: str) -> Sequence[object]:
    return range(len(own)) if of == "step" else [short(row["share_inside"]) or 0 for row in own]
