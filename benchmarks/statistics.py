"""How long null models take: rewirings of a two-mode network, and the backbone of a large one.

Run from a checkout: ``python -m benchmarks.statistics`` (``--quick`` for a tenth of the size).
Networks are drawn with a seed; some people sit on many boards, most on one.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
from scipy.sparse import coo_array, csr_array

from isp_graph.chance.draws import drawn
from isp_graph.chance.null_models import by_chance, shared_pairs
from isp_graph.chance.rewiring import Rewiring

SEED = 20150320


def boards(people: int, count: int, seats: int) -> csr_array:
    """Draw a two-mode network, people × boards."""
    rng = np.random.default_rng(SEED)
    popularity = rng.pareto(2, people) + 1
    sitting = rng.choice(people, seats, p=popularity / popularity.sum())
    matrix = csr_array(
        coo_array((np.ones(seats), (sitting, rng.integers(0, count, seats))), shape=(people, count))
    )
    matrix.data[:] = 1
    return matrix


class Share:
    """Counts the pairs that share somebody, of a rewiring."""

    def __init__(self, matrix: csr_array) -> None:
        self._rewiring = Rewiring(matrix)

    def __call__(self, rng: np.random.Generator) -> int:
        return shared_pairs(self._rewiring.draw(rng)).a.size


def main() -> int:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    tenth = 10 if parser.parse_args().quick else 1
    small, large = (
        boards(1_500, 370, 2_200),
        boards(38_000 // tenth, 5_000 // tenth, 60_000 // tenth),
    )
    for jobs in (1, 2):
        begun = time.perf_counter()
        drawn(Share(small), 1_000 // tenth, SEED, jobs)
        told = f"{1_000 // tenth} rewirings of 1,500 × 370, projected, {jobs} job(s)"
        print(f"{told}: {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    pairs = shared_pairs(large)
    by_chance(large, pairs, "sdsm")
    shape = f"{large.shape[1]:,} boards × {large.shape[0]:,} people, {pairs.a.size:,} pairs"
    print(f"SDSM backbone, {shape}: {time.perf_counter() - begun:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
