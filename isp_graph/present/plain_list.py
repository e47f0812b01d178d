"""Rows of an answer as a plain table for people: its headings and codes in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.present.names import layer_label
from isp_graph.present.terminal import table
from isp_graph.schema.tables import SCHEMA
from isp_graph.schema.vocabulary import VOCABULARIES
from isp_graph.texts import text


def plain_list(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], data: Records, language: str
) -> str:
    """Lay out rows under headings in the reader's language.

    Parameters
    ----------
    rows : sequence of mapping
    columns : sequence of str
        Which columns, in their order; each has its heading in ``columns.toml``.
    data : Records
        Where zones and organisations have their names.

    Returns
    -------
    str
        A sentence where there are no rows.
    """
    if not rows:
        return text("sharing.none", language) + "\n"
    read = data.as_read()
    zones = local_names(read, "zones", language) if "zones" in read.tables else {}
    names = local_names(data, "organisations", language)
    words: dict[str, Callable[[Any], Any]] = {
        "table": lambda value: SCHEMA[value].labels[language],
        "layer": lambda value: layer_label(value, language),
        "kind": lambda value: VOCABULARIES["organisation_kind"].label(value, language),
        "zone": lambda value: zones.get(value, value),
        "neighbours": lambda value: [names.get(each, each) for each in value],
    }

    def worded(column: str, row: Mapping[str, Any]) -> Any:
        value = row[column]
        if column == "name":
            return names.get(row["organisation"], value)
        return words[column](value) if column in words and value is not None else value

    shown = [[worded(column, row) for column in columns] for row in rows]
    return table(columns, shown, language, lambda key: text(f"columns.{key}", language))
