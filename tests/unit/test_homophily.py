"""Chance, the joint model, and what the command says: by hand, by enumeration, on the demo."""

from __future__ import annotations

import csv
import io
import itertools
import json
import tomllib

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

import isp_graph
from isp_graph.chance.draws import drawn
from isp_graph.chance.rewiring import Rewiring
from isp_graph.chance.verdicts import Together, compared
from isp_graph.cli.main import entry
from isp_graph.errors import UsageError
from isp_graph.page.facts import facts
from isp_graph.page.model import page_model
from isp_graph.questions.homophily.numbers.mixing import (
    by_pattern,
    grouping,
    measures,
    sums,
    ties_of,
)
from isp_graph.questions.homophily.numbers.mixing_nulls import Rewired, Shuffled
from isp_graph.questions.homophily.numbers.qap import (
    SemiPartialling,
    design,
    finite_part,
    linear,
    logistic,
    runaway,
)
from isp_graph.schema.resources import resource

PLANTED = tomllib.loads((resource("data") / "demo" / "planted.toml").read_text("utf-8"))
PATH = csr_array(np.diag([1.0, 2.0, 1.0, 1.0], 1) + np.diag([1.0, 2.0, 1.0, 1.0], -1))


@pytest.fixture(scope="module")
def demo() -> isp_graph.Dataset:
    return isp_graph.read("demo")


def values(result: isp_graph.results.Result, measure: str) -> dict[tuple, dict]:
    return {
        (row["layer"], row["by"]): row
        for row in result.rows
        if (row["measure"], row["null"], row["group"]) == (measure, "labels", None)
        and not row["weighted"]
    }


# --- chance ------------------------------------------------------------------------------------


def test_permuted_labels_average_to_what_all_permutations_give() -> None:
    groups = grouping([0, 1, 1, 2, 3, 4], [0, 0, 1, 1, 1, 0], 5, 2)
    ties = ties_of(PATH, directed=False)
    every = [
        sums(by_pattern(ties, groups.codes[list(order)], len(groups.shares)), groups)
        for order in itertools.permutations(range(5))
    ]
    found = drawn(Shuffled(ties, groups), 3000, seed=4)
    half = found.shape[1] // 2
    expected, _ = measures(np.array(every), groups, counted=False)
    drew, _ = measures(found[:, half:], groups, counted=False)
    for name in ("ei", "assortativity", "freeman"):
        assert drew[name].mean() == pytest.approx(expected[name].mean(), abs=0.03)
        assert drew[name].std() == pytest.approx(expected[name].std(), abs=0.03)


def test_rewired_seats_keep_what_they_must_and_leave_the_unlabelled_out() -> None:
    seats = csr_array((np.random.default_rng(5).random((9, 6)) < 0.5).astype(float))
    groups = grouping(range(5), [0, 0, 1, 1, 1], 5, 2)
    codes = np.array([0, 0, 1, 1, 1, -1])
    null = Rewired(Rewiring(seats), np.ones(9), ((codes, groups),))
    found = drawn(null, 200, seed=1)
    product = (seats.T @ seats).toarray()[:5, :5]
    np.fill_diagonal(product, 0)
    total = found[:, found.shape[1] // 2]
    # Not the weight among the labelled is kept, but what their seats allow on average.
    assert total.mean() == pytest.approx(product.sum(), rel=0.25)
    assert len(np.unique(total)) > 1


def drawn_of(result: isp_graph.results.Result, layer: str) -> list[dict]:
    """Give the rows of a layer by zone, without what counts the tests of the answer."""
    corrected = ("p_adjusted", "verdict")
    return [
        {key: value for key, value in row.items() if key not in corrected}
        for row in result.rows
        if (row["layer"], row["by"]) == (layer, "zone")
    ]


def test_what_is_drawn_does_not_depend_on_what_else_is(demo: isp_graph.Dataset) -> None:
    alone = isp_graph.homophily(demo, ["partnerships"], ["zone"], draws=50)
    among = isp_graph.homophily(demo, ["boards", "partnerships"], ["sector", "zone"], draws=50)
    assert drawn_of(among, "partnerships") == drawn_of(alone, "partnerships")
    board = isp_graph.homophily(demo, ["boards"], ["zone"], draws=50)
    assert drawn_of(among, "boards") == drawn_of(board, "boards")
    other = isp_graph.homophily(demo, ["partnerships"], ["zone"], draws=50, seed=1)
    assert [row["value"] for row in other.rows] == [row["value"] for row in alone.rows]
    assert [row["null_mean"] for row in other.rows] != [row["null_mean"] for row in alone.rows]


def test_two_jobs_give_what_one_gives(demo: isp_graph.Dataset) -> None:
    one = isp_graph.homophily(demo, ["meetings"], ["zone"], draws=12)
    two = isp_graph.homophily(demo, ["meetings"], ["zone"], draws=12, jobs=2)
    assert one.rows == two.rows


def test_p_counts_the_data_and_is_twice_the_smaller_tail() -> None:
    draws = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    assert compared(4.0, draws).p_value == pytest.approx(2 * (1 + 1) / 6)
    assert compared(0.0, draws).p_value == pytest.approx(2 * (1 + 1) / 6)
    assert compared(9.0, draws).p_value == pytest.approx(2 / 6)
    assert not compared(9.0, draws).alike
    same = compared(1.0, np.ones(9))
    assert (same.p_value, same.alike) == (1.0, True)
    told = compared(2.0, np.array([np.nan, *draws]))
    assert (told.mean, told.low, told.high, told.p_value) == (2.0, 0.1, 3.9, 1.0)
    assert np.isnan(compared(np.nan, draws).p_value)
    assert np.isnan(compared(1.0, np.array([np.nan])).mean)


def test_names_decide_the_chance_of_each_part() -> None:
    both = Together({"a": lambda rng: rng.random(1), "b": lambda rng: rng.random(1)})
    found = drawn(both, 5, 0)
    assert (found[:, 0] != found[:, 1]).all()
    assert (drawn(Together({"b": lambda rng: rng.random(1)}), 5, 0)[:, 0] == found[:, 1]).all()


# --- what is undefined ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        # All ties within: the odds ratio is infinite, which is no number; Q is 1.
        ([0, 0, 1, 1], {"ei": -1.0, "odds_ratio": None, "yule_q": 1.0, "assortativity": 1.0}),
        # No tie within.
        ([0, 1, 0, 1], {"ei": 1.0, "odds_ratio": 0.0, "yule_q": -1.0, "assortativity": -1.0}),
        # One group: nothing could be otherwise.
        ([0, 0, 0, 0], {"ei": -1.0, "odds_ratio": None, "yule_q": None, "assortativity": None}),
    ],
)
def test_groups_with_all_ties_or_none(labels: list[int], expected: dict) -> None:
    pairs = csr_array(np.kron(np.eye(2), np.array([[0.0, 1.0], [1.0, 0.0]])))
    groups = grouping(range(4), labels, 4, max(labels) + 1)
    ties = ties_of(pairs, directed=False)
    counted = sums(by_pattern(ties, groups.codes, len(groups.shares)), groups)
    overall, by_group = measures(counted, groups, counted=True)
    for name, value in expected.items():
        found = float(overall[name])
        assert np.isnan(found) if value is None else found == pytest.approx(value)
    if len(set(labels)) == 1:
        assert np.isnan(overall["freeman"])
        assert np.isnan(by_group["coleman"]).all()


# --- the joint model -----------------------------------------------------------------------------


def test_logistic_of_one_factor_is_the_odds_ratio_of_its_table() -> None:
    rows = np.array([[1.0, 0.0], [1.0, 1.0]])
    beta = logistic(rows, np.array([50.0, 20.0]), np.array([5.0, 10.0]))
    assert np.exp(beta) == pytest.approx([5 / 45, 10 * 45 / (10 * 5)])
    counts = np.array([50.0, 20.0])
    lost = logistic(rows, counts, np.array([0.0, 10.0]))
    assert runaway(rows, counts, lost).tolist() == [False, True]


def test_a_factor_without_which_nobody_is_tied_leaves_the_others_their_part() -> None:
    """The likelihood comes down to the pairs that the factor leaves undecided."""
    rows = np.array([[1.0, a, b] for a in (0, 1) for b in (0, 1)])
    counts, tied = np.array([30.0, 30.0, 10.0, 10.0]), np.array([0.0, 0.0, 2.0, 6.0])
    beta, _ = finite_part(rows, counts, tied)
    assert np.isnan(beta[:2]).all()
    assert np.exp(beta[2]) == pytest.approx((6 / 4) / (2 / 8))


def pairs_of(n: int, seed: int) -> tuple[list[np.ndarray], np.random.Generator]:
    rng = np.random.default_rng(seed)
    labels, places = rng.integers(0, 3, n), rng.random(n) * 1000
    same = (labels[:, None] == labels[None, :]).astype(float)
    return [same, np.abs(places[:, None] - places[None, :])], rng


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("linear_model", [False, True])
def test_the_statistic_is_the_score_test_of_dense_matrices(directed, linear_model) -> None:
    factors, rng = pairs_of(12, 3)
    found = design(factors, 12, directed=directed)
    y = (rng.random(len(found.i)) < 0.4).astype(float)
    test = SemiPartialling(found, y, linear_model=linear_model)

    def statistic(order: np.ndarray, column: int) -> float:
        x = [np.ones(len(y)), *(factor[found.i, found.j] for factor in factors)]
        others = np.column_stack([each for place, each in enumerate(x) if place != column])
        coefficients = np.linalg.lstsq(others, x[column], rcond=None)[0]
        residual = np.zeros((12, 12))
        residual[found.i, found.j] = x[column] - others @ coefficients
        if not directed:
            residual[found.j, found.i] = x[column] - others @ coefficients
        moved = residual[np.ix_(order, order)][found.i, found.j]
        if linear_model:
            fitted = others @ np.linalg.lstsq(others, y, rcond=None)[0]
            w = np.ones(len(y))
        else:
            fitted = 1 / (1 + np.exp(-others @ logistic(others, np.ones(len(y)), y)))
            w = fitted * (1 - fitted)
        weighed = np.diag(w) - np.diag(w) @ others @ np.linalg.inv(
            others.T @ np.diag(w) @ others
        ) @ others.T @ np.diag(w)
        return float(moved @ (y - fitted) / np.sqrt(moved @ weighed @ moved))

    assert test.observed() == pytest.approx([statistic(np.arange(12), c) for c in (1, 2)])
    order = np.random.default_rng(7).permutation(12)
    told = test(np.random.default_rng(7))
    assert told == pytest.approx([statistic(order, column) for column in (1, 2)])


def test_a_linear_model_is_least_squares() -> None:
    factors, rng = pairs_of(8, 1)
    found = design(factors, 8, directed=False)
    y = rng.random(len(found.i))
    counts = np.bincount(found.code, minlength=len(found.rows)).astype(float)
    beta = linear(found.rows, counts, np.bincount(found.code, y, len(found.rows)).astype(float))
    expected = np.linalg.lstsq(found.rows[found.code], y, rcond=None)[0]
    assert beta == pytest.approx(expected)


def test_a_factor_that_follows_from_others_is_told_from_them() -> None:
    factors, _ = pairs_of(8, 1)
    twice = design([factors[0], 2 * factors[0], factors[1], np.ones((8, 8))], 8, directed=False)
    assert twice.kept.tolist() == [True, True, False, True, False]


def test_the_model_tells_the_planted_sector_from_the_zone(demo: isp_graph.Dataset) -> None:
    found = isp_graph.network_model(demo, ["partnerships"], ["zone", "sector"], draws=199)
    rows = {row["term"]: row for row in found.rows}
    assert list(rows) == ["intercept", "same_zone", "same_sector"]
    assert rows["same_sector"]["p_value"] == 0.005
    assert rows["same_sector"]["times_as_likely"] > 5
    assert rows["same_zone"]["p_value"] > 0.05
    assert rows["intercept"]["p_value"] is None
    weighted = isp_graph.network_model(demo, ["meetings"], ["zone"], weighted=True, draws=19)
    assert [row["odds_ratio"] for row in weighted.rows] == [None, None]
    assert weighted.rows[1]["p_value"] == 0.05


# --- planted ---------------------------------------------------------------------------------


def test_partnerships_follow_the_sector_and_meetings_the_zone_mildly(
    demo: isp_graph.Dataset,
) -> None:
    fact = PLANTED["homophily"]
    found = values(
        isp_graph.homophily(demo, ["partnerships", "meetings"], draws=299), "assortativity"
    )
    sector, zone = found["partnerships", "sector"], found["partnerships", "zone"]
    assert sector["value"] > fact["partnerships_sector_above"]
    assert sector["p_value"] < 0.01
    assert zone["value"] < fact["partnerships_zone_below"]
    assert zone["p_value"] > 0.05
    assert zone["null_low"] < zone["value"] < zone["null_high"]
    meetings = found["meetings", "zone"]
    assert fact["meetings_zone_above"] < meetings["value"] < fact["meetings_zone_below"]
    assert meetings["p_value"] < 0.01


def test_the_planted_broker_holds_its_zone_together(demo: isp_graph.Dataset) -> None:
    fact = PLANTED["broker"]
    rows = isp_graph.brokerage(demo, ["all"], ["zone"]).rows
    equal = {row["organisation"]: row for row in rows if row["equal_size"] >= fact["at_least"]}
    assert list(equal) == [fact["organisation"]]
    broker = equal[fact["organisation"]]
    assert (broker["equal_pieces"], broker["equal_size"]) == (2, len(fact["piece"]))
    assert broker["equal_group"] == fact["zone"]
    assert all(row["cut_off"] < fact["at_least"] for row in rows)


# --- the command -----------------------------------------------------------------------------


def call(capture: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = entry(["homophily", *arguments])
    out, err = capture.readouterr()
    return code, out, err


KEYS = (
    "layer by group measure weighted value null_mean null_low null_high p_value ties_used excluded"
)


def test_rows_have_the_keys_and_the_sentence(capsys) -> None:
    asked = ("demo", "--layer", "partnerships", "--draws", "20", "--seed", "3", "--lang", "en")
    code, out, _ = call(capsys, *asked, "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert set(KEYS.split()) <= set(told["rows"][0])
    assert {row["by"] for row in told["rows"]} == {"zone", "sector"}
    assert told["basis"]["parameters"]["draws"] == 20
    for word in ("20 draws", "seed 3", "E-I index", "permuted", told["basis"]["fingerprint"][:12]):
        assert word in told["method"]
    code, out, _ = call(capsys, *asked, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == len(told["rows"])


def test_degrees_stand_beside_and_decide_nothing(demo) -> None:
    layers = ["partnerships", "boards"]
    plain = isp_graph.homophily(demo, layers, draws=99).frame
    beside = isp_graph.homophily(demo, layers, null="degrees", draws=99).frame
    assert plain.equals(beside.filter(pl.col("null") != "degrees"))
    added = beside.filter(pl.col("null") == "degrees")
    assert added["layer"].unique().to_list() == ["partnerships"]
    assert added["verdict"].is_null().all()
    labels = plain.filter((pl.col("null") == "labels") & (pl.col("layer") == "partnerships"))
    assert added["value"].to_list() == labels["value"].to_list()
    with pytest.raises(UsageError, match="null rewired"):
        isp_graph.homophily(demo, layers, null="rewired")


@pytest.mark.parametrize(
    ("view", "keys"),
    [
        ("--mixing", "layer by group_a group_b ties weight expected"),
        ("--model", "layer term coefficient odds_ratio p_value"),
        ("--overlap", "a b both jaccard a_given_b b_given_a expected p_value organisations"),
        ("--brokerage", "coordinator itinerant gatekeeper representative liaison cut_off"),
        ("--brokerage", "expected z expected_liaison z_liaison expected_coordinator"),
    ],
)
def test_every_view_has_rows_and_a_page_in_each_language(view, keys, capsys) -> None:
    asked = ("demo", view, "--layer", "partnerships", "--layer", "boards", "--draws", "9")
    code, out, _ = call(capsys, *asked, "--format", "json")
    assert code == 0
    assert set(keys.split()) <= set(json.loads(out)["rows"][0])
    shown = set()
    for language in ("fr", "nl", "en"):
        code, out, _ = call(capsys, *asked, "--lang", language)
        assert (code, "{" in out) == (0, False)
        shown.add(out)
    assert len(shown) == 3


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--by", "zones"), "zone"),
        (("--by", "<script>"), "<script>"),
        (("--layer", "partnership"), "partnerships"),
        (("--draws", "-1"), "-1"),
        (("--seed", "-1"), "-1"),
        (("--jobs", "0"), "0"),
        (("--model", "--by", "planet"), "planet"),
        (("--model", "--draws", "-2"), "-2"),
    ],
)
def test_wrong_options_are_told_in_one_sentence(arguments, word, capsys) -> None:
    code, out, err = call(capsys, "demo", *arguments, "--quiet")
    assert (code, out) == (2, "")
    assert word in err
    assert len(err.strip().splitlines()) == 2


def folder(tmp_path, **tables: str) -> str:
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return str(tmp_path)


VIEWS = ((), ("--mixing",), ("--model",), ("--overlap",), ("--brokerage",))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "organisations",
    [
        "id,name\n",
        "id,name\na,Alpha\n",
        'id,name,zone\né\'1,Élan,NE\n"x,y",Virgule,NE\n<script>,<script>,S\n',
    ],
    ids=["none", "one", "odd ids"],
)
def test_little_data_gives_little_and_no_traceback(view, organisations, tmp_path, capsys) -> None:
    ties = "from,to,kind\né'1,<script>,partnership\n" if "é" in organisations else "from,to,kind\n"
    name = folder(tmp_path, organisations=organisations, ties=ties)
    for form in ("table", "json", "csv"):
        code, _, err = call(capsys, name, *view, "--draws", "5", "--format", form)
        assert code == 0, err
        assert "Traceback" not in err


def test_what_the_data_cannot_know_is_said_first(capsys) -> None:
    asked = ("bruxelles-2015", "--layer", "boards", "--layer", "partnerships", "--draws", "5")
    code, out, _ = call(capsys, *asked, "--lang", "en")
    assert code == 0
    assert out.startswith(
        "Nothing is known of this type of tie: shared administrators. It would take rows"
    )
    assert "“sector” is known of 1 of 63 organisations" in out
    code, _, err = call(capsys, *asked, "--lang", "en", "--format", "csv")
    assert "Nothing is known of this type of tie: shared administrators" in err


def test_a_large_model_asks_for_draws_or_refuses(tmp_path, capsys) -> None:
    rows = [f"o{number},O {number},{'NE' if number % 2 else 'S'}" for number in range(501)]
    ties = "from,to,kind\n" + "\n".join(f"o{n},o{n + 1},partnership" for n in range(400))
    name = folder(tmp_path, organisations="id,name,zone\n" + "\n".join(rows), ties=ties)
    asked = (name, "--model", "--layer", "partnerships", "--by", "zone", "--lang", "en")
    code, out, err = call(capsys, *asked)
    assert (code, out) == (2, "")
    assert "501 organisations" in err
    assert "--draws" in err
    code, out, err = call(capsys, *asked, "--draws", "2")
    assert code == 0
    assert "125,250 pairs" in err


def test_a_factor_left_out_is_left_out_for_its_own_reason(tmp_path, capsys) -> None:
    rows = [f"o{n},O {n},{'NE' if n % 2 else 'S'},{'fr' if n < 4 else ''}" for n in range(12)]
    ties = "from,to,kind\n" + "\n".join(f"o{n},o{n + 1},partnership" for n in range(11))
    name = folder(tmp_path, organisations="id,name,zone,language\n" + "\n".join(rows), ties=ties)
    asked = ("--layer", "partnerships", "--by", "zone", "--by", "kind", "--by", "language")
    code, _, err = call(capsys, name, "--model", *asked, "--draws", "2", "--lang", "en")
    assert code == 0
    assert "same kind (all organisations whose value is known have the same one)" in err
    assert "same language, known of 4 of 12 organisations." in err


def test_the_verdict_on_a_single_layer_speaks_of_one(tmp_path) -> None:
    rows = [f"o{n},O {n},{'NE' if n % 2 else 'S'}" for n in range(24)]
    ties = [f"o{n},o{(n + step) % 24},partnership" for n in range(24) for step in (1, 2)]
    name = folder(
        tmp_path,
        organisations="id,name,zone\n" + "\n".join(rows),
        ties="from,to,kind\n" + "\n".join(ties),
    )
    model = page_model(isp_graph.read(name), edition="public", seed=0, geometry=None)
    assert model.grounds is not None
    said = [fact.sentence["en"] for fact in facts(model.grounds) if fact.section == "homophily"]
    assert len(said) == 1
    assert said[0].startswith("One type of tie can be judged, partnership: it is not shown that")


def test_without_draws_the_measures_stand_alone(demo: isp_graph.Dataset) -> None:
    found = isp_graph.homophily(demo, ["partnerships"], draws=0)
    assert {row["null_mean"] for row in found.rows} == {None}
    assert {row["p_value"] for row in found.rows} == {None}
    assert found.method_key == "homophily_described"
