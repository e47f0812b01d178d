"""What people are told of ``gaps`` first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
