"""Contradictions between cells and rows that are each well formed. All are kept and reported."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from isp_graph.datasets.tables.periods import first_day_of
from isp_graph.datasets.tables.raw import ROW
from isp_graph.schema.brussels import GAZETTEERS
from isp_graph.schema.findings import Finding, finding
from isp_graph.schema.tables import SCHEMA

Tables = Mapping[str, tuple[str, pl.DataFrame]]
"""By table name: its file, and its frame with ``_row``."""

_LIVES = (("founded", "closed"), ("start", "end"))
_LIFE_OF = {"coverage", "mandates", "attendance", "offers", "ties"}
_EVERYWHERE_UNIQUE = (
    "coverage",
    "organisation_sectors",
    "attendance",
    "pole_roles",
    "demand",
    "publics",
)


def _periods(tables: Tables) -> list[Finding]:
    found = []
    for name, (file, frame) in tables.items():
        for start, end in _LIVES:
            if not {start, end} <= set(SCHEMA[name].by_name):
                continue
            wrong = frame.filter(first_day_of(end) <= first_day_of(start))
            for row, first, last in zip(wrong[ROW], wrong[start], wrong[end], strict=True):
                found.append(finding("end_before_start", file, row, end, last, other=first))
    return found


def _seats(tables: Tables) -> list[Finding]:
    file, frame = tables["organisations"]
    found = []
    if "communes" in tables:
        zones = tables["communes"][1].select(
            pl.col("id").alias("commune"), pl.col("zone").alias("own")
        )
        seated = frame.select(ROW, "commune", "zone").drop_nulls(["commune", "zone"])
        wrong = seated.join(zones, on="commune", maintain_order="left").filter(
            pl.col("zone") != pl.col("own")
        )
        for row, zone, own in wrong.select(ROW, "zone", "own").iter_rows():
            found.append(finding("zone_commune", file, row, "zone", zone, other=own))
    gazetteer = GAZETTEERS["communes"]
    told = frame.select(ROW, "commune", "postal_code").drop_nulls()
    told = told.filter(pl.col("commune").is_in(list(gazetteer.postal)))
    for row, commune, code in told.iter_rows():
        if code.removeprefix("B-").removeprefix("BE-") not in gazetteer.postal[commune]:
            name = str(gazetteer.rows[commune]["name_fr"])
            found.append(finding("postcode_commune", file, row, "postal_code", code, other=name))
    return found


def _nis(tables: Tables) -> list[Finding]:
    if "communes" not in tables:
        return []
    file, frame = tables["communes"]
    gazetteer = GAZETTEERS["communes"]
    found = []
    for row, code, *names in frame.select(ROW, "id", "name_fr", "name_nl").iter_rows():
        if row is None or code not in gazetteer.rows:
            continue
        meant = {gazetteer.recognise(name) for name in names if name} - {None}
        if meant and code not in meant:
            name = str(gazetteer.rows[code]["name_fr"])
            found.append(finding("nis_commune", file, row, "id", code, other=name))
    return found


def _zones_of_offers(tables: Tables) -> list[Finding]:
    if not {"offers", "communes"} <= set(tables):
        return []
    file, frame = tables["offers"]
    zones = tables["communes"][1].select(pl.col("id").alias("commune"), pl.col("zone").alias("own"))
    wrong = frame.join(zones, on="commune", maintain_order="left").filter(
        pl.col("zone") != pl.col("own")
    )
    return [
        finding("zone_commune", file, row, "zone", zone, other=own)
        for row, zone, own in wrong.select(ROW, "zone", "own").iter_rows()
    ]


def _lives(tables: Tables) -> list[Finding]:
    lives = tables["organisations"][1].select(
        pl.col("id"), first_day_of("founded").alias("_born"), first_day_of("closed").alias("_gone")
    )
    lives = lives.filter(pl.col("_born").is_not_null() | pl.col("_gone").is_not_null())
    if lives.is_empty():
        return []
    lives = lives.with_columns(pl.col("id").hash().alias("_hash"))
    # A year alone does not contradict a day of the same year.
    vague = pl.col("_born").str.starts_with(pl.col("start"))
    early = (pl.col("_start") < pl.col("_born")) & ~vague
    late = pl.coalesce("_end", "_start") > pl.col("_gone")
    begun_late = pl.col("_start") >= pl.col("_gone")
    ended_early = pl.col("_end") <= pl.col("_born")
    found = []
    for name in sorted(_LIFE_OF & set(tables)):
        file, frame = tables[name]
        for column in SCHEMA[name].references:
            if column.references != "organisations":
                continue
            # Numbers are joined faster than texts, which are then compared where they met.
            dated = frame.select(
                ROW,
                column.name,
                "start",
                first_day_of("start").alias("_start"),
                first_day_of("end").alias("_end"),
                pl.col(column.name).hash().alias("_hash"),
            )
            joined = dated.join(lives, on="_hash", maintain_order="left")
            outside = joined.filter(
                (pl.col(column.name) == pl.col("id"))
                & pl.col(ROW).is_not_null()
                & (early | late | begun_late | ended_early)
            )
            for row, value in zip(outside[ROW], outside[column.name], strict=True):
                found.append(finding("outside_life", file, row, column.name, value, other=value))
    return found


def _ties(tables: Tables) -> list[Finding]:
    if "ties" not in tables:
        return []
    file, frame = tables["ties"]
    loops = frame.filter(pl.col("from") == pl.col("to"))
    return [
        finding("self_tie", file, row, "to", value)
        for row, value in loops.select(ROW, "to").iter_rows()
    ]


def _maybe_alike(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Keep the rows that may agree in some columns with another: those whose hash another has."""
    hashes = frame.select(columns).hash_rows()
    if hashes.n_unique() == hashes.len():
        return frame.clear()
    ordered = hashes.sort()
    shared = ordered.filter(ordered == ordered.shift(1))
    return frame.filter(hashes.is_in(shared.unique().implode()))


def _doubled(tables: Tables, name: str, code: str) -> list[Finding]:
    if name not in tables:
        return []
    file, frame = tables[name]
    same = _repeated_columns(name)
    first = pl.col(ROW).min().over(same)
    frame = _maybe_alike(_as_stated(frame), same)
    if frame.is_empty():
        return []
    ends = [column.name for column in SCHEMA[name].references if column.name in same]
    pairs = frame.select(ROW, first.alias("first"), *ends).filter(pl.col(ROW) != pl.col("first"))
    found = []
    for row, at, *whom in pairs.iter_rows():
        about = {f"{name}.{end}": who for end, who in zip(ends, whom, strict=True) if who}
        found.append(finding(code, file, row, other=str(at), **about))
    return found


def _repeated_columns(name: str) -> list[str]:
    """Name the columns in which two rows of a link table must agree to be one statement.

    What a decree prescribes and what was seen are two statements, so the modality counts;
    where it was read and how sure it is do not.
    """
    return [*(column.name for column in SCHEMA[name].own), "modality"]


def _as_stated(frame: pl.DataFrame) -> pl.DataFrame:
    """Say in one way what can be written in several: a partial date, a blank modality."""
    dated = [name for name in ("start", "end") if name in frame.columns]
    return frame.with_columns(
        pl.col("modality").fill_null("observed"), *(first_day_of(name) for name in dated)
    )


def each_once(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Keep the first of the rows of a link table that state the same.

    Parameters
    ----------
    frame : polars.DataFrame
        Rows of the table.
    name : str
        Name of the table.

    Returns
    -------
    polars.DataFrame
        Its rows, as they were written.
    """
    same = _as_stated(frame).select(pl.struct(_repeated_columns(name)).is_first_distinct())
    return frame.filter(same.to_series())


def _double_seats(tables: Tables) -> list[Finding]:
    if "mandates" not in tables:
        return []
    file, frame = tables["mandates"]
    seats = ["person", "organisation", "represents"]
    begun = first_day_of("start").fill_null("0000")
    until = first_day_of("end").fill_null("9999")
    held = _maybe_alike(frame.drop_nulls("person"), seats)
    held = held.with_columns(begun.alias("_begun"), until.alias("_until"))
    held = held.filter(pl.len().over(seats) > 1).sort([*seats, "_begun", ROW])
    longest = pl.col("_until").cum_max()
    lasts = pl.when(pl.col("_until") == longest).then(pl.col(ROW)).forward_fill()
    held = held.with_columns(
        longest.shift(1).over(seats).alias("_earlier"), lasts.shift(1).over(seats).alias("_at")
    )
    overlap = held.filter(pl.col("_begun") < pl.col("_earlier"))
    columns = (ROW, "person", "organisation", "_at")
    return [
        finding(
            "duplicate_seat", file, row, "person", person, personal=True, other=board, at=str(at)
        )
        for row, person, board, at in overlap.select(columns).iter_rows()
    ]


def contradictions(tables: Tables) -> list[Finding]:
    """Look for rows and cells that contradict each other.

    Parameters
    ----------
    tables : mapping
        By table name, its file and its typed frame with ``_row``.

    Returns
    -------
    list of Finding
        All warnings; nothing is changed.
    """
    found = _periods(tables) + _seats(tables) + _nis(tables) + _zones_of_offers(tables)
    found += _lives(tables) + _ties(tables) + _double_seats(tables)
    found += _doubled(tables, "ties", "duplicate_tie")
    for name in _EVERYWHERE_UNIQUE:
        found += _doubled(tables, name, "duplicate_row")
    return found
