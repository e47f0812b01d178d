"""Organisations that bear a person's name, as a firm or a foundation does."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from isp_graph.datasets.masking.names import NameMask
from isp_graph.datasets.tables.raw import ROW
from isp_graph.schema.findings import Finding, finding
from isp_graph.schema.tables import SCHEMA

_OWN = [column.name for column in SCHEMA["organisations"].columns if column.kept]


def people_in_names(tables: Mapping[str, tuple[str, pl.DataFrame]]) -> list[Finding]:
    """Look for names of people within what organisations are called.

    Parameters
    ----------
    tables : mapping
        By table name, its file and its typed frame with ``_row``.

    Returns
    -------
    list of Finding
        One for each organisation, at the first of its columns that holds such a name.
    """
    if "people" not in tables:
        return []
    names = tables["people"][1]["name"].drop_nulls()
    file, organisations = tables["organisations"]
    texts = pl.concat([organisations[name].drop_nulls().alias("text") for name in _OWN])
    borne = NameMask(names.filter(names.str.contains(r"\p{L}"))).masked(texts)["old"]
    if borne.is_empty():
        return []
    bears = [pl.when(pl.col(name).is_in(borne.implode())).then(pl.lit(name)) for name in _OWN]
    found = organisations.with_columns(pl.coalesce(bears).alias("_bears"))
    return [
        finding("person_in_name", file, row[ROW], row["_bears"], row[row["_bears"]])
        for row in found.filter(pl.col("_bears").is_not_null()).iter_rows(named=True)
    ]
