"""How long label permutations, rewirings and the joint model take, beside one bare numpy pass.

Run from a checkout: ``python -m benchmarks.homophily`` (``--quick`` for a tenth of the draws). A
pass is what a permutation cannot do without: shuffle the labels, look up both ends of each tie,
count. Both sides run in turn in one process; the ratio is what to compare.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from benchmarks.kernels import synthetic_layer
from isp_graph.chance.draws import drawn
from isp_graph.chance.rewiring import Rewiring
from isp_graph.chance.verdicts import Together
from isp_graph.questions.homophily.numbers.mixing import grouping, ties_of
from isp_graph.questions.homophily.numbers.mixing_nulls import Rewired, Shuffled
from isp_graph.questions.homophily.numbers.qap import SemiPartialling, design

SEED = 20150320
REPEATS = 3


def timed(run: Callable[[], Any]) -> float:
    """Return how long something takes, in seconds."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def permutations(draws: int) -> None:
    """Compare permutations of one label, then of several, with the bare pass."""
    matrix = synthetic_layer(10_000, 40_000, SEED)
    rng = np.random.default_rng(SEED)
    ties = ties_of(matrix, directed=False)
    n = matrix.shape[0]
    labels = rng.integers(0, 6, n)

    def bare() -> None:
        for _ in range(draws):
            shuffled = rng.permutation(labels)
            keys = shuffled[ties.source] * 6 + shuffled[ties.target]
            np.bincount(keys, ties.weights, 36)

    one = grouping(range(n), labels.tolist(), n, 6)
    counts = 1 + (rng.random(n) < 0.3)
    nodes = np.repeat(np.arange(n), counts)
    first = rng.integers(0, 8, n)
    second = (first + rng.integers(1, 8, n)) % 8
    many = [group for a, b, k in zip(first, second, counts, strict=True) for group in (a, b)[:k]]
    several = grouping(nodes.tolist(), many, n, 8)
    print(f"{n:,} nodes, {len(ties.source):,} ties, {draws} draws")
    print("| what | isp-graph | numpy pass | ratio |\n|---|---|---|---|")
    for what, groups, weighed in (
        ("one label of six, unweighted", one, ties.unit),
        ("one label of six, unweighted and weighted", one, ties),
        ("one or two of eight labels, unweighted and weighted", several, ties),
    ):
        best = [float("inf"), float("inf")]
        for _ in range(REPEATS):
            statistic = Together({"layer by": Shuffled(weighed, groups)})
            best[0] = min(best[0], timed(lambda s=statistic: drawn(s, draws, SEED)))  # type: ignore[misc]
            best[1] = min(best[1], timed(bare))
        print(f"| {what} | {best[0]:.2f} s | {best[1]:.2f} s | {best[0] / best[1]:.2f} |")


def rewirings(draws: int) -> None:
    """Time rewirings of 1,500 people on 370 boards, projected and summed up by zone."""
    rng = np.random.default_rng(SEED)
    seats = csr_array((rng.random((1500, 370)) < 0.004).astype(float))
    groups = grouping(range(370), rng.integers(0, 6, 370).tolist(), 370, 6)
    statistic = Rewired(Rewiring(seats), np.ones(1500), ((groups.codes, groups),))
    seconds = timed(lambda: drawn(statistic, draws, SEED))
    print(f"\n{draws} rewirings of 1,500 × 370 ({seats.nnz:,} seats): {seconds:.1f} s")


def model(draws: int) -> None:
    """Time the joint model of 500 organisations, four factors and a distance."""
    rng = np.random.default_rng(SEED)
    n = 500
    shared = []
    for groups in (6, 8, 19, 12):
        labels = rng.integers(0, groups, n)
        shared.append((labels[:, None] == labels[None, :]).astype(float))
    places = rng.random((19, 2))[rng.integers(0, 19, n)]
    shared.append(np.hypot(*(places[:, None] - places[None, :]).T))
    pairs = design(shared, n, directed=False)
    outcome = (rng.random(len(pairs.i)) < 0.02).astype(float)
    test = SemiPartialling(pairs, outcome, linear_model=False)
    seconds = timed(lambda: drawn(test, draws, SEED))
    print(f"joint model, {n} organisations, 5 factors, {draws} draws: {seconds:.1f} s")


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    draws = 100 if parser.parse_args().quick else 1000
    permutations(draws)
    rewirings(draws)
    model(draws)


if __name__ == "__main__":
    main()
