"""How the kernels compare with bare igraph on a large layer, and what pivots cost and miss.

Run from a checkout: ``python -m benchmarks.kernels`` (``--quick`` for a tenth of the size). The
layer is drawn with a seed: degrees are heavy-tailed, weights count shared members. Both sides
start from the same matrix in the same run; the figures to compare are the ratios.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import igraph
import numpy as np
from scipy.sparse import coo_array, csr_array, triu

from isp_graph.measures import matrices, structure
from isp_graph.measures.dependence import dependent
from isp_graph.measures.eigenvector import eigenvector
from isp_graph.measures.holes import constraint, effective_size
from isp_graph.measures.matrices import Matrix
from isp_graph.measures.pagerank import pagerank
from isp_graph.measures.pivots import path_measures

SEED = 20150320
REPEATS = 5


def synthetic_layer(n: int, ties: int, seed: int = SEED) -> Matrix:
    """Draw an undirected layer of `n` nodes and about `ties` edges."""
    rng = np.random.default_rng(seed)
    popularity = rng.pareto(2.5, n) + 1.0
    ends = rng.choice(n, size=(2, ties), p=popularity / popularity.sum())
    ends = ends[:, ends[0] != ends[1]]
    half = coo_array((np.ones(ends.shape[1]), (ends[0], ends[1])), shape=(n, n)).tocsr()
    return csr_array(half + half.T)


def best(function: Callable[[], Any], repeats: int = REPEATS) -> float:
    """Return the shortest of several runs, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def peak_memory() -> float:
    """Return the most memory that this process ever held, in GB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1e9 if sys.platform == "darwin" else 1e6)


def bare(matrix: Matrix) -> tuple[igraph.Graph, list[float]]:
    """Build the igraph graph in the fastest way known (igraph 1.0: an iterator of pairs)."""
    upper = triu(matrix, 1, format="coo")
    row, column = upper.coords
    pairs = zip(row.tolist(), column.tolist(), strict=True)
    return igraph.Graph(n=matrix.shape[0], edges=pairs), upper.data.tolist()


def compare(matrix: Matrix) -> None:
    """Print our time and igraph's for each measure, each from the matrix to an array."""
    graph, weights = bare(matrix)
    build = best(lambda: bare(matrix))
    rows: list[tuple[str, Callable[[], Any], Callable[[], Any]]] = [
        (
            "components",
            lambda: structure.components(matrix),
            lambda: np.array(graph.connected_components().membership),
        ),
        ("degree", lambda: matrices.degree(matrix), lambda: np.array(graph.degree())),
        (
            "strength",
            lambda: matrices.strength(matrix),
            lambda: np.array(graph.strength(weights=weights)),
        ),
        (
            "PageRank",
            lambda: pagerank(matrix, directed=False),
            lambda: np.array(graph.pagerank(weights=weights, directed=False)),
        ),
        (
            "core numbers",
            lambda: structure.core_numbers(matrix),
            lambda: np.array(graph.coreness()),
        ),
        (
            "cut points",
            lambda: structure.cut_points(matrix),
            lambda: np.array(graph.articulation_points()),
        ),
    ]
    print(f"{'':22}{'ours':>9}{'igraph':>9}{'ratio':>8}   igraph builds its graph each time")
    ours_all, theirs_all = 0.0, build
    for name, ours, theirs in rows:
        our_time, their_time = best(ours), best(theirs)
        ours_all, theirs_all = ours_all + our_time, theirs_all + their_time
        ratio = our_time / (build + their_time)
        print(f"{name:22}{our_time:8.3f}s{build + their_time:8.3f}s{ratio:8.2f}")
    print(
        f"{'all six':22}{ours_all:8.3f}s{theirs_all:8.3f}s{ours_all / theirs_all:8.2f}   built once"
    )


def others(matrix: Matrix) -> None:
    """Print the time of the kernels that igraph has not, or not in this form."""
    for name, function in (
        ("eigenvector", lambda: eigenvector(matrix)),
        ("constraint", lambda: constraint(matrix)),
        ("effective size", lambda: effective_size(matrix)),
        ("dependent", lambda: dependent(matrix)),
    ):
        print(f"{name:22}{best(function, 2):8.3f}s")


def pivots(large: Matrix, small: Matrix, counts: list[int]) -> None:
    """Print what pivots cost on the large layer and what they miss on the small one."""
    names = ("betweenness", "closeness", "harmonic")
    start = time.perf_counter()
    exact = path_measures(small, directed=False)
    print(f"exact on {small.shape[0]:,} nodes: {time.perf_counter() - start:.1f}s")
    for count in counts:
        seconds = best(lambda count=count: path_measures(large, directed=False, pivots=count), 1)  # type: ignore[misc]
        print(f"{count} pivots: {seconds:.1f}s on {large.shape[0]:,} nodes; on {small.shape[0]:,}:")
        found = path_measures(small, directed=False, pivots=count)
        for name in names:
            estimate, truth = getattr(found, name), getattr(exact, name).values
            error = np.abs(estimate.values - truth)
            leaders = np.argsort(-truth)[:100]
            kept = np.isin(leaders, np.argsort(-estimate.values)[:100]).mean()
            inside = (error <= estimate.half_width + 1e-9 * truth).mean()
            print(
                f"  {name:12} mean error {error.mean():.2e} (expected {estimate.typical_error:.2e})"
                f", worst {error.max():.2e} (bound {estimate.bound:.2e}, holds for {inside:.1%})"
                f", of a mean {truth.mean():.2e}; {kept:.0%} of the first hundred"
            )


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    scale = 10 if parser.parse_args().quick else 1
    large = synthetic_layer(150_000 // scale, 640_000 // scale)
    print(f"{large.shape[0]:,} nodes, {large.nnz // 2:,} edges, igraph {igraph.__version__}")
    compare(large)
    others(large)
    small = synthetic_layer(10_000 // scale, 43_000 // scale)
    pivots(large, small, [64, 128, 256])
    print(f"peak memory {peak_memory():.2f} GB")


if __name__ == "__main__":
    main()
