"""Gaps for a planner: for each sector a matrix of zones and steps, the worst sector first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.datasets.records import Records
from isp_graph.present.columns import laid_out
from isp_graph.present.terminal import printable
from isp_graph.present.wording import number
from isp_graph.questions.filiere.gaps.reading import badness, regional, told
from isp_graph.questions.filiere.rows import by_sector, steps_in_order
from isp_graph.questions.filiere.words import Names, notes
from isp_graph.results import Result
from isp_graph.texts import text

SIGNS = {
    "unknown": "?",
    "none": "✗",
    "ineligible": "⊘",
    "elsewhere": "→",
    "unlinked": "~",
    "bottleneck": "<",
    "fragile": "1",
    "served": "✓",
}
"""A sign for each status: what is seen does not rest on colour."""


def gaps_view(result: Result, data: Records, language: str) -> str:
    """Show gaps by sector.

    Parameters
    ----------
    result : Result
        Of `isp_graph.gaps`.
    data : Records
        Where names are.

    Returns
    -------
    str
        A legend; then each sector, that with most steps missing that may not be skipped first.
    """
    names = Names(data, language)
    order = steps_in_order(data)
    rows = result.rows
    signs = ", ".join(f"{sign} {text(f'gaps.{key}', language)}" for key, sign in SIGNS.items())
    parts = [*notes(result.basis.parameters, data, language)]
    parts.append(text("gaps.legend", language, signs=signs))
    if regional(rows):
        parts.append(text("gaps.regional", language, count=regional(rows)))
    for sector, own in sorted(by_sector(rows).items(), key=badness):
        called = names.sectors.get(sector or "", sector or "·")
        count = sum(row["status"] != "served" for row in own)
        parts += ["", printable(text("gaps.sector", language, sector=called, count=count))]
        parts.append(_matrix(own, order, names, language))
        parts += _details(own, order, names, language)
    return "\n".join(parts) + "\n"


def _matrix(
    rows: Sequence[Mapping[str, Any]], order: Sequence[str], names: Names, language: str
) -> str:
    status = {(row["zone"], row["step"]): row for row in rows}
    zones = sorted({row["zone"] for row in rows})
    lines = []
    for zone in zones:
        cells = []
        for step in order:
            row = status[zone, step]
            sign = SIGNS[row["status"]]
            cells.append(f"({sign})" if row["skippable"] else f" {sign} ")
        lines.append([names.zones.get(zone, zone), *cells])
    heads = [text("gaps.zone", language), *(names.steps.get(step, step) for step in order)]
    return laid_out(heads, lines, (), language).rstrip("\n")


def _details(
    rows: Sequence[Mapping[str, Any]], order: Sequence[str], names: Names, language: str
) -> list[str]:
    """Tell what is behind each sign."""
    return [printable("  " + _detail(row, names, language)) for row in told(rows, order)]


def _detail(row: Mapping[str, Any], names: Names, language: str) -> str:
    zone = names.zones.get(row["zone"], row["zone"])
    step = names.steps.get(row["step"], row["step"])
    status = ", ".join(text(f"gaps.{key}", language) for key in (row["status"], *row["also"]))
    parts = [
        text("gaps.cell", language, sign=SIGNS[row["status"]], zone=zone, step=step, status=status)
    ]
    if row["nearest_zone"] is not None:
        near = names.zones.get(row["nearest_zone"], row["nearest_zone"])
        if row["cost"] is None:
            parts.append(text("gaps.nearest", language, zone=near))
        else:
            km = number(row["cost"], language, 1)
            parts.append(text("gaps.nearest_km", language, zone=near, km=km))
    holding = (row["status"], *row["also"])
    if "fragile" in holding:
        parts.append(names.organisations.get(row["only"], row["only"]))
    if "bottleneck" in holding:
        parts.append(text("gaps.few", language, places=row["places"], arrives=row["arrives"]))
    if row["affected"] is not None:
        parts.append(text("gaps.affected", language, count=row["affected"]))
    return text("gaps.between", language).join(parts)
