"""The places of a picture: repeatable, nobody hidden, groups apart."""

import math
import random

from isp_graph.network.placing.positions import Positions, positions


def drawn(seed: int = 0, count: int = 60) -> Positions:
    chance = random.Random(7)
    edges = sorted({tuple(sorted(chance.sample(range(count - 8), 2))) for _ in range(90)})
    groups = [None if node % 7 == 0 else "abc"[node % 3] for node in range(count)]
    return positions(
        count,
        edges,  # type: ignore[arg-type]
        groups,
        order=("b", "a", "c"),
        classes=frozenset({count - 1}),
        seed=seed,
    )


def test_the_same_seed_gives_the_same_places_and_another_does_not() -> None:
    assert drawn(3) == drawn(3)
    assert drawn(3).places != drawn(4).places


def test_the_chance_of_others_is_left_alone() -> None:
    random.seed(5)
    before = random.getstate()
    drawn()
    assert random.getstate() == before


def test_every_node_has_a_place_of_its_own() -> None:
    places = drawn().places
    assert len(set(places)) == len(places) == 60
    assert all(math.isfinite(value) for place in places for value in place)


def test_isolates_and_classes_stand_in_their_bands() -> None:
    found = drawn()
    bands = {band.name: band for band in found.bands}
    for name, nodes in (("isolates", range(52, 59)), ("classes", [59])):
        band = bands[name]
        for node in nodes:
            x, y = found.places[node]
            assert band.x < x < band.x + band.width
            assert band.y < y < band.y + band.height


def test_groups_stand_on_their_own_ground() -> None:
    found = drawn()
    discs = {disc.group: disc for disc in found.discs}
    assert set(discs) == {"a", "b", "c"}
    for node in range(52):
        x, y = found.places[node]
        own = None if node % 7 == 0 else "abc"[node % 3]
        on = {
            disc.group for disc in found.discs if math.hypot(x - disc.x, y - disc.y) < disc.radius
        }
        # Nodes outside the largest part stand in a band, on no ground.
        assert on <= ({own} if own else set())


def test_smaller_parts_stand_apart() -> None:
    found = positions(7, [(0, 1), (1, 2), (2, 3), (4, 5)], [None] * 7)
    assert [band.name for band in found.bands] == ["apart", "isolates"]
    lowest = max(found.places[node][1] for node in range(4))
    assert min(found.places[node][1] for node in (4, 5)) > lowest


def test_nothing_and_one_can_be_drawn() -> None:
    assert positions(0, [], []).places == ()
    assert len(positions(1, [], ["a"]).places) == 1
