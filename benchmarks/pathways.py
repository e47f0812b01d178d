"""What pathways cost as offers grow, and against enumeration with networkx.

Run from a checkout: ``python -m benchmarks.pathways`` (``--quick`` leaves the largest out). Seven
steps, eight sectors, six zones, from each of which other offers may exist; one offer in ten lies in
several zones, one in eight serves every sector. Each operator makes about four offers and is linked
to about ten others. The figures to compare are the ratios; the time of enumeration is for one
sector and one home zone.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
from scipy.sparse import coo_array, csr_array

from benchmarks.kernels import peak_memory
from isp_graph.questions.filiere.numbers.pathway_counts import count
from isp_graph.questions.filiere.numbers.pathway_flows import flows
from isp_graph.questions.filiere.numbers.pathway_network import Course, located
from isp_graph.questions.filiere.numbers.pathway_search import Costs, Search

STEPS, SECTORS, ZONES, TOP = 7, 8, 6, 10
SKIPPABLE = (False, False, True, True, False, False, False)
SEED = 20150320
AWAY = 1000 * np.abs(np.subtract.outer(np.arange(ZONES), np.arange(ZONES)))
"""Metres between zones."""
MINUTE = 60.0
REPEATS = 5
"""Ours is the best of so many: a thousandth of a second is easily disturbed."""


def courses(per_step: int, sectors: int = SECTORS) -> list[Course]:
    """Draw offers of each step, and give the course of each sector."""
    rng = np.random.default_rng(SEED)
    offers = STEPS * per_step
    operators = max(2, offers // 4)
    step = np.repeat(np.arange(STEPS), per_step)
    operator = rng.integers(0, operators, offers)
    home = rng.integers(0, ZONES, operators)
    wide = rng.random(offers) < 0.1
    lies = 1 << home[operator] | np.where(wide, 1 << rng.integers(0, ZONES, offers), 0)
    sector = np.where(rng.random(offers) < 0.125, -1, rng.integers(0, sectors, offers))
    ends = rng.integers(0, operators, (2, 5 * operators))
    ends = ends[:, ends[0] != ends[1]]
    shape = (operators, operators)
    half = coo_array((np.ones(ends.shape[1]), (ends[0], ends[1])), shape=shape).tocsr()
    links = csr_array(half + half.T)
    sets = tuple(np.unique(lies).tolist())
    zones = np.searchsorted(np.array(sets), lies)
    found = []
    for each in range(sectors):
        own = np.flatnonzero((sector == each) | (sector == -1))
        found.append(Course(SKIPPABLE, step[own], operator[own], zones[own], sets, ZONES, links))
    return found


def answer(drawn: list[Course]) -> int:
    """Count, sum flows and find the best ten, for every zone and sector."""
    total = 0
    for course in drawn:
        for home in range(ZONES):  # as if from each zone other offers existed
            total += sum(count(course, [home]).crossings[home])
            assert len(Search(course, Costs(), home, AWAY[home]).best(TOP)) == TOP
            weights: list[Any] = [dict(counts) for counts in course.set_counts]
            flows(weights, course.skippable, [home])
    return total


def enumerated(course: Course) -> int:
    """Do the same for one home zone by taking every path, as networkx gives them."""
    graph: Any = nx.DiGraph()
    columns = [["home"], *(offers.tolist() for offers in course.by_step), ["goal"]]
    may = [False, *course.skippable, False]
    for at, column in enumerate(columns):
        for later in range(at + 1, len(columns)):
            graph.add_edges_from((a, b) for a in column for b in columns[later])
            if not may[later]:
                break
    near = nx.from_scipy_sparse_array(course.links)
    best: list[tuple[Any, ...]] = []
    paths = 0
    for path in nx.all_simple_paths(graph, "home", "goal"):
        taken = path[1:-1]
        zones = located(0, [course.sets[course.zones[offer]] for offer in taken], AWAY[0].tolist())
        crossed = sum(a != b for a, b in pairwise((0, *zones)))
        far = sum(zone != 0 for zone in zones), sum(int(AWAY[0, zone]) for zone in zones)
        who = [int(course.operator[offer]) for offer in taken]
        opened = sum(a != b and not near.has_edge(a, b) for a, b in pairwise(who))
        best.append((len(taken) - 1 + STEPS - len(taken), crossed, opened, *far, taken))
        if len(best) > 10_000:
            best = sorted(best)[:TOP]
        paths += 1
    return paths


def timed(function: Any, *arguments: Any) -> tuple[float, Any]:
    """Return the seconds that a call takes, and its answer."""
    start = time.perf_counter()
    answered = function(*arguments)
    return time.perf_counter() - start, answered


def main() -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave the largest out")
    quick = parser.parse_args().quick
    random.seed(SEED)
    print(f"{'offers a step':>13}{'offers':>9}{'links':>9}{'seconds':>9}{'GB':>6}  pathways")
    for per_step in (50, 500) if quick else (50, 500, 5000):
        drawn = courses(per_step)
        seconds, total = timed(answer, drawn)
        links = drawn[0].links.nnz // 2
        print(
            f"{per_step:13,}{STEPS * per_step:9,}{links:9,}{seconds:9.2f}"
            f"{peak_memory():6.2f}  {total:.1e}"
        )
    print("against networkx, one sector:")
    for per_step in (2, 3, 4, 5, 6, 7, 8, 10):
        (course,) = courses(per_step, 1)
        theirs, paths = timed(enumerated, course)
        ours = min(timed(answer, [course])[0] for _ in range(REPEATS))
        print(
            f"{per_step:4} offers a step: {paths:10,} pathways, networkx {theirs:7.2f} s for one "
            f"home zone, ours {ours:.4f} s for six: ratio {theirs / ours:,.0f}"
        )
        if theirs > (MINUTE / 10 if quick else MINUTE / 3):
            print(
                "     the next size would take more than "
                f"{'a few seconds' if quick else 'a minute'}"
            )
            break


if __name__ == "__main__":
    main()
