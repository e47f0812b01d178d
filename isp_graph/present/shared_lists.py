"""What lists of shared administrators and of meetings have in common."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.network import evidence_rows
from isp_graph.present.cuts import cut, ranks_of
from isp_graph.present.terminal import table
from isp_graph.present.wording import day
from isp_graph.schema.tables import SCHEMA
from isp_graph.schema.vocabulary import VOCABULARIES
from isp_graph.texts import text

ORGANISATIONS = ("a", "b", "organisation", "organisations", "board", "node", "delegate")
MEETING_COLUMNS = ("a", "b", "meeting", "elsewhere")


def lacking(data: Records, layer: str, table_name: str, none: str, language: str) -> str | None:
    """Say what the data cannot tell of a layer, and what it would take; None if nothing.

    Parameters
    ----------
    data : Records
    layer, table_name : str
        The layer, and the table of its rows.
    none : str
        Key of the sentence where there is no row at all; with ``_here``, where there is none here.

    Returns
    -------
    str or None
    """
    if evidence_rows(data, layer).is_empty():
        elsewhere = not evidence_rows(data.as_read(), layer).is_empty()
        return text(f"sharing.{none}_here" if elsewhere else f"sharing.{none}", language)
    if table_name not in data.settings.incomplete:
        return None
    return text("sharing.incomplete", language, table=SCHEMA[table_name].labels[language])


def with_names(
    frame: pl.DataFrame, columns: tuple[str, ...], names: dict[str, str]
) -> pl.DataFrame:
    """Put names in the place of ids."""
    for column in columns:
        if column not in frame.columns:
            continue
        if frame[column].dtype == pl.List(pl.String):
            by_name = pl.element().replace(names)
            frame = frame.with_columns(pl.col(column).list.eval(by_name).list.join(", "))
        else:
            frame = frame.with_columns(pl.col(column).replace(names))
    return frame


def _worded(frame: pl.DataFrame, data: Records, language: str) -> pl.DataFrame:
    """Put words in the place of codes: zones, capacities and days."""
    words: dict[str, Callable[[str], str]] = {
        "zone": lambda zone: zones.get(zone, zone),
        "capacity": lambda code: VOCABULARIES["capacity"].label(code, language),
        "last": lambda date: day(date, language),
        "end": lambda date: day(date, language),
    }
    zones = local_names(data.as_read(), "zones", language) if "zones" in data.tables else {}
    for column in frame.columns:
        if column in words:
            told = [None if value is None else words[column](value) for value in frame[column]]
            frame = frame.with_columns(pl.Series(column, told, pl.String))
    return frame


def _heading(key: str, language: str) -> str:
    return text("sharing.delegate_heading" if key == "delegate" else f"sharing.{key}", language)


def listed_rows(
    frame: pl.DataFrame,
    by: tuple[str, ...],
    columns: tuple[str, ...],
    data: Records,
    language: str,
) -> str:
    """Lay out the first rows of a frame that is in the order of some columns, and say the rest."""
    kept = cut(ranks_of(frame, by))
    shown = _worded(frame.head(kept.shown).select(columns), data, language)
    said = table(columns, shown.iter_rows(), language, lambda key: _heading(key, language))
    return said + "".join(f"{line}\n" for line in kept.words(language))
