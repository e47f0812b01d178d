"""What a coordinator reads in a terminal about shared administrators and meetings.

First what the data cannot tell, then one sentence that sums up, then the rows that matter most.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from isp_graph.layers import evidence_rows
from isp_graph.model.schema import SCHEMA
from isp_graph.model.vocabulary import VOCABULARIES
from isp_graph.present.cuts import cut, ranks_of
from isp_graph.present.reasons import local_names
from isp_graph.present.terminal import printable, table
from isp_graph.present.texts import text
from isp_graph.present.wording import day, number
from isp_graph.records import Records
from isp_graph.results import Result

# The order in which rows matter, and the columns shown, by view.
_INTERLOCKS: dict[str | None, tuple[list[str], list[bool], tuple[str, ...]]] = {
    None: (
        ["p_value", "shared", "a", "b"],
        [False, True, False, False],
        ("a", "b", "shared", "expected", "p_value", "p_adjusted", "kept"),
    ),
    "people": (["seats", "person"], [True, False], ("person", "seats", "organisations")),
    "two-mode": (
        ["betweenness", "node"],
        [True, False],
        ("node", "mode", "degree", "closeness", "betweenness"),
    ),
    "depends": (
        ["components_added", "pairs_lost", "cut_points_lost", "person"],
        [True, True, True, False],
        (
            "person",
            "pairs_lost",
            "components_added",
            "organisations_isolated",
            "cut_points_lost",
            "organisations",
        ),
    ),
    "represented": (
        ["organisation", "board"],
        [False, False],
        ("organisation", "board", "person", "capacity"),
    ),
}
_MEETINGS: dict[str | None, tuple[list[str], list[bool], tuple[str, ...]]] = {
    None: (
        ["jaccard", "p_value", "a", "b"],
        [True, False, False, False],
        ("a", "b", "shared", "jaccard", "overlap", "p_value", "same", "hours_a", "hours_b"),
    ),
    "load": (
        ["hours_per_year", "meetings", "organisation"],
        [True, True, False],
        ("name", "zone", "meetings", "hours_per_year", "hours_unknown"),
    ),
    "absent": (["zone", "organisation"], [False, False], ("name", "zone", "last")),
    "cover": (
        ["kept", "ties_alone", "meeting"],
        [False, False, False],
        ("meeting", "kept", "ties", "ties_alone", "hours_per_year"),
    ),
    "delegate": (
        ["hours_saved", "meeting", "organisation"],
        [True, False, False],
        ("organisation", "meeting", "delegate", "elsewhere", "hours_saved"),
    ),
    "stopped": (["end", "organisation"], [True, False], ("name", "zone", "meeting", "end")),
}
_ORGANISATIONS = ("a", "b", "organisation", "organisations", "board", "node", "delegate")
_MEETING_COLUMNS = ("a", "b", "meeting", "elsewhere")


def boards_unknown(data: Records, language: str) -> str | None:
    """Say what the data cannot tell of boards, and what it would take; None if nothing."""
    if evidence_rows(data, "boards").is_empty():
        return text(_silence(data, "boards", "no_seats"), language)
    return _incomplete(data, "mandates", language)


def meetings_unknown(data: Records, language: str) -> str | None:
    """Say what the data cannot tell of meetings, and what it would take; None if nothing."""
    if evidence_rows(data, "meetings").is_empty():
        return text(_silence(data, "meetings", "no_attendance"), language)
    return _incomplete(data, "attendance", language)


def _silence(data: Records, layer: str, key: str) -> str:
    """Tell data that hold no row from those that hold none here."""
    elsewhere = not evidence_rows(data.as_read(), layer).is_empty()
    return f"sharing.{key}_here" if elsewhere else f"sharing.{key}"


def _incomplete(data: Records, table_name: str, language: str) -> str | None:
    if table_name not in data.settings.incomplete:
        return None
    return text("sharing.incomplete", language, table=SCHEMA[table_name].labels[language])


def _named(frame: pl.DataFrame, columns: tuple[str, ...], names: dict[str, str]) -> pl.DataFrame:
    """Put names in the place of ids."""
    for column in columns:
        if column not in frame.columns:
            continue
        if frame[column].dtype == pl.List(pl.String):
            by_name = pl.element().replace(names)
            frame = frame.with_columns(pl.col(column).list.eval(by_name).list.join(", "))
        else:
            frame = frame.with_columns(pl.col(column).replace(names))
    return frame


def _worded(frame: pl.DataFrame, data: Records, language: str) -> pl.DataFrame:
    """Put words in the place of codes: zones, capacities and days."""
    words: dict[str, Callable[[str], str]] = {
        "zone": lambda zone: zones.get(zone, zone),
        "capacity": lambda code: VOCABULARIES["capacity"].label(code, language),
        "last": lambda date: day(date, language),
        "end": lambda date: day(date, language),
    }
    zones = local_names(data.as_read(), "zones", language) if "zones" in data.tables else {}
    for column in frame.columns:
        if column in words:
            told = [None if value is None else words[column](value) for value in frame[column]]
            frame = frame.with_columns(pl.Series(column, told, pl.String))
    return frame


def _heading(key: str, language: str) -> str:
    return text("sharing.delegate_heading" if key == "delegate" else f"sharing.{key}", language)


def _listed(
    frame: pl.DataFrame,
    order: tuple[list[str], list[bool], tuple[str, ...]],
    data: Records,
    language: str,
) -> str:
    by, down, columns = order
    ordered = frame.sort(by, descending=down, nulls_last=True)
    kept = cut(ranks_of(ordered, by))
    shown = _worded(ordered.head(kept.shown).select(columns), data, language)
    said = table(columns, shown.iter_rows(), language, lambda key: _heading(key, language))
    return said + "".join(f"{line}\n" for line in kept.words(language))


def _reading(result: Result) -> str:
    """Name what may be said of the pairs: that some are kept, that none is, or neither."""
    told = result.basis.parameters
    if result.frame["kept"].any():
        return "some"
    if told["tellable"]:
        return "nothing"
    return "draws" if told["rarer"] else "sizes"


def interlocks_sentence(result: Result, language: str) -> str:
    """Say how many pairs share administrators, and how many more than chance would give.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.interlocks.interlocks`.
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    str
    """
    told = result.basis.parameters
    said = text(
        f"sharing.interlocks_{_reading(result)}",
        language,
        kept=int(result.frame["kept"].sum()),
        pairs=result.frame.height,
        tests=told["tests"],
        draws=told.get("most_draws", 0),
    )
    cautious = told["null"] == "sdsm"
    return f"{said} {text('sharing.interlocks_cautious', language)}" if cautious else said


def meetings_sentence(result: Result, language: str) -> str:
    """Say how many pairs of meetings share participants, and how many nearly the same.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.meetings.meetings`.
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    str
    """
    return text(
        "sharing.meetings_some",
        language,
        share=number(100 * result.basis.parameters["same"], language),
        pairs=result.frame.height,
        same=result.frame.filter("same").height,
    )


def interlocks_list(result: Result, data: Records, language: str, view: str | None) -> str:
    """Write the answer about shared administrators for a terminal.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.interlocks` or `isp_graph.analysis.administrators`.
    data : Records
        Where names are.
    language : {'fr', 'nl', 'en'}
    view : {None, 'people', 'two-mode', 'depends', 'represented'}

    Returns
    -------
    str
    """
    frame = result.frame
    lacking = boards_unknown(data, language)
    lines = [] if lacking is None or view == "represented" else [lacking]
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
        frame = frame.filter(pl.col("pairs_lost") > 0)
        lines.append(text("sharing.depends", language, count=frame.height))
    else:
        lines.append(text("sharing.represented", language, count=frame.height))
    names = dict(data.organisations.select("id", "name").iter_rows())
    people = dict(data.table("people").select("id", "name").iter_rows())
    named = _named(_named(frame, _ORGANISATIONS, names), ("person", "node"), people)
    return "\n".join([*lines, "", _listed(named, _INTERLOCKS[view], data, language)])


def meetings_list(result: Result, data: Records, language: str, view: str | None) -> str:
    """Write the answer about meetings for a terminal.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.meetings` or `isp_graph.analysis.meeting_cover`.
    data : Records
        Where names are.
    language : {'fr', 'nl', 'en'}
    view : {None, 'load', 'absent', 'cover', 'delegate', 'stopped'}

    Returns
    -------
    str
    """
    frame = result.frame
    told: Any = result.basis.parameters
    lacking = meetings_unknown(data, language)
    lines = [] if lacking is None else [lacking]
    if frame.is_empty():
        lines.append(text("sharing.none", language))
        return "\n".join(lines) + "\n"
    if view is None:
        lines.append(meetings_sentence(result, language))
    elif view == "cover":
        values = {key: told[key] for key in ("ties", "size", "bound")}
        key = "cover" if told["proven"] else "cover_bound"
        lines.append(text(f"sharing.{key}", language, all=frame.height, **values))
    elif view != "load":
        lines.append(text(f"sharing.{view}", language, count=frame.height))
    names = dict(data.organisations.select("id", "name").iter_rows())
    gatherings = local_names(data.as_read(), "meetings", language)
    named = _named(frame, _MEETING_COLUMNS, gatherings)
    named = _named(named, ("organisation", "delegate"), names)
    return "\n".join([*map(printable, lines), "", _listed(named, _MEETINGS[view], data, language)])
