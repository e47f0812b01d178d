"""The five most useful facts of a dataset, in plain sentences.

A fact is told only where the data can tell it; what is unknown is itself a fact, and is never
told as an absence. What is chosen and judged, the readings of the questions choose and judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from isp_graph.datasets.local_names import local_names
from isp_graph.grammar import LANGUAGES
from isp_graph.page.grounds import Grounds, by_language
from isp_graph.present.wording import listed, percent, say
from isp_graph.questions.boards.reading import sole_links
from isp_graph.questions.boards.section import departures, pairs_said
from isp_graph.questions.centrality.reading import cut_off, most_tied
from isp_graph.questions.filiere.gaps.reading import worst
from isp_graph.questions.filiere.gaps.section import gaps_of
from isp_graph.questions.filiere.pathways.depends import pathway_depends
from isp_graph.questions.filiere.pathways.reading import carriers, with_pathways
from isp_graph.questions.filiere.pathways.section import pathways_of
from isp_graph.questions.filiere.rows import offers_known, steps_in_order
from isp_graph.questions.homophily.section import taken_back_said, ties_incomplete
from isp_graph.questions.isolated.reading import loneliest, lonely, partly
from isp_graph.questions.isolated.section import standings, statuses_of
from isp_graph.questions.overview.practices.practices import likeness
from isp_graph.questions.overview.practices.reading import most_alike, unheard
from isp_graph.questions.overview.summary.reading import beside_classes, within_zones

COUNT = 5


@dataclass(frozen=True)
class Fact:
    """One sentence in each language, and where on the page it is seen.

    Attributes
    ----------
    section : str
    sentence : mapping
        By language.
    choice : mapping
        What is chosen there, as the page's address says it: ``{"isolated": "boards"}``.
    """

    section: str
    sentence: Mapping[str, str]
    choice: Mapping[str, str] = field(default_factory=dict)


def facts(grounds: Grounds) -> tuple[Fact, ...]:
    """Choose and word the five most useful facts.

    Parameters
    ----------
    grounds : Grounds

    Returns
    -------
    tuple of Fact
        At most five; fewer where the data tell less.
    """
    unknown = _unknown(grounds)
    order = [_isolated, _boards, _person, _follows, _cut, _most_tied, _size]
    if grounds.known != ["boards"]:
        order = [_isolated, _broken, _follows_or_zones, _holding, _practices, _dependent]
        order += [_loneliest, _prescribed, _size]
    chosen: list[Fact] = []
    for tell in order:
        fact = tell(grounds)
        if fact is not None and len(chosen) < COUNT - (unknown is not None):
            chosen.append(fact)
    return (*chosen, unknown) if unknown is not None else tuple(chosen)


def _follows_or_zones(grounds: Grounds) -> Fact | None:
    return _follows(grounds) or _zones(grounds)


def _holding(grounds: Grounds) -> Fact | None:
    tried = (_carrier, _cut, _person, _most_tied)
    return next((fact for fact in (tell(grounds) for tell in tried) if fact is not None), None)


def _fact(section: str, write: Any, choice: Mapping[str, str] | None = None) -> Fact:
    return Fact(section, {language: write(language) for language in LANGUAGES}, choice or {})


def _size(grounds: Grounds) -> Fact:
    data, known = grounds.answers.data, grounds.known

    def write(language: str) -> str:
        organisations = say("count_organisations", language, data.nodes.height)
        pairs = say("count_pairs", language, grounds.answers.every.edges.height)
        layers = say("count_layers", language, len(known))
        if not known:
            return say("fact_size_blank", language, organisations=organisations)
        return say("fact_size", language, organisations=organisations, pairs=pairs, layers=layers)

    return _fact("data", write)


def _isolated(grounds: Grounds) -> Fact | None:
    if not grounds.known:
        return None
    beside = beside_classes(grounds.answers.data)
    told = standings(grounds.answers)
    alone, seeming = lonely(statuses_of(grounds.answers), told, beside)
    if alone.is_empty() and seeming.is_empty():
        if grounds.statuses.get("isolated"):
            return None
        return _fact("isolated", lambda language: say("fact_nobody_alone", language))
    new = alone.filter(pl.col("newcomer").fill_null(value=False)).height

    def write(language: str) -> str:
        said = []
        if alone.height:
            key = "fact_alone_on_boards" if grounds.known == ["boards"] else "fact_alone"
            names = listed(alone["name"].to_list(), language)
            said.append(say(key, language, alone.height, names=names))
        if new and alone.height == 1:
            said.append(say("fact_alone_is_new", language))
        elif new:
            said.append(say("fact_alone_new", language, new))
        if seeming.height:
            names = listed(seeming["name"].to_list(), language)
            said.append(say("fact_seeming", language, seeming.height, names=names))
        if told.classes["unknown"]:
            said.append(say("isolated.count_unknown", language, told.classes["unknown"]))
        return " ".join(said)

    return _fact("isolated", write)


def _boards(grounds: Grounds) -> Fact | None:
    said = pairs_said(grounds.answers)
    return None if said is None else _fact("boards", by_language(said).__getitem__)


def _cut(grounds: Grounds) -> Fact | None:
    cuts = cut_off(grounds.answers.every)
    if not cuts:
        return None
    node, others = cuts[0]

    def write(language: str) -> str:
        first = say("fact_cut", language, others, name=grounds.names[node])
        if len(cuts) > 1:
            first += " " + say("fact_cut_others", language, len(cuts) - 1)
        return first

    return _fact("centrality", write)


def _carrier(grounds: Grounds) -> Fact | None:
    answers = grounds.answers
    if not offers_known(answers.data):
        return None
    found = carriers(answers.of(pathway_depends).rows, with_pathways(pathways_of(answers).rows))
    if not found:
        return None
    operator, carried = found[0]
    sectors = [grounds.sectors[sector] for sector in carried]

    def write(language: str) -> str:
        names = listed([sector[language] for sector in sectors], language)
        name = grounds.names.get(operator, operator)
        first = say("fact_carrier", language, len(sectors), name=name, names=names)
        if len(found) > 1:
            first += " " + say("fact_carrier_others", language, len(found) - 1)
        return first

    return _fact("pathways", write)


def _person(grounds: Grounds) -> Fact | None:
    frame = departures(grounds.answers)
    found = None if frame is None else sole_links(frame)
    if found is None:
        return None
    people, ties = found
    return _fact("boards", lambda lang: say("fact_person", lang, people, ties=ties))


def _broken(grounds: Grounds) -> Fact | None:
    data = grounds.answers.data
    if not offers_known(data):
        return None
    steps = steps_in_order(data)
    found = worst(gaps_of(grounds.answers).rows, steps)
    if found is None:
        return None
    row, others = found
    zones, sectors = grounds.labels_of("zones"), grounds.sectors
    nearest = zones.get(row["nearest_zone"])
    key = "away" if row["status"] == "elsewhere" and nearest is None else row["status"]
    choice = {"cell": f"{list(zones).index(row['zone'])}.{steps.index(row['step'])}"}
    if row["sector"] is not None:
        choice["sector"] = row["sector"]

    def write(language: str) -> str:
        names: dict[str, Any] = {
            "zone": zones[row["zone"]][language],
            "sector": sectors[row["sector"]][language],
        }
        names["step"] = local_names(data.as_read(), "steps", language)[row["step"]]
        near = "" if nearest is None else nearest[language]
        parts = [say(f"gaps.fact_{key}", language, **names, near=near)]
        if row["affected"] is not None:
            parts.append(say("gaps.fact_affected", language, row["affected"]))
        if others:
            parts.append(say("gaps.fact_others", language, others))
        return " ".join(parts)

    return _fact("gaps", write, choice)


def _follows(grounds: Grounds) -> Fact | None:
    follows = taken_back_said(grounds.answers)
    if not any(entry["told"] for entry in follows):
        return None

    def write(language: str) -> str:
        place = LANGUAGES.index(language)
        said = [line[place] for entry in follows for line in entry["t"]]
        if ties_incomplete(grounds.answers.data):
            said.append(say("homophily.incomplete", language))
        return " ".join(said)

    return _fact("homophily", write)


def _zones(grounds: Grounds) -> Fact | None:
    found = within_zones(grounds.answers.data, grounds.answers.every)
    if found is None:
        return None
    inside, both = found

    def write(language: str) -> str:
        share = percent(inside / both, language)
        return say("fact_zones", language, share=share, inside=inside, both=both)

    return _fact("map", write)


def _unknown(grounds: Grounds) -> Fact | None:
    blank = [grounds.labels[name] for name in grounds.blank if name in grounds.labels]
    if not blank:
        return _partly(grounds)

    def write(language: str) -> str:
        names = listed([layer[language] for layer in blank], language, 4)
        return say("fact_unknown", language, len(blank), names=names)

    return _fact("limits", write)


def _partly(grounds: Grounds) -> Fact | None:
    layers = standings(grounds.answers).layers
    found = [each for each in partly(layers) if each[0] in grounds.labels]
    if not found:
        return None
    (layer, organisations), every = found[0], grounds.answers.data.nodes.height

    def write(language: str) -> str:
        label = grounds.labels[layer][language]
        first = say("fact_partly", language, organisations, layer=label, all=every)
        if len(found) > 1:
            first += " " + say("fact_partly_others", language, len(found) - 1)
        return first

    return _fact("isolated", write, {"isolated": layer})


def _practices(grounds: Grounds) -> Fact | None:
    zones = grounds.labels_of("zones")
    pairs = likeness(grounds.answers.data, [zone for zone in zones if zone is not None])
    pair = most_alike(pairs)
    if pair is None:
        return None
    silent = [zones[zone] for zone in unheard(pairs)]

    def write(language: str) -> str:
        a, b = zones[pair.a][language], zones[pair.b][language]
        first = say("fact_alike", language, a=a, b=b, both=pair.both, agreed=pair.agreed)
        if silent:
            names = listed([zone[language] for zone in silent], language)
            first += " " + say("fact_unheard", language, len(silent), names=names)
        return first

    return _fact("practices", write)


def _prescribed(grounds: Grounds) -> Fact | None:
    counting = {number for number, layer in enumerate(grounds.layers) if not layer["apart"]}
    own = [pair for pair in grounds.pairs if not pair.of_class and counting & set(pair.layers)]
    found = sum(counting & set(pair.layers) <= set(pair.prescribed) for pair in own)
    if not found:
        return None
    pairs = grounds.answers.every.edges.height
    return _fact("network", lambda language: say("fact_prescribed", language, found, pairs=pairs))


def _dependent(grounds: Grounds) -> Fact | None:
    pendant = grounds.statuses.get("pendant", 0)
    if not pendant:
        return None
    return _fact("isolated", lambda language: say("fact_pendant", language, pendant))


def _loneliest(grounds: Grounds) -> Fact | None:
    layers = standings(grounds.answers).layers
    found = loneliest(layers, grounds.answers.data.nodes.height)
    if found is None:
        return None
    label, count = grounds.labels[found[0]], found[1]
    return _fact("isolated", lambda lang: say("fact_loneliest", lang, count, layer=label[lang]))


def _most_tied(grounds: Grounds) -> Fact | None:
    found = most_tied(grounds.answers.every)
    if found is None:
        return None
    name, neighbours = grounds.names[found[0]], found[1]
    return _fact("centrality", lambda lang: say("fact_most_tied", lang, neighbours, name=name))
