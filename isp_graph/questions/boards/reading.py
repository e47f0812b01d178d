"""What people are told of shared administrators: which rows, in which order, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from isp_graph.results import Order, Result

ORDERS: dict[str | None, Order] = {
    None: Order(("p_value", "shared", "a", "b"), frozenset({"shared"})),
    "untested": Order(("shared", "a", "b"), frozenset({"shared"})),
    "people": Order(("seats", "person"), frozenset({"seats"})),
    "two-mode": Order(("betweenness", "node"), frozenset({"betweenness"})),
    "depends": Order(
        ("components_added", "pairs_lost", "cut_points_lost", "person"),
        frozenset({"components_added", "pairs_lost", "cut_points_lost"}),
    ),
    "represented": Order(("organisation", "board")),
}
"""By view; of pairs that were not held against chance, those that share most come first."""


@dataclass(frozen=True)
class Pairs:
    """What may be said of the pairs that share administrators.

    Attributes
    ----------
    verdict : {'some', 'nothing', 'draws', 'sizes'}
        Some are kept; none is; neither can be told, for want of draws or because boards are small.
    kept : int
        How many.
    least : float or None
        The smallest corrected p.
    """

    verdict: str
    kept: int
    least: float | None


def pairs(result: Result) -> Pairs:
    """Judge the pairs.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.boards.interlocks.interlocks`.

    Returns
    -------
    Pairs
    """
    told, kept = result.basis.parameters, int(result.frame["kept"].sum())
    adjusted = result.frame["p_adjusted"].drop_nulls().to_list()
    verdict = "nothing" if told.get("tellable") else "draws" if told.get("rarer") else "sizes"
    return Pairs("some" if kept else verdict, kept, min(adjusted, default=None))


def holders(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave those without whom some boards would not be tied, of those whose departure is told."""
    return frame.filter(pl.col("pairs_lost") > 0)


def sole_links(frame: pl.DataFrame) -> tuple[int, int] | None:
    """Count those who alone hold a tie of two boards, and the most that one of them holds."""
    lost = holders(frame)["pairs_lost"].to_list()
    return (len(lost), max(lost)) if lost else None
