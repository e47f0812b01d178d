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

from isp_graph.attributes import attribute_values
from isp_graph.kernels.matrices import Booleans, Floats
from isp_graph.records import Records
from isp_graph.territory import Territory

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
    asked = dict.fromkeys(terms or TERMS)
    return {
        term: attribute_values(data, "commune" if term == "distance" else term) for term in asked
    }


def known_well(values: Mapping[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], list[str]]:
    """Give the attributes known well enough, and the organisations that have all of them."""
    known = {
        term: frame
        for term, frame in values.items()
        if frame["id"].n_unique() >= FEWEST and frame["value"].n_unique() > 1
    }
    ids = None
    for frame in known.values():
        own = set(frame["id"])
        ids = own if ids is None else ids & own
    return known, sorted(ids or ())


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
    known, ids = known_well(values_of(data, terms))
    places = {node: place for place, node in enumerate(ids)}
    matrices: dict[str, Floats] = {}
    for term, frame in known.items():
        if term == "distance":
            found = _distances(frame, places, Territory(data, geometry))
            if found is not None:
                matrices["distance"] = found
        else:
            matrices[f"same_{term}"] = _shared(frame, places)
    return Factors(ids, matrices)


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


def _distances(
    frame: pl.DataFrame, places: Mapping[str, int], territory: Territory
) -> Floats | None:
    """Give the distance of every two communes in km; None where one is not known."""
    own = dict(frame.iter_rows())
    communes = sorted({own[node] for node in places})
    between = np.zeros((len(communes), len(communes)))
    for a, one in enumerate(communes):
        for b, other in enumerate(communes[:a]):
            km = territory.communes_km(one, other)
            if km is None:
                return None
            between[a, b] = between[b, a] = km
    at = [communes.index(own[node]) for node in places]
    result: Floats = between[np.ix_(at, at)]
    return result
