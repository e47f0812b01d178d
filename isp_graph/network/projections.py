"""Two-mode networks, and their projections to organisations."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import coo_array, csr_array

from isp_graph.datasets.records import Records
from isp_graph.network.layer import Layer, TwoMode, places
from isp_graph.network.names import MECHANISMS, evidence_rows, own_seats, tie_rows


def two_mode(data: Records, name: str) -> TwoMode:
    """Give the two-mode network behind a layer.

    Parameters
    ----------
    data : Records
        Dated and restricted records.
    name : {'boards', 'meetings', 'boards-volunteers', 'boards-directors', 'boards-office', \
'co-membership'}

    Returns
    -------
    TwoMode
        Natural persons with a seat of their own, meetings, or bodies with members, by
        organisations kept. Seats of an organisation through its representative are not among
        them. Entries that the journal of identities judges the same are one person.
    """
    nodes = data.nodes["id"]
    if name == "meetings":
        seats = data.evidence("attendance").select(pl.col("meeting").alias("top"), "organisation")
    elif name == "co-membership":
        members = tie_rows(data, "memberships")
        seats = members.select(pl.col("to").alias("top"), organisation="from")
    else:
        seats = own_seats(data, name).filter(pl.col("person").is_not_null())
        seats = seats.select(pl.col("person").alias("top"), "organisation")
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


def damping(network: TwoMode) -> Any:
    """Give what each top counts where it is damped: 1/(k−1) of k organisations, 0 of one."""
    sizes = np.asarray(network.matrix.sum(axis=1)).ravel()
    return np.where(sizes > 1, 1.0 / np.maximum(sizes - 1.0, 1.0), 0.0)


def hours_a_year(data: Records) -> pl.DataFrame:
    """Give the ``hours`` a year of each ``meeting``; null where they are not known."""
    facts = data.table("meetings")
    return facts.select(pl.col("id").alias("meeting"), hours=pl.col("per_year") * pl.col("hours"))


def _hours(data: Records, network: TwoMode) -> tuple[Any, int]:
    """Give hours a year by meeting, 0 where unknown, and how many pairs that leaves out."""
    by_id = dict(hours_a_year(data).iter_rows())
    hours = np.array([by_id.get(meeting) or 0.0 for meeting in network.top])
    unknown = np.array([by_id.get(meeting) is None for meeting in network.top], dtype=bool)
    present = network.matrix.sum(axis=1)[unknown] if unknown.any() else np.zeros(0)
    pairs = int((present * (present - 1) / 2).sum())
    return hours, pairs


def scales(data: Records, network: TwoMode, name: str) -> tuple[Any, int]:
    """Say what each person or meeting counts in a layer, and what had to be left out.

    Parameters
    ----------
    data : Records
    network : TwoMode
        Behind the layer.
    name : str
        ``boards``, ``meetings``, one of their variants, or a mechanism.

    Returns
    -------
    tuple of ndarray, shape (top,), and int
        What each counts; pairs left out because what they share has no known weight.
    """
    variant = name.partition("-")[2]
    if variant == "hours":
        return _hours(data, network)
    return damping(network) if variant == "newman" else np.ones(len(network.top)), 0


def two_mode_layer(data: Records, name: str) -> Layer:
    """Make ``boards``, ``meetings``, one of their variants, or a mechanism."""
    base = name.partition("-")[0]
    network = two_mode(data, name if name in MECHANISMS else base)
    scale, unknown = scales(data, network, name)
    matrix = projected(network, scale)
    rows = evidence_rows(data, name).height
    return Layer(name, network.nodes, matrix, False, rows, unknown, network, data)
