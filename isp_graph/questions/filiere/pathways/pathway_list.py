"""Which are the pathways from a zone to placement in a sector, one by one?

Pathways are as in `isp_graph.pathways`, which counts them and tells the best; so are their costs
and their order. There are soon millions, so that a list has an end that is asked for: what was
left out is said of every zone and sector, and how many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from isp_graph.questions.filiere.numbers.pathway_counts import crossings_by_home
from isp_graph.questions.filiere.numbers.pathway_search import Search, too_costly
from isp_graph.questions.filiere.offers import filiere
from isp_graph.results import Result, basis, exact_column

_SCHEMA: dict[str, Any] = {
    "zone": pl.String,
    "sector": pl.String,
    "rank": pl.Int64,
    "pathways": None,
    "listed": pl.Int64,
    "capped": pl.Boolean,
    "cost": pl.Float64,
    "crossings": pl.Int64,
    "open": pl.Int64,
    "pathway": TAKEN,
}
_EXACT = ("pathways",)


def pathway_list(
    dataset: Dataset,
    most: int,
    *,
    public: Sequence[str] = (),
    language: Sequence[str] = (),
    costs: Mapping[str, float] | None = None,
    geometry: Mapping[str, Any] | None = None,
) -> Result:
    """List the pathways of each zone and sector, the best first, at most so many.

    Parameters
    ----------
    dataset : Dataset
        As in `isp_graph.pathways`.
    most : int
        How many pathways of a zone and sector to list at most.
    public, language, costs, geometry
        As in `isp_graph.pathways`.

    Returns
    -------
    Result
        A row for each zone, sector and pathway: its ``rank``, ``cost``, ``crossings``, ``open``
        hand-overs, and the ``pathway`` itself. On each row, how many ``pathways`` there are, how
        many are ``listed``, and whether the list was ``capped``. A zone and sector without any
        has one row, its rank null; all but ``zone`` and ``sector`` are null where the
        dataset has no offers.

    Raises
    ------
    UsageError
        As in `isp_graph.pathways`, or if `most` is less than one.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo").where(zone="S", sector="horeca")
    >>> rows = isp_graph.pathway_list(demo, 3).rows
    >>> [(row["rank"], row["cost"]) for row in rows]
    [(1, 6.0), (2, 6.0), (3, 6.0)]
    >>> rows[0]["pathways"], rows[0]["listed"], rows[0]["capped"]
    (39639600, 3, True)
    """
    if most < 1:
        raise UsageError("too_few_listed", value=most)
    prices = checked_costs(costs or {})
    found = filiere(dataset, public, language)
    ground = ground_of(found, prices, geometry)
    rows: list[dict[str, Any]] = []
    for sector in found.asked_sectors:
        blank: dict[str, Any] = {**dict.fromkeys(_SCHEMA), "sector": sector}
        if not found.known:
            rows += [blank | {"zone": zone} for zone in found.asked_zones]
            continue
        for homes, offers in found.homes_alike(sector):
            course = found.course(offers, ground.offers)
            if too_costly(course, prices):
                raise UsageError("costs_too_large")
            told, counts = Told(found, offers, ground.away), crossings_by_home(course, homes)
            for home in homes:
                listed = Search(course, prices, home, ground.away[home]).best(most)
                every = sum(counts[home])
                own = blank | {"zone": found.zones[home], "pathways": every}
                own |= {"listed": len(listed), "capped": len(listed) < every}
                if not listed:
                    rows.append(own | {"pathway": []})
                rows += [
                    own
                    | {
                        "rank": rank,
                        "cost": cost_of(pathway),
                        "crossings": pathway.crossings,
                        "open": pathway.opened,
                        "pathway": told.pathway(home, pathway.offers),
                    }
                    for rank, pathway in enumerate(listed, 1)
                ]
    rows.sort(key=lambda row: (row["zone"], row["sector"] or "", row["rank"] or 0))
    columns = [
        exact_column([row[name] for row in rows]).alias(name)
        if name in _EXACT
        else pl.Series(name, [row[name] for row in rows], dtype=dtype)
        for name, dtype in _SCHEMA.items()
    ]
    capped = {(row["zone"], row["sector"]) for row in rows if row["capped"]}
    stated = basis(
        dataset.current(),
        all=most,
        capped=len(capped),
        distances=geometry is not None,
        **stated_of(found, prices, public, language),
    )
    return Result("pathways", pl.DataFrame(columns), stated, exact=_EXACT)
