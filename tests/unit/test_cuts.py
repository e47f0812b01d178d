"""A list is cut where rows differ: no row is left out, or set off, by chance."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_graph.cli.main import entry
from isp_graph.present.cuts import cut

ranks = st.lists(st.integers(0, 6), max_size=60).map(sorted)


@given(ranks, st.integers(1, 12))
def test_all_that_tie_at_the_cut_are_shown_or_none_is_or_it_is_said(ranks, most):
    kept = cut(ranks, most)
    assert kept.shown + kept.left == len(ranks)
    assert kept.shown <= 2 * most
    shown, left = ranks[: kept.shown], ranks[kept.shown :]
    parted = set(shown) & set(left)
    if kept.tie == "some":
        assert shown == [ranks[0]] * most
        assert kept.tied == ranks.count(ranks[0]) > 2 * most
    else:
        assert not parted
    if kept.tie == "all":
        assert kept.tied == ranks.count(shown[-1]) > 1
    if kept.tie == "none":
        assert kept.tied == ranks.count(left[0]) > 1
    if len(set(ranks)) == len(ranks):
        assert kept.tie is None
        assert kept.shown == min(most, len(ranks))


@given(ranks, st.integers(1, 12), st.sampled_from(["fr", "nl", "en"]))
def test_what_is_left_out_is_said_in_words(ranks, most, language):
    kept = cut(ranks, most)
    said = " ".join(kept.words(language))
    assert (str(kept.left) in said) == bool(kept.left)
    assert str(kept.tied or "") in said or not kept.left


@pytest.mark.parametrize("ranks", [[], [1], [1, 1]])
def test_a_list_with_room_is_whole(ranks):
    assert cut(ranks, 2).words("en") == []


ORDERS = {
    ("interlocks",): ("p_value", "-shared"),
    ("interlocks", "--people"): ("-seats",),
    ("interlocks", "--two-mode"): ("-betweenness",),
    ("interlocks", "--depends"): ("-components_added", "-pairs_lost", "-cut_points_lost"),
    ("meetings",): ("-jaccard", "p_value"),
    ("meetings", "--load"): ("-hours_per_year", "-meetings"),
    ("meetings", "--delegate"): ("-hours_saved",),
    ("homophily", "--overlap"): ("-jaccard",),
    ("homophily", "--brokerage", "--by", "sector"): ("-brokerage",),
}


def _rank(row, keys):
    told = [(row[key.lstrip("-")], -1 if key.startswith("-") else 1) for key in keys]
    return tuple((value is None, way * float(f"{value or 0:.4g}")) for value, way in told)


def _answer(capfdbinary, *asked):
    assert entry([*asked, "--quiet", "--lang", "en"]) == 0
    return capfdbinary.readouterr().out.decode()


@pytest.mark.parametrize("asked", ORDERS, ids=" ".join)
def test_no_list_of_the_terminal_parts_rows_that_tie(asked, capfdbinary):
    command, *options = asked
    rows = json.loads(_answer(capfdbinary, command, "demo", *options, "--format", "json"))["rows"]
    for drop in ("linker", "both", "brokerage"):
        rows = [row for row in rows if row.get(drop, 1)]
    rows = [row for row in rows if row.get("pairs_lost", 1)]
    ranks = sorted(_rank(row, ORDERS[asked]) for row in rows)
    said = _answer(capfdbinary, command, "demo", *options)
    lines = said[said.rindex("---") :].splitlines()[1:]
    foot = [line for line in lines if line.startswith(("…", "At the "))]
    shown = len(lines) - len(foot)
    assert 0 < shown <= len(ranks)
    if shown < len(ranks):
        assert ranks[shown - 1] != ranks[shown]
        assert f"{len(ranks) - shown} more" in foot[-1]
    else:
        assert foot == []


def test_groups_come_largest_first_and_of_one_nothing_is_told(capfdbinary):
    asked = ("homophily", "demo", "--layer", "boards", "--by", "kind")
    told = json.loads(_answer(capfdbinary, *asked, "--format", "json"))["rows"]
    one = ("coleman", False, "labels")
    rows = [row for row in told if (row["measure"], row["weighted"], row["null"]) == one]
    meant = [row["organisations"] for row in rows if row["ties_used"] and row["organisations"] > 1]
    said = _answer(capfdbinary, *asked)
    lines = said[said.rindex("---") :].splitlines()[1:]
    cells = [[cell for cell in re.split(r"\s{2,}", line) if cell] for line in lines[:-1]]
    shown = [int(cell[2]) for cell in cells]
    assert shown == sorted(meant, reverse=True)
    assert lines[-1].startswith(f"{len(rows) - len(meant)} other groups")
