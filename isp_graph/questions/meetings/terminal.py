"""Which meetings gather the same, as the terminal tells it."""

from __future__ import annotations

from typing import Any

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.present.shared_lists import (
    MEETING_COLUMNS,
    lacking,
    listed_rows,
    with_names,
)
from isp_graph.present.terminal import printable
from isp_graph.present.wording import number
from isp_graph.questions.meetings.reading import ORDERS
from isp_graph.results import Result
from isp_graph.texts import text

_COLUMNS: dict[str | None, tuple[str, ...]] = {
    None: ("a", "b", "shared", "jaccard", "overlap", "p_value", "same", "hours_a", "hours_b"),
    "load": ("name", "zone", "meetings", "hours_per_year", "hours_unknown"),
    "absent": ("name", "zone", "last"),
    "cover": ("meeting", "kept", "ties", "ties_alone", "hours_per_year"),
    "delegate": ("organisation", "meeting", "delegate", "elsewhere", "hours_saved"),
    "stopped": ("name", "zone", "meeting", "end"),
}


def meetings_unknown(data: Records, language: str) -> str | None:
    """Say what the data cannot tell of meetings, and what it would take; None if nothing."""
    return lacking(data, "meetings", "attendance", "no_attendance", language)


def meetings_sentence(result: Result, language: str) -> str:
    """Say how many pairs of meetings share participants, and how many nearly the same.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.meetings.meetings.meetings`.

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


def meetings_list(result: Result, data: Records, language: str, view: str | None) -> str:
    """Write the answer about meetings for a terminal.

    Parameters
    ----------
    result : Result
        Of `isp_graph.questions.meetings.meetings` or `isp_graph.questions.meetings.cover`.
    data : Records
        Where names are.
    view : {None, 'load', 'absent', 'cover', 'delegate', 'stopped'}

    Returns
    -------
    str
    """
    frame = result.frame
    told: Any = result.basis.parameters
    silence = meetings_unknown(data, language)
    lines = [] if silence is None else [silence]
    if frame.is_empty():
        lines.append(text("sharing.none", language))
        return "\n".join(lines) + "\n"
    if view is None:
        lines.append(meetings_sentence(result, language))
    elif view == "cover":
        values = {key: told[key] for key in ("ties", "size", "bound")}
        key = "cover_nothing" if not told["ties"] else "cover" if told["proven"] else "cover_bound"
        lines.append(text(f"sharing.{key}", language, all=frame.height, **values))
    elif view != "load":
        lines.append(text(f"sharing.{view}", language, count=frame.height))
    names = dict(data.organisations.select("id", "name").iter_rows())
    gatherings = local_names(data.as_read(), "meetings", language)
    named = with_names(ORDERS[view].of(frame), MEETING_COLUMNS, gatherings)
    named = with_names(named, ("organisation", "delegate"), names)
    shown = listed_rows(named, ORDERS[view].by, _COLUMNS[view], data, language)
    return "\n".join([*map(printable, lines), "", shown])
