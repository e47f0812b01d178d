"""The facts of the first screen: each says something, and obeys what the data cannot tell."""

from __future__ import annotations

from typing import Any

import isp_graph
from isp_graph.page.facts import Fact, facts
from isp_graph.page.model import page_model
from isp_graph.page.report import report
from isp_graph.questions.filiere.pathways.reading import alike, carriers, with_pathways
from isp_graph.questions.isolated.reading import reading
from tests.laws.folders import read_case


def dataset(size: int, **tables: Any) -> Any:
    organisations = [{"id": f"o{n:02}", "name": f"Body {n:02}"} for n in range(size)]
    return read_case({"organisations": organisations} | tables).data


def ties(*pairs: str, kind: str = "partnership") -> list[dict[str, str]]:
    ends = [pair.split() for pair in pairs]
    return [{"from": f"o{a}", "to": f"o{b}", "kind": kind} for a, b in ends]


def told(data: Any) -> dict[str, str]:
    model = page_model(data.current(), edition="public", seed=0, geometry=None)
    assert model.grounds is not None
    found: tuple[Fact, ...] = facts(model.grounds)
    return {fact.section: fact.sentence["en"] for fact in found}


def test_the_best_tied_is_told_only_where_that_says_something():
    pairs = ties("00 01", "02 03")
    assert "neighbour" not in " ".join(told(dataset(6, ties=pairs)).values())
    # First among equals.
    both = ties("00 01", "00 02", "00 03", "04 01", "04 02", "04 03")
    assert "neighbour" not in " ".join(told(dataset(5, ties=both)).values())
    star = ties("00 01", "00 02", "00 03", "01 02", "02 03", "03 01", "00 04", "04 01")
    assert "Body 00" not in told(dataset(5, ties=star)).get("centrality", "")
    wheel = ties("00 01", "00 02", "00 03", "00 04", "01 02", "02 03", "03 04", "04 01")
    assert told(dataset(5, ties=wheel))["centrality"] == (
        "The best tied organisation is Body 00, with 4 neighbours."
    )


def test_a_single_layer_is_not_the_one_in_which_most_are_isolated():
    one = dataset(8, ties=ties("00 01", "01 02", "02 03", "03 00"))
    assert "most organisations are isolated" not in " ".join(told(one).values())
    pairs = ties("00 01", "01 02", "02 03", "03 04", "04 00")
    two = dataset(6, ties=pairs + ties("05 00", "05 02", kind="convention"))
    found = facts_in_english(two)
    assert any("most organisations are isolated" in sentence for sentence in found)
    # In each of two, as many are.
    cycle = ties("00 01", "01 02", "02 03", "03 00")
    equal = dataset(6, ties=cycle + ties("00 04", "04 05", "05 01", kind="convention"))
    assert "most organisations are isolated" not in " ".join(facts_in_english(equal))


def answers(*given: str) -> Any:
    """Give a dataset of zones, each with its answers to as many questions."""
    zones = [{"id": f"Z{n}", "name_fr": f"Zone {n}"} for n in range(len(given))]
    rows = [
        {"id": f"{n}.{item}", "zone": f"Z{n}", "topic": "t", "item": f"i{item}", "value": value}
        for n, own in enumerate(given)
        for item, value in enumerate(own.split())
    ]
    return dataset(2, zones=zones, practices=rows)


def test_no_zones_are_most_alike_where_others_are_as_alike():
    some = facts_in_english(answers("yes yes yes no", "yes yes no no", "yes no no yes"))
    assert any("most alike are Zone 0 and Zone 1" in sentence for sentence in some)
    none = facts_in_english(answers("yes yes yes no", "yes yes no no", "yes yes yes yes"))
    assert "most alike" not in " ".join(none)


def facts_in_english(data: Any) -> list[str]:
    return list(report(data, edition="internal").facts["en"])


def test_the_facts_of_a_list_of_boards_are_about_boards():
    seats = [("p", 0), ("p", 1), ("q", 1), ("q", 2), ("r", 3), ("s", 2), ("s", 4)]
    people = [{"id": who, "name": f"Person {who}"} for who in "pqrs"]
    mandates = [{"person": who, "organisation": f"o{where:02}"} for who, where in seats]
    found = facts_in_english(dataset(6, people=people, mandates=mandates))
    assert found[0] == (
        "Body 03 shares no known administrator with another organisation. "
        "The data say nothing about one organisation."
    )
    assert "3" in found[1]
    assert "administrators" in found[1]
    assert "meetings" not in " ".join(found)
    rows = isp_graph.interlocks(dataset(6, people=people, mandates=mandates)).rows
    assert len(rows) == 3


def test_who_is_tied_to_a_class_of_actors_is_not_told_as_alone():
    organisations = [{"id": f"o{n}", "name": f"Body {n}"} for n in range(4)]
    organisations.append({"id": "all", "name": "The employers", "collective": "yes"})
    tables = {
        "organisations": organisations,
        "ties": [
            {"from": "o0", "to": "o1", "kind": "partnership"},
            {"from": "o2", "to": "all", "kind": "partnership"},
        ],
    }
    [first, *_] = facts_in_english(read_case(tables).data)
    assert first.startswith("Body 3 has no known tie with another named organisation.")
    assert "Body 2 has known ties only with groups of actors" in first


def test_those_of_whom_nothing_is_known_are_counted_beside_those_without_ties():
    organisations = [{"id": f"o{n}", "name": f"Body {n}"} for n in range(3)]
    organisations += [
        {"id": f"u{n}", "name": f"Silent {n}", "unknown_reason": "no time"} for n in range(5)
    ]
    pairs = [{"from": "o0", "to": "o1", "kind": "partnership"}]
    data = read_case({"organisations": organisations, "ties": pairs}).data
    [first, *_] = facts_in_english(data)
    rows = [row for row in isp_graph.isolated(data, ["all"]).rows if row["degree"] == 0]
    silent = [row for row in rows if row["status"] == "unknown"]
    assert (len(rows), len(silent)) == (6, 5)
    assert "Body 2 has no known tie" in first
    assert "The data say nothing about 5 organisations." in first
    model = page_model(data, edition="public", seed=0, geometry=None)
    assert [band.name for band in model.drawn.bands] == ["isolates", "silent"]


def test_of_whom_nothing_is_said_is_one_class_in_facts_and_section():
    seats = [("ada", 0), ("ada", 1), ("bruno", 3)]
    tables = {
        "people": [{"id": name, "name": name.title()} for name in ("ada", "bruno")],
        "mandates": [{"person": name, "organisation": f"o0{at}"} for name, at in seats],
        "ties": ties("00 01", kind="convention"),
    }
    data = dataset(4, **tables)
    classes = reading(isp_graph.isolated(data)).classes
    assert (classes["unknown"], classes["isolated_everywhere"]) == (1, 1)
    [first, *_] = facts_in_english(data)
    # Body 02 is known to have no convention, and nothing is known of its board.
    assert first.startswith("Body 03 has no known tie")
    assert "Body 02" not in first
    assert "The data say nothing about one organisation." in first


def test_whoever_only_competes_is_not_told_as_without_any_tie():
    pairs = ties("00 01", "01 02") + ties("03 00", kind="competes")
    sentences = facts_in_english(dataset(5, ties=pairs))
    assert "Body 04 has no known tie" in sentences[0]
    assert "Body 03" not in sentences[0]


def test_what_a_limit_takes_back_is_no_fact(tmp_path):
    rows = "".join(f"o{n},O {n},{'NE' if n % 2 else 'S'}\n" for n in range(16))
    pairs = [(a, b) for a in range(16) for b in range(a) if (a - b) % 2 == 0]
    (tmp_path / "organisations.csv").write_text("id,name,zone\n" + rows, "utf-8")
    (tmp_path / "ties.csv").write_text(
        "from,to,kind\n" + "".join(f"o{a},o{b},partnership\n" for a, b in pairs), "utf-8"
    )
    whole = " ".join(facts_in_english(isp_graph.read(tmp_path)))
    assert "The one type of tie that can be judged follows the zone" in whole
    (tmp_path / "dataset.toml").write_text(
        '[[limits]]\nlayer = "partnerships"\nby = "zone"\nen = "Context zone by zone."\n', "utf-8"
    )
    data = isp_graph.read(tmp_path)
    assert data.findings == isp_graph.read(tmp_path).findings
    assert "follow" not in " ".join(facts_in_english(data))


def test_who_carries_all_does_so_from_every_zone_that_has_pathways():
    def row(organisation: str, *zones: str, carries: str = "pathways") -> dict[str, Any]:
        told = {"sector": "bois", "kind": "operator", "organisation": organisation}
        return told | {"carries": carries, "zones": list(zones)}

    counted = [
        {"sector": "bois", "zone": zone, "pathways": count}
        for zone, count in (("N", 2), ("S", 1), ("O", 0))
    ]
    rows = [row("a", "N", "S"), row("b", "N"), row("c", "N", "S", carries="linked")]
    assert carriers(rows, with_pathways(counted)) == [("a", ["bois"])]
    both = carriers([*rows, row("b", "S")], with_pathways(counted))
    assert both == [("a", ["bois"]), ("b", ["bois"])]
    # From O there are pathways that need nobody.
    having = with_pathways([*counted[:2], counted[2] | {"pathways": 3}])
    assert carriers(rows, having) == []
    told = [row | {"other": None, "steps": None, "operators": None} for row in rows[:1]]
    assert alike(told, with_pathways(counted)) == [(told[0], None)]
    assert alike(told, having) == [(told[0], ["N", "S"])]
