"""What people are told of ``gaps``: what comes first, what is worst, what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isp_graph.questions.filiere.gaps.gaps import STATUSES

BREAKS = ("none", "elsewhere", "unlinked")
"""Statuses of a step at which a filière breaks, where the step may not be skipped."""


def worst(
    rows: Sequence[Mapping[str, Any]], steps: Sequence[str]
) -> tuple[Mapping[str, Any], int] | None:
    """Find the break that touches most people, and count the others.

    Parameters
    ----------
    rows : sequence of mapping
        Of `isp_graph.gaps`.
    steps : sequence of str
        In their order.

    Returns
    -------
    tuple or None
        The row, and how many others break; None where nothing does.
    """
    broken = [row for row in rows if row["status"] in BREAKS and not row["skippable"]]
    if not broken:
        return None
    first = min(
        broken,
        key=lambda row: (
            -1 if row["affected"] is None else -row["affected"] - 2,
            STATUSES.index(row["status"]),
            steps.index(row["step"]),
            row["sector"] or "",
            row["zone"],
        ),
    )
    return first, len(broken) - 1


def badness(entry: tuple[str | None, Sequence[Mapping[str, Any]]]) -> tuple[Any, ...]:
    """Order sectors: the worst statuses of steps that may not be skipped, then of all."""
    needed = [row["status"] for row in entry[1] if not row["skippable"]]
    every = [row["status"] for row in entry[1]]
    counts = [-needed.count(status) for status in STATUSES[:-1]]
    return (*counts, *(-every.count(status) for status in STATUSES[:-1]), entry[0] or "")


def told(rows: Sequence[Mapping[str, Any]], steps: Sequence[str]) -> list[Mapping[str, Any]]:
    """Leave what is explained: what is lacking, but a step that may be skipped and is just away."""
    own = [
        row
        for row in rows
        if row["status"] not in ("served", "unknown")
        and not (row["skippable"] and row["status"] == "elsewhere")
    ]
    return sorted(own, key=lambda row: (STATUSES.index(row["status"]), steps.index(row["step"])))


def regional(rows: Sequence[Mapping[str, Any]]) -> int:
    """Count the cells that only operators serve who serve every zone."""
    return sum(bool(row["regional"]) and row["regional"] == row["operators"] for row in rows)


def over_sectors(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], tuple[str, int]]:
    """Give the worst status of each zone and step, and how many sectors have it.

    It is unknown only where nothing else is known.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        found.setdefault((row["zone"], row["step"]), []).append(row["status"])
    order = (*STATUSES[1:], STATUSES[0])
    worst_of = {cell: min(met, key=order.index) for cell, met in found.items()}
    return {cell: (status, found[cell].count(status)) for cell, status in worst_of.items()}


def ahead(row: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Give the pairs of zone and sector that an addition completes, or towards which it leads."""
    pairs: Sequence[Mapping[str, Any]] = row["pairs"]
    return [row] if row["zone"] is not None and not pairs else pairs


def mending(cell: Mapping[str, Any], additions: Sequence[Mapping[str, Any]]) -> list[int] | None:
    """Give the places of the additions that mend a cell; None where nothing is to be mended.

    A link mends every step of its pairs, an offer its own, places the bottleneck of their sector.
    """
    if cell["status"] in ("unknown", "fragile", "served"):
        return None

    def mends(row: Mapping[str, Any]) -> bool:
        here: bool = row["step"] == cell["step"]
        if row["kind"] == "places":
            narrow: bool = cell["status"] == "bottleneck" and row["sector"] == cell["sector"]
            return here and narrow
        met = ((pair["zone"], pair["sector"]) for pair in ahead(row))
        return (here or row["kind"] == "link") and (cell["zone"], cell["sector"]) in met

    found = [place for place, row in enumerate(additions) if mends(row)]
    return sorted(found, key=lambda place: additions[place]["kind"] == "places")


def by_lack(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Give the rows of sectors of the capacity, first that in which most people cannot pass."""

    def order(row: Mapping[str, Any]) -> tuple[float, str]:
        return (row["flow_low"] or 0) - (row["demand"] or 0), row["sector"] or ""

    return sorted((row for row in rows if row["kind"] == "sector"), key=order)


def bottlenecks(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Give the bottlenecks of the capacity, first that in which one place more helps most."""
    own = [row for row in rows if row["kind"] == "bottleneck"]
    return sorted(own, key=lambda row: -(row["gain"] or 0))


def passing(row: Mapping[str, Any]) -> str:
    """Tell how far it is known how many can pass, in whole people.

    Returns
    -------
    {'unlimited', 'at_least', 'exactly', 'between_low_high'}
    """
    if row["flow_low"] is None:
        return "unlimited"
    if row["flow_high"] is None:
        return "at_least"
    alike = round(row["flow_low"]) == round(row["flow_high"])
    return "exactly" if alike else "between_low_high"
