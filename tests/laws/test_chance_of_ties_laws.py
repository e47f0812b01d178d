"""What random graphs and permutations give: against every graph, every permutation, and R."""

from itertools import combinations, permutations, product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from isp_graph.questions.homophily.numbers.mixing import grouping, ties_of
from isp_graph.questions.homophily.numbers.overlap_by_chance import aligned
from isp_graph.questions.homophily.numbers.roles import brokerage_roles
from isp_graph.questions.homophily.numbers.roles_by_chance import roles_by_chance
from isp_graph.questions.homophily.numbers.swaps import Swapped

SHARES = [
    [[1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0]],
    [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]],
    [[0.5, 0.5, 0], [1, 0, 0], [0, 1, 0], [1 / 3, 1 / 3, 1 / 3]],
]


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("shares", SHARES)
def test_roles_by_chance_are_those_of_all_graphs(shares, directed):
    size, density = len(shares), 0.3
    places = list(permutations(range(size), 2) if directed else combinations(range(size), 2))
    table, weight = [], []
    for ties in product((0, 1), repeat=len(places)):
        graph = np.zeros((size, size))
        for (a, b), tie in zip(places, ties, strict=True):
            graph[a, b] = tie
            graph[b, a] = tie if not directed else graph[b, a]
        roles = brokerage_roles(csr_array(graph), np.array(shares, dtype=float))
        table.append(np.column_stack([roles, roles.sum(axis=1)]))
        weight.append(density ** sum(ties) * (1 - density) ** (len(ties) - sum(ties)))
    values, chances = np.array(table), np.array(weight)[:, None, None]
    mean = (values * chances).sum(axis=0)
    spread = np.sqrt(((values - mean) ** 2 * chances).sum(axis=0))
    counted = np.ones(size, dtype=bool)
    found = roles_by_chance(np.array(shares, dtype=float), counted, density, directed=directed)
    np.testing.assert_allclose(found[0], mean, atol=1e-12)
    np.testing.assert_allclose(found[1], spread, atol=1e-9)


def of_gould_and_fernandez(sizes, own, d):
    """Give their mean and variance of each role and of all, as the R package sna has them."""
    n, whole = sizes[own], sum(sizes)
    rest = [size for place, size in enumerate(sizes) if place != own]
    e, f = d**2 * (1 - d), d**3 * (1 - d) ** 3
    gate = e * (whole - n) * (n - 1)
    gates = 2 * ((n - 1) * comb(whole - n, 2) + (whole - n) * comb(n - 1, 2)) * f
    liaison = e * (sum(rest) ** 2 - sum(m * m for m in rest))
    liaisons = 4 * sum(m * comb(whole - m - n, 2) for m in rest) * f
    means = [e * (n - 1) * (n - 2), e * sum(m * (m - 1) for m in rest), gate, gate, liaison]
    means.append(e * (whole - 1) * (whole - 2))
    more = [2 * (n - 1) * (n - 2) * (n - 3) * f]
    more.append(2 * sum(m * (m - 1) * (m - 2) for m in rest) * f)
    more += [gates, gates, liaisons, 2 * (whole - 1) * (whole - 2) * (whole - 3) * f]
    return means, [mean * (1 - e) + add for mean, add in zip(means, more, strict=True)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.floats(0.01, 0.99))
def test_roles_by_chance_are_those_of_gould_and_fernandez(sizes, density):
    shares = np.repeat(np.eye(len(sizes)), sizes, axis=0)
    counted = np.ones(len(shares), dtype=bool)
    mean, deviation = roles_by_chance(shares, counted, density, directed=True)
    first = 0
    for own, size in enumerate(sizes):
        means, variances = of_gould_and_fernandez(sizes, own, density)
        np.testing.assert_allclose(mean[first], means, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(deviation[first] ** 2, variances, rtol=1e-7, atol=1e-12)
        first += size


def graph(rng, size, density):
    ties = np.triu(rng.random((size, size)) < density, 1)
    return csr_array((ties | ties.T).astype(float))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 5))
def test_permutations_give_what_all_permutations_give(seed, size):
    rng = np.random.default_rng(seed)
    one, other = (graph(rng, size, rng.random()) for _ in range(2))
    dense = one.toarray(), other.toarray()
    all_of_them = [
        int((dense[0][np.ix_(order, order)] * dense[1]).sum()) // 2
        for order in permutations(range(size))
    ]
    draws = 4000
    found = aligned(one, other, draws, rng)
    assert set(found.tolist()) <= set(all_of_them)
    for count in set(all_of_them):
        share = np.mean(np.array(all_of_them) == count)
        error = np.sqrt(share * (1 - share) / draws)
        assert abs((found == count).mean() - share) <= 5 * error


def swapped(matrix, directed, draws, seed):
    """Give the set of ties of each draw."""
    size = len(matrix)
    groups = grouping(list(range(size)), [0] * size, size, 1, split=True)
    ties = ties_of(csr_array(matrix.astype(float)), directed=directed)
    rngs = [np.random.default_rng([seed, number]) for number in range(draws)]
    ends = Swapped(ties, groups).swapped(rngs)
    return [
        frozenset(
            (a, b) if directed else (min(a, b), max(a, b))
            for a, b in zip(source.tolist(), target.tolist(), strict=True)
        )
        for source, target in zip(*ends, strict=True)
    ]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 5), st.booleans())
def test_swaps_give_all_graphs_of_the_same_degrees_alike(seed, size, directed):
    rng = np.random.default_rng(seed)
    matrix = rng.random((size, size)) < 0.5
    np.fill_diagonal(matrix, val=False)
    if not directed:
        matrix = np.triu(matrix) | np.triu(matrix).T
    draws = 2000
    found = swapped(matrix, directed, draws, seed)
    degrees = matrix.sum(axis=0).tolist(), matrix.sum(axis=1).tolist()
    count = int(matrix.sum()) // (1 if directed else 2)
    for ties in set(found):
        assert len(ties) == count
        again = np.zeros((size, size), dtype=bool)
        for a, b in ties:
            assert a != b
            again[a, b] = True
            again[b, a] |= not directed
        assert (again.sum(axis=0).tolist(), again.sum(axis=1).tolist()) == degrees
    if directed:
        return  # where swaps do not lead from each to every other
    places = list(combinations(range(size), 2))
    same = []
    for ties in combinations(places, count):
        met = [sum(node in tie for tie in ties) for node in range(size)]
        same += [frozenset(ties)] if met == degrees[0] else []
    assert set(found) <= set(same)
    for ties in same:
        share = 1 / len(same)
        error = np.sqrt(share * (1 - share) / draws)
        assert abs(found.count(ties) / draws - share) <= 5 * error
    # A draw does not depend on which others are made with it.
    assert swapped(matrix, directed, 5, seed) == found[:5]
