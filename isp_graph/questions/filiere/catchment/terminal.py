"""Where the public comes from, in the terminal: kinds first, then who is turned elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.datasets.records import Records
from isp_graph.present.columns import laid_out
from isp_graph.present.terminal import printable
from isp_graph.present.wording import number, percent
from isp_graph.questions.filiere.catchment.reading import (
    ends,
    flows,
    group,
    homeless,
    operators,
    standing,
)
from isp_graph.questions.filiere.rows import steps_in_order
from isp_graph.questions.filiere.words import Names
from isp_graph.results import Result
from isp_graph.schema.vocabulary import VOCABULARIES
from isp_graph.texts import text


def _say(key: str, language: str, **values: Any) -> str:
    return text(f"catchment.{key}", language, **values)


def _figures(row: Mapping[str, Any], language: str) -> list[str]:
    people = number(row["people"], language)
    unknown = number(row["unknown"], language)
    if row["share_inside"] is None:
        return [people, "·", "·", unknown]
    limits = "·"
    if row["low"] is not None:
        limits = f"{percent(row['low'], language)} – {percent(row['high'], language)}"
    return [people, percent(row["share_inside"], language), limits, unknown]


def _part(
    title: str, rows: Sequence[Mapping[str, Any]], labels: Sequence[str], language: str
) -> list[str]:
    heads = ["", *(_say(key, language) for key in ("people", "inside", "interval", "unknown"))]
    lines = [[label, *_figures(row, language)] for label, row in zip(labels, rows, strict=True)]
    return [title, laid_out(heads, lines, (1, 2, 3, 4), language)]


def catchment_view(result: Result, data: Records, language: str) -> str:
    """Show shares by kind, sector and step, then operators whose public is from elsewhere.

    Parameters
    ----------
    result : Result
        Of `isp_graph.catchment`.
    data : Records
        Where names are.

    Returns
    -------
    str
    """
    names = Names(data, language)
    rows = result.rows
    kinds = VOCABULARIES["organisation_kind"].labels
    labels = {
        "kind": {kind: by_language[language] for kind, by_language in kinds.items()},
        "sector": names.sectors,
        "step": names.steps,
    }
    parts: list[str] = []
    order = steps_in_order(data)
    for key, title in (("kind", "kinds"), ("sector", "sectors"), ("step", "steps")):
        own = group(rows, key, order)
        called = [str(labels[key].get(row[key], row[key])) for row in own]
        if own:
            parts += _part(_say(title, language), own, called, language)
    away = [row for row in operators(rows) if standing(row)]
    parts.append(_say("elsewhere", language, count=len(away)))
    if away:
        parts.append(_away(away, names, language))
    if homeless(rows):
        parts.append(_say("no_zone", language, count=homeless(rows)))
    return "\n".join(parts).rstrip("\n") + "\n"


def _away(rows: Sequence[Mapping[str, Any]], names: Names, language: str) -> str:
    keys = ("who", "zone", "people", "inside", "interval", "unknown", "predicted")
    lines = []
    for row in rows:
        expected = row["predicted"]
        lines.append(
            [
                "!" if standing(row) == "surely" else "",
                printable(names.organisations.get(row["organisation"], row["organisation"])),
                names.zones.get(row["zone"], row["zone"]),
                *_figures(row, language),
                "·" if expected is None else percent(expected, language),
            ]
        )
    heads = ["", *(_say(key, language) for key in keys)]
    shown = laid_out(heads, lines, (3, 4, 5, 6, 7), language)
    return shown + _say("sure", language)


def catchment_flows_view(result: Result, data: Records, language: str) -> str:
    """Show people by home zone and by zone of the operator.

    Parameters
    ----------
    result : Result
        Of `isp_graph.catchment_flows`.
    data : Records
        Where names are.

    Returns
    -------
    str
    """
    names = Names(data, language)
    sums = flows(result.rows)
    homes, seats = ends(sums)

    def called(zone: str | None, none: str) -> str:
        return _say(none, language) if zone is None else names.zones.get(zone, zone)

    lines = [
        [called(home, "outside"), *(number(sums.get((home, seat), 0), language) for seat in seats)]
        for home in homes
    ]
    heads = ["", *(called(seat, "nowhere") for seat in seats)]
    shown = laid_out(heads, lines, range(1, len(seats) + 1), language)
    return _say("flows", language) + "\n\n" + shown
