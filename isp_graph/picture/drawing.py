"""The network as a picture: which pairs are drawn, how, and where.

A *pair* is two organisations that at least one layer ties; it knows the layers, the strength
in each, how sure and how old it is, and in which of them it is only *prescribed*: every row that
makes it says what a text wants, and nobody has seen it. Classes of actors have pairs too, which no
layer counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.grammar import LANGUAGES
from isp_graph.network import APART_LAYERS, Layer, build_layer, evidence_rows
from isp_graph.network.looks import sign_size
from isp_graph.picture.pair_evidence import levels_met, pair_evidence
from isp_graph.present.names import layer_label
from isp_graph.present.numbered import code_labels
from isp_graph.schema.vocabulary import VOCABULARIES

PAIR_LIMIT = 15_000
"""Pairs that a page draws at most; the best tied are kept, and the page says so."""


@dataclass
class Pair:
    """Two organisations, ``a`` before ``b``, and what ties them.

    For each of its ``layers``: ``weights``, ``levels`` (how sure, a place in `levels_met`) and
    ``since`` (the year from which it is known, 0 where no start is).
    """

    a: int
    b: int
    layers: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    since: list[int] = field(default_factory=list)
    prescribed: list[int] = field(default_factory=list)
    of_class: bool = False


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
    levels = levels_met(data)
    observed = data.where(modality="observed") if data.modalities is None else data
    for place, layer in enumerate(layers):
        seen = _ends(build_layer(observed, layer.name)) if observed is not data else None
        told = pair_evidence(data, layer.name, levels)
        met = [
            (ends, weight, seen is not None and ends not in seen, False)
            for ends, weight in _ends(layer).items()
        ]
        met += [(ends, 1.0, only, True) for ends, only in _of_classes(data, layer.name).items()]
        for ends, weight, prescribed, of_class in met:
            a, b = sorted(organisation[end] for end in ends)
            pair = found.setdefault((a, b), Pair(a, b, of_class=of_class))
            level, since = told[ends]
            pair.layers.append(place)
            pair.weights.append(weight)
            pair.levels.append(level)
            pair.since.append(since)
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


def sign_sizes(
    every: Layer, listed: Sequence[Mapping[str, Any]], least: float, more: float
) -> list[float]:
    """Give the size of each sign, see `isp_graph.network.looks.sign_size`."""
    neighbours = dict(zip(every.nodes, np.diff(every.matrix.indptr).tolist(), strict=True))
    return [sign_size(neighbours.get(entry["id"], 0), least, more) for entry in listed]


def packed_pairs(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Write pairs in columns: what ties them is told once for all that are tied alike.

    Examples
    --------
    >>> alike = [Pair(0, 1, [2], [1.0]), Pair(0, 2, [2], [1.0], prescribed=[2])]
    >>> packed_pairs(alike)["kins"]
    [{'l': [2]}, {'l': [2], 'p': [2]}]
    """
    kins: dict[str, int] = {}
    told: list[dict[str, Any]] = []
    column = []
    for pair in pairs:
        kin = what_ties(pair)
        key = repr(kin)
        if key not in kins:
            kins[key] = len(told)
            told.append(kin)
        column.append(kins[key])
    return {
        "a": [pair.a for pair in pairs],
        "b": [pair.b for pair in pairs],
        "kin": column,
        "kins": told,
    }


def what_ties(pair: Pair) -> dict[str, Any]:
    """Write what ties a pair, for the page's script.

    ``l`` layers; unless all are as usual, for each its ``w`` weight, ``s`` place among the
    levels of certainty and ``y`` first year; ``p`` prescribed layers; ``c`` for a class of actors.

    Examples
    --------
    >>> what_ties(Pair(0, 1, [2, 3], [1.0, 2.0], [0, 1], [0, 2011], [3]))
    {'l': [2, 3], 'w': [1.0, 2.0], 's': [0, 1], 'y': [0, 2011], 'p': [3]}
    """
    told: dict[str, Any] = {"l": pair.layers}
    if any(weight != 1 for weight in pair.weights):
        told["w"] = [round(weight, 4) for weight in pair.weights]
    if any(pair.levels):
        told["s"] = pair.levels
    if any(pair.since):
        told["y"] = pair.since
    if pair.prescribed:
        told["p"] = pair.prescribed
    if pair.of_class:
        told["c"] = 1
    return told
