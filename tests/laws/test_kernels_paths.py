"""Path measures equal networkx's on whole lengths, and estimates keep their word."""

from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
import numpy.testing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_graph.measures.paths import betweenness, closeness, harmonic
from isp_graph.measures.pivots import path_measures
from tests.laws.test_kernels_graphs import Case, case, cases, column

TOLERANCE = 1e-9


def reversed_distances(one: Case, weighted: bool) -> Any:
    """Return how far each node is from those that reach it."""
    backwards = one.graph.reverse() if one.directed else one.graph
    if not weighted:
        return dict(nx.all_pairs_shortest_path_length(backwards))
    return {
        node: {other: length / one.unit for other, length in reached.items()}
        for node, reached in nx.all_pairs_dijkstra_path_length(backwards, weight="length")
    }


@given(cases(), st.booleans(), st.booleans())
def test_betweenness(one: Case, weighted: bool, normalized: bool) -> None:
    found = betweenness(one.matrix, directed=one.directed, weighted=weighted, normalized=normalized)
    expected = nx.betweenness_centrality(
        one.graph, weight="length" if weighted else None, normalized=normalized
    )
    npt.assert_allclose(found, column(expected, one.n), atol=TOLERANCE)


@given(cases(), st.booleans())
def test_closeness(one: Case, weighted: bool) -> None:
    found = closeness(one.matrix, directed=one.directed, weighted=weighted)
    expected = nx.closeness_centrality(one.graph, distance="length" if weighted else None)
    scale = one.unit if weighted else 1
    npt.assert_allclose(found, column(expected, one.n) * scale, atol=TOLERANCE)


@given(cases(), st.booleans())
def test_raw_closeness(one: Case, weighted: bool) -> None:
    found = closeness(one.matrix, directed=one.directed, weighted=weighted, raw=True)
    distances = reversed_distances(one, weighted)
    expected = {node: sum(reached.values()) for node, reached in distances.items()}
    npt.assert_allclose(found, column(expected, one.n), atol=TOLERANCE)


@given(cases(), st.booleans())
def test_harmonic(one: Case, weighted: bool) -> None:
    found = harmonic(one.matrix, directed=one.directed, weighted=weighted)
    expected = nx.harmonic_centrality(one.graph, distance="length" if weighted else None)
    scale = one.unit if weighted else 1
    npt.assert_allclose(found, column(expected, one.n) * scale, rtol=1e-12, atol=TOLERANCE)


@given(cases(), st.booleans(), st.booleans(), st.sampled_from([None, 10, 1000]))
def test_enough_pivots_are_exact(one: Case, weighted: bool, raw: bool, pivots: int | None) -> None:
    options = {"directed": one.directed, "weighted": weighted}
    found = path_measures(one.matrix, raw=raw, pivots=pivots, **options)
    expected = betweenness(one.matrix, normalized=not raw, **options)
    npt.assert_allclose(found.betweenness.values, expected, atol=TOLERANCE)
    expected = closeness(one.matrix, raw=raw, **options)
    npt.assert_allclose(found.closeness.values, expected, atol=TOLERANCE)
    npt.assert_allclose(found.harmonic.values, harmonic(one.matrix, **options), rtol=1e-12)
    for estimate in (found.betweenness, found.closeness, found.harmonic):
        assert estimate.bound == estimate.typical_error == 0.0


@given(cases(least=5), st.booleans(), st.booleans(), st.integers(3, 5), st.integers(0, 9))
def test_estimates_are_finite_repeatable_and_in_range(
    one: Case, weighted: bool, raw: bool, pivots: int, seed: int
) -> None:
    options = {"directed": one.directed, "weighted": weighted, "raw": raw}
    found = path_measures(one.matrix, pivots=pivots, seed=seed, **options)
    again = path_measures(one.matrix, pivots=pivots, seed=seed, **options)
    for name in ("betweenness", "closeness", "harmonic"):
        estimate, same = getattr(found, name), getattr(again, name)
        npt.assert_array_equal(estimate.values, same.values)
        assert np.isfinite(estimate.values).all()
        assert np.isfinite(estimate.half_width).all()
        assert (estimate.values >= 0).all()
        assert (estimate.half_width >= 0).all()
        assert (estimate.standard_error >= 0).all()


def random_case(n: int, mean_degree: float, directed: bool, seed: int) -> Case:
    """Return a graph of several hundred paths that tie, in Newman's weights."""
    rng = np.random.default_rng(seed)
    weights = {}
    for i, j in rng.integers(n, size=(int(n * mean_degree / (1 if directed else 2)), 2)).tolist():
        if i != j:
            pair = (i, j) if directed else (min(i, j), max(i, j))
            sizes = rng.integers(1, 6, size=int(rng.integers(1, 4))).tolist()
            weights[pair] = sum((Fraction(1, size) for size in sizes), Fraction(0))
    return case(n, directed, weights)


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
def test_larger_graphs_too(directed: bool, weighted: bool) -> None:
    one = random_case(150, 3.0, directed, seed=5)
    found = path_measures(one.matrix, directed=directed, weighted=weighted)
    weight = "length" if weighted else None
    scale = one.unit if weighted else 1
    expected = nx.betweenness_centrality(one.graph, weight=weight)
    npt.assert_allclose(found.betweenness.values, column(expected, 150), atol=TOLERANCE)
    expected = nx.closeness_centrality(one.graph, distance=weight)
    npt.assert_allclose(found.closeness.values, column(expected, 150) * scale, atol=TOLERANCE)


@pytest.mark.parametrize("directed", [False, True])
def test_estimates_are_unbiased_and_their_errors_honest(directed: bool) -> None:
    one = random_case(60, 5.0, directed, seed=1)
    exact = path_measures(one.matrix, directed=directed, raw=True)
    draws = [
        path_measures(one.matrix, directed=directed, raw=True, pivots=20, seed=seed)
        for seed in range(300)
    ]
    for name in ("betweenness", "closeness", "harmonic"):
        truth = getattr(exact, name).values
        estimates = np.array([getattr(draw, name).values for draw in draws])
        errors = np.array([getattr(draw, name).standard_error for draw in draws])
        widths = np.array([getattr(draw, name).half_width for draw in draws])
        spread = estimates.std(axis=0) / np.sqrt(len(draws))
        varies = spread > 1e-9
        assert varies.mean() > 0.5
        assert np.abs((estimates.mean(axis=0) - truth)[varies] / spread[varies]).max() < 4.5
        npt.assert_allclose(estimates[:, ~varies], np.tile(truth[~varies], (300, 1)), atol=1e-8)
        squared = np.square(estimates - truth).mean()
        assert 0.9 < np.square(errors).mean() / squared < 1.1
        assert (np.abs(estimates - truth) <= widths + 1e-9).mean() > 0.95
