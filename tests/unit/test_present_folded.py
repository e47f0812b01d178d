"""The picture of a large network: every organisation in one group, nothing covers anything."""

import math
import random
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest

from isp_graph.network.placing.discs import matched, packed, settled_in_discs, sunflower
from isp_graph.picture.drawing import Pair, packed_pairs
from isp_graph.picture.folded import laid_out
from isp_graph.picture.groups import divisions

ZONES = [{"id": name, "t": [name] * 3} for name in ("N", "S", "W")]
ENTRIES: dict[str, Any] = {
    "zones": ZONES,
    "sectors": [{"id": "h", "t": ["Horeca"] * 3}, {"id": "b", "t": ["Bâtiment"] * 3}],
    "kinds": [{"id": "oisp", "t": ["OISP"] * 3}],
}


def some(count: int = 120) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    for n in range(count):
        entry: dict[str, Any] = {"id": f"o{n:03}", "n": f"Organisation {n}", "k": 0}
        if n % 5:
            entry["z"] = n % 3
        if n % 4:
            entry["sec"] = [0, 1] if n % 7 == 0 else [n % 2]
        listed.append(entry)
    listed[7]["cl"] = 1
    return listed


def drawn_pairs(count: int = 120) -> list[tuple[int, int]]:
    chance = random.Random(3)
    found = {tuple(sorted(chance.sample(range(8, count - 10), 2))) for _ in range(300)}
    return sorted(found)  # type: ignore[arg-type]


def layouts() -> dict[str, dict[str, Any]]:
    listed, pairs = some(), drawn_pairs()
    ends = np.array(pairs, dtype=np.int64)
    tied = np.bincount(ends.ravel(), minlength=len(listed)) > 0
    return {
        division.name: laid_out(division, tied, ends, order=[2, 0, 1], seed=0, members=True)
        for division in divisions(listed, ENTRIES, pairs, seed=0)
    }


def test_organisations_are_divided_by_zone_by_sector_and_into_communities() -> None:
    found = layouts()
    assert list(found) == ["zones", "sectors", "communities"]
    names = {by: [group[0][2] for group in told["groups"]] for by, told in found.items()}
    assert names["zones"] == ["N", "S", "W", "no zone", "classes of actors"]
    assert names["sectors"] == [
        "Horeca",
        "Bâtiment",
        "several sectors",
        "sector unknown",
        "classes of actors",
    ]
    assert names["communities"][0].endswith(" and those around")
    assert names["communities"][-2:] == [
        "no tie in these data: isolated, or unknown",
        "classes of actors",
    ]


@pytest.mark.parametrize("by", ["zones", "sectors", "communities"])
def test_each_organisation_counts_in_one_group_and_each_pair_once(by: str) -> None:
    told = layouts()[by]
    counts = np.bincount(told["of"], minlength=len(told["groups"])).tolist()
    assert [group[2] for group in told["groups"]] == counts
    assert sum(counts) == 120
    inside = sum(group[4] for group in told["groups"])
    assert inside + sum(count for *_, count in told["between"]) == len(drawn_pairs())


@pytest.mark.parametrize("by", ["zones", "sectors", "communities"])
def test_discs_do_not_meet_and_hold_their_own(by: str) -> None:
    told = layouts()[by]
    for one, other in combinations(told["groups"], 2):
        assert math.hypot(one[5] - other[5], one[6] - other[6]) > one[7] + other[7]
    for group, x, y in zip(told["of"], told["x"], told["y"], strict=True):
        assert math.hypot(x, y) < told["groups"][group][7]
    for place in range(len(told["groups"])):
        own = [n for n, group in enumerate(told["of"]) if group == place]
        spots = [(told["x"][n], told["y"][n]) for n in own]
        assert all(math.dist(a, b) > 20 for a, b in combinations(spots, 2))


def test_organisations_without_ties_stand_around_the_others() -> None:
    told, tied = layouts()["zones"], {node for pair in drawn_pairs() for node in pair}
    for place in range(3):
        far: dict[bool, list[float]] = {True: [], False: []}
        for n, group in enumerate(told["of"]):
            if group == place:
                far[n in tied].append(math.hypot(told["x"][n], told["y"][n]))
        assert max(far[True]) < min(far[False])


def test_the_same_seed_gives_the_same_picture_in_whole_units() -> None:
    assert layouts() == layouts()
    told = layouts()["communities"]
    assert all(type(value) is int for value in told["x"] + told["y"] + told["groups"][0][5:])


def test_each_node_gets_a_slot_of_its_own_near_where_it_wants_to_be() -> None:
    slots = sunflower(range(200))
    shuffled = list(range(200))
    random.Random(1).shuffle(shuffled)
    found = matched(slots[shuffled] * 3, slots)
    assert found.tolist() == shuffled


def test_those_who_are_tied_come_near_each_other() -> None:
    chance = random.Random(2)
    names = list(range(400))
    chance.shuffle(names)
    teams = [names[start : start + 20] for start in range(0, 400, 20)]
    ends = [pair for team in teams for pair in combinations(team, 2) if chance.random() < 0.4]
    groups = np.zeros(400, dtype=np.int64)
    places = settled_in_discs(
        groups,
        np.ones(400, dtype=bool),
        np.array(ends, dtype=np.int64),
        np.zeros((1, 2), dtype=np.int64),
        seed=0,
    )

    def mean(pairs: list[tuple[int, int]]) -> float:
        return sum(math.dist(places[a], places[b]) for a, b in pairs) / len(pairs)

    assert mean(ends) < 0.5 * mean(list(pairwise(range(400))))


def test_groups_tied_to_each_other_stand_side_by_side() -> None:
    ties = np.zeros((5, 5), dtype=np.int64)
    ties[3, 4] = ties[4, 3] = 50
    centres = packed([100] * 5, ties, 10)
    assert math.dist(centres[3], centres[4]) < 215


def test_pairs_tied_alike_are_told_once() -> None:
    told = packed_pairs([Pair(0, 1, [2], [1.0]), Pair(0, 3, [2], [2.5]), Pair(1, 2, [2], [1.0])])
    assert told == {
        "a": [0, 0, 1],
        "b": [1, 3, 2],
        "kin": [0, 1, 0],
        "kins": [{"l": [2]}, {"l": [2], "w": [2.5]}],
    }
