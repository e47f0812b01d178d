"""What does the network look like around an organisation, or within a choice?

A sub-network is the property graph of the organisations kept; with ``around``, of those within
a number of ties of one organisation. Ties are those of a layer; in a directed one, either
direction is a step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.measures.matrices import binary
from isp_graph.network import Layer, build_layer
from isp_graph.network.graph import graph
from isp_graph.results import Result, basis, framed
from isp_graph.schema.naming import fold, nearest

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True)
class Subnetwork(Result):
    """A part of the network; its rows are the organisations, each with its neighbours there.

    Attributes
    ----------
    graph : networkx.MultiDiGraph or networkx.Graph
        The property graph of the part, or the layer asked for.
    layer : Layer
        The layer whose ties count, within the part.
    """

    graph: networkx.Graph[str] = field(repr=False)
    layer: Layer = field(repr=False)


_NAMES = ("name", "short_name", "name_nl", "enterprise_number")


@dataclass(frozen=True)
class Around:
    """A row of a part: an organisation and its neighbours there."""

    organisation: str
    name: str
    kind: str
    zone: str | None
    degree: int
    neighbours: list[str]


def _rows(network: Layer) -> pl.DataFrame:
    union = network.union.sorted_indices()
    around = np.split(union.indices, union.indptr[1:-1]) if network.nodes else []
    facts = network.dataset.nodes.select("id", "name", "kind", "seat_zone").iter_rows()
    found = [[network.nodes[place] for place in places] for places in around]
    rows = [
        Around(node, name, kind, zone, len(near), near)
        for (node, name, kind, zone), near in zip(facts, found, strict=True)
    ]
    return framed(rows, Around)


def _meant(data: Dataset, around: str) -> str:
    """Find the one organisation of an id or a name, however it is spelled."""
    ids = data.nodes["id"].to_list()
    if around in ids:
        return around
    names = data.nodes.select("id", *_NAMES).rows()
    called = [row[0] for row in names if fold(around) in {fold(name or "") for name in row}]
    if len(called) > 1:
        raise UsageError("several_around", name=around, known=called)
    if not called:
        told = [name for row in names for name in row[1:] if name]
        near = nearest(around, ids) or nearest(around, told)
        raise UsageError("nobody_around", name=around, near=near)
    return str(called[0])


def _within(network: Layer, around: str, radius: int) -> list[str]:
    """List the organisations within a number of ties of one."""
    union = binary(network.union)
    reached = np.zeros(len(network.nodes))
    reached[network.nodes.index(around)] = 1.0
    for _ in range(min(radius, len(network.nodes))):
        reached = ((reached + union @ reached) > 0).astype(np.float64)
    return [network.nodes[place] for place in np.flatnonzero(reached)]


def subnetwork(
    dataset: Dataset,
    *,
    around: str | None = None,
    radius: int = 1,
    layer: str | None = None,
    weight: str | None = None,
) -> Subnetwork:
    """Take a part of the network.

    Parameters
    ----------
    dataset : Dataset
        The records, restricted by ``where`` as it may be.
    around : str, optional
        The organisation in the middle, by its id, or a name that is its alone.
    radius : int
        How many ties away from it, at most.
    layer : str, optional
        The layer whose ties count (``all`` if none is named). Where one is named, that layer
        is the answer; otherwise all records of the organisations kept are.
    weight : {'flow', 'amount'}, optional
        For a layer of ties, weigh an edge by this column.

    Returns
    -------
    Subnetwork

    Raises
    ------
    UsageError
        If the organisation or the layer is unknown, or the radius negative.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo")
    >>> part = isp_graph.subnetwork(demo.where(zone="NE"), layer="meetings").graph
    >>> part.is_directed()
    False
    """
    if radius < 0:
        raise UsageError("negative_radius", value=radius)
    data = dataset.current()
    around = None if around is None else _meant(data, around)
    told: dict[str, Any] = {"layer": layer, "weight": weight}
    if around is not None:
        told.update(around=around, radius=radius)
    stated = basis(data, **told)
    network = build_layer(data, layer or "all", weight)
    if around is not None:
        data = data.where(organisation=_within(network, around, radius))
        network = network.within(data)
    built: Any = graph(data) if layer is None else network.to_networkx()
    return Subnetwork("subnetwork", _rows(network), stated, built, network)
