"""Everything that a page shows, gathered from the dataset and its analyses, in one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.local_names import local_texts
from isp_graph.grammar import LANGUAGES
from isp_graph.network import expected
from isp_graph.network.looks import family
from isp_graph.network.names import kind_of_layer
from isp_graph.network.placing.positions import Positions, positions
from isp_graph.page import contents
from isp_graph.page.grounds import Grounds
from isp_graph.page.groups import zone_counts, zone_of_communes
from isp_graph.page.lists import summary_rows
from isp_graph.page.map import Map, around, communes_map
from isp_graph.picture import drawing
from isp_graph.picture.folded import FOLD_LIMIT, FOLD_PAIRS, folded
from isp_graph.picture.organisations import NODE_LIMIT, picture_of_organisations
from isp_graph.picture.pair_evidence import levels_met
from isp_graph.present import numbered
from isp_graph.present.cuts import cut, ranks_of
from isp_graph.present.findings import finding_rows
from isp_graph.present.section import Answers, Context
from isp_graph.questions import QUESTIONS
from isp_graph.questions.centrality.section import measured
from isp_graph.questions.isolated.reading import NEEDY_CLASSES, Reading
from isp_graph.questions.isolated.section import standings
from isp_graph.questions.overview.summary.summary import summary
from isp_graph.schema.tables import SCHEMA

LIST_LIMIT = 1_000
"""Organisations that the lists of a very large dataset hold."""


@dataclass(frozen=True)
class PageModel:
    """What a page is made from.

    Attributes
    ----------
    data : dict
        Goes into the page as JSON.
    grounds : Grounds or None
        What the facts are told of; None for a section alone, which states none.
    blank : list of list of str
        The layers of which nothing is known, each by its names in `LANGUAGES`.
    picture : dict
        The picture of the network as JSON holds it, by organisations or by groups.
    pairs, drawn : sequence, Positions
        What it draws, and where, organisation by organisation.
    map : Map or None
    """

    data: dict[str, Any]
    grounds: Grounds | None
    blank: list[list[str]]
    picture: dict[str, Any]
    pairs: Sequence[drawing.Pair]
    drawn: Positions
    map: Map | None


def page_model(
    dataset: Dataset,
    *,
    edition: str,
    seed: int,
    geometry: Mapping[str, Any] | None,
    only: str | None = None,
) -> PageModel:
    """Gather what the page shows.

    Parameters
    ----------
    dataset : Dataset
        Dated, restricted and, for the public edition, pseudonymised.
    edition : {'public', 'internal'}
    seed : int
        Of the picture's places.
    geometry : mapping or None
        GeoJSON of the communes.
    only : str, optional
        The one section that the page has: what others alone need is not computed.

    Returns
    -------
    PageModel
    """
    data = dataset.current()
    answers = Answers(data, seed, geometry, only)
    count, count_all = data.nodes.height, data.organisations.height
    every = answers.every
    best, said = measured(answers), standings(answers)
    kept, list_ties = _kept(data, best.frame, said)
    strings = numbered.Strings()
    entries = {name: numbered.named(data, name) for name in ("zones", "communes", "sectors")}
    entries["kinds"] = numbered.codes("organisation_kind", data.organisations["kind"])
    told = data if kept is None else data.where(organisation=kept)
    listed = contents.organisations(told, entries, strings)
    organisation = numbered.places(listed)
    zones = numbered.places(entries["zones"])
    layers = answers.layers
    pairs = drawing.pairs(data, layers, organisation) if kept is None else []
    one_by_one = count_all <= NODE_LIMIT
    limit = drawing.PAIR_LIMIT if one_by_one else FOLD_PAIRS
    drawn_pairs = drawing.kept_pairs(pairs, limit)
    zone_of = zone_of_communes(data, zones)
    drawn_map = communes_map(geometry, zone_of)
    order = around(drawn_map, [zone["id"] for zone in entries["zones"]])
    drawn = Positions((), (), ())
    if one_by_one:
        drawn = positions(
            len(listed),
            [(pair.a, pair.b) for pair in pairs if not pair.of_class],
            [entries["zones"][e["z"]]["id"] if "z" in e else None for e in listed],
            order=order,
            classes=frozenset(n for n, entry in enumerate(listed) if entry.get("cl")),
            silent=frozenset(organisation[own] for own in said.silent),
            seed=seed,
        )
        picture = picture_of_organisations(every, listed, drawn_pairs, drawn)
    else:
        whole = (
            listed if kept is None else contents.organisations(data, entries, numbered.Strings())
        )
        shown = drawn_pairs if kept is None else None
        picture = folded(every, whole, entries, shown, order=order, seed=seed)
    layer_places = {kind_of_layer(layer.name): place for place, layer in enumerate(layers)}
    described = drawing.describe_layers(layers)
    for layer in described:
        layer["known"] = layer["id"] in said.known
    blank_names = [
        layer["id"] for layer in described if not layer["known"] and expected(data, layer["id"])
    ]
    for kind in entries["kinds"]:
        kind["family"] = family(kind["id"])
    named = edition == "internal"
    sectors = numbered.places(entries["sectors"])
    context = Context(answers, organisation, zones, sectors, strings, named)
    built = {
        each.section: each.module("section").section(context)
        for each in QUESTIONS
        if each.wanted(only)
    }
    page = {
        **entries,
        "organisations": listed,
        "total": {"organisations": count, "classes": data.organisations.height - count},
        "layers": described,
        "ties": contents.tie_evidence(data, layer_places, organisation, strings),
        **contents.gatherings(data, zones, organisation, strings),
        "sure": levels_met(data) if drawn_pairs else [],
        "years": _years(drawn_pairs, listed),
        "seats": contents.seats(data, organisation, named=named),
        "list_ties": list_ties,
        "summary": summary_rows(summary(data)),
        "findings": finding_rows(data, public=edition == "public"),
        "zone_counts": zone_counts(data, entries["zones"]),
        "network": {
            "drawn": "organisations" if one_by_one else "groups",
            "left_out": len(pairs) - len(drawn_pairs),
            "discs": [[zones.get(d.group, -1), d.x, d.y, d.radius] for d in drawn.discs],
            "bands": [[b.name, b.x, b.y, b.width, b.height] for b in drawn.bands],
        },
        "views": {name: view for name, view in built.items() if view is not None},
        "settings": _settings(data),
        "dated": data.dated,
        "files": {name: tally.file for name, tally in data.as_read().tallies.items()},
        "basis": best.basis.as_dict(),
        "edition": edition,
        "strings": strings.all,
    }
    labels = {layer["id"]: layer["t"] for layer in described}
    blank = [labels[name] for name in blank_names if name in labels]
    grounds = Grounds(answers, described, blank_names, pairs) if only is None else None
    return PageModel(page, grounds, blank, picture, drawn_pairs, drawn, drawn_map)


def _years(pairs: Sequence[drawing.Pair], listed: Sequence[Mapping[str, Any]]) -> list[int]:
    """List the years in which an organisation or a tie of the picture began."""
    years = {year for pair in pairs for year in pair.since if year}
    return sorted(years | {int(entry["f"][:4]) for entry in listed if "f" in entry})


def _kept(
    data: Dataset, measured: pl.DataFrame, told: Reading
) -> tuple[list[str] | None, dict[str, list[Any] | None]]:
    """Choose what the lists of a very large dataset hold; None where they hold everything.

    Beside it, what ties at the cuts of the two lists from which it is chosen.
    """
    if data.organisations.height <= FOLD_LIMIT:
        return None, {}
    best = measured.filter(pl.col("layer") == "all").sort(
        ["degree", "organisation"], descending=[True, False]
    )
    worst = told.frame.filter(pl.col("standing").is_in(NEEDY_CLASSES))
    first, last = (
        cut(ranks_of(frame, [by]), LIST_LIMIT)
        for frame, by in ((best, "degree"), (worst, "standing"))
    )
    chosen = {*best["organisation"].head(first.shown), *worst["organisation"].head(last.shown)}
    return sorted(chosen), {"centrality": first.for_page(), "isolated": last.for_page()}


def _settings(data: Dataset) -> dict[str, Any]:
    """Tell title, sources, limits and terms, as the dataset's own file does."""
    told = data.settings
    incomplete = [
        [SCHEMA[name].labels[language] for language in LANGUAGES]
        for name in sorted(told.incomplete & set(data.tables))
    ]
    sources = []
    for source in told.sources:
        said = {key: str(value) for key, value in source.items() if value}
        texts = {key: local_texts(said, key) for key in ("title", "about", "note", "licence")}
        kept = {key: said[key] for key in ("id", "url") if key in said}
        sources.append(kept | {key: text for key, text in texts.items() if any(text)})
    title = told.title or dict.fromkeys(LANGUAGES, data.name)
    return {
        "title": [title[language] for language in LANGUAGES],
        "licence": told.licence,
        "sources": sources,
        "limits": [[limit[language] for language in LANGUAGES] for limit in told.limits],
        "incomplete": incomplete,
    }
