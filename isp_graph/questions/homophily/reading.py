"""What people are told of ``homophily``: one case for each layer and attribute, and its verdict.

The same values feed the terminal, the page and its facts; verdicts are those of the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from isp_graph.datasets.records import Records
from isp_graph.network import VARIANTS
from isp_graph.questions.homophily.homophily import BY
from isp_graph.questions.homophily.verdicts import VERDICTS
from isp_graph.results import Result

JUDGED = ("follows", "avoids", "not_shown", "edge")
"""Verdicts of cases that could be judged."""


@dataclass(frozen=True)
class Chance:
    """A value, and what chance gives; None where it was not drawn, or is undefined."""

    value: float | None
    mean: float | None
    low: float | None
    high: float | None
    p_value: float | None
    p_adjusted: float | None

    @property
    def inside(self) -> Chance:
        """Read an E-I index as the share of ties that stay within groups."""
        value, mean, high, low = (
            None if each is None else (1 - each) / 2
            for each in (self.value, self.mean, self.low, self.high)
        )
        return Chance(value, mean, low, high, self.p_value, self.p_adjusted)


@dataclass(frozen=True)
class Case:
    """A layer and an attribute.

    Attributes
    ----------
    layer, by, verdict : str
    ties, organisations, unknown, without_value : int
        Ties used; organisations that count, those of which the layer cannot speak, and those
        without a value.
    assortativity, ei : Chance
        When labels are permuted.
    rewired, degrees : Chance or None
        Assortativity when seats are dealt out anew; None in a layer without seats. When ties are,
        with every degree kept; None unless asked for.
    """

    layer: str
    by: str
    verdict: str
    ties: int
    organisations: int
    unknown: int
    without_value: int
    assortativity: Chance
    ei: Chance
    rewired: Chance | None
    degrees: Chance | None = None

    @property
    def judged(self) -> bool:
        """Whether enough is known, and chance was drawn."""
        return self.verdict in JUDGED

    @property
    def counts(self) -> bool:
        """Whether it is counted among the layers: ``all`` and derived layers are not."""
        return self.layer != "all" and self.layer not in VARIANTS


@dataclass(frozen=True)
class Reading:
    """What is told.

    Attributes
    ----------
    cases : tuple of Case
        Layers that follow something first, the ones most above chance at the head; then those
        with most ties.
    everybody : int
        Organisations there are.
    known : mapping
        Of how many organisations each attribute is known; the attributes in their order.
    draws : int
        Of chance; 0 where it was not drawn.
    """

    cases: tuple[Case, ...]
    everybody: int
    known: Mapping[str, int]
    draws: int

    def without(self, touched: Collection[tuple[str, str]]) -> Reading:
        """Leave out layers and attributes of which the dataset takes back what would be told."""
        kept = tuple(case for case in self.cases if (case.layer, case.by) not in touched)
        return replace(self, cases=kept)

    def of(self, by: str) -> dict[str, list[Case]]:
        """Give, by verdict, the cases of one attribute that are counted."""
        own = [case for case in self.cases if case.by == by and case.counts]
        return {name: [case for case in own if case.verdict == name] for name in VERDICTS}


def _chance(row: Mapping[str, Any]) -> Chance:
    keys = ("value", "null_mean", "null_low", "null_high", "p_value", "p_adjusted")
    return Chance(*(row[key] for key in keys))


def _case(deciding: Mapping[str, Any], beside: Mapping[tuple[str, str], Mapping[str, Any]]) -> Case:
    rewired, degrees = (beside.get(("assortativity", null)) for null in ("rewired", "degrees"))
    return Case(
        deciding["layer"],
        deciding["by"],
        deciding["verdict"],
        deciding["ties_used"],
        deciding["organisations"],
        deciding["excluded_unknown"],
        deciding["excluded_without_value"],
        _chance(deciding),
        _chance(beside["ei", "labels"]),
        None if rewired is None else _chance(rewired),
        None if degrees is None else _chance(degrees),
    )


def _above(case: Case) -> float:
    found = case.assortativity
    if case.verdict != "follows" or found.value is None or found.mean is None:
        return -9.0
    return found.value - found.mean


def taken_back(data: Records) -> dict[tuple[str, str], Mapping[str, str]]:
    """Give the limits of a dataset that touch a layer and an attribute, by these."""
    limits = [limit for limit in data.settings.limits if {"layer", "by"} <= limit.keys()]
    return {(limit["layer"], limit["by"]): limit for limit in limits}


def reading(result: Result, everybody: int, known: Mapping[str, int]) -> Reading:
    """Read the rows of ``homophily``.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.homophily.homophily.homophily`.
    everybody : int
        Organisations there are.
    known : mapping
        Of how many each attribute asked about is known.

    Returns
    -------
    Reading
        Layers without a tie between organisations with a value are left out.
    """
    whole = result.frame.filter(~pl.col("weighted") & pl.col("group").is_null())
    rows: dict[tuple[str, str], dict[tuple[str, str], Mapping[str, Any]]] = {}
    for row in whole.filter(pl.col("ties_used") > 0).iter_rows(named=True):
        rows.setdefault((row["layer"], row["by"]), {})[row["measure"], row["null"]] = row
    cases = [_case(beside["assortativity", "labels"], beside) for beside in rows.values()]
    most: dict[str, float] = {}
    largest: dict[str, int] = {}
    for case in cases:
        most[case.layer] = max(most.get(case.layer, -9.0), _above(case))
        largest[case.layer] = max(largest.get(case.layer, 0), case.ties)
    order = {by: place for place, by in enumerate(BY)}
    judged = {case.layer for case in cases if case.verdict in JUDGED}
    cases.sort(
        key=lambda case: (
            -most[case.layer],
            case.layer not in judged,
            -largest[case.layer],
            case.layer,
            order.get(case.by, 9),
            case.by,
        )
    )
    named = sorted(known.items(), key=lambda entry: (order.get(entry[0], 9), entry[0]))
    draws = result.basis.parameters["draws"]
    return Reading(tuple(cases), everybody, dict(named), draws)
