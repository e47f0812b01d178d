"""Who shares administrators, as the terminal tells it."""

from __future__ import annotations

import polars as pl

from isp_graph.datasets.records import Records
from isp_graph.present.shared_lists import (
    ORGANISATIONS,
    lacking,
    listed_rows,
    with_names,
)
from isp_graph.questions.boards.reading import ORDERS, holders, pairs
from isp_graph.results import Result
from isp_graph.texts import text

_COLUMNS: dict[str | None, tuple[str, ...]] = {
    None: ("a", "b", "shared", "expected", "p_value", "p_adjusted", "kept"),
    "people": ("person", "seats", "organisations"),
    "two-mode": ("node", "mode", "degree", "closeness", "betweenness"),
    "depends": (
        "person",
        "pairs_lost",
        "components_added",
        "organisations_isolated",
        "cut_points_lost",
        "organisations",
    ),
    "represented": ("organisation", "board", "person", "capacity"),
}


def boards_unknown(data: Records, language: str) -> str | None:
    """Say what the data cannot tell of boards, and what it would take; None if nothing."""
    return lacking(data, "boards", "mandates", "no_seats", language)


def interlocks_sentence(result: Result, language: str) -> str:
    """Say how many pairs share administrators, and how many more than chance would give.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.boards.interlocks.interlocks`.

    Returns
    -------
    str
    """
    told = result.basis.parameters
    found = pairs(result)
    said = text(
        f"sharing.interlocks_{found.verdict}",
        language,
        kept=found.kept,
        pairs=result.frame.height,
        tests=told["tests"],
        draws=told.get("most_draws", 0),
    )
    cautious = told["null"] == "sdsm"
    return f"{said} {text('sharing.interlocks_cautious', language)}" if cautious else said


def interlocks_list(result: Result, data: Records, language: str, view: str | None) -> str:
    """Write the answer about shared administrators for a terminal.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.boards.interlocks` or `isp_graph.questions.boards.administrators`.
    data : Records
        Where names are.
    view : {None, 'people', 'two-mode', 'depends', 'represented'}

    Returns
    -------
    str
    """
    frame = result.frame
    silence = boards_unknown(data, language)
    lines = [] if silence is None or view == "represented" else [silence]
    # Boards of which nobody is known would be told as boards that nobody links.
    nobody = view == "two-mode" and "person" not in frame["mode"]
    if frame.is_empty() or nobody:
        lines.append(text("sharing.none", language))
        return "\n".join(lines) + "\n"
    if view is None:
        lines.append(interlocks_sentence(result, language))
    elif view == "people":
        linkers = frame.filter("linker")
        counts = {"linkers": linkers.height, "people": frame.height}
        lines.append(text("sharing.linkers", language, **counts))
        frame = linkers
    elif view == "two-mode":
        unlinked = frame.filter((pl.col("mode") == "organisation") & ~pl.col("linked")).height
        lines.append(text("sharing.unlinked", language, count=unlinked))
        modes = {key: text(f"sharing.mode_{key}", language) for key in ("person", "organisation")}
        frame = frame.with_columns(pl.col("mode").replace(modes))
    elif view == "depends":
        frame = holders(frame)
        lines.append(text("sharing.depends", language, count=frame.height))
    else:
        lines.append(text("sharing.represented", language, count=frame.height))
    names = dict(data.organisations.select("id", "name").iter_rows())
    people = dict(data.table("people").select("id", "name").iter_rows())
    frame = ORDERS[view].of(frame)
    named = with_names(with_names(frame, ORGANISATIONS, names), ("person", "node"), people)
    return "\n".join(
        [*lines, "", listed_rows(named, ORDERS[view].by, _COLUMNS[view], data, language)]
    )
