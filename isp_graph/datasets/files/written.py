"""A dataset as the files from which it can be read again."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from isp_graph.datasets.records import Records, Settings
from isp_graph.datasets.settings import FILE


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A JSON string is a basic string of TOML, but for the delete character.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_toml(str(key))} = {_toml(entry)}" for key, entry in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return repr(value)


def settings_file(settings: Settings) -> bytes:
    r"""Write ``dataset.toml``.

    Examples
    --------
    >>> settings_file(Settings(date="2015"))
    b'date = "2015"\n'
    """
    told = {
        "title": settings.title,
        "date": settings.date,
        "licence": settings.licence,
        "incomplete": sorted(settings.incomplete),
        "sources": settings.sources,
        "limits": settings.limits,
        "public_key": settings.public_key,
    }
    return "".join(f"{key} = {_toml(value)}\n" for key, value in told.items() if value).encode()


def dataset_files(data: Records) -> dict[str, bytes]:
    """Write every table of a dataset, and its settings.

    Parameters
    ----------
    data : Records

    Returns
    -------
    dict
        Content by file name.
    """
    files = {FILE: settings_file(data.settings)}
    for name, frame in data.tables.items():
        texts = frame.with_columns(pl.col(pl.Boolean).replace_strict({True: "yes", False: "no"}))
        files[f"{name}.csv"] = texts.write_csv(line_terminator="\r\n").encode()
    return files
