"""Choose records: what ``Dataset.where`` and ``Dataset.at``, ``--where`` and ``--date`` mean.

Filters on organisations look at every row that counts, whatever its certainty; filters on
``certainty`` and ``modality`` choose rows of evidence and leave the organisations alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import TypeVar, cast

import polars as pl

from isp_graph.datasets.records import Records, Tables, modality_among
from isp_graph.datasets.tables.periods import holds_at
from isp_graph.datasets.tables.references import BY_NAME, directory
from isp_graph.datasets.tables.values import Refusal, first_day, understand_date
from isp_graph.errors import UsageError
from isp_graph.schema.naming import nearest
from isp_graph.schema.tables import EVIDENCE_TABLES, SCHEMA
from isp_graph.schema.vocabulary import COUNTED_MODALITIES, VOCABULARIES

R = TypeVar("R", bound=Records)

_NAMES = ("name_fr", "name_nl", "name_en")
_ROWS_OF = {"people": ("mandates", "person"), "meetings": ("attendance", "meeting")}
_EVIDENCE_KEYS = ("certainty", "modality")


def _seated(data: Records, zones: list[str]) -> pl.Series:
    return data.organisations.filter(pl.col("seat_zone").is_in(zones))["id"]


def _covering(data: Records, zones: list[str]) -> pl.Series:
    return data.evidence("coverage").filter(pl.col("zone").is_in(zones))["organisation"]


def _in_zone(data: Records, zones: list[str]) -> pl.Series:
    return pl.concat([_seated(data, zones), _covering(data, zones)])


def _in_sector(data: Records, sectors: list[str]) -> pl.Series:
    chosen = pl.col("sector").is_in(sectors)
    links = data.evidence("organisation_sectors").filter(chosen)["organisation"]
    return pl.concat([links, data.evidence("offers").filter(chosen)["organisation"]])


def _offering(data: Records, steps: list[str]) -> pl.Series:
    return data.evidence("offers").filter(pl.col("step").is_in(steps))["organisation"]


def _having(column: str) -> Callable[[Records, list[str]], pl.Series]:
    return lambda data, values: data.organisations.filter(pl.col(column).is_in(values))["id"]


_CHOOSERS: dict[str, tuple[str, Callable[[Records, list[str]], pl.Series]]] = {
    "zone": ("zones", _in_zone),
    "seat_zone": ("zones", _seated),
    "coverage_zone": ("zones", _covering),
    "sector": ("sectors", _in_sector),
    "step": ("steps", _offering),
    "kind": ("organisation_kind", _having("kind")),
    "commune": ("communes", _having("commune")),
    "language": ("language", _having("language")),
    "organisation": ("organisations", _having("id")),
}
FILTERS = (*_CHOOSERS, *_EVIDENCE_KEYS)
"""Every key that ``where`` understands."""
EXCLUDING = "!"
"""Behind a key: what has such a value is left out."""
TABLES_OF_FILTERS = {key: source for key, (source, _) in _CHOOSERS.items() if source in SCHEMA}
"""The table that tells what the values of a key mean, where one does."""


def _hint(text: str, known: Iterable[str], names: Iterable[str] = ()) -> dict[str, list[str]]:
    ids = sorted(known)
    near = nearest(text, ids) or nearest(text, names)
    return {"near": near, "known": ids[:30]}


def _names(frame: pl.DataFrame) -> list[str]:
    return [text for name in _NAMES if name in frame for text in frame[name].drop_nulls()]


def _unknown(key: str, value: str, hint: dict[str, list[str]]) -> UsageError:
    return UsageError("unknown_value", key=key, value=value, what=key.replace("_", " "), **hint)


def meant(data: Records, key: str, values: Iterable[str]) -> list[str]:
    """Find the ids or codes that a filter's values stand for.

    Parameters
    ----------
    data : Records
        The dataset as read.
    key : str
        The filter's key.
    values : iterable of str
        Its values, as somebody wrote them.

    Returns
    -------
    list of str

    Raises
    ------
    UsageError
        If a value is known neither to the dataset nor to the vocabulary.
    """
    source = _CHOOSERS[key][0] if key in _CHOOSERS else key
    wanted = list(values)
    if source in SCHEMA:
        entries = directory(source, data.table(source))
        found = entries.find(pl.Series(wanted, dtype=pl.String)).to_list()
        known = entries.ids.to_list()
        names = _names(data.table(source)) if source in BY_NAME else []
    else:
        found = [VOCABULARIES[source].recognise(value) for value in wanted]
        labels = VOCABULARIES[source].labels
        known = list(labels)
        names = [name for by_language in labels.values() for name in by_language.values()]
    if None in found:
        value = wanted[found.index(None)]
        raise _unknown(key, value, _hint(value, known, names))
    return found


def conditions(data: Records, pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Gather the ids and codes that the values of each key stand for; see `select`.

    Raises
    ------
    UsageError
        If a key or a value is unknown.
    """
    chosen: dict[str, list[str]] = {}
    for key, values in pairs:
        named = key.removesuffix(EXCLUDING)
        if named not in FILTERS:
            raise UsageError("unknown_key", key=named, **_hint(named, FILTERS))
        chosen.setdefault(key, []).extend(meant(data, named, values))
    if excluded := chosen.pop(f"modality{EXCLUDING}", None):  # of those that count otherwise
        among = chosen.get("modality", COUNTED_MODALITIES)
        chosen["modality"] = [each for each in among if each not in excluded]
    return chosen


def select(data: R, pairs: tuple[tuple[str, tuple[str, ...]], ...]) -> R:
    """Restrict a dataset by pairs of a key and its values.

    Parameters
    ----------
    data : Records
        The dataset, dated or not.
    pairs : tuple
        Keys and values; values of one key are or, different keys are and. A key followed by
        ``!`` leaves out what has one of its values.

    Returns
    -------
    Records
        Rows refer to none but organisations kept (mandates and attendance by their
        organisation, ties by both ends); people and meetings without any row left are out.

    Raises
    ------
    UsageError
        If a key or a value is unknown.
    """
    chosen = conditions(data.as_read(), pairs)
    if not chosen:
        return data
    kept = data.table("organisations")
    # Evidence that an earlier `where` put aside still tells who is where and does what.
    before = data.before_where()
    for key, wanted in chosen.items():
        named = key.removesuffix(EXCLUDING)
        if named in _CHOOSERS:
            among = pl.col("id").is_in(_CHOOSERS[named][1](before, wanted).implode())
            kept = kept.filter(among if named == key else ~among)

    def chosen_of(name: str) -> pl.DataFrame:
        if name == "organisations":
            return kept
        frame = _restricted(name, data.tables[name], kept["id"], chosen)
        return _without_left_alone(name, frame, data, tables)

    tables = Tables(data.tables, chosen_of)
    asked = frozenset(chosen["modality"]) if "modality" in chosen else data.modalities
    filters = (*data.filters, *((key, tuple(values)) for key, values in chosen.items()))
    return replace(
        data,
        tables=tables,
        filters=filters,
        modalities=asked,
        root=data.as_read(),
        unfiltered=before,
    )


def _restricted(
    name: str, frame: pl.DataFrame, ids: pl.Series, chosen: dict[str, list[str]]
) -> pl.DataFrame:
    for column in SCHEMA[name].references:
        # The organisation that a representative stands for may lie outside the choice.
        if column.references == "organisations" and column.name != "represents":
            frame = frame.filter(pl.col(column.name).is_in(ids.implode()))
    if name in EVIDENCE_TABLES:
        if "certainty" in chosen:
            frame = frame.filter(pl.col("certainty").is_in(chosen["certainty"]))
        if f"certainty{EXCLUDING}" in chosen:
            excluded = pl.col("certainty").is_in(chosen[f"certainty{EXCLUDING}"])
            frame = frame.filter(~excluded.fill_null(False))
        if "modality" in chosen:
            frame = frame.filter(modality_among(chosen["modality"]))
    return frame


def _without_left_alone(
    name: str, frame: pl.DataFrame, data: Records, kept: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """Take out people and meetings all of whose rows went, and decisions on such people."""
    if name in _ROWS_OF and _ROWS_OF[name][0] in kept:
        link, column = _ROWS_OF[name]
        had = data.tables[link][column].drop_nulls().unique()
        has = kept[link][column].drop_nulls().unique()
        left_alone = pl.col("id").is_in(had.implode()) & ~pl.col("id").is_in(has.implode())
        return frame.filter(~left_alone)
    if name == "matches" and "people" in kept:
        people = pl.col("a", "b").is_in(kept["people"]["id"].implode())
        return frame.filter(pl.all_horizontal(people))
    return frame


def restrict_to_day(data: R, date: str | datetime.date) -> R:
    """Restrict records to a day: what ``Dataset.at`` and ``--date`` mean.

    Parameters
    ----------
    data : Records
        The records.
    date : str or datetime.date
        A partial date means its first day.

    Returns
    -------
    Records
        Only organisations alive on that day, and rows that hold on it and refer to none but
        living organisations. Filters applied before choose as they would have on that day,
        and a day chosen before counts no more.

    Raises
    ------
    UsageError
        If the date cannot be read.
    """
    if data.unfiltered is not None:
        dated = restrict_to_day(cast(R, data.unfiltered), date)
        return reduce(lambda part, condition: select(part, (condition,)), data.filters, dated)
    if data.date is not None:
        return restrict_to_day(cast(R, data.as_read()), date)
    canonical = understand_date(str(date).strip())
    if isinstance(canonical, Refusal):
        raise UsageError("no_date", value=date)
    day = first_day(canonical)

    def alive() -> pl.DataFrame:
        return data.table("organisations").filter(holds_at(day, "founded", "closed"))

    def of_that_day(name: str) -> pl.DataFrame:
        if name == "organisations":
            return alive()
        schema = SCHEMA[name]
        wanted = [holds_at(day)] if schema.dated else []
        for column in schema.references:
            if column.references == "organisations":
                known = pl.col(column.name).is_in(alive()["id"].implode())
                wanted.append(pl.col(column.name).is_null() | known)
        return data.tables[name].filter(wanted) if wanted else data.tables[name]

    tables = Tables(data.tables, of_that_day)
    return replace(data, tables=tables, date=day.isoformat(), root=data.as_read())
