"""Of whom a layer can speak: to have no row there is not always to have no tie.

An organisation is *unknown* in a layer that has no row at all; where the table is incomplete, or
the organisation has a reason to be unknown, and none of its rows is there; and in ``boards``, if
it never had a mandate. Whether rows are there is asked before ``where``, of the rows that count
with or without it: a tie that a filter hides is known. In ``all``, who is unknown in every layer
that counts there is unknown.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.records import Records, made_once
from isp_graph.network.names import APART_LAYERS, TWO_MODE, base_of, evidence_rows, layer_names
from isp_graph.schema.vocabulary import COUNTED_MODALITIES

_TABLES = TWO_MODE | {"board_seats": "mandates"}


def _with_asked(whole: Records, data: Records) -> Dataset:
    """Let the modalities asked for count too in records that know of no ``where``."""
    known = cast(Dataset, whole)
    if data.modalities is None:
        return known
    return known.where(modality=COUNTED_MODALITIES | data.modalities)


@made_once
def _ever(data: Records) -> Dataset:
    return _with_asked(data.as_read(), data)


@made_once
def before_where(data: Records) -> Dataset:
    """Give the records before ``where``, with the modalities that it asked for."""
    return _with_asked(data.before_where(), data)


@made_once
def known(data: Records, name: str) -> Any:
    """Tell of which nodes a layer can speak.

    Parameters
    ----------
    data : Records
    name : str
        Name of a layer; a derived layer is known as its base.

    Returns
    -------
    ndarray of bool
        One for each node.
    """
    if name == "all":
        parts = [known(data, part) for part in layer_names(data) if part not in APART_LAYERS]
        return np.logical_or.reduce(parts)
    ever = _ever(data)
    nodes = data.nodes
    if evidence_rows(ever, name).is_empty():
        return np.zeros(nodes.height, dtype=bool)
    rows = evidence_rows(before_where(data), name)
    those = pl.concat([rows["organisation"], rows["other"]]).drop_nulls().unique()
    there = nodes["id"].is_in(those.implode()).to_numpy()
    base = base_of(name)
    incomplete = _TABLES.get(base, "ties") in data.settings.incomplete
    silent = nodes["unknown_reason"].is_not_null().to_numpy() | incomplete
    found = there | ~silent
    if base == "boards":
        seated = ever.evidence("mandates")["organisation"].unique()
        found &= nodes["id"].is_in(seated.implode()).to_numpy()
    return found


def has_rows(data: Records) -> bool:
    """Tell whether any layer of a dataset has a row, at any date."""
    return any(not evidence_rows(_ever(data), name).is_empty() for name in layer_names(data))


def expected(data: Records, name: str) -> bool:
    """Tell whether a dataset means to hold a layer: it has its table, or calls it incomplete."""
    table = _TABLES.get(base_of(name), "ties")
    return table in data.as_read().tables or table in data.settings.incomplete
