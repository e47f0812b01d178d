"""Many draws at once are the same draws, one by one, whatever is drawn with them."""

from dataclasses import dataclass

import numpy as np
import numpy.testing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from isp_graph.chance import draws
from isp_graph.chance.draws import Bulk, Statistic, drawn
from isp_graph.chance.rewiring import Rewiring
from isp_graph.chance.verdicts import Together
from isp_graph.questions.homophily.numbers.mixing import Grouping, grouping, ties_of
from isp_graph.questions.homophily.numbers.mixing_nulls import Rewired, Shuffled

COUNT = 12
SIZES = st.sampled_from([1, 300, 700, 1 << 20])
"""Entries at once: of one draw, of a few, of all."""


def grouped(rng: np.random.Generator, n: int) -> Grouping:
    """Put each node in one to three groups of some."""
    count = int(rng.integers(1, 12))
    of_node = [rng.choice(count, min(count, int(rng.integers(1, 4))), False) for _ in range(n)]
    nodes = [node for node, own in enumerate(of_node) for _ in own]
    split = bool(rng.integers(2))
    return grouping(nodes, np.concatenate(of_node).tolist(), n, count, split=split)


def seated(rng: np.random.Generator) -> csr_array:
    """Seat people on boards, some of which may stay empty."""
    shape = tuple(rng.integers(1, 16, 2))
    return csr_array((rng.random(shape) < rng.choice([0.1, 0.3, 0.8])).astype(float))


def statistics(seed: int) -> dict[str, Statistic]:
    """Make nulls of each kind, with ties and seats at random."""
    rng = np.random.default_rng(seed)
    n, directed = int(rng.integers(1, 20)), bool(rng.integers(2))
    weights = np.triu(rng.choice([0.0, 1.0, 0.1, 0.7], (n, n)), 1)
    ties = ties_of(csr_array(weights if directed else weights + weights.T), directed=directed)
    groups = grouped(rng, n)
    seats = seated(rng)
    readings = []
    for _ in range(2):
        own = grouped(rng, seats.shape[1])
        readings.append((np.where(rng.random(seats.shape[1]) < 0.2, -1, own.codes), own))
    scale = rng.choice([0.0, 1.0, 1 / 3, 0.1], seats.shape[0])
    return {
        "shuffled": Shuffled(ties, groups),
        "unweighted": Shuffled(ties.unit, groups),
        "rewired": Rewired(Rewiring(seats, 3), scale, tuple(readings)),
    }


@settings(max_examples=30)
@given(st.integers(0, 2**32), SIZES)
def test_many_draws_are_each_what_it_is_alone(seed: int, size: int) -> None:
    parts = statistics(seed)
    for statistic in (*parts.values(), Together(parts)):
        assert isinstance(statistic, Bulk)
        alone = drawn(lambda rng, one=statistic: one(rng), COUNT, seed)  # type: ignore[misc]
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(draws, "ENTRIES_AT_ONCE", size)
            npt.assert_array_equal(drawn(statistic, COUNT, seed), alone)
            npt.assert_array_equal(drawn(statistic, COUNT - 5, seed), alone[:-5])


@dataclass
class Coarse:
    """A source of chance that says the same again and again."""

    rng: np.random.Generator

    def permutation(self, count: int) -> np.ndarray:
        return self.rng.permutation(count)

    def random(self, count: int) -> np.ndarray:
        return self.rng.integers(0, 3, count) / 4


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.booleans())
def test_networks_rewired_side_by_side_do_not_touch(seed: int, coarse: bool) -> None:
    rewiring = Rewiring(seated(np.random.default_rng(seed)), 4)

    def sources() -> list[np.random.Generator]:
        found = [np.random.default_rng([seed, number]) for number in range(5)]
        return [Coarse(rng) for rng in found] if coarse else found  # type: ignore[misc]

    whole = rewiring.side_by_side(sources())
    blocks = [rewiring.draw(rng) for rng in sources()]
    n, m = blocks[0].shape
    assert whole.shape == (5 * n, 5 * m)
    assert whole.nnz == sum(block.nnz for block in blocks)
    for place, block in enumerate(blocks):
        part = whole[place * n : (place + 1) * n, place * m : (place + 1) * m]
        npt.assert_array_equal(part.toarray(), block.toarray())
