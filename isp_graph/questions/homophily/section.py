"""Whether ties follow the zone or the sector, as the page draws it: what ``homophily`` answers.

With the same draws as the command, so that both conclude the same. A large dataset is not drawn,
nor an attribute of very many groups computed; the page says so, and how to get it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.grammar import LANGUAGES
from isp_graph.present.cuts import cut, level
from isp_graph.present.names import layer_label
from isp_graph.present.rounding import short
from isp_graph.present.section import Answers, Context
from isp_graph.present.wording import method_words, printed, say
from isp_graph.questions.homophily.attributes import attribute_values
from isp_graph.questions.homophily.homophily import BY, DRAWS, homophily, mixing
from isp_graph.questions.homophily.joint_model import network_model
from isp_graph.questions.homophily.joint_model_terminal import (
    MODEL_COLUMNS,
    dropped_words,
    model_sentences,
    term_label,
)
from isp_graph.questions.homophily.model_cost import LARGEST, estimate
from isp_graph.questions.homophily.pair_factors import FEWEST
from isp_graph.questions.homophily.reading import Case, Reading, reading, taken_back
from isp_graph.questions.homophily.terminal import group_names, notes
from isp_graph.questions.homophily.verdicts import ENOUGH_TIES
from isp_graph.questions.homophily.words import (
    attribute_label,
    attribute_sentences,
    case_sentence,
    verdict_words,
)
from isp_graph.results import Result
from isp_graph.texts import text

PATIENCE = 10
"""Seconds that the joint model may take, as it guesses itself; beyond, the command makes it."""
DRAWN_LIMIT = 2_000
"""Organisations up to which chance is drawn."""
MOST_VALUES = 200
"""Values of an attribute up to which it is looked at."""
GROUPS_SHOWN = 15
"""Groups that a matrix shows; those with most ties."""
_TIE_TABLES = frozenset({"attendance", "mandates", "ties"})
"""Tables that layers are made of."""


def ties_incomplete(data: Dataset) -> bool:
    """Tell whether a table that layers are made of does not hold everything."""
    return not _TIE_TABLES.isdisjoint(data.settings.incomplete & set(data.tables))


def _values(answers: Answers) -> dict[str, pl.DataFrame]:
    """Give who has which value, by attribute."""
    return answers.once(
        attribute_values, lambda: {name: attribute_values(answers.data, name) for name in BY}
    )


def _shown(answers: Answers) -> dict[str, pl.DataFrame]:
    """Give the attributes of so few values that they can be shown."""
    return {
        name: values
        for name, values in _values(answers).items()
        if values["value"].n_unique() <= MOST_VALUES
    }


def found_of(answers: Answers) -> Result | None:
    """Hold every layer against chance by each attribute; None where there is none to hold."""
    data, by = answers.data, list(_shown(answers))
    draws = DRAWS if data.nodes.height <= DRAWN_LIMIT else 0
    if not by:
        return None
    return answers.once(
        homophily, lambda: homophily(data, None, by, draws=draws, seed=answers.seed)
    )


def seen_of(answers: Answers, found: Result) -> Reading:
    """Give what is to be told of an answer."""

    def read() -> Reading:
        known = {name: values["id"].n_unique() for name, values in _shown(answers).items()}
        return reading(found, answers.data.nodes.height, known)

    return answers.once(reading, read)


def taken_back_said(answers: Answers) -> list[dict[str, Any]]:
    """Say what is concluded of each attribute, and no limit of the dataset takes back."""
    found = found_of(answers)
    if found is None:
        return []
    return conclusions(seen_of(answers, found).without(taken_back(answers.data)))


def section(context: Context) -> dict[str, Any]:
    """Give the verdicts, the measures held against chance, the mixing matrices, the joint model.

    Returns
    -------
    dict
        ``notes``: what is not known or not computed; ``said``: what is concluded of each attribute;
        ``by``: attributes, each with its names ``t``, its ``groups``, largest first, and of how
        many organisations it is ``known``; ``rows``: a case each, with its ``verdict``, that in
        ``words`` and as ``says``; ``matrix``: by layer and attribute, its ``groups``, what ties at
        their cut, and ``cells`` ``[a, b, ties, expected, weight]``; ``model``; ``methods``;
        ``draws``. Sentences are in three languages.
    """
    data = context.data
    values = _shown(context.answers)
    by = list(values)
    draws = DRAWS if data.nodes.height <= DRAWN_LIMIT else 0
    told: dict[str, Any] = {"draws": draws, "most": DRAWN_LIMIT, "enough": ENOUGH_TIES}
    told |= {
        "all": data.nodes.height,
        "notes": [
            _not_computed(name, each["value"].n_unique())
            for name, each in _values(context.answers).items()
            if name not in values
        ],
    }
    found = found_of(context.answers)
    if found is None:
        return told | {"by": [], "rows": [], "said": []}
    lacking = zip(*(notes(found, data, each) for each in LANGUAGES), strict=True)
    told["notes"] = [[printed(words) for words in said] for said in lacking] + told["notes"]
    if ties_incomplete(data):
        told["notes"].append(_in_each(lambda each: text("homophily.incomplete", each)))
    groups = {name: _largest_first(values[name]) for name in by}
    seen = seen_of(context.answers, found)
    cases = _ordered(seen.cases)
    layers = list(dict.fromkeys(case.layer for case in cases))
    writers = {name: {each: group_names(data, name, each) for each in LANGUAGES} for name in by}
    told["by"] = [
        {
            "id": name,
            "t": [attribute_label(name, each) for each in LANGUAGES],
            "known": seen.known[name],
            "groups": [
                [writers[name][each](value) for each in LANGUAGES] for value in groups[name]
            ],
        }
        for name in by
    ]
    model = _model(context, cases)
    return told | {
        "rows": [_row(case, by) for case in cases],
        "layers": [{"id": name, "t": _layer_labels(name)} for name in layers],
        "matrix": _matrices(data, layers, by, groups),
        "said": conclusions(seen),
        "model": model,
        "methods": [method_words(found)] + ([] if model is None else [model["method"]]),
    }  # fmt: skip


def _largest_first(values: pl.DataFrame) -> list[str]:
    counted = values.group_by("value").agg(pl.col("id").n_unique().alias("organisations"))
    ordered = counted.sort("organisations", "value", descending=[True, False])
    return ordered["value"].to_list()


def conclusions(seen: Reading) -> list[dict[str, Any]]:
    """Say what is concluded of each attribute, in three languages, and whether anything is."""
    said = []
    for by in seen.known:
        lines = zip(*(attribute_sentences(seen, by, each) for each in LANGUAGES), strict=True)
        told = any(case.judged and case.counts for case in seen.cases if case.by == by)
        said.append({"by": by, "told": told, "t": [[printed(w) for w in line] for line in lines]})
    return said


def _in_each(write: Callable[[str], str]) -> list[str]:
    return [printed(write(each)) for each in LANGUAGES]


def _not_computed(by: str, groups: int) -> list[str]:
    return _in_each(
        lambda each: say(
            "homophily.too_many",
            each,
            groups,
            by=attribute_label(by, each),
            code=by,
            most=MOST_VALUES,
        )
    )


def _layer_labels(name: str) -> list[str]:
    return _in_each(lambda each: layer_label(name, each))


def _ordered(cases: Sequence[Case]) -> list[Case]:
    """Put all layers together first, then the layers of most ties."""
    most: dict[str, int] = {}
    for case in cases:
        most[case.layer] = max(most.get(case.layer, 0), case.ties)
    return sorted(
        cases, key=lambda case: (case.layer != "all", -most[case.layer], case.layer, case.by)
    )


def _row(case: Case, by: Sequence[str]) -> dict[str, Any]:
    inside, found, ei = case.ei.inside, case.assortativity, case.ei
    return {
        "layer": case.layer,
        "by": by.index(case.by),
        "ties": case.ties,
        "unknown": case.unknown,
        "blank": case.without_value,
        "within": [short(each) for each in (inside.value, inside.mean, inside.low, inside.high)],
        "assortativity": [short(each) for each in (found.value, found.low, found.high)],
        "p": short(found.p_value),
        "p_adjusted": short(found.p_adjusted),
        "ei": [short(each) for each in (ei.value, ei.low, ei.high)],
        "rewired_p": None if case.rewired is None else short(case.rewired.p_value),
        "verdict": case.verdict,
        "words": _in_each(lambda each: verdict_words(case, each)),
        "says": _in_each(lambda each: case_sentence(case, each)),
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


def _model(context: Context, cases: Sequence[Case]) -> dict[str, Any] | None:
    """Give the joint model in sentences and rows, where it can be made in little time."""
    data = context.data
    layers = list(dict.fromkeys(case.layer for case in cases if case.ties >= ENOUGH_TIES))
    if data.nodes.height > LARGEST or not layers:
        return None
    cost = estimate(data, layers, None, DRAWS, context.geometry)
    if cost.organisations < FEWEST or len(cost.terms) < 2 or cost.seconds > PATIENCE:
        return None
    found = network_model(data, layers, geometry=context.geometry, draws=DRAWS, seed=context.seed)
    sentences: dict[str, Any] = {}
    rows = []
    for layer in layers:
        own = [row for row in found.rows if row["layer"] == layer]
        if not own or own[0]["ties_used"] < ENOUGH_TIES:
            continue
        said = zip(
            *(model_sentences(own, data.nodes.height, each) for each in LANGUAGES), strict=True
        )
        sentences[layer] = [[printed(words) for words in each] for each in said]
        for row in own:
            labels = [term_label(row["term"], each) for each in LANGUAGES]
            numbers = {key: short(row[key]) for key in MODEL_COLUMNS}
            rows.append({"layer": layer, "term": labels, **numbers})
    dropped = list(zip(*(dropped_words(cost, each) for each in LANGUAGES), strict=True))
    return {
        "sentences": sentences,
        "rows": rows,
        "dropped": dropped,
        "method": method_words(found),
    }
