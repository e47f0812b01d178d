"""The kernels of pathways on drawn numbers, against taking every pathway one by one."""

from __future__ import annotations

import random
from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from isp_graph.questions.filiere.numbers.pathway_counts import count
from isp_graph.questions.filiere.numbers.pathway_network import Course, located
from isp_graph.questions.filiere.numbers.pathway_search import UNIT, Costs, Search, too_costly

PRICES = [
    Costs(),
    Costs(open=UNIT),
    Costs(crossing=UNIT // 2, leaving=UNIT),
    Costs(skip=0, hand_over=UNIT // 3, leaving=UNIT * 2),
    Costs(km=UNIT // 10, open=3),
    Costs(hand_over=UNIT // 3, open=7, km=UNIT * 1000 + 1),  # no key fits 64 bits
]


def drawn(seed: int) -> Course:
    """Draw a course of up to four steps, four zones and nine offers, on three places."""
    draw = random.Random(seed)
    steps, zones, operators, offers = (
        draw.randint(*ends) for ends in ((1, 4), (1, 4), (1, 5), (0, 9))
    )
    sets = tuple(sorted({draw.randrange(1, 2**zones) for _ in range(3)}))
    links, metres = np.zeros((operators, operators)), np.zeros((3, 3), dtype=np.int64)
    for _ in range(draw.randint(0, 5)):
        a, b = draw.randrange(operators), draw.randrange(operators)
        links[a, b] = links[b, a] = a != b
    for a, b in ((0, 1), (0, 2), (1, 2)):
        metres[a, b] = metres[b, a] = draw.randrange(5000)

    def some(below: int) -> np.ndarray:
        return np.array([draw.randrange(below) for _ in range(offers)], dtype=np.int64)

    return Course(
        tuple(draw.random() < 0.4 for _ in range(steps)),
        some(steps),
        some(operators),
        some(len(sets)),
        sets,
        zones,
        csr_array(links),
        some(3),
        metres,
    )


def every(course: Course, costs: Costs, home: int, away: np.ndarray) -> list[tuple]:
    """Take every pathway, and try every zone in which each of its offers may be taken."""
    links = course.links.toarray()
    metres, place = course.metres, course.place
    assert metres is not None
    assert place is not None
    choices = [
        [*course.by_step[at].tolist(), *([None] if skippable else [])]
        for at, skippable in enumerate(course.skippable)
    ]
    found = []
    for picked in product(*choices):
        taken = [offer for offer in picked if offer is not None]
        lies = [course.sets[course.zones[offer]] for offer in taken]
        zones = [[z for z in range(course.homes) if own >> z & 1] for own in lies]
        crossed, out, far = min(
            (
                sum(a != b for a, b in pairwise((home, *way))),
                sum(zone != home for zone in way),
                sum(int(away[zone]) for zone in way if zone != home),
            )
            for way in product(*zones)
        )
        opened = cost = 0
        for a, b in pairwise(taken):
            one, other = course.operator[a], course.operator[b]
            opened += bool(one != other and not links[one, other])
            cost += costs.hand_over + int(metres[place[a], place[b]]) * costs.km // 1000
        cost += costs.skip * (len(picked) - len(taken)) + costs.open * opened
        cost += costs.crossing * crossed + costs.leaving * (crossed > 0)
        found.append((cost, crossed, opened, out, far, tuple(taken)))
    return sorted(found)


@settings(max_examples=80)
@given(st.integers(0, 2**32), st.sampled_from(PRICES), st.sampled_from((0, 1, 90_000)))
def test_order_and_counts_equal_enumeration(seed, costs, farthest):
    course = drawn(seed)
    homes = list(range(course.homes))
    counts = count(course, homes)
    draw = random.Random(seed)
    for home in homes:
        away = np.array([draw.randint(0, farthest) for _ in homes], dtype=np.int64)
        meant = every(course, costs, home, away)
        best = Search(course, costs, home, away).best(7)
        assert [(p.cost, p.crossings, p.opened, p.away, p.metres, p.offers) for p in best] == (
            meant[:7]
        )
        assert sum(counts.crossings[home]) == len(meant)
        for crossings, number in enumerate(counts.crossings[home]):
            assert number == sum(path[1] == crossings for path in meant)
        assert counts.linked == sum(not path[2] for path in meant)
        assert counts.linked_crossing_free[home] == sum(not (p[1] or p[2]) for p in meant)
        for _, crossed, _, out, far, taken in meant[:50]:
            sets = [course.sets[course.zones[offer]] for offer in taken]
            where = located(home, sets, away.tolist())
            assert all(own >> zone & 1 for own, zone in zip(sets, where, strict=True))
            assert sum(a != b for a, b in pairwise((home, *where))) == crossed
            assert sum(zone != home for zone in where) == out
            assert sum(int(away[zone]) for zone in where if zone != home) == far


def test_linked_counts_carry_over_their_digits():
    # 40 steps of 1,000 offers of one operator: 400 bits.
    steps, offers = 40, 1000
    step = np.repeat(np.arange(steps), offers)
    nought = np.zeros(step.size, dtype=np.int64)
    course = Course((False,) * steps, step, nought, nought, (1,), 1, csr_array((1, 1)))
    found = count(course, [0])
    assert found.linked == sum(found.crossings[0]) == found.linked_crossing_free[0] == offers**steps


def test_costs_beyond_64_bits_are_noticed():
    course = drawn(1)
    assert not too_costly(course, Costs(open=1000 * UNIT))
    assert too_costly(course, Costs(open=10**12 * UNIT))
