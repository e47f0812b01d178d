"""The report: one HTML page that needs nothing but itself.

All data stand in the page as JSON, in three languages' words; the page's script writes them as
text and never as markup. A policy inside the page forbids every request. Same dataset, same
seed: same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.privacy.values import personal_values
from isp_graph.errors import UsageError
from isp_graph.grammar import LANGUAGES
from isp_graph.grammar.tables import tables
from isp_graph.network import looks
from isp_graph.page.facts import Fact, facts
from isp_graph.page.lists import all_texts
from isp_graph.page.model import PageModel, page_model
from isp_graph.picture.embedding import CSP_MARK, embedded, sealed
from isp_graph.picture.still_picture import still_groups, still_picture
from isp_graph.present.wording import say
from isp_graph.questions import QUESTIONS

EDITIONS = ("public", "internal")
_FIRST = tuple(
    f"page/templates/{name}.js"
    for name in ("base", "words", "sheets", "tables", "records", "columns", "charts")
)
_FIRST += ("questions/filiere/shared.js", "page/templates/filters.js")
_SCENES = {"organisations": ("organisations",), "groups": ("groups", "groups_side")}
"""Scripts of what the picture shows."""
_NEXT = (
    "picture/network_tools.js",
    "picture/selection.js",
    "questions/filiere/pathways/path.js",
    "page/templates/data.js",
    "page/templates/map.js",
)
_LAST = "page/templates/page.js"
_LIMITS_SHOWN = 4


@dataclass(frozen=True)
class Report:
    """A page and what it says first.

    Attributes
    ----------
    html : str
        The whole page.
    facts : mapping
        By language, the most useful facts in plain sentences, five at most; none for a section
        alone.
    """

    html: str
    facts: Mapping[str, tuple[str, ...]]

    def _repr_html_(self) -> str:
        return f'<iframe srcdoc="{escape(self.html)}" width="100%" height="720"></iframe>'


def _source(path: str) -> str:
    return files("isp_graph").joinpath(*path.split("/")).read_text("utf-8")


def report(
    dataset: Dataset,
    *,
    language: str = "fr",
    edition: str = "public",
    seed: int = 0,
    geometry: Mapping[str, Any] | None = None,
    only: str | None = None,
) -> Report:
    """Make the report of a dataset.

    Parameters
    ----------
    dataset : Dataset
        The records, restricted as the reader wants them; for the public edition they are
        pseudonymised by the caller. Unless restricted to a day, they are read at their own date.
    language : {'fr', 'nl', 'en'}
        Language in which the page opens; it holds all three.
    edition : {'public', 'internal'}
        The internal edition names people, and says so.
    seed : int
        Of the places in the picture of the network.
    geometry : mapping, optional
        GeoJSON collection of communes, whose features bear their code as ``nis``.
    only : str, optional
        Name of the one section that the page shall have, beside what the data cannot show.

    Returns
    -------
    Report

    Raises
    ------
    UsageError
        If the language, the edition or the section is unknown, or the records of a public
        edition name people.

    Examples
    --------
    >>> import isp_graph
    >>> brussels = isp_graph.read("bruxelles-2015")
    >>> page = report(brussels.pseudonymised(b"a secret of thirty characters!"), only="isolated")
    >>> page.html.count("<section"), page.html.startswith("<!doctype html>")
    (2, True)
    """
    if language not in LANGUAGES:
        raise UsageError("unknown_language", value=language, known=LANGUAGES)
    if edition not in EDITIONS:
        raise UsageError("unknown_edition", value=edition, known=EDITIONS)
    if edition == "public" and dataset.stated_fingerprint is None and personal_values(dataset):
        raise UsageError("not_pseudonymised")
    model = page_model(dataset, edition=edition, seed=seed, geometry=geometry, only=only)
    told = () if model.grounds is None else facts(model.grounds)
    html = _page(model, told, language, only)
    sentences = {each: tuple(fact.sentence[each] for fact in told) for each in LANGUAGES}
    return Report(html, sentences)


def _page(model: PageModel, told: tuple[Fact, ...], language: str, only: str | None) -> str:
    data = model.data
    place = LANGUAGES.index(language)
    data["language"] = language
    data["languages"] = LANGUAGES
    data["texts"] = all_texts("report", *_texts(data["views"]))
    data["grammar"] = {key: tables()[key] for key in ("and", "months", "dates", "sizes")}
    data["facts"] = [
        {
            "section": fact.section,
            "t": [fact.sentence[each] for each in LANGUAGES],
            "choice": urlencode(fact.choice),
        }
        for fact in told
    ]
    data["limits"] = _limits(model)
    data["palette"] = looks.PALETTE
    data["neutral"] = looks.NEUTRAL
    data["shapes"] = looks.SHAPES
    sections = _sections(model, only)
    scene = _SCENES[data["network"]["drawn"]]
    pictured = [f"picture/{name}.js" for name in ("network", "signs", "canvas", *scene, "saving")]
    shown = [each.script for each in QUESTIONS if each.section in data["views"]]
    scripts = (*_FIRST, *pictured, *_NEXT, *shown, _LAST)
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined
    )
    environment.globals.update(
        say=lambda key, count=None, **values: say(key, language, count, **values),
    )
    template = environment.get_template("page/templates/page.html.j2")
    html = template.render(
        data=data,
        place=place,
        language=language,
        policy=CSP_MARK,
        shown_limits=_LIMITS_SHOWN,
        sections=sections,
        single=only is not None,
        views=list(data["views"]),
        nav=lambda name: f"{name}.nav" if name in data["views"] else f"nav_{name}",
        style=Markup(_source("page/templates/page.css")),  # noqa: S704 -- our own files
        script=Markup("\n".join(_source(name) for name in scripts)),  # noqa: S704
        network_data=Markup(embedded(model.picture)),  # noqa: S704 -- escaped for a script element
        still=Markup(_still(model, language)),  # noqa: S704 -- its texts are escaped there
        page_data=Markup(embedded(data)),  # noqa: S704 -- escaped for a script element
        map=model.map,
        turns=looks.TURNS,
        colour=looks.colour,
    )
    return sealed(html)


def _texts(shown: Mapping[str, Any]) -> list[str]:
    """Name the files of texts that the views of this page read."""
    read = [(name, *each.texts) for each in QUESTIONS if (name := each.section) in shown and name]
    return list(dict.fromkeys(name for names in read for name in names))


def _sections(model: PageModel, only: str | None) -> list[str]:
    """Name the sections of this page, in their order."""
    data = model.data
    known = [("limits", data["limits"]), ("facts", True), ("data", True), ("network", True)]
    known += [(name, True) for name in data["views"]]
    known += [("map", True)]
    sections = [name for name, present in known if present]
    if only is None:
        return sections
    if only not in sections:
        raise UsageError("unknown_section", value=only, known=sections)
    return [name for name in sections if name in ("limits", only)]


def _limits(model: PageModel) -> list[list[str]]:
    """Say what cannot be shown: the dataset's own limits, then what its tables leave unknown."""
    limits = [list(limit) for limit in model.data["settings"]["limits"]]
    if model.blank:
        names = [", ".join(layer) for layer in zip(*model.blank, strict=True)]
        said = [
            say("limits_layers", each, names=listed)
            for each, listed in zip(LANGUAGES, names, strict=True)
        ]
        # What is said by the dataset's author comes first, unless there is nothing.
        limits.insert(min(len(limits), _LIMITS_SHOWN - 1), said)
    incomplete = model.data["settings"]["incomplete"]
    if incomplete:
        limits.append(
            [
                say("limits_incomplete", each, names=", ".join(table[n] for table in incomplete))
                for n, each in enumerate(LANGUAGES)
            ]
        )
    return limits


def _still(model: PageModel, language: str) -> str:
    data, picture = model.data, model.picture
    if "divisions" in picture:
        return still_groups(picture, language)
    if not data["organisations"]:
        return ""
    return still_picture(picture, data["organisations"], data, model.pairs, model.drawn, language)
