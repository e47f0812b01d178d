"""What those who tell of the filière ask of its rows first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.datasets.records import Records


def offers_known(data: Records) -> bool:
    """Tell whether the dataset has offers at all, whatever its conditions leave of them."""
    return data.as_read().table("offers").height > 0


def steps_in_order(data: Records) -> list[str]:
    """Name the steps of the dataset as one takes them, whatever its conditions."""
    return data.as_read().table("steps").sort("position", "id")["id"].to_list()


def by_sector(
    rows: Sequence[Mapping[str, Any]],
) -> dict[str | None, list[Mapping[str, Any]]]:
    """Gather rows by their sector, in the order in which sectors come."""
    found: dict[str | None, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["sector"], []).append(row)
    return found
