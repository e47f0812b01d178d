"""Do ties follow the zone, the sector, or another thing that organisations share, beyond chance?

An *attribute* groups organisations; a tie is *internal* where its two ends share a group. Those
without a value of the attribute are excluded with their ties, and counted. An organisation of k
values is 1/k in each (``split``), or whole in each, so that one shared value makes a tie
internal (``any``). Measures are those of `isp_graph.questions.homophily.numbers.mixing.measures`.

Those of which a layer cannot speak (`isp_graph.network.known`) are left out of it, and counted.

*Chance* permutes the labels among the organisations that count; all values of an organisation
move together (``labels``). In ``boards`` and ``meetings`` a second null stands beside: the two-mode
network is rewired, which keeps the size of every board and the seats of every person, and
projected anew (``rewired``). It asks whether there is more mixing within groups than seats dealt
out at random would give, and decides no verdict: shared boards come in bundles, which rewiring
pulls apart, so that it would take any bundle for a preference
(`isp_graph.questions.homophily.verdicts`). Context for, other layers have a null beside too: ties
drawn anew with every degree kept (``degrees``).

A directed layer is read as it stands: each tie from its sender (row) to its receiver (column),
one met in both directions twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from isp_graph.chance.checks import check_numbers
from isp_graph.chance.draws import drawn
from isp_graph.chance.rewiring import Rewiring, by_place
from isp_graph.chance.verdicts import Summary, Together, compared
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.records import Records
from isp_graph.errors import UsageError
from isp_graph.measures.matrices import Floats
from isp_graph.network import scales
from isp_graph.network.names import one_or_several
from isp_graph.questions.homophily.grouped_layers import Mix, mixes
from isp_graph.questions.homophily.numbers.mixing import BY_GROUP, OVERALL, measures, mixing_matrix
from isp_graph.questions.homophily.numbers.mixing_nulls import Rewired, Shuffled, both
from isp_graph.questions.homophily.numbers.swaps import Swapped
from isp_graph.questions.homophily.verdicts import judged
from isp_graph.results import Method, Result, basis

BY = ("zone", "sector")
"""Attributes that are asked about unless others are named."""
DRAWS = 1000
NULLS = ("labels", "degrees")
"""Nulls that can be asked for; ``labels`` is always drawn, and decides."""
_KINDS = {Shuffled: "labels", Rewired: "rewired", Swapped: "degrees"}
_SCHEMA = {
    "layer": pl.String,
    "by": pl.String,
    "group": pl.String,
    "measure": pl.String,
    "weighted": pl.Boolean,
    "null": pl.String,
    "value": pl.Float64,
    "null_mean": pl.Float64,
    "null_low": pl.Float64,
    "null_high": pl.Float64,
    "p_value": pl.Float64,
    "p_adjusted": pl.Float64,
    "verdict": pl.String,
    "ties_used": pl.Int64,
    "excluded": pl.Int64,
    "excluded_unknown": pl.Int64,
    "excluded_without_value": pl.Int64,
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


def _nulls(data: Records, cases: list[Mix], asked: str) -> dict[str, Shuffled | Rewired | Swapped]:
    """Name the nulls of the cases; a two-mode network is rewired once for all its attributes."""
    found: dict[str, Shuffled | Rewired | Swapped] = {}
    for case in cases:
        network, name = case.layer.two_mode, case.layer.name
        found[f"{name} {case.by}"] = Shuffled(case.ties, case.groups)
        if network is None and asked == "degrees":
            found[f"{name} {case.by} degrees"] = Swapped(case.ties, case.groups)
        if network is not None and name not in found:
            order = by_place(network.matrix)
            scale, _ = scales(data, network, name)
            readings = []
            for each in cases:
                if each.layer is case.layer:
                    codes = np.full(len(network.nodes), -1)
                    codes[each.kept] = each.groups.codes
                    readings.append((codes, each.groups))
            found[name] = Rewired(Rewiring(network.matrix[order]), scale[order], tuple(readings))
    return found


_Draws: TypeAlias = "dict[tuple[str, str, str], Floats]"


def _drawn(
    data: Records,
    cases: list[Mix],
    widths: list[int],
    null: str,
    draws: int,
    seed: int,
    jobs: int,
    progress: Callable[[int], None] | None,
) -> _Draws:
    """Give the sums of every draw, by layer, attribute and null."""
    width = {
        (case.layer.name, case.by): size
        for case, size in zip(cases, widths, strict=True)
        if len(case.ties.source)
    }
    asked = [case for case in cases if (case.layer.name, case.by) in width]
    if not draws or not asked:
        return {}
    nulls = _nulls(data, asked, null)
    together = drawn(Together(nulls), draws, seed, jobs, progress)
    found: _Draws = {}
    at = 0
    for name, statistic in nulls.items():
        kind = _KINDS[type(statistic)]
        named = {"labels": "{} {}", "rewired": "{}", "degrees": "{} {} degrees"}[kind]
        read = [
            (case.layer.name, case.by)
            for case in asked
            if name == named.format(case.layer.name, case.by)
        ]
        for layer, each in read:
            size = width[layer, each]
            found[layer, each, kind] = together[:, at : at + size]
            at += size
    return found


def _or_null(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _rows(case: Mix, summed: Floats, null: str, draws: Floats) -> Iterator[dict[str, Any]]:
    half = 3 + 4 * len(case.names)
    for weighted in (False, True):
        part = slice(half, None) if weighted and len(summed) > half else slice(0, half)
        seen = measures(summed[part], case.groups, counted=not weighted)
        chance = measures(draws[:, part], case.groups, counted=not weighted)
        about = {"layer": case.layer.name, "by": case.by, "weighted": weighted, "null": null}

        def row(
            group: int | None,
            measure: str,
            value: float,
            drew: Floats,
            about: dict[str, Any] = about,
        ) -> dict[str, Any]:
            told: Summary = compared(value, drew)
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
                "alike": told.alike,
                "ties_used": used,
                "excluded": case.unknown + case.without_value,
                "excluded_unknown": case.unknown,
                "excluded_without_value": case.without_value,
                "organisations": size,
            }

        for name in OVERALL:
            yield row(None, name, float(seen[0][name]), chance[0][name])
        for name in BY_GROUP:
            for group in range(len(case.names)):
                yield row(group, name, float(seen[1][name][group]), chance[1][name][:, group])


def homophily(
    dataset: Dataset,
    layers: Sequence[str] | None = None,
    by: Sequence[str] = BY,
    *,
    multi: str = "split",
    unknown: str = "left-out",
    null: str = "labels",
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
    unknown : {'left-out', 'as-none'}
        Whether those of which a layer cannot speak are left out of it, or count as organisations
        without ties.
    null : {'labels', 'degrees'}
        ``degrees``: beside labels permuted, layers that are no two-mode networks have rows of
        ties drawn anew with every degree kept
        (`isp_graph.questions.homophily.numbers.swaps.Swapped`). They decide no verdict.
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
        A row for each layer, attribute, measure, weighting and ``null``; ``group`` is null for
        the whole, otherwise the value that the row is about. ``value``; ``null_mean``,
        ``null_low``, ``null_high`` (2.5 and 97.5 percentiles) and ``p_value`` of the null;
        ``p_adjusted`` and, in the row that decides for a layer and an attribute, ``verdict``
        (`isp_graph.questions.homophily.verdicts`); ``ties_used`` (of a group: those that touch
        it); ``excluded`` organisations, ``excluded_unknown`` of which the layer cannot speak and
        ``excluded_without_value``; ``organisations`` that count. A measure that is undefined is
        null. ``basis.tests`` counts each family of tests.

    Raises
    ------
    UsageError
        If a layer, an attribute or a choice is unknown, or a number is out of range.

    See Also
    --------
    isp_graph.questions.homophily.numbers.mixing.measures : The formulas, with references.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo")
    >>> found = isp_graph.homophily(demo, ["partnerships"], draws=99)
    >>> [
    ...     (row["by"], round(row["value"], 2), row["p_value"])
    ...     for row in found.rows
    ...     if row["verdict"] is not None
    ... ]
    [('sector', 0.67, 0.02), ('zone', 0.02, 0.3)]
    """
    check_numbers(draws, seed, jobs)
    if null not in NULLS:
        raise UsageError("unknown_choice", option="null", value=null, known=NULLS)
    data, cases = mixes(dataset, layers, by, multi, unknown)
    summed = [both(case.ties, case.groups.codes, case.groups) for case in cases]
    widths = [len(seen) for seen in summed]
    drew = _drawn(data, cases, widths, null, draws, seed, jobs, progress)
    rows: list[dict[str, Any]] = []
    for case, seen in zip(cases, summed, strict=True):
        for kind in _KINDS.values():
            own = drew.get((case.layer.name, case.by, kind))
            if own is None and kind == "labels":
                own = np.zeros((0, len(seen)))
            if own is not None:
                rows += _rows(case, seen, kind, own)
    schema = {**_SCHEMA, "alike": pl.Boolean}
    held = [name for name in schema if name not in ("p_adjusted", "verdict")]
    frame, tests = judged(pl.DataFrame(rows, schema={name: schema[name] for name in held}), draws)
    frame = frame.select(list(_SCHEMA)).sort(
        "layer", "by", "group", "measure", "weighted", "null", nulls_last=False
    )
    told = basis(
        data,
        layers=list(dict.fromkeys(case.layer.name for case in cases)),
        by=one_or_several(by, BY),
        multi=multi,
        unknown=unknown,
        null=None if null == "labels" else null,
        draws=draws,
        seed=seed,
    )
    asked: dict[str, Any] = {
        "by": one_or_several(by, BY),
        "multi": multi,
        "draws": draws,
        "seed": seed,
    }
    if draws and null == "degrees":
        asked["also"] = "homophily_degrees"
    method = Method(f"homophily_{multi}" if draws else "homophily_described", asked)
    return Result("homophily", frame, replace(told, tests=tests), how=method)


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
    told = basis(data, layers=names, by=one_or_several(by, BY), multi=multi, view="mixing")
    return Result("homophily", frame, told)
