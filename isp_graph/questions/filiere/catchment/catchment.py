"""Where does the public come from: from inside the operator's zone, or from elsewhere?

The source expects the public of associations to be less local than that of CPAS and Missions
locales, often in majority from elsewhere (bilan-2015 L737-746, L807-808). People of ``publics``
are *inside* if they live in the zone of the operator's seat. Of people whose home nobody knows
nothing is said: they are counted apart.

People choose by sector and not by nearness, the source says; the *predicted* share is what that
would make of it: among all who look for the operator's sectors, the share that lives in its zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from isp_graph.chance.proportions import wilson, wilson_clustered
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.tables.contradictions import each_once
from isp_graph.questions.filiere.siting import outside_communes
from isp_graph.results import Method, Result, basis, framed


@dataclass(frozen=True)
class Share:
    """A row of `catchment`: the public of an operator, or of all of a kind, sector or step."""

    people: int
    inside: int | None
    share_inside: float | None
    low: float | None
    high: float | None
    unknown: int
    uncounted: int
    organisation: str | None = None
    kind: str | None = None
    sector: str | None = None
    step: str | None = None
    zone: str | None = None
    predicted: float | None = None
    operators: int | None = None


_COLUMNS = (
    *("organisation", "kind", "sector", "step", "zone", "people", "inside", "share_inside"),
    *("low", "high", "unknown", "uncounted", "predicted", "operators"),
)


def _homes(data: Dataset) -> pl.DataFrame:
    """Give who lives where, and where the operator sits.

    The home zone is that of the commune where none is named. A commune outside of all zones is a
    home like another.
    """
    communes = data.table("communes").select(
        pl.col("id").alias("commune"), pl.col("zone").alias("_of_commune")
    )
    rows = each_once(data.evidence("publics"), "publics").join(
        communes, on="commune", how="left", maintain_order="left"
    )
    home = pl.coalesce("zone", "_of_commune")
    outside = pl.col("commune").is_in(sorted(outside_communes(data))).fill_null(value=False)
    told = rows.select("organisation", "people", home=home, known=home.is_not_null() | outside)
    return told.join(_seats(data), on="organisation", how="left", maintain_order="left")


def _seats(data: Dataset) -> pl.DataFrame:
    return data.organisations.select("kind", organisation="id", zone="seat_zone")


def _summed(data: Dataset) -> pl.DataFrame:
    """Sum the people of each operator by where they come from."""
    people, known = pl.col("people"), pl.col("known")
    local = known & (pl.col("home") == pl.col("zone")).fill_null(value=False)
    return (
        _homes(data)
        .group_by("organisation", "kind", "zone")
        .agg(
            people.filter(known).sum().alias("people"),
            people.filter(local).sum().alias("inside"),
            people.filter(~known).sum().alias("unknown"),
            people.is_null().sum().cast(pl.Int64).alias("uncounted"),
        )
        .sort("organisation")
    )


def _predicted(data: Dataset) -> dict[str, float]:
    """Give the share of those who look for an operator's sectors that lives in its zone.

    A transversal offer serves all sectors that somebody looks for.
    """
    rows = each_once(data.evidence("demand"), "demand").drop_nulls(["sector", "people"])
    demand = rows.select("sector", "people", home="zone")
    offers = data.evidence("offers").select("organisation", "sector")
    transversal = offers.filter(pl.col("sector").is_null()).select("organisation")
    everything = transversal.join(demand.select("sector").unique(), how="cross")
    served = pl.concat([offers.drop_nulls(), everything]).unique()
    met = served.join(demand, on="sector").join(_seats(data).drop_nulls("zone"), on="organisation")
    people = pl.col("people")
    shares = met.group_by("organisation").agg(
        people.filter(pl.col("home") == pl.col("zone")).sum().alias("own"), people.sum()
    )
    return {who: own / every for who, own, every in shares.iter_rows() if every}


def _groups(data: Dataset) -> pl.DataFrame:
    """Name the operators of each kind, sector and step that are seated in a zone."""
    seated = _seats(data).drop_nulls("zone").select("organisation", "kind")
    offers, links = data.evidence("offers"), data.evidence("organisation_sectors")
    frames = [(seated, "kind"), (offers, "sector"), (links, "sector"), (offers, "step")]
    found = pl.concat(frame.select("organisation", of=pl.lit(of), name=of) for frame, of in frames)
    return found.drop_nulls().unique().join(seated, on="organisation", how="semi")


def _together(own: pl.DataFrame, of: str, name: str) -> Share:
    """Take operators together: the people of one are not drawn independently."""
    counted = own.filter(pl.col("people") > 0)
    people, inside, unknown, uncounted = own.select(
        pl.sum("people", "inside", "unknown", "uncounted")
    ).row(0)
    limits = wilson_clustered(counted["inside"].to_list(), counted["people"].to_list())
    low, high = limits or (None, None)
    share = inside / people if people else None
    about: dict[str, Any] = {of: name}
    return Share(
        people, inside, share, low, high, unknown, uncounted, **about, operators=counted.height
    )


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
    rows = []
    for who, kind, seat, people, inside, unknown, uncounted in sums.iter_rows():
        share, low, high = None, None, None
        if seat is not None and people:
            share, (low, high) = inside / people, wilson(inside, people)
        local = None if seat is None else inside
        told = (people, local, share, low, high, unknown, uncounted, who, kind)
        rows.append(Share(*told, zone=seat, predicted=predicted.get(who)))
    members = _groups(data).join(sums, on="organisation", how="inner").sort("organisation")
    for (of, name), own in sorted(members.group_by("of", "name"), key=lambda entry: str(entry[0])):
        rows.append(_together(own, str(of), str(name)))
    method = Method("catchment", {}) if rows else None
    frame = framed(rows, Share).select(_COLUMNS)
    return Result("catchment", frame, basis(data), how=method)


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
    known = _homes(data).filter("known").drop_nulls("people")
    every = pl.col("people").sum().over("organisation")
    rows = known.group_by("home", "organisation", "zone").agg(pl.col("people").sum())
    rows = rows.select(
        pl.col("home").alias("zone_from"),
        "organisation",
        pl.col("zone").alias("zone_to"),
        "people",
        pl.when(every > 0).then(pl.col("people") / every).alias("share"),
    ).sort("zone_from", "organisation", nulls_last=False)
    return Result("catchment", rows, basis(data, flows=True))
