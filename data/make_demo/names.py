"""Names of people who do not exist, written in the many ways in which lists write names.

Every family name is invented and holds a word that says so (*fict*, *exemp*, *model*, *imagin*,
*nergens*, Dutch for *nowhere* …). Two people never have a family name and an initial in common
unless both given names are written out, so that who is who can always be told.
"""

from __future__ import annotations

import random

FAMILIES = """
Fictaert|Fictelbergh|Ficteau|Fictinckx|Fictoye|Fictorelli|Fictivaux|Exempliau|Exemplois|Exempeleers
Exemplinckx|Exemplowicki|Modéliaux|Modelaerde|Modeloy|Modelinho|Modeloğlu|Inventaert|Inventoul
Inventeau|Inventinckx|Inventescu|Imaginoy|Imaginaert|Imaginelle|Imaginković|Simulaert|Simuloy
Simulens|Simuleau|Pseudonckx|Pseudaert|Pseudoye|Pseudelle|Pseudopoulakis|Chiméroy|Chimerinckx
Chimeraert|Chimérelle|Fabuloy|Fabulinckx|Fabulaert|Fabulette|Utopinckx|Utopiau|Utopaerde|Utopelle
Verzonnaert|Verzonneels|Verzonninckx|Voorbeeldaert|Voorbeeldinckx|Denkbeeldaert|Denkbeeldens
Nergenshuys|Nergensdael|Nergenslaer|Specimaert|Spécimoy|Specimeau|Fictambala|Exemplamba|Fictkaya
van den Exempel|van der Verzinnen|De Voorbeelde|de Fictenoy|d'Imaginelot|'t Ficteels|ter Simulen
van Nergenshoven|Van Denkbeeldeghem|du Modéliau|de la Chimérotte|El Fictani|Ben Modelli|Aït Exempla
Vanden Utopen|De Pseudonymus|van 't Inventel|Le Fabuleur|de Spécimard
"""
GROUPED = ["Exemplaert", "Modelinckx", "Inventhoven", "Fictenberghe", "de Simuloye"]
"""Family names of which four people sit on one board."""
PAIRED = ["Utopaert", "Imaginckens", "Verzonneveld"]
"""Family names of two people with the same initial, both written out."""

WOMEN = """
Aïcha Amélie Anne-Sophie Béatrice Bérénice Camille Cécile Chantal Diane Élise Esra Fabienne Fatima
Gaëlle Godelieve Hélène Hilde Inès Ingrid Isabelle Joëlle Katrien Leïla Lieve Lucie Marie-Claire
Marijke Nadia Nathalie Ophélie Pascale Quirine Rita Rosine Samira Sofie Thérèse Ursule Valérie
Veerle Wilhelmina Yasmina Yvonne Zoé
"""
MEN = """
Arnaud Baptiste Bruno Christophe Damien Driss Emmanuel Erik Félix François Geert Gilles Henri Hugues
Ilyas Jacques Jan Jean-Marc Karim Koen Laurent Ludo Mehmet Michel Noël Olivier Ömer Paul-Henri Peter
Quentin Raoul Serge Tom Urbain Vincent Walter Wim Xavier Youssef
"""
PAIRS_OF_GIVEN = [("Marie-Claire", "Michel"), ("Jan", "Joëlle"), ("Pascale", "Peter")]
TITLES_OF_WOMEN = ["baronne", "Dr", "Me", "Mme", "prof."]
TITLES_OF_MEN = ["baron", "chevalier", "Dr", "ir.", "Me"]
_PLAIN = str.maketrans("ÉÖÏ", "EOI")


def initials(given: str) -> str:
    """Shorten a given name: ``Marie-Claire`` is ``M.-C.``."""
    return "-".join(f"{part[0]}." for part in given.split("-"))


def _letter(given: str) -> str:
    return given[0].translate(_PLAIN)


class Register:
    """Gives each person a name that nobody else could be taken for.

    Parameters
    ----------
    rng : random.Random
        Where the draws come from.
    """

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.families = [name for line in FAMILIES.split("\n") for name in line.split("|") if name]
        self.women = WOMEN.split()
        self.given = [*self.women, *MEN.split()]
        self.taken: dict[str, set[str]] = {}

    def _pair(self) -> tuple[str, str]:
        while True:
            family, given = self.rng.choice(self.families), self.rng.choice(self.given)
            letters = self.taken.setdefault(family, set())
            if _letter(given) not in letters:
                letters.add(_letter(given))
                return family, given

    def name(self) -> str:
        """Draw a person and a way to write the name."""
        family, given = self._pair()
        short = initials(given)
        other = self.rng.choice(
            [each for each in self.families if " " not in each and each != family]
        )
        second = self.rng.choice(self.given)[0]
        title = self.rng.choice(TITLES_OF_WOMEN if given in self.women else TITLES_OF_MEN)
        ways = {
            f"{given} {family}": 42,
            f"{family.upper()} {given}": 10,
            f"{family}, {given}": 5,
            f"{short} {family}": 14,
            f"{family} {short}": 7,
            f"{short}{second}. {family}" if "-" not in short else f"{short} {family}": 6,
            f"{title} {given} {family}": 6,
            f"{title} {short} {family}": 4,
            f"{given} {family}-{other}": 4,
        }
        if given in self.women:
            ways[f"{given} {family} ép. {other}"] = 4
        return self.rng.choices(list(ways), list(ways.values()))[0]

    def group(self, family: str) -> list[str]:
        """Name four people of one family: two by an initial, one by two, one in full."""
        letters: list[str] = []
        found: list[str] = []
        while len(found) < 4:
            given = self.rng.choice(self.given)
            if _letter(given) in letters or "-" in given:
                continue
            letters.append(_letter(given))
            short = initials(given)
            ways = [f"{short} {family}", f"{family} {short}", f"{short}M. {family}"]
            ways.append(f"{given} {family}")
            found.append(ways[len(found)])
        return found
