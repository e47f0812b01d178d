"""Lists of the page that belong to no question: tables and texts."""

from __future__ import annotations

from typing import Any

from isp_graph.grammar import LANGUAGES
from isp_graph.present.rounding import short
from isp_graph.present.wording import printed
from isp_graph.results import Result
from isp_graph.schema.tables import SCHEMA
from isp_graph.texts import catalogue


def summary_rows(result: Result) -> list[dict[str, Any]]:
    """List the tables with their names in three languages."""
    return [
        {
            "t": [SCHEMA[row["table"]].labels[language] for language in LANGUAGES],
            "rows": row["rows"],
            "live": row["live"],
            "refused": row["refused"],
            "complete": short(row["complete"]),
        }
        for row in result.rows
    ]


def all_texts(*views: str) -> dict[str, list[str]]:
    """Give every text of some views, by ``view.key``, in the order of `LANGUAGES`.

    Apostrophes are those of print, also where a text was written for the terminal.
    """
    return {
        key if view == "report" else f"{view}.{key}": [
            printed(entry[language]) for language in LANGUAGES
        ]
        for view in views
        for key, entry in catalogue(view).items()
    }
