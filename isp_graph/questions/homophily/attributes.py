"""What organisations have in common: the values of an attribute, by organisation.

An *attribute* groups organisations: the zone of their seat, their sectors, their kind. One that
has no value of it is unknown, or beyond it as a regional body is beyond zones; it belongs to no
group, least of all to one of its own.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from isp_graph.datasets.records import Records
from isp_graph.errors import UsageError
from isp_graph.schema.naming import nearest


def _own(column: str) -> Callable[[Records], pl.DataFrame]:
    return lambda data: data.nodes.select("id", pl.col(column).alias("value"))


def _linked(table: str, column: str) -> Callable[[Records], pl.DataFrame]:
    return lambda data: data.evidence(table).select(
        pl.col("organisation").alias("id"), pl.col(column).alias("value")
    )


ATTRIBUTES: dict[str, Callable[[Records], pl.DataFrame]] = {
    "zone": _own("seat_zone"),
    "sector": _linked("organisation_sectors", "sector"),
    "kind": _own("kind"),
    "language": _own("language"),
    "commune": _own("commune"),
    "coverage": _linked("coverage", "zone"),
    "step": _linked("offers", "step"),
    "pole": _linked("pole_roles", "pole"),
}
"""Attributes by which organisations are grouped."""
TABLES = {
    "zone": "zones",
    "sector": "sectors",
    "commune": "communes",
    "coverage": "zones",
    "step": "steps",
    "pole": "poles",
}
"""The table that names the values of an attribute, where there is one."""


def attribute_values(data: Records, by: str) -> pl.DataFrame:
    """Give the values of an attribute, one row for each organisation and value.

    Parameters
    ----------
    data : Records
        Dated and restricted records.
    by : str
        One of `ATTRIBUTES`: ``zone`` (of the seat), ``sector``, ``kind``, ``language``,
        ``commune``, ``coverage`` (zones served), ``step`` (of the offers), ``pole``.

    Returns
    -------
    polars.DataFrame
        ``id`` and ``value``, sorted, each pair once; organisations without a value have no row.

    Raises
    ------
    UsageError
        If the attribute is unknown.
    """
    if by not in ATTRIBUTES:
        raise UsageError(
            "unknown_attribute", name=by, near=nearest(by, ATTRIBUTES), known=ATTRIBUTES
        )
    found = ATTRIBUTES[by](data).drop_nulls().unique()
    return found.filter(pl.col("id").is_in(data.nodes["id"].implode())).sort("id", "value")
