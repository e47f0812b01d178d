"""What people are told of pairs that may be one person: their order, and what follows of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

EFFECTS = ("gained", "strengthened", "weakened")


def most_alike_first(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Put the rows of `isp_graph.people_match` in the order in which they are shown."""
    return sorted(rows, key=lambda row: (-row["score"], row["a"], row["b"]))


def follows(row: Mapping[str, Any], *, decided: bool) -> str | None:
    """Tell what follows of a pair: it is ``merged``, or not (``not_merged``), or what if it were.

    Where verdicts are not told, a pair judged different has no effect either.
    """
    verdict = row.get("verdict")
    if row["merged"]:
        return "merged"
    if verdict == "same":
        return "not_merged"
    effect = any(row[f"ties_{kind}"] for kind in EFFECTS)
    told = verdict != "different" and (effect or "verdict" in row or not decided)
    return "if_same" if told else None
