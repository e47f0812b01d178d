"""Merge the people of a dataset as its journal of identities says, and in no other way."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import polars as pl

from isp_graph.datasets.records import Records, Tables

R = TypeVar("R", bound=Records)


def merge_people(data: R) -> R:
    """Give every entry that stands for another the id of that one.

    Layers merge by themselves; this is for whoever counts or lists people in the tables.

    Parameters
    ----------
    data : Records
        The dataset, dated or restricted as it may be.

    Returns
    -------
    Records
        ``mandates`` name persons, the smallest id of each group; ``people`` keeps these alone.
        All other records, the journal among them, are as they were.
    """
    known = data.identities
    if not known:
        return data

    def merged(name: str) -> pl.DataFrame:
        frame = data.tables[name]
        if name == "mandates":
            return frame.with_columns(data.persons(frame["person"]))
        if name == "people":
            # After a choice, the smallest id of a group may be an entry that was left out.
            persons = data.persons(frame["id"]).unique().implode()
            return data.as_read().table("people").filter(pl.col("id").is_in(persons))
        return frame

    tables = Tables(data.tables, merged)
    return replace(data, tables=tables, root=data.as_read(), stated_fingerprint=data.fingerprint)
