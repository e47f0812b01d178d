"""The contract's section 4 once more: plain, slow, and knowing nothing of isp_graph.

Tables are lists of dictionaries of text, as ``csv.DictReader`` gives them. Each function says
what the contract says, one sentence at a time; nothing here is clever, so that it can be read.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import networkx as nx

Row = Mapping[str, str]
Tables = dict[str, list[dict[str, str]]]

DIRECTED = {
    "referrals",
    "funding",
    "memberships",
    "animates",
    "advises",
    "reports_to",
    "founds",
    "succeeds",
    "supplies_data",
    "board_seats",
}
PLURAL = {
    "partnership": "partnerships",
    "referral": "referrals",
    "convention": "conventions",
    "membership": "memberships",
}
EVIDENCE = (
    "coverage",
    "organisation_sectors",
    "offers",
    "mandates",
    "attendance",
    "ties",
    "demand",
    "publics",
)
COUNTED = frozenset({"observed", "prescribed"})
ENDS = {
    "coverage": ("organisation",),
    "organisation_sectors": ("organisation",),
    "offers": ("organisation",),
    "mandates": ("organisation",),
    "attendance": ("organisation",),
    "publics": ("organisation",),
    "ties": ("from", "to"),
}
DATED = ("coverage", "offers", "mandates", "attendance", "ties")
TIE_COLUMNS = ("from", "to", "kind", "role", "flow", "amount", "start", "end")
SEAT_COLUMNS = ("person", "organisation", "role", "capacity", "represents", "start", "end")


@dataclass
class World:
    """A dataset, and what was asked of it."""

    tables: Tables
    incomplete: frozenset[str] = frozenset()
    date: str | None = None
    modalities: frozenset[str] | None = None
    read: World | None = None  # with all dates and organisations
    before: World | None = None  # dated, before `where`
    filtered: bool = field(default=False)

    def rows(self, table: str) -> list[dict[str, str]]:
        """Rows that count: observed and prescribed, unless other modalities are asked for."""
        wanted = COUNTED if self.modalities is None else self.modalities
        rows = self.tables.get(table, [])
        if table not in EVIDENCE:
            return rows
        counted = [row for row in rows if (row.get("modality") or "observed") in wanted]
        if table == "coverage":
            return counted + self.shortcuts(counted)
        return stated_once(counted) if table in ("demand", "publics") else counted

    def shortcuts(self, coverage: list[dict[str, str]]) -> list[dict[str, str]]:
        """Pairs that ``covers`` names, those aside of which a row of ``coverage`` holds."""
        told = {(row["organisation"], row["zone"]) for row in coverage}
        return [
            {"organisation": row["id"], "zone": zone}
            for row in self.tables["organisations"]
            for zone in filter(None, get(row, "covers").split("|"))
            if (row["id"], zone) not in told
        ]

    def nodes(self) -> list[str]:
        """Organisations, classes of actors aside."""
        return sorted(
            row["id"] for row in self.tables["organisations"] if row.get("collective") != "yes"
        )


def get(row: Row, column: str) -> str:
    return row.get(column) or ""


def stated_once(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows of demand or publics, those that state the same once."""
    columns = ("organisation", "zone", "commune", "sector", "public", "people")
    told = {
        (*(get(row, name) for name in columns), get(row, "modality") or "observed"): row
        for row in reversed(rows)
    }
    return list(reversed(told.values()))


def first_day(date: str) -> str:
    return {4: date + "-01-01", 7: date + "-01"}.get(len(date), date)


def holds(row: Row, day: str, start: str = "start", end: str = "end") -> bool:
    begun = not get(row, start) or first_day(get(row, start)) <= day
    over = bool(get(row, end)) and first_day(get(row, end)) <= day
    return begun and not over


def at(world: World, date: str | None) -> World:
    if date is None:
        return world
    day = first_day(date)
    alive = [row for row in world.tables["organisations"] if holds(row, day, "founded", "closed")]
    ids = {row["id"] for row in alive}
    tables: Tables = {}
    for name, rows in world.tables.items():
        if name == "organisations":
            tables[name] = alive
            continue
        kept = [row for row in rows if name not in DATED or holds(row, day)]
        ends = (*ENDS.get(name, ()), *(("represents",) if name == "mandates" else ()))
        tables[name] = [
            row for row in kept if all(not get(row, end) or row[end] in ids for end in ends)
        ]
    return World(tables, world.incomplete, day, read=world)


def seat_zone(world: World, organisation: Row) -> str:
    if get(organisation, "zone"):
        return organisation["zone"]
    for commune in world.tables["communes"]:
        if commune["id"] == get(organisation, "commune"):
            return get(commune, "zone")
    return ""


def has(world: World, organisation: Row, key: str, value: str) -> bool:
    """Does an organisation meet one condition?"""
    own = organisation["id"]

    def linked(table: str, column: str) -> bool:
        return any(
            row["organisation"] == own and get(row, column) == value for row in world.rows(table)
        )

    if key == "zone":
        return has(world, organisation, "seat_zone", value) or linked("coverage", "zone")
    if key == "seat_zone":
        return seat_zone(world, organisation) == value
    if key == "coverage_zone":
        return linked("coverage", "zone")
    if key == "sector":
        return linked("organisation_sectors", "sector") or linked("offers", "sector")
    if key == "step":
        return linked("offers", "step")
    if key == "kind":
        return (get(organisation, "kind") or "other") == value
    return get(organisation, "id" if key == "organisation" else key) == value


def where(world: World, filters: Mapping[str, Iterable[str]]) -> World:
    if not filters:
        return world
    kept = [
        row
        for row in world.tables["organisations"]
        if all(
            any(has(world, row, key, value) for value in values)
            for key, values in filters.items()
            if key not in ("certainty", "modality")
        )
    ]
    ids = {row["id"] for row in kept}
    tables: Tables = {"organisations": kept}
    for name, rows in world.tables.items():
        if name == "organisations":
            continue
        chosen = [row for row in rows if all(row[end] in ids for end in ENDS.get(name, ()))]
        if name in EVIDENCE and "certainty" in filters:
            chosen = [row for row in chosen if get(row, "certainty") in filters["certainty"]]
        tables[name] = chosen
    asked = frozenset(filters["modality"]) if "modality" in filters else None
    return World(
        tables, world.incomplete, world.date, asked, world.read or world, world, filtered=True
    )


# --- layers ----------------------------------------------------------------------------------


def layer_of(kind: str) -> str:
    return PLURAL.get(kind, kind)


def layer_names(world: World) -> list[str]:
    """Boards, meetings, seats of organisations, and each kind of tie met at any date."""
    tables = (world.read or world).tables
    seats = any(get(row, "represents") for row in tables.get("mandates", []))
    kinds = sorted({layer_of(row["kind"]) for row in tables.get("ties", [])})
    return ["boards", *(["board_seats"] if seats else []), "meetings", *kinds]


def once(rows: Iterable[Row], columns: Iterable[str]) -> list[Row]:
    """Count a duplicate once: the same statement, observed or prescribed."""
    wanted = tuple(columns)
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = (*(get(row, column) for column in wanted), get(row, "modality") or "observed")
        seen.setdefault(key, row)
    return list(seen.values())


def tie_rows(world: World, name: str) -> list[tuple[str, str, Row]]:
    """Rows of a layer of ties or seats: both ends, which differ and are nodes."""
    nodes = set(world.nodes())
    if name == "board_seats":
        seats = [row for row in world.rows("mandates") if get(row, "represents")]
        ends = [(r["represents"], r["organisation"], r) for r in once(seats, SEAT_COLUMNS)]
    else:
        ties = [row for row in world.rows("ties") if layer_of(row["kind"]) == name]
        ends = [(row["from"], row["to"], row) for row in once(ties, TIE_COLUMNS)]
    return [(a, b, row) for a, b, row in ends if a != b and a in nodes and b in nodes]


def members(world: World, name: str) -> dict[str, set[str]]:
    """Organisations on whose boards a person sits, or that take part in a meeting."""
    nodes = set(world.nodes())
    found: dict[str, set[str]] = defaultdict(set)
    if name == "boards":
        for row in world.rows("mandates"):
            if get(row, "person") and not get(row, "represents") and row["organisation"] in nodes:
                found[row["person"]].add(row["organisation"])
    else:
        for row in world.rows("attendance"):
            if row["organisation"] in nodes:
                found[row["meeting"]].add(row["organisation"])
    return found


def hours(world: World, meeting: str) -> float | None:
    for row in world.tables["meetings"]:
        if row["id"] == meeting and get(row, "per_year") and get(row, "hours"):
            return float(row["per_year"]) * float(row["hours"])
    return None


def layer(world: World, name: str, weight: str | None = None) -> Any:
    """Make a layer as a networkx graph."""
    graph: Any = nx.DiGraph() if name in DIRECTED else nx.Graph()
    graph.add_nodes_from(world.nodes())

    def add(a: str, b: str, value: float) -> None:
        before = graph.edges[a, b]["weight"] if graph.has_edge(a, b) else 0.0
        graph.add_edge(a, b, weight=before + value)

    if name == "all":
        for part in layer_names(world):
            if part != "competes":
                for a, b in {tuple(sorted(edge)) for edge in layer(world, part).edges}:
                    add(a, b, 1.0)
        return graph
    base, _, variant = name.partition("-")
    if name in ("boards", "meetings", "boards-newman", "meetings-newman", "meetings-hours"):
        for top, organisations in members(world, base).items():
            k = len(organisations)
            for a, b in combinations(sorted(organisations), 2):
                if variant == "hours":
                    value = hours(world, top)
                    if value is not None:
                        add(a, b, value)
                else:
                    add(a, b, 1.0 / (k - 1) if variant == "newman" else 1.0)
    else:
        for a, b, row in tie_rows(world, name):
            if weight is None:
                add(a, b, 1.0)
            elif get(row, weight):
                add(a, b, float(row[weight]))
    nothing = [(a, b) for a, b, value in graph.edges(data="weight") if value == 0]
    graph.remove_edges_from(nothing)
    return graph


# --- centrality ------------------------------------------------------------------------------


def union(graph: Any) -> Any:
    """Undirected union of a directed layer: weights of both directions add up."""
    both: Any = nx.Graph()
    both.add_nodes_from(graph)
    for a, b, value in graph.edges(data="weight"):
        before = both.edges[a, b]["weight"] if both.has_edge(a, b) else 0.0
        both.add_edge(a, b, weight=before + value)
    return both


# --- isolated --------------------------------------------------------------------------------


def structure(graph: Any) -> dict[str, str]:
    """Status of each node, by removing every other one."""
    graph = nx.Graph(graph.to_undirected())
    pieces = list(nx.connected_components(graph))
    largest = max(map(len, pieces), default=0)
    found = {}
    for component in pieces:
        for node in component:
            if graph.degree(node) == 0:
                found[node] = "isolated"
            elif 2 * len(component) < largest:
                found[node] = "small_component"
            elif graph.degree(node) == 1:
                found[node] = "pendant"
            elif any(cut_off(graph.subgraph(component), node, other) for other in component):
                found[node] = "dependent"
            else:
                found[node] = "well_tied"
    return found


def cut_off(component: Any, node: str, other: str) -> bool:
    if node == other:
        return False
    left = component.subgraph(set(component) - {other})
    pieces = [set(piece) for piece in nx.connected_components(left)]
    own = next(len(piece) for piece in pieces if node in piece)
    return own < max(map(len, pieces))


def counting(world: World, asked: frozenset[str] | None) -> World:
    """Let asked modalities count beside the usual ones."""
    if asked is None:
        return world
    return World(world.tables, world.incomplete, world.date, COUNTED | asked, world.read)


def with_rows(world: World, name: str) -> set[str]:
    """Organisations of which a layer has a row."""
    nodes = set(world.nodes())
    if name in ("boards", "boards-newman"):
        rows = [r["organisation"] for r in world.rows("mandates") if not get(r, "represents")]
    elif name in ("meetings", "meetings-hours", "meetings-newman"):
        rows = [row["organisation"] for row in world.rows("attendance")]
    else:
        rows = [end for a, b, _ in tie_rows(world, name) for end in (a, b)]
    return nodes & set(rows)


def unknown(world: World, name: str) -> set[str]:
    """Organisations of which the layer cannot speak."""
    nodes = set(world.nodes())
    if name == "all":
        parts = [part for part in layer_names(world) if part != "competes"]
        return set.intersection(*(unknown(world, part) for part in parts))
    ever = counting(world.read or world, world.modalities)
    before = counting(world.before or world, world.modalities)
    if not with_rows(ever, name):
        return nodes
    table = {"boards": "mandates", "board_seats": "mandates", "meetings": "attendance"}
    base = name.partition("-")[0] if name.endswith(("-newman", "-hours")) else name
    incomplete = table.get(base, "ties") in world.incomplete
    excused = {
        row["id"]
        for row in world.tables["organisations"]
        if incomplete or get(row, "unknown_reason")
    }
    found = (excused & nodes) - with_rows(before, name)
    if base == "boards":
        found |= nodes - {row["organisation"] for row in ever.rows("mandates")}
    return found


def newcomer(world: World, organisation: Row) -> bool | None:
    if world.date is None or not get(organisation, "founded"):
        return None
    founded = datetime.date.fromisoformat(first_day(organisation["founded"]))
    try:
        second_birthday = founded.replace(year=founded.year + 2)
    except ValueError:  # 29 February
        second_birthday = datetime.date(founded.year + 2, 3, 1)
    return datetime.date.fromisoformat(world.date) < second_birthday


def isolated(world: World, name: str) -> dict[str, dict[str, Any]]:
    """Give the rows of `isolated` in a layer, by organisation, without suggestions."""
    graph = layer(world, name)
    flat = graph.to_undirected()
    whole = layer(counting(world.before or world, world.modalities), name).to_undirected()
    statuses, silent = structure(graph), unknown(world, name)
    found = {}
    for row in world.tables["organisations"]:
        node = row["id"]
        if node not in flat:
            continue
        found[node] = {
            "zone": seat_zone(world, row) or None,
            "status": "unknown" if node in silent else statuses[node],
            "degree": len(flat[node]),
            "component_size": len(nx.node_connected_component(flat, node)),
            "degree_outside": len(set(whole[node]) - set(flat[node])),
            "newcomer": newcomer(world, row),
        }
    return found
