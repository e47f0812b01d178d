"""Who meets whom: commissions, working groups, tables, and who has stopped coming.

A meeting's line: id, kind, zone, sector, times a year, hours, name; then those who take part, the
first of whom animates it. Numbers are operators. In zone NO one commission gathers the east and
one table the west, and only the Mission locale sits in both.
"""

from __future__ import annotations

from datetime import date

from cast import Organisation
from world import AT, MARKER, MARKER_EN, MARKER_NL, Row, chance, first_of_month

_MEETINGS = """
cz-o zonal_commission O - 5 3 Commission zonale Ouest
 ml-o cpas-21001 01 02 03 06 09 pes pti net temp-grue
cz-no zonal_commission NO - 4 3 Commission zonale Nord-Ouest
 ml-no cpas-21012 cpas-21011 11 12 14 15 pes pti net
table-no neighbourhood NO - 6 2 Table de concertation du Couchant
 ml-no cpas-21010 cpas-21008 cpas-21003 17 18 19 20 21
cz-c zonal_commission C - 4 2.5 Commission zonale Centre
 ml-c cpas-21004 22 23 27 28 pes pti net
cz-ne zonal_commission NE - 6 3 Commission zonale Nord-Est
 ml-ne2 ml-ne1 cpas-21015 31 32 33 35 39 pes pti
cz-s zonal_commission S - 5 3 Commission zonale Sud
 ml-s1 ml-s2 cpas-21013 41 42 43 46 48 pes pti
cz-se zonal_commission SE - 4 3 Commission zonale Sud-Est
 ml-se2 ml-se1 cpas-21009 cpas-21005 52 53 54 58 pes pti
inter inter_zonal - - 6 3 Réunion interzonale des fils tendus
 net ml-o ml-no ml-c ml-ne1 ml-ne2 ml-s1 ml-s2 ml-se1 ml-se2 pes fed
advice advisory_council - - 4 2 Séance du Conseil des passerelles
 council gov pes pti pti-nl fed prof
sect-horeca sectoral - horeca 3 3 Tour de table horeca
 cr-horeca 03 12 24 33 43 55 temp-toque emp-hotel prof
sect-construction sectoral - construction 3 3 Tour de table construction
 cr-construction 06 07 08 15 16 emp-brique val
sect-informatique sectoral - informatique 2 3 Tour de table informatique
 cr-informatique 27 28 pti pti-nl
sect-nettoyage sectoral - nettoyage 3 2 Tour de table nettoyage
 se-linge 20 21 35 36 emp-net
sect-aide sectoral - aide_personnes 4 3 Tour de table aide aux personnes
 46 18 19 47 val
sect-commerce sectoral - commerce 3 2 Tour de table commerce
 cr-commerce 29 39 40 58 59
sect-logistique sectoral - logistique 3 3 Tour de table logistique
 cr-logistique 09 10 38 50 51
sect-textile sectoral - textile 2 3 Tour de table textile
 48 49 se-recup emp-fripe
wg-ran federation_working_group - - 5 3 Groupe de travail remise à niveau
 fed 01 11 22 31 41 52 33 06 27 35 46 39 38 49
wg-heads federation_working_group - - 4 2 Groupe de travail directions
 fed 02 05 13 26 32 43 50 53 55 58 29
wg-method federation_working_group - - 3 3 Groupe de travail pédagogie
 fed pti 04 10 24 36 40 47 59 14
wg-youth federation_working_group - - 3 2 Groupe de travail jeunes
 fed ml-s1 03 12 27 38 46 54 16 29 36 val
wg-digital federation_working_group - - 2 2 Groupe de travail outils numériques
 28 fed 07 25 34 49 51 54
cpas-all cpas_conference - - 3 3 Conférence des CPAS
 cpas-21006 cpas-21001 cpas-21007 cpas-21012 cpas-21016 cpas-21017 cpas-21002 cpas-21019 pes
social-c cpas_coordination C - 5 2 Coordination sociale des Sept Horloges
 cpas-21004 22 24 25 26 29 youth project town-c se-recup
table-c neighbourhood C - 10 2 Table de quartier de la Place sans pigeons
 project 22 24 25 26 29 youth town-c se-recup emp-hotel
social-ne cpas_coordination NE - 4 2 Coordination sociale de la Cerise bleue
 cpas-21015 34 36 40 se-linge cpas-21014 32
social-s cpas_coordination S - 4 2 Coordination sociale de la Lune ronde
 cpas-21007 42 47 49 51 town-s cpas-21016
social-se cpas_coordination SE - 3 2 Coordination sociale du Phare terrestre
 cpas-21018 55 53 cpas-21017 ml-se1
town-s municipal_programme S - 3 2 Programme du Rond-Point carré
 town-s ml-s2 cpas-21007 50 43 48 youth
table-o neighbourhood O - 6 2 Table de quartier des Trois Lunes
 ml-o 04 05 08 10 02 youth
emp-west employers_commission - - 3 2 Commission employeurs du Ponant
 temp-grue ml-o ml-c emp-brique emp-hotel emp-net 09 05 pes
emp-east employers_commission - - 3 2 Commission employeurs du Levant
 temp-soin 56 57 59 emp-sante emp-creche emp-fripe
"""

_LEFT = """
cz-o 07 2003-03-01 2010-07-01
cz-c 30 2001-09-01 2012-07-01
cz-ne 40 2004-01-01 2011-01-01
cz-s 44 2000-09-01 2012-01-01
cz-s 45 2002-09-01 2009-07-01
cz-s 47 2001-09-01 2013-09-01
cz-se 60 2009-03-01 2011-07-01
cz-se 56 2009-03-01 2010-07-01
sect-commerce 30 2003-09-01 2011-07-01
sect-horeca 44 2001-01-01 2010-07-01
old-s 44 2001-01-01 2008-07-01
old-s 45 2001-01-01 2008-07-01
old-s ml-s1 1996-01-01 2008-07-01
old-s oisp-62 1997-01-01 2008-07-01
old-ne oisp-61 1994-01-01 2002-07-01
old-ne ml-ne1 1996-01-01 2002-07-01
"""
"""Those who came to a meeting and stopped: meeting, who, from, until."""

_ENDED = """
old-s neighbourhood S - 8 2 Table de quartier d'hier
old-ne neighbourhood NE - 8 2 Café des filières d'hier
"""
"""Meetings that nobody attends any more."""

_NAMES = """
cz-o Zonale commissie West / Zonal commission West
cz-no Zonale commissie Noordwest / Zonal commission North-West
table-no Overlegtafel van de Ondergang / Consultation table of the Sunset
cz-c Zonale commissie Centrum / Zonal commission Centre
cz-ne Zonale commissie Noordoost / Zonal commission North-East
cz-s Zonale commissie Zuid / Zonal commission South
cz-se Zonale commissie Zuidoost / Zonal commission South-East
inter Interzonale vergadering van de gespannen draden / Meeting between zones of the taut threads
advice Zitting van de Raad van de bruggetjes / Session of the Council of footbridges
sect-horeca Rondetafel horeca / Round table on horeca
sect-construction Rondetafel bouw / Round table on construction
sect-informatique Rondetafel informatica / Round table on information technology
sect-nettoyage Rondetafel schoonmaak / Round table on cleaning
sect-aide Rondetafel zorg en welzijn / Round table on care of people
sect-commerce Rondetafel handel / Round table on retail
sect-logistique Rondetafel logistiek / Round table on logistics
sect-textile Rondetafel textiel / Round table on textiles
wg-ran Werkgroep basisvaardigheden / Working group on basic skills
wg-heads Werkgroep directies / Working group of directors
wg-method Werkgroep pedagogie / Working group on teaching
wg-youth Werkgroep jongeren / Working group on young people
wg-digital Werkgroep digitale hulpmiddelen / Working group on digital tools
cpas-all Conferentie van de OCMW's / Conference of CPAS
social-c Sociale coördinatie van de Zeven Klokken / Social coordination of the Seven Clocks
table-c Wijktafel van het Plein zonder duiven / Neighbourhood table of the Square without pigeons
social-ne Sociale coördinatie van de Blauwe kers / Social coordination of the Blue cherry
social-s Sociale coördinatie van de Ronde maan / Social coordination of the Round moon
social-se Sociale coördinatie van de Vuurtoren te land / Social coordination of the Land lighthouse
town-s Programma van het Vierkante rondpunt / Programme of the Square roundabout
table-o Wijktafel van de Drie Manen / Neighbourhood table of the Three Moons
emp-west Werkgeverscommissie van het Westen / Employers' commission of the West
emp-east Werkgeverscommissie van het Oosten / Employers' commission of the East
old-s Wijktafel van gisteren / Neighbourhood table of yesterday
old-ne Café van de filières van gisteren / Café of yesterday's filières
"""
"""Dutch and English names of the meetings."""

TWINS = ("social-c", "table-c")
"""The two meetings with nearly the same participants."""


def _who(token: str) -> str:
    return f"oisp-{token}" if token.isdigit() else token


def _translated() -> dict[str, list[str]]:
    named = (line.split(maxsplit=1) for line in _NAMES.strip().splitlines())
    return {ident: names.split(" / ") for ident, names in named}


def _meeting(line: str) -> Row:
    ident, kind, zone, sector, per_year, hours, name = line.split(maxsplit=6)
    dutch, english = _translated()[ident]
    return {
        "id": ident,
        "name": name + MARKER,
        "name_nl": dutch + MARKER_NL,
        "name_en": english + MARKER_EN,
        "kind": kind,
        "zone": "" if zone == "-" else zone,
        "sector": "" if sector == "-" else sector,
        "per_year": per_year,
        "hours": hours,
    }


def meetings(cast: dict[str, Organisation]) -> dict[str, list[Row]]:
    """List the meetings and those who take part, or did.

    Parameters
    ----------
    cast : dict
        Organisation by id.

    Returns
    -------
    dict
        Rows of the tables ``meetings`` and ``attendance``.
    """
    rng = chance("meetings")
    lines = _MEETINGS.strip().splitlines()
    held = [_meeting(line) for line in lines[::2]]
    attended: list[Row] = []
    for meeting, line in zip(held, lines[1::2], strict=True):
        for place, token in enumerate(line.split()):
            one = cast[_who(token)]
            first = max(date(2000, 1, 1), one.founded or date(2000, 1, 1))
            start = first_of_month(rng, first, max(first, date(2013, 9, 1)))
            role = "animates" if place == 0 else "attends"
            if one.id == "pes" and place:
                role = "invited"
            # A few have said that they will stop in the course of the year.
            end = date(2015, 7, 1) if role == "attends" and rng.random() < 0.04 else ""
            attended.append(
                {
                    "meeting": meeting["id"],
                    "organisation": one.id,
                    "role": role,
                    "start": start,
                    "end": end,
                }
            )
    for line in _LEFT.strip().splitlines():
        meeting_id, token, start_text, end_text = line.split()
        one = cast[_who(token)]
        begun = date.fromisoformat(start_text)
        begun = max(begun, one.founded or begun)
        until = date.fromisoformat(end_text)
        assert begun < until <= AT, line
        attended.append(
            {
                "meeting": meeting_id,
                "organisation": one.id,
                "role": "attends",
                "start": begun,
                "end": until,
                "note": "comes no more",
            }
        )
    held += [_meeting(line) for line in _ENDED.strip().splitlines()]
    return {"meetings": held, "attendance": attended}
