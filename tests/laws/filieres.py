"""Small filières drawn by hypothesis, and every pathway of them one by one.

The oracle enumerates with ``networkx.all_simple_paths`` and tries every zone in which a person
could take each offer. It reads the tables itself and knows nothing of isp_graph.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from tests.laws.oracle import Tables, World, get, layer, seat_zone

ZONES = ("A", "B", "C")
SECTORS = ("bois", "pain")
REGIONAL = {"reference_centre", "public_employment_service"}
OWN_PEOPLE = {"cpas", "municipality"}
COMMUNES = ("k0", "k1", "outside", "unknown")


def twice(draw: random.Random, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Write one of some rows twice, sometimes."""
    return [*rows, draw.choice(rows)] if rows and draw.random() < 0.3 else rows


def filiere_tables(seed: int) -> Tables:
    """Draw a dataset with a filière of up to four steps and seven offers."""
    draw = random.Random(seed)
    steps = [f"s{place}" for place in range(draw.randint(1, 4))]
    zones = ZONES[: draw.randint(1, 3)]
    ids = [f"o{number}" for number in range(draw.randint(1, 5))]
    kinds = (
        "oisp",
        "oisp",
        "cpas",
        "municipality",
        "reference_centre",
        "public_employment_service",
    )
    return {
        "zones": [{"id": zone, "name_fr": f"Zone {zone}"} for zone in zones],
        "communes": [
            {"id": "k0", "name_fr": "Un", "zone": zones[0]},
            {"id": "k1", "name_fr": "Deux", "zone": zones[-1]},
            {"id": "outside", "name_fr": "Hors", "zone": ""},
            {"id": "unknown", "name_fr": "Où", "zone": "", "unknown_reason": "not said"},
        ],
        "organisations": [
            {
                "id": one,
                "name": f"Organisation {one}",
                "kind": draw.choice(kinds),
                "zone": draw.choice(("", "", *zones)),
                "commune": draw.choice(("", "", *COMMUNES)),
                "covers": draw.choice(("", "", "", "", zones[0], "|".join(zones))),
                "closed": draw.choice(("", "", "", "2012")),
                "collective": draw.choice(("", "", "", "", "", "yes")),
            }
            for one in ids
        ],
        "coverage": [
            {
                "organisation": draw.choice(ids),
                "zone": draw.choice(zones),
                "start": draw.choice(("", "", "2013")),
                "end": draw.choice(("", "", "2005", "2012")),
                "modality": draw.choice(("", "", "", "proposed")),
            }
            for _ in range(draw.randint(0, 4))
        ],
        "sectors": [{"id": sector, "name_fr": sector} for sector in SECTORS],
        "steps": [
            {
                "id": step,
                "position": str(10 - place),
                "name_fr": step,
                "skippable": draw.choice(("", "no", "yes")),
            }
            for place, step in enumerate(steps)
        ],
        "offers": [
            {
                "id": f"f{number}",
                "organisation": draw.choice(ids),
                "step": draw.choice(steps),
                "sector": draw.choice(("", "", *SECTORS)),
                "zone": draw.choice(("", "", "", *zones)),
                "commune": draw.choice(("", "", *COMMUNES)),
                "accepts": draw.choice(("", "", "", "*", draw.choice(zones), "|".join(zones[1:]))),
                "places": draw.choice(("", "0", "5", "12", "30")),
                "public": draw.choice(("", "", "jeunes", "jeunes|adultes")),
                "language": draw.choice(("", "", "fr", "nl")),
                "end": draw.choice(("", "", "", "2011")),
            }
            for number in range(draw.randint(0, 7))
        ],
        "ties": [
            {
                "from": draw.choice(ids),
                "to": draw.choice(ids),
                "kind": draw.choice(("partnership", "referral", "competes")),
                "flow": draw.choice(("", "3", "8")),
            }
            for _ in range(draw.randint(0, 4))
        ],
        "demand": twice(
            draw,
            [
                {
                    "zone": draw.choice(zones),
                    "sector": draw.choice(("", *SECTORS)),
                    "public": draw.choice(("", "jeunes", "adultes")),
                    "people": draw.choice(("", "0", "7", "20")),
                }
                for _ in range(draw.randint(0, 5))
            ],
        ),
        "publics": twice(
            draw,
            [
                {
                    "organisation": draw.choice(ids),
                    "zone": draw.choice(("", *zones)),
                    "commune": draw.choice(("", "", *COMMUNES)),
                    "people": draw.choice(("", "1", "4", "25")),
                }
                for _ in range(draw.randint(0, 5))
            ],
        ),
    }


def squares(seed: int) -> dict[str, Any]:
    """Draw outlines of the communes that have a zone: squares of one size, some far away."""
    draw = random.Random(seed)
    features = []
    for commune in COMMUNES[:2]:
        west, south = draw.choice((4.0, 4.4, 5.0)), draw.choice((50.0, 50.0, 50.3))
        ring = [(west, south), (west + 0.1, south), (west + 0.1, south + 0.1), (west, south + 0.1)]
        polygon = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        features.append({"properties": {"nis": commune}, "geometry": polygon})
    return {"features": features}


@dataclass(frozen=True)
class Taken:
    """One pathway from one home zone."""

    offers: tuple[str, ...]
    skipped: int
    crossings: int
    away: int
    metres: int
    hand_overs: tuple[str, ...]

    @property
    def opened(self) -> int:
        return self.hand_overs.count("open")


@dataclass(frozen=True)
class Paths:
    """The filière of a world, as the contract words it."""

    world: World
    public: str = ""
    language: str = ""
    geometry: Any = None

    @cached_property
    def steps(self) -> list[dict[str, str]]:
        return sorted(self.world.tables["steps"], key=lambda row: int(row["position"]))

    @cached_property
    def zones(self) -> list[str]:
        return sorted(row["id"] for row in self.world.tables["zones"])

    @cached_property
    def organisations(self) -> dict[str, dict[str, str]]:
        return {row["id"]: row for row in self.world.tables["organisations"]}

    @cached_property
    def communes(self) -> dict[str, dict[str, str]]:
        return {row["id"]: row for row in self.world.tables["communes"]}

    def beyond(self, commune: str) -> bool:
        """Does a commune lie outside of all zones?"""
        row = self.communes.get(commune, {"unknown_reason": "no such commune"})
        some = any(get(each, "zone") for each in self.communes.values())
        return some and not get(row, "zone") and not get(row, "unknown_reason")

    def covered(self, organisation: str) -> set[str]:
        rows = self.world.rows("coverage")
        return {row["zone"] for row in rows if row["organisation"] == organisation}

    def place(self, offer: dict[str, str]) -> set[str] | str:
        """Zones in which an offer lies, or ``outside``, or ``unknown``."""
        if get(offer, "zone"):
            return {offer["zone"]}
        if self.beyond(get(offer, "commune")):
            return "outside"
        commune = self.communes.get(get(offer, "commune"), {})
        if get(commune, "zone"):
            return {commune["zone"]}
        own = self.organisations[offer["organisation"]]
        if self.covered(own["id"]):
            return self.covered(own["id"])
        if seat_zone(self.world, own):
            return {seat_zone(self.world, own)}
        if own["kind"] in REGIONAL:
            return set(self.zones)
        return "outside" if self.beyond(get(own, "commune")) else "unknown"

    def lies(self, offer: dict[str, str]) -> set[str]:
        place = self.place(offer)
        return set() if isinstance(place, str) else place

    def accepts(self, offer: dict[str, str]) -> set[str]:
        """Home zones whose residents may take an offer."""
        if get(offer, "accepts"):
            told = set(offer["accepts"].split("|"))
            return set(self.zones) if told == {"*"} else told
        own = self.organisations[offer["organisation"]]
        if own["kind"] in OWN_PEOPLE:
            if self.covered(own["id"]):
                return self.covered(own["id"])
            if seat_zone(self.world, own):
                return {seat_zone(self.world, own)}
        return set(self.zones)

    def metres(self, a: str, b: str) -> int:
        """From the middle of a zone to that of another; 0 if one is not known."""
        middles: dict[str, list[tuple[float, float]]] = {}
        for feature in (self.geometry or {"features": []})["features"]:
            (ring,) = feature["geometry"]["coordinates"]
            middle = (ring[0][0] + 0.05, ring[0][1] + 0.05)
            zone = get(self.communes[feature["properties"]["nis"]], "zone")
            middles.setdefault(zone, []).append(middle)
        if a == b or a not in middles or b not in middles:
            return 0
        (x, y), (u, v) = (
            tuple(sum(axis) / len(axis) for axis in zip(*middles[zone], strict=True))
            for zone in (a, b)
        )
        x, y, u, v = map(math.radians, (x, y, u, v))
        part = math.sin(y) * math.sin(v) + math.cos(y) * math.cos(v) * math.cos(u - x)
        return round(6_371_008.8 * math.acos(min(1.0, part)))

    def eligible(self, offer: dict[str, str]) -> bool:
        publics = [part.strip() for part in get(offer, "public").split("|") if part]
        return (not self.public or not publics or self.public in publics) and (
            not self.language or get(offer, "language") in ("", self.language)
        )

    def offers(
        self, sector: str, home: str | None = None, *, every: bool = False
    ) -> list[dict[str, str]]:
        """Offers that lie somewhere and serve a sector, open to a home zone; or every one."""
        return [
            row
            for row in self.world.rows("offers")
            if get(row, "sector") in ("", sector)
            and self.lies(row)
            and (every or (self.eligible(row) and (home is None or home in self.accepts(row))))
        ]

    @cached_property
    def tied(self) -> Any:
        return layer(self.world, "all")

    def hand_over(self, before: dict[str, str], after: dict[str, str]) -> str:
        a, b = before["organisation"], after["organisation"]
        if a == b:
            return "within"
        return "linked" if self.tied.has_edge(a, b) else "open"

    def ways(self, home: str, taken: list[dict[str, str]]) -> tuple[int, int, int]:
        """Least crossings, offers taken outside home and metres, of every way to take offers."""
        where = [sorted(self.lies(offer)) for offer in taken]
        return min(
            (
                sum(a != b for a, b in pairwise((home, *zones))),
                sum(zone != home for zone in zones),
                sum(self.metres(home, zone) for zone in zones),
            )
            for zones in product(*where)
        )

    def graph(self, sector: str, home: str) -> Any:
        """Step graph: from home over offers to the goal, skippable steps passed by."""
        columns: list[list[str]] = [["home"]]
        for step in self.steps:
            own = [row["id"] for row in self.offers(sector, home) if row["step"] == step["id"]]
            columns.append(own)
        columns.append(["goal"])
        may = [False, *(step["skippable"] == "yes" for step in self.steps), False]
        graph: Any = nx.DiGraph()
        graph.add_nodes_from(["home", "goal"])
        for at, column in enumerate(columns):
            for later in range(at + 1, len(columns)):
                graph.add_edges_from(product(column, columns[later]))
                if not may[later]:
                    break
        return graph

    def all(self, sector: str, home: str) -> Iterator[Taken]:
        """Every pathway, one by one."""
        by_id = {row["id"]: row for row in self.offers(sector, home)}
        for path in nx.all_simple_paths(self.graph(sector, home), "home", "goal"):
            taken = [by_id[offer] for offer in path[1:-1]]
            yield Taken(
                tuple(path[1:-1]),
                len(self.steps) - len(taken),
                *self.ways(home, taken),
                tuple(self.hand_over(a, b) for a, b in pairwise(taken)),
            )


filieres = st.builds(filiere_tables, st.integers(0, 2**32))
maps = st.builds(squares, st.integers(0, 2**32))
