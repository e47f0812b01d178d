"""Raw tables into the tables of a dataset: typed, referenced, complete, with their findings.

Order of work: understand cells; follow references between the tables that are there, setting
rows aside; build the tables that are absent from what refers to them; follow columns of several
ids, and expand those that are shortcuts; look for contradictions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import polars as pl

from isp_graph.datasets.tables.bearing import people_in_names
from isp_graph.datasets.tables.cells import TypedTable, understand_table
from isp_graph.datasets.tables.contradictions import contradictions
from isp_graph.datasets.tables.identities import identity_findings
from isp_graph.datasets.tables.raw import ROW, RawTable
from isp_graph.datasets.tables.references import Directory, build, directory, resolve, split_ids
from isp_graph.datasets.tables.shortcuts import add_links, links_of, with_ids
from isp_graph.schema.findings import Finding, finding
from isp_graph.schema.tables import SCHEMA, reading_order


@dataclass(frozen=True)
class Tally:
    """How many records a file held and how many of them are used.

    ``links`` are rows that a link table has from shortcuts of another one, not from its file;
    ``lines``, where on file the rows of the table begin, in their order; None where others are
    among them.
    """

    file: str
    records: int
    used: int
    links: pl.DataFrame | None = field(default=None, compare=False)
    lines: pl.Series | None = field(default=None, compare=False, repr=False)

    @property
    def refused(self) -> int:
        """Records set aside."""
        return self.records - self.used


@dataclass(frozen=True)
class Assembled:
    """The tables of a dataset, sorted by their keys, and what was found on the way."""

    tables: dict[str, pl.DataFrame]
    findings: tuple[Finding, ...]
    tallies: dict[str, Tally]
    withheld: frozenset[str] = frozenset()


def _resolve_present(typed: dict[str, TypedTable], found: list[Finding]) -> None:
    known: dict[str, Directory] = {}
    for name in reading_order():
        if name not in typed:
            continue
        entry = typed[name]
        frame = entry.frame
        for column in entry.table.references:
            target = column.references or ""
            if target == name:
                frame, lost = resolve(frame, column, directory(target, frame), entry.file)
            elif not _empty(typed, target):
                if target not in known:  # its own references were followed before
                    known[target] = directory(target, typed[target].frame)
                frame, lost = resolve(frame, column, known[target], entry.file)
            else:
                continue
            found += lost
        typed[name] = replace(entry, frame=frame)


def _values(typed: dict[str, TypedTable], target: str) -> list[str]:
    """Collect, in the order of the files, the values that refer to a table."""
    met: dict[str, None] = {}
    for name in reading_order():
        if name not in typed:
            continue
        entry = typed[name]
        for column in (*entry.table.references, *entry.table.lists):
            if column.references != target:
                continue
            for cell in entry.frame[column.name].drop_nulls().unique(maintain_order=True):
                parts = split_ids(cell) if column.type == "references" else [cell]
                met.update(dict.fromkeys(part for part in parts if part != "*"))
    return list(met)


def _empty(typed: dict[str, TypedTable], name: str) -> bool:
    """Tell whether a table is absent, or a header to fill in later, which is as good as absent."""
    return name not in typed or typed[name].records == 0


def _build_absent(typed: dict[str, TypedTable], found: list[Finding]) -> None:
    # Communes first: those of Brussels bring their zone with them.
    for target in ("communes", "zones", "sectors", "steps", "people", "meetings", "poles"):
        if not _empty(typed, target):
            continue
        values = _values(typed, target)
        if not values:
            continue
        frame = build(target, values)
        if target == "communes" and not _empty(typed, "zones"):
            zones = directory("zones", typed["zones"].frame)
            frame = frame.with_columns(zones.find(frame["zone"]))
        count = str(frame.height)
        found.append(finding("table_built", target, count=count))
        typed[target] = TypedTable(SCHEMA[target], target, frame, 0, ())
        entries = directory(target, frame)
        for name in typed:
            columns = [c for c in SCHEMA[name].references if c.references == target]
            for column in columns:
                entry = typed[name]
                frame, lost = resolve(entry.frame, column, entries, entry.file)
                found += lost
                typed[name] = replace(entry, frame=frame)


def _follow_lists(
    typed: dict[str, TypedTable], found: list[Finding], tallies: dict[str, Tally]
) -> None:
    for name in list(typed):
        for column in SCHEMA[name].lists:
            target = column.references or ""
            entries = (
                directory(target, typed[target].frame)
                if target in typed
                else Directory(target, pl.Series([], dtype=pl.String), {})
            )
            entry = typed[name]
            frame, lost = with_ids(entry.frame, column, entries, entry.file)
            found += lost
            typed[name] = replace(entry, frame=frame)
            if column.link is None:
                continue
            links = links_of(frame, column, entries)
            if column.link in typed:
                existing = typed[column.link]
                frame = add_links(links, existing.frame, column)
                added = frame.tail(frame.height - existing.frame.height).drop(ROW)
                typed[column.link] = replace(existing, frame=frame)
                tallies[column.link] = replace(tallies[column.link], links=added)
            elif links.height:
                typed[column.link] = TypedTable(SCHEMA[column.link], entry.file, links, 0, ())


def _finished(name: str, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series | None]:
    """Sort a table by its key, where it has one, and tell apart on which lines its rows stand."""
    key = SCHEMA[name].key
    frame = frame if key is None or frame[key.name].is_sorted() else frame.sort(key.name)
    lines = frame.get_column(ROW) if ROW in frame.columns else None
    return pl.DataFrame({c.name: frame[c.name] for c in SCHEMA[name].columns}), lines


def assemble(raws: Iterable[RawTable]) -> Assembled:
    """Make the tables of a dataset from raw ones.

    Parameters
    ----------
    raws : iterable of RawTable
        The tables as read; ``organisations`` must be among them, or there is one finding
        and no table.

    Returns
    -------
    Assembled
        Tables sorted by their keys, findings in order, and the tally of each file.
    """
    typed = {raw.name: understand_table(raw) for raw in raws}
    found = [note for entry in typed.values() for note in entry.findings]
    if "organisations" not in typed:
        found.append(finding("missing_file", "organisations.csv"))
        unused = {name: Tally(entry.file, entry.records, 0) for name, entry in typed.items()}
        aside = frozenset().union(*(entry.named() for entry in typed.values()))
        return Assembled({}, tuple(sorted(found, key=Finding.order)), unused, aside)
    _resolve_present(typed, found)
    aside = frozenset().union(*(entry.withheld() for entry in typed.values()))
    _build_absent(typed, found)
    tallies = {
        name: Tally(entry.file, entry.records, entry.frame.height)
        for name, entry in typed.items()
        if entry.records or entry.frame.is_empty()  # a table that was built stands in no file
    }
    _follow_lists(typed, found, tallies)
    typed_tables = {name: (e.file, e.frame) for name, e in typed.items()}
    found += contradictions(typed_tables) + identity_findings(typed_tables)
    found += people_in_names(typed_tables)
    tables = {}
    for name in SCHEMA:
        if name in typed:
            tables[name], lines = _finished(name, typed[name].frame)
            if name in tallies and tallies[name].links is None:
                tallies[name] = replace(tallies[name], lines=lines)
    return Assembled(tables, tuple(sorted(found, key=Finding.order)), tallies, aside)
