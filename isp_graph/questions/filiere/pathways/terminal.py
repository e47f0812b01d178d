"""Pathways for a planner: one line for each zone and sector, with where it breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from isp_graph.datasets.records import Records
from isp_graph.present.columns import in_full, laid_out, large
from isp_graph.present.names import layer_label
from isp_graph.present.terminal import printable
from isp_graph.present.wording import number
from isp_graph.questions.filiere.pathways.reading import WHOLE, breaks, grade, worst_first
from isp_graph.questions.filiere.words import Names, notes
from isp_graph.results import Result
from isp_graph.texts import text

_ROUNDED = 10**6
"""From here on numbers are written in words of size."""
_SIGNS = ("✗", "→", "~", "✓")
_FIGURES = ("pathways", "linked", "crossing_free", "linked_crossing_free")


def _breaks(row: Mapping[str, Any], names: Names, language: str) -> str:
    found = breaks(row)
    if found is None:
        return ""
    how, steps = found
    between = " / " if how == "nothing_links" else ", "
    return text(f"pathways.{how}", language, steps=names.step_list(steps, between))


def pathways_list(result: Result, data: Records, language: str, *, told: bool) -> str:
    """Write the planner's list for a terminal.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.filiere.pathways.pathways`.
    data : Records
        Where names are.
    told : bool
        Whether to tell the best pathways offer by offer.

    Returns
    -------
    str
        The filières that break first come first.
    """
    names = Names(data, language)
    rows = result.rows
    cells = worst_first(rows)
    heads = ["", *(text(f"pathways.{key}", language) for key in ("sector", "zone", *_FIGURES))]
    lines = [
        [
            _SIGNS[grade(row)],
            names.sectors.get(row["sector"], row["sector"] or "·"),
            names.zones.get(row["zone"], row["zone"]),
            *(large(row[key], language) for key in _FIGURES),
            _breaks(row, names, language),
        ]
        for row in cells
    ]
    whole = sum(grade(row) == WHOLE for row in cells)
    parts = notes(result.basis.parameters, data, language)
    parts.append(text("pathways.summary", language, all=len(cells), whole=whole))
    shown = laid_out([*heads, text("pathways.breaks", language)], lines, (3, 4, 5, 6), language)
    parts += ["", shown.rstrip("\n"), "", text("pathways.legend", language)]
    if any(row[key] and row[key] >= _ROUNDED for row in cells for key in _FIGURES):
        parts.append(text("pathways.rounded", language))
    if told:
        for cell in cells:
            own = [row for row in rows if (row["zone"], row["sector"]) == _key(cell)]
            parts += _told(own, names, language)
    return "\n".join(parts) + "\n"


def _key(row: Mapping[str, Any]) -> tuple[str, str | None]:
    return row["zone"], row["sector"]


def capped_in_words(result: Result, language: str) -> str:
    """Say that a list of pathways is not whole, and where the numbers are."""
    stated = result.basis.parameters
    return text("pathways.capped", language, most=stated["all"], count=stated["capped"])


def every_pathway(result: Result, data: Records, language: str) -> str:
    """Write a list of pathways for a terminal, each hand-over explained.

    Parameters
    ----------
    result : Result
        Of `isp_graph.pathway_list`.
    data : Records
        Where names are.

    Returns
    -------
    str
        Of each zone and sector, how many there are, whether these are all, and the pathways.
    """
    names = Names(data, language)
    parts = notes(result.basis.parameters, data, language)
    for _, own in groupby(result.rows, key=_key):
        rows = list(own)
        extent = "none" if not rows[0]["listed"] else "some" if rows[0]["capped"] else "all"
        figures = {key: in_full(rows[0][key], language) for key in ("pathways", "listed")}
        parts += [
            *_heading("listed", rows[0], names, language),
            text(f"pathways.listed_{extent}", language, **figures),
        ]
        for row in rows if rows[0]["listed"] else []:
            parts += _pathway(row, ("cost", "crossings", "open", "pathway"), names, language)
    return "\n".join(parts).lstrip("\n") + "\n"


def _heading(key: str, row: Mapping[str, Any], names: Names, language: str) -> list[str]:
    zone, sector = _key(row)
    told = {
        "sector": names.sectors.get(sector or "", sector or "·"),
        "zone": names.zones.get(zone, zone),
    }
    return ["", text(f"pathways.{key}", language, **told)]


def _told(rows: Sequence[Mapping[str, Any]], names: Names, language: str) -> list[str]:
    """Tell the best pathways of one zone and sector, each hand-over explained."""
    if rows[0]["rank"] is None:
        return []
    lines = _heading("best", rows[0], names, language)
    for row in rows:
        keys = ("best_cost", "best_crossings", "best_open", "best")
        lines += _pathway(row, keys, names, language)
    return lines


def _pathway(
    row: Mapping[str, Any], keys: tuple[str, str, str, str], names: Names, language: str
) -> list[str]:
    cost, crossings, opened, path = (row[key] for key in keys)
    shown = number(cost, language, 0 if cost.is_integer() else 2)
    told = {"rank": row["rank"], "cost": shown, "crossings": crossings, "open": opened}
    lines = [text("pathways.best_line", language, **told)]
    for taken in path:
        step = names.steps.get(taken["step"], taken["step"])
        who = names.organisations.get(taken["organisation"], taken["organisation"])
        where = names.zones.get(taken["zone"], taken["zone"])
        how = _hand_over(taken, language)
        said = text("report.labelled", language, what=step, value=f"{who} ({where})")
        lines.append(printable(f"   {said}" + (f" — {how}" if how else "")))
    return lines


def _hand_over(taken: Mapping[str, Any], language: str) -> str:
    kind = taken["hand_over"]
    if kind is None:
        return ""
    if kind == "linked":
        layers = ", ".join(layer_label(layer, language) for layer in taken["layers"])
        return text("pathways.linked_by", language, layers=layers)
    return text(f"pathways.{kind}", language)
