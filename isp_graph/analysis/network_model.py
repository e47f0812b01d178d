"""Zone and sector together: what does each add to the other, and to commune, kind and distance?

A *factor* is something that a pair of organisations has: one value of an attribute in common
(1) or none (0), or the distance of their communes in kilometres. The model explains whether a
pair is tied (logistic), or how strongly (linear, ``weighted``), by all factors at once, over
the organisations that have a value of each attribute; the others are excluded and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from isp_graph.attributes import attribute_values
from isp_graph.chance import check_numbers
from isp_graph.dataset import Dataset
from isp_graph.kernels.draws import drawn
from isp_graph.kernels.matrices import Floats
from isp_graph.kernels.qap import (
    Design,
    SemiPartialling,
    design,
    expected,
    finite_part,
    linear,
)
from isp_graph.kernels.verdicts import Together
from isp_graph.layers import Layer, build_layer, layer_names
from isp_graph.records import Records
from isp_graph.results import Method, Result, basis
from isp_graph.territory import Territory

TERMS = ("zone", "sector", "commune", "kind", "distance")
"""Factors of the model unless others are named."""
LARGEST = 500
"""Organisations above which the number of draws must be named."""
FEWEST = 10
"""Organisations of which an attribute must be known to be a factor."""
_SECONDS = 1.5e-8
_SCHEMA = {
    "layer": pl.String,
    "term": pl.String,
    "coefficient": pl.Float64,
    "odds_ratio": pl.Float64,
    "p_value": pl.Float64,
    "times_as_likely": pl.Float64,
    "ties_used": pl.Int64,
    "organisations": pl.Int64,
    "excluded": pl.Int64,
}


@dataclass(frozen=True)
class Cost:
    """What a model will cost, and what it leaves out.

    Attributes
    ----------
    layers, organisations, pairs, draws, seconds : int
        Seconds are a rough guess.
    terms : tuple of str
        Factors that stay.
    dropped : tuple of (str, int)
        Attributes left out, and of how many organisations they are known.
    whole : int
        Organisations there are.
    """

    layers: int
    organisations: int
    pairs: int
    draws: int
    seconds: int
    terms: tuple[str, ...]
    dropped: tuple[tuple[str, int], ...]
    whole: int

    @property
    def steps(self) -> int:
        """Draws to be made, at least one."""
        return max(1, self.draws)


def _names(data: Records, layers: Sequence[str] | None) -> list[str]:
    return list(dict.fromkeys(layers)) if layers else [*layer_names(data), "all"]


def _values(data: Records, terms: Sequence[str] | None) -> dict[str, pl.DataFrame]:
    """Give the values of each attribute asked for; that of ``distance`` is the commune."""
    asked = dict.fromkeys(terms or TERMS)
    found = {}
    for term in asked:
        found[term] = attribute_values(data, "commune" if term == "distance" else term)
    return found


def _kept(values: Mapping[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], list[str]]:
    """Give the attributes known well enough, and the organisations that have all of them."""
    known = {
        term: frame
        for term, frame in values.items()
        if frame["id"].n_unique() >= FEWEST and frame["value"].n_unique() > 1
    }
    ids = None
    for frame in known.values():
        own = set(frame["id"])
        ids = own if ids is None else ids & own
    return known, sorted(ids or ())


def estimate(
    dataset: Dataset, layers: Sequence[str] | None, terms: Sequence[str] | None, draws: int
) -> Cost:
    """Tell what a model will cost, before it is made.

    Parameters
    ----------
    dataset : Dataset
    layers, terms, draws
        As in `network_model`.

    Returns
    -------
    Cost

    Raises
    ------
    UsageError
        If an attribute is unknown.
    """
    data = dataset.current()
    values = _values(data, terms)
    known, ids = _kept(values)
    dropped = tuple(
        (term, frame["id"].n_unique()) for term, frame in values.items() if term not in known
    )
    count, n = len(_names(data, layers)), len(ids)
    work = count * n * max(n - 1, 0) * max(len(known), 1) * max(draws, 1)
    seconds = max(1, round(work * _SECONDS))
    pairs = n * (n - 1) // 2
    return Cost(count, n, pairs, draws, seconds, tuple(known), dropped, data.nodes.height)


def _shared(frame: pl.DataFrame, places: Mapping[str, int]) -> Floats:
    """Tell which two organisations share a value."""
    inside = frame.filter(pl.col("id").is_in(list(places)))
    numbers = {value: number for number, value in enumerate(inside["value"].unique().sort())}
    members = np.zeros((len(places), len(numbers)))
    members[
        [places[node] for node in inside["id"]], [numbers[value] for value in inside["value"]]
    ] = 1.0
    result: Floats = (members @ members.T > 0).astype(np.float64)
    return result


def _distances(
    frame: pl.DataFrame, places: Mapping[str, int], territory: Territory
) -> Floats | None:
    """Give the distance of every two communes in km; None where one is not known."""
    own = dict(frame.iter_rows())
    communes = sorted({own[node] for node in places})
    between = np.zeros((len(communes), len(communes)))
    for a, one in enumerate(communes):
        for b, other in enumerate(communes[:a]):
            metres = territory.metres(one, other)
            if not metres:
                return None
            between[a, b] = between[b, a] = metres / 1000
    at = [communes.index(own[node]) for node in places]
    result: Floats = between[np.ix_(at, at)]
    return result


_Told: TypeAlias = "tuple[float | None, float | None, float | None, float | None]"


@dataclass(frozen=True)
class _Asked:
    layer: Layer
    pairs: Design
    outcome: Floats
    ties: int

    @property
    def possible(self) -> bool:
        """Whether there are ties and pairs without one, and a factor that differs."""
        some = 0 < self.ties < len(self.outcome)
        return some and len(self.pairs.columns) > 1 and len(self.pairs.rows) > 1


def _rows(
    asked: _Asked, terms: Sequence[str], z: Floats, draws: Floats, *, weighted: bool
) -> Iterator[dict[str, Any]]:
    """Give a row for each factor, the constant first."""
    pairs, told = asked.pairs, ["intercept", *terms]
    counts = np.bincount(pairs.code, minlength=len(pairs.rows)).astype(np.float64)
    sums = np.bincount(pairs.code, asked.outcome, len(pairs.rows)).astype(np.float64)
    nothing: _Told = (None, None, None, None)
    found = dict.fromkeys(told, nothing)
    if asked.possible:
        rows = pairs.rows[:, pairs.columns]
        if weighted:
            beta = whole = linear(rows, counts, sums)
        else:
            beta, whole = finite_part(rows, counts, sums)
        for place, column in enumerate(pairs.columns):
            p = _p_value(z[place - 1], draws[:, place - 1]) if place else None
            if not np.isfinite(beta[place]):
                found[told[column]] = (None, None, p, None)
                continue
            value = _settled(float(beta[place]))
            ratio = None if weighted else _settled(float(np.exp(value)))
            likelier = None
            if place and not weighted and set(np.unique(rows[:, place])) <= {0.0, 1.0}:
                likelier = _times(rows, counts, whole, place)
            found[told[column]] = (value, ratio, p, likelier)
    for term in told:
        yield {"term": term, **dict(zip(list(_SCHEMA)[2:6], found[term], strict=True))}


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
    draws, seed, jobs, progress
        As in `isp_graph.homophily`; p values are null without draws.

    Returns
    -------
    Result
        A row for each layer and ``term``: ``coefficient`` (log odds; in km for distance),
        ``odds_ratio``, ``p_value`` by double semi-partialling (|z| of so many permutations as
        large, the data among them), ``times_as_likely`` (mean probability of a tie if all pairs
        shared the value, over that if none did), ``ties_used``, ``organisations`` and
        ``excluded``; in ten digits. A term that does not differ, follows from those before it,
        or separates the tied from the others has no coefficient.

    Raises
    ------
    UsageError
        If a layer or an attribute is unknown, or a number is out of range.

    See Also
    --------
    isp_graph.kernels.qap.SemiPartialling : The statistic, with references.

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
    data = dataset.current()
    known, ids = _kept(_values(data, terms))
    places = {node: place for place, node in enumerate(ids)}
    factors: dict[str, Floats] = {}
    for term, frame in known.items():
        if term == "distance":
            found = _distances(frame, places, Territory(data, geometry))
            if found is not None:
                factors["distance"] = found
        else:
            factors[f"same_{term}"] = _shared(frame, places)
    asked = list(_prepared(data, _names(data, layers), list(factors.values()), ids, weighted))
    tests = {
        each.layer.name: SemiPartialling(each.pairs, each.outcome, linear_model=weighted)
        for each in asked
        if each.possible
    }
    together = np.zeros((0, 0))
    if draws and tests:
        together = drawn(Together(tests), draws, seed, jobs, progress)
    rows, at = [], 0
    for each in asked:
        z, chance = np.zeros(0), np.zeros((0, len(factors)))
        if each.possible:
            z = tests[each.layer.name].observed()
            if draws:
                chance = together[:, at : at + len(z)]
                at += len(z)
        about = {"layer": each.layer.name, "ties_used": each.ties, "organisations": len(ids)}
        about["excluded"] = data.nodes.height - len(ids)
        rows += [about | row for row in _rows(each, list(factors), z, chance, weighted=weighted)]
    frame = pl.DataFrame(rows, schema=_SCHEMA).sort("layer", maintain_order=True)
    told = basis(
        data,
        layers=[each.layer.name for each in asked],
        terms=list(factors),
        weighted=weighted,
        draws=draws,
        seed=seed,
        view="model",
    )
    key = "homophily_model_linear" if weighted else "homophily_model_logistic"
    method = Method(key, {"terms": list(factors), "draws": draws, "seed": seed})
    return Result("homophily", frame, told, method=method)


def _prepared(
    data: Records, names: Sequence[str], factors: list[Floats], ids: list[str], weighted: bool
) -> Iterator[_Asked]:
    """Lay out the pairs of each layer; layers of one direction share a design."""
    designs: dict[bool, Design] = {}
    for name in names:
        layer = build_layer(data, name)
        if layer.directed not in designs:
            designs[layer.directed] = design(factors, len(ids), directed=layer.directed)
        pairs = designs[layer.directed]
        places = {node: place for place, node in enumerate(layer.nodes)}
        at = np.array([places[node] for node in ids], dtype=np.int64)
        inside = layer.matrix[at][:, at].toarray() if len(ids) else np.zeros((0, 0))
        outcome = inside[pairs.i, pairs.j]
        ties = int((outcome > 0).sum())
        outcome = outcome if weighted else (outcome > 0).astype(np.float64)
        yield _Asked(layer, pairs, outcome, ties)
