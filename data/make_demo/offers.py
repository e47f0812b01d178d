"""What operators offer, whom they receive, and who asks for it.

Places are such that one cell of the region is a bottleneck whose every number is known:
construction training in zone O. Elsewhere a CPAS or more does not count its places, so that
what arrives is unknown there.
"""

from __future__ import annotations

from datetime import date

from cast import Organisation
from world import COMMUNES, SECTOR_IDS, ZONE_IDS, ZONE_OF, Row, chance, first_of_month

BOTTLENECK = {"zone": "O", "sector": "construction", "step": "formation"}
UNCOUNTED = "places not counted"
CPAS_COUNTED = {"21001", "21006", "21007", "21009", "21012", "21015", "21018"}
"""Communes whose CPAS counts its places: that of zone O, and never all those of another zone."""

REGIONAL = [
    ("pes", "outillage", "", 1500, ""),
    ("pes", "placement", "", 4000, ""),
    ("pti", "formation", "informatique", 220, "fr"),
    ("pti-nl", "formation", "informatique", 60, "nl"),
    ("cr-informatique", "formation", "informatique", 90, ""),
    ("cr-construction", "placement", "construction", 120, ""),
    ("cr-logistique", "placement", "logistique", 80, ""),
    ("cr-horeca", "outillage", "horeca", 150, ""),
    ("cr-commerce", "outillage", "commerce", 100, ""),
    ("temp-toque", "placement", "horeca", 300, ""),
    ("temp-grue", "placement", "construction", 200, ""),
    ("temp-soin", "placement", "aide_personnes", None, ""),
]
"""Offers of those who are neither operators of a zone nor Missions locales nor CPAS."""

MISSION_STEPS = {"accueil": 480, "projet": 260, "outillage": 320, "placement": 300}
MISSION_OF_O = {"accueil": 60, "projet": 80, "outillage": 180, "placement": 160}
PLACES = {"remise_a_niveau": (48, 96), "projet": (60, 120), "preformation": (30, 75)}
PLACES_OF_O = {"remise_a_niveau": 60, "projet": 60, "preformation": 60, "formation": 60}
PUBLICS = ["", "", "", "jeunes", "adultes", "femmes"]


def _places(one: Organisation, step: str, sector: str, rng_value: int) -> int:
    """Places of an operator's offer: multiples of three, and those of zone O by hand."""
    if one.zone == "O":
        return 16 if (step, sector) == ("formation", "construction") else PLACES_OF_O[step]
    low, high = PLACES.get(step, (30, 66))
    return low + 3 * (rng_value % ((high - low) // 3 + 1))


def offers(cast: dict[str, Organisation]) -> list[Row]:
    """List every offer, those of the past and of the future included.

    Parameters
    ----------
    cast : dict
        Organisation by id.

    Returns
    -------
    list of dict
        Rows of the table ``offers``.
    """
    rng = chance("offers")
    rows: list[Row] = []

    def add(one: Organisation, step: str, sector: str, places: int | None, **more: object) -> None:
        founded = one.founded or date(1995, 1, 1)
        last = max(founded, date(2012, 9, 1) if one.alive else founded)
        row: Row = {
            "organisation": one.id,
            "step": step,
            "sector": sector,
            "places": "" if places is None else places,
            "start": first_of_month(rng, founded, last),
            "end": one.closed or "",
            "unknown_reason": UNCOUNTED if places is None else "",
        }
        row.update(more)
        rows.append(row)

    for one in cast.values():
        if one.kind == "mission_locale":
            for step, places in (MISSION_OF_O if one.zone == "O" else MISSION_STEPS).items():
                # What a Mission locale does lies in its zone, not at one address.
                add(one, step, "", places, zone=one.zone)
        elif one.kind == "cpas":
            counted = one.commune in CPAS_COUNTED
            places = 60 if one.zone == "O" else 90 + 30 * rng.randrange(6)
            add(one, "accueil", "", places if counted else None, commune=one.commune)
        for step, sector in one.offers:
            places = _places(one, step, sector, rng.randrange(1000))
            spread = len(one.covers) > 1
            public = rng.choice(PUBLICS) if sector and one.alive else ""
            add(
                one,
                step,
                sector,
                places,
                commune="" if spread else one.commune,
                public=public,
                language=one.language,
            )
    for ident, step, sector, count, language in REGIONAL:
        add(cast[ident], step, sector, count, language=language)
    _past(cast, rows)
    for number, row in enumerate(rows, 1):
        row["id"] = f"offer-{number:03d}"
    return rows


def _past(cast: dict[str, Organisation], rows: list[Row]) -> None:
    """Offers that ended before the day, or begin after it: they count on other days only."""
    for ident, step, sector, start, end in [
        ("oisp-31", "preformation", "logistique", date(2001, 9, 1), date(2009, 7, 1)),
        ("oisp-44", "formation", "horeca", date(2003, 9, 1), date(2010, 7, 1)),
        ("oisp-22", "formation", "textile", date(1998, 9, 1), date(2006, 7, 1)),
        ("oisp-53", "projet", "", date(2015, 9, 1), ""),
        ("oisp-12", "preformation", "construction", date(2002, 9, 1), date(2011, 7, 1)),
    ]:
        one = cast[ident]
        begin = max(start, one.founded or start)
        rows.append(
            {
                "organisation": ident,
                "step": step,
                "sector": sector,
                "commune": one.commune,
                "places": 30,
                "language": one.language,
                "start": begin,
                "end": end,
            }
        )


def publics(cast: dict[str, Organisation], offered: list[Row]) -> list[Row]:
    """Say where the public of each operator comes from.

    That of a CPAS comes from its commune and that of a Mission locale mostly from its zone; that
    of an operator comes mostly from elsewhere. A share of some is of unknown origin.
    """
    rng = chance("publics")
    taken = {str(row["organisation"]) for row in offered}
    rows: list[Row] = []
    for one in cast.values():
        if (
            not one.alive
            or one.id not in taken
            or one.kind not in {"oisp", "mission_locale", "cpas"}
        ):
            continue
        if one.kind == "cpas":
            rows.append(
                {"organisation": one.id, "commune": one.commune, "people": rng.randrange(80, 400)}
            )
            continue
        own = 0.82 if one.kind == "mission_locale" else rng.uniform(0.18, 0.52)
        total = rng.randrange(300, 700) if one.kind == "mission_locale" else rng.randrange(30, 140)
        near = round(total * own)
        others = [zone for zone in ZONE_IDS if zone != one.zone]
        drawn = rng.choices(others, k=total - near)
        if one.kind == "mission_locale":
            home = [str(row["id"]) for row in COMMUNES if row["zone"] == one.zone]
            split = rng.choices([one.commune, *home], k=near)
            for commune in sorted(set(split)):
                people = split.count(commune)
                rows.append({"organisation": one.id, "commune": commune, "people": people})
        else:
            rows.append({"organisation": one.id, "zone": one.zone, "people": near})
        for zone in sorted(set(drawn)):
            rows.append({"organisation": one.id, "zone": zone, "people": drawn.count(zone)})
        if rng.random() < 0.3:
            unknown = rng.randrange(2, 15)
            rows.append(
                {
                    "organisation": one.id,
                    "people": unknown,
                    "unknown_reason": "address not recorded",
                }
            )
    return rows


def demand() -> list[Row]:
    """Count those who look for a pathway, by home zone, sector and public."""
    rng = chance("demand")
    weight = {zone: sum(1 for each in ZONE_OF.values() if each == zone) for zone in ZONE_IDS}
    rows: list[Row] = []
    for zone in ZONE_IDS:
        for sector in SECTOR_IDS:
            for public in ("adultes", "jeunes"):
                people = 12 + 4 * weight[zone] + rng.randrange(40)
                rows.append({"zone": zone, "sector": sector, "public": public, "people": people})
    return rows
