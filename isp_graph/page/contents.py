"""The records of a dataset as the page holds them: organisations and evidence, numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.local_names import local_texts
from isp_graph.present.numbered import EVIDENCE_LIMIT, Strings, code_labels, places
from isp_graph.present.rounding import short
from isp_graph.schema.vocabulary import VOCABULARIES

_SIGNS = ("start", "end", "source", "certainty", "modality")


def organisations(
    data: Dataset, lists: Mapping[str, Sequence[Mapping[str, Any]]], strings: Strings
) -> list[dict[str, Any]]:
    """List every organisation, classes of actors among them, with what is known of it.

    Parameters
    ----------
    data : Dataset
    lists : mapping
        ``zones``, ``communes``, ``sectors`` and ``kinds``, as `named` and `codes` give them.
    strings : Strings
        Where sources and notes are kept.

    Returns
    -------
    list of dict
        In the order of their ids; what is unknown is absent.
    """
    place = {name: places(entries) for name, entries in lists.items()}
    covers = _linked(data, "coverage", "zone", place["zones"])
    sectors = _linked(data, "organisation_sectors", "sector", place["sectors"])
    found = []
    for row in data.organisations.sort("id").iter_rows(named=True):
        entry = {
            "id": row["id"],
            "n": row["name"],
            "nl": row["name_nl"],
            "s": row["short_name"],
            "k": place["kinds"][row["kind"]],
            "z": place["zones"].get(row["seat_zone"]),
            "c": place["communes"].get(row["commune"]),
            "cov": covers.get(row["id"]),
            "sec": sectors.get(row["id"]),
            "f": row["founded"],
            "x": row["closed"],
            "cl": 1 if row["collective"] else None,
            "src": strings.place(row["source"]),
            "cert": strings.place(row["certainty"]),
            "note": strings.worded(row, "note"),
            "why": strings.worded(row, "unknown_reason"),
        }
        found.append({key: value for key, value in entry.items() if value is not None})
    return found


def _linked(
    data: Dataset, table: str, column: str, place: Mapping[str, int]
) -> dict[str, list[int]]:
    links: dict[str, set[int]] = {}
    for organisation, target in (
        data.evidence(table).select("organisation", column).drop_nulls().iter_rows()
    ):
        if target in place:
            links.setdefault(organisation, set()).add(place[target])
    return {organisation: sorted(targets) for organisation, targets in links.items()}


def tie_evidence(
    data: Dataset,
    layer_places: Mapping[str, int],
    organisation: Mapping[str, int],
    strings: Strings,
) -> list[list[Any]]:
    """List ties row by row, for the organisation that a reader selects.

    Returns
    -------
    list
        ``from, to, layer, role, start, end, source, certainty, modality``, by place, the line of
        the file, then ``flow`` and ``amount`` where one is known.
    """
    rows = []
    ties = data.evidence("ties").head(EVIDENCE_LIMIT)
    for row in ties.with_columns(data.lines("ties", ties)).iter_rows(named=True):
        a, b, kind = row["from"], row["to"], row["kind"]
        if kind not in layer_places or not {a, b} <= organisation.keys():
            continue
        about = strings.worded(row, "role")
        texts = [*(strings.place(row[name]) for name in _SIGNS), row["line"]]
        known = row["flow"], row["amount"]
        sums = [short(value) for value in known] if any(known) else []
        rows.append([organisation[a], organisation[b], layer_places[kind], about, *texts, *sums])
    return rows


def gatherings(
    data: Dataset,
    zones: Mapping[str, int],
    organisation: Mapping[str, int],
    strings: Strings,
) -> dict[str, Any]:
    """List meetings, and who takes part in them.

    Returns
    -------
    dict
        ``meetings``: entries of names, kind, zone, times a year and hours; ``attendance``: rows of
        ``meeting, organisation, role, source, certainty, modality``, by place, and the line of
        the file.
    """
    frame = data.table("meetings").sort("id")
    place = {entry: number for number, entry in enumerate(frame["id"].to_list())}
    kinds = VOCABULARIES["meeting_kind"]
    listed = []
    for row in frame.iter_rows(named=True):
        entry = {
            "t": local_texts(row, "name"),
            "k": code_labels(kinds, row["kind"]) if row["kind"] else None,
            "z": zones.get(row["zone"]),
            "py": row["per_year"],
            "h": row["hours"],
            "src": strings.place(row["source"]),
        }
        listed.append({key: value for key, value in entry.items() if value is not None})
    seats = data.evidence("attendance").head(EVIDENCE_LIMIT)
    told = seats.with_columns(data.lines("attendance", seats)).select(
        "meeting", "organisation", "line", "role", "source", "certainty", "modality"
    )
    rows = [
        [place[where], organisation[who], *map(strings.place, texts), line]
        for where, who, line, *texts in told.iter_rows()
        if where in place and who in organisation
    ]
    return {"meetings": listed, "attendance": rows}


def seats(data: Dataset, organisation: Mapping[str, int], *, named: bool) -> dict[int, Any]:
    """Tell of each organisation how many people sit on its board; who, only where asked.

    Parameters
    ----------
    data : Dataset
    organisation : mapping
        Place by id.
    named : bool
        Whether the page may name people.

    Returns
    -------
    dict
        By place: a number of people, or their names.
    """
    own = data.evidence("mandates").filter(
        pl.col("represents").is_null() & pl.col("person").is_not_null()
    )
    own = own.with_columns(data.persons(own["person"]))
    pairs = own.select("organisation", "person").unique().sort("organisation", "person")
    names = dict(data.as_read().table("people").select("id", "name").iter_rows()) if named else {}
    found: dict[int, list[str]] = {}
    for where, who in pairs.iter_rows():
        if where in organisation:
            found.setdefault(organisation[where], []).append(names.get(who, who))
    return {place: sorted(people) if named else len(people) for place, people in found.items()}
