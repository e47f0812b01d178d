"""Verdicts by another route: families, corrections and the ladder, as the contract orders them."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.grammar import LANGUAGES
from isp_graph.network import VARIANTS
from isp_graph.present.numbered import Strings
from isp_graph.present.section import Answers, Context
from isp_graph.present.wording import printed
from isp_graph.questions.homophily import section as homophily
from isp_graph.questions.homophily.terminal import homophily_table, reading_of
from isp_graph.questions.homophily.words import attribute_sentences, case_sentence
from tests.laws.folders import read_case

Row = dict[str, Any]


def benjamini_hochberg(p_values: list[float]) -> list[float]:
    m = len(p_values)
    ranked = sorted(p_values)
    return [
        min(1.0, *(ranked[j] * m / (j + 1) for j in range(m) if ranked[j] >= p)) for p in p_values
    ]


def family_of(row: Row) -> tuple[Any, ...] | None:
    """Name the family in which a row is corrected; None where it keeps its p."""
    common = (row["measure"], row["weighted"], row["null"])
    if row["group"] is not None:
        return ("groups", row["layer"], row["by"], *common)
    apart = row["layer"] == "all" or row["layer"] in VARIANTS
    return None if apart or row["ties_used"] < 10 else ("layers", *common)


def ladder(row: Row, family: list[float], draws: int) -> str:
    p = row["p_value"]
    if row["value"] is None:
        return "cannot_tell"
    if row["null_low"] is not None and row["null_low"] == row["null_high"] == row["value"]:
        return "cannot_tell"  # on data as small as these, all draws are alike then
    if row["ties_used"] < 10:
        return "few_ties"
    if p is None:
        return "no_null"
    error = 2 * math.sqrt(p * (1 - p) / draws)
    place = family.index(p)
    answers = set()
    for moved in (max(0.0, p - error), min(1.0, p + error)):
        others = [*family[:place], moved, *family[place + 1 :]]
        answers.add(benjamini_hochberg(others)[place] <= 0.05)
    if len(answers) == 2:
        return "edge"
    if benjamini_hochberg(family)[place] > 0.05:
        return "not_shown"
    return "follows" if row["value"] > row["null_mean"] else "avoids"


def network(seed: int) -> Any:
    """Draw organisations in zones and sectors, and ties that follow one of them more or less."""
    draw = random.Random(seed)
    size = draw.randint(8, 24)
    zones = [draw.choice(("NE", "S", "C", "")) for _ in range(size)]
    organisations = [
        {"id": f"o{n:02}", "name": f"O {n}", "zone": zone, "unknown_reason": draw.choice(("", "x"))}
        for n, zone in enumerate(zones)
    ]
    ties = []
    for kind in ("partnership", "referral", "convention", "funding")[: draw.randint(1, 4)]:
        loyal = draw.random()
        for _ in range(draw.randint(0, 40)):
            a = draw.randrange(size)
            same = [n for n in range(size) if zones[n] == zones[a] and n != a]
            pool = same if same and draw.random() < loyal else range(size)
            ties.append({"from": f"o{a:02}", "to": f"o{draw.choice(pool):02}", "kind": kind})
    people = [f"p{n}" for n in range(draw.randint(0, 20))]
    tables = {
        "zones": [{"id": zone, "name_fr": f"Zone {zone}"} for zone in ("NE", "S", "C")],
        "communes": [],
        "organisations": organisations,
        "organisation_sectors": [
            {"organisation": f"o{n:02}", "sector": draw.choice(("horeca", "bois"))}
            for n in range(size)
            if draw.random() < 0.7
        ],
        "ties": ties,
        "people": [{"id": person, "name": f"Person {person}"} for person in people],
        "mandates": [
            {"person": person, "organisation": f"o{draw.randrange(size):02}"}
            for person in people
            for _ in range(draw.randint(1, 3))
        ],
    }
    return read_case(tables).data


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.sampled_from([0, 40, 199]))
def test_every_row_is_corrected_and_judged_as_the_contract_says(seed, draws):
    result = isp_graph.homophily(network(seed), draws=draws)
    families: dict[Any, list[Row]] = {}
    for row in result.rows:
        assert row["excluded"] == row["excluded_unknown"] + row["excluded_without_value"]
        name = family_of(row)
        if name is not None and row["p_value"] is not None:
            families.setdefault(name, []).append(row)
        else:
            assert row["p_adjusted"] == row["p_value"]
    for rows in families.values():
        expected = benjamini_hochberg([row["p_value"] for row in rows])
        assert [row["p_adjusted"] for row in rows] == pytest.approx(expected)
    assert sorted(test["tests"] for test in result.basis.tests) == sorted(
        map(len, families.values())
    )
    judged = [row for row in result.rows if row["verdict"] is not None]
    assert len(judged) == len({(row["layer"], row["by"]) for row in result.rows})
    for row in judged:
        assert (row["measure"], row["null"]) == ("assortativity", "labels")
        assert (row["group"], row["weighted"]) == (None, False)
        name = family_of(row)
        own = [each["p_value"] for each in families.get(name, [])] if name else [row["p_value"]]
        assert row["verdict"] == ladder(row, own, draws), row
    two_mode = {row["layer"] for row in result.rows if row["null"] == "rewired"}
    assert two_mode <= {"boards", "meetings"}


def test_p_moves_with_the_seed_only_within_its_error():
    """The p of twenty seeds: each near their mean, and all as far apart as drawing alone has it."""
    data, draws, seeds = network(7), 1_000, 20
    found: dict[tuple[Any, ...], list[float]] = {}
    for seed in range(seeds):
        for row in isp_graph.homophily(data, draws=draws, seed=seed).rows:
            if row["null"] == "labels" and row["p_value"] is not None:
                case = (row["layer"], row["by"], row["group"], row["measure"], row["weighted"])
                found.setdefault(case, []).append(row["p_value"])
    spread = []
    for case, values in found.items():
        mean = sum(values) / seeds
        tail = mean / 2  # p is twice the smaller tail, which is a share of the draws
        error = 2 * math.sqrt(tail * (1 - tail) / draws)
        assert max(abs(value - mean) for value in values) <= 5 * error + 2 / draws, case
        if 0.02 < mean < 0.8:  # nearer to 1 the smaller tail is now one, now the other
            spread.append(sum((value - mean) ** 2 for value in values) / (seeds - 1) / error**2)
    assert len(spread) > 10
    assert 0.6 < sum(spread) / len(spread) < 1.6


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_terminal_and_page_conclude_the_same(seed):
    data = network(seed)
    result = isp_graph.homophily(data)
    read = reading_of(result, data)
    asked = Context(Answers(data), {}, {}, {}, Strings(), named=False)
    told = homophily.section(asked)
    verdicts = {
        (row["layer"], row["by"]): row["verdict"]
        for row in result.rows
        if row["verdict"] is not None and row["ties_used"]
    }
    names = [by["id"] for by in told["by"]]
    assert {(row["layer"], names[row["by"]]): row["verdict"] for row in told["rows"]} == verdicts
    assert {(case.layer, case.by): case.verdict for case in read.cases} == verdicts
    shown = {
        language: homophily_table(result, data, language, by_group=False) for language in LANGUAGES
    }
    for entry in told["said"]:
        own = [v for (layer, by), v in verdicts.items() if by == entry["by"] and layer != "all"]
        judged = sum(v in ("follows", "avoids", "not_shown", "edge") for v in own)
        assert entry["told"] is (judged > 0)
        for place, language in enumerate(LANGUAGES):
            said = attribute_sentences(read, entry["by"], language)
            assert [line[place] for line in entry["t"]] == [printed(words) for words in said]
            assert all(words in shown[language] for words in said)
        # Every number of these sentences is a count of verdicts.
        first = attribute_sentences(read, entry["by"], "en")[0]
        follows = own.count("follows")
        if judged > 1 and follows not in (0, judged):
            some = "One" if follows == 1 else f"{follows}"
            assert first.startswith(f"{some} of the {judged} types of tie")
        elif judged > 1:
            every = "Both types of tie" if judged == 2 else f"All {judged} types of tie"
            assert first.startswith(every if follows else f"For none of the {judged} types of tie")
    for row in told["rows"]:
        [case] = [c for c in read.cases if (c.layer, c.by) == (row["layer"], names[row["by"]])]
        assert row["says"] == [printed(case_sentence(case, each)) for each in LANGUAGES]


def test_those_of_whom_a_layer_says_nothing_are_no_organisations_without_ties():
    """Known organisations tie within their zone as often as not; silent ones would change that."""
    organisations = [
        {"id": f"k{n}", "name": f"K {n}", "zone": "NE" if n % 2 else "S"} for n in range(8)
    ]
    organisations += [
        {"id": f"u{n}", "name": f"U {n}", "zone": "C", "unknown_reason": "no time"}
        for n in range(20)
    ]
    pairs = [(a, b) for a in range(8) for b in range(a) if (a + b) % 3]
    ties = [{"from": f"k{a}", "to": f"k{b}", "kind": "partnership"} for a, b in pairs]
    zones = [{"id": zone, "name_fr": zone} for zone in ("NE", "S", "C")]
    data = read_case(
        {"zones": zones, "communes": [], "organisations": organisations, "ties": ties}
    ).data
    deciding = {}
    for unknown in ("left-out", "as-none"):
        rows = isp_graph.homophily(
            data, ["partnerships"], ["zone"], unknown=unknown, draws=499
        ).rows
        [deciding[unknown]] = [row for row in rows if row["verdict"] is not None]
    left_out, as_none = deciding["left-out"], deciding["as-none"]
    assert (left_out["excluded_unknown"], as_none["excluded_unknown"]) == (20, 0)
    assert left_out["value"] == as_none["value"]
    assert left_out["null_mean"] != as_none["null_mean"]
    assert left_out["organisations"] == 8
