"""The lists of each answer: which rows they hold, and what puts each in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from tests.sentences.case import Case, Hearing, Rank, Row
from tests.sentences.counts import counts
from tests.sentences.said import Said


def _level(value: Any) -> Any:
    """Give what a reader sees of a value: what looks alike ranks alike."""
    return float(f"{value:.4g}") if isinstance(value, float) else value


def ranked(rows: Iterable[Row], *by: str) -> list[Rank]:
    """Give the ranks of rows in the order of some measures, ``-`` before those that fall."""
    ordered = list(rows)
    for name in reversed(by):
        key = name.removeprefix("-")
        known = [row for row in ordered if row[key] is not None]
        known.sort(key=itemgetter(key), reverse=name != key)
        ordered = known + [row for row in ordered if row[key] is None]
    return [tuple(_level(row[name.removeprefix("-")]) for name in by) for row in ordered]


def each(rows: Iterable[Any]) -> list[Rank]:
    """Give every row a rank of its own."""
    return [(place,) for place, _ in enumerate(rows)]


def _two_mode(case: Case) -> list[Rank]:
    somebody = any(row["mode"] == "person" for row in case.rows())
    return ranked(case.rows(), "-betweenness") if somebody else []


def _groups(case: Case) -> list[Rank]:
    groups = {}
    for row in case.rows():
        if row["group"] is not None and row["organisations"] > 1 and row["ties_used"]:
            groups[row["layer"], row["by"], row["group"]] = row
    return ranked(groups.values(), "layer", "by", "-organisations", "-ties_used")


def _cases(case: Case) -> list[Rank]:
    return each({(row["layer"], row["by"]) for row in case.rows() if row["ties_used"]})


def _mixing(case: Case) -> list[Rank]:
    rows = [row | {"over": row["expected"] - row["ties"]} for row in case.rows() if row["ties"]]
    return ranked(rows, "layer", "by", "over")


def _brokerage(case: Case) -> list[list[Rank]]:
    told = case.basis()
    found = []
    for at in ((layer, by) for layer in told["layers"] for by in told["by"]):
        rows = [row for row in case.rows() if (row["layer"], row["by"]) == at]
        missed = [row["cut_off"] for row in rows]
        missed += [(row["equal_pieces"] - 1) * row["equal_size"] for row in rows]
        found.append(ranked(({"missed": one} for one in missed if one > 0), "-missed"))
        roles = ranked((row for row in rows if row["brokerage"]), "-brokerage")
        found += [roles] if roles else []
    return found


def part_of_brokerage(heard: Hearing) -> list[Row]:
    """Give the rows of the part that is being read: its layer and attribute."""
    told = heard.case.basis()
    parts = [(layer, by) for layer in told["layers"] for by in told["by"]]
    at = parts[heard.times("homophily.title_separators") - 1]
    return [row for row in heard.case.rows() if (row["layer"], row["by"]) == at]


def _some(*lists: list[Rank]) -> list[list[Rank]]:
    """Leave out lists without rows: a sentence stands in their place."""
    return [one for one in lists if one]


_BY_VIEW: dict[tuple[str, ...], Callable[[Case], list[list[Rank]]]] = {
    ("interlocks",): lambda case: _some(ranked(case.rows(), "p_value", "-shared")),
    ("interlocks", "--people"): lambda case: [
        ranked((row for row in case.rows() if row["seats"] > 1), "-seats") for _ in case.rows()[:1]
    ],
    ("interlocks", "--two-mode"): lambda case: _some(_two_mode(case)),
    ("interlocks", "--depends"): lambda case: [
        ranked(
            (row for row in case.rows() if row["pairs_lost"]),
            "-components_added",
            "-pairs_lost",
            "-cut_points_lost",
        )
        for _ in case.rows()[:1]
    ],
    ("interlocks", "--represented"): lambda case: _some(each(case.rows())),
    ("meetings",): lambda case: _some(ranked(case.rows(), "-jaccard", "p_value")),
    ("meetings", "--load"): lambda case: _some(ranked(case.rows(), "-hours_per_year", "-meetings")),
    ("meetings", "--absent"): lambda case: _some(each(case.rows())),
    ("meetings", "--cover"): lambda case: _some(ranked(case.rows(), "kept", "ties_alone")),
    ("meetings", "--delegate"): lambda case: _some(ranked(case.rows(), "-hours_saved")),
    ("meetings", "--stopped"): lambda case: _some(ranked(case.rows(), "-end")),
    ("homophily",): lambda case: _some(
        _cases(case), _groups(case) if "--layer" in case.asked else []
    ),
    ("homophily", "--mixing"): lambda case: _some(_mixing(case)),
    ("homophily", "--overlap"): lambda case: _some(
        ranked((row for row in case.rows() if row["both"]), "-jaccard")
    ),
    ("homophily", "--brokerage"): _brokerage,
    ("summary",): lambda case: _some(each(case.rows())),
    ("centrality",): lambda case: _some(each(case.rows())),
    ("timeline",): lambda case: _some(each(case.rows())),
    ("isolated",): lambda case: _some(each({row["layer"] for row in case.rows()})),
    ("pathways",): lambda case: [
        each({(row["zone"], row["sector"]) for row in case.rows()})
        for _ in case.data.as_read().table("offers").head(1).rows()
    ],
}


def lists_of(case: Case) -> list[list[Rank]] | None:
    """Give the lists that a view shows, in order; None where they are not known here."""
    for length in (2, 1):
        if case.asked[:length] in _BY_VIEW and (length == 2 or not set(case.asked) & _OTHER_VIEWS):
            return _BY_VIEW[case.asked[:length]](case)
    return None


_OTHER_VIEWS = {"--model", "--flows", "--outside", "--depends", "--all"}


@counts("terminal.cut")
def _(heard: Hearing, said: Said) -> int:
    ranks, shown = heard.ranks
    return len(ranks) - shown


@counts("report.tie_all", "report.tie_none", "report.tie_some")
def _(heard: Hearing, said: Said) -> int:
    ranks, shown = heard.ranks
    at = (
        shown - 1 if said.key == "report.tie_all" else 0 if said.key == "report.tie_some" else shown
    )
    first = end = at
    while first and ranks[first - 1] == ranks[at]:
        first -= 1
    while end < len(ranks) and ranks[end] == ranks[at]:
        end += 1
    assert {"all": end == shown, "none": first == shown, "some": first == 0 < shown < end}[
        said.key.removeprefix("report.tie_")
    ], said.text
    return end - first
