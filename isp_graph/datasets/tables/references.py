"""Follow references: recognise names, build absent tables, set aside rows that point nowhere.

Zones, communes, steps and sectors are recognised by id, by any name in their table, and, where
the entry is one of Brussels' own, by any of Brussels' names for it. Organisations, people and
meetings are referred to by id alone: two of them may bear one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from isp_graph.datasets.tables.raw import ROW
from isp_graph.datasets.tables.values import dtype_of
from isp_graph.schema.brussels import GAZETTEERS
from isp_graph.schema.findings import ASIDE, Finding, finding
from isp_graph.schema.naming import fold, nearest
from isp_graph.schema.tables import SCHEMA, Column

BY_NAME = ("zones", "communes", "steps", "sectors")
_NAMES = ("name_fr", "name_nl", "name_en")
_NEAR_AMONG, _NEAR_FOR = 3000, 25
WHOLE_REGION = "*"


@dataclass(frozen=True)
class Directory:
    """The ids of one table and, where the table is known by names, its spellings."""

    table: str
    ids: pl.Series
    spellings: Mapping[str, str]

    def find(self, values: pl.Series) -> pl.Series:
        """Give the id that each value stands for; null where it stands for none."""
        if values.null_count() == values.len():
            return values
        # A join runs on all cores; it is faster than looking every value up.
        given = values.to_frame("id")
        strange = given.join(self.ids.to_frame("id"), on="id", how="anti")["id"]
        if strange.len() == values.null_count():
            return values
        lost = values.is_not_null() & values.is_in(strange.unique().implode())
        if not self.spellings:
            return values.set(lost, None)
        exact = set(self.ids.to_list())
        meant = {
            text: text if text in exact else self._by_name(text)
            for text in values.drop_nulls().unique().to_list()
        }
        return values.replace_strict(
            pl.Series(list(meant), dtype=pl.String),
            pl.Series(list(meant.values()), dtype=pl.String),
            default=None,
            return_dtype=pl.String,
        )

    def _by_name(self, text: str) -> str | None:
        by_name = self.spellings.get(fold(text))
        gazetteer = GAZETTEERS.get(self.table)
        if by_name is None and gazetteer is not None:
            known = gazetteer.recognise(text)
            by_name = None if known is None else self.spellings.get(fold(known))
        return by_name

    def near(self, text: str) -> str:
        """Name the nearest ids, where the table is small enough to look through."""
        if self.ids.len() > _NEAR_AMONG:
            return ""
        return ", ".join(nearest(text, self.ids.to_list()))


def directory(table: str, frame: pl.DataFrame) -> Directory:
    """Collect the ids and spellings of a table.

    A name that two entries share is no spelling of either; Brussels' own names stand behind
    those of the table.
    """
    ids = frame["id"]
    if table not in BY_NAME:
        return Directory(table, ids, {})
    claims: dict[str, set[str]] = {}
    columns = ["id", *(name for name in _NAMES if name in frame.columns)]
    for entry in frame.select(columns).iter_rows():
        for name in entry:
            if name is not None:
                claims.setdefault(fold(name), set()).add(entry[0])
    spellings = {spelling: ids_.pop() for spelling, ids_ in claims.items() if len(ids_) == 1}
    for identifier in ids.to_list():
        spellings[fold(identifier)] = identifier
    gazetteer = GAZETTEERS.get(table)
    if gazetteer is not None:
        own = {
            gazetteer.recognise(name): entry[0]
            for entry in reversed(frame.select(columns).rows())
            for name in reversed(entry)
            if name is not None and gazetteer.recognise(name) is not None
        }
        for spelling, known in gazetteer.spellings.items():
            if known in own:
                spellings.setdefault(spelling, own[known])
    return Directory(table, ids, spellings)


def resolve(
    frame: pl.DataFrame, column: Column, entries: Directory, file: str
) -> tuple[pl.DataFrame, list[Finding]]:
    """Follow one reference column.

    Parameters
    ----------
    frame : polars.DataFrame
        Typed table.
    column : Column
        The referring column.
    entries : Directory
        What it may refer to.
    file : str
        File of the referring table.

    Returns
    -------
    frame : polars.DataFrame
        With ids in place of names; rows without a required reference set aside.
    findings : list of Finding
    """
    values = frame[column.name]
    meant = entries.find(values)
    if meant is values:
        return frame, []
    lost = values.is_not_null() & meant.is_null()
    frame = frame.with_columns(meant.alias(column.name))
    if not lost.any():
        return frame, []
    code = "unknown_reference" if column.required else "unknown_optional_reference"
    if column.required and column.references == "steps":
        code = "unknown_step"
    found = []
    near: dict[str, str] = {}
    for text, row in zip(values.filter(lost), frame[ROW].filter(lost), strict=True):
        if text not in near and len(near) < _NEAR_FOR:
            near[text] = entries.near(text)
        details = {
            "other": column.references or "",
            "near": "" if column.personal else near.get(text, ""),
        }
        if column.required:
            details |= ASIDE
        found.append(
            finding(
                code,
                file,
                row,
                column.name,
                text,
                severity=None,
                personal=column.personal,
                **details,
            )
        )
    return (frame.filter(~lost) if column.required else frame), found


def split_ids(text: str) -> list[str]:
    """Split a shortcut cell into its ids.

    Examples
    --------
    >>> split_ids("NE | S;SE")
    ['NE', 'S', 'SE']
    """
    return [part.strip() for part in text.replace(";", "|").split("|") if part.strip()]


def build(table: str, values: Iterable[str]) -> pl.DataFrame:
    """Make an absent table from the values that refer to it.

    Parameters
    ----------
    table : str
        Name of the absent table.
    values : iterable of str
        Values found, in the order of the files.

    Returns
    -------
    polars.DataFrame
        One row an entry: Brussels' own facts where it is recognised, else id and name alike.
        Steps of no known order follow in the order in which they were met.
    """
    gazetteer = GAZETTEERS.get(table)
    schema = SCHEMA[table]
    rows: dict[str, dict[str, Any]] = {}
    for value in values:
        known = gazetteer.recognise(value) if gazetteer else None
        if gazetteer and known is not None:
            rows.setdefault(known, dict(gazetteer.rows[known]))
        else:
            names = [column.name for column in schema.own if column.required]
            row: dict[str, Any] = {name: value for name in names if name != "position"}
            rows.setdefault(value, row)
    if table == "steps":
        last = max((row.get("position", 0) for row in rows.values()), default=0)
        for row in rows.values():
            if "position" not in row:
                last += 1
                row["position"] = last
    dtypes = {column.name: dtype_of(column) for column in schema.columns}
    frame = pl.DataFrame(list(rows.values()), schema=dtypes, strict=False)
    return frame.with_columns(pl.lit(None, dtype=pl.UInt32).alias(ROW)).sort("id")
