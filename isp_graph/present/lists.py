"""The answers of the analyses as the page's tables hold them: short, numbered, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from isp_graph.dataset import Dataset
from isp_graph.model.findings import SEVERITIES
from isp_graph.model.schema import LANGUAGES, SCHEMA
from isp_graph.present.reasons import reason_writer
from isp_graph.present.texts import catalogue
from isp_graph.present.wording import printed
from isp_graph.results import Result

WORST_FIRST = ("isolated", "small_component", "pendant", "dependent", "well_tied", "unknown")
"""Statuses as the list of isolated organisations orders them; of the unknown nothing is said."""
MEASURES = (
    "degree",
    "strength",
    "betweenness",
    "closeness",
    "harmonic",
    "eigenvector",
    "pagerank",
    "constraint",
    "effective_size",
    "core",
    "component_size",
    "cut_point",
)
"""Columns of the centrality table."""


def short(value: Any) -> Any:
    """Round a measure to four significant digits; yes and no become 1 and 0.

    Examples
    --------
    >>> short(0.123456), short(True), short(None), short(12)
    (0.1235, 1, None, 12)
    """
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        rounded = float(f"{value:.4g}")
        return int(rounded) if rounded.is_integer() else rounded
    return value


def centrality_rows(result: Result, organisation: Mapping[str, int]) -> dict[str, list[list[Any]]]:
    """List the measures of each layer, ``[organisation, *MEASURES]``, best tied first.

    Parameters
    ----------
    result : Result
        Rows of `isp_graph.analysis.centrality.centrality`.
    organisation : mapping
        Place by id; others are left out.

    Returns
    -------
    dict
        Rows by layer.
    """
    frame = result.frame.filter(pl.col("organisation").is_in(list(organisation)))
    frame = frame.sort(["layer", "degree", "organisation"], descending=[False, True, False])
    rows: dict[str, list[list[Any]]] = {}
    for row in frame.select("layer", "organisation", *MEASURES).iter_rows():
        rows.setdefault(row[0], []).append([organisation[row[1]], *map(short, row[2:])])
    return rows


def isolated_rows(
    data: Dataset, result: Result, advised: Result, organisation: Mapping[str, int]
) -> dict[str, Any]:
    """Arrange statuses by organisation, and the suggestions for those who need them.

    Parameters
    ----------
    data : Dataset
        Where names are looked up.
    result : Result
        Rows of `isp_graph.analysis.isolated.isolated`, ``all`` among their layers.
    advised : Result
        Rows with suggestions; the same, or those of ``all`` alone.
    organisation : mapping
        Place by id; others are left out.

    Returns
    -------
    dict
        ``layers``; ``order``, places worst first; ``status``, by layer the places in
        `WORST_FIRST` of each of these; ``new``, newcomers; ``advice``, by layer and organisation
        ``[organisation, reasons]``; ``reasons``, each in three languages.
    """
    frame = result.frame.filter(pl.col("organisation").is_in(list(organisation)))
    rank = {status: place for place, status in enumerate(WORST_FIRST)}
    layers = sorted(set(frame["layer"].to_list()), key=lambda name: (name == "all", name))
    statuses: dict[str, dict[str, int]] = {name: {} for name in layers}
    new: set[str] = set()
    writers = {language: reason_writer(data, language) for language in LANGUAGES}
    reasons: dict[tuple[str, ...], int] = {}
    advice: dict[str, dict[str, list[list[Any]]]] = {}

    def phrase(reason: Mapping[str, Any]) -> int:
        words = tuple(writers[language]([reason]) for language in LANGUAGES)
        return reasons.setdefault(words, len(reasons))

    for row in frame.iter_rows(named=True):
        own = row["organisation"]
        statuses[row["layer"]][own] = rank[row["status"]]
        if row["newcomer"]:
            new.add(own)
    told = advised.frame.filter(pl.col("suggestions").list.len() > 0)
    for layer, own, entries in told.select("layer", "organisation", "suggestions").iter_rows():
        if own not in organisation:
            continue
        listed = advice.setdefault(layer, {}).setdefault(str(organisation[own]), [])
        for entry in entries:
            if entry["organisation"] in organisation:
                why = [phrase(reason) for reason in entry["reasons"]]
                listed.append([organisation[entry["organisation"]], why])
    alone = {
        own: sum(statuses[name].get(own) == 0 for name in layers if name != "all")
        for own in statuses.get("all", {})
    }
    order = sorted(alone, key=lambda own: (statuses["all"][own], -alone[own], own not in new, own))
    return {
        "layers": layers,
        "order": [organisation[own] for own in order],
        "status": {name: [statuses[name].get(own, 5) for own in order] for name in layers},
        "new": sorted(organisation[own] for own in new),
        "advice": advice,
        "reasons": [list(words) for words in reasons],
    }


def summary_rows(result: Result) -> list[dict[str, Any]]:
    """List the tables with their names in three languages."""
    return [
        {
            "t": [SCHEMA[row["table"]].labels[language] for language in LANGUAGES],
            "rows": row["rows"],
            "refused": row["refused"],
            "complete": short(row["complete"]),
        }
        for row in result.rows
    ]


def finding_rows(data: Dataset, limit: int = 200) -> dict[str, Any]:
    """Count findings by severity and code, and word the first of them.

    Parameters
    ----------
    data : Dataset
        Its findings are masked already where they may name people.
    limit : int
        Findings to word.

    Returns
    -------
    dict
        ``counts`` by severity; ``rows`` of severity, place, message and remedy in three
        languages; ``left`` out.
    """
    listed = sorted(data.findings, key=lambda entry: entry.order())
    counts = dict.fromkeys(SEVERITIES, 0)
    for entry in listed:
        counts[entry.severity] += 1
    rows = []
    for entry in listed[:limit]:
        place = entry.file if entry.row is None else f"{entry.file}:{entry.row}"
        said = [f"{entry.message(lang)} {entry.remedy(lang)}".strip() for lang in LANGUAGES]
        rows.append({"s": entry.severity, "w": place, "t": said})
    return {"counts": counts, "rows": rows, "left": max(0, len(listed) - limit)}


def known_layers(statuses: Mapping[str, Sequence[int]]) -> tuple[list[str], list[str]]:
    """Divide layers into those of which something is known and those of which nothing is."""
    unknown = WORST_FIRST.index("unknown")
    known: list[str] = []
    blank: list[str] = []
    for name, listed in statuses.items():
        if name != "all":
            (blank if all(status == unknown for status in listed) else known).append(name)
    return known, blank


def all_texts(*views: str) -> dict[str, list[str]]:
    """Give every text of some views, by ``view.key``, in the order of `LANGUAGES`.

    Apostrophes are those of print, also where a text was written for the terminal.
    """
    return {
        key if view == "report" else f"{view}.{key}": [
            printed(entry[language]) for language in LANGUAGES
        ]
        for view in views
        for key, entry in catalogue(view).items()
    }
