"""Small filières drawn by hypothesis, and every pathway of them one by one.

The oracle enumerates with ``networkx.all_simple_paths`` and tries every zone in which a person
could take each offer. It reads the tables itself and knows nothing of isp_graph.
"""

from __future__ import annotations

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


def twice(draw: random.Random, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Write one of some rows twice, sometimes."""
    return [*rows, draw.choice(rows)] if rows and draw.random() < 0.3 else rows


def filiere_tables(seed: int) -> Tables:
    """Draw a dataset with a filière of up to four steps and seven offers."""
    draw = random.Random(seed)
    steps = [f"s{place}" for place in range(draw.randint(1, 4))]
    zones = ZONES[: draw.randint(1, 3)]
    ids = [f"o{number}" for number in range(draw.randint(1, 5))]
    kinds = ("oisp", "oisp", "cpas", "reference_centre", "public_employment_service")
    return {
        "zones": [{"id": zone, "name_fr": f"Zone {zone}"} for zone in zones],
        "communes": [
            {"id": "k0", "name_fr": "Un", "zone": zones[0]},
            {"id": "k1", "name_fr": "Deux", "zone": zones[-1]},
            {"id": "k2", "name_fr": "Hors", "zone": ""},
        ],
        "organisations": [
            {
                "id": one,
                "name": f"Organisation {one}",
                "kind": draw.choice(kinds),
                "zone": draw.choice(("", "", *zones)),
                "commune": draw.choice(("", "", "k0", "k1", "k2")),
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
                "commune": draw.choice(("", "", "k0", "k1", "k2")),
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
                    "commune": draw.choice(("", "", "k0", "k1", "k2")),
                    "people": draw.choice(("", "1", "4", "25")),
                }
                for _ in range(draw.randint(0, 5))
            ],
        ),
    }


@dataclass(frozen=True)
class Taken:
    """One pathway from one home zone."""

    offers: tuple[str, ...]
    skipped: int
    crossings: int
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

    @cached_property
    def steps(self) -> list[dict[str, str]]:
        return sorted(self.world.tables["steps"], key=lambda row: int(row["position"]))

    @cached_property
    def zones(self) -> list[str]:
        return sorted(row["id"] for row in self.world.tables["zones"])

    @cached_property
    def organisations(self) -> dict[str, dict[str, str]]:
        return {row["id"]: row for row in self.world.tables["organisations"]}

    def lies(self, offer: dict[str, str]) -> set[str]:
        """Zones in which an offer lies."""
        if get(offer, "zone"):
            return {offer["zone"]}
        for commune in self.world.tables["communes"]:
            if commune["id"] == get(offer, "commune") and get(commune, "zone"):
                return {commune["zone"]}
        own = self.organisations[offer["organisation"]]
        covered = {
            row["zone"]
            for row in self.world.rows("coverage")
            if row["organisation"] == offer["organisation"]
        }
        if covered:
            return covered
        if seat_zone(self.world, own):
            return {seat_zone(self.world, own)}
        return set(self.zones) if own["kind"] in REGIONAL else set()

    def eligible(self, offer: dict[str, str]) -> bool:
        publics = [part.strip() for part in get(offer, "public").split("|") if part]
        return (not self.public or not publics or self.public in publics) and (
            not self.language or get(offer, "language") in ("", self.language)
        )

    def offers(self, sector: str, *, every: bool = False) -> list[dict[str, str]]:
        return [
            row
            for row in self.world.rows("offers")
            if get(row, "sector") in ("", sector)
            and self.lies(row)
            and (every or self.eligible(row))
        ]

    @cached_property
    def tied(self) -> Any:
        return layer(self.world, "all")

    def hand_over(self, before: dict[str, str], after: dict[str, str]) -> str:
        a, b = before["organisation"], after["organisation"]
        if a == b:
            return "within"
        return "linked" if self.tied.has_edge(a, b) else "open"

    def crossings(self, home: str, taken: list[dict[str, str]]) -> int:
        """Try every zone for every offer."""
        where = [sorted(self.lies(offer)) for offer in taken]
        return min(sum(a != b for a, b in pairwise((home, *zones))) for zones in product(*where))

    def graph(self, sector: str) -> Any:
        """Step graph: from home over offers to the goal, skippable steps passed by."""
        columns: list[list[str]] = [["home"]]
        for step in self.steps:
            own = [row["id"] for row in self.offers(sector) if row["step"] == step["id"]]
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
        by_id = {row["id"]: row for row in self.offers(sector)}
        for path in nx.all_simple_paths(self.graph(sector), "home", "goal"):
            taken = [by_id[offer] for offer in path[1:-1]]
            yield Taken(
                tuple(path[1:-1]),
                len(self.steps) - len(taken),
                self.crossings(home, taken),
                tuple(self.hand_over(a, b) for a, b in pairwise(taken)),
            )


filieres = st.builds(filiere_tables, st.integers(0, 2**32))
