"""What pairs of organisations have in common: the factors of a model of ties.

A *factor* is one value of an attribute in common (1) or none (0), or the distance of the two
communes in kilometres. It is known of the organisations that have a value of every attribute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.records import Records
from isp_graph.measures.matrices import Booleans, Floats
from isp_graph.network.names import one_or_several
from isp_graph.network.territory import Territory
from isp_graph.questions.homophily.attributes import attribute_values

TERMS = ("zone", "sector", "commune", "kind", "distance")
"""Factors of a model unless others are named."""
GEOGRAPHY = ("same_zone", "same_commune", "distance")
"""Factors that say where two organisations are; they share much of what they tell."""
FEWEST = 10
"""Organisations of which an attribute must be known to be a factor."""


@dataclass(frozen=True)
class Factors:
    """Factors of every pair of some organisations.

    Attributes
    ----------
    ids : list of str
        Organisations that have a value of every attribute, sorted.
    matrices : mapping
        By term, a symmetric matrix over these.
    """

    ids: list[str]
    matrices: Mapping[str, Floats]

    def among(self, inside: Booleans) -> Factors:
        """Restrict the factors to some of the organisations."""
        at = np.flatnonzero(inside)
        matrices = {term: matrix[np.ix_(at, at)] for term, matrix in self.matrices.items()}
        return Factors([self.ids[place] for place in at], matrices)


def values_of(data: Records, terms: Sequence[str] | None) -> dict[str, pl.DataFrame]:
    """Give the values of each attribute asked for; that of ``distance`` is the commune."""
    asked = one_or_several(terms, TERMS)
    return {
        term: attribute_values(data, "commune" if term == "distance" else term) for term in asked
    }


@dataclass(frozen=True)
class Usable:
    """Which attributes can be factors, and of whom.

    Attributes
    ----------
    known : mapping
        By attribute, the values of each organisation.
    dropped : mapping
        Why others cannot: `dropped` (known of too few), `alike` (one value only), `unplaced`
        (nobody knows where the communes are).
    ids : list of str
        Organisations that have a value of every attribute known, sorted.
    """

    known: Mapping[str, pl.DataFrame]
    dropped: Mapping[str, str]
    ids: list[str]


def usable(values: Mapping[str, pl.DataFrame], territory: Territory) -> Usable:
    """Choose the attributes that can be factors."""
    dropped = {}
    for term, frame in values.items():
        if frame["id"].n_unique() < FEWEST:
            dropped[term] = "dropped"
        elif frame["value"].n_unique() < 2:
            dropped[term] = "alike"
    ids = _having({term: values[term] for term in values if term not in dropped})
    if "distance" in values and "distance" not in dropped:
        own = dict(values["distance"].iter_rows())
        if not territory.places({own[node] for node in ids}):
            dropped["distance"] = "unplaced"
    known = {term: values[term] for term in values if term not in dropped}
    return Usable(known, dropped, _having(known))


def _having(known: Mapping[str, pl.DataFrame]) -> list[str]:
    """List the organisations that have a value of every attribute."""
    owners = [set(frame["id"]) for frame in known.values()]
    return sorted(set.intersection(*owners)) if owners else []


def factors_of(
    data: Records, terms: Sequence[str] | None, geometry: Mapping[str, Any] | None
) -> Factors:
    """Lay out the factors of every pair.

    Parameters
    ----------
    data : Records
    terms : sequence of str, optional
        Attributes, and ``distance``; `TERMS` if none is named.
    geometry : mapping or None
        GeoJSON of the communes; without it ``distance`` is left out.

    Returns
    -------
    Factors
    """
    territory = Territory(data, geometry)
    found = usable(values_of(data, terms), territory)
    places = {node: place for place, node in enumerate(found.ids)}
    matrices: dict[str, Floats] = {}
    for term, frame in found.known.items():
        if term == "distance":
            matrices["distance"] = _distances(frame, places, territory)
        else:
            matrices[f"same_{term}"] = _shared(frame, places)
    return Factors(found.ids, matrices)


def _shared(frame: pl.DataFrame, places: Mapping[str, int]) -> Floats:
    """Tell which two organisations share a value."""
    inside = frame.filter(pl.col("id").is_in(list(places)))
    numbers = {value: number for number, value in enumerate(inside["value"].unique().sort())}
    members = np.zeros((len(places), len(numbers)))
    members[
        [places[node] for node in inside["id"]], [numbers[value] for value in inside["value"]]
    ] = 1.0
    result: Floats = (members @ members.T > 0).astype(np.float64)
    return result


def _distances(frame: pl.DataFrame, places: Mapping[str, int], territory: Territory) -> Floats:
    """Give the distance of every two communes in kilometres."""
    own = dict(frame.iter_rows())
    communes = sorted({own[node] for node in places})
    between = np.zeros((len(communes), len(communes)))
    for a, one in enumerate(communes):
        for b, other in enumerate(communes[:a]):
            between[a, b] = between[b, a] = territory.communes_km(one, other)
    at = [communes.index(own[node]) for node in places]
    result: Floats = between[np.ix_(at, at)]
    return result
