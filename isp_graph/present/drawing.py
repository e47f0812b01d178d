"""The network as a picture: which pairs are drawn, how, and where.

A *pair* is two organisations that at least one layer ties; it knows the layers, the strength
in each, and in which of them the tie is only *prescribed*: every row that makes it says what a
text wants, and nobody has seen it. Classes of actors have pairs too, which no layer counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from isp_graph.dataset import Dataset
from isp_graph.layers import APART_LAYERS, Layer, build_layer, evidence_rows, layer_names
from isp_graph.model.schema import LANGUAGES
from isp_graph.model.vocabulary import VOCABULARIES
from isp_graph.present.contents import code_labels
from isp_graph.present.reasons import layer_label

PAIR_LIMIT = 15_000
"""Pairs that a page draws at most; the best tied are kept, and the page says so."""


@dataclass
class Pair:
    """Two organisations, ``a`` before ``b``, and what ties them."""

    a: int
    b: int
    layers: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    prescribed: list[int] = field(default_factory=list)
    of_class: bool = False


def drawn_layers(data: Dataset) -> list[Layer]:
    """Build every layer of a dataset, ``all`` aside."""
    return [build_layer(data, name) for name in layer_names(data)]


def describe_layers(layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """Tell the page what each layer is called and how much there is in it."""
    told = []
    for layer in layers:
        labels = [layer_label(layer.name, language) for language in LANGUAGES]
        if set(labels) == {layer.name}:
            labels = code_labels(VOCABULARIES["tie_kind"], layer.name)
        told.append(
            {
                "id": layer.name,
                "t": labels,
                "rows": layer.rows,
                "pairs": layer.edges.height,
                "apart": layer.name in APART_LAYERS,
            }
        )
    return told


def pairs(data: Dataset, layers: Sequence[Layer], organisation: Mapping[str, int]) -> list[Pair]:
    """List the pairs that layers tie, and those of classes of actors.

    Parameters
    ----------
    data : Dataset
    layers : sequence of Layer
    organisation : mapping
        Place by id.

    Returns
    -------
    list of Pair
        Sorted by their ends.
    """
    found: dict[tuple[int, int], Pair] = {}
    observed = data.where(modality="observed") if data.modalities is None else data
    for place, layer in enumerate(layers):
        seen = _ends(build_layer(observed, layer.name)) if observed is not data else None
        for ends, weight in _ends(layer).items():
            a, b = sorted(organisation[end] for end in ends)
            pair = found.setdefault((a, b), Pair(a, b))
            pair.layers.append(place)
            pair.weights.append(weight)
            if seen is not None and ends not in seen:
                pair.prescribed.append(place)
        for ends, prescribed in _of_classes(data, layer.name).items():
            a, b = sorted(organisation[end] for end in ends)
            pair = found.setdefault((a, b), Pair(a, b, of_class=True))
            pair.layers.append(place)
            pair.weights.append(1)
            if prescribed:
                pair.prescribed.append(place)
    return [found[ends] for ends in sorted(found)]


def _ends(layer: Layer) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for a, b, weight in layer.edges.iter_rows():
        ends = (a, b) if a < b else (b, a)
        found[ends] = found.get(ends, 0.0) + weight
    return found


def _of_classes(data: Dataset, name: str) -> dict[tuple[str, str], bool]:
    """Give the pairs of a kind of tie with a class of actors at an end, and whether prescribed."""
    rows = evidence_rows(data, name).filter(pl.col("other").is_not_null())
    classes = data.organisations.filter(pl.col("collective").fill_null(value=False))["id"]
    known = data.organisations["id"].implode()
    touching = rows.filter(
        (pl.col("organisation").is_in(classes.implode()) | pl.col("other").is_in(classes.implode()))
        & pl.col("organisation").is_in(known)
        & pl.col("other").is_in(known)
    )
    ties = data.evidence("ties")
    seen = {
        tuple(sorted(ends))
        for ends in ties.filter(pl.col("modality").fill_null("observed") != "prescribed")
        .select("from", "to")
        .iter_rows()
    }
    found = {}
    for a, b in touching.select("organisation", "other").iter_rows():
        ends = (a, b) if a < b else (b, a)
        found[ends] = ends not in seen
    return found


def kept_pairs(listed: Sequence[Pair], limit: int = PAIR_LIMIT) -> list[Pair]:
    """Keep the best tied pairs where there are too many to draw, in their order."""
    if len(listed) <= limit:
        return list(listed)
    strength = [(-len(pair.layers), -sum(pair.weights), place) for place, pair in enumerate(listed)]
    best = sorted(place for *_, place in sorted(strength)[:limit])
    return [listed[place] for place in best]


def as_edges(listed: Sequence[Pair]) -> list[dict[str, Any]]:
    """Write pairs as vis-network's edges: ``l`` layers, ``w`` weights, ``p`` prescribed ones."""
    edges = []
    for number, pair in enumerate(listed):
        edge: dict[str, Any] = {"id": number, "from": pair.a, "to": pair.b, "l": pair.layers}
        if any(weight != 1 for weight in pair.weights):
            edge["w"] = [round(weight, 4) for weight in pair.weights]
        if pair.prescribed:
            edge["p"] = pair.prescribed
        if pair.of_class:
            edge["c"] = 1
        edges.append(edge)
    return edges
