"""The ground on which the demonstration stands: territory, sectors, steps, and small helpers.

Zones, communes and steps are those of Brussels. Everything that happens on them is invented.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

SEED = 2015
AT = date(2015, 1, 1)
"""The day on which the planted facts hold."""
SOURCE = f"data/make_demo, seed {SEED}"
MARKER, MARKER_NL, MARKER_EN = " (fictif)", " (fictief)", " (fictional)"

Row = dict[str, object]
"""A row of a table: a value by column; blank where a column is missing."""

ZONES: list[Row] = [
    {"id": "O", "name_fr": "Ouest", "name_nl": "West", "name_en": "West"},
    {"id": "NO", "name_fr": "Nord-Ouest", "name_nl": "Noordwest", "name_en": "North-West"},
    {"id": "C", "name_fr": "Centre", "name_nl": "Centrum", "name_en": "Centre"},
    {"id": "NE", "name_fr": "Nord-Est", "name_nl": "Noordoost", "name_en": "North-East"},
    {"id": "S", "name_fr": "Sud", "name_nl": "Zuid", "name_en": "South"},
    {"id": "SE", "name_fr": "Sud-Est", "name_nl": "Zuidoost", "name_en": "South-East"},
]

_COMMUNES = """
21001 O  1070 Anderlecht|Anderlecht
21002 SE 1160 Auderghem|Oudergem
21003 NO 1082 Berchem-Sainte-Agathe|Sint-Agatha-Berchem
21004 C  1000 Bruxelles|Brussel
21005 SE 1040 Etterbeek|Etterbeek
21006 NE 1140 Evere|Evere
21007 S  1190 Forest|Vorst
21008 NO 1083 Ganshoren|Ganshoren
21009 SE 1050 Ixelles|Elsene
21010 NO 1090 Jette|Jette
21011 NO 1081 Koekelberg|Koekelberg
21012 NO 1080 Molenbeek-Saint-Jean|Sint-Jans-Molenbeek
21013 S  1060 Saint-Gilles|Sint-Gillis
21014 NE 1210 Saint-Josse-ten-Noode|Sint-Joost-ten-Node
21015 NE 1030 Schaerbeek|Schaarbeek
21016 S  1180 Uccle|Ukkel
21017 SE 1170 Watermael-Boitsfort|Watermaal-Bosvoorde
21018 SE 1200 Woluwe-Saint-Lambert|Sint-Lambrechts-Woluwe
21019 SE 1150 Woluwe-Saint-Pierre|Sint-Pieters-Woluwe
"""
COMMUNES: list[Row] = []
ZONE_OF: dict[str, str] = {}
POSTAL: dict[str, str] = {}
for _line in _COMMUNES.strip().splitlines():
    _nis, _zone, _code, _names = _line.split(maxsplit=3)
    _fr, _nl = _names.split("|")
    COMMUNES.append({"id": _nis, "name_fr": _fr, "name_nl": _nl, "zone": _zone})
    ZONE_OF[_nis], POSTAL[_nis] = _zone, _code
ZONE_IDS = [str(row["id"]) for row in ZONES]

_SECTORS = """
horeca|Horeca|Horeca|Hotels, restaurants and cafés|55|56
construction|Construction|Bouw|Construction|41|42|43
informatique|Informatique|Informatica|Information technology|62|63
nettoyage|Nettoyage|Schoonmaak|Cleaning|81.2
aide_personnes|Aide aux personnes|Zorg en welzijn|Care of people|87|88
commerce|Commerce|Handel|Retail|47
logistique|Logistique|Logistiek|Logistics|49|52
textile|Textile et confection|Textiel en confectie|Textiles and clothing|13|14
"""
SECTORS: list[Row] = []
for _line in _SECTORS.strip().splitlines():
    _id, _fr, _nl, _en, *_nace = _line.split("|")
    SECTORS.append(
        {"id": _id, "name_fr": _fr, "name_nl": _nl, "name_en": _en, "nace": "|".join(_nace)}
    )
SECTOR_IDS = [str(row["id"]) for row in SECTORS]

_STEPS = """
accueil|Accueil et orientation|Onthaal en oriëntatie|Reception and guidance|no
projet|Projet professionnel|Beroepsproject|Vocational project|no
remise_a_niveau|Remise à niveau|Bijscholing|Refresher course|yes
preformation|Préformation|Vooropleiding|Pre-training|yes
formation|Formation|Opleiding|Training|no
outillage|Outillage recherche d'emploi|Sollicitatietraining|Job-search tools|no
placement|Placement|Arbeidsbemiddeling|Placement|no
"""
STEPS: list[Row] = []
for _position, _line in enumerate(_STEPS.strip().splitlines(), 1):
    _id, _fr, _nl, _en, _skippable = _line.split("|")
    STEPS.append(
        {
            "id": _id,
            "position": _position,
            "name_fr": _fr,
            "name_nl": _nl,
            "name_en": _en,
            "skippable": _skippable,
        }
    )


def chance(part: str) -> random.Random:
    """Return the draws of one part, so that a change in one part leaves the others as they are."""
    return random.Random(f"{SEED}/{part}")


def day(rng: random.Random, first: date, last: date) -> date:
    """Draw a day from ``first`` to ``last``, both included."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def first_of_month(rng: random.Random, first: date, last: date) -> date:
    """Draw a first day of a month after ``first`` and up to ``last``, or ``first`` itself."""
    drawn = day(rng, first, last).replace(day=1)
    return max(drawn, first)
