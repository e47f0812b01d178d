"""Where filières break, as the page draws it: a matrix by sector, its evidence, what would mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.present.cuts import cut
from isp_graph.present.numbered import EVIDENCE_LIMIT
from isp_graph.present.rounding import short
from isp_graph.present.section import Answers, Context
from isp_graph.questions.filiere.gaps.capacity import gap_capacity
from isp_graph.questions.filiere.gaps.gaps import STATUSES, gaps
from isp_graph.questions.filiere.gaps.reading import (
    ahead,
    badness,
    bottlenecks,
    by_lack,
    mending,
    over_sectors,
    passing,
)
from isp_graph.questions.filiere.gaps.repair import KINDS, gap_repair
from isp_graph.questions.filiere.gaps.terminal import SIGNS
from isp_graph.questions.filiere.offers import Filiere, filiere
from isp_graph.questions.filiere.page_names import PageNames
from isp_graph.questions.filiere.rows import by_sector, offers_known
from isp_graph.questions.filiere.words import notes_of_page
from isp_graph.results import Result

_SIDES = ("linked_before", "linked_after")
_REPAIRED = 600
"""Zones times sectors up to which it is told what to add first, and how many people can pass: each
is searched several times."""
_OFFERS_REPAIRED = 3_000
_MENDS_SHOWN = 3
_REPAIRS = 180
"""Additions that the page holds."""


def gaps_of(answers: Answers) -> Result:
    """Give the gaps, with their distances."""
    return answers.once(gaps, lambda: gaps(answers.data, geometry=answers.geometry))


def section(context: Context) -> dict[str, Any]:
    """Give what is lacking, by sector, zone and step.

    Returns
    -------
    dict
        ``known`` and ``name``; where offers are known also ``notes``, ``steps``, ``zones``,
        ``sectors`` (those that lack most first), ``cells``: rows of ``sector, zone, step, status,
        also, offers, mends, operators, regional, places, arrives, linked_before, linked_after,
        nearest, km`` by place, ``worst`` of all sectors: ``zone, step, status, sectors``,
        ``affected`` people by sector and zone, ``offers``: rows of ``operator, step, sector,
        zones, places, source, certainty, modality``, ``repair``: rows of ``kind, step, sector,
        operators, pairs, completes, saved, people, cost, places`` or None where it was not
        computed, so ``capacity``: ``source`` of the people counted, if any, rows of it that were
        ``uncounted``, ``together`` and by sector, worst first, ``[people, least, most, how far
        known]`` who can pass, and ``narrow`` places: ``step, sector, places, gain, homes``; and
        how much was cut.
    """
    data = context.data
    if not offers_known(data):
        return {"known": 0, "name": data.name}
    to = PageNames(context)
    result = gaps_of(context.answers)
    found = filiere(data)
    order = sorted(by_sector(result.rows).items(), key=badness)
    room = EVIDENCE_LIMIT // max((len(rows) for _, rows in order), default=1)
    edge = cut([badness(entry)[:-1] for entry in order], max(room, 1))
    kept = order[: edge.shown]
    zones = list(found.asked_zones)
    held = [
        (place, row)
        for place, (_, rows) in enumerate(kept)
        for row in sorted(rows, key=lambda row: (row["zone"], to.step[row["step"]]))
    ]
    offers = _offers(found, to)
    additions = None if _too_large(found) else gap_repair(data, _REPAIRS).rows
    place_of = {offer: place for place, offer in enumerate(found.offers["id"][:EVIDENCE_LIMIT])}
    return {
        "known": 1,
        "name": data.name,
        "notes": notes_of_page(result.basis.parameters, data),
        "steps": to.steps([step.id for step in found.steps if step.skippable]),
        "statuses": list(STATUSES),
        "signs": [SIGNS[status] for status in STATUSES],
        "zones": [to.zone(zone) for zone in zones],
        "sectors": [to.sector(sector) for sector, _ in kept],
        "sectors_cut": edge.left,
        "sectors_tie": edge.for_page(),
        "cells": [
            [place, zones.index(row["zone"]), *_cell(row, to, place_of, additions)]
            for place, row in held
        ],
        "worst": [
            [to.zone(zone), to.step[step], STATUSES.index(status), sectors]
            for (zone, step), (status, sectors) in over_sectors([row for _, row in held]).items()
        ],
        "affected": [
            [place, zones.index(row["zone"]), row["affected"]]
            for place, row in held
            if row["affected"] is not None and to.step[row["step"]] == 0
        ],
        "offers": offers[:EVIDENCE_LIMIT],
        "offers_cut": max(len(offers) - EVIDENCE_LIMIT, 0),
        "repair": None if additions is None else [_repair(row, to) for row in additions],
        "kinds": list(KINDS),
        "capacity": _capacity(context, found, to),
    }


def _cell(
    row: Mapping[str, Any],
    to: PageNames,
    place_of: Mapping[str, int],
    additions: Sequence[Mapping[str, Any]] | None,
) -> list[Any]:
    mends = None if additions is None else mending(row, additions)
    sides = [None if row[side] is None else int(row[side]) for side in _SIDES]
    told = [
        to.step[row["step"]],
        STATUSES.index(row["status"]),
        [STATUSES.index(status) for status in row["also"]],
        [place_of[offer] for offer in row["offers"] or () if offer in place_of],
        None if mends is None else mends[:_MENDS_SHOWN],
        row["operators"],
        row["regional"],
        row["places"],
        row["arrives"],
        *sides,
        to.zone(row["nearest_zone"]),
        short(row["cost"]),
    ]
    while told[-1] is None:
        told.pop()
    return told


def _offers(found: Filiere, to: PageNames) -> list[list[Any]]:
    rows = found.offers.select("id", "organisation", "step", "sector", "places").rows()
    return [
        [
            to.operator(organisation),
            to.step[step],
            to.sector(sector),
            [to.zone(zone) for zone in found.zone_names(lies)],
            places,
            *to.record(offer),
        ]
        for (offer, organisation, step, sector, places), lies in zip(rows, found.lies, strict=True)
    ]


def _too_large(found: Filiere) -> bool:
    pairs = len(found.asked_zones) * len(found.asked_sectors)
    return pairs > _REPAIRED or found.offers.height > _OFFERS_REPAIRED


def _people(count: float | None) -> float | None:
    """Give whole people as such; parts of them arise where places are shared."""
    return None if count is None else int(count) if count.is_integer() else round(count, 2)


def _capacity(context: Context, found: Filiere, to: PageNames) -> dict[str, Any] | None:
    if _too_large(found):
        return None
    result = gap_capacity(context.data)

    def told(row: Mapping[str, Any]) -> list[Any]:
        return [*(_people(row[key]) for key in ("demand", "flow_low", "flow_high")), passing(row)]

    rows = result.rows
    return {
        "source": result.basis.parameters.get("people_from"),
        "uncounted": result.basis.parameters["uncounted_people"],
        "together": [told(row) for row in rows if row["kind"] == "all"],
        "sectors": [[to.sector(row["sector"]), *told(row)] for row in by_lack(rows)],
        "narrow": [
            [
                to.step[row["step"]],
                to.sector(row["sector"]),
                row["places"],
                _people(row["gain"]),
                None if row["homes"] is None else [to.zone(zone) for zone in row["homes"]],
            ]
            for row in bottlenecks(rows)
        ],
    }


def _repair(row: Mapping[str, Any], to: PageNames) -> list[Any]:
    return [
        KINDS.index(row["kind"]),
        to.step.get(row["step"]),
        to.sector(row["sector"]),
        [to.operator(each) for each in row["organisations"]],
        [[to.zone(pair["zone"]), to.sector(pair["sector"])] for pair in ahead(row)],
        row["completes"],
        row["crossings_saved"],
        _people(row["people"]),
        _people(row["cost"]),
        row["places"],
    ]
