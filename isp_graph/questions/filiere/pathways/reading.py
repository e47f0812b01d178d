"""What people are told of ``pathways``: what is true of several zones, and who carries all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def alike(rows: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], list[str] | None]]:
    """Gather the rows of one sector that say the same of several home zones.

    Parameters
    ----------
    rows : sequence of mapping
        Of `isp_graph.pathway_depends`.

    Returns
    -------
    list of tuple
        One of the rows, and the zones of which it is true; None where it is of all that have
        pathways in that sector.
    """
    said: dict[tuple[Any, ...], tuple[Mapping[str, Any], list[str]]] = {}
    for row in rows:
        steps = tuple(row["steps"] or ())
        key = row["kind"], row["carries"], row["organisation"], row["other"], steps
        said.setdefault((*key, row["operators"]), (row, []))[1].extend(row["zones"])
    every = {zone for row in rows for zone in row["zones"]}
    return [
        (row, None if len(zones) == len(every) else sorted(zones)) for row, zones in said.values()
    ]


def carriers(
    rows: Sequence[Mapping[str, Any]], counted: Sequence[Mapping[str, Any]]
) -> list[tuple[str, list[str | None]]]:
    """List the operators without whom no pathway of a sector remains, and these sectors.

    Without them there is none from any home zone that has some.

    Parameters
    ----------
    rows : sequence of mapping
        Of `isp_graph.pathway_depends`.
    counted : sequence of mapping
        Of `isp_graph.pathways`.

    Returns
    -------
    list of tuple
        Operator and sectors; those of most sectors first.
    """
    having: dict[str | None, set[str]] = {}
    for row in counted:
        if row["pathways"]:
            having.setdefault(row["sector"], set()).add(row["zone"])
    carried: dict[tuple[str | None, str], set[str]] = {}
    for row in rows:
        if row["kind"] == "operator" and row["carries"] == "pathways":
            carried.setdefault((row["sector"], row["organisation"]), set()).update(row["zones"])
    found: dict[str, list[str | None]] = {}
    for (sector, organisation), zones in carried.items():
        if zones >= having[sector]:
            found.setdefault(organisation, []).append(sector)
    return sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0]))
