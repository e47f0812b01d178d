"""Brussels' own zones, communes and steps, recognised by id or by any of their names.

Facts come from ``brussels.toml``. Other values are none of this module's business:
they stand as they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from isp_graph.schema.naming import fold

_ZONE_WORD = re.compile(r"^\s*(?:zone[\s-]+isp|isp[\s-]+zone|zone)\b[\s:.-]*", re.IGNORECASE)


@dataclass(frozen=True)
class Gazetteer:
    """Known entries of one table and the ways to write them.

    Attributes
    ----------
    table : str
        The table whose ids these are.
    rows : mapping
        By id, the row of that table that the entry stands for.
    postal : mapping
        By id, the postal codes in use there (communes only).
    spellings : mapping
        Id by the fold of each spelling.
    """

    table: str
    rows: Mapping[str, Mapping[str, Any]]
    postal: Mapping[str, frozenset[str]]
    spellings: Mapping[str, str]

    def recognise(self, text: str) -> str | None:
        """Find the entry that a text names.

        Parameters
        ----------
        text : str
            An id or a name in any language and spelling.

        Returns
        -------
        str or None
            The id, or None where Brussels knows nothing of that name.

        Examples
        --------
        >>> GAZETTEERS["zones"].recognise("zone Noordoost")
        'NE'
        >>> GAZETTEERS["communes"].recognise("St-Josse")
        '21014'
        """
        if text in self.rows:
            return text
        if self.table == "zones":
            text = _ZONE_WORD.sub("", text) or text
        return self.spellings.get(fold(text))


def _gazetteer(table: str, declared: Mapping[str, Any]) -> Gazetteer:
    rows: dict[str, Mapping[str, Any]] = {}
    postal: dict[str, frozenset[str]] = {}
    spellings: dict[str, str] = {fold(entry_id): entry_id for entry_id in declared}
    for entry_id, entry in declared.items():
        row: dict[str, Any] = {"id": entry_id}
        for language in ("fr", "nl", "en"):
            if language in entry:
                row[f"name_{language}"] = entry[language]
                spellings.setdefault(fold(entry[language]), entry_id)
        for spelling in entry["also"]:
            spellings.setdefault(fold(spelling), entry_id)
        if table == "communes":
            row["zone"] = entry["zone"]
            postal[entry_id] = frozenset(str(code) for code in entry["postal"])
        if table == "steps":
            row["position"] = entry["position"]
            row["skippable"] = bool(entry.get("skippable", False))
        rows[entry_id] = row
    return Gazetteer(table, rows, postal, spellings)


def _load() -> dict[str, Gazetteer]:
    text = (files("isp_graph.schema") / "brussels.toml").read_text("utf-8")
    return {table: _gazetteer(table, entries) for table, entries in tomllib.loads(text).items()}


GAZETTEERS: Mapping[str, Gazetteer] = _load()
"""What is known of Brussels, by table: zones, communes, steps."""
