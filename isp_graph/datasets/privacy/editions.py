"""The edition of a dataset that names nobody.

Tables are made when they are asked for: what an answer does not use costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

import polars as pl

from isp_graph.datasets.masking.contacts import holding_contacts
from isp_graph.datasets.masking.names import NameMask
from isp_graph.datasets.privacy.findings import masked_findings
from isp_graph.datasets.privacy.pseudonyms import pseudonym, pseudonyms
from isp_graph.datasets.privacy.values import masked, names_of_people, with_texts
from isp_graph.datasets.records import Records, Tables
from isp_graph.datasets.tables.assemble import Tally
from isp_graph.schema.findings import MASK
from isp_graph.schema.tables import SCHEMA, Column

R = TypeVar("R", bound=Records)


def pseudonymise(data: R, key: bytes) -> R:
    """Take the people's names out of a dataset.

    Parameters
    ----------
    data : Records
        The dataset, dated or restricted as it may be.
    key : bytes
        The secret under which pseudonyms are stable.

    Returns
    -------
    Records
        The same records under pseudonyms; every personal column is replaced or gone, and names
        that stand elsewhere are masked. An identifier that holds a name becomes a pseudonym
        as a whole, so that what refers to it still does. A table is made when it is first asked
        for; what is copied or pickled holds no named record.
    """
    names = names_of_people(data)
    told = {
        field: getattr(data.settings, field) for field in ("title", "licence", "sources", "limits")
    }
    about = masked({"name": data.name, **told}, names)
    name = about.pop("name")
    common = {
        "name": name,
        "settings": replace(data.settings, **about),
        "findings": masked_findings(data, names),
        "withheld": frozenset(),
        "stated_fingerprint": data.fingerprint,
    }
    return _Pseudonyms(names, key, common).of(data)


class _Pseudonyms:
    """Takes names out of records, and of those from which they were restricted.

    Parameters
    ----------
    names : NameMask
    key : bytes
    common : mapping
        What all these records have in common, without names.
    """

    def __init__(self, names: NameMask, key: bytes, common: Mapping[str, Any]) -> None:
        self._names = names
        self._key = key
        self._common = common
        self._people = pl.DataFrame(schema={"old": pl.String, "new": pl.String})

    def of(self, data: R) -> R:
        """Take the names out of one dataset."""
        entries = pl.Series(list(data.identities), dtype=pl.String)
        persons = pl.Series(list(data.identities.values()), dtype=pl.String)
        told = zip(pseudonyms(entries, self._key), pseudonyms(persons, self._key), strict=True)
        return replace(
            data,
            tables=Tables(
                (name for name in data.tables if name != "matches"),
                lambda name: self._table(name, data.tables[name]),
            ),
            tallies={name: self._tally(name, data) for name in data.tallies},
            filters=self._filters(data),
            root=None if data.root is None else self.of(data.root),
            unfiltered=None if data.unfiltered is None else self.of(data.unfiltered),
            stated_identities=dict(told),
            **self._common,
        )

    def _tally(self, name: str, data: Records) -> Tally:
        """Forget the lines of a table whose order the pseudonyms in its key change."""
        tally, key = data.tallies[name], SCHEMA[name].key
        if key is None or tally.lines is None or data.root is not None:
            return tally
        hidden = key.personal or self._names.changed(data.tables[name][key.name])
        return replace(tally, lines=None) if hidden else tally

    def _filters(self, data: Records) -> tuple[tuple[str, tuple[str, ...]], ...]:
        others = [values for key, values in data.filters if key[:12] != "organisation"]
        ids = {value for values in others for value in values}
        hidden = {text: pseudonym(text, self._key) for text in self._names.changed(ids)}
        return tuple((key, tuple(with_texts(list(values), hidden))) for key, values in data.filters)

    def _table(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        schema = SCHEMA[name]
        texts = [c for c in schema.columns if _may_name(c) and frame[c.name].dtype == pl.String]
        texts = [c for c in texts if not c.personal]
        lists = frame.select(pl.col([c.name for c in texts]).drop_nulls().unique().implode())
        distinct = {c.name: lists[c.name][0] for c in texts}
        changes = self._hidden(texts, distinct)
        told = [pl.col(name).replace(new["old"], new["new"]) for name, new in changes.items()]
        for column in schema.columns:
            if column.personal and column.type == "text":
                told.append(pl.col("id").alias(column.name))  # their name is their pseudonym
            elif column.personal:
                frame = frame.with_columns(self._of_people(frame[column.name]))
        frame = frame.with_columns(told) if told else frame
        return frame if schema.key is None else frame.sort(schema.key.name)

    def _of_people(self, people: pl.Series) -> pl.Series:
        """Give the pseudonyms of people, each computed once for all tables."""
        asked = people.to_frame("old").join(
            self._people, on="old", how="left", maintain_order="left"
        )
        new = people.filter(asked["new"].is_null()).drop_nulls().unique().to_frame("old")
        if new.is_empty():
            return asked["new"].alias(people.name)
        made = new.with_columns(pseudonyms(new["old"], self._key).alias("new"))
        self._people = pl.concat([self._people, made])
        return self._of_people(people)

    def _hidden(
        self, columns: list[Column], distinct: Mapping[str, pl.Series]
    ) -> dict[str, pl.DataFrame]:
        """Give what changes in columns that are not personal: texts, and what is shown."""
        filled = [column for column in columns if distinct[column.name].len()]
        if not filled:
            return {}
        looked = {column.name: _searched(column, distinct[column.name]) for column in filled}
        shown = self._names.masked(pl.concat(list(looked.values())).unique())
        reached = _reached([distinct[column.name] for column in filled if column.remark])
        if shown.is_empty() and reached.is_empty():
            return {}
        changes = {}
        for column in filled:
            change = shown.join(looked[column.name].to_frame("old"), on="old", how="semi")
            if column.type in ("key", "reference", "references"):
                change = change.with_columns(pseudonyms(change["old"], self._key).alias("new"))
            if column.type == "references":
                change = _of_parts(distinct[column.name], change)
            if column.remark:
                change = pl.concat([reached, change.join(reached, on="old", how="anti")])
            if change.height:
                changes[column.name] = change
        return changes


def _may_name(column: Column) -> bool:
    """Tell whether a column may hold the name of a person that must not be read."""
    own = column.kept or column.references == "organisations"
    return column.type != "date" and not own


def _searched(column: Column, texts: pl.Series) -> pl.Series:
    """Give the texts of a column within which names are looked for."""
    texts = texts.rename("old")
    if column.type == "references":
        return texts.str.split("|").explode(empty_as_null=False, keep_nulls=False).unique()
    # A number that two tables use is two numbers; in a remark it may be somebody's.
    return texts if column.remark else texts.filter(texts.str.contains(r"\p{L}"))


def _reached(remarks: list[pl.Series]) -> pl.DataFrame:
    """Mask the remarks that hold a way to reach somebody, whatever else they hold."""
    texts = pl.concat(
        [pl.Series("old", [], dtype=pl.String), *(each.rename("old") for each in remarks)]
    )
    held = texts.filter(holding_contacts(texts)).unique()
    return held.to_frame().with_columns(pl.lit(MASK).alias("new"))


def _of_parts(cells: pl.Series, change: pl.DataFrame) -> pl.DataFrame:
    """Turn what changes in the parts of cells into what changes in the cells."""
    part = pl.element().replace(change["old"], change["new"])
    new = pl.col("old").str.split("|").list.eval(part).list.join("|")
    told = cells.to_frame("old").with_columns(new.alias("new"))
    return told.filter(pl.col("old") != pl.col("new"))
