"""What people are told of ``pathways``: how far one comes and where it breaks, who carries all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.questions.filiere.rows import by_sector

WHOLE = 3
"""The grade of those that stay within the zone and are linked throughout."""
_BREAKS = {
    "missing": "nobody_offers",
    "missing_in_zone": "not_in_zone",
    "breaks_at": "nothing_links",
}
_KINDS = ("step", "operator", "link")
Having = Mapping[str | None, set[str]]


def grade(row: Mapping[str, Any]) -> int:
    """Say how far one comes: no pathway, out of the zone, not linked, all within and linked."""
    if not row["pathways"]:
        return 0
    if not row["crossing_free"]:
        return 1
    return WHOLE if row["linked_crossing_free"] else 2


def breaks(row: Mapping[str, Any]) -> tuple[str, Sequence[str]] | None:
    """Tell how a filière breaks, and at which steps, the first that applies; None where none.

    Returns
    -------
    tuple or None
        ``nobody_offers``, ``not_in_zone`` or ``nothing_links``, and steps.
    """
    return next(((name, row[key]) for key, name in _BREAKS.items() if row[key]), None)


def worst_first(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Give one row for each zone and sector, those of the lowest grade first."""
    first = [row for row in rows if row["rank"] in (1, None)]
    return sorted(first, key=lambda row: (grade(row), row["sector"] or "", row["zone"]))


def thinnest_first(
    rows: Mapping[str | None, Sequence[Mapping[str, Any]]], having: Having
) -> list[tuple[str | None, list[tuple[Mapping[str, Any], list[str] | None]], int | None]]:
    """Give what all pathways of each sector rest on, sectors that the fewest operators carry first.

    Parameters
    ----------
    rows : mapping
        Rows of `isp_graph.pathway_depends` by sector.
    having : mapping
        See `with_pathways`.

    Returns
    -------
    list of tuple
        A sector; what is said of it, see `alike`: steps, then operators, then links; and how many
        operators its thinnest step has, None where none is told.
    """
    found = []
    for sector, own in rows.items():
        counts = [row["operators"] for row in own if row["kind"] == "step"]
        said = sorted(alike(own, having), key=lambda entry: _KINDS.index(entry[0]["kind"]))
        found.append((sector, said, min(counts, default=None)))
    return sorted(found, key=lambda entry: (entry[2] or 0, entry[0] or ""))


def with_pathways(counted: Sequence[Mapping[str, Any]]) -> Having:
    """Give the home zones that have pathways, by sector, from the rows of `isp_graph.pathways`."""
    return {
        sector: {row["zone"] for row in own if row["pathways"]}
        for sector, own in by_sector(counted).items()
    }


def alike(
    rows: Sequence[Mapping[str, Any]], having: Having
) -> list[tuple[Mapping[str, Any], list[str] | None]]:
    """Gather the rows of one sector that say the same of several home zones.

    Parameters
    ----------
    rows : sequence of mapping
        Of `isp_graph.pathway_depends`.
    having : mapping
        See `with_pathways`.

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
    return [
        (row, None if having[row["sector"]] <= set(zones) else sorted(zones))
        for row, zones in said.values()
    ]


def carriers(
    rows: Sequence[Mapping[str, Any]], having: Having
) -> list[tuple[str, list[str | None]]]:
    """List the operators without whom no pathway of a sector remains, and these sectors.

    Without them there is none from any home zone that has some.

    Parameters
    ----------
    rows : sequence of mapping
        Of `isp_graph.pathway_depends`.
    having : mapping
        See `with_pathways`.

    Returns
    -------
    list of tuple
        Operator and sectors; those of most sectors first.
    """
    carried: dict[tuple[str | None, str], set[str]] = {}
    for row in rows:
        if row["kind"] == "operator" and row["carries"] == "pathways":
            carried.setdefault((row["sector"], row["organisation"]), set()).update(row["zones"])
    found: dict[str, list[str | None]] = {}
    for (sector, organisation), zones in carried.items():
        if zones >= having[sector]:
            found.setdefault(organisation, []).append(sector)
    return sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0]))
