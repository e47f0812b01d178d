"""Two-mode networks, and their projections to organisations."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import coo_array, csr_array

from isp_graph.layers.model import Layer, TwoMode, places
from isp_graph.layers.names import TWO_MODE, evidence_rows
from isp_graph.records import Records


def two_mode(data: Records, name: str) -> TwoMode:
    """Give the two-mode network behind a layer.

    Parameters
    ----------
    data : Records
        Dated and restricted records.
    name : {'boards', 'meetings'}

    Returns
    -------
    TwoMode
        Natural persons with a seat of their own, or meetings, by organisations kept. Seats of
        an organisation through its representative are not among them. Entries that the journal
        of identities judges the same are one person.
    """
    nodes = data.nodes["id"]
    seats = data.evidence(TWO_MODE[name])
    if name == "boards":
        seats = seats.filter(pl.col("represents").is_null() & pl.col("person").is_not_null())
        seats = seats.select(data.persons(seats["person"]).alias("top"), "organisation")
    else:
        seats = seats.select(pl.col("meeting").alias("top"), "organisation")
    seats = seats.with_columns(pl.Series("column", places(seats["organisation"], nodes)))
    seats = seats.filter(pl.col("column") >= 0).unique()
    top = seats["top"].unique().sort()
    rows = places(seats["top"], top)
    ones = np.ones(len(rows))
    columns = seats["column"].to_numpy()
    matrix = csr_array(coo_array((ones, (rows, columns)), shape=(top.len(), nodes.len())))
    return TwoMode(top.to_list(), nodes.to_list(), matrix)


def projected(network: TwoMode, scale: Any) -> csr_array:
    """Project to organisations: the sum over shared tops of their scale."""
    n = len(network.nodes)
    if not network.top:
        return csr_array((n, n), dtype=np.float64)
    scaled = network.matrix.copy()
    scaled.data *= np.repeat(np.asarray(scale, dtype=np.float64), np.diff(scaled.indptr))
    product = csr_array(network.matrix.T @ scaled)
    # An organisation shares all its people with itself: the diagonal is no tie.
    product.data[np.repeat(np.arange(n), np.diff(product.indptr)) == product.indices] = 0.0
    product.eliminate_zeros()
    product.sort_indices()
    return product


def _hours(data: Records, network: TwoMode) -> tuple[Any, int]:
    """Give hours a year by meeting, 0 where unknown, and how many pairs that leaves out."""
    facts = data.table("meetings").select("id", (pl.col("per_year") * pl.col("hours")).alias("h"))
    by_id = dict(facts.iter_rows())
    hours = np.array([by_id.get(meeting) or 0.0 for meeting in network.top])
    unknown = np.array([by_id.get(meeting) is None for meeting in network.top], dtype=bool)
    present = network.matrix.sum(axis=1)[unknown] if unknown.any() else np.zeros(0)
    pairs = int((present * (present - 1) / 2).sum())
    return hours, pairs


def two_mode_layer(data: Records, name: str) -> Layer:
    """Make ``boards``, ``meetings`` or one of their variants."""
    base, _, variant = name.partition("-")
    network = two_mode(data, base)
    sizes = np.asarray(network.matrix.sum(axis=1)).ravel()
    unknown = 0
    if variant == "newman":
        scale = np.where(sizes > 1, 1.0 / np.maximum(sizes - 1.0, 1.0), 0.0)
    elif variant == "hours":
        scale, unknown = _hours(data, network)
    else:
        scale = np.ones_like(sizes)
    matrix = projected(network, scale)
    rows = evidence_rows(data, base).height
    return Layer(name, network.nodes, matrix, False, rows, unknown, network, data)
