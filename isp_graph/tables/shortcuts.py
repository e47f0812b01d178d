"""Turn the shortcuts ``covers`` and ``sectors`` into rows of their link tables."""

from __future__ import annotations

import polars as pl

from isp_graph.model.findings import Finding, finding
from isp_graph.model.schema import SCHEMA, Column
from isp_graph.model.vocabulary import COUNTED_MODALITIES
from isp_graph.tables.raw import ROW
from isp_graph.tables.references import WHOLE_REGION, Directory, split_ids
from isp_graph.tables.values import dtype_of, first_day


def _meant(
    text: str, entries: Directory, column: Column, file: str, row: int
) -> tuple[list[str], list[Finding]]:
    parts = split_ids(text)
    if column.references == "zones" and parts == [WHOLE_REGION]:
        return sorted(entries.ids.to_list()), []
    ids: list[str] = []
    found = []
    for part, known in zip(
        parts, entries.find(pl.Series(parts, dtype=pl.String)).to_list(), strict=True
    ):
        if known is None:
            other = column.references or ""
            near = entries.near(part)
            found.append(
                finding(
                    "unknown_optional_reference",
                    file,
                    row,
                    column.name,
                    part,
                    other=other,
                    near=near,
                )
            )
        elif known not in ids:
            ids.append(known)
    return ids, found


def expand(
    frame: pl.DataFrame, column: Column, entries: Directory, file: str
) -> tuple[pl.DataFrame, pl.DataFrame, list[Finding]]:
    """Expand one shortcut column.

    Parameters
    ----------
    frame : polars.DataFrame
        The table that has the shortcut, its ids final.
    column : Column
        The shortcut.
    entries : Directory
        What its parts may refer to.
    file : str
        File of the table.

    Returns
    -------
    frame : polars.DataFrame
        The table, the shortcut written with ids.
    links : polars.DataFrame
        Rows for the link table, with the evidence of the row that they stand in.
    findings : list of Finding
        Parts that refer to nothing.
    """
    link = SCHEMA[column.link or ""]
    target = next(c for c in link.references if c.references == column.references)
    source = next(c for c in link.references if c.references == column.table)
    evidence = [c.name for c in link.columns if c.evidence and c.name != "unknown_reason"]
    canonical: dict[tuple[int | None, str], str | None] = {}
    rows: list[dict[str, object]] = []
    found: list[Finding] = []
    filled = frame.filter(pl.col(column.name).is_not_null())
    for record in filled.select("id", column.name, ROW, *evidence).iter_rows(named=True):
        ids, lost = _meant(record[column.name], entries, column, file, record[ROW])
        found += lost
        whole = split_ids(record[column.name]) == [WHOLE_REGION]
        canonical[record[ROW], record["id"]] = WHOLE_REGION if whole else "|".join(ids) or None
        kept = {name: record[name] for name in evidence}
        rows += [{source.name: record["id"], target.name: entry, **kept} for entry in ids]
    if canonical:
        written = [canonical.get(key) for key in frame.select(ROW, "id").iter_rows()]
        frame = frame.with_columns(pl.Series(column.name, written, dtype=pl.String))
    dtypes = {c.name: dtype_of(c) for c in link.columns}
    links = pl.DataFrame(rows, schema=dtypes).with_columns(pl.lit(None, dtype=pl.UInt32).alias(ROW))
    return frame, links, found


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
