"""What would mend most: which link, which offer, which places?

A zone and sector are *complete* if a pathway never leaves the zone, every hand-over linked; how a
link or an offer completes them, `isp_graph.questions.filiere.gaps.mending` tells. Places are added
at the step where they let most people pass, where people may go anywhere; as many as these take.

All additions are ranked together: each time the one that gains most people for what it costs; of
equals, most people; then it completes most zones and sectors for its cost, then saves most
crossings, on what is there with those before it added. A link gains the people who look for a
pathway in the zones and sectors that it completes, as does an offer, which needs a place for each
of them; places gain those who can pass with them and could not before. Where nobody knows how many
people look for a pathway, none are counted. Places are counted on the offers that there are, not on
those proposed. The links that complete a zone and sector only together are one addition.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.questions.filiere.gaps.mending import Addition, Mending
from isp_graph.questions.filiere.offers import Filiere, filiere
from isp_graph.questions.filiere.throughput import Supply, supply
from isp_graph.results import Result, basis

KINDS = ("link", "offer", "places")
"""Kinds of additions; of equals, the first comes first."""
COSTS: Mapping[str, float] = {"link": 1, "place": 1, "offer": 10}
"""What one of each costs unless asked otherwise."""
_SCHEMA: dict[str, Any] = {
    "rank": pl.Int64,
    "kind": pl.String,
    "what": pl.String,
    "zone": pl.String,
    "sector": pl.String,
    "people": pl.Float64,
    "cost": pl.Float64,
    "completes": pl.Int64,
    "crossings_saved": pl.Int64,
    "flow_gained": pl.Float64,
    "reason": pl.String,
    "step": pl.String,
    "places": pl.Int64,
    "organisations": pl.List(pl.String),
    "pairs": pl.List(pl.Struct({"zone": pl.String, "sector": pl.String})),
}


@dataclass(frozen=True)
class _Places:
    """Places to be added to a shelf."""

    at: int
    places: int
    people: float
    supply: Supply


class _Ranking:
    """Additions, the best first, each on what is there with those before it added."""

    def __init__(self, found: Filiere, costs: Mapping[str, float]) -> None:
        self._found = found
        self._costs = costs
        self._groups = [
            (zone, sector) for zone in found.asked_zones for sector in found.asked_sectors
        ]
        self._supply = supply(found)
        known = self._supply
        self._mending = Mending(found, known.people if known.source else {})

    def _best(self, kind: str, most: int) -> Addition | _Places | None:
        if kind == "link":
            return self._mending.best_link(most)
        return self._mending.best_offer() if kind == "offer" else self._widest()

    def _widest(self) -> _Places | None:
        """Find the shelf whose widening gains most for its cost, and how many places it takes."""
        now = self._supply.most(self._found, self._groups, inside=False, unlimited=False)
        found = []
        for at in now.scarce if math.isfinite(now.total) else ():
            total, needed = now.widened(at)
            # Where nobody counted who looks, it may be without end: how many gain is not known.
            if math.isfinite(total) and total > now.total:
                shelves = list(self._supply.shelves)
                more = math.ceil(needed - shelves[at].places - 1e-3)
                shelves[at] = replace(shelves[at], places=shelves[at].places + more)
                wider = replace(self._supply, shelves=tuple(shelves))
                found.append(_Places(at, more, total - now.total, wider))
        return max(found, key=lambda places: (self._worth(places), -places.at), default=None)

    def rows(self, most: int) -> Iterator[dict[str, Any]]:
        """Give rows, without their rank."""
        heads: dict[str, Addition | _Places | None] = {}
        stale: Sequence[str] = KINDS
        while most > 0:
            heads |= {kind: self._best(kind, most) for kind in stale}
            if len(getattr(heads["link"], "links", ())) > most:
                heads["link"] = self._best("link", most)
            order = sorted(
                ((kind, head) for kind, head in heads.items() if head is not None),
                key=lambda entry: (self._worth(entry[1]), -KINDS.index(entry[0])),
            )
            if not order:
                return
            best = order[-1][1]
            most, stale = most - 1, ("link", "offer")
            if isinstance(best, _Places):
                yield self._places(best)
                self._supply, stale = best.supply, ("places",)
                continue
            self._mending.add(best)
            if best.offer is None:
                yield from self._links(best)
                most += 1 - len(best.links)
            else:
                yield self._offer(best, *best.offer)

    def _cost(self, addition: Addition | _Places) -> float:
        if isinstance(addition, _Places):
            return self._costs["place"] * addition.places
        if addition.offer is None:
            return self._costs["link"] * len(addition.links)
        return self._costs["offer"] + self._costs["place"] * math.ceil(addition.people or 0)

    def _worth(self, addition: Addition | _Places) -> tuple[float, ...]:
        """Tell how much an addition is worth: people, then what is complete, for its cost."""
        people, cost = addition.people or 0.0, self._cost(addition)
        completes = saved = 0
        if isinstance(addition, Addition):
            completes, saved = len(addition.pairs), addition.saved

        def for_cost(gain: float) -> float:
            return gain / cost if cost else math.inf if gain else 0.0

        return for_cost(people), people, for_cost(completes), for_cost(saved)

    def _pairs(self, addition: Addition) -> list[dict[str, str | None]]:
        found = self._found
        return [
            {"zone": found.zones[home], "sector": found.asked_sectors[at]}
            for home, at in addition.pairs
        ]

    def _links(self, addition: Addition) -> Iterator[dict[str, Any]]:
        pairs = self._pairs(addition)
        towards = pairs[0]
        *before, last = addition.links
        for link in before:
            who = [self._found.operators[operator] for operator in link]
            yield {
                "kind": "link",
                "what": " + ".join(who),
                **towards,
                "people": 0.0,
                "cost": self._costs["link"],
                "completes": 0,
                "crossings_saved": 0,
                "reason": f"towards:{towards['zone']}/{towards['sector'] or ''}",
                "organisations": who,
                "pairs": [],
            }
        who = [self._found.operators[operator] for operator in last]
        cost = self._costs["link"]
        yield self._completing(addition, pairs, who, cost, kind="link", what=" + ".join(who))

    def _offer(self, addition: Addition, operator: int, at: int) -> dict[str, Any]:
        who, step = self._found.operators[operator], self._found.steps[at].id
        told: dict[str, Any] = {"kind": "offer", "what": f"{step} + {who}", "step": step}
        if addition.people is not None:
            told["places"] = math.ceil(addition.people)
        pairs, cost = self._pairs(addition), self._cost(addition)
        return self._completing(addition, pairs, [who], cost, **told)

    def _completing(
        self,
        addition: Addition,
        pairs: list[dict[str, str | None]],
        who: list[str],
        cost: float,
        **told: Any,
    ) -> dict[str, Any]:
        one = pairs[0] if len(pairs) == 1 else {}
        where = ",".join(f"{pair['zone']}/{pair['sector'] or ''}" for pair in pairs)
        return {
            **told,
            **one,
            "people": addition.people,
            "cost": cost,
            "completes": len(pairs),
            "crossings_saved": addition.saved,
            "reason": f"completes:{where}",
            "organisations": who,
            "pairs": pairs,
        }

    def _places(self, addition: _Places) -> dict[str, Any]:
        shelf = self._supply.shelves[addition.at]
        step = self._found.steps[shelf.step].id
        return {
            "kind": "places",
            "what": step,
            "sector": shelf.sector,
            "people": addition.people,
            "cost": self._cost(addition),
            "completes": 0,
            "crossings_saved": 0,
            "flow_gained": addition.people,
            "reason": f"bottleneck:{step}/{shelf.sector or ''}",
            "step": step,
            "places": addition.places,
            "organisations": [],
            "pairs": [],
        }


def gap_repair(
    dataset: Dataset,
    most: int = 5,
    *,
    public: Sequence[str] = (),
    language: Sequence[str] = (),
    costs: Mapping[str, float] | None = None,
) -> Result:
    """Tell which additions would mend most.

    Parameters
    ----------
    dataset : Dataset
        As in `isp_graph.gaps`; conditions on zone and sector choose the pairs to mend.
    most : int
        How many additions, at most.
    public, language : sequence of str
        A person's profile.
    costs : mapping, optional
        What a ``link``, a ``place`` and an ``offer`` without its places cost, where they cost
        something else than in `COSTS`.

    Returns
    -------
    Result
        Rows by ``rank``. ``what`` is to be added: the two operators of a link; the step and the
        operator of an offer; the step that needs places. ``people`` gain by it (null: nobody
        counted them) for the ``cost`` of the addition, ``places`` among it. ``completes`` counts
        the ``pairs`` of zone and sector newly complete, ``crossings_saved`` the crossings of their
        best linked pathways until then (those that had none save nothing), ``flow_gained`` the
        people more who can pass with the places, null for links and offers: whoever may go
        anywhere, linked or not, could pass without them. ``reason`` is a code.

    Raises
    ------
    UsageError
        If fewer than one addition is asked for, or a cost is unknown or negative.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo").where(sector="construction")
    >>> rows = isp_graph.gap_repair(demo, 1).rows
    >>> [(row["kind"], row["step"], row["people"], row["cost"]) for row in rows]
    [('places', 'formation', 543.0, 543.0)]
    """
    if most < 1:
        raise UsageError("too_few_repairs", value=most)
    asked = dict(costs or {})
    for name, value in asked.items():
        if name not in COSTS:
            raise UsageError("unknown_cost", name=name, known=COSTS)
        if not (math.isfinite(value) and value >= 0):
            raise UsageError("wrong_cost", name=name, value=value)
    found = filiere(dataset, public, language)
    rows: list[dict[str, Any]] = []
    if found.known:
        ranking = _Ranking(found, {**COSTS, **asked})
        told = enumerate(ranking.rows(most), 1)
        rows = [{**dict.fromkeys(_SCHEMA), "rank": rank, **row} for rank, row in told]
    stated = basis(
        dataset.current(),
        repair=most,
        costs=asked or None,
        **found.stated,
    )
    return Result("gaps", pl.DataFrame(rows, schema=_SCHEMA), stated)
