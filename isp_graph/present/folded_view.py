"""The picture of a large network: groups that unfold, for a canvas of ours.

Organisations are divided by the zone of their seat, by sector and into communities; the reader
chooses. Each group has a disc of its own, large enough for all its organisations, so that
nothing moves when it unfolds.

*Communities* are found by the Leiden algorithm on all layers together (Traag, V. A., Waltman, L.
and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected communities.
*Scientific Reports* 9, 5233. https://doi.org/10.1038/s41598-019-41695-z), with modularity and a
seed: they help to look at the picture, and no number rests on them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import igraph
import numpy as np

from isp_graph.layers import Layer
from isp_graph.model.schema import LANGUAGES
from isp_graph.present.drawing import Pair
from isp_graph.present.ring import centres
from isp_graph.present.slots import Whole, packed, radius, rim, settled_in_discs
from isp_graph.present.wording import say

FOLD_LIMIT = 12_000
"""Organisations up to which groups unfold; beyond, there are groups only."""
FOLD_PAIRS = 50_000
"""Pairs that such a picture holds; the best tied are kept, and the page says so."""
COMMUNITIES = 40
"""Communities that stand for themselves; smaller ones stand together."""
_SMALL = 5
_GAP = 70


@dataclass(frozen=True)
class Division:
    """A way to divide the organisations.

    Attributes
    ----------
    name : {'zones', 'sectors', 'communities', 'kinds'}
    labels : list of list of str
        Name of each group, in the order of `LANGUAGES`.
    of : array of int
        Group of each organisation.
    colours : list of int
        Place of each group's zone, -1 where it has none.
    """

    name: str
    labels: list[list[str]]
    of: Whole
    colours: list[int]


def _said(key: str, **values: Any) -> list[str]:
    return [say(key, language, **values) for language in LANGUAGES]


def _listed(
    name: str, entries: Sequence[Mapping[str, Any]], of: Sequence[int], rest: Sequence[str]
) -> Division:
    """Divide by a list, then by what stands for the rest; groups without members are left out."""
    labels = [list(entry["t"]) for entry in entries] + [_said(key) for key in rest]
    present = sorted(set(of))
    place = {group: number for number, group in enumerate(present)}
    colours = [group if name == "zones" and group < len(entries) else -1 for group in present]
    return Division(
        name,
        [labels[group] for group in present],
        np.array([place[group] for group in of], dtype=np.int64),
        colours,
    )


def divisions(
    listed: Sequence[Mapping[str, Any]],
    entries: Mapping[str, Sequence[Mapping[str, Any]]],
    pairs: Sequence[tuple[int, int]] | None,
    *,
    seed: int,
) -> list[Division]:
    """Divide organisations in every way that says something, the first to be shown first.

    Parameters
    ----------
    listed : sequence of mapping
        Organisations with ``z``, ``sec``, ``k``, and ``cl`` for classes of actors.
    entries : mapping
        ``zones``, ``sectors`` and ``kinds``.
    pairs : sequence of pairs, optional
        What communities are found from; without it there are none.
    seed : int

    Returns
    -------
    list of Division
    """
    zones, sectors, kinds = (entries[name] for name in ("zones", "sectors", "kinds"))
    found = []
    if any("z" in entry for entry in listed):
        of = [len(zones) + 1 if "cl" in e else e.get("z", len(zones)) for e in listed]
        found.append(_listed("zones", zones, of, ("group_no_zone", "group_classes")))
    if any("sec" in entry for entry in listed):
        several, none = len(sectors), len(sectors) + 1
        known = [entry.get("sec") or [] for entry in listed]
        of = [none if not own else own[0] if len(own) == 1 else several for own in known]
        of = [none + 1 if "cl" in entry else group for entry, group in zip(listed, of, strict=True)]
        rest = ("group_several_sectors", "group_no_sector", "group_classes")
        found.append(_listed("sectors", sectors, of, rest))
    if pairs:
        found.append(_communities(listed, pairs, seed))
    if not found:
        of = [len(kinds) if "cl" in entry else entry["k"] for entry in listed]
        found.append(_listed("kinds", kinds, of, ("group_classes",)))
    return found


def _communities(
    listed: Sequence[Mapping[str, Any]], pairs: Sequence[tuple[int, int]], seed: int
) -> Division:
    """Find communities; the small ones, organisations without ties and classes stand together."""
    count = len(listed)
    network = igraph.Graph(n=count, edges=list(pairs))
    degree = network.degree()
    igraph.set_random_number_generator(random.Random(seed))
    parts = network.community_leiden(objective_function="modularity", n_iterations=4)
    igraph.set_random_number_generator(random)  # igraph's own default
    classes = {node for node, entry in enumerate(listed) if "cl" in entry}
    own = [sorted(node for node in part if degree[node] and node not in classes) for part in parts]
    large = sorted((part for part in own if len(part) >= _SMALL), key=lambda p: (-len(p), p))
    large = large[:COMMUNITIES]
    groups: list[tuple[list[str], Sequence[int]]] = []
    for part in large:
        best = listed[min(part, key=lambda node: (-degree[node], node))]
        names = [
            best.get("s") or (best.get("nl") if lang == "nl" else None) or best["n"]
            for lang in LANGUAGES
        ]
        label = [
            say("group_around", lang, name=name)
            for lang, name in zip(LANGUAGES, names, strict=True)
        ]
        groups.append((label, part))
    grouped = {node for part in large for node in part}
    rest = [node for node in range(count) if node not in grouped and node not in classes]
    groups += [
        (_said("group_small"), [node for node in rest if degree[node]]),
        (_said("group_alone"), [node for node in rest if not degree[node]]),
        (_said("group_classes"), sorted(classes)),
    ]
    groups = [entry for entry in groups if entry[1]]
    of = np.zeros(count, dtype=np.int64)
    for place, (_, members) in enumerate(groups):
        of[list(members)] = place
    return Division("communities", [label for label, _ in groups], of, [-1] * len(groups))


def laid_out(
    division: Division,
    tied: np.ndarray[Any, np.dtype[np.bool_]],
    ends: Whole,
    *,
    order: Sequence[int],
    seed: int,
    members: bool,
) -> dict[str, Any]:
    """Place the groups of a division and, where they unfold, their organisations.

    Parameters
    ----------
    division : Division
    tied : array of bool
        Whether each organisation has ties.
    ends : array, shape (m, 2)
        Tied pairs.
    order : sequence of int
        Zones in the order in which they stand around.
    seed : int
    members : bool
        Whether to place organisations.

    Returns
    -------
    dict
        ``by``; ``groups``, each ``[labels, zone, organisations, without ties, inside, x, y,
        radius]``; ``between``, triples of two groups and their tied pairs; with members ``of``,
        ``x`` and ``y`` of each organisation, from its group's centre.
    """
    count = len(division.labels)
    sizes = np.bincount(division.of, minlength=count)
    alone = np.bincount(division.of[~tied], minlength=count)
    low = np.minimum(division.of[ends[:, 0]], division.of[ends[:, 1]])
    high = np.maximum(division.of[ends[:, 0]], division.of[ends[:, 1]])
    between = np.bincount(low * count + high, minlength=count * count).reshape(count, count)
    last = [rim(int(n - m)) + int(m) for n, m in zip(sizes, alone, strict=True)]
    # Where organisations are not placed, groups are as large as a screen shows well.
    shrink = 1 if members else math.sqrt(max(1, max(last) / 1500))
    radii = [max(40, round(radius(n) / shrink)) for n in last]
    spots = _spots(division, radii, between + between.T, order)
    groups = [
        [
            division.labels[n],
            division.colours[n],
            int(sizes[n]),
            int(alone[n]),
            int(between[n, n]),
            *(int(value) for value in spots[n]),
            radii[n],
        ]
        for n in range(count)
    ]
    bundles = [[a, b, int(between[a, b])] for a, b in np.argwhere(np.triu(between, 1)).tolist()]
    told = {"by": division.name, "groups": groups, "between": bundles}
    if members:
        places = settled_in_discs(division.of, tied, ends, spots, seed=seed)
        told |= {
            "of": division.of.tolist(),
            "x": places[:, 0].tolist(),
            "y": places[:, 1].tolist(),
        }
    return told


def _spots(division: Division, radii: Sequence[int], ties: Whole, order: Sequence[int]) -> Whole:
    """Set zones in a ring as they lie around, with those of no zone in the middle."""
    placed = [n for n, zone in enumerate(division.colours) if zone >= 0]
    others = [n for n, zone in enumerate(division.colours) if zone < 0]
    if len(placed) < 2:
        return packed(radii, ties, _GAP)
    rank = {zone: place for place, zone in enumerate(order)}
    placed.sort(key=lambda n: rank[division.colours[n]])
    middle = float(radii[others[0]]) if others else 0.0
    found, _ = centres({str(n): float(radii[n]) for n in placed}, middle, float(_GAP))
    spots = np.zeros((len(radii), 2), dtype=np.int64)
    for n in placed:
        x, y = found[str(n)]
        spots[n] = round(x), round(y)
    bottom = max(int(spots[n, 1]) + radii[n] for n in placed)
    for n in others[1:]:
        spots[n] = 0, bottom + _GAP + radii[n]
        bottom += _GAP + 2 * radii[n]
    return spots


def packed_pairs(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Write pairs in columns: what ties them is told once for all that are tied alike.

    Examples
    --------
    >>> alike = [Pair(0, 1, [2], [1.0]), Pair(0, 2, [2], [1.0], [2])]
    >>> packed_pairs(alike)["kins"]
    [{'l': [2]}, {'l': [2], 'p': [2]}]
    """
    kins: dict[str, int] = {}
    told: list[dict[str, Any]] = []
    column = []
    for pair in pairs:
        kin: dict[str, Any] = {"l": pair.layers}
        if any(weight != 1 for weight in pair.weights):
            kin["w"] = [round(weight, 4) for weight in pair.weights]
        if pair.prescribed:
            kin["p"] = pair.prescribed
        if pair.of_class:
            kin["c"] = 1
        key = repr(kin)
        if key not in kins:
            kins[key] = len(told)
            told.append(kin)
        column.append(kins[key])
    return {
        "a": [pair.a for pair in pairs],
        "b": [pair.b for pair in pairs],
        "kin": column,
        "kins": told,
    }


def sizes(every: Layer, listed: Sequence[Mapping[str, Any]]) -> list[int]:
    """Give the size of each sign: larger the more neighbours, and none covers another."""
    degrees = np.diff(every.matrix.indptr).tolist()
    by_id = dict(zip(every.nodes, degrees, strict=True))
    return [round(8 + 1.3 * math.sqrt(min(by_id.get(entry["id"], 0), 80))) for entry in listed]


def folded(
    every: Layer,
    listed: Sequence[Mapping[str, Any]],
    entries: Mapping[str, Sequence[Mapping[str, Any]]],
    pairs: Sequence[Pair] | None,
    *,
    order: Sequence[str],
    seed: int,
) -> dict[str, Any]:
    """Give the picture of a large network.

    Parameters
    ----------
    every : Layer
        All layers together.
    listed : sequence of mapping
        Every organisation, in the order of ids, as `isp_graph.present.contents` lists them; only
        ``id``, ``z``, ``sec``, ``k`` and ``cl`` are read where there are no pairs.
    entries : mapping
        ``zones``, ``sectors`` and ``kinds``.
    pairs : sequence of Pair or None
        What is drawn where groups unfold; None where they do not.
    order : sequence of str
        Zones in the order in which they stand around.
    seed : int

    Returns
    -------
    dict
        ``divisions``, as `laid_out` gives them; ``pairs``, and ``size`` of each organisation, or
        nothing where groups do not unfold.
    """
    place = {entry["id"]: number for number, entry in enumerate(listed)}
    columns = every.edges.select("a", "b")
    ends = np.array([[place[a], place[b]] for a, b in columns.iter_rows()], dtype=np.int64).reshape(
        -1, 2
    )
    tied = np.bincount(ends.ravel(), minlength=len(listed)) > 0
    zones = {zone["id"]: number for number, zone in enumerate(entries["zones"])}
    around = [zones[zone] for zone in order]
    unfolds = pairs is not None
    found = divisions(
        listed, entries, [(a, b) for a, b in ends.tolist()] if unfolds else None, seed=seed
    )
    told: dict[str, Any] = {
        "divisions": [
            laid_out(division, tied, ends, order=around, seed=seed, members=unfolds)
            for division in found
        ]
    }
    if pairs is None:
        return {**told, "size": [], "pairs": packed_pairs([])}
    return {**told, "size": sizes(every, listed), "pairs": packed_pairs(pairs)}
