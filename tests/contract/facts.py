"""What is known of one organisation, and from where: every row that names it."""

from __future__ import annotations

from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.schema.graph_labels import ends_of, type_of
from isp_graph.schema.tables import SCHEMA, Table

_COLUMNS = (
    "relation", "direction", "other", "name", "role", "start", "end", "certainty", "modality",
    "source",
)  # fmt: skip
_SCHEMA = dict.fromkeys(_COLUMNS, pl.String)
_OWN = {"role": "kind", "start": "founded", "end": "closed"}
_FACTS = ("role", "start", "end", "certainty", "modality", "source")
_NAMES = ("name", "name_fr")


def _named(data: Dataset, table: str) -> pl.DataFrame:
    """Give ids and names of the rows of a table."""
    frame = data.table(table)
    name = next((column for column in _NAMES if column in frame.columns), None)
    shown = pl.lit(None, dtype=pl.String) if name is None else pl.col(name)
    return frame.select(pl.col("id").alias("other"), shown.alias("name"))


def _rows(
    data: Dataset, frame: pl.DataFrame, relation: str, direction: str, to: str | None, **facts: Any
) -> pl.DataFrame:
    """Give rows about what lies at the other end, named where it has a name."""
    told = {key: facts.get(key, key) for key in _FACTS}
    unknown = pl.lit(None, dtype=pl.String)
    there = [
        (pl.col(source) if source in frame.columns else unknown).alias(key)
        for key, source in told.items()
    ]
    found = frame.select("other", *there).with_columns(
        relation=pl.lit(relation), direction=pl.lit(direction)
    )
    if to is None:
        found = found.with_columns(name=pl.lit(None, dtype=pl.String))
    else:
        found = found.join(_named(data, to), on="other", how="left", maintain_order="left")
    return found.select(_COLUMNS)


def _of_nodes(data: Dataset, table: Table, frame: pl.DataFrame, who: str) -> list[pl.DataFrame]:
    """Give what the columns of node rows say of it: its own, and those of rows that name it."""
    found = []
    for column in table.references:
        if column.edge is None:
            continue
        relation = type_of(column)
        if table.name == "organisations":
            own = frame.filter(pl.col("id") == who, pl.col(column.name).is_not_null())
            own = own.with_columns(other=pl.col(column.name))
            nothing = dict.fromkeys(("role", "start", "end"), "")
            found.append(_rows(data, own, relation, "out", column.references, **nothing))
        elif column.references == "organisations":
            key = "id" if table.key is not None else "_row"
            theirs = frame.filter(pl.col(column.name) == who)
            theirs = theirs.with_columns(other=pl.col(key).cast(pl.String))
            to = table.name if table.key is not None else None
            found.append(_rows(data, theirs, relation, "in", to, role="step"))
    return found


def _of_edges(data: Dataset, table: Table, frame: pl.DataFrame, who: str) -> list[pl.DataFrame]:
    """Give what the rows of a link table say of it, from either end."""
    first, second = ends_of(table)
    relation = type_of(table)
    if "kind" in frame.columns:
        frame = frame.with_columns(role=pl.coalesce("role", "kind"))
    found = []
    if first.references == "organisations":
        out = frame.filter(pl.col(first.name) == who).with_columns(other=pl.col(second.name))
        found.append(_rows(data, out, relation, "out", second.references))
    if second.references == "organisations":
        # A row that ties it to itself is told once.
        into = frame.filter(pl.col(second.name) == who, pl.col(first.name).ne_missing(who))
        into = into.with_columns(other=pl.coalesce(first.name, pl.col("_row").cast(pl.String)))
        found.append(_rows(data, into, relation, "in", first.references))
    if "represents" in frame.columns:
        seats = frame.filter(pl.col("represents").is_not_null())
        out = seats.filter(pl.col("represents") == who).with_columns(other=pl.col("organisation"))
        into = seats.filter(pl.col("organisation") == who, pl.col("represents") != who)
        into = into.with_columns(other=pl.col("represents"))
        found.append(_rows(data, out, "HOLDS_SEAT", "out", "organisations"))
        found.append(_rows(data, into, "HOLDS_SEAT", "in", "organisations"))
    return found


def facts_of_organisation(data: Dataset, who: str) -> pl.DataFrame:
    """Tell what is known of an organisation, and from where.

    Parameters
    ----------
    data : Dataset
        The records, at all dates.
    who : str
        Its id.

    Returns
    -------
    polars.DataFrame
        A row for itself, and one for each row that names it: ``relation`` and ``direction`` as
        in the graph on a server, ``other`` (id at the other end, or place of a row without id),
        ``name``, ``role``, ``start``, ``end``, ``certainty``, ``modality``, ``source``. Empty
        where it is not known.
    """
    own = data.table("organisations").filter(pl.col("id") == who)
    if own.is_empty():
        return pl.DataFrame(schema=_SCHEMA)
    itself = {key: own[_OWN.get(key, key)][0] for key in _FACTS}
    itself |= {"relation": None, "direction": None, "other": who, "name": own["name"][0]}
    found = [pl.DataFrame([itself], schema=_SCHEMA)]
    for name, frame in data.tables.items():
        table = SCHEMA[name]
        numbered = frame.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("_row"))
        among = _of_nodes if table.node is not None else _of_edges
        found += among(data, table, numbered, who)
    return pl.concat(found)
