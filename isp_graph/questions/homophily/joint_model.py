"""Zone and sector together: what does each add to the other, and to commune, kind and distance?

Factors are those of `isp_graph.questions.homophily.pair_factors`. The model explains whether a
pair is tied (logistic), or how strongly (linear, ``weighted``), by all factors at once, over
the organisations that have a value of each attribute; the others are excluded and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from isp_graph.chance.checks import check_numbers
from isp_graph.chance.draws import drawn
from isp_graph.chance.verdicts import Together
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.records import Records
from isp_graph.errors import UsageError
from isp_graph.measures.matrices import Floats
from isp_graph.network import Layer, build_layer, known, layer_names
from isp_graph.network.names import one_or_several
from isp_graph.questions.homophily.grouped_layers import UNKNOWN
from isp_graph.questions.homophily.numbers.qap import (
    Design,
    SemiPartialling,
    design,
    expected,
    finite_part,
    linear,
)
from isp_graph.questions.homophily.numbers.qap_effects import (
    JointTest,
    inflation,
    makes_up,
    standard_errors,
)
from isp_graph.questions.homophily.pair_factors import GEOGRAPHY, Factors, factors_of
from isp_graph.results import Method, Result, basis

_NORMAL = 1.959963984540054
"""Standard errors of 95 % in either direction, if pairs were independent; never fewer."""
_SCHEMA: dict[str, Any] = {
    "layer": pl.String,
    "term": pl.String,
    "coefficient": pl.Float64,
    "coefficient_low": pl.Float64,
    "coefficient_high": pl.Float64,
    "odds_ratio": pl.Float64,
    "p_value": pl.Float64,
    "times_as_likely": pl.Float64,
    "times_low": pl.Float64,
    "times_high": pl.Float64,
    "vif": pl.Float64,
    "follows_from": pl.List(pl.String),
    "ties_used": pl.Int64,
    "ties": pl.Int64,
    "organisations": pl.Int64,
    "excluded": pl.Int64,
    "excluded_unknown": pl.Int64,
    "excluded_without_value": pl.Int64,
}


def _names(data: Records, layers: Sequence[str] | None) -> list[str]:
    return one_or_several(layers, [*layer_names(data), "all"])


@dataclass(frozen=True)
class _Asked:
    """The pairs of one layer: what they have in common, and whether they are tied."""

    layer: Layer
    pairs: Design
    terms: tuple[str, ...]
    outcome: Floats
    ties: int
    organisations: int
    unknown: int

    @property
    def possible(self) -> bool:
        """Whether there are ties and pairs without one, and a factor that differs."""
        some = 0 < self.ties < len(self.outcome)
        return some and len(self.pairs.columns) > 1 and len(self.pairs.rows) > 1

    @property
    def counts(self) -> Floats:
        """Pairs of each distinct row."""
        result: Floats = np.bincount(self.pairs.code, minlength=len(self.pairs.rows)).astype(float)
        return result

    @property
    def geography(self) -> list[int]:
        """Columns that say where organisations are, if there are several."""
        places = [place for place, term in enumerate(self.terms, 1) if term in GEOGRAPHY]
        found = [place for place in places if self.pairs.kept[place]]
        return found if len(found) > 1 else []


def _tests(asked: _Asked, *, weighted: bool) -> dict[str, SemiPartialling | JointTest]:
    """Name the tests of one layer: each factor beside the others, and geography as a whole."""
    if not asked.possible:
        return {}
    name, pairs, outcome = asked.layer.name, asked.pairs, asked.outcome
    found: dict[str, SemiPartialling | JointTest] = {
        name: SemiPartialling(pairs, outcome, linear_model=weighted)
    }
    if asked.geography:
        found[f"{name} geography"] = JointTest(
            pairs, outcome, asked.geography, linear_model=weighted
        )
    return found


def _rows(asked: _Asked, z: Floats, draws: Floats, *, weighted: bool) -> Iterator[dict[str, Any]]:
    """Give a row for each factor, the constant first."""
    pairs, told = asked.pairs, ["intercept", *asked.terms]
    counts = asked.counts
    found: dict[str, dict[str, Any]] = {term: {} for term in told}
    for column in range(1, len(told)):
        if not pairs.kept[column]:
            before = [each for each in pairs.columns if each < column]
            parts = makes_up(pairs.rows, counts, column, before)
            found[told[column]]["follows_from"] = [told[part] for part in parts]
    if asked.possible:
        rows = pairs.rows[:, pairs.columns]
        sums = np.bincount(pairs.code, asked.outcome, len(pairs.rows)).astype(np.float64)
        if weighted:
            beta = whole = linear(rows, counts, sums)
        else:
            beta, whole = finite_part(rows, counts, sums)
        errors = _errors(asked, rows, counts, whole, weighted=weighted)
        wider = inflation(rows, counts)
        for place, column in enumerate(pairs.columns):
            own = found[told[column]]
            if place:
                own["p_value"] = _p_value(z[place - 1], draws[:, place - 1])
                own["vif"] = _or_null(wider[place - 1])
            if not np.isfinite(beta[place]):
                continue
            value = float(beta[place])
            own["coefficient"] = _settled(value)
            if not weighted:
                own["odds_ratio"] = _settled(float(np.exp(value)))
            around = None
            if place and not np.isnan(beta).any():
                around = _around(value, errors[place], draws[:, place - 1], weighted=weighted)
            if around is not None:
                own["coefficient_low"], own["coefficient_high"] = map(_settled, around)
            if place and not weighted and set(np.unique(rows[:, place])) <= {0.0, 1.0}:
                own["times_as_likely"] = _times(rows, counts, whole, place)
                for end, bound in zip(("times_low", "times_high"), around or (), strict=False):
                    moved = whole.copy()
                    moved[place] = bound
                    own[end] = _times(rows, counts, moved, place)
    for term in told:
        yield {"term": term, **found[term]}


def _errors(asked: _Asked, rows: Floats, counts: Floats, beta: Floats, *, weighted: bool) -> Floats:
    spread = None
    if weighted:
        left = asked.outcome - (rows @ beta)[asked.pairs.code]
        spread = float(left @ left) / max(1, len(left) - rows.shape[1])
    return standard_errors(rows, counts, beta, spread)


def _around(
    value: float, error: float, draws: Floats, *, weighted: bool
) -> tuple[float, float] | None:
    """Give the interval of 95 %: as many standard errors as the permuted statistic scatters."""
    known = draws[np.isfinite(draws)]
    if not known.size or not error > 0:
        return None
    # The statistic of a linear model is not in units of its own scatter.
    scale = float(np.sqrt(np.mean(np.square(known)))) if weighted else 1.0
    if scale <= 0:
        return None
    reach = max(_NORMAL, float(np.quantile(np.abs(known), 0.95)) / scale)
    return value - reach * error, value + reach * error


def _or_null(value: float) -> float | None:
    return _settled(float(value)) if np.isfinite(value) else None


def _times(rows: Floats, counts: Floats, beta: Floats, place: int) -> float | None:
    """Divide the mean probability of a tie, all pairs having the factor, by that if none had."""
    means = []
    for value in (1.0, 0.0):
        changed = rows.copy()
        changed[:, place] = value
        means.append(float(counts @ expected(changed, beta)))
    return _settled(means[0] / means[1]) if means[1] > 0 else None


def _settled(value: float) -> float:
    """Keep ten digits: an iteration does not settle the last ones alike on every processor."""
    return float(f"{value:.10g}")


def _p_value(z: float, draws: Floats) -> float | None:
    known = draws[np.isfinite(draws)]
    if not np.isfinite(z) or not known.size:
        return None
    reached = int((np.abs(known) >= abs(z) * (1 - 1e-9)).sum())
    return (reached + 1) / (known.size + 1)


def network_model(
    dataset: Dataset,
    layers: Sequence[str] | None = None,
    terms: Sequence[str] | None = None,
    *,
    geometry: Mapping[str, Any] | None = None,
    weighted: bool = False,
    unknown: str = "left-out",
    draws: int = 1000,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Result:
    """Tell what zone, sector and the rest add to one another in making a tie.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    layers : sequence of str, optional
        Layers to look at; all that the dataset has, and ``all``, if none is named.
    terms : sequence of str, optional
        Attributes of which a value may be shared, and ``distance``; zone, sector, commune, kind
        and distance if none is named. One that is known of fewer than ten organisations, or has
        one value only, is left out.
    geometry : mapping, optional
        GeoJSON of the communes, for ``distance``; without it, that is left out.
    weighted : bool
        Whether to explain the weight of a tie (linear) instead of the tie (logistic).
    unknown, draws, seed, jobs, progress
        As in `isp_graph.homophily`; p values are null without draws.

    Returns
    -------
    Result
        A row for each layer and ``term``: ``coefficient`` (log odds; in km for distance),
        ``odds_ratio``, ``p_value`` by double semi-partialling (|z| of so many permutations as
        large, the data among them), ``times_as_likely`` (mean probability of a tie if all pairs
        shared the value, over that if none did), their intervals of 95 % (as many standard errors
        as the permuted statistic scatters), ``vif`` (how much wider for what the factors share);
        ``ties_used`` of all ``ties`` of the layer, ``organisations`` that count and those
        ``excluded``; in ten digits. A term that does not differ, ``follows_from`` those before
        it, or separates the tied from the others has no coefficient. The term ``geography`` tests
        zone, commune and distance together.

    Raises
    ------
    UsageError
        If a layer or an attribute is unknown, or a number is out of range.

    See Also
    --------
    isp_graph.questions.homophily.numbers.qap.SemiPartialling : The statistic, with references.

    Examples
    --------
    >>> import isp_graph
    >>> found = isp_graph.network_model(
    ...     isp_graph.read("demo"), ["partnerships"], ["zone", "sector"], draws=99
    ... )
    >>> [(row["term"], round(row["odds_ratio"], 1), row["p_value"]) for row in found.rows]
    [('intercept', 0.0, None), ('same_zone', 1.0, 1.0), ('same_sector', 26.6, 0.01)]
    """
    check_numbers(draws, seed, jobs)
    if unknown not in UNKNOWN:
        raise UsageError("unknown_silence", value=unknown, known=UNKNOWN)
    data = dataset.current()
    factors = factors_of(data, terms, geometry)
    asked = list(_prepared(data, _names(data, layers), factors, weighted, unknown))
    tests = {name: t for each in asked for name, t in _tests(each, weighted=weighted).items()}
    together = np.zeros((0, 0))
    if draws and tests:
        together = drawn(Together(tests), draws, seed, jobs, progress)
    rows: list[dict[str, Any]] = []
    at = 0
    for each in asked:
        name = each.layer.name
        z, chance = np.zeros(0), np.zeros((0, len(each.terms)))
        alone = tests.get(name)
        if isinstance(alone, SemiPartialling):
            z = alone.observed()
            if draws:
                chance = together[:, at : at + len(z)]
                at += len(z)
        left_out = data.nodes.height - each.organisations
        about = {
            "layer": name,
            "ties_used": each.ties,
            "ties": each.layer.edges.height,
            "organisations": each.organisations,
            "excluded": left_out,
            "excluded_unknown": each.unknown,
            "excluded_without_value": left_out - each.unknown,
        }
        rows += [about | row for row in _rows(each, z, chance, weighted=weighted)]
        whole = tests.get(f"{name} geography")
        if isinstance(whole, JointTest):
            p = _p_value(whole.observed(), together[:, at] if draws else np.zeros(0))
            at += int(draws > 0)
            rows.append(about | {"term": "geography", "p_value": p})
    held = [{key: row.get(key) for key in _SCHEMA} for row in rows]
    frame = pl.DataFrame(held, schema=_SCHEMA).sort("layer", maintain_order=True)
    told = basis(
        data,
        layers=[each.layer.name for each in asked],
        terms=list(factors.matrices),
        weighted=weighted,
        unknown=unknown,
        draws=draws,
        seed=seed,
        view="model",
    )
    key = "homophily_model_linear" if weighted else "homophily_model_logistic"
    stated = {"terms": list(factors.matrices), "draws": draws, "seed": seed}
    method = Method(key, stated) if factors.matrices else None
    return Result("homophily", frame, told, how=method)


def _prepared(
    data: Records, names: Sequence[str], factors: Factors, weighted: bool, unknown: str
) -> Iterator[_Asked]:
    """Lay out the pairs of each layer, of those of whom it can speak."""
    designs: dict[tuple[bool, bytes], Design] = {}
    order = {node: place for place, node in enumerate(data.nodes["id"])}
    at = np.array([order[node] for node in factors.ids], dtype=np.int64)
    terms = tuple(factors.matrices)
    for name in names:
        layer = build_layer(data, name)
        told = known(data, name) if unknown == "left-out" else np.ones(len(order), dtype=bool)
        inside = told[at]
        key = (layer.directed, inside.tobytes())
        if key not in designs:
            own = factors.among(inside)
            matrices = list(own.matrices.values())
            designs[key] = design(matrices, len(own.ids), directed=layer.directed)
        pairs, here = designs[key], at[inside]
        matrix = layer.matrix[here][:, here].toarray() if len(here) else np.zeros((0, 0))
        outcome = matrix[pairs.i, pairs.j]
        ties = int((outcome > 0).sum())
        outcome = outcome if weighted else (outcome > 0).astype(np.float64)
        yield _Asked(layer, pairs, terms, outcome, ties, len(here), int((~told).sum()))
