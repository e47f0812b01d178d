"""Which pathways lead from a zone to placement in a sector, how good are they, where do they cross?

A *pathway* takes one offer at each step that it does not skip, all of one sector or transversal.
From one offer to the next there is a *hand-over*: *within* one operator, *linked* if any layer ties
the two operators, else *open*. A person starts in the home zone and takes each offer in a zone
where it lies; *crossings* is the least number of changes of zone that this forces, leaving home
included. From a home zone only offers exist that are open to it. A pathway is *crossing-free* if it
has none, *linked* if no hand-over is open.

The best pathway has the least cost (1 for each hand-over and each skipped step, all else 0 unless
asked), then the fewest crossings, then the fewest open hand-overs, then the fewest offers taken
outside home, then these nearest to home, then the first ids. People choose by sector and not by
nearness (bilan-2015 L772-773, L1635-1640), so nothing is costly by default because it is far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.questions.filiere.itineraries import (
    TAKEN,
    Told,
    checked_costs,
    cost_of,
    ground_of,
    stated_of,
)
from isp_graph.questions.filiere.numbers.pathway_counts import Counts, count
from isp_graph.questions.filiere.numbers.pathway_network import Course
from isp_graph.questions.filiere.numbers.pathway_reach import furthest
from isp_graph.questions.filiere.numbers.pathway_search import Costs, Pathway, Search, too_costly
from isp_graph.questions.filiere.offers import Filiere, filiere
from isp_graph.results import Result, basis, exact_column

_SCHEMA: dict[str, Any] = {
    "zone": pl.String,
    "sector": pl.String,
    "rank": pl.Int64,
    "share_crossing": pl.Float64,
    "mean_crossings": pl.Float64,
    "best_cost": pl.Float64,
    "best_crossings": pl.Int64,
    "best_open": pl.Int64,
    "best": TAKEN,
    "local_cost": pl.Float64,
    "local": TAKEN,
    "missing": pl.List(pl.String),
    "missing_in_zone": pl.List(pl.String),
    "breaks_at": pl.List(pl.String),
}
_EXACT = ("pathways", "linked", "crossing_free", "linked_crossing_free", "crossings")
_COLUMNS = ("zone", "sector", "rank", *_EXACT, *list(_SCHEMA)[3:])


def _facts(found: Filiere, course: Course, counts: Counts, home: int) -> dict[str, Any]:
    """Give what is counted from one home zone, and where pathways break there."""
    spread = counts.crossings[home]
    every = sum(spread)
    free = spread[0] if spread else 0
    linked_free = counts.linked_crossing_free[home]
    mean = Fraction(sum(at * number for at, number in enumerate(spread)), every) if every else None
    needed = [at for at, step in enumerate(found.steps) if not step.skippable]
    missing = [at for at in needed if not course.set_counts[at]]
    here = [at for at in needed if not any(zones >> home & 1 for zones in course.set_counts[at])]
    breaks: tuple[int, ...] = ()
    if not here and not linked_free:
        breaks = furthest(course, home)
    names = [step.id for step in found.steps]
    return {
        "pathways": every,
        "linked": counts.linked,
        "crossing_free": free,
        "linked_crossing_free": linked_free,
        "crossings": list(spread),
        "share_crossing": float(1 - Fraction(free, every)) if every else None,
        "mean_crossings": None if mean is None else float(mean),
        "missing": [names[at] for at in missing],
        "missing_in_zone": [names[at] for at in here],
        "breaks_at": [names[at] for at in breaks],
    }


def _local(course: Course, costs: Costs, home: int) -> list[Pathway]:
    """Find the cheapest pathway that never leaves the home zone."""
    part, inside = course.inside(home)
    return [
        replace(each, offers=tuple(int(inside[offer]) for offer in each.offers))
        for each in Search(part, costs, home).best(1)
    ]


def pathways(
    dataset: Dataset,
    *,
    top: int = 1,
    public: Sequence[str] = (),
    language: Sequence[str] = (),
    costs: Mapping[str, float] | None = None,
    geometry: Mapping[str, Any] | None = None,
) -> Result:
    """Count the pathways of each zone and sector, and tell the best.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day. Conditions on ``zone``
        and ``sector`` choose the rows; all others choose offers.
    top : int
        How many of the best pathways to tell, a row each.
    public, language : sequence of str
        A person's profile: offers for other publics or in other languages do not count.
    costs : mapping, optional
        Costs other than the default: ``hand_over`` and ``skip`` (1 each); ``open``, a hand-over
        that nothing links, ``crossing``, a change of zone, ``leaving``, once if the home zone is
        left, and ``km``, a kilometre between the communes of two consecutive offers (0 each; a
        distance that is not known costs nothing).
    geometry : mapping, optional
        GeoJSON of the communes: for ``km``, and to tell which zones are nearest to home. Without,
        no distance is known.

    Returns
    -------
    Result
        A row for each zone, sector and ``rank`` of a best pathway. ``pathways``, ``linked``,
        ``crossing_free`` and ``linked_crossing_free`` are exact whole numbers; ``crossings``
        counts pathways by their crossings, none first; ``share_crossing`` is the share of those
        with any, ``mean_crossings`` their mean. ``best`` is the pathway, ``local`` the cheapest
        that never leaves home. Where there is none, ``missing`` names the steps, not to be
        skipped, that nobody offers, and ``missing_in_zone`` those that nobody offers in the
        zone; ``breaks_at`` the two steps between which nothing links within the zone. All are
        null where the dataset has no offers.

    Raises
    ------
    UsageError
        If the profile is unknown to the dataset, or a cost cannot be one.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo")
    >>> row = isp_graph.pathways(demo.where(zone="S", sector="horeca")).rows[0]
    >>> row["pathways"], row["crossing_free"], row["missing_in_zone"]
    (39639600, 0, ['formation'])
    """
    if top < 1:
        raise UsageError("too_few_best", value=top)
    prices = checked_costs(costs or {})
    found = filiere(dataset, public, language)
    rows: list[dict[str, Any]] = []
    ground = ground_of(found, prices, geometry)
    for sector in found.asked_sectors:
        if not found.known:
            nothing = dict.fromkeys(_COLUMNS) | {"sector": sector}
            rows += [nothing | {"zone": zone} for zone in found.asked_zones]
            continue
        for homes, offers in found.homes_alike(sector):
            course = found.course(offers, ground.offers)
            if too_costly(course, prices):
                raise UsageError("costs_too_large")
            told, counts = Told(found, offers, ground.away), count(course, homes)
            for home in homes:
                facts = _facts(found, course, counts, home)
                best = Search(course, prices, home, ground.away[home]).best(top)
                local = [] if not facts["crossing_free"] else best[:1]
                if local and local[0].crossings:
                    local = _local(course, prices, home)
                facts["local_cost"] = cost_of(local[0]) if local else None
                facts["local"] = told.pathway(home, local[0].offers) if local else []
                facts |= {"zone": found.zones[home], "sector": sector}
                rows += [
                    facts | _best(rank, pathway, told, home)
                    for rank, pathway in enumerate(best or [None], 1)
                ]
    rows.sort(key=lambda row: (row["zone"], row["sector"] or "", row["rank"] or 0))
    columns = [
        exact_column([row[name] for row in rows]).alias(name)
        if name in _EXACT
        else pl.Series(name, [row[name] for row in rows], dtype=_SCHEMA[name])
        for name in _COLUMNS
    ]
    stated = basis(
        dataset.current(),
        top=top,
        distances=geometry is not None,
        **stated_of(found, prices),
    )
    return Result("pathways", pl.DataFrame(columns), stated, exact=_EXACT)


def _best(rank: int, pathway: Pathway | None, told: Told, home: int) -> dict[str, Any]:
    if pathway is None:
        nothing = dict.fromkeys(("rank", "best_cost", "best_crossings", "best_open"))
        return {**nothing, "best": []}
    return {
        "rank": rank,
        "best_cost": cost_of(pathway),
        "best_crossings": pathway.crossings,
        "best_open": pathway.opened,
        "best": told.pathway(home, pathway.offers),
    }
