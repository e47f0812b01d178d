"""Who is isolated, as people read it: counts by layer, and a class for each organisation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import isp_graph
from isp_graph.questions.isolated.reading import Reading, entries, reading
from isp_graph.questions.isolated.terminal import isolated_list
from tests.laws.folders import read_case


def dataset(ids: str, ties: Sequence[str] = (), **tables: Any) -> Any:
    rows = [dict(zip(("from", "to", "kind"), tie.split(), strict=True)) for tie in ties]
    organisations = [{"id": node, "name": f"The {node}"} for node in ids]
    return read_case({"organisations": organisations, "ties": rows} | tables).data


def boards(*seats: str) -> dict[str, Any]:
    """Give mandates, ``person organisation`` each."""
    pairs = [seat.split() for seat in seats]
    people = sorted({person for person, _ in pairs})
    return {
        "people": [{"id": person, "name": f"Person {person}"} for person in people],
        "mandates": [{"person": person, "organisation": where} for person, where in pairs],
    }


def standings(data: Any, layers: Sequence[str] | None = None) -> dict[str, str]:
    told = read(data, layers)
    return dict(told.frame.iter_rows())


def read(data: Any, layers: Sequence[str] | None = None) -> Reading:
    return reading(isp_graph.isolated(data, layers), named=bool(layers))


def test_two_organisations_each_alone_on_their_board_are_isolated_and_not_well_tied():
    data = dataset("ab", **boards("p a", "q b"))
    assert set(standings(data).values()) == {"isolated_everywhere"}
    shown = isolated_list(isp_graph.isolated(data), data, "en")
    assert "Isolated wherever anything is known of them (2)" in shown
    assert "0 organisations are well tied" in shown


def test_who_is_isolated_where_few_are_tied_is_told():
    """Two of twenty are tied: the others are isolated there, and none of them is well tied."""
    ids = "abcdefghijklmnopqrst"
    data = dataset(ids, ["a b partnership"])
    found = standings(data)
    assert [node for node in ids if found[node] == "isolated_everywhere"] == list(ids[2:])
    assert found["a"] == found["b"] == "weak"


def test_classes_are_made_over_the_common_layers_alone():
    triangle = ["a b {}", "b c {}", "c a {}"]
    ties = [tie.format("partnership") for tie in triangle] + ["a d convention"]
    data = dataset("abcd", ties)
    assert read(data).common == ("partnerships",)
    assert standings(data) == {
        "a": "well_tied", "b": "well_tied", "c": "well_tied", "d": "isolated_everywhere",
    }  # fmt: skip
    assert read(data).layers["conventions"]["isolated"] == 2


def test_without_a_common_layer_all_that_are_known_are_compared():
    data = dataset("abc", ["a b convention", "b c founds"])
    assert set(read(data).common) == {"conventions", "founds"}
    assert standings(data) == {
        "a": "isolated_somewhere", "b": "weak", "c": "isolated_somewhere",
    }  # fmt: skip


def test_the_layers_asked_for_by_name_are_compared():
    data = dataset("abc", ["a b convention", "b c partnership"])
    assert read(data, ["conventions"]).common == ("conventions",)
    assert standings(data, ["conventions"])["c"] == "isolated_everywhere"
    assert standings(data, ["all"]) == {
        "a": "weak", "b": "well_tied", "c": "weak",
    }  # fmt: skip


def test_silence_is_no_isolation_and_no_good_tie():
    ties = [{"from": "a", "to": "b", "kind": "partnership"}]
    organisations = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    organisations.append({"id": "c", "name": "C", "unknown_reason": "no time"})
    data = read_case({"organisations": organisations, "ties": ties}).data
    assert standings(data)["c"] == "unknown"
    told = read(data)
    assert told.classes["unknown"] == 1
    assert told.silent == ("c",)
    assert "The data say nothing about one organisation." in isolated_list(
        isp_graph.isolated(data), data, "en"
    )


def test_nobody_is_called_isolated_where_no_layer_is_known():
    data = dataset("ab")
    assert read(data).known == []
    assert isolated_list(isp_graph.isolated(data), data, "fr").endswith("qu'il est isolé.\n")


def test_the_list_holds_each_needy_organisation_once_worst_first():
    demo = isp_graph.read("demo").at().where(zone="NE")
    result = isp_graph.isolated(demo)
    told = reading(result)
    found = entries(result, told)
    order = {name: place for place, name in enumerate(told.classes)}
    assert [order[entry.standing] for entry in found] == sorted(
        order[entry.standing] for entry in found
    )
    assert len({entry.organisation for entry in found}) == len(found)
    assert (
        len(found)
        == sum(told.classes.values()) - told.classes["well_tied"] - told.classes["unknown"]
    )
    assert found[0].organisation == "oisp-37"
