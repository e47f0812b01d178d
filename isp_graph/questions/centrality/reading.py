"""What people are told of centrality: who is tied best, and without whom others are cut off."""

from __future__ import annotations

import numpy as np

from isp_graph.measures.falls import held_together
from isp_graph.network import Layer
from isp_graph.results import Order

ORDER = Order(("layer", "degree", "organisation"), frozenset({"degree"}))
_MANY = 3
"""Neighbours from which it says something to be the best tied."""


def most_tied(layer: Layer) -> tuple[str, int] | None:
    """Give the best tied organisation and its neighbours; None where that says nothing.

    To be first among equals, or of very few ties, says nothing.
    """
    degrees = np.diff(layer.union.indptr)
    if not len(degrees) or degrees.max() < _MANY or (degrees == degrees.max()).sum() > 1:
        return None
    return layer.nodes[int(degrees.argmax())], int(degrees.max())


def cut_off(layer: Layer) -> list[tuple[str, int]]:
    """Count, for each organisation, those that its departure would cut from the rest."""
    lost = held_together(layer.union, np.ones(len(layer.nodes), dtype=bool)).cut_off
    found = [(layer.nodes[place], int(lost[place])) for place in np.flatnonzero(lost)]
    return sorted(found, key=lambda entry: (-entry[1], entry[0]))
