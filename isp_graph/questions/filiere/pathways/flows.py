"""From zone to zone: where do pathways pass at each hand-over, and what is met outside home?

An offer in several zones counts where the person already is, otherwise evenly among its zones.
Each pathway is counted once from each home zone asked for. It weighs 1; or the product of the
places of its offers, as if people chose offers by their size. Or hand-overs weigh what was
observed: the people of each referral, spread evenly over the hand-overs that could have been
meant, between an offer of the one operator and a next one of the other that some home zone shares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.measures.matrices import Integers
from isp_graph.network.names import tie_rows
from isp_graph.questions.filiere.numbers.pathway_flows import flows, members, step_from
from isp_graph.questions.filiere.numbers.pathway_network import neighbours
from isp_graph.questions.filiere.offers import Filiere, filiere
from isp_graph.results import Result, basis, exact_column

WEIGHTS = ("pathways", "places", "referrals")
"""What weighs a pathway or a hand-over."""
_LARGEST = 10**300
Key = tuple[int, int, int, int]


def _offers(
    found: Filiere, chosen: Integers, *, places: bool
) -> tuple[list[dict[int, Fraction]], set[int]]:
    """Weigh some offers of each step by the zones where they lie; name those without places."""
    weights: list[dict[int, Fraction]] = [defaultdict(Fraction) for _ in found.steps]
    unknown = set()
    known = found.offers["places"].to_list()
    for place in chosen.tolist():
        weight = known[place] if places else 1
        if weight is None:
            unknown.add(place)
        elif weight:
            weights[found.step_of[place]][found.lies[place]] += weight
    return weights, unknown


def _column(values: Sequence[Fraction | None]) -> pl.Series:
    """Hold sums: whole where all are, else as numbers, or rounded where these do not reach."""
    known = [value for value in values if value is not None]
    whole = all(value.denominator == 1 for value in known)
    if whole or max(known) >= _LARGEST:
        return exact_column([None if value is None else round(value) for value in values])
    return pl.Series(
        [None if value is None else float(value) for value in values], dtype=pl.Float64
    )


def _observed(found: Filiere) -> tuple[dict[str | None, dict[Key, Fraction]], int, float]:
    """Spread the people of each referral over the hand-overs that could have been meant.

    Returns
    -------
    sums : dict
        By sector, people by steps and zones.
    unknown : int
        Referrals whose flow is not known.
    unspread : float
        People of referrals that no hand-over explains.
    """
    own: dict[tuple[str, int, str | None], list[tuple[int, int]]] = defaultdict(list)
    facts = found.offers.select("organisation", "sector", "eligible").rows()
    for place, (organisation, sector, eligible) in enumerate(facts):
        for each in found.sectors if eligible else ():
            if sector is None or sector == each:
                where = found.lies[place], found.accepts[place]
                own[organisation, int(found.step_of[place]), each].append(where)
    sums: dict[str | None, dict[Key, Fraction]] = {
        each: defaultdict(Fraction) for each in found.sectors
    }
    skippable = [step.skippable for step in found.steps]
    unknown, unspread = 0, Fraction()
    for source, target, people in (
        tie_rows(found.data, "referrals").select("from", "to", "flow").iter_rows()
    ):
        if people is None:
            unknown += 1
            continue
        pairs = [
            (sector, at, later, before, after)
            for sector in found.sectors
            for at in range(len(found.steps))
            for before, homes in own.get((source, at, sector), ())
            for later in neighbours(skippable, at, 1)
            for after, others in own.get((target, later, sector), ())
            if homes & others
        ]
        if not pairs:
            unspread += Fraction(people)
            continue
        each_pair = Fraction(people) / len(pairs)
        for sector, at, later, before, after in pairs:
            zones = members(before)
            for zone in zones:
                for other, share in step_from(zone, {after: Fraction(1)}).items():
                    sums[sector][at, later, zone, other] += each_pair / len(zones) * share
    return sums, unknown, float(unspread)


def _rows(
    found: Filiere, sums: Mapping[str | None, Mapping[Key, Fraction]], *, every: bool
) -> tuple[list[dict[str, Any]], list[Fraction]]:
    """Turn sums by sector into rows, with those of all sectors under no sector."""
    tables = dict(sums)
    if every and None not in tables:
        total: dict[Key, Fraction] = defaultdict(Fraction)
        for by_key in sums.values():
            for key, weight in by_key.items():
                total[key] += weight
        tables[None] = total
    rows: list[dict[str, Any]] = []
    weights = []
    for sector, by_key in tables.items():
        through: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
        for (at, later, _, _), weight in by_key.items():
            through[at, later] += weight
        for (at, later, zone, other), weight in by_key.items():
            if not weight:
                continue
            rows.append(
                {
                    "step_from": found.steps[at].id,
                    "step_to": found.steps[later].id,
                    "zone_from": found.zones[zone],
                    "zone_to": found.zones[other],
                    "sector": sector,
                    "share": float(weight / through[at, later]),
                }
            )
            weights.append(weight)
    names = ("step_from", "step_to", "zone_from", "zone_to", "sector")
    ids = [tuple(row[name] or "" for name in names) for row in rows]
    order = sorted(range(len(rows)), key=ids.__getitem__)
    return [rows[place] for place in order], [weights[place] for place in order]


def pathway_flows(
    dataset: Dataset,
    *,
    weighted_by: str = "pathways",
    public: Sequence[str] = (),
    language: Sequence[str] = (),
) -> Result:
    """Tell between which zones pathways pass at each hand-over.

    Parameters
    ----------
    dataset : Dataset
        As in `isp_graph.pathways`; a condition on ``zone`` chooses home zones.
    weighted_by : {'pathways', 'places', 'referrals'}
        Count pathways; or weigh each by the product of its offers' places, those of unknown
        places left out and counted; or spread the people of observed referrals, from the zones
        asked for.
    public, language : sequence of str
        A person's profile.

    Returns
    -------
    Result
        A row for each hand-over between two steps and two zones, by sector and, under no
        sector, over all: ``pathways`` is the sum over pathways and home zones, ``share`` its
        share of the hand-over between these steps in that sector.

    Raises
    ------
    UsageError
        If the weight or the profile is unknown.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo").where(zone="S", sector="horeca")
    >>> rows = isp_graph.pathway_flows(demo).rows
    >>> {row["zone_from"] for row in rows if row["step_to"] == "placement"} >= {"S", "O"}
    True
    """
    if weighted_by not in WEIGHTS:
        raise UsageError("unknown_pathway_weight", value=weighted_by, known=WEIGHTS)
    found = filiere(dataset, public, language)
    told: dict[str, Any] = {}
    sums: dict[str | None, Mapping[Key, Fraction]]
    if weighted_by == "referrals":
        spread, unknown, unspread = _observed(found)
        told = {"referrals_without_flow": unknown, "people_unexplained": unspread}
        asked = {found.home(zone) for zone in found.asked_zones}
        sums = {
            sector: {key: weight for key, weight in spread[sector].items() if key[2] in asked}
            for sector in found.asked_sectors
        }
    else:
        skippable = [step.skippable for step in found.steps]
        sums, silent = {}, set()
        for sector in found.asked_sectors:
            total: dict[Key, Fraction] = defaultdict(Fraction)
            for homes, chosen in found.homes_alike(sector):
                offers, without = _offers(found, chosen, places=weighted_by == "places")
                for key, weight in flows(offers, skippable, homes).hand_overs.items():
                    total[key] += weight
                silent |= without
            sums[sector] = total
        told = {"offers_without_places": len(silent)} if weighted_by == "places" else {}
    rows, weights = _rows(found, sums, every=True)
    return _result(
        dataset,
        found,
        rows,
        weights,
        ("step_from", "step_to", "zone_from", "zone_to", "sector"),
        weighted_by=weighted_by,
        flows=True,
        **told,
    )


def pathway_outside(
    dataset: Dataset, *, public: Sequence[str] = (), language: Sequence[str] = ()
) -> Result:
    """Tell what share of each step people meet outside their zone, and where.

    Parameters
    ----------
    dataset : Dataset
        As in `isp_graph.pathways`; a condition on ``zone`` chooses home zones.
    public, language : sequence of str
        A person's profile.

    Returns
    -------
    Result
        A row for each home zone, sector, step and zone where the step is met: ``pathways``
        that meet it there, their ``share`` of those that take the step, and ``outside``, the
        share met outside home. A step that nobody offers has no row.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo").where(zone="S", sector="horeca")
    >>> rows = isp_graph.pathway_outside(demo).rows
    >>> [row["outside"] for row in rows if row["step"] == "formation"][0]
    1.0
    """
    found = filiere(dataset, public, language)
    skippable = [step.skippable for step in found.steps]
    rows, weights = [], []
    for sector in found.asked_sectors:
        alike = [(home, chosen) for homes, chosen in found.homes_alike(sector) for home in homes]
        for home, chosen in alike:
            met = flows(_offers(found, chosen, places=False)[0], skippable, [home]).met
            taken: dict[int, Fraction] = defaultdict(Fraction)
            for (at, _), weight in met.items():
                taken[at] += weight
            for (at, other), weight in met.items():
                inside = met.get((at, home), Fraction())
                rows.append(
                    {
                        "zone": found.zones[home],
                        "sector": sector,
                        "step": found.steps[at].id,
                        "zone_met": found.zones[other],
                        "share": float(weight / taken[at]),
                        "outside": float(1 - inside / taken[at]),
                    }
                )
                weights.append(weight)
    names = ("zone", "sector", "step", "zone_met")
    ids = [tuple(row[name] or "" for name in names) for row in rows]
    order = sorted(range(len(rows)), key=ids.__getitem__)
    rows, weights = [rows[place] for place in order], [weights[place] for place in order]
    return _result(
        dataset,
        found,
        rows,
        weights,
        names,
        outside=True,
    )


def _result(
    dataset: Dataset,
    found: Filiere,
    rows: list[dict[str, Any]],
    weights: list[Fraction],
    names: Iterable[str],
    **told: Any,
) -> Result:
    columns = [pl.Series(name, [row[name] for row in rows], dtype=pl.String) for name in names]
    columns.append(_column(weights).alias("pathways"))
    shares = ("share", "outside") if "outside" in told else ("share",)
    columns += [pl.Series(name, [row[name] for row in rows], dtype=pl.Float64) for name in shares]
    stated = basis(dataset.current(), **found.stated, **told)
    frame = pl.DataFrame(columns)
    exact = ("pathways",) if frame.schema["pathways"] == pl.String else ()
    return Result("pathways", frame, stated, exact=exact)
