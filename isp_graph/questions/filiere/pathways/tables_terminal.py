"""Flows between zones, steps met outside, and who carries all pathways, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.datasets.records import Records
from isp_graph.present.columns import laid_out
from isp_graph.present.terminal import printable
from isp_graph.present.wording import number
from isp_graph.questions.filiere.pathways.reading import Having, thinnest_first
from isp_graph.questions.filiere.rows import by_sector, steps_in_order
from isp_graph.questions.filiere.words import Names, notes
from isp_graph.results import Result
from isp_graph.texts import text

_NOTHING = "·"


def _hundred(share: float | None, language: str) -> str:
    """Write a share of a hundred; what is there and rounds to nothing is not nothing."""
    if share is None:
        return _NOTHING
    if 0 < share < 0.005:
        return "<1"
    return number(100 * share, language)


def flows_view(result: Result, data: Records, language: str) -> str:
    """Show, for each hand-over, a matrix of zones.

    Parameters
    ----------
    result : Result
        Of `isp_graph.pathway_flows`.
    data : Records
        Where names are.

    Returns
    -------
    str
    """
    rows = [row for row in result.rows if row["sector"] is None]
    parts = notes(result.basis.parameters, data, language)
    if not rows:
        return "\n".join([*parts, text("pathways.no_flows", language)]) + "\n"
    names = Names(data, language)
    zones = sorted({row[end] for row in rows for end in ("zone_from", "zone_to")})
    labels = [names.zones.get(zone, zone) for zone in zones]
    parts.append(text("pathways.flows_of", language))
    rank = {step: place for place, step in enumerate(steps_in_order(data))}
    pairs = {(row["step_from"], row["step_to"]) for row in rows}
    for pair in sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]])):
        share = {
            (row["zone_from"], row["zone_to"]): row["share"]
            for row in rows
            if (row["step_from"], row["step_to"]) == pair
        }
        before, after = (names.steps.get(step, step) for step in pair)
        parts += ["", text("pathways.flows", language, step_from=before, step_to=after)]
        lines = [
            [label, *(_hundred(share.get((zone, other)), language) for other in zones)]
            for zone, label in zip(zones, labels, strict=True)
        ]
        right = range(1, len(zones) + 1)
        parts.append(laid_out(["", *labels], lines, right, language).rstrip("\n"))
    return "\n".join(parts) + "\n"


def outside_view(result: Result, data: Records, language: str) -> str:
    """Show, by zone and sector, the share of each step that is met outside.

    Parameters
    ----------
    result : Result
        Of `isp_graph.pathway_outside`.
    data : Records
        Where names are.

    Returns
    -------
    str
    """
    names = Names(data, language)
    share = {(row["zone"], row["sector"], row["step"]): row["outside"] for row in result.rows}
    steps = [step for step in steps_in_order(data) if any(key[2] == step for key in share)]
    cells = sorted({key[:2] for key in share}, key=lambda cell: (cell[1] or "", cell[0]))
    heads = [text(f"pathways.{key}", language) for key in ("sector", "zone")]
    lines = [
        [
            names.sectors.get(sector or "", sector or _NOTHING),
            names.zones.get(zone, zone),
            *(_hundred(share.get((zone, sector, step)), language) for step in steps),
        ]
        for zone, sector in cells
    ]
    labels = [names.steps.get(step, step) for step in steps]
    right = range(2, len(steps) + 2)
    shown = laid_out([*heads, *labels], lines, right, language)
    parts = notes(result.basis.parameters, data, language)
    return "\n".join([*parts, text("pathways.outside", language), "", shown])


def depends_view(having: Having, result: Result, data: Records, language: str) -> str:
    """Say, by sector, on whom all pathways depend.

    Parameters
    ----------
    having : mapping
        The zones that have pathways, see `isp_graph.questions.filiere.pathways.reading`.
    result : Result
        Of `isp_graph.pathway_depends`.
    data : Records
        Where names are.

    Returns
    -------
    str
        Sectors that the fewest operators carry come first.
    """
    names = Names(data, language)

    lines = [
        line
        for sector, said, _ in thinnest_first(by_sector(result.rows), having)
        for line in _carried(sector, said, names, language)
    ]
    said = notes(result.basis.parameters, data, language)
    return "\n".join(said + (lines or [text("pathways.depends_none", language)])) + "\n"


def _carried(
    sector: str | None,
    said: Sequence[tuple[Mapping[str, Any], list[str] | None]],
    names: Names,
    language: str,
) -> list[str]:
    called = names.sectors.get(sector or "", sector or _NOTHING)
    lines = []
    for row, zones in said:
        who = names.organisations.get(row["organisation"], row["organisation"])
        told = {"who": who, "steps": names.step_list(row["steps"] or [])}
        if row["kind"] == "step":
            told |= {"sector": called, "count": row["operators"]}
            line = text("pathways.depends_step", language, **told)
        elif row["kind"] == "link":
            other = names.organisations.get(row["other"], row["other"])
            line = text("pathways.depends_link", language, who=who, other=other)
        else:
            key = "operator" if row["carries"] == "pathways" else "linked"
            line = text(f"pathways.depends_{key}", language, **told)
        if zones is not None:
            labels = [names.zones.get(zone, zone) for zone in zones]
            line += text("pathways.depends_from", language, zones=labels)
        lines.append(printable(line))
    return lines
