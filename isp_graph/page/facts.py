"""The five most useful facts of a dataset, in plain sentences.

A fact is told only where the data can tell it; what is unknown is itself a fact, and is never
told as an absence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from isp_graph.page.fact_values import Known
from isp_graph.present.wording import listed, percent, say
from isp_graph.schema.tables import LANGUAGES

COUNT = 5
_ENOUGH = 30
"""Pairs below which their share within zones says more about the data than about the zones."""


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


def facts(known: Known) -> tuple[Fact, ...]:
    """Choose and word the five most useful facts.

    Parameters
    ----------
    known : Known

    Returns
    -------
    tuple of Fact
        At most five; fewer where the data tell less.
    """
    held = _cut(known) or _person(known) or _most_tied(known)
    if known.only_boards:
        told = [_isolated(known), _boards(known), _person(known), _follows(known), _cut(known)]
        told += [_most_tied(known), _size(known)]
    else:
        told = [_isolated(known), _broken(known), _follows(known) or _zones(known)]
        told += [_carrier(known) or held, _practices(known), _dependent(known)]
        told += [_loneliest(known), _prescribed(known), _size(known)]
    unknown = _unknown(known)
    room = COUNT - (unknown is not None)
    chosen = [fact for fact in told if fact is not None][:room]
    return (*chosen, unknown) if unknown is not None else tuple(chosen)


def _fact(section: str, write: Any, choice: Mapping[str, str] | None = None) -> Fact:
    return Fact(section, {language: write(language) for language in LANGUAGES}, choice or {})


def _size(known: Known) -> Fact:
    def write(language: str) -> str:
        organisations = say("count_organisations", language, known.organisations)
        pairs = say("count_pairs", language, known.pairs)
        layers = say("count_layers", language, len(known.known))
        if not known.known:
            return say("fact_size_blank", language, organisations=organisations)
        return say("fact_size", language, organisations=organisations, pairs=pairs, layers=layers)

    return _fact("data", write)


def _isolated(known: Known) -> Fact | None:
    if not known.known:
        return None
    if not known.alone and not known.seeming and not known.statuses.get("isolated"):
        return _fact("isolated", lambda language: say("fact_nobody_alone", language))
    if not known.alone and not known.seeming:
        return None

    def write(language: str) -> str:
        said = []
        if known.alone:
            key = "fact_alone_on_boards" if known.only_boards else "fact_alone"
            names = listed(known.alone, language)
            said.append(say(key, language, len(known.alone), names=names))
        if known.newcomers_alone and len(known.alone) == 1:
            said.append(say("fact_alone_is_new", language))
        elif known.newcomers_alone:
            said.append(say("fact_alone_new", language, len(known.newcomers_alone)))
        if known.seeming:
            names = listed(known.seeming, language)
            said.append(say("fact_seeming", language, len(known.seeming), names=names))
        if known.silent:
            said.append(say("isolated.count_unknown", language, known.silent))
        return " ".join(said)

    return _fact("isolated", write)


def _boards(known: Known) -> Fact | None:
    if known.boards is None:
        return None
    words = dict(zip(LANGUAGES, known.boards, strict=True))
    return _fact("boards", words.__getitem__)


def _cut(known: Known) -> Fact | None:
    if not known.cuts:
        return None
    name, others = known.cuts[0]

    def write(language: str) -> str:
        first = say("fact_cut", language, others, name=name)
        if len(known.cuts) > 1:
            first += " " + say("fact_cut_others", language, len(known.cuts) - 1)
        return first

    return _fact("centrality", write)


def _carrier(known: Known) -> Fact | None:
    if not known.carriers:
        return None
    name, sectors = known.carriers[0]

    def write(language: str) -> str:
        names = listed([sector[language] for sector in sectors], language)
        first = say("fact_carrier", language, len(sectors), name=name, names=names)
        if len(known.carriers) > 1:
            first += " " + say("fact_carrier_others", language, len(known.carriers) - 1)
        return first

    return _fact("pathways", write)


def _person(known: Known) -> Fact | None:
    if known.persons is None:
        return None
    people, ties = known.persons
    return _fact("boards", lambda lang: say("fact_person", lang, people, ties=ties))


def _broken(known: Known) -> Fact | None:
    broken = known.broken
    if broken is None:
        return None
    away = broken.status == "elsewhere" and broken.nearest is None
    key = "gaps.fact_away" if away else f"gaps.fact_{broken.status}"

    def write(language: str) -> str:
        names = {name: getattr(broken, name)[language] for name in ("zone", "sector", "step")}
        near = "" if broken.nearest is None else broken.nearest[language]
        parts = [say(key, language, **names, near=near)]
        if broken.affected is not None:
            parts.append(say("gaps.fact_affected", language, broken.affected))
        if broken.others:
            parts.append(say("gaps.fact_others", language, broken.others))
        return " ".join(parts)

    return _fact("gaps", write, broken.choice)


def _follows(known: Known) -> Fact | None:
    if not any(entry["told"] for entry in known.follows):
        return None

    def write(language: str) -> str:
        place = LANGUAGES.index(language)
        said = [line[place] for entry in known.follows for line in entry["t"]]
        if known.incomplete:
            said.append(say("homophily.incomplete", language))
        return " ".join(said)

    return _fact("homophily", write)


def _zones(known: Known) -> Fact | None:
    both = known.inside + known.across
    if known.zones < 2 or both < _ENOUGH:
        return None
    return _fact(
        "map",
        lambda language: say(
            "fact_zones",
            language,
            share=percent(known.inside / both, language),
            inside=known.inside,
            both=both,
        ),
    )


def _unknown(known: Known) -> Fact | None:
    if not known.blank:
        return _partly(known)

    def write(language: str) -> str:
        names = listed([layer[language] for layer in known.blank], language, 4)
        return say("fact_unknown", language, len(known.blank), names=names)

    return _fact("limits", write)


def _partly(known: Known) -> Fact | None:
    if not known.partly:
        return None
    layer, label, organisations = known.partly[0]

    def write(language: str) -> str:
        first = say(
            "fact_partly",
            language,
            organisations,
            layer=label[language],
            all=known.organisations,
        )
        if len(known.partly) > 1:
            first += " " + say("fact_partly_others", language, len(known.partly) - 1)
        return first

    return _fact("isolated", write, {"isolated": layer})


def _practices(known: Known) -> Fact | None:
    if known.alike is None:
        return None
    a, b, both, agreed = known.alike

    def write(language: str) -> str:
        first = say("fact_alike", language, a=a[language], b=b[language], both=both, agreed=agreed)
        if known.unheard:
            names = listed([zone[language] for zone in known.unheard], language)
            first += " " + say("fact_unheard", language, len(known.unheard), names=names)
        return first

    return _fact("practices", write)


def _prescribed(known: Known) -> Fact | None:
    if not known.prescribed:
        return None
    return _fact(
        "network",
        lambda language: say("fact_prescribed", language, known.prescribed, pairs=known.pairs),
    )


def _dependent(known: Known) -> Fact | None:
    pendant = known.statuses.get("pendant", 0)
    if not pendant:
        return None
    return _fact("isolated", lambda language: say("fact_pendant", language, pendant))


def _loneliest(known: Known) -> Fact | None:
    if known.loneliest is None:
        return None
    layer, count = known.loneliest
    return _fact(
        "isolated",
        lambda language: say("fact_loneliest", language, count, layer=layer[language]),
    )


def _most_tied(known: Known) -> Fact | None:
    if known.most_tied is None:
        return None
    name, neighbours = known.most_tied
    return _fact("centrality", lambda lang: say("fact_most_tied", lang, neighbours, name=name))
