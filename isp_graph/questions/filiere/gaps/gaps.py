"""What does a zone lack, at which step of which sector, and whom does it touch?

A *cell* is a zone, a sector and a step; its offers are those of the step that lie in the zone,
serve the sector and are open to who lives there. Its status is the first that applies, in the order
of `STATUSES`:

- *unknown*: the dataset has no offers, or declares the zone unknown;
- *none*: nobody in the region offers the step to the sector;
- *ineligible*: there are offers in the cell, or else in the region, but none for this profile or
  this home zone;
- *elsewhere*: nobody in the zone, somebody in another;
- *unlinked*: no layer ties its operators to any of the step before or of the step after,
  wherever these lie; a skippable step beside it may be passed over, and one operator is tied to
  itself. The first step has none before it, the last none after it;
- *bottleneck*: its places are fewer than the smallest of the earlier steps of the zone, and all
  of these places are known;
- *fragile*: one operator;
- *served*.

Places that are not known are not zero: one unknown makes a sum unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.measures.matrices import Booleans, Integers
from isp_graph.network.territory import Territory
from isp_graph.questions.filiere.numbers.pathway_network import near_of, neighbours
from isp_graph.questions.filiere.offers import Filiere, filiere
from isp_graph.results import Result, basis

STATUSES = (
    "unknown",
    "none",
    "ineligible",
    "elsewhere",
    "unlinked",
    "bottleneck",
    "fragile",
    "served",
)
"""Every status, in the order in which they are tried."""

_SCHEMA: dict[str, Any] = {
    "zone": pl.String,
    "sector": pl.String,
    "step": pl.String,
    "status": pl.String,
    "also": pl.List(pl.String),
    "operators": pl.Int64,
    "offers": pl.List(pl.String),
    "places": pl.Int64,
    "nearest_zone": pl.String,
    "cost": pl.Float64,
    "affected": pl.Int64,
    "skippable": pl.Boolean,
    "regional": pl.Int64,
    "only": pl.String,
    "arrives": pl.Int64,
    "linked_before": pl.Boolean,
    "linked_after": pl.Boolean,
}


def _total(places: Iterable[int | None]) -> int | None:
    """Sum places; one that is not known makes the sum unknown."""
    known = list(places)
    return None if None in known else sum(each for each in known if each is not None)


class _Sector:
    """What is offered to one sector, by step and zone, to those for whom some offers are."""

    def __init__(self, found: Filiere, every: Integers, offers: Integers, near: Any) -> None:
        self.found = found
        steps = range(len(found.steps))
        self.every = [every[found.step_of[every] == at] for at in steps]
        self.offers = [offers[found.step_of[offers] == at] for at in steps]
        self._ids = found.offers["id"].to_list()
        self._places = found.offers["places"].to_list()
        self._why = found.offers["why"].to_list()
        self._tied = [self._tied_to(own, near) for own in self.offers]
        self._skippable = [step.skippable for step in found.steps]

    def _tied_to(self, offers: Integers, near: Any) -> Booleans:
        """Tell which operators are tied to one of a step, or are one."""
        there = np.zeros(len(self.found.operators), dtype=np.int64)
        there[self.found.operator_of[offers]] = 1
        tied: Booleans = (near @ there) > 0
        return tied

    def within(self, offers: Integers, home: int) -> list[int]:
        """Give those of some offers that lie in a zone."""
        return [place for place in offers.tolist() if self.found.lies[place] >> home & 1]

    def cell(self, at: int, home: int) -> dict[str, Any]:
        """Tell of one cell all that its status rests on."""
        found = self.found
        own = self.within(self.offers[at], home)
        operators = sorted({int(found.operator_of[place]) for place in own})
        regional = {int(found.operator_of[p]) for p in own if self._why[p] == "region"}
        earlier = [
            _total(self._places[place] for place in there)
            for each in range(at)
            if (there := self.within(self.offers[each], home))
        ]
        sides = [
            any(self._tied[each][operators].any() for each in others) if others else None
            for others in (neighbours(self._skippable, at, way) for way in (-1, 1))
        ]
        return {
            "operators": len(operators),
            "offers": sorted(self._ids[place] for place in own),
            "regional": len(regional),
            "only": found.operators[operators[0]] if len(operators) == 1 else None,
            "places": _total(self._places[place] for place in own),
            "arrives": _smallest(earlier),
            "linked_before": bool(sides[0]) if own and sides[0] is not None else None,
            "linked_after": bool(sides[1]) if own and sides[1] is not None else None,
        }

    def holds(self, at: int, home: int, cell: Mapping[str, Any]) -> list[str]:
        """Give every status but the last that holds of a cell, in order."""
        own = cell["operators"]
        sides = [side for side in (cell["linked_before"], cell["linked_after"]) if side is not None]
        few = cell["places"] is not None and cell["arrives"] is not None
        tried = {
            "none": not self.every[at].size,
            "ineligible": bool(self.every[at].size)
            and not own
            and (not self.offers[at].size or bool(self.within(self.every[at], home))),
            "elsewhere": not own and bool(self.offers[at].size),
            "unlinked": bool(sides) and not any(sides),
            "bottleneck": bool(own) and few and cell["places"] < cell["arrives"],
            "fragile": own == 1,
        }
        return [status for status, applies in tried.items() if applies]

    def zones_with(self, at: int) -> list[str]:
        """Name the zones in which somebody offers a step."""
        met = 0
        for place in self.offers[at].tolist():
            met |= self.found.lies[place]
        return self.found.zone_names(met)


def _smallest(places: Sequence[int | None]) -> int | None:
    """Give the smallest; not known where one of them is not, or there is none."""
    known = [each for each in places if each is not None]
    return min(known) if known and len(known) == len(places) else None


def _affected(found: Filiere) -> dict[tuple[str, str | None], int | None]:
    """Count the people who look for a pathway, by zone and sector; one unknown makes a sum so."""
    people: dict[tuple[str, str | None], list[int | None]] = {}
    for zone, sector, count in (
        found.people("demand").select("zone", "sector", "people").iter_rows()
    ):
        people.setdefault((zone, sector), []).append(count)
    return {key: _total(counts) for key, counts in people.items()}


def gaps(
    dataset: Dataset,
    *,
    public: Sequence[str] = (),
    language: Sequence[str] = (),
    geometry: Mapping[str, Any] | None = None,
) -> Result:
    """Tell of each zone, sector and step whether it is served, and if not, what is wrong.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day. Conditions on ``zone``
        and ``sector`` choose the rows; all others choose offers.
    public, language : sequence of str
        A person's profile; `isp_graph.pathways` says how offers answer to it.
    geometry : mapping, optional
        GeoJSON of the communes. Without, the nearest zone is known only where there is one.

    Returns
    -------
    Result
        A row for each zone, sector and step: ``status``; ``also``, whatever else holds;
        ``operators`` and ``places`` in the cell, open to it (null: not known), the ``offers``
        that are counted, and how many operators are ``regional``: they serve every zone;
        ``only``, the operator where there is one; ``nearest_zone``
        with an offer, and ``cost``, kilometres between the centroids; ``affected``, people in
        ``demand``, null where it does not say; ``arrives``, the places of the smallest earlier step
        in the zone; ``linked_before`` and ``linked_after``, null where there is no such step, or no
        offer.

    Raises
    ------
    UsageError
        If the profile is unknown to the dataset.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo").where(zone="O", sector="construction")
    >>> [row["status"] for row in isp_graph.gaps(demo).rows if row["step"] == "formation"]
    ['bottleneck']
    """
    found = filiere(dataset, public, language)
    territory = Territory(found.data, geometry)
    zones = found.data.table("zones")
    silent = set(zones.filter(pl.col("unknown_reason").is_not_null())["id"])
    affected = _affected(found)
    near = near_of(found.links)
    rows: list[dict[str, Any]] = []
    for sector in found.asked_sectors:
        every = found.serving(sector, eligible=False)
        for homes, offers in found.homes_alike(sector):
            offered = _Sector(found, every, offers, near)
            for home, (at, step) in product(homes, enumerate(found.steps)):
                zone = found.zones[home]
                row: dict[str, Any] = dict.fromkeys(_SCHEMA)
                row |= {"zone": zone, "sector": sector, "step": step.id}
                row |= {"skippable": step.skippable, "affected": affected.get((zone, sector))}
                rows.append(row)
                if not found.known or zone in silent:
                    row |= {"status": "unknown", "also": []}
                    continue
                cell = offered.cell(at, home)
                holding = offered.holds(at, home, cell)
                row |= {**cell, "status": (holding or ["served"])[0], "also": holding[1:]}
                if "elsewhere" in holding:
                    others = offered.zones_with(at)
                    row["nearest_zone"], row["cost"] = territory.nearest(zone, others)
    rows.sort(key=lambda row: (row["zone"], row["sector"] or "", row["step"]))
    frame = pl.DataFrame(rows, schema=_SCHEMA)
    stated = basis(
        dataset.current(),
        **found.stated,
        distances=geometry is not None,
    )
    return Result("gaps", frame, stated)
