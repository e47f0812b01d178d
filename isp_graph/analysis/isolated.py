"""Who is isolated, in which respect, and who could bring them in?

Status of an organisation in a layer, the first that applies: *unknown* (the data cannot tell),
*isolated* (no tie), *small_component* (its component is less than half as large as the
largest), *pendant* (one tie), *dependent* (without one other organisation it is cut off from
the largest remaining piece of its component), *well_tied*.

The data cannot tell where the layer has no row at all; where the table is incomplete, or the
organisation has a reason to be unknown, and none of its rows is there; and in ``boards``, of an
organisation that never had a mandate. Whether rows are there is asked before ``where``, of the
rows that count with or without it: a tie that a filter hides is known.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
import polars as pl

from isp_graph.advice import Adviser
from isp_graph.dataset import Dataset
from isp_graph.kernels.dependence import dependent
from isp_graph.kernels.matrices import degree
from isp_graph.kernels.structure import components
from isp_graph.layers import (
    APART_LAYERS,
    Layer,
    base_of,
    build_layer,
    evidence_rows,
    layer_names,
)
from isp_graph.model.vocabulary import COUNTED_MODALITIES
from isp_graph.records import Records
from isp_graph.results import Result, basis
from isp_graph.tables.periods import first_day_of

STATUSES = ("unknown", "isolated", "small_component", "pendant", "dependent", "well_tied")
"""Every status, in the order in which they are tried."""
NEEDY = STATUSES[1:5]
"""Statuses in which somebody could bring the organisation in."""
_TABLES = {"boards": "mandates", "board_seats": "mandates", "meetings": "attendance"}
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


def _with_asked(whole: Records, data: Dataset) -> Dataset:
    """Let the modalities asked for count too in records that know of no ``where``."""
    known = cast(Dataset, whole)
    if data.modalities is None:
        return known
    return known.where(modality=COUNTED_MODALITIES | data.modalities)


def _with_rows(data: Dataset, name: str) -> pl.Series:
    rows = evidence_rows(data, name)
    return pl.concat([rows["organisation"], rows["other"]]).drop_nulls().unique()


def _unknown(data: Dataset, ever: Dataset, before: Dataset, name: str) -> Any:
    """Tell of which nodes the layer cannot speak, from what there was at any date, and here."""
    nodes = data.nodes
    if evidence_rows(ever, name).is_empty():
        return np.ones(nodes.height, dtype=bool)
    there = nodes["id"].is_in(_with_rows(before, name).implode()).to_numpy()
    base = base_of(name)
    incomplete = _TABLES.get(base, "ties") in data.settings.incomplete
    excused = nodes["unknown_reason"].is_not_null().to_numpy() | incomplete
    unknown = excused & ~there
    if base == "boards":
        seated = ever.evidence("mandates")["organisation"].unique()
        unknown |= ~nodes["id"].is_in(seated.implode()).to_numpy()
    return unknown


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
    layers : sequence of str, optional
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
    names = list(dict.fromkeys(layers)) if layers else [*layer_names(data), "all"]
    facts = data.nodes
    newcomers = _newcomers(data)
    adviser = Adviser(data) if suggestions else None
    counting = [name for name in layer_names(data) if name not in APART_LAYERS]
    ever, before = (_with_asked(of, data) for of in (data.as_read(), data.before_where()))
    silent = {
        name: _unknown(data, ever, before, name)
        for name in {*names, *(counting if "all" in names else ())} - {"all"}
    }
    if "all" in names:
        silent["all"] = np.logical_and.reduce([silent[part] for part in counting])
    frames = []
    for name in names:
        layer = build_layer(data, name)
        statuses = np.where(silent[name], "unknown", _statuses(layer)).tolist()
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
