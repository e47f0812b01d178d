"""Reasons of suggestions, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from isp_graph.model.schema import LANGUAGES
from isp_graph.model.vocabulary import VOCABULARIES
from isp_graph.present.texts import text
from isp_graph.records import Records

_TABLES = {
    "same_commune": "communes",
    "same_sector": "sectors",
    "same_zone": "zones",
    "broker": "zones",
    "animates": "meetings",
    "sits_in": "meetings",
}


def local_names(data: Records, table: str, language: str) -> dict[str, str]:
    """Name the entries of a table in a language, French where it has no other name.

    Parameters
    ----------
    data : Records
    table : str
        A table with ``name_fr`` and perhaps ``name_nl`` and ``name_en``, or with ``name``.
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    dict
        Name by id.
    """
    frame = data.table(table)
    choices = dict.fromkeys((f"name_{language}", "name_fr", "name"))
    wanted = [name for name in choices if name in frame.columns]
    return {
        row[0]: next((name for name in row[1:] if name is not None), row[0])
        for row in frame.select("id", *wanted).iter_rows()
    }


def local_texts(row: Mapping[str, str | None], column: str) -> list[str | None]:
    """Give the text of a column in each language, as far as the row has it in that language.

    Parameters
    ----------
    row : mapping
        With the column and those that word it in one language.
    column : str

    Returns
    -------
    list
        In the order of `LANGUAGES`; the column itself where a language has no wording, and any
        wording where it is blank.

    Examples
    --------
    >>> local_texts({"role": "training", "role_fr": None, "role_nl": "opleiding"}, "role")
    ['training', 'opleiding', 'training']
    """
    worded = [row.get(f"{column}_{language}") for language in LANGUAGES]
    known = [text for text in (row.get(column), *worded) if text is not None]
    return [text or next(iter(known), None) for text in worded]


def layer_label(name: str, language: str) -> str:
    """Name a layer in a language; a kind of tie by its label, others by their text."""
    kinds = VOCABULARIES["tie_kind"]
    by_layer = {facts.get("layer", kind): kind for kind, facts in kinds.facts.items()}
    if name in by_layer:
        return kinds.label(by_layer[name], language)
    try:
        return text(f"layers.{name}", language)
    except KeyError:
        return name


def reason_writer(data: Records, language: str) -> Callable[[list[Mapping[str, Any]]], str]:
    """Prepare to word the reasons of suggestions.

    Parameters
    ----------
    data : Records
        Where zones, communes, sectors and meetings have their names.
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    callable
        From the ``reasons`` of one suggestion to a phrase.
    """
    names = {
        code: local_names(data, table, language)
        for code, table in _TABLES.items()
        if table in data.tables
    }

    # The same few reasons are given thousands of times.
    @cache
    def phrase(code: str, what: tuple[str, ...]) -> str:
        if code == "tied":
            called = [layer_label(name, language) for name in what]
        else:
            called = [names.get(code, {}).get(entry, entry) for entry in what]
        return text(f"reasons.{code}", language, what=called)

    def word(reasons: list[Mapping[str, Any]]) -> str:
        phrases = [phrase(reason["code"], tuple(reason["what"])) for reason in reasons]
        return text("report.between", language).join(phrases)

    return word


def worded(rows: list[dict[str, Any]], data: Records, language: str) -> list[dict[str, Any]]:
    """Put the reason of each suggestion of ``isolated`` into words, its codes kept beside.

    Parameters
    ----------
    rows : list of dict
        Rows of `isp_graph.analysis.isolated`.
    data : Records
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    list of dict
    """
    write = reason_writer(data, language)
    return [
        {
            **row,
            "suggestions": [
                {**suggestion, "reason": write(suggestion["reasons"])}
                for suggestion in row["suggestions"]
            ],
        }
        for row in rows
    ]
