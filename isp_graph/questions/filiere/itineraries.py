"""Pathways in the words of a dataset: what they cost, and where each offer is taken.

What those answers share that tell pathways offer by offer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl

from isp_graph.errors import UsageError
from isp_graph.measures.matrices import Integers
from isp_graph.network.territory import Territory
from isp_graph.questions.filiere.numbers.pathway_network import located
from isp_graph.questions.filiere.numbers.pathway_search import UNIT, Costs, Pathway
from isp_graph.questions.filiere.offers import Filiere

DEFAULT_COSTS: Mapping[str, float] = {
    "hand_over": 1,
    "skip": 1,
    "open": 0,
    "crossing": 0,
    "leaving": 0,
    "km": 0,
}
"""What a pathway costs unless asked otherwise; see `pathways`."""

TAKEN = pl.List(
    pl.Struct(
        {
            "step": pl.String,
            "offer": pl.String,
            "organisation": pl.String,
            "zone": pl.String,
            "hand_over": pl.String,
            "layers": pl.List(pl.String),
        }
    )
)
"""How a pathway stands in a row."""


def checked_costs(asked: Mapping[str, float]) -> Costs:
    """Read what each part of a pathway costs.

    Raises
    ------
    UsageError
        If a part is unknown, or a cost is negative or no number.
    """
    told = {**DEFAULT_COSTS, **asked}
    for name, value in told.items():
        if name not in DEFAULT_COSTS:
            raise UsageError("unknown_cost", name=name, known=DEFAULT_COSTS)
        if not (math.isfinite(value) and value >= 0):
            raise UsageError("wrong_cost", name=name.replace("_", "-"), value=value)
    return Costs(**{name: round(Fraction(str(value)) * UNIT) for name, value in told.items()})


def stated_of(found: Filiere, costs: Costs) -> dict[str, Any]:
    """Give what answers on pathways state of the question: profile, costs, offers left out."""
    eligible = found.offers["eligible"]
    return {
        "costs": {name: getattr(costs, name) / UNIT for name in DEFAULT_COSTS},
        "offers": int(eligible.sum()),
        "offers_ineligible": int((~eligible).sum()),
        **found.stated,
    }


def cost_of(pathway: Pathway) -> float:
    """Give the cost of a pathway, in the unit in which costs are asked."""
    return float(Fraction(pathway.cost, UNIT))


@dataclass(frozen=True)
class Ground:
    """Distances in whole metres, 0 where one is not known.

    Attributes
    ----------
    offers : tuple of ndarray, or None
        Place of each offer's commune, and the distances between these; None where no pathway
        costs by the kilometre.
    away : ndarray, shape (zones, zones)
        Between the centroids of zones.
    """

    offers: tuple[Integers, Integers] | None
    away: Integers


def ground_of(found: Filiere, costs: Costs, geometry: Mapping[str, Any] | None) -> Ground:
    """Measure between zones and, where pathways cost by the kilometre, between communes."""
    territory = Territory(found.data, geometry)
    zones = [[territory.zone_metres(one, other) for other in found.zones] for one in found.zones]
    away = np.array(zones, dtype=np.int64).reshape(len(found.zones), len(found.zones))
    if not costs.km:
        return Ground(None, away)
    communes = found.offers["commune"].unique().sort().to_list()
    number = {commune: place for place, commune in enumerate(communes)}
    metres = [[territory.metres(one, other) for other in communes] for one in communes]
    at = [number[commune] for commune in found.offers["commune"]]
    return Ground((np.array(at, dtype=np.int64), np.array(metres, dtype=np.int64)), away)


class Told:
    """Writes pathways of one sector in the words of the dataset.

    Parameters
    ----------
    found : Filiere
    offers : ndarray
        Which offer of `found` each of the course's is.
    away : ndarray
        As in `Ground`.
    """

    def __init__(self, found: Filiere, offers: Integers, away: Integers) -> None:
        self._found = found
        self._offers = offers
        self._away = away
        self._facts = found.offers.select("id", "organisation").rows()
        self._ties: dict[tuple[int, int], tuple[str, list[str]]] = {}

    def _hand_over(self, before: int, after: int) -> tuple[str, list[str]]:
        # Thousands of pathways pass between the same few operators: layers are asked once.
        operators = self._found.operator_of
        pair = int(operators[before]), int(operators[after])
        if pair not in self._ties:
            self._ties[pair] = self._found.hand_over(before, after)
        return self._ties[pair]

    def pathway(self, home: int, taken: Sequence[int]) -> list[dict[str, Any]]:
        """Tell the offers of a pathway, where each is taken, and how one is handed over.

        Parameters
        ----------
        home : int
            Place of the home zone.
        taken : sequence of int
            Offers of the course, in order.

        Returns
        -------
        list of dict
            As `TAKEN`.
        """
        found = self._found
        places = [int(self._offers[each]) for each in taken]
        lies = [found.lies[place] for place in places]
        zones = located(home, lies, self._away[home].tolist())
        told: list[dict[str, Any]] = []
        for at, (place, zone) in enumerate(zip(places, zones, strict=True)):
            kind, layers = self._hand_over(places[at - 1], place) if at else (None, [])
            told.append(
                {
                    "step": found.steps[found.step_of[place]].id,
                    "offer": self._facts[place][0],
                    "organisation": self._facts[place][1],
                    "zone": found.zones[zone],
                    "hand_over": kind,
                    "layers": layers,
                }
            )
        return told
