"""What the facts are chosen from: counts over the dataset and its analyses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.network import Layer
from isp_graph.page.known import Broken, Known
from isp_graph.picture.drawing import Pair
from isp_graph.present.wording import say
from isp_graph.questions.homophily.numbers.roles import held_together
from isp_graph.questions.homophily.section import TIE_TABLES
from isp_graph.schema.tables import LANGUAGES

_MANY = 3
"""Neighbours from which it says something to be the best tied."""


def _by_language(labels: Sequence[str]) -> dict[str, str]:
    return dict(zip(LANGUAGES, labels, strict=True))


def known_facts(
    data: Dataset,
    every: Layer,
    alone: pl.DataFrame,
    page: Mapping[str, Any],
    pairs: Sequence[Pair],
    known_names: Sequence[str],
    blank_names: Sequence[str],
) -> Known:
    """Count what the facts are chosen from.

    Parameters
    ----------
    data : Dataset
    every : Layer
        All layers together.
    alone : polars.DataFrame
        Rows of `isp_graph.questions.isolated.isolated.isolated`.
    page : mapping
        The data of the page.
    pairs : sequence of Pair
    known_names, blank_names : sequence of str
        Layers of which something, or nothing, is known.

    Returns
    -------
    Known
    """
    all_rows = alone.filter(pl.col("layer") == "all").sort("organisation")
    isolates = all_rows.filter(pl.col("status") == "isolated")
    tied = alone.filter(pl.col("degree") > 0)["organisation"]
    beside = _beside_classes(data)
    # A tie that counts in no layer is a tie all the same: who has one does but seem alone.
    lonely_ones = isolates.filter(
        ~pl.col("organisation").is_in(tied.implode()) & ~pl.col("organisation").is_in(list(beside))
    )
    seeming = isolates.filter(pl.col("organisation").is_in(list(beside)))
    labels = {layer["id"]: _by_language(layer["t"]) for layer in page["layers"]}
    zone = dict(data.nodes.select("id", "seat_zone").iter_rows())
    ends = [(zone[a], zone[b]) for a, b, _ in every.edges.iter_rows()]
    placed = [(a, b) for a, b in ends if a is not None and b is not None]
    inside = sum(a == b for a, b in placed)
    names = dict(data.nodes.select("id", "name").iter_rows())
    counting = {number for number, layer in enumerate(page["layers"]) if not layer["apart"]}
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
    alike, unheard = _alike(page)
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
        only_boards=set(known_names) == {"boards"},
        boards=page["views"]["boards"]["summary"],
        known=[labels[name] for name in known_names if name in labels],
        blank=[labels[name] for name in blank_names if name in labels],
        loneliest=(labels[lonely[0][0]], lonely[0][1]) if lonely else None,
        partly=_partly(alone, labels, known_names),
        carriers=_carriers(page),
        persons=_persons(page),
        cuts=[(names[node], lost) for node, lost in _cut_off(every)],
        most_tied=None if best is None else (names[every.nodes[best]], int(degrees[best])),
        inside=inside,
        across=len(placed) - inside,
        zones=len({value for value in zone.values() if value is not None}),
        alike=alike,
        unheard=unheard,
        broken=_broken(page),
        follows=page["views"]["homophily"]["facts"],
        incomplete=not TIE_TABLES.isdisjoint(data.settings.incomplete & set(data.tables)),
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


def _carriers(page: Mapping[str, Any]) -> list[tuple[str, list[dict[str, str]]]]:
    """List operators through whom all pathways of a sector pass, and those sectors."""
    told = page["views"]["pathways"]
    by_name: dict[str, list[int | None]] = {}
    for sector, kind, who, _, _, carries, _ in told["depends"] if told["known"] else ():
        if kind == "operator" and carries == "pathways":
            [one] = who
            name = one if isinstance(one, str) else page["organisations"][one]["n"]
            by_name.setdefault(name, []).append(sector)
    every = {language: say("gaps.transversal", language) for language in LANGUAGES}
    found = [
        (name, [every if s is None else _by_language(page["sectors"][s]["t"]) for s in sectors])
        for name, sectors in by_name.items()
    ]
    return sorted(found, key=lambda entry: (-len(entry[1]), entry[0]))


def _persons(page: Mapping[str, Any]) -> tuple[int, int] | None:
    """Count administrators who alone hold a tie, and the most that one of them holds."""
    told = page["views"]["boards"]["depends"]
    return (told["of"], max(row[1] for row in told["rows"])) if told["rows"] else None


def _cut_off(every: Layer) -> list[tuple[str, int]]:
    """Count, for each organisation, those that its departure would cut from the rest."""
    lost = held_together(every.matrix, np.ones(len(every.nodes), dtype=bool)).cut_off
    found = [(every.nodes[place], int(lost[place])) for place in np.flatnonzero(lost)]
    return sorted(found, key=lambda entry: (-entry[1], entry[0]))


def _alike(page: Mapping[str, Any]) -> tuple[Any, list[dict[str, str]]]:
    told = page["views"]["practices"]
    if not told:
        return None, []
    names = [_by_language(zone["t"]) for zone in page["zones"]]
    compared = [row for row in told["alike"] if row[2] >= 3]
    heard = {zone for row in told["alike"] if row[2] for zone in row[:2]}
    unheard = [names[zone] for zone in told["zones"] if zone not in heard]
    if not compared:
        return None, unheard
    compared.sort(key=lambda row: (-row[3] / row[2], -row[2], row[0], row[1]))
    a, b, both, agreed = compared[0]
    # Two pairs that are as alike as each other are no pair that is most alike.
    if len(compared) > 1 and compared[1][2:] == [both, agreed]:
        return None, unheard
    return (names[a], names[b], both, agreed), unheard


def _broken(page: Mapping[str, Any]) -> Broken | None:
    told = page["views"]["gaps"]
    worst = told["worst"] if told["known"] else None
    if worst is None:
        return None

    def name(table: str, place: int | None) -> dict[str, str] | None:
        return None if place is None else _by_language(page[table][place]["t"])

    every = {language: say("gaps.transversal", language) for language in LANGUAGES}
    return Broken(
        worst["status"],
        _by_language(page["zones"][worst["zone"]]["t"]),
        name("sectors", worst["sector"]) or every,
        _by_language(told["steps"][worst["step"]]["t"]),
        name("zones", worst["nearest"]),
        worst["affected"],
        worst["others"],
        _chosen(page, worst),
    )


def _chosen(page: Mapping[str, Any], worst: Mapping[str, Any]) -> dict[str, str]:
    """Say which sector and cell the page shall show, as its address does."""
    choice = {"cell": f"{worst['zone']}.{worst['step']}"}
    if worst["sector"] is not None:
        choice["sector"] = page["sectors"][worst["sector"]]["id"]
    return choice
