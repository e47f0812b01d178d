"""The seats on which the page's tables about administrators rest."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import polars as pl

from isp_graph.present.numbered import EVIDENCE_LIMIT
from isp_graph.present.section import Context

_TEXTS = ("role", "start", "end", "source", "certainty", "modality")


def seat_records(
    context: Context, pairs: pl.DataFrame, persons: Collection[str]
) -> tuple[list[list[Any]], dict[str, int]]:
    """List the seats that tie pairs, that these people hold, or that organisations hold.

    Parameters
    ----------
    context : Context
    pairs : polars.DataFrame
        Columns ``a`` and ``b``: whoever sits in both in their own name is listed.
    persons : collection of str
        Ids of people all of whose seats are listed.

    Returns
    -------
    rows : list
        ``person, organisation, represents, role, start, end, source, certainty, modality``: the
        person by a number of this list, organisations by their place, texts by theirs; then the
        line of the file where people are named: the order of a file may tell who they are. At
        most `EVIDENCE_LIMIT`.
    numbers : dict
        The number of each person, by id: of those asked for, and of those in the rows.
    """
    data, place = context.data, context.organisation
    here = list(place)
    seats = data.evidence("mandates").filter(pl.col("organisation").is_in(here))
    lines = data.lines("mandates", seats) if context.named else pl.lit(None).alias("line")
    seats = seats.with_columns(data.persons(seats["person"]), lines)
    listed = {*persons, *_on_both(seats, pairs)}
    of_organisations = pl.col("represents").is_in(here).fill_null(value=False)
    of_people = pl.col("represents").is_null() & pl.col("person").is_in(listed)
    kept = seats.filter(of_organisations | of_people)
    kept = kept.sort("person", "organisation", "start", nulls_last=True).head(EVIDENCE_LIMIT)
    known = sorted({*persons, *kept["person"].drop_nulls()})
    numbers = {person: number for number, person in enumerate(known)}
    rows = [
        [
            None if person is None else numbers[person],
            place[organisation],
            None if represents is None else place[represents],
            *(context.strings.place(text) for text in texts),
            line,
        ]
        for person, organisation, represents, line, *texts in kept.select(
            "person", "organisation", "represents", "line", *_TEXTS
        ).iter_rows()
    ]
    return rows, numbers


def _on_both(seats: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """Give who sits on both boards of a pair in their own name."""
    own = seats.filter(pl.col("represents").is_null() & pl.col("person").is_not_null())
    ends = own.select("person", "organisation").unique()
    first = pairs.join(ends, left_on="a", right_on="organisation")
    return first.join(ends, left_on=["b", "person"], right_on=["organisation", "person"])["person"]
