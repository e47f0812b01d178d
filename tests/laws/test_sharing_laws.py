"""Null models, two-mode measures, departures and covers against brute force on small networks."""

from fractions import Fraction
from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.stats import binom

from isp_graph.chance.corrections import corrected
from isp_graph.chance.maxent import bicm
from isp_graph.chance.null_models import by_chance, shared_pairs
from isp_graph.chance.poisson_binomial import upper_tails
from isp_graph.questions.boards.numbers.departures import departures
from isp_graph.questions.boards.numbers.two_mode import two_mode_measures
from isp_graph.questions.meetings.numbers.covering import smallest_cover

LAWFUL = settings(max_examples=40, deadline=None)


@st.composite
def matrices(draw, most=6):
    """Draw a binary matrix of any density, empty and full lines included."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    cells = st.lists(st.integers(0, 1), min_size=columns, max_size=columns)
    return np.array(draw(st.lists(cells, min_size=rows, max_size=rows)))


def sparse(matrix):
    return csr_array(matrix.astype(float))


@LAWFUL
@given(matrices())
def test_expected_degrees_are_the_observed_ones(matrix):
    model = bicm(matrix.sum(axis=1), matrix.sum(axis=0))
    probability = model.probability[np.ix_(model.row_class, model.column_class)]
    assert ((probability >= 0) & (probability <= 1)).all()
    assert probability.sum(axis=0) == pytest.approx(matrix.sum(axis=0), abs=1e-9)
    assert probability.sum(axis=1) == pytest.approx(matrix.sum(axis=1), abs=1e-9)
    # Of maximum entropy: the log-odds of any square of four possible seats add up to nothing.
    inner = np.clip(probability, 1e-9, 1 - 1e-9)
    inside = (probability > 1e-6) & (probability < 1 - 1e-6)
    for a, b in combinations(range(matrix.shape[0]), 2):
        for j, k in combinations(range(matrix.shape[1]), 2):
            if inside[np.ix_([a, b], [j, k])].all():
                odds = np.log(inner) - np.log(1 - inner)
                assert odds[a, j] - odds[a, k] - odds[b, j] + odds[b, k] == pytest.approx(
                    0, abs=1e-4
                )


def test_what_the_degrees_decide_is_certain():
    matrix = np.array([[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]])
    model = bicm(matrix.sum(axis=1), matrix.sum(axis=0))
    found = model.probability[np.ix_(model.row_class, model.column_class)]
    assert found.tolist() == [
        [1, 1, 0.5, 0.5], [1, 1, 0.5, 0.5], [0.5, 0.5, 0, 0], [0.5, 0.5, 0, 0],
    ]  # fmt: skip


@pytest.mark.parametrize("sums", [([3], [1, 1]), ([1, 1], [1]), ([2, 0], [2, 0])])
def test_degrees_of_no_matrix_are_refused(sums):
    with pytest.raises(ValueError, match="no two-mode network"):
        bicm(*sums)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([0.0, 1e-12, 0.1, 0.25, 0.5, 0.9, 1.0]), min_size=1, max_size=6))
def test_tails_add_up_all_outcomes(chances):
    exact = [Fraction(chance) for chance in chances]
    for observed in range(len(chances) + 2):
        truth = Fraction(0)
        for outcome in product((0, 1), repeat=len(chances)):
            if sum(outcome) >= observed:
                term = Fraction(1)
                for success, chance in zip(outcome, exact, strict=True):
                    term *= chance if success else 1 - chance
                truth += term
        values, counts = np.unique(chances, return_counts=True)
        found = upper_tails(values[None, :], counts, np.array([observed]))
        assert found[0] == pytest.approx(float(truth), rel=1e-11, abs=0)


def test_a_tail_keeps_its_digits_far_out():
    found = upper_tails(np.array([[1e-4]]), np.array([30_000]), np.array([40]))
    assert found[0] < 1e-25
    assert found[0] == pytest.approx(binom.sf(39, 30_000, 1e-4), rel=1e-9)


@LAWFUL
@given(matrices())
def test_hypergeometric_counts_boards(matrix):
    pairs = shared_pairs(sparse(matrix))
    found = by_chance(sparse(matrix), pairs, "hypergeometric")
    matrix = matrix[matrix.any(axis=1)]  # who has no seat is not of the population
    people = matrix.shape[0]
    for place, (a, b) in enumerate(zip(pairs.a, pairs.b, strict=True)):
        one, other = set(np.flatnonzero(matrix[:, a])), int(matrix[:, b].sum())
        boards = [one & set(board) for board in combinations(range(people), other)]
        shared = int((matrix[:, a] * matrix[:, b]).sum())
        assert pairs.shared[place] == shared
        as_high = sum(len(common) >= shared for common in boards)
        assert found.p_value[place] == pytest.approx(as_high / len(boards), rel=1e-12)
        mean = sum(map(len, boards)) / len(boards)
        assert found.expected[place] == pytest.approx(mean, rel=1e-12)


@settings(max_examples=25, deadline=None)
@given(matrices(most=4))
def test_sdsm_adds_up_all_outcomes(matrix):
    pairs = shared_pairs(sparse(matrix))
    found = by_chance(sparse(matrix), pairs, "sdsm")
    model = bicm(matrix.sum(axis=0), matrix.sum(axis=1))
    seat = model.probability[np.ix_(model.row_class, model.column_class)]
    for place, (a, b) in enumerate(zip(pairs.a, pairs.b, strict=True)):
        both = seat[a] * seat[b]
        tail = 0.0
        for outcome in product((0, 1), repeat=matrix.shape[0]):
            if sum(outcome) >= pairs.shared[place]:
                tail += float(np.prod(np.where(outcome, both, 1 - both)))
        assert found.expected[place] == pytest.approx(both.sum())
        assert found.p_value[place] == pytest.approx(tail, rel=1e-9)


def alike(matrix):
    """List all binary matrices with the sums of one."""
    columns, found = matrix.shape[1], []
    for cells in product(*[combinations(range(columns), int(n)) for n in matrix.sum(axis=1)]):
        other = np.zeros_like(matrix)
        for person, boards in enumerate(cells):
            other[person, list(boards)] = 1
        if (other.sum(axis=0) == matrix.sum(axis=0)).all():
            found.append(other)
    return found


@settings(max_examples=30, deadline=None)
@given(matrices(most=5), st.integers(0, 2**32))
def test_fdsm_comes_near_the_share_among_all_rewirings(matrix, seed):
    pairs = shared_pairs(sparse(matrix))
    shared = np.array([other.T @ other for other in alike(matrix)])
    found = by_chance(sparse(matrix), pairs, "fdsm", draws=4000, seed=seed)
    for place, (a, b) in enumerate(zip(pairs.a, pairs.b, strict=True)):
        share = np.mean(shared[:, a, b] >= pairs.shared[place])
        # Five standard errors of independent draws, and the observed matrix that counts as one.
        assert abs(found.p_value[place] - share) <= 5 * np.sqrt(share * (1 - share) / 4000) + 1e-3
        spread = shared[:, a, b].std()
        assert abs(found.expected[place] - shared[:, a, b].mean()) <= 5 * spread / 4000**0.5 + 1e-9
        assert round(found.p_value[place] * 4001, 6) >= 1
        assert found.least[place] <= found.p_value[place]


@pytest.mark.parametrize("draws", [1, 7, 999, 1000, 1001, 2500])
def test_fdsm_makes_the_draws_that_it_tells_and_the_same_ones_again(draws):
    matrix = sparse(
        np.array([[1, 1, 0, 0], [1, 1, 0, 1], [0, 1, 1, 0], [0, 0, 1, 1], [0, 0, 1, 0]])
    )
    pairs = shared_pairs(matrix)
    made: list[int] = []
    first, again = (
        by_chance(matrix, pairs, "fdsm", draws=draws, seed=3, progress=made.append)
        for _ in range(2)
    )
    assert first.draws == draws == max(made)
    assert first.p_value.tobytes() == again.p_value.tobytes()
    assert first.expected.tobytes() == again.expected.tobytes()
    other = by_chance(matrix, pairs, "fdsm", draws=draws, seed=4)
    assert (draws < 100) or other.expected.tobytes() != first.expected.tobytes()


@settings(max_examples=20, deadline=None)
@given(matrices(), st.randoms(use_true_random=False))
def test_fdsm_does_not_depend_on_the_order_of_people(matrix, shuffle):
    order = list(range(len(matrix)))
    shuffle.shuffle(order)
    pairs = shared_pairs(sparse(matrix))
    one, other = (
        by_chance(sparse(seats), pairs, "fdsm", draws=100) for seats in (matrix, matrix[order])
    )
    assert one.p_value.tobytes() == other.p_value.tobytes()


def test_fdsm_stops_when_it_is_told_that_nothing_can_change():
    matrix = sparse(np.array([[1, 1, 0], [1, 1, 0], [0, 1, 1], [0, 0, 1]]))
    pairs = shared_pairs(matrix)
    asked = []

    def settled(p_value, error):
        asked.append((p_value, error))
        return len(asked) == 2

    found = by_chance(matrix, pairs, "fdsm", settled=settled)
    assert found.draws == 10_000
    assert [len(p_value) for p_value, _ in asked] == [pairs.a.size] * 2
    assert (asked[1][1] <= asked[0][1]).all()


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32))
def test_the_error_of_fdsm_is_the_spread_between_seeds(seed):
    rng = np.random.default_rng(seed)
    matrix = sparse((rng.random((12, 6)) < 0.3).astype(int))
    pairs = shared_pairs(matrix)
    if not pairs.a.size:
        return
    told, errors = [], []

    def settled(p_value, error):
        told.append(p_value)
        errors.append(error)
        return True

    for other in range(20):
        by_chance(matrix, pairs, "fdsm", seed=seed + other, settled=settled)
    spread, error = np.std(told, axis=0, ddof=1), np.mean(errors, axis=0)
    # Of twenty values the spread is within a factor of two of the truth, nearly always.
    assert (spread <= 2.2 * error + 1e-3).all()


@LAWFUL
@given(st.lists(st.floats(0, 1), max_size=8), st.integers(0, 5))
def test_corrections_reject_what_their_procedures_reject(values, more):
    p_values, tests = np.array(values, dtype=float), len(values) + more
    for alpha in (0.01, 0.05, 0.3):
        order = sorted(range(len(values)), key=lambda place: values[place])
        # Holm: reject upwards until one fails. Benjamini-Hochberg: up to the last that passes.
        rejected = set()
        for rank, place in enumerate(order):
            if values[place] * (tests - rank) > alpha:
                break
            rejected.add(place)
        holm = corrected(p_values, tests, "holm") <= alpha
        assert set(np.flatnonzero(holm)) == rejected
        passing = [r for r, place in enumerate(order) if values[place] * tests / (r + 1) <= alpha]
        first = set(order[: max(passing) + 1]) if passing else set()
        found = corrected(p_values, tests, "benjamini-hochberg") <= alpha
        assert set(np.flatnonzero(found)) == first


@LAWFUL
@given(matrices())
def test_two_mode_measures_are_those_of_networkx(matrix):
    graph: nx.Graph = nx.Graph()
    people = [f"p{row}" for row in range(matrix.shape[0])]
    boards = [f"b{column}" for column in range(matrix.shape[1])]
    graph.add_nodes_from([*people, *boards])
    graph.add_edges_from((people[i], boards[j]) for i, j in zip(*matrix.nonzero(), strict=True))
    found = two_mode_measures(sparse(matrix))
    nodes = [*people, *boards]
    for name, values in (("degree", found.degree), ("closeness", found.closeness)):
        truth = getattr(nx.bipartite, f"{name}_centrality")(graph, people)
        assert dict(zip(nodes, values.tolist(), strict=True)) == pytest.approx(truth, abs=1e-12)
    if min(matrix.shape) > 1:  # networkx divides by 0 where a kind has one node
        truth = nx.bipartite.betweenness_centrality(graph, people)
        measured = dict(zip(nodes, found.betweenness.tolist(), strict=True))
        assert measured == pytest.approx(truth, abs=1e-12)


def projection(matrix):
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(matrix.shape[1]))
    for row in matrix:
        graph.add_edges_from(combinations(np.flatnonzero(row).tolist(), 2))
    return graph


@LAWFUL
@given(matrices(most=8))
def test_departures_are_what_is_gone_without_the_person(matrix):
    found = departures(sparse(matrix))
    assert found.person.tolist() == [i for i, row in enumerate(matrix) if row.sum() > 1]
    before = projection(matrix)
    for place, person in enumerate(found.person.tolist()):
        after = projection(np.delete(matrix, person, axis=0))
        lost = before.number_of_edges() - after.number_of_edges()
        assert found.pairs_lost[place] == lost
        pieces = nx.number_connected_components
        assert found.components_added[place] == pieces(after) - pieces(before)
        alone = set(nx.isolates(after)) - set(nx.isolates(before))
        assert found.boards_isolated[place] == len(alone)
        cut, still = (set(nx.articulation_points(graph)) for graph in (before, after))
        assert found.cut_points_lost[place] == len(cut - still)
        assert found.cut_points_added[place] == len(still - cut)


@LAWFUL
@given(matrices(most=7))
def test_no_cover_is_smaller(matrix):
    rows = matrix[matrix.any(axis=1)]
    found = smallest_cover(csr_array(rows.astype(float)))
    assert rows[:, found.chosen].any(axis=1).all()
    size = int(found.chosen.sum())
    smaller = combinations(range(rows.shape[1]), max(size - 1, 0))
    assert size == 0 or not any(rows[:, list(some)].any(axis=1).all() for some in smaller)
    assert found.proven
    assert found.bound == size


def test_without_time_a_cover_is_found_and_its_bound_told():
    rng = np.random.default_rng(0)
    matrix = (rng.random((400, 60)) < 0.08).astype(float)
    matrix = matrix[matrix.sum(axis=1) > 1]
    found = smallest_cover(csr_array(matrix), seconds=1e-6)
    assert matrix[:, found.chosen].any(axis=1).all()
    assert 1 <= found.bound <= found.chosen.sum()
    assert found.proven == (found.bound == found.chosen.sum())


def test_what_nothing_covers_is_refused():
    with pytest.raises(ValueError, match="no column"):
        smallest_cover(csr_array((1, 2)))
