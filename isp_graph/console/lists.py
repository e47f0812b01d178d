"""Lists for people: in the order and of the length that they ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from isp_graph.console.asked import Asked
from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.errors import UsageError
from isp_graph.present.names import layer_label
from isp_graph.present.terminal import table
from isp_graph.schema.naming import nearest
from isp_graph.schema.tables import SCHEMA
from isp_graph.schema.vocabulary import VOCABULARIES
from isp_graph.texts import text

Rows = Sequence[Mapping[str, Any]]


def _key(value: Any) -> tuple[bool, Any]:
    """Sort the largest number first, a text by its letters, what is unknown last."""
    if value is None:
        return True, 0
    return False, -value if isinstance(value, (int, float)) else value


def ordered(rows: Rows, columns: Sequence[str]) -> list[Mapping[str, Any]]:
    """Order rows by columns; those of one layer stay together.

    Examples
    --------
    >>> rows = [{"id": "a", "degree": 1}, {"id": "b", "degree": 3}, {"id": "c", "degree": None}]
    >>> [row["id"] for row in ordered(rows, ["degree"])]
    ['b', 'a', 'c']
    """
    layers = list(dict.fromkeys(row.get("layer") for row in rows))

    def place(row: Mapping[str, Any]) -> tuple[Any, ...]:
        return layers.index(row.get("layer")), *(_key(row[column]) for column in columns)

    return sorted(rows, key=place)


def plain_list(
    rows: Rows, columns: Sequence[str], data: Records, asked: Asked, first: Sequence[str] = ()
) -> str:
    """Lay out rows as a plain table, by ``--sort`` and as many as ``--show`` says.

    Parameters
    ----------
    rows : sequence of mapping
    columns : sequence of str
        Which columns, in their order.
    data : Records
        Where zones and organisations have their names.
    asked : Asked
    first : sequence of str
        By which columns, where none is named.

    Returns
    -------
    str

    Raises
    ------
    UsageError
        If no such column is there, or less than one row is asked for.
    """
    if asked.sort is not None and asked.sort not in columns:
        raise UsageError(
            "unknown_sort", name=asked.sort, near=nearest(asked.sort, columns), known=columns
        )
    if asked.show is not None and asked.show < 1:
        raise UsageError("nothing_to_show", value=asked.show)
    by = (asked.sort,) if asked.sort is not None else first
    ranked = ordered(rows, by) if by else list(rows)
    shown = ranked[: asked.show]
    if not shown:
        return text("sharing.none", asked.lang) + "\n"
    read = data.as_read()
    zones = local_names(read, "zones", asked.lang) if "zones" in read.tables else {}
    names = local_names(data, "organisations", asked.lang)
    words: dict[str, Callable[[Any], Any]] = {
        "table": lambda value: SCHEMA[value].labels[asked.lang],
        "layer": lambda value: layer_label(value, asked.lang),
        "kind": lambda value: VOCABULARIES["organisation_kind"].label(value, asked.lang),
        "zone": lambda value: zones.get(value, value),
        "neighbours": lambda value: [names.get(each, each) for each in value],
    }

    def worded(column: str, row: Mapping[str, Any]) -> Any:
        value = row[column]
        if column == "name":
            return names.get(row["organisation"], value)
        return words[column](value) if column in words and value is not None else value

    values = [[worded(column, row) for column in columns] for row in shown]
    listed = table(columns, values, asked.lang, lambda key: text(f"columns.{key}", asked.lang))
    more = len(ranked) - len(shown)
    return listed + (text("terminal.cut", asked.lang, n=more) + "\n" if more else "")
