"""Settings of a dataset as a text that a node can hold, and back."""

from __future__ import annotations

import datetime
import json
from typing import Any

from isp_graph.datasets.records import Settings
from isp_graph.datasets.tables.values import first_day

_DATE = "date:"
_TEXT = "text:"


def _plain(value: Any) -> Any:
    """Mark texts and dates, which TOML tells apart and JSON does not."""
    if isinstance(value, datetime.date | datetime.time):
        return _DATE + value.isoformat()
    if isinstance(value, str):
        return _TEXT + value
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value


def _back(value: Any) -> Any:
    if isinstance(value, str):
        if value.startswith(_TEXT):
            return value.removeprefix(_TEXT)
        moment = value.removeprefix(_DATE)
        for kind in (datetime.date, datetime.time, datetime.datetime):
            try:
                return kind.fromisoformat(moment)
            except ValueError:
                continue
        return moment
    if isinstance(value, dict):
        return {key: _back(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_back(entry) for entry in value]
    return value


def settings_text(settings: Settings) -> str:
    """Write settings as JSON.

    Examples
    --------
    >>> settings_of(settings_text(Settings(date="2015"))) == Settings(date="2015")
    True
    """
    told = {
        "title": dict(settings.title),
        "date": settings.date,
        "licence": settings.licence,
        "incomplete": sorted(settings.incomplete),
        "sources": [dict(entry) for entry in settings.sources],
        "limits": [dict(entry) for entry in settings.limits],
        "public_key": settings.public_key,
    }
    return json.dumps(_plain(told), ensure_ascii=False)


def settings_of(text: str) -> Settings:
    """Read settings back."""
    told = _back(json.loads(text))
    return Settings(
        title=told["title"],
        date=told["date"],
        licence=told["licence"],
        incomplete=frozenset(told["incomplete"]),
        sources=tuple(told["sources"]),
        limits=tuple(told["limits"]),
        public_key=told["public_key"],
    )


def day_of(date: str | None) -> str | None:
    """Give the day that a date means, as text."""
    return None if date is None else first_day(date).isoformat()
