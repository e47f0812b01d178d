"""What to add first, and how many people can pass, in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_graph.datasets.records import Records
from isp_graph.present.columns import laid_out
from isp_graph.present.terminal import printable
from isp_graph.present.wording import number
from isp_graph.questions.filiere.gaps.reading import ahead, bottlenecks, by_lack, passing
from isp_graph.questions.filiere.words import Names, notes
from isp_graph.results import Result
from isp_graph.texts import text


def _say(key: str, language: str, **values: Any) -> str:
    return text(f"gaps.{key}", language, **values)


def _pair(pair: Mapping[str, Any], names: Names) -> str:
    sector = names.sectors.get(pair["sector"] or "", pair["sector"] or "·")
    return f"{sector} ({names.zones.get(pair['zone'], pair['zone'])})"


def reason_in_words(row: Mapping[str, Any], names: Names, language: str) -> str:
    """Say in a sentence what an addition mends.

    Parameters
    ----------
    row : mapping
        Of `isp_graph.gap_repair`.
    names : Names

    Returns
    -------
    str
    """
    if row["kind"] == "places":
        return _say("passes", language, count=row["flow_gained"])
    pairs = ", ".join(_pair(pair, names) for pair in ahead(row))
    said = _say("completes" if row["pairs"] else "towards", language, pairs=pairs)
    parts = [said]
    if row["crossings_saved"]:
        parts.append(_say("saves", language, count=row["crossings_saved"]))
    if row["people"]:
        parts.append(_say("for_people", language, count=row["people"]))
    return _say("between", language).join(parts)


def repair_view(result: Result, data: Records, language: str) -> str:
    """List additions, the best first.

    Parameters
    ----------
    result : Result
        Of `isp_graph.gap_repair`.
    data : Records
        Where names are.

    Returns
    -------
    str
    """
    names = Names(data, language)
    lines = [*notes(result.basis.parameters, data, language), _say("add_first", language)]
    for row in result.rows:
        who = [names.organisations.get(one, one) for one in row["organisations"]]
        told: dict[str, str] = dict(zip("ab", who, strict=False))
        told["step"] = names.steps.get(row["step"] or "", row["step"] or "")
        sector = row["sector"] or ""
        told["sector"] = names.sectors.get(sector, sector) or _say("transversal", language)
        counted = row["kind"] == "offer" and row["places"]
        key = "offer_places" if counted else row["kind"]
        lines.append(printable(f"{row['rank']:3}. {_say(key, language, n=row['places'], **told)}"))
        said = reason_in_words(row, names, language) + _say("between", language)
        said += _say("at_cost", language, cost=_amount(row["cost"], language))
        lines.append(printable(f"     {said}"))
    if not result.rows:
        lines.append(_say("nothing_to_add", language))
    return "\n".join(lines) + "\n"


def _flow(row: Mapping[str, Any], language: str) -> str:
    said = passing(row)
    low, high = (
        None if row[key] is None else number(row[key], language)
        for key in ("flow_low", "flow_high")
    )
    return str(low) if said == "exactly" else _say(said, language, low=low, high=high)


def _looking(row: Mapping[str, Any], language: str) -> str:
    if row["demand"] is None:
        return _say("nobody_counted", language)
    return number(row["demand"], language)


def _amount(people: float, language: str) -> str:
    return number(people, language, 0 if people.is_integer() else 2)


def _whose(row: Mapping[str, Any], names: Names, language: str) -> str:
    """Say of places for whom they are, if not for everybody, and where, if people stay at home."""
    said = ""
    for key in ("homes", "zones"):
        if row[key] is not None:
            zones = [names.zones.get(zone, zone) for zone in row[key]]
            said += _say(f"narrow_{key}", language, zones=zones, n=len(zones))
    return said


def capacity_view(result: Result, data: Records, language: str) -> str:
    """Show how many can pass, sector by sector, and the bottlenecks.

    Parameters
    ----------
    result : Result
        Of `isp_graph.gap_capacity`.
    data : Records
        Where names are.

    Returns
    -------
    str
    """
    names = Names(data, language)
    rows = result.rows

    def called(sector: str | None) -> str:
        return names.sectors.get(sector or "", sector or _say("transversal", language))

    parts = notes(result.basis.parameters, data, language)
    for row in rows:
        if row["kind"] == "all":
            key = "together_unknown" if row["demand"] is None else "together"
            parts += [_say(key, language, demand=row["demand"], low=_flow(row, language)), ""]
    own = by_lack(rows)
    lines = [[called(row["sector"]), _looking(row, language), _flow(row, language)] for row in own]
    heads = [_say(key, language) for key in ("sector_head", "looking", "passing")]
    parts += [_say("alone", language), laid_out(heads, lines, (1, 2), language)]
    narrow = bottlenecks(rows)
    if narrow:
        parts.append(_say("bottlenecks", language))
    for narrowest in narrow:
        told = {
            "step": names.steps.get(narrowest["step"], narrowest["step"]),
            "sector": called(narrowest["sector"]),
            "where": _whose(narrowest, names, language),
            "places": narrowest["places"],
            "gain": _amount(narrowest["gain"], language),
        }
        key = "bottleneck_line" if narrowest["gain"] else "bottleneck_beside"
        parts.append(printable(_say(key, language, **told)))
    return "\n".join(parts).rstrip("\n") + "\n"
