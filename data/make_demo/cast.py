"""Who takes part: sixty operators and those around them, by zone, with what they offer.

An operator's line: number, commune, name, then its offers. ``ran`` and ``projet`` are for every
sector; ``pre`` and ``form`` are for the sector that follows the colon. The layout of offers is
the first planted fact: in each zone a step of a sector has two operators or more, or none, but
for two cells of the whole region.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from world import AT, MARKER, MARKER_NL, POSTAL, ZONE_OF, Row, chance, first_of_month

OPERATORS = """
01 21001 L'Alphabet à roulettes; ran projet
02 21001 Les Virgules du dimanche; ran
03 21001 La Louche volante; pre:horeca form:horeca
04 21001 Le Bouillon des trois lunes; pre:horeca
05 21001 La Nappe infinie; form:horeca
06 21001 La Truelle bavarde; pre:construction form:construction
07 21001 L'Échafaudage de papier; pre:construction
08 21001 Les Maçons de l'arc-en-ciel; form:construction
09 21001 Le Diable à quatre palettes; form:logistique
10 21001 La Caravane des cartons; form:logistique
11 21012 Le Grand Dictionnaire à voiles; ran projet
12 21012 La Soupière d'argent clair; pre:horeca form:horeca
13 21012 Les Fourchettes migratrices; pre:horeca
14 21011 Le Torchon étoilé; form:horeca
15 21012 Le Parpaing rêveur; pre:construction
16 21011 La Brouette à lampions; pre:construction
17 21010 De Vliegende Komma; ran
18 21010 La Main dans la mitaine; pre:aide_personnes
19 21008 Les Parapluies de garde; pre:aide_personnes
20 21010 Le Balai philharmonique; form:nettoyage
21 21003 La Serpillière boréale; form:nettoyage
22 21004 Le Compte-gouttes de lettres; ran projet
23 21004 La Règle de douze; ran
24 21004 La Casserole à musique; pre:horeca form:horeca
25 21004 Le Chaudron poli; pre:horeca
26 21004 De Dansende Pollepel; form:horeca
27 21004 Le Clavier à vapeur; pre:informatique form:informatique
28 21004 La Souris savante; pre:informatique form:informatique
29 21004 Le Comptoir des mirages; pre:commerce form:commerce
30 21004 L'Étal de brume; pre:commerce form:commerce
31 21015 L'Encrier sauvage; ran projet
32 21014 Les Majuscules en vadrouille; ran
33 21015 La Cuisine du hérisson; pre:horeca form:horeca
34 21006 Le Tablier de comète; pre:horeca form:horeca
35 21015 L'Éponge diplomatique; pre:nettoyage form:nettoyage
36 21014 Le Seau de cristal; pre:nettoyage
37 21015 La Mousse nouvelle; form:nettoyage
38 21006 Le Hangar aux girafes; pre:logistique
39 21015 La Vitrine à ressorts; pre:commerce
40 21014 Le Ticket perpétuel; pre:commerce
41 21013 Le Cahier des marées; ran projet
42 21007 La Dictée des hiboux; ran
43 21013 La Fourmi gourmande; pre:horeca
44 21007 Le Couvercle sonore; pre:horeca
45 21016 La Cuillère solitaire; pre:horeca
46 21013 Les Pantoufles attentives; pre:aide_personnes form:aide_personnes
47 21007 La Tisane de minuit; pre:aide_personnes form:aide_personnes
48 21013 Le Dé à coudre géant; pre:textile form:textile
49 21007 L'Aiguille du midi vert; pre:textile
50 21007 L'Entrepôt des nuages; form:logistique
51 21016 Le Quai des pigeons; form:logistique
52 21009 La Gomme et le Compas; ran projet
53 21005 Le Syllabaire ambulant; ran
54 21009 Le Gril à facettes; pre:horeca form:horeca
55 21018 La Table des cigognes; pre:horeca form:horeca
56 21019 La Berceuse mécanique; form:aide_personnes
57 21002 Les Béquilles d'or fin; form:aide_personnes
58 21005 La Caisse à oiseaux; form:commerce
59 21017 L'Enseigne qui penche; form:commerce
60 21018 Le Rayon vert pomme; form:commerce
"""

_GONE_OR_TO_COME = """
61 21015 1992-01-01 2008-07-01 La Bobine d'autrefois; form:textile
62 21013 1996-03-01 2012-01-01 L'Ancien Samovar; form:horeca
63 21001 2015-04-01 - Le Chariot d'après-demain; pre:logistique
"""

_MISSIONS = """
o   21001 du Saule tordu
no  21012 des Trois Échasses
c   21004 de l'Horloge molle
ne1 21014 du Pont sans rivière
ne2 21015 des Ânes savants
s1  21013 de la Colline plate
s2  21007 du Tramway muet
se1 21005 des Deux Lanternes
se2 21009 de l'Étang à musique
"""

_CPAS = """
21001 du Val aux Loutres|Otterdal
21002 de la Clairière bleue|Blauwe Laar
21003 du Moulin carré|Vierkante Molen
21004 des Sept Horloges|Zeven Klokken
21005 du Champ de plumes|Pluimenveld
21006 de la Piste aux cerfs-volants|Vliegerbaan
21007 de la Lune ronde|Ronde Maan
21008 du Jardin suspect|Verdachte Tuin
21009 de l'Étoile à cinq branches et demie|Halve Ster
21010 du Verger d'hiver|Winterboomgaard
21011 de la Coupole à plumes|Gevederde Koepel
21012 du Canal de verre|Glazen Vaart
21013 de la Porte ouverte à clef|Sleutelpoort
21014 du Petit Sommet|Kleine Top
21015 de la Cerise bleue|Blauwe Kers
21016 de la Dune intérieure|Binnenduin
21017 des Renards polis|Beleefde Vossen
21018 du Phare terrestre|Landvuurtoren
21019 de l'Allée qui revient|Kerende Laan
"""

_OTHERS = """
pes public_employment_service 21004 * Office régional des Emplois rêvés|Dienst voor Droombanen
pti public_training_institute 21004 * Institut des Métiers de demain soir|
pti-nl public_training_institute 21004 * Instituut voor Maanberoepen|Instituut voor Maanberoepen
gov government 21004 * Secrétariat régional aux Tremplins|Secretariaat voor Springplanken
council advisory_body - - Conseil consultatif des Passerelles|Raad van de Loopbruggen
fed federation 21004 - Fédération des Tremplins associés|
net network_body 21004 O,NO,C Réseau des Fils tendus|Netwerk Gespannen Draden
val validation_centre - - Centre de validation des Savoir-faire de poche|
prof professional_association - - Union professionnelle des Toques et Truelles|
cr-horeca reference_centre - - Centre de référence de la Marmite|
cr-construction reference_centre - - Centre de référence du Fil à plomb|
cr-informatique reference_centre - - Centre de référence du Boulier|
cr-commerce reference_centre - - Centre de référence de la Balance|
cr-logistique reference_centre - - Centre de référence du Chariot|
se-recup social_economy 21004 - La Ressourcerie du Tiroir|
se-linge social_economy 21015 - Le Repassage des sept plis|
youth youth_service 21004 - Le Kiosque aux questions|
project project 21004 - Projet Échelle de corde|
town-c municipality 21004 - Administration de la Place sans pigeons|
town-s municipality 21007 - Administration du Rond-Point carré|
temp-toque temp_agency 21004 O,C Intérim de la Toque|
temp-grue temp_agency 21001 - Intérim de la Grue|
temp-soin temp_agency 21005 - Intérim du Plaid|
emp-hotel employer 21004 - Hôtel des Oreillers de plume|
emp-brique employer 21001 - Briques et Brouillard|
emp-sante employer 21018 - Résidence des Siestes longues|
emp-creche employer 21002 - Crèche du Petit Orage|
emp-fripe employer 21013 - Filature du Nuage|
emp-net employer 21015 - Propreté du Zénith|
all-emp collective - - Les employeurs du pays imaginaire|
all-assoc collective - - Les associations partenaires du pays imaginaire|
"""

SECTORS_OF_OTHERS = {
    "cr-horeca": "horeca",
    "cr-construction": "construction",
    "cr-informatique": "informatique",
    "cr-commerce": "commerce",
    "cr-logistique": "logistique",
    "prof": "horeca|construction",
    "se-recup": "textile|commerce",
    "se-linge": "nettoyage|textile",
    "temp-toque": "horeca",
    "temp-grue": "construction|logistique",
    "temp-soin": "aide_personnes",
    "emp-hotel": "horeca|nettoyage",
    "emp-brique": "construction",
    "emp-sante": "aide_personnes",
    "emp-creche": "aide_personnes",
    "emp-fripe": "textile",
    "emp-net": "nettoyage",
}
SECOND_SECTORS = {"04": "nettoyage", "19": "nettoyage", "26": "commerce", "40": "horeca"}
"""Sectors in which an operator works besides those of its offers."""

DUTCH = {"17", "26"}
FOUNDED = {
    "12": date(1994, 1, 1),
    "22": date(1993, 4, 1),
    "31": date(1991, 1, 1),
    "37": date(2013, 9, 1),
    "44": date(1996, 2, 1),
    "51": date(2013, 11, 1),
}
"""Founding days that something else rests on; 37 and 51 are newcomers on the day."""
COVERS_TWO = {"42": ["S", "SE"], "02": ["O", "NO"]}
"""Generalists that serve a neighbouring zone as well."""


@dataclass
class Organisation:
    """One actor, with what the other parts need to know of it."""

    id: str
    name: str
    kind: str
    commune: str = ""
    name_nl: str = ""
    language: str = "fr"
    covers: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    offers: list[tuple[str, str]] = field(default_factory=list)
    founded: date | None = None
    closed: date | None = None
    short_name: str = ""
    collective: bool = False

    @property
    def zone(self) -> str:
        """Zone of the seat; blank for a body without one."""
        return ZONE_OF.get(self.commune, "")

    @property
    def alive(self) -> bool:
        """Whether it exists on the day of the planted facts."""
        begun = self.founded is None or self.founded <= AT
        return begun and (self.closed is None or self.closed > AT)


def _operator(number: str, commune: str, rest: str) -> Organisation:
    name, _, offered = rest.partition(";")
    steps = {"ran": "remise_a_niveau", "pre": "preformation", "form": "formation"}
    offers = []
    for each in offered.split():
        step, _, sector = each.partition(":")
        offers.append((steps.get(step, step), sector))
    found = Organisation(f"oisp-{number}", "", "oisp", commune, offers=offers)
    found.sectors = sorted({sector for _, sector in offers if sector})
    found.sectors += [SECOND_SECTORS[number]] if number in SECOND_SECTORS else []
    found.language = "nl" if number in DUTCH else "fr"
    found.name = name + (MARKER_NL if number in DUTCH else MARKER)
    found.covers = COVERS_TWO.get(number, [])
    return found


def organisations() -> dict[str, Organisation]:
    """Build every organisation, in the order of its id.

    Returns
    -------
    dict
        Organisation by id.
    """
    rng = chance("cast")
    found: list[Organisation] = []
    for line in OPERATORS.strip().splitlines():
        number, commune, rest = line.split(maxsplit=2)
        one = _operator(number, commune, rest)
        one.founded = FOUNDED.get(number, first_of_month(rng, date(1990, 1, 1), date(2008, 12, 31)))
        found.append(one)
    for line in _GONE_OR_TO_COME.strip().splitlines():
        number, commune, founded, closed, rest = line.split(maxsplit=4)
        one = _operator(number, commune, rest)
        one.founded = date.fromisoformat(founded)
        one.closed = None if closed == "-" else date.fromisoformat(closed)
        found.append(one)
    for line in _MISSIONS.strip().splitlines():
        short, commune, name = line.split(maxsplit=2)
        one = Organisation(
            f"ml-{short}", f"Mission locale {name}{MARKER}", "mission_locale", commune
        )
        one.covers, one.short_name = [one.zone], f"ML {short.upper()}"
        one.founded = first_of_month(rng, date(1990, 1, 1), date(1995, 12, 31))
        found.append(one)
    for line in _CPAS.strip().splitlines():
        commune, names = line.split(maxsplit=1)
        fr, nl = names.split("|")
        one = Organisation(f"cpas-{commune}", f"CPAS {fr}{MARKER}", "cpas", commune)
        one.name_nl, one.language = f"OCMW {nl}{MARKER_NL}", ""
        found.append(one)
    for line in _OTHERS.strip().splitlines():
        parts = re.fullmatch(r"(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(.+)\|(.*)", line)
        assert parts is not None, line
        ident, kind, seat, covers, fr, nl = parts.groups()
        one = Organisation(ident, fr + MARKER, kind, seat.strip("-"))
        if kind == "collective":
            one.kind, one.collective, one.language = "other", True, ""
        one.name_nl = nl + MARKER_NL if nl else ""
        one.language = "nl" if ident == "pti-nl" else one.language
        one.covers = [] if covers == "-" else covers.split(",")
        one.sectors = (
            SECTORS_OF_OTHERS.get(ident, "").split("|") if ident in SECTORS_OF_OTHERS else []
        )
        if kind in {"federation", "network_body", "social_economy", "youth_service"} or (
            kind == "reference_centre"
        ):
            one.founded = first_of_month(rng, date(1990, 1, 1), date(2004, 12, 31))
        found.append(one)
    return {one.id: one for one in sorted(found, key=lambda one: one.id)}


def table_rows(cast: dict[str, Organisation]) -> dict[str, list[Row]]:
    """Write the organisations, what they cover and their sectors.

    Operators have their zones and sectors in the link tables, the others in the shortcuts of
    ``organisations``, as both are allowed. Some operators are known by their year alone.
    """
    rows: dict[str, list[Row]] = {"organisations": [], "coverage": [], "organisation_sectors": []}
    for one in cast.values():
        linked = one.kind in {"oisp", "mission_locale"}
        founded = str(one.founded or "")
        if one.kind == "oisp" and founded.endswith("-01-01"):
            founded = founded[:4]
        rows["organisations"].append(
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "short_name": one.short_name,
                "name_nl": one.name_nl,
                "language": one.language,
                "commune": one.commune,
                "postal_code": POSTAL.get(one.commune, ""),
                "zone": one.zone,
                "covers": "" if linked else "|".join(one.covers),
                "sectors": "" if linked else "|".join(one.sectors),
                "founded": founded,
                "closed": one.closed or "",
                "collective": "yes" if one.collective else "",
            }
        )
        if linked:
            for zone in one.covers:
                start = one.founded or ""
                rows["coverage"].append({"organisation": one.id, "zone": zone, "start": start})
            for sector in one.sectors:
                rows["organisation_sectors"].append({"organisation": one.id, "sector": sector})
    return rows
