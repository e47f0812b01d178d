"""Whether ties follow the zone or the sector, as the page draws it.

Few draws of chance are enough to tell what is far from it; a large dataset gets none, and the
page says so. The command ``homophily`` draws more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from isp_graph.analysis.homophily import BY, homophily, mixing
from isp_graph.analysis.network_model import FEWEST, LARGEST, estimate, network_model
from isp_graph.attributes import attribute_values
from isp_graph.dataset import Dataset
from isp_graph.model.schema import LANGUAGES
from isp_graph.present.asked import Asked
from isp_graph.present.cuts import cut, level
from isp_graph.present.homophily_view import (
    ENOUGH_TIES,
    SIGNIFICANT,
    attribute_label,
    group_names,
    notes,
    reading_key,
)
from isp_graph.present.lists import short
from isp_graph.present.methods import method_words
from isp_graph.present.model_view import dropped_words, model_sentences, term_label
from isp_graph.present.reasons import layer_label
from isp_graph.present.texts import text
from isp_graph.present.wording import printed

DRAWS = 200
"""Draws of chance, and of the joint model."""
FEWER_DRAWS = 99
"""Draws where so many as `DRAWS` would keep the reader waiting for her page."""
PATIENCE = 2
"""Seconds that the joint model may take, as it guesses itself, with all its draws."""
DRAWN_LIMIT = 2_000
"""Organisations up to which chance is drawn."""
MOST_VALUES = 60
"""Values of an attribute up to which it is looked at."""
GROUPS_SHOWN = 15
"""Groups that a matrix shows; those with most ties."""
_TIES = frozenset({"attendance", "mandates", "ties"})
"""Tables that layers are made of."""


def homophily_section(asked: Asked) -> dict[str, Any]:
    """Give the mixing matrices, the measures held against chance, and the joint model.

    Returns
    -------
    dict
        ``notes``: what cannot be known, each in three languages; ``by``: attributes, each with
        its names ``t``, its ``groups``, largest first, and of how many organisations it is
        ``known``; ``rows``: a layer, an attribute, ties used, excluded organisations, then
        ``[value, mean, low, high, p]`` of assortativity and of E-I, and the key of its reading;
        ``matrix``: by layer and attribute, its ``groups``, what ties at their cut, and ``cells``
        ``[a, b, ties, expected, weight]``; ``follows``: what the facts tell; ``model``;
        ``methods``; ``draws``.
    """
    data = asked.data
    by, too_many = _attributes(data)
    draws = 0
    if data.nodes.height <= DRAWN_LIMIT:
        draws = DRAWS if data.nodes.height <= LARGEST else FEWER_DRAWS
    told: dict[str, Any] = {"draws": draws, "all": data.nodes.height, "enough": ENOUGH_TIES}
    told["notes"] = [
        [text("homophily.too_many", each, by=attribute_label(name, each)) for each in LANGUAGES]
        for name in too_many
    ]
    if not by:
        return told | {"by": [], "rows": [], "follows": []}
    found = homophily(data, None, by, draws=draws, seed=asked.seed)
    lacking = zip(*(notes(found, data, each) for each in LANGUAGES), strict=True)
    told["notes"] = [[printed(words) for words in said] for said in lacking] + told["notes"]
    incomplete = not _TIES.isdisjoint(data.settings.incomplete & set(data.tables))
    if incomplete:
        said = [printed(text("homophily.incomplete", each)) for each in LANGUAGES]
        told["notes"].append(said)
    measured = _measured(found.frame)
    names = {name: attribute_values(data, name) for name in by}
    groups = {name: _largest_first(names[name]) for name in by}
    rows = []
    for row in measured:
        ends = [_against_chance(row[key]) for key in ("assortativity", "ei")]
        about = [row["layer"], by.index(row["by"]), row["ties_used"], row["excluded"]]
        rows.append([*about, *ends, reading_key(row["assortativity"])])
    layers = list(dict.fromkeys(row["layer"] for row in measured))
    writers = {name: {each: group_names(data, name, each) for each in LANGUAGES} for name in by}
    told["by"] = [
        {
            "id": name,
            "t": [attribute_label(name, each) for each in LANGUAGES],
            "known": names[name]["id"].n_unique(),
            "groups": [
                [writers[name][each](value) for each in LANGUAGES] for value in groups[name]
            ],
        }
        for name in by
    ]
    model = _model(asked, measured)
    return told | {
        "rows": rows,
        "layers": [{"id": name, "t": _layer_labels(name)} for name in layers],
        "matrix": _matrices(data, layers, by, groups),
        "follows": [
            _follows(measured, name, told["by"][place]) | {"incomplete": incomplete}
            for place, name in enumerate(by)
        ],
        "model": model,
        "methods": [method_words(found)] + ([] if model is None else [model["method"]]),
    }  # fmt: skip


def _largest_first(values: pl.DataFrame) -> list[str]:
    counted = values.group_by("value").agg(pl.col("id").n_unique().alias("organisations"))
    ordered = counted.sort("organisations", "value", descending=[True, False])
    return ordered["value"].to_list()


def _layer_labels(name: str) -> list[str]:
    return [printed(layer_label(name, each)) for each in LANGUAGES]


def _attributes(data: Dataset) -> tuple[list[str], list[str]]:
    """Divide attributes into those that can be shown and those of too many values."""
    shown: list[str] = []
    too_many: list[str] = []
    for name in reversed(BY):
        values = attribute_values(data, name)["value"].n_unique()
        (too_many if values > MOST_VALUES else shown).append(name)
    return sorted(shown, key=BY.index), sorted(too_many, key=BY.index)


def _measured(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Bring both measures of a layer and attribute together; all layers first, then by ties."""
    whole = frame.filter(
        ~pl.col("weighted")
        & pl.col("group").is_null()
        & pl.col("measure").is_in(["assortativity", "ei"])
        & (pl.col("ties_used") > 0)
    )
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for row in whole.iter_rows(named=True):
        own = rows.setdefault((row["layer"], row["by"]), dict(row))
        own[row["measure"]] = row
    most: dict[str, int] = {}
    for (layer, _), row in rows.items():
        most[layer] = max(most.get(layer, 0), row["ties_used"])
    order = lambda row: (row["layer"] != "all", -most[row["layer"]], row["layer"], row["by"])  # noqa: E731
    return sorted(rows.values(), key=order)


def _against_chance(row: Mapping[str, Any]) -> list[Any]:
    return [short(row[key]) for key in ("value", "null_mean", "null_low", "null_high", "p_value")]


def _follows(
    measured: Sequence[Mapping[str, Any]], by: str, entry: Mapping[str, Any]
) -> dict[str, Any]:
    """Tell in how many layers ties follow an attribute, and in which; None measurable, no more."""
    own = [
        row["assortativity"]
        for row in measured
        if row["by"] == by and row["layer"] != "all" and row["ties_used"] >= ENOUGH_TIES
    ]
    tested = [row for row in own if row["p_value"] is not None]
    kept = [
        row for row in tested if row["p_value"] <= SIGNIFICANT and row["value"] > row["null_mean"]
    ]
    kept.sort(key=lambda row: (row["null_mean"] - row["value"], row["layer"]))
    return {
        "by": by,
        "known": entry["known"],
        "of": len(tested),
        "layers": [_layer_labels(row["layer"]) for row in kept],
    }


def _matrices(
    data: Dataset, layers: Sequence[str], by: Sequence[str], groups: Mapping[str, list[str]]
) -> dict[str, Any]:
    """Give the cells of each matrix that hold something, of the groups with most ties."""
    if not layers:
        return {}
    cells = mixing(data, layers, by)
    found: dict[str, Any] = {}
    parts = cells.frame.partition_by("layer", "by", as_dict=True)
    for (layer, name), frame in sorted(parts.items(), key=lambda part: str(part[0])):
        place = {value: number for number, value in enumerate(groups[str(name)])}
        touched = dict.fromkeys(place, 0.0)
        for a, b, ties in frame.select("group_a", "group_b", "ties").iter_rows():
            touched[a] += ties
            touched[b] += ties if a != b else 0.0
        most = sorted(place, key=lambda value: (-touched[value], value))
        edge = cut([level(touched[value]) for value in most], GROUPS_SHOWN)
        best = most[: edge.shown]
        kept = frame.filter(pl.col("group_a").is_in(best) & pl.col("group_b").is_in(best))
        columns = ("group_a", "group_b", "ties", "expected", "weight")
        rows = [
            [place[a], place[b], *map(short, rest)]
            for a, b, *rest in kept.select(columns).iter_rows()
            if any(rest)
        ]
        directed = frame.height > len(place) * (len(place) + 1) // 2
        found.setdefault(str(layer), {})[str(name)] = {
            "groups": sorted(place[value] for value in best),
            "tie": edge.for_page(),
            "directed": directed,
            "cells": rows,
        }
    return found


def _model(asked: Asked, measured: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Give the joint model in sentences and rows, where it can be made in little time."""
    data = asked.data
    enough = {row["layer"] for row in measured if row["ties_used"] >= ENOUGH_TIES}
    layers = [name for name in dict.fromkeys(row["layer"] for row in measured) if name in enough]
    if data.nodes.height > LARGEST or not layers:
        return None
    cost = estimate(data, layers, None, DRAWS)
    if cost.organisations < FEWEST or len(cost.terms) < 2:
        return None
    draws = DRAWS if cost.seconds <= PATIENCE else FEWER_DRAWS
    found = network_model(data, layers, geometry=asked.geometry, draws=draws, seed=asked.seed)
    sentences: dict[str, Any] = {}
    rows = []
    for layer in layers:
        own = [row for row in found.rows if row["layer"] == layer]
        if not own or own[0]["ties_used"] < ENOUGH_TIES:
            continue
        said = zip(*(model_sentences(own, each) for each in LANGUAGES), strict=True)
        sentences[layer] = [[printed(words) for words in each] for each in said]
        for row in own:
            labels = [term_label(row["term"], each) for each in LANGUAGES]
            numbers = ("coefficient", "odds_ratio", "times_as_likely", "p_value")
            rows.append([layer, labels, *(short(row[key]) for key in numbers)])
    dropped = list(zip(*(dropped_words(cost, each) for each in LANGUAGES), strict=True))
    return {
        "sentences": sentences,
        "rows": rows,
        "dropped": dropped,
        "organisations": cost.organisations,
        "method": method_words(found),
    }
