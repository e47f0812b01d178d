"""The seats on which the page's tables about administrators rest."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import polars as pl

from isp_graph.present.asked import Asked
from isp_graph.present.contents import EVIDENCE_LIMIT

_TEXTS = ("role", "start", "end", "source", "certainty", "modality")


def seat_records(
    asked: Asked, pairs: pl.DataFrame, persons: Collection[str]
) -> tuple[list[list[Any]], dict[str, int]]:
    """List the seats that tie pairs, that these people hold, or that organisations hold.

    Parameters
    ----------
    asked : Asked
    pairs : polars.DataFrame
        Columns ``a`` and ``b``: whoever sits in both in their own name is listed.
    persons : collection of str
        Ids of people all of whose seats are listed.

    Returns
    -------
    rows : list
        ``person, organisation, represents, role, start, end, source, certainty, modality``: the
        person by a number of this list, organisations by their place, texts by theirs.
    numbers : dict
        The number of each person, by id.
    """
    data = asked.data
    seats = data.evidence("mandates").filter(pl.col("organisation").is_in(list(asked.organisation)))
    seats = seats.with_columns(data.persons(seats["person"]))
    own = seats.filter(pl.col("represents").is_null() & pl.col("person").is_not_null())
    ends = own.select("person", "organisation").unique()
    both = pairs.join(ends.rename({"organisation": "a"}), on="a").join(
        ends.rename({"organisation": "b"}), on=["b", "person"]
    )
    listed = sorted({*both["person"], *persons})
    for_others = pl.col("represents").is_in(list(asked.organisation))
    kept = seats.filter(
        for_others.fill_null(value=False)
        | (pl.col("represents").is_null() & pl.col("person").is_in(listed))
    ).sort("person", "organisation", "start", nulls_last=True)
    kept = kept.head(EVIDENCE_LIMIT)
    numbers = {person: n for n, person in enumerate(kept["person"].drop_nulls().unique().sort())}
    rows = [
        [
            None if person is None else numbers[person],
            asked.organisation[organisation],
            None if represents is None else asked.organisation[represents],
            *(asked.strings.place(text) for text in texts),
        ]
        for person, organisation, represents, *texts in kept.select(
            "person", "organisation", "represents", *_TEXTS
        ).iter_rows()
    ]
    return rows, numbers
