"""Where each organisation stands in the picture of the network, computed once with a seed.

The largest connected part is drawn as a *ring of groups*: each group (a zone) has a disc of
its own, and organisations of no group stand in the middle. Smaller parts stand apart below it,
organisations without any tie in a *band* under these, those of which nothing is known in another,
and classes of actors in a last one. So nothing is hidden, nothing that is not tied looks tied, and
silence does not look like isolation.

The same seed gives the same places on every machine.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import igraph
import numpy as np

from isp_graph.network.placing.discs import settled_in_discs
from isp_graph.network.placing.forces import SPACING, Places, settled
from isp_graph.network.placing.ring import centres

_MARGIN = 46.0
SLOTS_FROM = 600
"""Nodes above which places come from slots: forces would press them against their ground."""
_WIDER = 1.6
_ASPECT = 1.3


@dataclass(frozen=True)
class Disc:
    """The round ground on which a group stands."""

    group: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Band:
    """Where organisations stand apart: ``apart``, ``isolates``, ``silent`` or ``classes``."""

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Positions:
    """The places of a picture.

    Attributes
    ----------
    places : tuple of pairs of float
        One for each node, in their order.
    discs : tuple of Disc
    bands : tuple of Band
    """

    places: tuple[tuple[float, float], ...]
    discs: tuple[Disc, ...]
    bands: tuple[Band, ...]


def positions(
    count: int,
    edges: Sequence[tuple[int, int]],
    groups: Sequence[str | None],
    *,
    order: Sequence[str] = (),
    classes: frozenset[int] = frozenset(),
    silent: frozenset[int] = frozenset(),
    seed: int = 0,
) -> Positions:
    """Place the nodes of a network.

    Parameters
    ----------
    count : int
        Number of nodes.
    edges : sequence of pairs
        Numbers of the nodes tied, once a pair.
    groups : sequence of str or None
        Group of each node.
    order : sequence of str, optional
        Groups in the order in which they stand around the ring, clockwise from the top.
    classes : frozenset of int, optional
        Nodes that stand for a class of actors; they get a band of their own.
    silent : frozenset of int, optional
        Nodes of which no tie can be known; those without one get a band of their own.
    seed : int, optional

    Returns
    -------
    Positions

    Examples
    --------
    >>> drawn = positions(3, [(0, 1)], [None, None, None])
    >>> len(drawn.places), [band.name for band in drawn.bands]
    (3, ['isolates'])
    """
    network = igraph.Graph(n=count, edges=[edge for edge in edges if not classes & set(edge)])
    parts = [part for part in network.connected_components() if not classes & set(part)]
    tied = sorted((sorted(part) for part in parts if len(part) > 1), key=lambda p: (-len(p), p))
    isolates = [part[0] for part in parts if len(part) == 1]
    places: Places = np.zeros((count, 2))
    discs: list[Disc] = []
    if tied:
        main = tied[0]
        place = {node: number for number, node in enumerate(main)}
        inside = [(place[a], place[b]) for a, b in edges if a in place and b in place]
        found, discs = _ring(len(main), inside, [groups[node] for node in main], order, seed)
        places[main] = found
    left, right, bottom = _extent(places[tied[0]] if tied else places[:0], discs, count)
    bands: list[Band] = []
    if len(tied) > 1:
        bottom = _lay_parts(network, tied[1:], places, bands, (left, right, bottom), seed)
    rank = {group: place for place, group in enumerate(order)}
    by_group = sorted(isolates, key=lambda node: (rank.get(groups[node] or "", len(rank)), node))
    banded = {
        "isolates": [node for node in by_group if node not in silent],
        "silent": [node for node in by_group if node in silent],
        "classes": sorted(classes),
    }
    for name, members in banded.items():
        if members:
            bottom = _lay_band(name, members, places, bands, (left, right, bottom))
    middle = np.array([(left + right) / 2, bottom / 2])
    places = np.round(places - middle, 1) + 0.0
    x, y = (float(value) for value in middle)
    return Positions(
        tuple((float(a), float(b)) for a, b in places),
        tuple(_moved_disc(disc, x, y) for disc in discs),
        tuple(Band(b.name, _r(b.x - x), _r(b.y - y), _r(b.width), _r(b.height)) for b in bands),
    )


def _r(value: float) -> float:
    return round(value, 1) + 0.0


def _moved_disc(disc: Disc, x: float, y: float) -> Disc:
    return Disc(disc.group, _r(disc.x - x), _r(disc.y - y), _r(disc.radius))


def _extent(places: Places, discs: Sequence[Disc], count: int) -> tuple[float, float, float]:
    """Give left, right and bottom of what is drawn, at least as wide as a screen's picture."""
    if not len(places):
        half = SPACING * max(3.0, 0.8 * math.sqrt(count) + 0.6)
        return -half, half, 0.0
    left, right = float(places[:, 0].min()), float(places[:, 0].max())
    top, bottom = float(places[:, 1].min()), float(places[:, 1].max())
    for disc in discs:
        left, right = min(left, disc.x - disc.radius), max(right, disc.x + disc.radius)
        top, bottom = min(top, disc.y - disc.radius), max(bottom, disc.y + disc.radius)
    wanted = max(12 * SPACING, _ASPECT * (bottom - top + 3 * SPACING))
    widened = max(0.0, wanted - (right - left)) / 2
    return left - widened, right + widened, bottom


def _ring(
    count: int,
    edges: Sequence[tuple[int, int]],
    groups: Sequence[str | None],
    order: Sequence[str],
    seed: int,
) -> tuple[Places, list[Disc]]:
    members = _members(groups, order)
    radii = {group: SPACING * 0.6 * math.sqrt(len(nodes)) + 30 for group, nodes in members.items()}
    loose = sum(group is None for group in groups)
    middle = SPACING * 0.62 * math.sqrt(loose) + 20 if loose else 0.0
    spots, ring = centres(radii, middle)
    anchors = np.zeros((count, 2))
    reach = np.full(count, math.inf if not members else max(middle, ring * 0.3))
    for group, nodes in members.items():
        anchors[nodes] = spots[group]
        reach[nodes] = radii[group] - 22
    if count > SLOTS_FROM:
        return _on_slots(edges, groups, list(members), anchors, seed), _discs(members, spots, radii)
    chance = random.Random(seed)
    start = np.array([[chance.uniform(-1, 1), chance.uniform(-1, 1)] for _ in range(count)])
    spread = np.where(np.isfinite(reach), reach, SPACING * math.sqrt(count))
    places = settled(anchors + start * spread[:, None] * 0.6, anchors, reach, edges, groups)
    return places, _discs(members, spots, radii)


def _discs(
    members: Iterable[str], spots: Mapping[str, tuple[float, float]], radii: Mapping[str, float]
) -> list[Disc]:
    return [Disc(group, *spots[group], radii[group]) for group in members]


def _on_slots(
    edges: Sequence[tuple[int, int]],
    groups: Sequence[str | None],
    members: Sequence[str],
    anchors: Places,
    seed: int,
) -> Places:
    """Give each node a slot on its group's disc; those of no group stand on one in the middle."""
    rank = {group: place for place, group in enumerate(members)}
    own = np.array([rank.get(group or "", len(rank)) for group in groups], dtype=np.int64)
    middles = np.zeros((len(rank) + 1, 2), dtype=np.int64)
    middles[own] = np.round(anchors / _WIDER)
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    tied = np.ones(len(groups), dtype=bool)
    places = settled_in_discs(own, tied, ends, middles, seed=seed)
    return anchors + places * _WIDER


def _members(groups: Sequence[str | None], order: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for node, group in enumerate(groups):
        if group is not None:
            found.setdefault(group, []).append(node)
    rank = {group: place for place, group in enumerate(order)}
    return dict(sorted(found.items(), key=lambda item: (rank.get(item[0], len(rank)), item[0])))


def _lay_parts(
    network: Any,
    parts: Sequence[Sequence[int]],
    places: Places,
    bands: list[Band],
    extent: tuple[float, float, float],
    seed: int,
) -> float:
    """Lay smaller connected parts in rows; give the new bottom."""
    left, right, bottom = extent
    top = bottom + _MARGIN
    x, y, tallest = left + SPACING, top + 50, 0.0
    state = random.Random(seed)
    igraph.set_random_number_generator(state)
    for part in parts:
        layout = network.induced_subgraph(part).layout_kamada_kawai(seed=_circle(len(part)))
        own = np.round(np.array(layout.coords, dtype=np.float64) * SPACING * 0.8, 1)
        own -= own.min(axis=0)
        width, height = (float(side) for side in own.max(axis=0))
        if x + width > right - SPACING / 2 and x > left + SPACING:
            x, y, tallest = left + SPACING, y + tallest + SPACING, 0.0
        places[list(part)] = own + np.array([x, y])
        x, tallest = x + width + SPACING * 1.4, max(tallest, height)
    igraph.set_random_number_generator(random)  # igraph's own default
    end = y + tallest + 34
    bands.append(Band("apart", left, top, right - left, end - top))
    return end


def _circle(count: int) -> list[list[float]]:
    """Start from a circle: Kamada and Kawai's descent then needs no chance at all."""
    turns = [2 * math.pi * place / count for place in range(count)]
    return [[round(math.cos(turn), 6), round(math.sin(turn), 6)] for turn in turns]


def _lay_band(
    name: str,
    members: Sequence[int],
    places: Places,
    bands: list[Band],
    extent: tuple[float, float, float],
) -> float:
    """Lay nodes in rows under what is drawn; give the new bottom."""
    left, right, bottom = extent
    top = bottom + _MARGIN
    across = max(1, int((right - left - SPACING * 0.6) // (SPACING * 0.78)))
    for place, node in enumerate(members):
        row, column = divmod(place, across)
        places[node] = (
            left + SPACING * 0.7 + column * SPACING * 0.78,
            top + 62 + row * SPACING * 0.8,
        )
    rows = -(-len(members) // across)
    end = top + 62 + (rows - 1) * SPACING * 0.8 + 42
    bands.append(Band(name, left, top, right - left, end - top))
    return end
