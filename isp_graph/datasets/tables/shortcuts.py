"""Columns of several ids; the shortcuts ``covers`` and ``sectors`` as rows of their link tables."""

from __future__ import annotations

import polars as pl

from isp_graph.datasets.tables.raw import ROW
from isp_graph.datasets.tables.references import WHOLE_REGION, Directory, split_ids
from isp_graph.datasets.tables.values import dtype_of, first_day
from isp_graph.schema.findings import Finding, finding
from isp_graph.schema.tables import SCHEMA, Column
from isp_graph.schema.vocabulary import COUNTED_MODALITIES


def with_ids(
    frame: pl.DataFrame, column: Column, entries: Directory, file: str
) -> tuple[pl.DataFrame, list[Finding]]:
    """Write a column of several ids with ids, separated by ``|``; ``*`` stays.

    Parameters
    ----------
    frame : polars.DataFrame
        The table that has the column.
    column : Column
    entries : Directory
        What its parts may refer to.
    file : str
        File of the table.

    Returns
    -------
    frame : polars.DataFrame
        A cell of which no part is known is unknown.
    findings : list of Finding
        Parts that refer to nothing, row by row.
    """
    texts = frame[column.name]
    meant: dict[str, str | None] = {}
    strange: dict[str, list[str]] = {}
    for text in texts.drop_nulls().unique(maintain_order=True):
        parts = split_ids(text)
        if parts == [WHOLE_REGION]:
            meant[text] = WHOLE_REGION
            continue
        known = entries.find(pl.Series(parts, dtype=pl.String)).to_list()
        meant[text] = "|".join(dict.fromkeys(filter(None, known))) or None
        lost = [part for part, entry in zip(parts, known, strict=True) if entry is None]
        if lost:
            strange[text] = lost
    if not meant:
        return frame, []
    written = texts.replace_strict(
        list(meant), list(meant.values()), default=None, return_dtype=pl.String
    )
    met = frame.filter(texts.is_in(list(strange))) if strange else frame.clear()
    found = [
        finding(
            "unknown_optional_reference",
            file,
            row,
            column.name,
            part,
            other=column.references or "",
            near=entries.near(part),
        )
        for text, row in met.select(column.name, ROW).iter_rows()
        for part in strange[text]
    ]
    return frame.with_columns(written.alias(column.name)), found


def links_of(frame: pl.DataFrame, shortcut: Column, entries: Directory) -> pl.DataFrame:
    """Give the rows of the link table for which a shortcut stands.

    Parameters
    ----------
    frame : polars.DataFrame
        The table that has the shortcut, written `with_ids`.
    shortcut : Column
    entries : Directory
        All that it may refer to: what ``*`` means.

    Returns
    -------
    polars.DataFrame
        Each with the evidence of the row that it stands in.
    """
    link = SCHEMA[shortcut.link or ""]
    target = next(c.name for c in link.references if c.references == shortcut.references)
    source = next(c.name for c in link.references if c.references == shortcut.table)
    evidence = [c.name for c in link.columns if c.evidence and c.name != "unknown_reason"]
    every = sorted(entries.ids.to_list())
    rows: list[dict[str, object]] = []
    filled = frame.filter(pl.col(shortcut.name).is_not_null())
    for record in filled.select("id", shortcut.name, *evidence).iter_rows(named=True):
        text = record[shortcut.name]
        kept = {source: record["id"], **{name: record[name] for name in evidence}}
        ids = every if text == WHOLE_REGION else split_ids(text)
        rows += [{target: entry, **kept} for entry in ids]
    dtypes = {c.name: dtype_of(c) for c in link.columns}
    return pl.DataFrame(rows, schema=dtypes).with_columns(pl.lit(None, dtype=pl.UInt32).alias(ROW))


def _left_by(held: list[tuple[str | None, str | None]]) -> list[tuple[str | None, str | None]]:
    """Give the periods in which none of some others holds, their dates as they were written."""
    left = []
    since: str | None = None
    for start, end in sorted(held, key=lambda period: _padded(period[0])):
        if end is not None and _padded(end) <= _padded(start):
            continue
        if _padded(start) > _padded(since):
            left.append((since, start))
        if end is None:
            return left
        since = max(since, end, key=_padded)
    return [*left, (since, None)]


def _padded(date: str | None) -> str:
    return "" if date is None else first_day(date).isoformat()


def add_links(links: pl.DataFrame, table: pl.DataFrame | None, shortcut: Column) -> pl.DataFrame:
    """Append shortcut rows to their link table, for as long as it does not say the same itself.

    Parameters
    ----------
    links : polars.DataFrame
        Rows that a shortcut stands for.
    table : polars.DataFrame or None
        The link table. Its rows replace a shortcut of the same pair while they hold; one that is
        merely expected or proposed replaces none.
    shortcut : Column

    Returns
    -------
    polars.DataFrame
    """
    if table is None:
        return links
    link = SCHEMA[shortcut.link or ""]
    pair = [c.name for c in link.references]
    counted = table.filter(pl.col("modality").fill_null("observed").is_in(COUNTED_MODALITIES))
    new = links.join(counted.select(pair).unique(), on=pair, how="anti", maintain_order="left")
    if link.dated:
        both = links.join(counted.select(pair).unique(), on=pair, how="semi", maintain_order="left")
        periods: dict[tuple[str, ...], list[tuple[str | None, str | None]]] = {}
        for *ends, start, end in (
            counted.join(both.select(pair), on=pair, how="semi")
            .select(*pair, "start", "end")
            .iter_rows()
        ):
            periods.setdefault(tuple(ends), []).append((start, end))
        rows = [
            row | {"start": start, "end": end}
            for row in both.iter_rows(named=True)
            for start, end in _left_by(periods[tuple(row[name] for name in pair)])
        ]
        new = pl.concat([new, pl.DataFrame(rows, schema=new.schema)])
    return pl.concat([table, new.select(table.columns)])
