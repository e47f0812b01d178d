"""The groups of a large network: by the zone of the seat, by sector, and communities.

*Communities* are found by the Leiden algorithm on all layers together (Traag, V. A., Waltman, L.
and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected communities.
*Scientific Reports* 9, 5233. https://doi.org/10.1038/s41598-019-41695-z), with modularity and a
seed: they help to look at the picture, and no number rests on them.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import igraph
import numpy as np

from isp_graph.grammar import LANGUAGES
from isp_graph.network.placing.discs import Whole
from isp_graph.present.wording import say

COMMUNITIES = 30
"""Communities that stand for themselves; smaller ones stand together."""
RESOLUTIONS = (1.0, 0.5, 0.25, 0.1)
"""Of modularity, until there are few enough communities to look at."""
_SMALL = 5


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


def _few(parts: Iterable[Sequence[int]]) -> bool:
    return sum(len(part) >= _SMALL for part in parts) <= COMMUNITIES


def _communities(
    listed: Sequence[Mapping[str, Any]], pairs: Sequence[tuple[int, int]], seed: int
) -> Division:
    """Find communities; the small ones, organisations without ties and classes stand together."""
    count = len(listed)
    network = igraph.Graph(n=count, edges=list(pairs))
    degree = network.degree()
    igraph.set_random_number_generator(random.Random(seed))
    tried = (
        network.community_leiden(
            objective_function="modularity", resolution=resolution, n_iterations=4
        )
        for resolution in RESOLUTIONS
    )
    parts = next((found for found in tried if _few(found)), network.connected_components())
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
