"""Where does the public come from: from inside the operator's zone, or from elsewhere?

The source expects the public of associations to be less local than that of CPAS and Missions
locales, often in majority from elsewhere (bilan-2015 L737-746, L807-808). People of ``publics``
are *inside* if they live in the zone of the operator's seat. Of people whose home nobody knows
nothing is said: they are counted apart.

People choose by sector and not by nearness, the source says; the *predicted* share is what that
would make of it: among all who look for the operator's sectors, the share that lives in its zone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from isp_graph.chance.proportions import wilson, wilson_clustered
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.tables.contradictions import each_once
from isp_graph.questions.filiere.siting import outside_communes
from isp_graph.results import Method, Result, basis

_SCHEMA: dict[str, Any] = {
    "organisation": pl.String,
    "kind": pl.String,
    "sector": pl.String,
    "step": pl.String,
    "zone": pl.String,
    "people": pl.Int64,
    "inside": pl.Int64,
    "share_inside": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "unknown": pl.Int64,
    "uncounted": pl.Int64,
    "predicted": pl.Float64,
    "operators": pl.Int64,
}


@dataclass
class _Sums:
    """People by where they come from."""

    inside: int = 0
    outside: int = 0
    unknown: int = 0
    uncounted: int = 0
    homes: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, other: _Sums) -> None:
        """Add another's people."""
        self.inside += other.inside
        self.outside += other.outside
        self.unknown += other.unknown
        self.uncounted += other.uncounted

    def facts(self) -> dict[str, Any]:
        """Give them as part of a row."""
        people = self.inside + self.outside
        low, high = wilson(self.inside, people) if people else (None, None)
        return {
            "people": people,
            "inside": self.inside,
            "share_inside": self.inside / people if people else None,
            "low": low,
            "high": high,
            "unknown": self.unknown,
            "uncounted": self.uncounted,
        }


def _homes(data: Dataset) -> pl.DataFrame:
    """Give the rows of ``publics`` with the home zone; that of the commune where none is named."""
    communes = data.table("communes").select(
        pl.col("id").alias("commune"), pl.col("zone").alias("_of_commune")
    )
    rows = each_once(data.evidence("publics"), "publics").join(
        communes, on="commune", how="left", maintain_order="left"
    )
    home = pl.coalesce("zone", "_of_commune")
    outside = pl.col("commune").is_in(sorted(outside_communes(data))).fill_null(value=False)
    return rows.with_columns(home.alias("home"), (home.is_not_null() | outside).alias("known"))


def _summed(data: Dataset) -> dict[str, _Sums]:
    """Sum the people of each operator. A commune outside of all zones is a home like another."""
    seats = dict(data.organisations.select("id", "seat_zone").iter_rows())
    sums: dict[str, _Sums] = defaultdict(_Sums)
    for organisation, home, known, people in (
        _homes(data).select("organisation", "home", "known", "people").iter_rows()
    ):
        own = sums[organisation]
        if people is None:
            own.uncounted += 1
        elif not known:
            own.unknown += people
        else:
            own.homes[home or ""] += people
            if home is not None and home == seats[organisation]:
                own.inside += people
            else:
                own.outside += people
    return dict(sums)


def _predicted(data: Dataset) -> dict[str, float]:
    """Give the share of those who look for an operator's sectors that lives in its zone."""
    demand: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = each_once(data.evidence("demand"), "demand").drop_nulls(["sector", "people"])
    for zone, sector, people in rows.select("zone", "sector", "people").iter_rows():
        demand[sector][zone] += people
    served = _sectors(data, everything=sorted(demand))
    found = {}
    for organisation, seat in data.organisations.select("id", "seat_zone").iter_rows():
        sectors = served.get(organisation, ())
        every = sum(sum(demand[sector].values()) for sector in sectors)
        if seat is not None and every:
            found[organisation] = sum(demand[sector][seat] for sector in sectors) / every
    return found


def _sectors(data: Dataset, everything: list[str]) -> dict[str, list[str]]:
    """Name the sectors that each operator's offers serve; a transversal offer serves all."""
    met: dict[str, set[str]] = defaultdict(set)
    for organisation, sector in (
        data.evidence("offers").select("organisation", "sector").iter_rows()
    ):
        met[organisation].update(everything if sector is None else [sector])
    return {organisation: sorted(sectors) for organisation, sectors in met.items()}


def _groups(data: Dataset) -> dict[tuple[str, str], list[str]]:
    """Name the operators of each kind, sector and step that are seated in a zone."""
    seated = data.organisations.filter(pl.col("seat_zone").is_not_null())
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for organisation, kind in seated.select("id", "kind").iter_rows():
        groups["kind", kind].add(organisation)
    local = set(seated["id"])
    offers = data.evidence("offers").select("organisation", "sector", "step")
    links = data.evidence("organisation_sectors").select("organisation", "sector")
    for organisation, sector in [*offers.select("organisation", "sector").rows(), *links.rows()]:
        if organisation in local and sector is not None:
            groups["sector", sector].add(organisation)
    for organisation, step in offers.select("organisation", "step").iter_rows():
        if organisation in local:
            groups["step", step].add(organisation)
    return {key: sorted(members) for key, members in groups.items()}


def _limits(sums: Mapping[str, _Sums], members: list[str]) -> dict[str, Any]:
    """Give the interval of operators together: the people of one are not drawn independently."""
    told = [sums[organisation] for organisation in members if organisation in sums]
    counts = [(own.inside, own.inside + own.outside) for own in told if own.inside + own.outside]
    limits = wilson_clustered([inside for inside, _ in counts], [people for _, people in counts])
    low, high = limits or (None, None)
    return {"operators": len(counts), "low": low, "high": high}


def catchment(dataset: Dataset) -> Result:
    """Tell where the public of each operator comes from.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.

    Returns
    -------
    Result
        A row for each operator with a public, with its ``kind`` and ``zone``; then one for each
        kind, sector and step, over the operators that are seated in a zone. ``people`` are those
        whose home is known, ``inside`` those of the operator's zone, ``share_inside`` their
        share with its interval at 95 % (Wilson) from ``low`` to ``high``, that of several
        ``operators`` by what they differ (null for one alone); ``unknown`` people of unknown
        home, ``uncounted`` rows without a number. A regional body has no zone to be inside of: its
        share is null. ``predicted`` is the share to expect if nearness made no difference, null
        where ``demand`` does not tell.

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.catchment(isp_graph.read("demo")).rows
    >>> share = {
    ...     r["kind"]: r["share_inside"] for r in rows if r["organisation"] is None and r["kind"]
    ... }
    >>> share["cpas"] > share["mission_locale"] > 0.5 > share["oisp"]
    True
    """
    data = dataset.current()
    sums, predicted = _summed(data), _predicted(data)
    rows: list[dict[str, Any]] = []

    def add(facts: Mapping[str, Any], **more: Any) -> None:
        rows.append({**dict.fromkeys(_SCHEMA), **facts, **more})

    about = {row[0]: row[1:] for row in data.organisations.select("id", "kind", "seat_zone").rows()}
    for organisation in sorted(sums):
        kind, seat = about[organisation]
        facts = sums[organisation].facts()
        if seat is None:
            facts |= dict.fromkeys(("inside", "share_inside", "low", "high"))
        told = {"organisation": organisation, "kind": kind, "zone": seat}
        add(facts, **told, predicted=predicted.get(organisation))
    for (of, name), members in sorted(_groups(data).items()):
        total = _Sums()
        for organisation in members:
            if organisation in sums:
                total.add(sums[organisation])
        if any(organisation in sums for organisation in members):
            add(total.facts() | _limits(sums, members), **{of: name})
    frame = pl.DataFrame(rows, schema=_SCHEMA)
    method = Method("catchment", {}) if rows else None
    return Result("catchment", frame, basis(data), method=method)


def catchment_flows(dataset: Dataset) -> Result:
    """Tell from which zone people go to which operator.

    Parameters
    ----------
    dataset : Dataset
        As in `catchment`.

    Returns
    -------
    Result
        A row for each home zone and operator: ``zone_from`` (null: outside of all zones),
        ``organisation``, its ``zone_to`` (null: it has none), ``people``, and their ``share`` of
        the operator's public whose home is known.

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.catchment_flows(isp_graph.read("demo")).rows
    >>> {row["zone_from"] for row in rows if row["organisation"] == "cpas-21001"}
    {'O'}
    """
    data = dataset.current()
    seats = dict(data.organisations.select("id", "seat_zone").iter_rows())
    rows = []
    for organisation, own in sorted(_summed(data).items()):
        every = sum(own.homes.values())
        for home, people in sorted(own.homes.items()):
            rows.append(
                {
                    "zone_from": home or None,
                    "organisation": organisation,
                    "zone_to": seats[organisation],
                    "people": people,
                    "share": people / every if every else None,
                }
            )
    rows.sort(key=lambda row: (row["zone_from"] or "", row["organisation"]))
    schema = {
        "zone_from": pl.String,
        "organisation": pl.String,
        "zone_to": pl.String,
        "people": pl.Int64,
        "share": pl.Float64,
    }
    return Result("catchment", pl.DataFrame(rows, schema=schema), basis(data, flows=True))
