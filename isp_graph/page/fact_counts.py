"""What the facts are chosen from: counts over the dataset and its analyses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.local_names import local_names
from isp_graph.network import Layer
from isp_graph.page.fact_values import Broken, Known
from isp_graph.picture.drawing import Pair
from isp_graph.present.numbered import named
from isp_graph.present.section import Answers
from isp_graph.present.wording import say
from isp_graph.questions.boards.reading import sole_links
from isp_graph.questions.boards.section import departures, pairs_said
from isp_graph.questions.filiere.gaps.reading import worst
from isp_graph.questions.filiere.gaps.section import gaps_of
from isp_graph.questions.filiere.pathways.depends import pathway_depends
from isp_graph.questions.filiere.pathways.reading import carriers
from isp_graph.questions.filiere.pathways.section import pathways_of
from isp_graph.questions.filiere.rows import offers_known
from isp_graph.questions.homophily.numbers.roles import held_together
from isp_graph.questions.homophily.section import taken_back_said, ties_incomplete
from isp_graph.questions.isolated.section import standings, statuses_of
from isp_graph.questions.overview.practices.practices import likeness
from isp_graph.schema.tables import LANGUAGES

_MANY = 3
"""Neighbours from which it says something to be the best tied."""
_COMPARED = 3
"""Items that two zones both answered, from which it says something that they agree."""


def _by_language(labels: Sequence[str]) -> dict[str, str]:
    return dict(zip(LANGUAGES, labels, strict=True))


def known_facts(
    answers: Answers,
    described: Sequence[Mapping[str, Any]],
    pairs: Sequence[Pair],
    known_names: Sequence[str],
    blank_names: Sequence[str],
) -> Known:
    """Count what the facts are chosen from.

    Parameters
    ----------
    answers : Answers
    described : sequence of mapping
        The layers, as `isp_graph.picture.drawing.describe_layers` tells them.
    pairs : sequence of Pair
    known_names, blank_names : sequence of str
        Layers of which something, or nothing, is known.

    Returns
    -------
    Known
    """
    data, alone = answers.data, statuses_of(answers).frame
    every, gone = answers.every, departures(answers)
    all_rows = alone.filter(pl.col("layer") == "all").sort("organisation")
    silent = standings(answers).frame.filter(pl.col("standing") == "unknown")["organisation"]
    # Who is known in uncommon layers alone is one of those of whom the data say nothing.
    isolates = all_rows.filter(
        (pl.col("status") == "isolated") & ~pl.col("organisation").is_in(silent.implode())
    )
    tied = alone.filter(pl.col("degree") > 0)["organisation"]
    beside = _beside_classes(data)
    # A tie that counts in no layer is a tie all the same: who has one does but seem alone.
    lonely_ones = isolates.filter(
        ~pl.col("organisation").is_in(tied.implode()) & ~pl.col("organisation").is_in(list(beside))
    )
    seeming = isolates.filter(pl.col("organisation").is_in(list(beside)))
    labels = {layer["id"]: _by_language(layer["t"]) for layer in described}
    zone = dict(data.nodes.select("id", "seat_zone").iter_rows())
    ends = [(zone[a], zone[b]) for a, b, _ in every.edges.iter_rows()]
    placed = [(a, b) for a, b in ends if a is not None and b is not None]
    inside = sum(a == b for a, b in placed)
    names = dict(data.nodes.select("id", "name").iter_rows())
    counting = {number for number, layer in enumerate(described) if not layer["apart"]}
    prescribed = sum(
        not pair.of_class and counting & set(pair.layers) <= set(pair.prescribed)
        for pair in pairs
        if counting & set(pair.layers)
    )
    degrees = np.diff(every.matrix.indptr)
    best = int(degrees.argmax()) if len(degrees) else None
    # To be first among equals, or of very few ties, says nothing.
    if best is not None and (degrees[best] < _MANY or (degrees == degrees[best]).sum() > 1):
        best = None
    alike, unheard = _alike(data)
    in_layer = alone.filter((pl.col("layer") != "all") & (pl.col("status") == "isolated"))
    lonely = sorted(in_layer["layer"].value_counts().iter_rows(), key=lambda row: (-row[1], row[0]))
    # Where most have no tie at all, to have none is no distinction.
    lonely = [row for row in lonely if 2 <= row[1] <= data.nodes.height / 2]
    if len(known_names) < 2 or (len(lonely) > 1 and lonely[0][1] == lonely[1][1]):
        lonely = []
    return Known(
        organisations=data.nodes.height,
        classes=data.organisations.height - data.nodes.height,
        pairs=every.edges.height,
        prescribed=prescribed,
        statuses=dict(all_rows["status"].value_counts().iter_rows()),
        alone=lonely_ones["name"].to_list(),
        newcomers_alone=lonely_ones.filter(pl.col("newcomer").fill_null(value=False))[
            "name"
        ].to_list(),
        seeming=seeming["name"].to_list(),
        silent=silent.len(),
        only_boards=set(known_names) == {"boards"},
        boards=pairs_said(answers),
        known=[labels[name] for name in known_names if name in labels],
        blank=[labels[name] for name in blank_names if name in labels],
        loneliest=(labels[lonely[0][0]], lonely[0][1]) if lonely else None,
        partly=_partly(alone, labels, known_names),
        carriers=_carriers(answers, names),
        persons=None if gone is None else sole_links(gone),
        cuts=[(names[node], lost) for node, lost in _cut_off(every)],
        most_tied=None if best is None else (names[every.nodes[best]], int(degrees[best])),
        inside=inside,
        across=len(placed) - inside,
        zones=len({value for value in zone.values() if value is not None}),
        alike=alike,
        unheard=unheard,
        broken=_broken(answers),
        follows=taken_back_said(answers),
        incomplete=ties_incomplete(data),
    )


def _beside_classes(data: Dataset) -> set[str]:
    """List the organisations that a tie or a meeting joins with a class of actors."""
    classes = data.organisations.filter(pl.col("collective").fill_null(value=False))["id"]
    of_class = pl.col("from").is_in(classes.implode()), pl.col("to").is_in(classes.implode())
    ties = data.evidence("ties")
    found = {*ties.filter(of_class[0])["to"], *ties.filter(of_class[1])["from"]}
    seats = data.evidence("attendance")
    shared = seats.filter(pl.col("organisation").is_in(classes.implode()))["meeting"]
    found |= {*seats.filter(pl.col("meeting").is_in(shared.implode()))["organisation"]}
    return found - {*classes}


def _partly(
    alone: pl.DataFrame, labels: Mapping[str, dict[str, str]], known_names: Sequence[str]
) -> list[tuple[str, dict[str, str], int]]:
    """Count, by layer of which something is known, the organisations of which nothing is."""
    unknown = alone.filter(pl.col("status") == "unknown")["layer"].value_counts()
    found = [
        (layer, labels[layer], count)
        for layer, count in unknown.iter_rows()
        if layer in known_names and layer in labels
    ]
    return sorted(found, key=lambda entry: (-entry[2], entry[0]))


def _labels(data: Dataset, table: str) -> dict[str, dict[str, str]]:
    """Name the entries of a table by language."""
    return {entry["id"]: _by_language(entry["t"]) for entry in named(data, table)}


def _transversal() -> dict[str, str]:
    return {language: say("gaps.transversal", language) for language in LANGUAGES}


def _carriers(answers: Answers, names: Mapping[str, str]) -> list[tuple[str, list[dict[str, str]]]]:
    """List operators through whom all pathways of a sector pass, and those sectors."""
    if not offers_known(answers.data):
        return []
    sectors = _labels(answers.data, "sectors")
    return [
        (names.get(own, own), [sectors[s] if s is not None else _transversal() for s in carried])
        for own, carried in carriers(answers.of(pathway_depends).rows, pathways_of(answers).rows)
    ]


def _cut_off(every: Layer) -> list[tuple[str, int]]:
    """Count, for each organisation, those that its departure would cut from the rest."""
    lost = held_together(every.matrix, np.ones(len(every.nodes), dtype=bool)).cut_off
    found = [(every.nodes[place], int(lost[place])) for place in np.flatnonzero(lost)]
    return sorted(found, key=lambda entry: (-entry[1], entry[0]))


def _alike(data: Dataset) -> tuple[Any, list[dict[str, str]]]:
    names = _labels(data, "zones")
    pairs = likeness(data, list(names))
    heard = {zone for pair in pairs if pair.both for zone in (pair.a, pair.b)}
    told = dict.fromkeys(zone for pair in pairs for zone in (pair.a, pair.b))
    unheard = [names[zone] for zone in names if zone in told and zone not in heard]
    compared = [pair for pair in pairs if pair.both >= _COMPARED]
    compared.sort(key=lambda pair: (-pair.agreed / pair.both, -pair.both))
    # Two pairs that are as alike as each other are no pair that is most alike.
    shares = [(pair.both, pair.agreed) for pair in compared[:2]]
    if not shares or shares[0] in shares[1:]:
        return None, unheard
    first = compared[0]
    return (names[first.a], names[first.b], first.both, first.agreed), unheard


def _broken(answers: Answers) -> Broken | None:
    data = answers.data
    if not offers_known(data):
        return None
    steps = data.as_read().table("steps").sort("position", "id")["id"].to_list()
    found = worst(gaps_of(answers).rows, steps)
    if found is None:
        return None
    row, others = found
    zones, sectors = _labels(data, "zones"), _labels(data, "sectors")
    choice = {"cell": f"{list(zones).index(row['zone'])}.{steps.index(row['step'])}"}
    if row["sector"] is not None:
        choice["sector"] = row["sector"]
    return Broken(
        row["status"],
        zones[row["zone"]],
        _transversal() if row["sector"] is None else sectors[row["sector"]],
        {each: local_names(data.as_read(), "steps", each)[row["step"]] for each in LANGUAGES},
        zones.get(row["nearest_zone"]),
        row["affected"],
        others,
        choice,
    )
