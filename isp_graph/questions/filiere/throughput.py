"""How many people can pass all steps, by the places that are known?

People are those of ``demand``; where it has none, those of ``publics``, spread evenly over the
sectors that their operator serves; never the population. Where a public is asked about, they are
those whose rows name it. Places that are not known are none at
the least, and without limit at the most.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import polars as pl

from isp_graph.questions.filiere.numbers.most_people import Stock, Throughput
from isp_graph.questions.filiere.offers import Filiere

Group = tuple[str, str | None]
"""A home zone and a sector."""


@dataclass(frozen=True)
class Shelf:
    """Offers whose places are shared: one step, one sector or none, the same zones and homes.

    Attributes
    ----------
    step : int
    sector : str or None
    accepts, zones : int
        Home zones to which they are open; zones in which they lie, where people stay at home.
    places, uncounted : float, int
        Known places; offers of unknown places.
    """

    step: int
    sector: str | None
    accepts: int
    zones: int
    places: float
    uncounted: int


@dataclass(frozen=True)
class Supply:
    """People who look for pathways, and places.

    Attributes
    ----------
    source : {'demand', 'publics'} or None
        Where people are counted. None: nobody is, and only places limit.
    people : dict
        By home zone and sector.
    uncounted : int
        Rows without a number, sector or home.
    shelves : tuple of Shelf
    """

    source: str | None
    people: dict[Group, float]
    uncounted: int
    shelves: tuple[Shelf, ...]

    def most(
        self, found: Filiere, groups: list[Group], *, inside: bool, unlimited: bool
    ) -> Throughput:
        """Find how many of some groups can pass; `unlimited` takes unknown places so."""
        stocks = []
        for shelf in self.shelves:
            served = tuple(
                number
                for number, (zone, sector) in enumerate(groups)
                if shelf.sector in (None, sector)
                and shelf.accepts >> found.home(zone) & 1
                and (not inside or shelf.zones >> found.home(zone) & 1)
            )
            endless = unlimited and shelf.uncounted
            stocks.append(Stock(shelf.step, np.inf if endless else shelf.places, served))
        people = [self.people.get(g, 0.0) if self.source else np.inf for g in groups]
        return Throughput(people, stocks, [step.skippable for step in found.steps])


def _shelves(found: Filiere, *, inside: bool) -> tuple[Shelf, ...]:
    sums: dict[tuple[int, str | None, int, int], list[int]] = defaultdict(lambda: [0, 0])
    rows = found.offers.select("sector", "places", "eligible").rows()
    for place, (sector, places, eligible) in enumerate(rows):
        if eligible:
            zones = found.lies[place] if inside else 0
            own = sums[int(found.step_of[place]), sector, found.accepts[place], zones]
            own[0] += places or 0
            own[1] += places is None
    ordered = sorted(sums.items(), key=lambda entry: (entry[0][0], entry[0][1] or "", entry[0][2:]))
    return tuple(Shelf(*key, *values) for key, values in ordered)


def _from_publics(found: Filiere) -> tuple[dict[Group, float], int]:
    serves: dict[str, set[str | None]] = defaultdict(set)
    for organisation, sector in found.offers.select("organisation", "sector").rows():
        serves[organisation].update(found.sectors if sector is None else [sector])
    communes = found.data.table("communes").select(pl.col("id").alias("commune"), own="zone")
    rows = found.people("publics").join(communes, on="commune", how="left")
    people: dict[Group, float] = defaultdict(float)
    uncounted = 0
    for organisation, zone, own, count in rows.select(
        "organisation", "zone", "own", "people"
    ).rows():
        home = zone or own
        sectors = serves.get(organisation, set())
        if count is None or home is None or not sectors:
            uncounted += 1
            continue
        for sector in sectors:
            people[home, sector] += count / len(sectors)
    return dict(people), uncounted


def supply(found: Filiere, *, inside: bool = False) -> Supply:
    """Count people and places.

    Parameters
    ----------
    found : Filiere
    inside : bool
        Whether people stay in their home zone.

    Returns
    -------
    Supply
    """
    shelves = _shelves(found, inside=inside)
    rows = found.people("demand").select("zone", "sector", "people").rows()
    if rows:
        people: dict[Group, float] = defaultdict(float)
        uncounted = 0
        for zone, sector, count in rows:
            if count is None or sector not in found.sectors:
                uncounted += 1
            else:
                people[zone, sector] += count
        return Supply("demand", dict(people), uncounted, shelves)
    people, uncounted = _from_publics(found)
    return Supply("publics" if people else None, people, uncounted, shelves)
