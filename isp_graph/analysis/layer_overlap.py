"""Do layers tie the same pairs: how many partnerships are board ties as well?

A pair is tied in a layer where there is a tie between the two, in either direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from isp_graph.dataset import Dataset
from isp_graph.kernels.matrices import Matrix, binary
from isp_graph.layers import build_layer, layer_names
from isp_graph.results import Result, basis

_SCHEMA = {
    "a": pl.String,
    "b": pl.String,
    "ties_a": pl.Int64,
    "ties_b": pl.Int64,
    "both": pl.Int64,
    "jaccard": pl.Float64,
    "a_given_b": pl.Float64,
    "b_given_a": pl.Float64,
}


def layer_overlap(dataset: Dataset, layers: Sequence[str] | None = None) -> Result:
    """Tell how far layers tie the same pairs of organisations.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    layers : sequence of str, optional
        Layers to compare; all that the dataset has if none is named.

    Returns
    -------
    Result
        A row for each two layers ``a`` < ``b``: pairs tied in each and in ``both``; ``jaccard``,
        both over either; ``a_given_b``, the share of the pairs of b that are tied in a too, and
        ``b_given_a``. A share of nothing is null.

    Raises
    ------
    UsageError
        If a layer is unknown.

    Examples
    --------
    >>> import isp_graph
    >>> (row,) = isp_graph.layer_overlap(isp_graph.read("demo"), ["partnerships", "boards"]).rows
    >>> row["a"], row["ties_b"], round(row["b_given_a"], 2)
    ('boards', 155, 0.06)
    """
    data = dataset.current()
    names = sorted(set(layers or layer_names(data)))
    pairs: dict[str, Matrix] = {name: binary(build_layer(data, name).union) for name in names}
    rows = []
    for a, b in combinations(names, 2):
        in_a, in_b = pairs[a].nnz // 2, pairs[b].nnz // 2
        both = pairs[a].multiply(pairs[b]).nnz // 2
        either = in_a + in_b - both
        told = {"a": a, "b": b, "ties_a": in_a, "ties_b": in_b, "both": both}
        told["jaccard"] = both / either if either else None
        told["a_given_b"] = both / in_b if in_b else None
        told["b_given_a"] = both / in_a if in_a else None
        rows.append(told)
    frame = pl.DataFrame(rows, schema=_SCHEMA)
    return Result("homophily", frame, basis(data, layers=names, view="overlap"))
