"""Where each offer lies, and from which home zones it may be taken.

A commune without a zone is *outside* all zones, if another commune has one and no
``unknown_reason`` is given. An offer lies in its zone; else its commune's, or outside; else where
its organisation serves; else at its seat, if that is in a zone; else everywhere, if its kind
serves the region; else outside, if its seat is; else nobody knows where. What lies outside, and
what lies nobody knows where, is on no pathway and is counted.

An offer is open to the home zones that it ``accepts``. Where it does not say, one of a kind that
serves its own people (a CPAS, a municipality) is open to the zones that its organisation covers,
else to that of its seat; all others, and one without either, to every zone.
"""

from __future__ import annotations

import polars as pl

from isp_graph.datasets.records import Records, made_once
from isp_graph.schema.vocabulary import OWN_PEOPLE_KINDS, REGIONAL_KINDS

REASONS = ("zone", "commune", "coverage", "seat", "region", "outside")
"""Why an offer lies where it does, the first that says it; ``outside`` is in no zone."""


@made_once
def outside_communes(data: Records) -> frozenset[str]:
    """Name the communes that lie outside all zones.

    Parameters
    ----------
    data : Records

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> import isp_graph
    >>> outside_communes(isp_graph.read("demo"))
    frozenset()
    """
    communes = data.table("communes")
    if communes["zone"].null_count() == communes.height:
        return frozenset()
    outside = pl.col("zone").is_null() & pl.col("unknown_reason").is_null()
    return frozenset(communes.filter(outside)["id"])


class _Makers:
    """What the organisations of a dataset say of their offers."""

    def __init__(self, data: Records, zones: dict[str, int]) -> None:
        self._zones = zones
        self._outside = outside_communes(data)
        self._of_commune = dict(data.table("communes").select("id", "zone").iter_rows())
        self._served: dict[str, int] = {}
        coverage = data.evidence("coverage").select("organisation", "zone")
        for organisation, zone in coverage.iter_rows():
            self._served[organisation] = self._served.get(organisation, 0) | zones[zone]
        facts = data.organisations.select("id", "commune", "seat_zone", "kind")
        self._facts = {row[0]: row[1:] for row in facts.iter_rows()}
        self.everywhere = sum(zones.values())

    def lies(self, organisation: str, zone: str | None, commune: str | None) -> tuple[int, str]:
        """Give the zones in which an offer lies, and why; no zone and no reason if unknown."""
        home, seat, kind = self._facts[organisation]
        own = self._of_commune.get(commune or "")
        tried = (
            ("zone", self._zones.get(zone or "", 0)),
            ("commune", self._zones.get(own or "", 0)),
            ("outside", 0 if commune not in self._outside else -1),
            ("coverage", self._served.get(organisation, 0)),
            ("seat", self._zones.get(seat or "", 0)),
            ("region", self.everywhere if kind in REGIONAL_KINDS else 0),
            ("outside", 0 if home not in self._outside else -1),
        )
        why, zones = next((entry for entry in tried if entry[1]), ("", 0))
        return max(zones, 0), why

    def accepts(self, organisation: str, told: str | None = None) -> int:
        """Give the home zones from which an offer may be taken."""
        if told is not None:
            named = (self._zones.get(zone, 0) for zone in set(told.split("|")))
            return self.everywhere if told == "*" else sum(named)
        _, seat, kind = self._facts[organisation]
        if kind not in OWN_PEOPLE_KINDS:
            return self.everywhere
        return (
            self._served.get(organisation, 0) or self._zones.get(seat or "", 0) or self.everywhere
        )


def sited(data: Records, zones: dict[str, int]) -> pl.DataFrame:
    """Tell of each offer where it lies and to whom it is open.

    Parameters
    ----------
    data : Records
    zones : dict
        A bit for each zone.

    Returns
    -------
    polars.DataFrame
        The offers, sorted by ``id``, with the zones in which they lie (``lies``) and to which they
        are open (``accepts``), as sums of bits, and ``why`` they lie there, null if nobody knows
        where. ``usual`` is what would be accepted if the offer did not say.
    """
    makers = _Makers(data, zones)
    offers = data.evidence("offers").sort("id")
    told = offers.select("organisation", "zone", "commune", "accepts").rows()
    lies = [makers.lies(*row[:3]) for row in told]
    return offers.with_columns(
        pl.Series("lies", [place for place, _ in lies], dtype=pl.Object),
        pl.Series("why", [why or None for _, why in lies], dtype=pl.String),
        pl.Series("accepts", [makers.accepts(row[0], row[3]) for row in told], dtype=pl.Object),
        pl.Series("usual", [makers.accepts(row[0]) for row in told], dtype=pl.Object),
    )
