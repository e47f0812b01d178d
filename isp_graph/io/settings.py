"""``dataset.toml`` into settings."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from isp_graph.model.findings import Finding, finding
from isp_graph.model.naming import nearest
from isp_graph.model.schema import LANGUAGES, SCHEMA
from isp_graph.records import Settings
from isp_graph.tables.values import Refusal, understand_date

FILE = "dataset.toml"


def _by_language(entry: Any, name: str = "") -> dict[str, str]:
    """Read a text that is given once, or by language."""
    if isinstance(entry, str):
        return dict.fromkeys(LANGUAGES, entry)
    if isinstance(entry, Mapping):
        texts = {language: entry.get(language) for language in LANGUAGES}
        some = next((text for text in texts.values() if isinstance(text, str)), name)
        return {
            language: text if isinstance(text, str) else some for language, text in texts.items()
        }
    return {}


def read_settings(data: bytes) -> tuple[Settings, list[Finding]]:
    """Read the bytes of ``dataset.toml``.

    Parameters
    ----------
    data : bytes
        Content of the file.

    Returns
    -------
    settings : Settings
        What could be understood.
    findings : list of Finding
        ``bad_settings`` for the rest.
    """
    try:
        entries = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Settings(), [finding("bad_settings", FILE, other=str(error))]
    found: list[Finding] = []
    title = _by_language(entries.get("title", {}))
    for language in LANGUAGES:
        if isinstance(entries.get(f"title_{language}"), str):
            title[language] = entries[f"title_{language}"]
    date = entries.get("date")
    if date is not None:
        understood = understand_date(str(date))
        if isinstance(understood, Refusal):
            found.append(finding("bad_settings", FILE, other=f"date = {date!r}"))
            understood = None
        date = understood
    tables = entries.get("incomplete", [])
    if not isinstance(tables, list):
        tables = [tables]
    for name in tables:
        if name not in SCHEMA:
            near = ", ".join(nearest(str(name), SCHEMA))
            other = f"incomplete: {name!r}"
            found.append(finding("bad_settings", FILE, other=other, near=near))
    licence = entries.get("licence")
    key = entries.get("public_key")
    settings = Settings(
        title=title,
        date=date,
        licence=None if licence is None else str(licence),
        incomplete=frozenset(str(name) for name in tables if name in SCHEMA),
        sources=tuple(entry for entry in _entries(entries, "sources")),
        limits=tuple(_by_language(entry) for entry in _entries(entries, "limits")),
        public_key=key if isinstance(key, str) else None,
    )
    return settings, found


def _entries(entries: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    listed = entries.get(name, [])
    if isinstance(listed, Mapping):
        listed = [value for value in listed.values() if isinstance(value, Mapping)]
    return [entry for entry in listed if isinstance(entry, Mapping)] if listed else []
