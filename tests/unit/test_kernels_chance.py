"""Draws of null models: each with a seed of its own, rewirings uniform among their like."""

from collections import Counter
from functools import partial
from itertools import combinations, product

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.stats import chisquare

from isp_graph.chance.draws import drawn
from isp_graph.chance.rewiring import Rewiring


def normals(rng, size):
    return rng.normal(size=size)


def members(matrix):
    """List every binary matrix with the sums of one, by trying all rows."""
    rows = [list(combinations(range(matrix.shape[1]), int(total))) for total in matrix.sum(axis=1)]
    found = []
    for chosen in product(*rows):
        candidate = np.zeros(matrix.shape, dtype=int)
        for row, columns in enumerate(chosen):
            candidate[row, list(columns)] = 1
        if (candidate.sum(axis=0) == matrix.sum(axis=0)).all():
            found.append(candidate)
    return found


def test_a_draw_depends_on_its_number_alone():
    few, many = drawn(partial(normals, size=3), 5, 7), drawn(partial(normals, size=3), 40, 7)
    assert (few == many[:5]).all()
    assert len(np.unique(many)) == many.size
    assert not (drawn(partial(normals, size=3), 5, 8) == few).any()


def test_many_jobs_draw_what_one_does():
    alone = drawn(partial(normals, size=2), 11, 3)
    assert (drawn(partial(normals, size=2), 11, 3, jobs=2) == alone).all()


def test_a_statistic_may_be_one_number_of_any_type():
    found = drawn(lambda rng: rng.integers(0, 9), 3, 0)
    assert found.shape == (3, 1)
    assert found.dtype == np.int64


def test_progress_ends_with_the_last_draw():
    told: list[int] = []
    drawn(lambda rng: rng.random(), 20, 0, progress=told.append)
    assert told[-1] == 20
    assert told == sorted(told)


@pytest.mark.parametrize(("count", "seed", "jobs"), [(0, 0, 1), (1, -1, 1), (1, 0, 0)])
def test_no_draws_from_a_bad_seed_or_without_a_job(count, seed, jobs):
    with pytest.raises(ValueError, match=r"at least 1|negative"):
        drawn(lambda rng: rng.random(), count, seed, jobs)


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 1, 0, 0], [0, 1, 1, 0], [1, 0, 1, 1]],
        [[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0]],
        [[1, 1, 1], [0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 0, 0]],
    ],
)
@pytest.mark.parametrize("transposed", [False, True])
def test_rewirings_are_uniform_among_all_with_the_same_sums(rows, transposed):
    matrix = np.array(rows).T if transposed else np.array(rows)
    all_of_them = members(matrix)
    rewiring = Rewiring(csr_array(matrix.astype(float)))
    draws = 40 * len(all_of_them)
    together = rewiring.side_by_side(np.random.default_rng(20150320).spawn(draws))
    rows, columns = matrix.shape
    seen = Counter(
        together[at * rows : (at + 1) * rows, at * columns : (at + 1) * columns]
        .toarray()
        .astype(int)
        .tobytes()
        for at in range(draws)
    )
    counts = [seen[candidate.tobytes()] for candidate in all_of_them]
    assert sum(counts) == draws  # nothing but matrices with these sums
    assert chisquare(counts).pvalue > 0.01


def test_too_few_rounds_would_be_seen():
    """The test above can fail: one round from one matrix does not reach all evenly."""
    matrix = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0]])
    all_of_them = members(matrix)
    rewiring = Rewiring(csr_array(matrix.astype(float)), rounds=1)
    rng = np.random.default_rng(20150320)
    draws = 40 * len(all_of_them)
    seen = Counter(rewiring.draw(rng).toarray().astype(int).tobytes() for _ in range(draws))
    assert chisquare([seen[candidate.tobytes()] for candidate in all_of_them]).pvalue < 1e-6


def test_degrees_are_kept_on_a_large_matrix():
    rng = np.random.default_rng(4)
    matrix = csr_array((rng.random((301, 90)) < 0.03).astype(float))
    drawn_matrix = Rewiring(matrix).draw(rng)
    assert (drawn_matrix.sum(axis=0) == matrix.sum(axis=0)).all()
    assert (drawn_matrix.sum(axis=1) == matrix.sum(axis=1)).all()
    assert set(drawn_matrix.data) == {1.0}
    assert abs(drawn_matrix - matrix).sum() > matrix.nnz  # most seats have moved


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (1, 4), (4, 1), (2, 2)])
def test_what_cannot_change_stays(shape):
    for matrix in (csr_array(shape), csr_array(np.ones(shape))):
        assert abs(Rewiring(matrix).draw(np.random.default_rng(0)) - matrix).sum() == 0


def test_a_rewiring_takes_a_round():
    with pytest.raises(ValueError, match="one round"):
        Rewiring(csr_array(np.eye(2)), rounds=0)
