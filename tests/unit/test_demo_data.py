"""The demonstration is clean, and its planted facts hold, each with nothing else of its kind.

Everything is counted again from the CSV files with the definitions of the contract, without
``isp_graph``, so that the demonstration can judge it.
"""

import csv
import os
import random
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations, product
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"
PLANTED = tomllib.loads((DEMO / "planted.toml").read_text(encoding="utf-8"))
AT = date.fromisoformat(PLANTED["date"])

Rows = list[dict[str, str]]
TABLES: dict[str, Rows] = {}
for _path in sorted(DEMO.glob("*.csv")):
    with _path.open(encoding="utf-8", newline="") as _file:
        TABLES[_path.stem] = list(csv.DictReader(_file))

DIRECTED = {
    *("referral", "funding", "membership", "animates", "advises"),
    *("reports_to", "founds", "succeeds", "supplies_data"),
}
PLURAL = {kind: f"{kind}s" for kind in ("partnership", "referral", "convention", "membership")}
REGIONAL = {
    *("public_employment_service", "public_training_institute", "reference_centre", "federation"),
    *("professional_association", "control_body", "validation_centre", "network_body"),
    *("advisory_body", "government"),
}
POSTAL = {
    "21001": {"1070"},
    "21002": {"1160"},
    "21003": {"1082"},
    "21004": {"1000", "1020", "1120", "1130"},
    "21005": {"1040"},
    "21006": {"1140"},
    "21007": {"1190"},
    "21008": {"1083"},
    "21009": {"1050"},
    "21010": {"1090"},
    "21011": {"1081"},
    "21012": {"1080"},
    "21013": {"1060"},
    "21014": {"1210"},
    "21015": {"1030"},
    "21016": {"1180"},
    "21017": {"1170"},
    "21018": {"1200"},
    "21019": {"1150"},
}
DATED = ("start", "end", "founded", "closed")
ZONE_OF = {row["id"]: row["zone"] for row in TABLES["communes"]}
ZONES = [row["id"] for row in TABLES["zones"]]
SECTORS = [row["id"] for row in TABLES["sectors"]]
STEPS = [row["id"] for row in sorted(TABLES["steps"], key=lambda row: int(row["position"]))]
SKIPPABLE = {row["id"] for row in TABLES["steps"] if row["skippable"] == "yes"}
ORGANISATIONS = {row["id"]: row for row in TABLES["organisations"]}


# --- the definitions of the contract ------------------------------------------------------------


def day(text: str, otherwise: date) -> date:
    """Read a date; a partial one is its first day, a blank one is open."""
    if not text:
        return otherwise
    year, month, number = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, number)


def holds(row: dict[str, str], start: str = "start", end: str = "end") -> bool:
    return day(row.get(start, ""), date.min) <= AT < day(row.get(end, ""), date.max)


ALIVE = {ident for ident, row in ORGANISATIONS.items() if holds(row, "founded", "closed")}
NODES = sorted(ident for ident in ALIVE if ORGANISATIONS[ident]["collective"] != "yes")


def live(table: str) -> Rows:
    """Rows that hold on the day, that were observed or prescribed, of organisations alive."""
    ends = ("organisation", "from", "to", "represents")
    return [
        row
        for row in TABLES[table]
        if holds(row)
        and row.get("modality", "") in {"", "observed", "prescribed"}
        and all(row[end] in ALIVE for end in ends if row.get(end))
    ]


def members(table: str, of: str) -> dict[str, set[str]]:
    """Organisations of each person, or of each meeting."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in live(table):
        if row[of] and not row.get("represents") and row["organisation"] in NODES:
            found[row[of]].add(row["organisation"])
    return found


def layer_pairs() -> dict[str, set[tuple[str, str]]]:
    """Pairs tied in each layer, without direction."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for layer, table, of in (
        ("boards", "mandates", "person"),
        ("meetings", "attendance", "meeting"),
    ):
        for group in members(table, of).values():
            found[layer].update(combinations(sorted(group), 2))
    arcs = [
        (row["represents"], row["organisation"], "board_seats")
        for row in live("mandates")
        if row["represents"]
    ]
    arcs += [(row["from"], row["to"], PLURAL.get(row["kind"], row["kind"])) for row in live("ties")]
    for a, b, layer in arcs:
        if a != b and a in NODES and b in NODES:
            found[layer].add((min(a, b), max(a, b)))
    return found


PAIRS = layer_pairs()
LAYERS: dict[str, nx.Graph] = {}
for _layer, _pairs in PAIRS.items():
    LAYERS[_layer] = nx.Graph(sorted(_pairs))
    LAYERS[_layer].add_nodes_from(NODES)
LAYERS["all"] = nx.Graph(
    [pair for layer in sorted(PAIRS) for pair in sorted(PAIRS[layer]) if layer != "competes"]
)
LAYERS["all"].add_nodes_from(NODES)


def isolated(layer: str) -> list[str]:
    """Organisations whose status is isolated: degree 0, and known to have had a board if boards."""
    with_board = {row["organisation"] for row in TABLES["mandates"]}
    return [
        ident
        for ident in NODES
        if LAYERS[layer].degree(ident) == 0 and (layer != "boards" or ident in with_board)
    ]


def coverage(ident: str) -> set[str]:
    covers = ORGANISATIONS[ident]["covers"]
    if covers == "*":
        return set(ZONES)
    found = set(filter(None, re.split(r"[|;]", covers)))
    return found | {row["zone"] for row in live("coverage") if row["organisation"] == ident}


def offer_zones(row: dict[str, str]) -> set[str]:
    """Zones in which an offer lies."""
    owner = ORGANISATIONS[row["organisation"]]
    seat = owner["zone"] or ZONE_OF.get(owner["commune"], "")
    for found in (
        {row["zone"]} - {""},
        {ZONE_OF[row["commune"]]} if row["commune"] else set(),
        coverage(owner["id"]),
        {seat} - {""},
    ):
        if found:
            return found
    return set(ZONES) if owner["kind"] in REGIONAL else set()


Cell = tuple[str, str, str]
CELLS: dict[Cell, Rows] = {cell: [] for cell in product(ZONES, SECTORS, STEPS)}
for _row in live("offers"):
    for _zone, _sector in product(
        offer_zones(_row), [_row["sector"]] if _row["sector"] else SECTORS
    ):
        CELLS[_zone, _sector, _row["step"]].append(_row)


def operators(zone: str, sector: str, step: str) -> set[str]:
    """Operators of a cell; of the whole region where the zone is ``*``."""
    zones = ZONES if zone == "*" else [zone]
    return {row["organisation"] for each in zones for row in CELLS[each, sector, step]}


def tied(some: set[str], others: set[str], *, with_competition: bool) -> bool:
    """Whether a hand-over is within one operator or linked by a layer."""
    layers = [graph for name, graph in LAYERS.items() if with_competition or name != "competes"]
    return bool(some & others) or any(
        graph.has_edge(a, b) for graph in layers for a, b in product(some, others)
    )


# --- the facts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("layer", PLANTED["isolated"]["oisp"])
def test_isolated_operators(layer: str) -> None:
    found = [ident for ident in isolated(layer) if ORGANISATIONS[ident]["kind"] == "oisp"]
    assert found == PLANTED["isolated"]["oisp"][layer]


@pytest.mark.parametrize("layer", PLANTED["isolated"]["every_kind"]["layers"])
def test_isolated_organisations_of_every_kind(layer: str) -> None:
    assert isolated(layer) == PLANTED["isolated"]["oisp"][layer]


@pytest.mark.parametrize("zone", ZONES)
def test_isolated_within_a_zone(zone: str) -> None:
    """No one is cut off by looking at one zone, seated there or also covering it."""
    seated = [ident for ident in NODES if ORGANISATIONS[ident]["zone"] == zone]
    present = [ident for ident in NODES if ident in seated or zone in coverage(ident)]
    for kept in (seated, present):
        graph = LAYERS["all"].subgraph(kept)
        alone = {ident for ident in kept if graph.degree(ident) == 0}
        assert alone == set(PLANTED["isolated"]["oisp"]["all"]) & set(seated)


def test_each_is_isolated_in_one_layer_or_in_all() -> None:
    listed = PLANTED["isolated"]["oisp"]
    everywhere = set(listed["all"])
    assert len(everywhere) >= 3
    for ident in everywhere:
        assert all(graph.degree(ident) == 0 for graph in LAYERS.values())
    times: dict[str, list[str]] = defaultdict(list)
    for layer, idents in listed.items():
        for ident in set(idents) - everywhere:
            times[ident].append(layer)
    assert all(len(layers) == 1 for layers in times.values())
    alone = {layer: sorted(set(idents) - everywhere) for layer, idents in listed.items()}
    assert {layer: idents for layer, idents in alone.items() if idents} == PLANTED["isolated"][
        "in_one_layer"
    ]


def test_every_operator_has_a_board() -> None:
    with_board = {row["organisation"] for row in live("mandates") if row["person"]}
    oisp = {ident for ident in NODES if ORGANISATIONS[ident]["kind"] == "oisp"}
    assert oisp <= with_board


def test_the_clique_of_two_administrators() -> None:
    fact = PLANTED["clique"]
    graph = LAYERS["boards"]
    assert [sorted(each) for each in nx.find_cliques(graph) if len(each) >= 4] == [
        fact["organisations"]
    ]
    pairs = list(combinations(fact["organisations"], 2))
    boards = members("mandates", "person")

    def left(without: set[str]) -> int:
        groups = [group for person, group in boards.items() if person not in without]
        return sum(any({a, b} <= group for group in groups) for a, b in pairs)

    first, second = fact["people"]
    assert left({first}) == left({second}) == len(pairs)
    assert left({first, second}) == 0
    assert all(len(group) < 4 for person, group in boards.items() if person not in fact["people"])


def test_the_preformation_that_lies_elsewhere() -> None:
    found = []
    for sector in SECTORS:
        who = operators("*", sector, "preformation")
        zones = {zone for zone in ZONES if CELLS[zone, sector, "preformation"]}
        training = {zone for zone in ZONES if CELLS[zone, sector, "formation"]}
        if len(who) == 1 and not zones & training:
            found.append((sector, *who, *zones, sorted(training)))
    fact = PLANTED["preformation_elsewhere"]
    assert found == [(fact["sector"], fact["organisation"], fact["zone"], fact["formation_zones"])]


def test_single_providers() -> None:
    listed = {
        (fact["step"], fact["sector"]): (fact["organisation"], fact["zone"])
        for fact in PLANTED["single_provider"]
    }
    single = {
        (step, sector): who
        for step, sector in product(STEPS, SECTORS)
        if len(who := operators("*", sector, step)) == 1
    }
    assert single == {key: {organisation} for key, (organisation, _) in listed.items()}
    fragile = [
        (step, sector, zone)
        for zone, sector, step in CELLS
        if len(operators(zone, sector, step)) == 1
    ]
    assert sorted(fragile) == sorted((*key, zone) for key, (_, zone) in listed.items())


def test_every_step_of_every_sector_exists() -> None:
    assert all(operators("*", sector, step) for step, sector in product(STEPS, SECTORS))


def neighbours(step: str, direction: int, *, skipping: bool) -> list[str]:
    """Steps just before (-1) or after (1), or also those reached by leaving out skippable ones."""
    found: list[str] = []
    at = STEPS.index(step) + direction
    while 0 <= at < len(STEPS):
        found.append(STEPS[at])
        if not skipping or STEPS[at] not in SKIPPABLE:
            break
        at += direction
    return found


@pytest.mark.parametrize("with_competition", [False, True])
@pytest.mark.parametrize("skipping", [False, True])
def test_the_unlinked_cell(skipping: bool, with_competition: bool) -> None:
    either, neither = [], []
    for cell, rows in CELLS.items():
        if not rows:
            continue
        zone, sector, step = cell
        who = operators(zone, sector, step)
        sides = [
            any(
                tied(who, operators("*", sector, other), with_competition=with_competition)
                for other in others
            )
            for direction in (-1, 1)
            if (others := neighbours(step, direction, skipping=skipping))
        ]
        if not all(sides):
            either.append(cell)
        if not any(sides):
            neither.append(cell)
    fact = PLANTED["unlinked"]
    planted = (fact["zone"], fact["sector"], fact["step"])
    assert either == neither == [planted]
    assert sorted(operators(*planted)) == fact["organisations"]


@pytest.mark.parametrize("with_competition", [False, True])
def test_the_unlinked_hand_over(with_competition: bool) -> None:
    found: dict[bool, list[tuple[str, ...]]] = {True: [], False: []}
    for zone, sector in product(ZONES, SECTORS):
        for step in STEPS:
            for other in neighbours(step, 1, skipping=True):
                some, others = operators(zone, sector, step), operators(zone, sector, other)
                both = some and others
                if both and not tied(some, others, with_competition=with_competition):
                    skips = STEPS.index(other) - STEPS.index(step) > 1
                    found[skips].append((zone, sector, step, other))
    fact = PLANTED["unlinked"]
    where = (fact["zone"], fact["sector"])
    assert found[False] == [(*where, *fact["hand_over"])]
    assert sorted(found[True]) == sorted((*where, *each) for each in fact["hand_overs_by_skipping"])


def test_the_two_meetings_of_the_same_people() -> None:
    groups = members("attendance", "meeting")
    alike = {}
    for a, b in combinations(sorted(groups), 2):
        alike[a, b] = len(groups[a] & groups[b]) / len(groups[a] | groups[b])
    fact = PLANTED["same_meeting"]
    pair = tuple(sorted(fact["meetings"]))
    assert alike.pop(pair) >= fact["at_least"]
    assert max(alike.values()) < fact["others_below"]


def test_the_broker_of_a_zone() -> None:
    fact = PLANTED["broker"]
    size = fact["at_least"]
    found = {}
    for zone in ZONES:
        seated = [ident for ident in NODES if ORGANISATIONS[ident]["zone"] == zone]
        graph = LAYERS["all"].subgraph(seated)
        for ident in seated:
            home = nx.node_connected_component(graph, ident) - {ident}
            pieces = [
                piece
                for piece in nx.connected_components(graph.subgraph(home))
                if len(piece) >= size
            ]
            if len(pieces) > 1:
                found[ident] = (zone, pieces)
    assert list(found) == [fact["organisation"]]
    zone, pieces = found[fact["organisation"]]
    assert zone == fact["zone"]
    assert len(pieces) == 2
    assert set(fact["piece"]) in pieces


def test_horeca_breaks_from_one_zone() -> None:
    fact = PLANTED["break"]
    missing = [
        (zone, step)
        for zone, sector, step in CELLS
        if sector == fact["sector"] and not CELLS[zone, sector, step]
    ]
    assert missing == [(fact["zone"], fact["step"])]
    assert fact["step"] not in SKIPPABLE
    assert [zone for zone in ZONES if linked_within(zone, fact["sector"])] == [
        zone for zone in ZONES if zone != fact["zone"]
    ]


def linked_within(zone: str, sector: str) -> bool:
    """Whether a pathway goes from the first step to the last in a zone, all hand-overs linked."""
    reached = {STEPS[0]: operators(zone, sector, STEPS[0])}
    for step in STEPS[1:]:
        reached[step] = {
            ident
            for ident in operators(zone, sector, step)
            for before in neighbours(step, -1, skipping=True)
            if tied({ident}, reached[before], with_competition=False)
        }
    return bool(reached[STEPS[-1]])


def test_the_bottleneck() -> None:
    def places(zone: str, sector: str, step: str) -> int | None:
        cell = [row["places"] for row in CELLS[zone, sector, step]]
        return None if "" in cell else sum(map(int, cell))

    found = []
    for cell in CELLS:
        zone, sector, step = cell
        earlier = [each for each in STEPS[: STEPS.index(step)] if CELLS[zone, sector, each]]
        known = [places(zone, sector, each) for each in earlier]
        own = places(*cell)
        if CELLS[cell] and earlier and own is not None and None not in known:
            smallest = min(value for value in known if value is not None)
            found += [cell] if own < smallest else []
    fact = PLANTED["bottleneck"]
    assert found == [(fact["zone"], fact["sector"], fact["step"])]


def assortativity(layer: str, groups: dict[str, set[str]]) -> float:
    """Nominal assortativity, a node of k values being 1/k in each (unweighted ties)."""
    mixing: dict[tuple[str, str], float] = defaultdict(float)
    for a, b in LAYERS[layer].edges:
        for x, y in product(groups.get(a, ()), groups.get(b, ())):
            share = 1 / (len(groups[a]) * len(groups[b]))
            mixing[x, y] += share
            mixing[y, x] += share
    total = sum(mixing.values())
    margin: dict[str, float] = defaultdict(float)
    for (x, _), value in mixing.items():
        margin[x] += value / total
    chance = sum(value**2 for value in margin.values())
    inside = sum(value for (x, y), value in mixing.items() if x == y) / total
    return (inside - chance) / (1 - chance)


def test_ties_follow_the_sector_more_than_the_zone() -> None:
    zones = {ident: {zone} for ident in NODES if (zone := ORGANISATIONS[ident]["zone"])}
    sectors: dict[str, set[str]] = defaultdict(set)
    for row in TABLES["organisation_sectors"]:
        sectors[row["organisation"]].add(row["sector"])
    for ident in NODES:
        if ORGANISATIONS[ident]["sectors"]:
            sectors[ident] |= set(ORGANISATIONS[ident]["sectors"].split("|"))

    def chance(layer: str, groups: dict[str, set[str]], draws: int = 199) -> float:
        """Share of shuffled labels that give as much, the data included."""
        rng, keys = random.Random(1), sorted(groups)
        least, reached = assortativity(layer, groups), 1
        for _ in range(draws):
            labels = rng.sample([groups[key] for key in keys], len(keys))
            reached += assortativity(layer, dict(zip(keys, labels, strict=True))) >= least
        return reached / (draws + 1)

    fact = PLANTED["homophily"]
    assert assortativity("partnerships", sectors) > fact["partnerships_sector_above"]
    assert chance("partnerships", sectors) < 0.01
    assert assortativity("partnerships", zones) < fact["partnerships_zone_below"]
    assert chance("partnerships", zones) > 0.05
    assert fact["meetings_zone_above"] < assortativity("meetings", zones)
    assert assortativity("meetings", zones) < fact["meetings_zone_below"]
    assert chance("meetings", zones) < 0.01


def test_a_representative_is_no_shared_administrator() -> None:
    seats = {(row["represents"], row["organisation"]): row["person"] for row in live("mandates")}
    own = members("mandates", "person")
    for board, represented in PLANTED["representatives"]["seats"]:
        assert represented in own[seats[represented, board]]
        assert LAYERS["board_seats"].has_edge(board, represented)
        assert not LAYERS["boards"].has_edge(board, represented)


# --- the tables ---------------------------------------------------------------------------------


def test_counts() -> None:
    kinds = Counter(ORGANISATIONS[ident]["kind"] for ident in NODES)
    assert kinds["oisp"] == 60
    assert kinds["mission_locale"] == 9
    assert kinds["cpas"] == 19
    assert kinds["reference_centre"] == 5
    assert len(SECTORS) == 8
    assert len(STEPS) == 7
    assert {"remise_a_niveau", "preformation"} == SKIPPABLE
    assert len(ZONES) == 6
    assert 330 <= len(TABLES["people"]) <= 370
    offering = {row["organisation"] for row in live("offers")}
    assert {ident for ident in NODES if ORGANISATIONS[ident]["kind"] == "oisp"} <= offering
    dates = [
        row[column]
        for rows in TABLES.values()
        for row in rows
        for column in DATED
        if row.get(column)
    ]
    assert min(dates) >= "1990"
    assert max(dates) < "2016"


def test_one_cpas_in_each_commune_and_a_mission_locale_in_each_zone() -> None:
    seats: dict[str, list[str]] = {"cpas": [], "mission_locale": [], "reference_centre": []}
    for row in TABLES["organisations"]:
        seats.get(row["kind"], []).append(row["commune"])
    assert sorted(seats["cpas"]) == sorted(POSTAL)
    assert {ZONE_OF[commune] for commune in seats["mission_locale"]} == set(ZONES)
    assert set(seats["reference_centre"]) == {""}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_row_is_fictional_and_stands_once(name: str) -> None:
    rows = TABLES[name]
    assert rows
    assert {row["certainty"] for row in rows} == {"fictional"}
    assert all(row["source"].endswith(f"seed {PLANTED['seed']}") for row in rows)
    if "id" in rows[0]:
        assert len({row["id"] for row in rows}) == len(rows)
    assert len({tuple(row.values()) for row in rows}) == len(rows)


@pytest.mark.parametrize("path", sorted(DEMO.iterdir()), ids=lambda path: path.name)
def test_files_are_plain(path: Path) -> None:
    data = path.read_bytes()
    text = data.decode("utf-8")
    assert data.endswith(b"\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert "\r" not in text
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search("[ÃÂ][\u0080-\u00bf]|\ufffd", text), "decoded wrongly"
    if path.suffix == ".csv":
        for row in TABLES[path.stem]:
            assert None not in row, "more cells than columns"
            for value in row.values():
                assert value == value.strip()
                assert not value.startswith(("=", "+", "-", "@"))


REFERENCES = {
    **dict.fromkeys(("organisation", "from", "to", "represents"), "organisations"),
    **{"commune": "communes", "zone": "zones", "sector": "sectors", "step": "steps"},
    **{"person": "people", "meeting": "meetings"},
}


def test_references_exist() -> None:
    ids = {name: {row["id"] for row in rows} for name, rows in TABLES.items() if "id" in rows[0]}
    for rows in TABLES.values():
        for column, table in REFERENCES.items():
            assert {row[column] for row in rows if row.get(column)} <= ids[table]
    for column, table in (("covers", "zones"), ("sectors", "sectors")):
        for row in TABLES["organisations"]:
            listed = set(row[column].split("|")) - {"", "*"}
            assert listed <= ids[table]


def test_places_agree() -> None:
    for row in TABLES["organisations"]:
        assert row["zone"] == ZONE_OF.get(row["commune"], "")
        assert row["postal_code"] in POSTAL.get(row["commune"], {""})
    for name in ("offers", "publics"):
        for row in TABLES[name]:
            assert not (row["commune"] and row["zone"])


def test_periods_hold_within_the_life_of_the_organisations() -> None:
    def life(ident: str) -> tuple[date, date]:
        row = ORGANISATIONS[ident]
        return day(row["founded"], date.min), day(row["closed"], date.max)

    for name in ("coverage", "offers", "mandates", "attendance", "ties"):
        for row in TABLES[name]:
            start, end = day(row["start"], date.min), day(row["end"], date.max)
            assert start < end, row
            for column in ("organisation", "from", "to", "represents"):
                if row.get(column):
                    founded, closed = life(row[column])
                    assert founded <= start, row
                    assert end <= closed, row


def test_nothing_stands_twice_and_nobody_is_tied_to_itself() -> None:
    ties: Counter[tuple] = Counter()
    for row in TABLES["ties"]:
        ends = (row["from"], row["to"])
        assert ends[0] != ends[1]
        ties[row["kind"], *(ends if row["kind"] in DIRECTED else sorted(ends))] += 1
    assert max(ties.values()) == 1
    for name, columns in (
        ("mandates", ("person", "organisation", "represents")),
        ("attendance", ("meeting", "organisation")),
        ("coverage", ("organisation", "zone")),
        ("organisation_sectors", ("organisation", "sector")),
        ("publics", ("organisation", "zone", "commune", "public")),
        ("demand", ("zone", "sector", "public")),
    ):
        times = Counter(tuple(row[column] for column in columns) for row in TABLES[name])
        assert max(times.values()) == 1, name


def test_numbers_are_plausible() -> None:
    for row in TABLES["offers"]:
        assert (row["places"] == "") == bool(row["unknown_reason"])
        assert row["places"] == "" or 0 < int(row["places"]) <= 5000
        assert offer_zones(row), "an offer that lies nowhere"
    for row in TABLES["meetings"]:
        assert 0 < float(row["per_year"]) <= 12
        assert 0 < float(row["hours"]) <= 8
    for row in TABLES["ties"]:
        assert (row["kind"] == "referral") == bool(row["flow"]) or row["modality"] or row["end"]
        assert row["amount"] == "" or row["kind"] in {"convention", "funding"}


# --- names --------------------------------------------------------------------------------------

INVENTED = (
    *("fict", "exemp", "model", "invent", "imagin", "simul", "pseud", "chimer", "fabul"),
    *("utop", "verzon", "verzin", "voorbeeld", "denkbeeld", "nergens", "specim"),
)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def test_no_organisation_can_be_taken_for_a_real_one() -> None:
    for row in (*TABLES["organisations"], *TABLES["meetings"]):
        assert re.search(r" \((fictif|fictief)\)$", row["name"]), row["name"]
        assert not row.get("name_nl") or row["name_nl"].endswith(" (fictief)")
    real = [each for row in TABLES["communes"] for each in (row["name_fr"], row["name_nl"])]
    real += ["Actiris", "Bruxelles Formation", "Tracé", "Febisp", "VDAB", "Orbem", "Iriscare"]
    for row in (*TABLES["organisations"], *TABLES["meetings"]):
        told = row["name"] + row.get("name_nl", "") + row.get("name_en", "")
        for name in real:
            assert folded(name) not in folded(told), row["name"]


def test_every_meeting_and_every_role_of_a_tie_is_worded_in_each_language() -> None:
    for row in TABLES["meetings"]:
        assert row["name_nl"].endswith(" (fictief)")
        assert row["name_en"].endswith(" (fictional)")
    assert any(row["role"] for row in TABLES["ties"])
    for row in TABLES["ties"]:
        assert bool(row["role"]) == bool(row["role_fr"]) == bool(row["role_nl"])


def test_no_person_can_be_taken_for_a_real_one() -> None:
    names = [row["name"] for row in TABLES["people"]]
    assert len(set(map(folded, names))) == len(names)
    for row in TABLES["people"]:
        assert re.fullmatch(r"p\d{4}", row["id"])
        assert len(row["name"]) >= 5
        assert any(word in folded(row["name"]) for word in INVENTED), row["name"]
    seated = {row["person"] for row in TABLES["mandates"]}
    assert {row["id"] for row in TABLES["people"]} == seated - {""}


@pytest.mark.parametrize(
    "pattern",
    [
        r"^[A-Z]\. \w",  # an initial
        r"^[A-Z]\.[A-Z]\. ",  # two
        r"^[A-Z]\.-[A-Z]\. ",  # of a compound given name
        r"\w [A-Z]\.$",  # an initial behind
        r"^\w+, \w",  # family name first
        r"^[A-ZÉ' ]{5,} \w",  # in capitals
        r"^(baron|baronne|chevalier|Dr|Me|Mme|ir\.|prof\.) ",
        r"\b(van den|van der|De|de la|'t|El|Aït) ",
        r" ép\. ",
        r"\w-\w",
        r"[éïöğć]",
    ],
)
def test_names_are_written_in_many_ways(pattern: str) -> None:
    assert sum(bool(re.search(pattern, row["name"])) for row in TABLES["people"]) >= 2


def test_namesakes_are_different_people() -> None:
    names = {row["id"]: row["name"] for row in TABLES["people"]}
    groups = PLANTED["namesakes"]["groups"]
    assert sum(len(group) == 4 for group in groups) >= 4
    for group in groups:
        words = [set(re.findall(r"\w{5,}", folded(names[ident]))) for ident in group]
        assert set.intersection(*words), "a family name in common"
        boards = [
            {r["organisation"] for r in TABLES["mandates"] if r["person"] == p} for p in group
        ]
        assert set.intersection(*boards), "on one board"


# --- the script ---------------------------------------------------------------------------------


@pytest.mark.process
@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_a_new_run_writes_the_same_bytes(hash_seed: str, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "data" / "make_demo"), str(tmp_path)]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(command, env=environment, cwd=tmp_path, check=True)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in DEMO.iterdir() if path.name != "README.md"}
    assert written == kept
