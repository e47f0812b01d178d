"""Periods of rows: ``start`` inclusive, ``end`` exclusive, blank open.

Dates are text of their own precision; padded to a full day they compare as text.
"""

from __future__ import annotations

import datetime

import polars as pl


def first_day_of(column: str) -> pl.Expr:
    """Pad a date of any precision to the day that it means, as ``YYYY-MM-DD``."""
    text = pl.col(column)
    length = text.str.len_chars()
    return (
        pl.when(length == 4)
        .then(text + "-01-01")
        .when(length == 7)
        .then(text + "-01")
        .otherwise(text)
    )


def holds_at(day: datetime.date, start: str = "start", end: str = "end") -> pl.Expr:
    """Tell whether a row holds on a day: from its start on, and before its end."""
    moment = day.isoformat()
    begun = first_day_of(start).fill_null("") <= moment
    lasting = first_day_of(end).fill_null("9999-12-31") > moment
    return begun & lasting
