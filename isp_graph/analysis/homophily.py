"""Do ties follow the zone, the sector, or another thing that organisations share, beyond chance?

An *attribute* groups organisations; a tie is *internal* where its two ends share a group. Those
without a value of the attribute are excluded with their ties, and counted. An organisation of k
values is 1/k in each (``split``), or whole in each, so that one shared value makes a tie
internal (``any``). Measures are those of `isp_graph.kernels.mixing.measures`.

*Chance* is a null model that fits the layer. In a layer of ties, the labels are permuted among
the organisations that have one; all values of an organisation move together. In ``boards`` and
``meetings`` the two-mode network is rewired, which keeps the size of every board and the seats
of every person, and projected anew: three people on one board are tied to one another by that
alone, and permuted labels would take it for more than it is.

A directed layer is read as it stands: each tie from its sender (row) to its receiver (column),
one met in both directions twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl

from isp_graph.chance import check_numbers
from isp_graph.dataset import Dataset
from isp_graph.kernels.draws import drawn
from isp_graph.kernels.matrices import Floats
from isp_graph.kernels.mixing import BY_GROUP, OVERALL, measures, mixing_matrix
from isp_graph.kernels.mixing_nulls import Rewired, Shuffled, both
from isp_graph.kernels.rewiring import Rewiring
from isp_graph.kernels.verdicts import Summary, Together, compared
from isp_graph.layers import scales
from isp_graph.mixes import Mix, mixes
from isp_graph.records import Records
from isp_graph.results import Method, Result, basis

BY = ("zone", "sector")
"""Attributes that are asked about unless others are named."""
DRAWS = 1000
_SCHEMA = {
    "layer": pl.String,
    "by": pl.String,
    "group": pl.String,
    "measure": pl.String,
    "weighted": pl.Boolean,
    "value": pl.Float64,
    "null_mean": pl.Float64,
    "null_low": pl.Float64,
    "null_high": pl.Float64,
    "p_value": pl.Float64,
    "ties_used": pl.Int64,
    "excluded": pl.Int64,
    "organisations": pl.Int64,
}
_MIXING_SCHEMA = {
    "layer": pl.String,
    "by": pl.String,
    "group_a": pl.String,
    "group_b": pl.String,
    "ties": pl.Float64,
    "weight": pl.Float64,
    "expected": pl.Float64,
}


def _nulls(data: Records, cases: list[Mix]) -> dict[str, Shuffled | Rewired]:
    """Name the null of each case, in their order; a two-mode network is rewired once for all."""
    found: dict[str, Shuffled | Rewired] = {}
    for case in cases:
        network = case.layer.two_mode
        if network is None:
            found[f"{case.layer.name} {case.by}"] = Shuffled(case.ties, case.groups)
        elif case.layer.name not in found:
            scale, _ = scales(data, network, case.layer.name)
            readings = []
            for each in cases:
                if each.layer is case.layer:
                    codes = np.full(len(network.nodes), -1)
                    codes[each.kept] = each.groups.codes
                    readings.append((codes, each.groups))
            found[case.layer.name] = Rewired(Rewiring(network.matrix), scale, tuple(readings))
    return found


def _drawn(
    data: Records,
    cases: list[Mix],
    widths: list[int],
    draws: int,
    seed: int,
    jobs: int,
    progress: Callable[[int], None] | None,
) -> list[Floats]:
    """Give the sums of every draw of each case's null; no row where nothing is drawn."""
    asked = [case for case in cases if len(case.ties.source)]
    together = np.zeros((0, 0))
    if draws and asked:
        together = drawn(Together(_nulls(data, asked)), draws, seed, jobs, progress)
    found, at = [], 0
    for case, width in zip(cases, widths, strict=True):
        if not together.size or not len(case.ties.source):
            found.append(np.zeros((0, width)))
            continue
        found.append(together[:, at : at + width])
        at += width
    return found


def _or_null(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _rows(case: Mix, summed: Floats, draws: Floats) -> Iterator[dict[str, Any]]:
    half = 3 + 4 * len(case.names)
    for weighted in (False, True):
        part = slice(half, None) if weighted and len(summed) > half else slice(0, half)
        seen = measures(summed[part], case.groups, counted=not weighted)
        null = measures(draws[:, part], case.groups, counted=not weighted)
        about = {"layer": case.layer.name, "by": case.by, "weighted": weighted}

        def row(
            group: int | None,
            measure: str,
            value: float,
            chance: Floats,
            about: dict[str, Any] = about,
        ) -> dict[str, Any]:
            told: Summary = compared(value, chance)
            used = len(case.ties.source) if group is None else case.touching(group)
            size = len(case.kept) if group is None else int(case.members[:, group].sum())
            return about | {
                "group": None if group is None else case.names[group],
                "measure": measure,
                "value": _or_null(value),
                "null_mean": _or_null(told.mean),
                "null_low": _or_null(told.low),
                "null_high": _or_null(told.high),
                "p_value": _or_null(told.p_value),
                "ties_used": used,
                "excluded": case.excluded,
                "organisations": size,
            }

        for name in OVERALL:
            yield row(None, name, float(seen[0][name]), null[0][name])
        for name in BY_GROUP:
            for group in range(len(case.names)):
                yield row(group, name, float(seen[1][name][group]), null[1][name][:, group])


def homophily(
    dataset: Dataset,
    layers: Sequence[str] | None = None,
    by: Sequence[str] = BY,
    *,
    multi: str = "split",
    draws: int = DRAWS,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Result:
    """Tell how far ties stay within the groups of an attribute, and whether chance would do it.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    layers : sequence of str, optional
        Layers to look at; all that the dataset has, and ``all``, if none is named.
    by : sequence of str
        Attributes: ``zone``, ``sector``, ``kind``, ``language``, ``commune``, ``coverage``,
        ``step``, ``pole``.
    multi : {'split', 'any'}
        Whether an organisation of k values is 1/k in each, or one shared value is enough.
    draws : int
        Draws of the null model; 0 for none.
    seed : int
        Decides the draws; those of a layer and attribute do not depend on what else is asked.
    jobs : int
        Processes that share the draws; the answer does not depend on it.
    progress : callable, optional
        Told the number of draws made, now and then.

    Returns
    -------
    Result
        A row for each layer, attribute, measure and weighting; ``group`` is null for the whole,
        otherwise the value that the row is about. ``value``; ``null_mean``, ``null_low``,
        ``null_high`` (2.5 and 97.5 percentiles) and ``p_value`` of the null; ``ties_used``
        (of a group: those that touch it), ``excluded`` organisations without a value,
        ``organisations`` with one. A measure that is undefined is null.

    Raises
    ------
    UsageError
        If a layer, an attribute or a choice is unknown, or a number is out of range.

    See Also
    --------
    isp_graph.kernels.mixing.measures : The formulas, with references.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo")
    >>> found = isp_graph.homophily(demo, ["partnerships"], draws=99)
    >>> [
    ...     (row["by"], round(row["value"], 2), row["p_value"])
    ...     for row in found.rows
    ...     if row["measure"] == "assortativity" and not row["weighted"]
    ... ]
    [('sector', 0.67, 0.01), ('zone', 0.02, 0.32)]
    """
    check_numbers(draws, seed, jobs)
    data, cases = mixes(dataset, layers, by, multi)
    summed = [both(case.ties, case.groups.codes, case.groups) for case in cases]
    widths = [len(seen) for seen in summed]
    null = _drawn(data, cases, widths, draws, seed, jobs, progress)
    rows = [
        row
        for case, seen, chance in zip(cases, summed, null, strict=True)
        for row in _rows(case, seen, chance)
    ]
    frame = pl.DataFrame(rows, schema=_SCHEMA).sort(
        "layer", "by", "group", "measure", "weighted", nulls_last=False
    )
    told = basis(
        data,
        layers=list(dict.fromkeys(case.layer.name for case in cases)),
        by=list(dict.fromkeys(by)),
        multi=multi,
        draws=draws,
        seed=seed,
    )
    asked = {"by": list(dict.fromkeys(by)), "multi": multi, "draws": draws, "seed": seed}
    method = Method(f"homophily_{multi}" if draws else "homophily_described", asked)
    return Result("homophily", frame, told, method=method)


def mixing(
    dataset: Dataset,
    layers: Sequence[str] | None = None,
    by: Sequence[str] = BY,
    *,
    multi: str = "split",
) -> Result:
    """Give the mixing matrix itself: who is tied with whom, by group.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    layers, by, multi
        As in `homophily`.

    Returns
    -------
    Result
        A row for each layer, attribute and pair of groups: of an undirected layer each pair
        once, of a directed one from ``group_a`` to ``group_b``. ``ties`` and ``weight`` between
        them, each tie once, parts of ties where values are split; ``expected`` ties, if the
        ends of all ties were paired at random (proportionate mixing, Newman's
        :math:`a_g b_h`). Under ``any`` an organisation is whole in each of its groups, and a
        tie may be counted in several cells.

    Raises
    ------
    UsageError
        If a layer, an attribute or the choice is unknown.

    Examples
    --------
    >>> import isp_graph
    >>> cells = isp_graph.mixing(isp_graph.read("demo"), ["meetings"], ["zone"]).rows
    >>> cells[0]["group_a"], cells[0]["group_b"], cells[0]["ties"]
    ('C', 'C', 116.0)
    """
    data, cases = mixes(dataset, layers, by, multi)
    rows = []
    for case in cases:
        ties, weight = (mixing_matrix(each, case.groups) for each in (case.ties.unit, case.ties))
        total = ties.sum()
        margins = np.outer(ties.sum(axis=1), ties.sum(axis=0))
        expected = margins / total if total else np.zeros_like(margins)
        for a, name in enumerate(case.names):
            for b, other in enumerate(case.names):
                if b < a and not case.layer.directed:
                    continue
                # An undirected matrix holds a tie from both its ends.
                half = 0.5 if a == b and not case.layer.directed else 1.0
                row: dict[str, Any] = {"layer": case.layer.name, "by": case.by}
                row |= {"group_a": name, "group_b": other}
                cells = {"ties": ties, "weight": weight, "expected": expected}
                row |= {key: half * float(cell[a, b]) for key, cell in cells.items()}
                rows.append(row)
    frame = pl.DataFrame(rows, schema=_MIXING_SCHEMA).sort("layer", "by", "group_a", "group_b")
    names = list(dict.fromkeys(case.layer.name for case in cases))
    told = basis(data, layers=names, by=list(dict.fromkeys(by)), multi=multi, view="mixing")
    return Result("homophily", frame, told)
