"""Reasons of suggestions, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.present.names import layer_label
from isp_graph.texts import text

_TABLES = {
    "same_commune": "communes",
    "same_sector": "sectors",
    "same_zone": "zones",
    "broker": "zones",
    "animates": "meetings",
    "sits_in": "meetings",
}


def reason_writer(data: Records, language: str) -> Callable[[list[Mapping[str, Any]]], str]:
    """Prepare to word the reasons of suggestions.

    Parameters
    ----------
    data : Records
        Where zones, communes, sectors and meetings have their names.

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
        Rows of `isp_graph.questions.isolated.isolated`.
    data : Records

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
