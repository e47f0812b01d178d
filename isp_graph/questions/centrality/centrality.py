"""Who is central in a layer, in which sense?

Each measure answers a question of its own; see the kernels for formulas and references:
`isp_graph.measures.matrices` (degree, strength), `isp_graph.measures.paths` (betweenness,
closeness, harmonic), `isp_graph.measures.eigenvector` (eigenvector), `isp_graph.measures.pagerank`,
`isp_graph.measures.holes` (constraint, effective size), `isp_graph.measures.structure`
(core, component, cut point).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.measures.eigenvector import eigenvector
from isp_graph.measures.holes import constraint, effective_size
from isp_graph.measures.matrices import degree, strength
from isp_graph.measures.pagerank import pagerank
from isp_graph.measures.pivots import LEAST, path_measures
from isp_graph.measures.structure import components, core_numbers, cut_points
from isp_graph.network import Layer, build_layer, has_rows, known
from isp_graph.network.names import one_or_several
from isp_graph.results import Result, basis

EXACT_LIMIT = 20_000
"""Nodes above which path measures are computed only where they are asked for."""
_SCHEMA = {
    "organisation": pl.String,
    "name": pl.String,
    "zone": pl.String,
    "layer": pl.String,
    "degree": pl.Int64,
    "strength": pl.Float64,
    "betweenness": pl.Float64,
    "closeness": pl.Float64,
    "harmonic": pl.Float64,
    "eigenvector": pl.Float64,
    "pagerank": pl.Float64,
    "constraint": pl.Float64,
    "effective_size": pl.Float64,
    "core": pl.Int64,
    "component": pl.String,
    "component_size": pl.Int64,
    "cut_point": pl.Boolean,
    "known": pl.Boolean,
}
DIGITS: dict[str, int | None] = {
    "degree": None,
    "strength": None,
    "betweenness": 3,
    "closeness": 3,
    "harmonic": 1,
    "eigenvector": 3,
    "pagerank": 4,
    "constraint": 3,
    "effective_size": 1,
    "core": None,
    "component_size": None,
    "cut_point": None,
}
"""Measures in the order in which people read them, and digits behind the point: None, all."""


def _paths(
    layer: Layer, *, weighted: bool, raw: bool, exact: bool, pivots: int | None, seed: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    n = len(layer.nodes)
    if n > EXACT_LIMIT and not exact and pivots is None:
        unknown = pl.Series([None] * n, dtype=pl.Float64)
        return dict.fromkeys(("betweenness", "closeness", "harmonic"), unknown), {
            "path_measures": f"not computed above {EXACT_LIMIT} organisations"
        }
    found = path_measures(
        layer.matrix, directed=layer.directed, weighted=weighted, raw=raw, pivots=pivots, seed=seed
    )
    estimates = {
        "betweenness": found.betweenness,
        "closeness": found.closeness,
        "harmonic": found.harmonic,
    }
    told: dict[str, Any] = {}
    if found.pivots is not None:
        told["error_bound"] = {
            name: {"within_95_percent": estimate.bound, "typical": estimate.typical_error}
            for name, estimate in estimates.items()
        }
    return {name: estimate.values for name, estimate in estimates.items()}, told


def _measures(layer: Layer, **options: Any) -> tuple[pl.DataFrame, dict[str, Any]]:
    matrix, directed, weighted = layer.matrix, layer.directed, options["weighted"]
    paths, told = _paths(layer, **options)
    labels, sizes = components(matrix)
    smallest = np.unique(labels, return_index=True)[1]
    nodes = pl.Series(layer.nodes, dtype=pl.String)
    facts = layer.dataset.nodes
    columns = {
        "organisation": nodes,
        "name": facts["name"],
        "zone": facts["seat_zone"],
        "layer": pl.Series([layer.name] * len(layer.nodes), dtype=pl.String),
        "degree": degree(matrix, directed=directed),
        "strength": strength(matrix, directed=directed),
        **paths,
        "eigenvector": eigenvector(matrix, directed=directed, weighted=weighted),
        "pagerank": pagerank(matrix, directed=directed),
        "constraint": constraint(matrix, directed=directed, weighted=weighted),
        "effective_size": effective_size(matrix, directed=directed, weighted=weighted),
        "core": core_numbers(matrix, directed=directed),
        "component": nodes.gather(smallest[labels]) if len(nodes) else nodes,
        "component_size": sizes[labels] if len(nodes) else sizes,
        "cut_point": cut_points(matrix, directed=directed),
        "known": known(layer.dataset, layer.name),
    }
    frame = pl.DataFrame(columns, schema_overrides=_SCHEMA).select(list(_SCHEMA))
    return frame.with_columns(pl.col("constraint", "effective_size").fill_nan(None)), told


def centrality(
    data: Dataset | Layer,
    layers: Sequence[str] = ("all",),
    *,
    weight: str | None = None,
    weighted: bool = False,
    raw: bool = False,
    exact: bool = False,
    pivots: int | None = None,
    seed: int = 0,
) -> Result:
    """Measure how central each organisation is.

    Parameters
    ----------
    data : Dataset or Layer
        Records, read at their own date unless restricted to a day; or one layer of them.
    layers : str or sequence of str
        Layers to measure, where records are given.
    weight : {'flow', 'amount'}, optional
        For layers of ties, weigh an edge by this column; a layer given has its own.
    weighted : bool
        Whether strength counts in eigenvector, constraint and effective size, and its inverse
        is the distance of paths. Strength and PageRank always weigh.
    raw : bool
        Betweenness as a number of pairs, closeness as the sum of distances.
    exact : bool
        Compute path measures above 20,000 organisations too.
    pivots : int, optional
        Estimate path measures from so many sources in each component.
    seed : int
        Of the draw of pivots.

    Returns
    -------
    Result
        A row for each organisation and layer. ``betweenness`` is normalised, ``closeness`` is
        that of Wasserman and Faust, ``harmonic`` a sum; a directed layer has these and PageRank
        on its directed edges (closeness incoming), the rest on the undirected union.
        ``constraint`` and ``effective_size`` are null for an isolate; ``component`` is the
        smallest id in it. ``known`` tells whether the layer can speak of the organisation
        (`isp_graph.network.known`). No row at all where no layer of the records has any.

    Raises
    ------
    UsageError
        If a layer is unknown, or too few pivots are asked for.

    Examples
    --------
    >>> import isp_graph
    >>> boards = isp_graph.layer(isp_graph.read("demo"), "boards")
    >>> rows = isp_graph.centrality(boards).rows
    >>> len(rows) == len(boards.nodes) and rows[0]["layer"]
    'boards'
    """
    if pivots is not None and pivots < LEAST:
        raise UsageError("too_few_pivots", value=pivots, least=LEAST)
    if isinstance(data, Layer):
        records, found, weight = data.dataset, [data], data.weight
    else:
        records = data.current()
        found = [build_layer(records, name, weight) for name in one_or_several(layers, ())]
    options = {"weighted": weighted, "raw": raw, "exact": exact, "pivots": pivots, "seed": seed}
    frames, notes = [], {}
    for layer in found:
        frame, told = _measures(layer, **options)
        frames.append(frame)
        notes.update({f"{layer.name}.{key}": value for key, value in told.items()})
        if layer.unknown:
            notes[f"{layer.name}.left_out_unknown"] = layer.unknown
    rows = pl.concat(frames).sort("organisation", "layer")
    if not has_rows(records):
        rows = rows.clear()
    names = [layer.name for layer in found]
    if pivots is None:
        options.pop("seed")
    stated = basis(records, layers=names, weight=weight, **options, **notes)
    return Result("centrality", rows, stated)
