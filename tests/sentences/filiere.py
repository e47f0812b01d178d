"""Counts behind what is said of pathways, gaps and where the public comes from."""

from __future__ import annotations

from typing import Any

from tests.sentences.case import Case, Hearing, Row
from tests.sentences.counts import counts, nothing
from tests.sentences.said import Said


def cells(case: Case) -> list[Row]:
    """Give one row for each zone and sector."""
    asked = [word for word in case.asked if word not in ("--top", "2")]
    rows = case.rows(*(asked if asked[:1] == ["pathways"] else ["pathways"]))
    return [row for row in rows if row["rank"] in (1, None)]


@counts("pathways.summary")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    rows = cells(heard.case)
    return {"all": len(rows), "whole": sum(row["linked_crossing_free"] > 0 for row in rows)}


def here(heard: Hearing, said: Said, key: str) -> tuple[str | None, str | None]:
    """Give the zone and the sector of the part that is being read."""
    words = heard.last(key).words
    zone = heard.case.named("zones", words["zone"], said.language)
    return zone, heard.case.named("sectors", words["sector"], said.language)


@counts("pathways.best", "pathways.listed", "gaps.cell")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    return {}


@counts("pathways.best_line")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    every = "--all" in heard.case.asked
    heading = "pathways.listed" if every else "pathways.best"
    at = here(heard, said, heading)
    rank = heard.times("pathways.best_line", heading)
    keys = ("cost", "crossings", "open") if every else ("best_cost", "best_crossings", "best_open")
    row = next(
        row for row in heard.case.rows() if (row["zone"], row["sector"], row["rank"]) == (*at, rank)
    )
    told = dict(zip(("cost", "crossings", "open"), (row[key] for key in keys), strict=True))
    return {"rank": rank, **told}


@counts("pathways.listed_all", "pathways.listed_some")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    at = here(heard, said, "pathways.listed")
    own = [row for row in heard.case.rows() if (row["zone"], row["sector"]) == at]
    total = next(
        row["pathways"] for row in heard.case.rows("pathways") if (row["zone"], row["sector"]) == at
    )
    assert (len(own) == total) == (said.key == "pathways.listed_all")
    return {"pathways": total, "listed": len(own)}


@counts("pathways.depends_step", "pathways.depends_operator", "pathways.depends_link")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    if said.key != "pathways.depends_step":
        return {}
    sector = heard.case.named("sectors", said.words["sector"], said.language)
    row = next(row for row in heard.case.rows() if (row["sector"], row["kind"]) == (sector, "step"))
    return {"count": row["operators"]}


@counts("pathways.depends_linked")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    shown = heard.last("pathways.depends_step").words["sector"]
    sector = heard.case.named("sectors", shown, said.language)
    who = heard.case.named("organisations", said.words["who"], said.language)
    row = next(
        row
        for row in heard.case.rows()
        if (row["sector"], row["kind"], row["organisation"]) == (sector, "operator", who)
    )
    return {"left": row["pathways_left"]}


@counts("pathways.unplaced")
def _(heard: Hearing, said: Said) -> int:
    return int(heard.case.basis("pathways")["offers_without_zone"])


def outside(heard: Hearing) -> list[Row]:
    found: list[Row] = heard.case.basis("pathways")["outside_offers"]
    return found


@counts("pathways.outside_all")
def _(heard: Hearing, said: Said) -> int:
    return len(outside(heard))


@counts("pathways.outside_who")
def _(heard: Hearing, said: Said) -> int:
    who = heard.case.named("organisations", said.words["who"], said.language)
    commune = heard.case.named("communes", said.words["commune"], said.language)
    own = [row for row in outside(heard) if row["organisation"] == who]
    return sum(row["commune"] == commune for row in own)


@counts("pathways.outside_more")
def _(heard: Hearing, said: Said) -> int:
    who = {(row["organisation"], row["commune"]) for row in outside(heard)}
    return len(who) - 8


@counts("gaps.sector")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    sector = heard.case.named("sectors", said.words["sector"], said.language)
    own = [row for row in heard.case.rows("gaps") if row["sector"] == sector]
    return {"count": sum(row["status"] != "served" for row in own)}


@counts("gaps.regional")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    rows = heard.case.rows("gaps")
    return {"count": sum(0 < row["regional"] == row["operators"] for row in rows)}


@counts("gaps.legend")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    return {}


def cell(heard: Hearing, said: Said) -> Row:
    """Give the row of the cell that is being read."""
    words = heard.last("gaps.cell").words
    shown = heard.last("gaps.sector").words["sector"]
    at = (
        heard.case.named("zones", words["zone"], said.language),
        heard.case.named("sectors", shown, said.language),
        heard.case.named("steps", words["step"], said.language),
    )
    rows = heard.case.rows("gaps")
    return next(row for row in rows if (row["zone"], row["sector"], row["step"]) == at)


@counts("gaps.affected")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    return {"count": cell(heard, said)["affected"]}


@counts("gaps.few")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    row = cell(heard, said)
    return {"places": row["places"], "arrives": row["arrives"]}


@counts("gaps.nearest_km")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    return {"km": cell(heard, said)["cost"]}


# --- repair and capacity ------------------------------------------------------------------------


ADDITIONS = ("gaps.link", "gaps.offer", "gaps.offer_places", "gaps.places")


def addition(heard: Hearing) -> Row:
    return heard.case.rows()[sum(map(heard.times, ADDITIONS)) - 1]


@counts("gaps.saves", "gaps.passes", "gaps.for_people")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    keys = {"saves": "crossings_saved", "passes": "flow_gained", "for_people": "people"}
    return {"count": addition(heard)[keys[said.key.removeprefix("gaps.")]]}


@counts("gaps.at_cost")
def _(heard: Hearing, said: Said) -> dict[str, float]:
    return {"cost": addition(heard)["cost"]}


@counts(*ADDITIONS)
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    counted = said.key in ("gaps.offer_places", "gaps.places")
    return {"n": addition(heard)["places"]} if counted else {}


def passing(heard: Hearing) -> Row:
    rows = heard.case.rows("gaps", "--capacity")
    return next(row for row in rows if row["kind"] == "all")


@counts("gaps.together", "gaps.together_unknown")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    row = passing(heard)
    low, high = row["flow_low"], row["flow_high"]
    assert (row["demand"] is None) == (said.key == "gaps.together_unknown")
    return {"demand": row["demand"], **({"low": low} if low == high else {})}


@counts("gaps.between_low_high", "gaps.at_least")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    row = passing(heard)
    assert (row["flow_high"] is None) == (said.key == "gaps.at_least")
    return {"low": row["flow_low"], "high": row["flow_high"]}


BOTTLENECKS = ("gaps.bottleneck_line", "gaps.bottleneck_beside")


@counts(*BOTTLENECKS)
def _(heard: Hearing, said: Said) -> dict[str, float]:
    rows = [row for row in heard.case.rows() if row["kind"] == "bottleneck"]
    rows.sort(key=lambda row: -row["gain"])
    row = rows[sum(map(heard.times, BOTTLENECKS)) - 1]
    alone = said.key == "gaps.bottleneck_line"
    assert alone == (row["gain"] > 0)
    return {"places": row["places"], **({"gain": row["gain"]} if alone else {})}


counts("gaps.narrow_homes", "gaps.narrow_zones")(nothing)


# --- catchment ----------------------------------------------------------------------------------


def operators(case: Case) -> list[Row]:
    return [row for row in case.rows("catchment") if row["organisation"] is not None]


@counts("catchment.elsewhere")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    shares = [row["share_inside"] for row in operators(heard.case)]
    return {"count": sum(share is not None and share < 0.5 for share in shares)}


@counts("catchment.no_zone")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    return {"count": sum(row["zone"] is None for row in operators(heard.case))}
