"""Between which zones do pathways pass from step to step, and where is each step met?

All pathways weigh the same, or each weighs the product of its offers' weights. An offer in
several zones counts where the person already is, else evenly among its zones: so the zone in
which one stands after each step is a chain of chances, and sums over all pathways are products
of small matrices. Sums are exact fractions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Position = dict[int, Fraction]
"""Weight of the pathways that stand in each zone."""


@dataclass(frozen=True)
class Flows:
    """Sums over all pathways from some homes.

    Attributes
    ----------
    hand_overs : mapping
        By the two steps and the two zones of a hand-over, the weight of the pathways with it.
    met : mapping
        By step and zone, the weight of the pathways that take the step there.
    """

    hand_overs: Mapping[tuple[int, int, int, int], Fraction]
    met: Mapping[tuple[int, int], Fraction]


def members(zones: int) -> list[int]:
    """List the zones of a set.

    Examples
    --------
    >>> members(0b1010)
    [1, 3]
    """
    return [place for place in range(zones.bit_length()) if zones >> place & 1]


def step_from(zone: int, offers: Mapping[int, Fraction]) -> Position:
    """Give the weight of the offers that one takes in each zone, coming from a zone.

    Parameters
    ----------
    zone : int
        Where one is.
    offers : mapping
        Weight of the offers by the set of zones in which they lie.

    Returns
    -------
    dict
        By zone.

    Examples
    --------
    From zone 0, two offers in zones 0 and 1 are taken at home, one in 1 and 2 away.

    >>> found = step_from(0, {0b011: Fraction(2), 0b110: Fraction(1)})
    >>> {zone: str(weight) for zone, weight in found.items()}
    {0: '2', 1: '1/2', 2: '1/2'}
    """
    found: Position = defaultdict(Fraction)
    for zones, weight in offers.items():
        if zones >> zone & 1:
            found[zone] += weight
        else:
            own = members(zones)
            for other in own:
                found[other] += weight / len(own)
    return found


def flows(
    offers: Sequence[Mapping[int, Fraction]], skippable: Sequence[bool], homes: Sequence[int]
) -> Flows:
    """Sum hand-overs between zones over all pathways.

    Parameters
    ----------
    offers : sequence of mapping
        By step, the weight of the offers by the set of zones in which they lie.
    skippable : sequence of bool
        By step, whether a pathway may skip it.
    homes : sequence of int
        Home zones; every pathway is counted once from each.

    Returns
    -------
    Flows

    Examples
    --------
    From zone 0 to an offer in zone 1, then to one of two in zone 0:

    >>> found = flows([{0b10: Fraction(1)}, {0b01: Fraction(2)}], [False, False], [0])
    >>> {key: int(weight) for key, weight in found.hand_overs.items()}
    {(0, 1, 1, 0): 2}
    """
    steps = len(offers)
    ahead = [Fraction(1)] * (steps + 1)
    for at in reversed(range(steps)):
        ahead[at] = (sum(offers[at].values()) + skippable[at]) * ahead[at + 1]
    before: Position = defaultdict(Fraction)
    for home in homes:
        before[home] += 1
    hand_overs: dict[tuple[int, int, int, int], Fraction] = defaultdict(Fraction)
    met: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    # Weight of the pathways whose last step taken is this one, by the zone where they took it.
    taken: list[Position] = []
    for at in range(steps):
        moves: dict[int, Position] = {}
        here: Position = defaultdict(Fraction)
        for zone, weight in before.items():
            moves[zone] = step_from(zone, offers[at])
            for other, share in moves[zone].items():
                here[other] += weight * share
        for other, weight in here.items():
            met[at, other] += weight * ahead[at + 1]
        for last in reversed(range(at)):
            for zone, weight in taken[last].items():
                for other, share in moves.get(zone, {}).items():
                    hand_overs[last, at, zone, other] += weight * share * ahead[at + 1]
            if not skippable[last]:
                break
        taken.append(here)
        after: Position = defaultdict(Fraction, before if skippable[at] else {})
        for zone, weight in here.items():
            after[zone] += weight
        before = after
    return Flows(
        {key: weight for key, weight in sorted(hand_overs.items()) if weight},
        {key: weight for key, weight in sorted(met.items()) if weight},
    )
