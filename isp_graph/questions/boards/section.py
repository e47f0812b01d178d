"""Shared administrators, as the page draws them: pairs, who they depend on, represented seats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.privacy import is_pseudonym
from isp_graph.grammar import LANGUAGES
from isp_graph.network import build_layer
from isp_graph.network.placing.positions import positions
from isp_graph.present.cuts import Cut, cut, ranks_of
from isp_graph.present.numbered import code_labels
from isp_graph.present.rounding import short
from isp_graph.present.section import Answers, Context
from isp_graph.present.wording import method_words, printed
from isp_graph.questions.boards.administrators import (
    administrators,
    dependence_on_people,
    represented_seats,
)
from isp_graph.questions.boards.interlocks import interlocks
from isp_graph.questions.boards.reading import ORDERS, holders, pairs
from isp_graph.questions.boards.seat_records import seat_records
from isp_graph.questions.boards.terminal import boards_unknown, interlocks_sentence
from isp_graph.schema.vocabulary import VOCABULARIES

TESTED_LIMIT = 2_000
"""Organisations up to which pairs are held against chance, and people against the ties."""
PAIRS_SHOWN = 400
"""Pairs that the page lists and draws; those least likely by chance."""
ROWS_SHOWN = 300
"""People, and represented seats, that the page lists."""
LEAST_LIKELY = 5
"""Pairs that are set off where none is more than chance."""


def pairs_said(answers: Answers) -> list[str] | None:
    """Say in three languages how many pairs share administrators; None where none was tested."""
    if answers.data.nodes.height > TESTED_LIMIT:
        return None
    found = answers.of(interlocks, seed=answers.seed)
    if found.frame.is_empty():
        return None
    return [printed(interlocks_sentence(found, each)) for each in LANGUAGES]


def departures(answers: Answers) -> pl.DataFrame | None:
    """Give what everybody's departure would undo; None of a large dataset."""
    if answers.data.nodes.height > TESTED_LIMIT:
        return None
    return answers.of(dependence_on_people).frame


def section(context: Context) -> dict[str, Any]:
    """Give the pairs that share administrators, and what depends on one person.

    Returns
    -------
    dict
        ``notes``: what cannot be known and what sums up, each in three languages; ``pairs``: rows
        ``[a, b, shared, expected, p, adjusted p, kept]``, least likely first, of ``of``; ``bold``:
        how many of the first are set off, ``bold_of`` what they are (kept, least likely, or those
        that share most) and ``bold_tie`` at that cut; ``least``: the smallest corrected p, where
        none is kept; ``nodes``: ``[organisation, x, y]``; ``depends``: rows ``[person, pairs lost,
        pieces added, organisations isolated, cut points lost, organisations]``; ``people``: rows
        ``[person, capacities, organisations]``, null unless people are named; ``represented``:
        rows ``[organisation, board, person, capacity]``; ``seats``: the records of all these, see
        `seat_records`; ``who``: how the people of the seats are called, null where they are not; a
        person is a place in it. ``methods``. Each list that is cut has what ties there, see
        `Cut.for_page`.
    """
    data = context.data
    lacking = [boards_unknown(data, each) for each in LANGUAGES]
    notes = [[printed(said) for said in lacking if said is not None]]
    told: dict[str, Any] = {"notes": notes if notes[0] else [], "summary": None}
    pairs, listed = _pairs(context)
    depends = _depends(context)
    people = _linkers(context) if context.named else None
    represented = _represented(context)
    shown = [(row, 0) for table in (depends, people) if table for row in table["rows"]]
    shown += [(row, 2) for row in represented["rows"] if row[2] is not None]
    seats, number = seat_records(context, listed.select("a", "b"), {row[at] for row, at in shown})
    for row, at in shown:
        row[at] = number[row[at]]
    names = _people(context)
    return (told | pairs) | {
        "depends": depends,
        "people": people,
        "represented": represented,
        "seats": seats,
        "who": [names.get(person) for person in number],
    }


def _people(context: Context) -> Mapping[str, str | None]:
    """Name people; where they may not be named, only by a pseudonym."""
    people = context.data.table("people").select("id", "name").iter_rows()
    return {
        person: name if context.named or is_pseudonym(name) else None for person, name in people
    }


def _pairs(context: Context) -> tuple[dict[str, Any], pl.DataFrame]:
    """Give what is told of pairs, and the pairs listed."""
    data = context.data
    tested = data.nodes.height <= TESTED_LIMIT
    order = ORDERS[None if tested else "untested"]
    told: dict[str, Any] = {"methods": [], "kept": 0, "least": None}
    if tested:
        found = context.answers.of(interlocks, seed=context.seed)
        said = pairs(found)
        told = {"methods": [method_words(found)], "kept": said.kept}
        told["least"] = said.least if said.verdict == "nothing" else None
        told["summary"] = pairs_said(context.answers)
        frame = order.of(found.frame)
    else:
        frame = order.of(_untested(data))
    here = pl.col("a", "b").is_in(list(context.organisation))
    listed = frame.filter(pl.all_horizontal(here))
    edge = cut(ranks_of(listed, order.by), PAIRS_SHOWN)
    listed = listed.head(edge.shown)
    columns = ("a", "b", "shared", "expected", "p_value", "p_adjusted", "kept")
    rows = [
        [context.organisation[a], context.organisation[b], *map(short, rest)]
        for a, b, *rest in listed.select(columns).iter_rows()
    ]
    first = cut(ranks_of(listed, order.by[:1]), LEAST_LIKELY)
    return {
        **told,
        "pairs": rows,
        "of": frame.height,
        "tie": edge.for_page(),
        "tested": tested,
        "limit": TESTED_LIMIT,
        **_set_off(told["kept"], listed, first, tested=tested),
        "nodes": _nodes(rows, context.seed),
    }, listed


def _set_off(kept: int, listed: pl.DataFrame, first: Cut, *, tested: bool) -> dict[str, Any]:
    """Tell how many of the first pairs are set off: those kept, else those that come first."""
    if kept:
        return {"bold": int(listed["kept"].sum()), "bold_of": "kept", "bold_tie": None}
    bold = 0 if first.tie == "some" else first.shown
    return {
        "bold": bold,
        "bold_of": "least" if tested else "most",
        "bold_tie": first.for_page(),
    }


def _untested(data: Dataset) -> pl.DataFrame:
    """Give the pairs that share most, without chance."""
    edges = build_layer(data, "boards").edges
    a, b, weight = edges.columns
    nothing = dict.fromkeys(("expected", "p_value", "p_adjusted", "kept"), pl.lit(None))
    return edges.select(a=a, b=b, shared=pl.col(weight).cast(pl.Int64), **nothing)


def _nodes(rows: list[list[Any]], seed: int) -> list[list[float]]:
    """Place the organisations of the pairs shown."""
    ends = sorted({end for row in rows for end in row[:2]})
    place = {end: number for number, end in enumerate(ends)}
    edges = sorted({(min(a, b), max(a, b)) for a, b in ((place[r[0]], place[r[1]]) for r in rows)})
    drawn = positions(len(ends), edges, [None] * len(ends), seed=seed)
    return [[end, *drawn.places[number]] for end, number in place.items()]


def _placed(context: Context, organisations: list[str]) -> list[int]:
    return [context.organisation[node] for node in organisations if node in context.organisation]


def _depends(context: Context) -> dict[str, Any]:
    """List whose departure would undo ties; of a large dataset nobody is, and ``of`` is null."""
    everybody = departures(context.answers)
    if everybody is None:
        return {"rows": [], "of": None}
    columns = ("pairs_lost", "components_added", "organisations_isolated", "cut_points_lost")
    order = ORDERS["depends"]
    frame = order.of(holders(everybody))
    edge = cut(ranks_of(frame, order.by), ROWS_SHOWN)
    rows = [
        [person, *numbers, _placed(context, boards)]
        for person, *numbers, boards in frame.head(edge.shown)
        .select("person", *columns, "organisations")
        .iter_rows()
    ]
    return {"rows": rows, "of": frame.height, "tie": edge.for_page()}


def _capacity(code: str) -> list[str]:
    return code_labels(VOCABULARIES["capacity"], code)


def _linkers(context: Context) -> dict[str, Any]:
    """List who sits where, those with most seats first."""
    order = ORDERS["people"]
    frame = order.of(administrators(context.data).frame)
    edge = cut(ranks_of(frame, order.by), ROWS_SHOWN)
    rows = [
        [person, [_capacity(code) for code in codes], _placed(context, boards)]
        for person, codes, boards in frame.head(edge.shown)
        .select("person", "capacities", "organisations")
        .iter_rows()
    ]
    return {"rows": rows, "of": frame.height, "tie": edge.for_page()}


def _represented(context: Context) -> dict[str, Any]:
    frame = ORDERS["represented"].of(represented_seats(context.data).frame)
    place = context.organisation
    rows = [
        [place[own], place[board], person, _capacity(code) if code else None]
        for own, board, person, code in frame.iter_rows()
        if own in place and board in place
    ]
    return {"rows": rows[:ROWS_SHOWN], "of": frame.height}
