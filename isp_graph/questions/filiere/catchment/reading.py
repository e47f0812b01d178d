"""What people are told of ``catchment``: rows, their order, whose public is from elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Place = str | None

GROUPS = ("kind", "sector", "step")
"""By what operators are taken together."""
_HALF = 0.5


def group(rows: Sequence[Row], of: str, steps: Sequence[str]) -> list[Row]:
    """Give the rows of one of `GROUPS` that have a public: the most local first, steps in order."""
    own = [row for row in rows if row["organisation"] is None and row[of] is not None]
    own = [row for row in own if row["people"] or row["unknown"]]
    if of == "step":
        return sorted(own, key=lambda row: steps.index(row["step"]))
    return sorted(own, key=lambda row: (-(row["share_inside"] or 0), row[of]))


def operators(rows: Sequence[Row]) -> list[Row]:
    """Give the rows of operators, those with the least local public first."""
    own = [row for row in rows if row["organisation"] is not None]
    share = "share_inside"
    return sorted(own, key=lambda row: (row[share] is None, row[share] or 0, row["organisation"]))


def standing(row: Row) -> str | None:
    """Tell whether most of a public is from elsewhere: ``surely``, ``perhaps``, or not (None).

    Surely, where the whole interval lies below a half.
    """
    if row["share_inside"] is None or row["share_inside"] >= _HALF:
        return None
    return "surely" if row["high"] < _HALF else "perhaps"


def homeless(rows: Sequence[Row]) -> int:
    """Count the operators that have no zone to be inside of."""
    return sum(row["organisation"] is not None and row["zone"] is None for row in rows)


def flows(rows: Sequence[Row]) -> dict[tuple[Place, Place], int]:
    """Sum people by home zone and by zone of the operator; what lies in no zone comes last."""
    sums: dict[tuple[Place, Place], int] = defaultdict(int)
    for row in rows:
        sums[row["zone_from"], row["zone_to"]] += row["people"]

    def order(pair: tuple[Place, Place]) -> list[tuple[bool, str]]:
        return [(zone is None, zone or "") for zone in pair]

    return {pair: sums[pair] for pair in sorted(sums, key=order)}


def ends(sums: Mapping[tuple[Place, Place], int]) -> tuple[list[Place], list[Place]]:
    """List the home zones, and the zones of operators, in the order of the flows."""

    def met(at: int) -> list[Place]:
        found = {pair[at] for pair in sums}
        return sorted(found, key=lambda zone: (zone is None, zone or ""))

    return met(0), met(1)


def unknown_homes(rows: Sequence[Row]) -> list[tuple[Place, int]]:
    """Count the people whose home nobody knows, by the zone of the operator."""
    found: dict[Place, int] = defaultdict(int)
    for row in operators(rows):
        found[row["zone"]] += row["unknown"]
    return [
        (zone, found[zone]) for zone in sorted(found, key=lambda zone: zone or "") if found[zone]
    ]
