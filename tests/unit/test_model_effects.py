"""Intervals of effects, overlap of factors, joint tests, and who counts in a model of ties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import isp_graph
from isp_graph.chance.draws import drawn
from isp_graph.questions.homophily.joint_model_terminal import model_sentences
from isp_graph.questions.homophily.numbers.qap import SemiPartialling, design, logistic
from isp_graph.questions.homophily.numbers.qap_effects import (
    JointTest,
    inflation,
    makes_up,
    standard_errors,
)
from tests.laws.folders import read_case


def pairs_of(n: int, seed: int) -> tuple[list[np.ndarray], np.random.Generator]:
    rng = np.random.default_rng(seed)
    labels, places = rng.integers(0, 3, n), rng.random(n)
    same = (labels[:, None] == labels[None, :]).astype(float)
    return [same, np.abs(places[:, None] - places[None, :])], rng


def test_standard_errors_are_those_of_the_table_of_odds() -> None:
    rows = np.array([[1.0, 0.0], [1.0, 1.0]])
    counts, tied = np.array([50.0, 20.0]), np.array([5.0, 10.0])
    beta = logistic(rows, counts, tied)
    errors = standard_errors(rows, counts, beta, None)
    # Woolf's formula for the log odds ratio.
    assert errors[1] == pytest.approx(np.sqrt(1 / 5 + 1 / 45 + 1 / 10 + 1 / 10))


def test_inflation_is_one_over_what_the_others_leave() -> None:
    rng = np.random.default_rng(2)
    x = rng.random((200, 2))
    x[:, 1] += 2 * x[:, 0]
    rows = np.column_stack([np.ones(200), x])
    r = float(np.asarray(np.corrcoef(x.T))[0, 1])
    assert inflation(rows, np.ones(200)) == pytest.approx([1 / (1 - r**2)] * 2)


def test_a_column_is_told_from_what_it_is_made_of() -> None:
    rows = np.array([[1.0, a, b, a + b] for a in (0, 1, 2) for b in (0, 1, 5)])
    assert makes_up(rows, np.ones(9), 3, [0, 1, 2]) == [1, 2]


@pytest.mark.parametrize("linear_model", [False, True])
def test_the_joint_test_of_one_factor_is_the_square_of_its_own(linear_model: bool) -> None:
    factors, rng = pairs_of(14, 5)
    found = design(factors, 14, directed=False)
    y = (rng.random(len(found.i)) < 0.4).astype(float)
    alone = SemiPartialling(found, y, linear_model=linear_model)
    joint = JointTest(found, y, [2], linear_model=linear_model)
    assert joint.observed() == pytest.approx(alone.observed()[1] ** 2)
    order = np.random.default_rng(3)
    assert joint(order)[0] == pytest.approx(alone(np.random.default_rng(3))[1] ** 2)


def test_a_joint_test_rejects_as_often_as_it_says_where_there_is_nothing() -> None:
    rejected = 0
    for seed in range(60):
        factors, rng = pairs_of(16, seed)
        found = design(factors, 16, directed=False)
        y = (rng.random(len(found.i)) < 0.3).astype(float)
        test = JointTest(found, y, [1, 2], linear_model=False)
        draws = drawn(test, 99, seed)[:, 0]
        rejected += (1 + (draws >= test.observed()).sum()) / 100 <= 0.05
    assert rejected <= 9  # 60 tests at 5 %: more than 9 in one of 1,000 such series


@pytest.fixture(scope="module")
def demo() -> Any:
    return isp_graph.network_model(isp_graph.read("demo"), ["boards", "partnerships"], draws=199)


def test_an_effect_lies_within_its_interval_and_the_sentence_says_it(demo: Any) -> None:
    for row in demo.rows:
        if row["coefficient_low"] is None:
            continue
        assert row["coefficient_low"] < row["coefficient"] < row["coefficient_high"]
        if row["times_as_likely"] is not None:
            assert row["times_low"] < row["times_as_likely"] < row["times_high"]
            # Where chance would do it, the interval says what cannot be excluded.
            if row["p_value"] > 0.1:
                assert row["times_low"] < 1 < row["times_high"]
    own = [row for row in demo.rows if row["layer"] == "partnerships"]
    said = model_sentences(own, 117, "en")
    assert said[0] == "partnership: model of 59 of 117 organisations and 75 of 155 ties."
    assert not any("nothing" in sentence for sentence in said)
    [silent] = [sentence for sentence in said if "not shown that these count" in sentence]
    assert "same zone (1.5 times as likely, between 0.8 and 2.5)" in silent


def test_those_of_whom_a_layer_says_nothing_are_left_out(demo: Any) -> None:
    boards, partnerships = (
        next(row for row in demo.rows if row["layer"] == layer)
        for layer in ("boards", "partnerships")
    )
    assert boards["excluded_unknown"] == 38
    assert partnerships["excluded_unknown"] == 0
    assert boards["organisations"] == 50 < partnerships["organisations"] == 59
    data = isp_graph.read("demo")
    as_none = isp_graph.network_model(data, ["boards"], unknown="as-none", draws=9).rows[0]
    assert (as_none["organisations"], as_none["excluded_unknown"]) == (59, 0)


def test_geography_is_tested_as_a_whole(demo: Any) -> None:
    rows = {(row["layer"], row["term"]): row for row in demo.rows}
    whole = rows["partnerships", "geography"]
    assert whole["coefficient"] is None
    assert 0 < whole["p_value"] <= 1
    alone = isp_graph.network_model(isp_graph.read("demo"), ["boards"], ["zone", "kind"], draws=9)
    assert "geography" not in {row["term"] for row in alone.rows}


def test_a_factor_that_others_make_up_is_named() -> None:
    """Each commune is a zone of its own here: the two cannot be told apart."""
    organisations = [
        {"id": f"o{n:02}", "name": f"O {n}", "commune": f"c{n % 3}", "zone": f"z{n % 3}"}
        for n in range(18)
    ]
    tables = {
        "zones": [{"id": f"z{n}", "name_fr": f"Zone {n}"} for n in range(3)],
        "communes": [{"id": f"c{n}", "name_fr": f"C {n}", "zone": f"z{n}"} for n in range(3)],
        "organisations": organisations,
        "ties": [
            {"from": f"o{n:02}", "to": f"o{(n + step) % 18:02}", "kind": "partnership"}
            for n in range(18)
            for step in (1, 3)
        ],
    }
    data = read_case(tables).data
    found = isp_graph.network_model(data, ["partnerships"], ["zone", "commune"], draws=19)
    rows = {row["term"]: row for row in found.rows}
    assert rows["same_commune"]["follows_from"] == ["same_zone"]
    assert rows["same_commune"]["coefficient"] is None
    assert rows["same_zone"]["follows_from"] is None
    said = model_sentences(found.rows, 18, "en")
    assert "partnership: “same commune” follows from same zone here; " in " ".join(said)
