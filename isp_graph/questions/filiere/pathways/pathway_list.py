"""Which are the pathways from a zone to placement in a sector, one by one?

Pathways are as in `isp_graph.pathways`, which counts them and tells the best; so are their costs
and their order. There are soon millions, so that a list has an end that is asked for: what was
left out is said of every zone and sector, and how many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

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
from isp_graph.results import Result, basis, framed


@dataclass(frozen=True)
class Listed:
    """A row of `pathway_list`."""

    zone: str
    sector: str | None
    rank: int | None = None
    pathways: int | None = None
    listed: int | None = None
    capped: bool | None = None
    cost: float | None = None
    crossings: int | None = None
    open: int | None = None
    pathway: list[dict[str, Any]] | None = None


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
    rows: list[Listed] = []
    for sector in found.asked_sectors:
        if not found.known:
            rows += [Listed(zone, sector) for zone in found.asked_zones]
            continue
        for homes, offers in found.homes_alike(sector):
            course = found.course(offers, ground.offers)
            if too_costly(course, prices):
                raise UsageError("costs_too_large")
            told, counts = Told(found, offers, ground.away), crossings_by_home(course, homes)
            for home in homes:
                listed = Search(course, prices, home, ground.away[home]).best(most)
                every = sum(counts[home])
                zone, capped = found.zones[home], len(listed) < every
                if not listed:
                    rows.append(Listed(zone, sector, None, every, 0, capped, pathway=[]))
                for rank, each in enumerate(listed, 1):
                    own = Listed(zone, sector, rank, every, len(listed), capped, cost_of(each))
                    path = told.pathway(home, each.offers)
                    own = replace(own, crossings=each.crossings, open=each.opened, pathway=path)
                    rows.append(own)
    rows.sort(key=lambda row: (row.zone, row.sector or "", row.rank or 0))
    shortened = {(row.zone, row.sector) for row in rows if row.capped}
    stated = basis(
        dataset.current(),
        all=most,
        capped=len(shortened),
        distances=geometry is not None,
        **stated_of(found, prices),
    )
    return Result("pathways", framed(rows, Listed, _EXACT, pathway=TAKEN), stated, exact=_EXACT)
