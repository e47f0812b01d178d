"""Meetings, as the page draws them: which gather the same, whom they load, who stays away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.grammar import LANGUAGES
from isp_graph.network import two_mode
from isp_graph.present.cuts import Cut, cut, level, ranks_of
from isp_graph.present.rounding import short
from isp_graph.present.section import Context
from isp_graph.present.wording import method_words, printed
from isp_graph.questions.meetings.delegation import delegations
from isp_graph.questions.meetings.meetings import meeting_load, meetings
from isp_graph.questions.meetings.reading import ORDERS, absent, alike, loaded
from isp_graph.questions.meetings.terminal import meetings_sentence, meetings_unknown

TESTED_LIMIT = 500
"""Meetings up to which pairs are held against one another."""
MATRIX_SHOWN = 36
"""Meetings in the matrix; those that share most with another."""
PAIRS_SHOWN = 400
"""Pairs that the page lists; those most alike."""
ROWS_SHOWN = 500
"""Organisations, and delegations, that the page lists."""


def section(context: Context) -> dict[str, Any]:
    """Give the pairs of meetings, the load of organisations, the absent and the delegations.

    Returns
    -------
    dict
        Meetings and organisations are places in the page's lists. ``notes``: what cannot be
        known; ``summary``; ``limit``: meetings above which pairs are not compared, null if they
        are; ``matrix``: meetings in order, ``cut`` if some are left out, and ``matrix_tie``;
        ``sizes``: participants by meeting; ``pairs``: rows ``[a, b, shared, jaccard, overlap, p,
        same, hours a, hours b]``, most alike first, of ``of``; ``load``: rows ``[organisation,
        meetings, hours, meetings of unknown hours]``, and how many of these there are in all,
        ``unknown``; ``absent``: rows ``[organisation, no more
        since]``; ``silent``: organisations of which nothing is known; ``delegate``: rows
        ``[organisation, meeting, delegate, elsewhere, hours saved]``; ``methods``. Each list that
        is cut has what ties there, see `Cut.for_page`.
    """
    data = context.data
    listed = data.table("meetings")["id"].sort().to_list()
    place = {entry: number for number, entry in enumerate(listed)}
    lacking = [meetings_unknown(data, each) for each in LANGUAGES]
    notes = [[printed(said) for said in lacking if said is not None]]
    told: dict[str, Any] = {"notes": notes if notes[0] else []}
    return told | _pairs(data, place) | _load(context) | {"delegate": _delegate(context, place)}


def _pairs(data: Dataset, place: Mapping[str, int]) -> dict[str, Any]:
    network = two_mode(data, "meetings")
    sizes = dict(zip(network.top, network.matrix.sum(axis=1).tolist(), strict=True))
    told: dict[str, Any] = {
        "sizes": {str(place[name]): int(size) for name, size in sorted(sizes.items())},
        "limit": None,
        "summary": None,
        "methods": [],
        "matrix": [],
        "cut": False,
        "matrix_tie": None,
        "pairs": [],
        "of": 0,
        "tie": None,
    }
    if len(network.top) > TESTED_LIMIT:
        return told | {"limit": TESTED_LIMIT}
    found = meetings(data)
    frame = ORDERS[None].of(found.frame)
    columns = ("shared", "jaccard", "overlap", "p_value", "same", "hours_a", "hours_b")
    edge = cut(ranks_of(frame, ORDERS[None].by), PAIRS_SHOWN)
    rows = [
        [place[a], place[b], *map(short, rest)]
        for a, b, *rest in frame.select("a", "b", *columns).head(edge.shown).iter_rows()
    ]
    matrix, matrix_edge = _ordered(data, frame)
    if frame.height:
        told["summary"] = [printed(meetings_sentence(found, each)) for each in LANGUAGES]
    return told | {
        "methods": [method_words(found)],
        "matrix": [place[name] for name in matrix],
        "cut": matrix_edge.left > 0,
        "matrix_tie": matrix_edge.for_page(),
        "pairs": rows,
        "of": frame.height,
        "tie": edge.for_page(),
    }


def _ordered(data: Dataset, frame: pl.DataFrame) -> tuple[list[str], Cut]:
    """Choose the meetings that share most, and put those of one zone and kind side by side."""
    found = alike(frame)
    edge = cut([level(share) for _, share in found], MATRIX_SHOWN)
    about = {
        row[0]: [value or "~" for value in row[1:]]
        for row in data.table("meetings").select("id", "zone", "kind").iter_rows()
    }
    kept = [name for name, _ in found[: edge.shown]]
    return sorted(kept, key=lambda name: (*about[name], name)), edge


def _load(context: Context) -> dict[str, Any]:
    place = context.organisation
    frame = meeting_load(context.data).frame
    order = ORDERS["load"]
    attending = order.of(loaded(frame))
    unknown = int(attending["hours_unknown"].sum())
    known = attending.filter(pl.col("organisation").is_in(list(place)))
    columns = ("organisation", "meetings", "hours_per_year", "hours_unknown")
    edge = cut(ranks_of(known, order.by), ROWS_SHOWN)
    load = [
        [place[own], *map(short, rest)]
        for own, *rest in known.select(columns).head(edge.shown).iter_rows()
    ]
    away = ORDERS["absent"].of(absent(frame))
    gone = [
        [place[own], last]
        for own, last in away.select("organisation", "last").iter_rows()
        if own in place
    ]
    return {
        "load": {"rows": load, "of": attending.height, "tie": edge.for_page(), "unknown": unknown},
        "absent": {"rows": gone[:ROWS_SHOWN], "of": away.height},
        "silent": frame["meetings"].null_count(),
    }


def _delegate(context: Context, meeting: Mapping[str, int]) -> dict[str, Any]:
    """Give who could be represented by whom, most hours saved first."""
    place = context.organisation
    order = ORDERS["delegate"]
    frame = order.of(delegations(context.data).frame)
    listed = frame.filter(
        pl.col("organisation").is_in(list(place)) & pl.col("delegate").is_in(list(place))
    )
    edge = cut(ranks_of(listed, order.by), ROWS_SHOWN)
    rows = [
        [place[own], meeting[where], place[who], [meeting[name] for name in others], short(saved)]
        for own, where, who, others, saved in listed.head(edge.shown).iter_rows()
    ]
    return {"rows": rows, "of": frame.height, "tie": edge.for_page()}
