"""Make a layer from records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from isp_graph.datasets.records import Records, made_once
from isp_graph.errors import UsageError
from isp_graph.measures.matrices import binary
from isp_graph.network.layer import Layer, places, weighted_matrix
from isp_graph.network.names import (
    APART_LAYERS,
    DIRECTED,
    TWO_MODE,
    VARIANTS,
    evidence_rows,
    kind_of_layer,
    layer_names,
    layer_of_kind,
    tie_rows,
)
from isp_graph.network.projections import two_mode_layer
from isp_graph.schema.naming import nearest
from isp_graph.schema.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from pyvis.network import Network

    from isp_graph.datasets.dataset import Dataset


def _tie_layer(data: Records, name: str, weight: str | None) -> Layer:
    directed = kind_of_layer(name) in DIRECTED
    nodes = data.nodes["id"]
    unknown = 0
    if name == "board_seats":
        rows = evidence_rows(data, name)
        ends, weights = (rows["organisation"], rows["other"]), np.ones(rows.height)
    else:
        rows = tie_rows(data, name)
        if weight is not None:
            unknown = rows[weight].null_count()
            rows = rows.filter(pl.col(weight).is_not_null())
        ends = (rows["from"], rows["to"])
        weights = np.ones(rows.height) if weight is None else rows[weight].to_numpy()
    source, target = (places(end, nodes) for end in ends)
    matrix = weighted_matrix(nodes.len(), source, target, weights)
    if not directed:
        matrix = csr_array(matrix + matrix.T)
    ids = nodes.to_list()
    return Layer(name, ids, matrix, directed, rows.height, unknown, None, data, weight)


def _all_layers(data: Records) -> Layer:
    nodes = data.nodes["id"].to_list()
    total = csr_array((len(nodes), len(nodes)), dtype=np.float64)
    rows = 0
    for name in layer_names(data):
        if name in APART_LAYERS:
            continue
        part = build_layer(data, name)
        rows += part.rows
        total = csr_array(total + binary(part.union))
    return Layer("all", nodes, total, False, rows, 0, None, data)


def _layer(data: Records, name: str, weight: str | None = None) -> Layer:
    known = layer_names(data)
    if weight not in (None, "flow", "amount"):
        raise UsageError("unknown_weight", value=weight, known=("flow", "amount"))
    of_ties = name not in ("all", "board_seats", *TWO_MODE, *VARIANTS)
    if weight is not None and not of_ties:
        raise UsageError("no_such_weight", value=weight, name=name)
    if name == "all":
        return _all_layers(data)
    if name in TWO_MODE or name in VARIANTS:
        return two_mode_layer(data, name)
    declared = [layer_of_kind(kind) for kind in VOCABULARIES["tie_kind"].labels]
    if name not in (*known, *declared, "board_seats"):
        valid = ["all", *known, *VARIANTS]
        raise UsageError("unknown_layer", name=name, near=nearest(name, valid), known=valid)
    return _tie_layer(data, name, weight)


@made_once
def build_layer(data: Records, name: str, weight: str | None = None) -> Layer:
    """Make a layer from records that are dated and restricted already; see `layer`."""
    return _layer(data, name, weight)


def layer(dataset: Dataset, name: str, weight: str | None = None) -> Layer:
    """Read one kind of connection as a network.

    Parameters
    ----------
    dataset : Dataset
        The records; unless restricted to a day, they are read at the dataset's own date.
    name : str
        ``all``; ``boards``, ``board_seats``, ``meetings`` and their variants
        ``boards-newman``, ``meetings-hours``, ``meetings-newman``; the mechanisms
        ``boards-volunteers``, ``boards-directors``, ``boards-office``, ``co-membership``; or a
        kind of tie (``partnerships``, ``referrals``, ``conventions``, ``memberships``,
        ``funding`` …).
    weight : {'flow', 'amount'}, optional
        For a kind of tie, sum this column instead of counting rows.

    Returns
    -------
    Layer
        ``boards``: distinct people with a seat on both; ``meetings``: distinct meetings shared;
        ``-newman``: each shared person or meeting counts 1/(k−1), k its organisations;
        ``meetings-hours``: hours a year together; a kind of tie: rows of the pair;
        ``all``: layers that tie the pair, competition aside.

    Raises
    ------
    UsageError
        If the layer or the weight is unknown.

    References
    ----------
    Newman, M. E. J. (2001). Scientific collaboration networks. II. Shortest paths, weighted
    networks, and centrality. *Physical Review E* 64, 016132.
    https://doi.org/10.1103/PhysRevE.64.016132

    Examples
    --------
    >>> import isp_graph
    >>> boards = isp_graph.layer(isp_graph.read("demo"), "boards")
    >>> boards.directed, bool((boards.matrix != boards.matrix.T).nnz)
    (False, False)
    """
    # One of her own: a user may change its matrix, and the layers that analyses share must not.
    return _layer(dataset.current(), name, weight)


def to_pyvis(
    dataset: Dataset, layer: str = "all", *, language: str = "fr", seed: int = 0
) -> Network:
    """Draw one kind of connection with pyvis; see `Layer.to_pyvis`.

    Parameters
    ----------
    dataset : Dataset
        The records; unless restricted to a day, they are read at the dataset's own date.
    layer : str, optional
        As in `layer`.
    language : {'fr', 'nl', 'en'}, optional
        Of the names in the tooltips.
    seed : int, optional
        Of the places.

    Returns
    -------
    pyvis.network.Network

    Examples
    --------
    >>> import isp_graph
    >>> isp_graph.to_pyvis(isp_graph.read("bruxelles-2015"), language="nl").num_nodes()
    63
    """
    return build_layer(dataset.current(), layer).to_pyvis(language=language, seed=seed)
