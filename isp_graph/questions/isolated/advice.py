"""Who could best bring an organisation into a layer, and why?

A candidate is tied in the layer and not yet a neighbour. Each reason to think of it weighs
something: it is tied to the organisation already in another layer (3), animates (3) or sits in
(2) a commission of its zone, shares its commune (2) or its sector (2), its zone (1), or is a
broker whose ties in the layer reach several zones (1). These weights are a rule of thumb, not a
measurement: they rank, and the reasons are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from heapq import nsmallest
from operator import itemgetter
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.records import Records
from isp_graph.network import APART_LAYERS, Layer, build_layer, layer_names

WEIGHTS = {
    "tied": 3,
    "animates": 3,
    "sits_in": 2,
    "same_commune": 2,
    "same_sector": 2,
    "same_zone": 1,
    "broker": 1,
}
"""What each reason weighs, in the order in which reasons are told."""
COUNT = 3
_WIDEST = 60
_BROKER_ZONES = 2
_NONE: frozenset[str] = frozenset()

Reasons = dict[str, Collection[str]]


def _grouped(pairs: Iterable[tuple[Any, ...]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return groups


class Adviser:
    """Knows of each organisation what it shares with others, in records once restricted.

    Parameters
    ----------
    data : Records
        Dated and restricted records.
    """

    def __init__(self, data: Records) -> None:
        nodes = data.nodes
        self._nodes: list[str] = nodes["id"].to_list()
        self._commune = dict(nodes.select("id", "commune").iter_rows())
        self._seat = dict(nodes.select("id", "seat_zone").iter_rows())
        coverage = data.evidence("coverage").select("organisation", "zone")
        seats = nodes.select("id", "seat_zone").drop_nulls()
        self._zones = _grouped([*coverage.iter_rows(), *seats.iter_rows()])
        links = data.evidence("organisation_sectors").select("organisation", "sector")
        offers = data.evidence("offers").select("organisation", "sector").drop_nulls()
        self._sectors = _grouped([*links.iter_rows(), *offers.iter_rows()])
        self._commissions, self._animated = self._commissions_of(data)
        names = [name for name in layer_names(data) if name not in APART_LAYERS]
        self._layers = [build_layer(data, name) for name in names]

    def _commissions_of(self, data: Records) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Group the members of zonal commissions by zone; say who animates which."""
        meetings = data.table("meetings").filter(
            (pl.col("kind") == "zonal_commission") & pl.col("zone").is_not_null()
        )
        seats = data.evidence("attendance").join(
            meetings.select(pl.col("id").alias("meeting"), "zone"), on="meeting"
        )
        self._meeting_zone = dict(meetings.select("id", "zone").iter_rows())
        self._meetings = _grouped(meetings.select("zone", "id").iter_rows())
        animating = seats.filter(pl.col("role").str.contains("(?i)anim").fill_null(value=False))
        return (
            _grouped(seats.select("organisation", "meeting").iter_rows()),
            _grouped(animating.select("organisation", "meeting").iter_rows()),
        )

    def advise(self, layer: Layer, needy: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
        """Suggest for each needy node up to three organisations that could bring it in.

        Parameters
        ----------
        layer : Layer
            The layer into which to bring it.
        needy : sequence of int
            Places of the nodes.

        Returns
        -------
        dict
            By place: suggestions, best first, as ``organisation``, ``reason`` and ``reasons``.
        """
        union = layer.union
        ties = np.diff(union.indptr)
        pool = [place for place in np.argsort(-ties, kind="stable").tolist() if ties[place] > 0]
        if not pool:
            return {}
        indexes = self._indexes(pool)
        brokers = self._brokers(union, pool)
        known = self._tied(layer, needy)
        return {
            place: self._best(place, union, indexes, brokers, known[place], ties) for place in needy
        }

    def _indexes(self, pool: list[int]) -> dict[str, dict[str, list[int]]]:
        """Index candidates, best tied first, by what they may share; long lists are cut."""
        found: dict[str, dict[str, list[int]]] = {
            code: defaultdict(list) for code in ("same_commune", "same_sector", "same_zone", "zone")
        }
        for place in pool:
            node = self._nodes[place]
            if self._commune[node] is not None:
                found["same_commune"][self._commune[node]].append(place)
            for sector in self._sectors.get(node, ()):
                found["same_sector"][sector].append(place)
            for zone in self._zones.get(node, ()):
                found["same_zone"][zone].append(place)
            for meeting in self._commissions.get(node, ()):
                found["zone"][self._meeting_zone[meeting]].append(place)
        return {
            code: {key: places[:_WIDEST] for key, places in groups.items()}
            for code, groups in found.items()
        }

    def _brokers(self, union: Any, pool: list[int]) -> dict[int, list[str]]:
        """Name the zones that a candidate's ties in the layer reach, where they are several."""
        found = {}
        for place in pool:
            around = union.indices[union.indptr[place] : union.indptr[place + 1]]
            zones = {self._seat[self._nodes[other]] for other in around} - {None}
            if len(zones) >= _BROKER_ZONES:
                found[place] = sorted(zones)
        return found

    def _tied(self, layer: Layer, needy: Sequence[int]) -> dict[int, dict[int, list[str]]]:
        """Name, for each needy node, the other layers in which somebody is tied to it."""
        found: dict[int, dict[int, list[str]]] = {place: defaultdict(list) for place in needy}
        for other in self._layers:
            if other.name == layer.name or layer.name == "all":
                continue
            union = other.union
            for place in needy:
                for neighbour in union.indices[union.indptr[place] : union.indptr[place + 1]]:
                    found[place][int(neighbour)].append(other.name)
        return found

    def _best(
        self,
        place: int,
        union: Any,
        indexes: dict[str, dict[str, list[int]]],
        brokers: dict[int, list[str]],
        tied: dict[int, list[str]],
        ties: Any,
    ) -> list[dict[str, Any]]:
        node = self._nodes[place]
        excluded = {place, *union.indices[union.indptr[place] : union.indptr[place + 1]].tolist()}
        zones = self._zones.get(node, set())
        candidates = set(tied)
        if self._commune[node] is not None:
            candidates.update(indexes["same_commune"].get(self._commune[node], ()))
        for sector in self._sectors.get(node, ()):
            candidates.update(indexes["same_sector"].get(sector, ()))
        for zone in zones:
            candidates.update(indexes["same_zone"].get(zone, ()))
            candidates.update(indexes["zone"].get(zone, ()))
        of_zones = {meeting for zone in zones for meeting in self._meetings.get(zone, ())}
        joined = of_zones - self._commissions.get(node, set())
        scored = []
        for other in candidates - excluded:
            reasons = self._reasons(node, self._nodes[other], joined) if ties[other] else {}
            if other in tied and ties[other]:
                reasons["tied"] = tied[other]
            if reasons:
                if other in brokers:
                    reasons["broker"] = brokers[other]
                score = sum(WEIGHTS[code] for code in reasons)
                scored.append((-score, -int(ties[other]), self._nodes[other], reasons))
        return [_told(*each[2:]) for each in nsmallest(COUNT, scored, key=itemgetter(0, 1, 2))]

    def _reasons(self, node: str, other: str, joined: Set[str]) -> Reasons:
        """Tell what two nodes share: sets as they are, for this is asked of many pairs."""
        theirs = self._commissions.get(other, _NONE) & joined
        animated = self._animated.get(other, _NONE) & theirs
        zones = self._zones.get(node, _NONE) & self._zones.get(other, _NONE)
        found: Reasons = {
            "animates": animated,
            "sits_in": theirs - animated,
            "same_sector": self._sectors.get(node, _NONE) & self._sectors.get(other, _NONE),
            "same_zone": zones,
        }
        commune = self._commune[node]
        if commune is not None and commune == self._commune[other]:
            found |= {"same_commune": [commune], "same_zone": ()}
        return {code: what for code, what in found.items() if what}


def _told(organisation: str, reasons: Reasons) -> dict[str, Any]:
    ordered = [{"code": code, "what": sorted(reasons[code])} for code in WEIGHTS if code in reasons]
    line = "; ".join(f"{each['code']}:{'+'.join(each['what'])}" for each in ordered)
    return {"organisation": organisation, "reason": line, "reasons": ordered}
