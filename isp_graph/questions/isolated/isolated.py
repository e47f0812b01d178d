"""Who is isolated, in which respect, and who could bring them in?

Status of an organisation in a layer, the first that applies: *unknown* (the data cannot tell),
*isolated* (no tie), *small_component* (its component is less than half as large as the
largest), *pendant* (one tie), *dependent* (without one other organisation it is cut off from
the largest remaining piece of its component), *well_tied*.

Of whom the data can tell is said in `isp_graph.network.known`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.tables.periods import first_day_of
from isp_graph.measures.dependence import dependent
from isp_graph.measures.matrices import degree
from isp_graph.measures.structure import components
from isp_graph.network import Layer, before_where, build_layer, known, layer_names
from isp_graph.network.names import one_or_several
from isp_graph.questions.isolated.advice import Adviser
from isp_graph.results import Result, basis

STATUSES = ("unknown", "isolated", "small_component", "pendant", "dependent", "well_tied")
"""Every status, in the order in which they are tried."""
NEEDY = STATUSES[1:5]
"""Statuses in which somebody could bring the organisation in."""
_NEW_YEARS = 2
_SUGGESTION = pl.List(
    pl.Struct(
        {
            "organisation": pl.String,
            "reason": pl.String,
            "reasons": pl.List(pl.Struct({"code": pl.String, "what": pl.List(pl.String)})),
        }
    )
)


def _statuses(layer: Layer) -> Any:
    """Give the status of each node as the structure of the layer shows it."""
    matrix, directed = layer.matrix, layer.directed
    ties = degree(matrix, directed=directed)
    labels, sizes = components(matrix)
    own = sizes[labels] if len(layer.nodes) else sizes
    largest = sizes.max(initial=0)
    return np.select(
        [ties == 0, 2 * own < largest, ties == 1, dependent(matrix, directed=directed)],
        ["isolated", "small_component", "pendant", "dependent"],
        default="well_tied",
    )


def _newcomers(data: Dataset) -> pl.Series:
    """Tell who was founded less than two years before the date; null where that is unknown."""
    if data.date is None:
        return pl.Series([None] * data.nodes.height, dtype=pl.Boolean)
    day = datetime.date.fromisoformat(data.date)
    leap = (day.month, day.day) == (2, 29)
    limit = day.replace(year=day.year - _NEW_YEARS, day=28 if leap else day.day)
    return data.nodes.select(first_day_of("founded") > limit.isoformat()).to_series()


def _lost(data: Dataset, before: Dataset, name: str, ties: Any) -> Any:
    """Count the neighbours that ``where`` hides."""
    if not data.filters:
        return np.zeros(len(ties), dtype=np.int64)
    whole = build_layer(before, name)
    all_ties = dict(
        zip(whole.nodes, degree(whole.matrix, directed=whole.directed).tolist(), strict=True)
    )
    return np.array([all_ties[node] for node in data.nodes["id"]], dtype=np.int64) - ties


def _suggested(found: Mapping[int, list[dict[str, Any]]], count: int) -> pl.Series:
    # From dictionaries, not as a Series: polars would make a frame for each list.
    lists = [{"suggestions": found.get(place, [])} for place in range(count)]
    return pl.from_dicts(lists, schema={"suggestions": _SUGGESTION})["suggestions"]


def isolated(
    dataset: Dataset, layers: Sequence[str] | None = None, *, suggestions: bool = True
) -> Result:
    """Tell who is isolated in each layer, and who could bring them in.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    layers : str or sequence of str, optional
        Layers to look at; all that the dataset has, and ``all``, if none is named.
    suggestions : bool
        Whether to look for organisations that could bring one in.

    Returns
    -------
    Result
        A row for each organisation and layer: ``status``, ``degree`` (neighbours left),
        ``component_size``, ``degree_outside`` (neighbours lost to ``where``), ``newcomer``
        (founded less than two years before the date; null if either is unknown) and up to three
        ``suggestions``: ``organisation``, ``reasons`` (codes and what they are about) and
        ``reason``, the same in one line. In ``all``, an organisation is unknown only if it is
        unknown in every layer that counts there.

    Raises
    ------
    UsageError
        If a layer is unknown.

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.isolated(isp_graph.read("demo"), ["all"]).rows
    >>> sorted({row["layer"] for row in rows})
    ['all']
    """
    data = dataset.current()
    names = one_or_several(layers, [*layer_names(data), "all"])
    facts, before = data.nodes, before_where(data)
    newcomers = _newcomers(data)
    adviser = Adviser(data) if suggestions else None
    frames = []
    for name in names:
        layer = build_layer(data, name)
        statuses = np.where(known(data, name), _statuses(layer), "unknown").tolist()
        ties = degree(layer.matrix, directed=layer.directed)
        labels, sizes = components(layer.matrix)
        needy = [place for place, status in enumerate(statuses) if status in NEEDY]
        found = adviser.advise(layer, needy) if adviser is not None else {}
        frames.append(
            pl.DataFrame(
                {
                    "organisation": facts["id"],
                    "name": facts["name"],
                    "zone": facts["seat_zone"],
                    "layer": pl.Series([name] * facts.height, dtype=pl.String),
                    "status": pl.Series(statuses, dtype=pl.String),
                    "degree": ties,
                    "component_size": sizes[labels] if facts.height else sizes,
                    "degree_outside": _lost(data, before, name, ties),
                    "newcomer": newcomers,
                    "suggestions": _suggested(found, facts.height),
                }
            )
        )
    rows = pl.concat(frames).sort("organisation", "layer")
    return Result("isolated", rows, basis(data, layers=names))
