"""Regions of any size drawn from a seed: zones, boards, meetings, ties, offers, demand.

No name and no id holds a digit, so that every digit that is read of such a dataset is a number
that somebody counted.
"""

from __future__ import annotations

import random
from itertools import product

from tests.laws.oracle import Tables

ZONES = {"NE": "Levant", "S": "Midi", "W": "Couchant"}
COMMUNES = {
    "ka": ("Amblève", "NE"),
    "kb": ("Brumes", "NE"),
    "kc": ("Clairval", "S"),
    "kd": ("Dormeuse", "W"),
    "ke": ("Ailleurs", ""),
}
SECTORS = ("bois", "pain", "soin", "toit")
STEPS = ("accueil", "projet", "formation", "placement")
KINDS = ("oisp", "oisp", "oisp", "cpas", "mission_locale", "employer", "reference_centre")
TIES = ("partnership", "partnership", "referral", "referral", "convention", "funding", "competes")
ROLES = ("president", "member", "member", "")
_PARTS = (
    ("Bel", "Cor", "Dal", "Fen", "Gir", "Hal", "Jul", "Kam", "Lor", "Mir", "Nor", "Pel", "Sol"),
    ("ab", "ed", "if", "og", "ul", "an", "er", "is", "om", "ur"),
    ("ane", "elle", "ine", "ois", "ude", "ard", "eau", "ique", "or", "ille"),
)
_GIVEN = ("Ada", "Bruno", "Clara", "Denis", "Elsa", "Fadi", "Gita", "Hugo", "Ines", "Jef")
_CERTAINTY = ("", "certain", "certain", "probable")
_MODALITY = ("", "", "", "", "prescribed", "expected")


def letters(number: int) -> str:
    """Write a number in letters."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def lettered(tables: Tables) -> Tables:
    """Write the digits of ids and names in letters, those of numbers and dates as they are."""

    def told(value: str) -> str:
        if value.replace("-", "").replace(".", "").isdigit():
            return value
        return "".join(letters(int(sign)) if sign.isdigit() else sign for sign in value)

    return {
        table: [{key: told(value) for key, value in row.items()} for row in rows]
        for table, rows in tables.items()
    }


def _names(draw: random.Random) -> list[str]:
    words = ["".join(parts) for parts in product(*_PARTS)]
    draw.shuffle(words)
    return words


def _seat(draw: random.Random) -> dict[str, str]:
    commune = draw.choice((*COMMUNES, "", ""))
    zone = COMMUNES[commune][1] if commune else draw.choice(("", *ZONES))
    return {"commune": commune, "zone": draw.choice(("", zone))}


def _organisations(draw: random.Random, size: int, words: list[str]) -> list[dict[str, str]]:
    return [
        {
            "id": f"o{letters(number)}",
            "name": f"{words[number % len(words)]} {letters(number // len(words)).upper()}",
            "kind": draw.choice(KINDS),
            "language": draw.choice(("", "fr", "nl")),
            **_seat(draw),
            "covers": draw.choice(("", "", "", *ZONES, "*")),
            "founded": draw.choice(("", "", "1998", "2008-04-01", "2014")),
            "closed": draw.choice(("",) * 19 + ("2013",)),
            "collective": draw.choice(("",) * 29 + ("yes",)),
            "unknown_reason": draw.choice(("",) * 14 + ("no time",)),
        }
        for number in range(size)
    ]


def region_tables(seed: int, size: int = 40) -> Tables:
    """Draw a region of so many organisations.

    Parameters
    ----------
    seed : int
        Also decides how full its tables are, and how loyal ties are to zones.
    size : int

    Returns
    -------
    dict
        Rows by table, as a folder of CSV holds them.
    """
    draw = random.Random(seed)
    words = _names(draw)
    organisations = _organisations(draw, size, words)
    ids = [row["id"] for row in organisations]
    loyal = draw.random()
    by_zone: dict[str, list[str]] = {}
    for row in organisations:
        by_zone.setdefault(row["zone"], []).append(row["id"])
    zone_of = {row["id"]: row["zone"] for row in organisations}

    def other(one: str) -> str:
        return draw.choice(by_zone[zone_of[one]] if draw.random() < loyal else ids)

    def evidence() -> dict[str, str]:
        return {"certainty": draw.choice(_CERTAINTY), "modality": draw.choice(_MODALITY)}

    def period() -> dict[str, str]:
        return {
            "start": draw.choice(("", "", "", "2009", "2012-05-01", "2014-10")),
            "end": draw.choice(("",) * 9 + ("2014",)),
        }

    def some(rows: int) -> range:
        return range(0 if draw.random() < 0.08 else rows)

    people = [
        {"id": f"p{letters(n)}", "name": f"{draw.choice(_GIVEN)} {draw.choice(words[-size:])}"}
        for n in some(size)
    ]
    seats = []
    for row in people:
        first = draw.choice(ids[: size * 3 // 4 + 1])
        others = (other(first) for _ in range(draw.choice((0, 0, 1, 1, 2))))
        for board in dict.fromkeys((first, *others)):
            represents = draw.choice(("",) * 11 + (other(first),))
            seats.append({"person": row["id"], "organisation": board, "represents": represents})
    meetings = [
        {
            "id": f"m{letters(n)}",
            "name": f"Table {words[-n - 1]}",
            "kind": draw.choice(("zonal_commission", "sectoral", "neighbourhood")),
            "zone": draw.choice(("", *ZONES)),
            "per_year": draw.choice(("", "4", "10")),
            "hours": draw.choice(("", "2", "1.5")),
        }
        for n in some(max(2, size // 8))
    ]
    pairs = [(one, other(one)) for one in (draw.choice(ids) for _ in some(size * 2))]
    return {
        "zones": [{"id": zone, "name_fr": name} for zone, name in ZONES.items()],
        "communes": [
            {"id": commune, "name_fr": name, "zone": zone}
            for commune, (name, zone) in COMMUNES.items()
        ],
        "organisations": organisations,
        "sectors": [{"id": sector, "name_fr": sector.title()} for sector in SECTORS],
        "organisation_sectors": [
            {"organisation": draw.choice(ids), "sector": draw.choice(SECTORS)}
            for _ in some(size // 2)
        ],
        "steps": [
            {
                "id": step,
                "position": str(place),
                "name_fr": step.title(),
                "skippable": "yes" if step == "projet" else "no",
            }
            for place, step in enumerate(STEPS)
        ],
        "offers": [
            {
                "id": f"f{letters(n)}",
                "organisation": draw.choice(ids),
                "step": draw.choice(STEPS),
                "sector": draw.choice(("", *SECTORS)),
                "commune": draw.choice(("", "", "", *COMMUNES)),
                "places": draw.choice(("", "8", "12", "30", "60")),
                **evidence(),
            }
            for n in some(min(size // 2, 40))
        ],
        "people": people,
        "mandates": [
            row | {"role": draw.choice(ROLES)} | period() | evidence()
            for row in seats
            if row["represents"] != row["organisation"]
        ],
        "meetings": meetings,
        "attendance": [
            {"meeting": draw.choice(meetings)["id"], "organisation": draw.choice(ids)}
            | period()
            | evidence()
            for _ in (some(size * 3 // 2) if meetings else ())
        ],
        "ties": [
            {"from": a, "to": b, "kind": draw.choice(TIES), "flow": draw.choice(("", "", "6"))}
            | period()
            | evidence()
            for a, b in pairs
            if a != b
        ],
        "demand": [
            {
                "zone": draw.choice(list(ZONES)),
                "sector": draw.choice(("", *SECTORS)),
                "people": draw.choice(("", "15", "40", "120")),
            }
            for _ in some(8)
        ],
        "publics": [
            {
                "organisation": draw.choice(ids),
                "zone": draw.choice(("", *ZONES)),
                "commune": "",
                "people": draw.choice(("", "4", "25", "60")),
            }
            for _ in some(12)
        ],
    }
