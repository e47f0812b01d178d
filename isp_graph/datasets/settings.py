"""``dataset.toml`` into settings."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from isp_graph.datasets.files.decode import decode
from isp_graph.datasets.records import Settings
from isp_graph.datasets.tables.values import Refusal, understand_date
from isp_graph.grammar import LANGUAGES
from isp_graph.schema.findings import Finding, finding
from isp_graph.schema.naming import nearest
from isp_graph.schema.tables import SCHEMA

FILE = "dataset.toml"
_KEYS = (
    *("title", *(f"title_{language}" for language in LANGUAGES), "date", "licence"),
    *("incomplete", "sources", "limits", "public_key"),
)

LIMITED = ("layer", "by")
"""What a limit may name: the layer and the attribute of which it takes a conclusion back."""
_MISREAD = (ValueError, RecursionError)  # bad TOML; numbers or nesting without end


def _by_language(entry: Any) -> dict[str, str]:
    """Read a text that is given once, or by language; empty where it is neither."""
    if isinstance(entry, str):
        return dict.fromkeys(LANGUAGES, entry)
    if not isinstance(entry, Mapping):
        return {}
    texts = {lang: entry[lang] for lang in LANGUAGES if isinstance(entry.get(lang), str)}
    some = next(iter(texts.values()), None)
    return {} if some is None else {lang: texts.get(lang, some) for lang in LANGUAGES}


def _listed(entry: Any) -> list[Any]:
    """Read a list, or one thing in place of a list, or things by their names."""
    if isinstance(entry, Mapping) and all(isinstance(value, Mapping) for value in entry.values()):
        return list(entry.values())
    return entry if isinstance(entry, list) else [entry]


class _Reader:
    """The entries of the file, and what was wrong with some of them."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self.entries = entries
        self.found: list[Finding] = []

    def refuse(self, name: str, value: object, near: str = "") -> None:
        other = f"{name} = {value if isinstance(value, datetime.date) else repr(value)}"
        self.found.append(finding("bad_settings", FILE, other=other, near=near))

    def unknown(self) -> None:
        for name in self.entries:
            if name not in _KEYS:
                near = ", ".join(nearest(name, _KEYS))
                self.found.append(finding("unknown_setting", FILE, value=name, near=near))

    def title(self) -> dict[str, str]:
        given = self.entries.get("title", {})
        title = _by_language(given)
        if given and not title:
            self.refuse("title", given)
        for language in LANGUAGES:
            text = self.text(f"title_{language}")
            if text is not None:
                title = title or dict.fromkeys(LANGUAGES, text)
                title[language] = text
        return title

    def text(self, name: str) -> str | None:
        value = self.entries.get(name)
        if value is None or isinstance(value, str):
            return value
        self.refuse(name, value)
        return None

    def date(self) -> str | None:
        value = self.entries.get("date")
        if value is None:
            return None
        understood = understand_date(str(value).strip())
        if isinstance(understood, Refusal):
            self.refuse("date", value)
            return None
        return str(understood)

    def tables(self, name: str) -> frozenset[str]:
        known = set()
        for value in _listed(self.entries.get(name, [])):
            if isinstance(value, str) and value in SCHEMA:
                known.add(value)
            else:
                self.refuse(name, value, ", ".join(nearest(str(value), SCHEMA)))
        return frozenset(known)

    def sources(self) -> Iterator[Mapping[str, Any]]:
        for value in _listed(self.entries.get("sources", [])):
            if isinstance(value, Mapping):
                yield value
            else:
                self.refuse("sources", value)

    def limits(self) -> Iterator[Mapping[str, str]]:
        for value in _listed(self.entries.get("limits", [])):
            texts = _by_language(value)
            touched = value if isinstance(value, Mapping) else {}
            about = {key: touched[key] for key in LIMITED if isinstance(touched.get(key), str)}
            if texts:
                yield texts | about
            else:
                self.refuse("limits", value)


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
        ``bad_settings`` and ``unknown_setting`` for the rest.
    """
    try:
        text, guessed = decode(data)
        entries = tomllib.loads(text)
    except _MISREAD as error:
        return Settings(), [finding("bad_settings", FILE, other=str(error))]
    reader = _Reader(entries)
    if guessed:
        reader.found.append(finding("encoding_guessed", FILE))
    settings = Settings(
        title=reader.title(),
        date=reader.date(),
        licence=reader.text("licence"),
        incomplete=reader.tables("incomplete"),
        sources=tuple(reader.sources()),
        limits=tuple(reader.limits()),
        public_key=reader.text("public_key"),
    )
    reader.unknown()
    return settings, reader.found
