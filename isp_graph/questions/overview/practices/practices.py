"""How alike are two zones in what they say they do?

A cell without an answer is unknown. Two zones are compared on the items that *both* answered; they
*agree* on those to which they gave the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from isp_graph.datasets.records import Records


@dataclass(frozen=True)
class Likeness:
    """Two zones, the items that both answered, and those on which they agree."""

    a: str
    b: str
    both: int
    agreed: int


def likeness(data: Records, zones: Sequence[str]) -> list[Likeness]:
    """Compare each pair of zones of which some practice is told.

    Parameters
    ----------
    data : Records
    zones : sequence of str
        In the order in which pairs are given.

    Returns
    -------
    list of Likeness
    """
    rows = data.evidence("practices").select("zone", "topic", "item", "value")
    told = set(rows["zone"])
    answers: dict[str, dict[tuple[str, str], str]] = {zone: {} for zone in zones if zone in told}
    given = rows.filter(pl.col("item").is_not_null() & pl.col("value").is_not_null())
    for zone, topic, item, value in given.iter_rows():
        if zone in answers:
            answers[zone][topic, item] = value
    found = []
    for a, b in combinations(answers, 2):
        both = answers[a].keys() & answers[b].keys()
        agreed = sum(answers[a][item] == answers[b][item] for item in both)
        found.append(Likeness(a, b, len(both), agreed))
    return found
