"""Who works with whom: partnerships by sector, referrals, conventions, funding and the rest."""

from __future__ import annotations

from datetime import date

from cast import Organisation
from planted import APART, BROKER, ISOLATED, UNLINKED, allowed, require
from world import AT, Row, chance, day

BY_HAND = """
partnership pes pti Common days on trades in demand
partnership pes net -
partnership pes val -
partnership fed pti -
partnership fed prof -
partnership gov fed -
partnership council gov -
partnership net pti-nl Dutch-speaking reception
partnership cr-horeca prof Kitchens lent
partnership cr-horeca emp-hotel Work placements
partnership cr-construction emp-brique Work placements
partnership cr-informatique pti -
partnership cr-commerce oisp-29 -
partnership cr-logistique oisp-38 Driving simulators
partnership cr-logistique temp-grue -
partnership temp-toque emp-hotel -
partnership temp-soin emp-sante -
partnership se-recup emp-fripe -
partnership se-linge emp-net -
partnership youth project -
partnership town-c project -
partnership town-s ml-s2 -
partnership oisp-56 emp-sante Work placements
partnership oisp-57 emp-creche Work placements
partnership oisp-56 oisp-57 -
partnership oisp-23 all-emp Appeals to employers
partnership oisp-46 all-assoc -
convention gov pes -
convention gov fed -
convention pes pti -
convention pes pti-nl -
convention cpas-21019 oisp-56 -
convention cpas-21002 oisp-57 -
convention ml-c town-c -
convention pes cr-construction -
convention pes cr-horeca -
convention pti cr-informatique -
convention pes val -
membership net fed -
membership se-recup fed -
membership se-linge fed -
membership emp-hotel prof -
membership emp-brique prof -
membership cr-horeca prof -
referral cpas-21019 oisp-56 25
referral cpas-21002 oisp-57 30
referral oisp-56 emp-sante 12
referral oisp-57 emp-creche 14
referral youth ml-c 60
referral project ml-c 22
referral pti val 85
referral pes pti 340
referral pes pti-nl 45
referral pes cr-informatique 60
referral pes temp-toque 120
referral pes temp-grue 95
referral temp-toque emp-hotel 70
referral temp-grue emp-brique 40
referral temp-soin emp-sante 26
referral ml-s2 se-recup 15
referral ml-ne2 se-linge 18
referral se-linge emp-net 9
animates net ml-o Reception of Dutch speakers
animates net ml-c Reception of Dutch speakers
advises council gov -
advises prof cr-horeca -
advises fed gov -
supplies_data val pti -
founds ml-s1 oisp-47 -
founds ml-o oisp-06 -
founds fed se-recup -
pools_service oisp-03 oisp-24 Search for work placements
pools_service oisp-12 oisp-33 Search for work placements
pools_service oisp-27 oisp-28 Search for work placements
pools_service oisp-58 oisp-59 Placement
pools_service oisp-46 oisp-47 Placement
pools_service oisp-20 oisp-35 Placement
pools_service oisp-09 cr-logistique Placement
common_test oisp-01 oisp-11 Language test
common_test oisp-11 oisp-22 Language test
common_test oisp-22 oisp-31 Language test
common_test oisp-31 pti Language test
competes oisp-03 oisp-05 -
competes oisp-29 oisp-30 -
competes oisp-30 oisp-59 -
competes oisp-46 oisp-47 -
competes temp-toque temp-grue -
"""
"""Ties that are told one by one: kind, from, to, then what for, or how many people a year."""

ENDED = """
partnership oisp-23 oisp-32 2001-09-01 2011-07-01
partnership oisp-36 oisp-35 2004-01-01 2012-07-01
partnership oisp-45 oisp-44 2003-01-01 2009-07-01
partnership oisp-56 oisp-46 2008-09-01 2012-07-01
partnership oisp-15 oisp-18 2005-01-01 2010-01-01
convention pes oisp-21 2004-01-01 2013-01-01
convention pes oisp-60 2009-01-01 2011-01-01
membership oisp-14 fed 2003-01-01 2012-01-01
membership oisp-45 fed 2002-01-01 2009-01-01
referral oisp-38 oisp-10 2005-01-01 2010-01-01
referral oisp-61 ml-ne2 1998-01-01 2008-07-01
referral ml-s1 oisp-62 1999-01-01 2012-01-01
partnership oisp-62 oisp-43 2000-01-01 2012-01-01
succeeds oisp-44 oisp-62 2003-09-01 2012-01-01
"""
"""Ties that held until before the day."""

PROPOSED = """
partnership oisp-45 oisp-46
partnership oisp-57 ml-se1
referral oisp-38 oisp-60
partnership oisp-18 oisp-11
"""
"""Ties that somebody proposed; what is proposed was not seen, and does not count."""


ROLES = {
    "Work placements": ("Stages en entreprise", "Stages in bedrijven"),
    "Kitchens lent": ("Prêt de cuisines", "Uitgeleende keukens"),
    "Driving simulators": ("Simulateurs de conduite", "Rijsimulatoren"),
    "Reception of Dutch speakers": ("Accueil de néerlandophones", "Onthaal van Nederlandstaligen"),
    "Dutch-speaking reception": ("Accueil en néerlandais", "Onthaal in het Nederlands"),
    "Language test": ("Test de langue", "Taaltest"),
    "Search for work placements": ("Recherche de stages", "Zoeken naar stages"),
    "Placement": ("Placement", "Plaatsing"),
    "Appeals to employers": ("Appels aux employeurs", "Oproepen aan werkgevers"),
    "Common days on trades in demand": (
        "Journées communes sur les métiers en pénurie",
        "Gezamenlijke dagen over knelpuntberoepen",
    ),
}
"""What ties are for, in French and in Dutch."""


class Ties:
    """Collects ties, each pair and kind once.

    Parameters
    ----------
    cast : dict
        Organisation by id.
    """

    def __init__(self, cast: dict[str, Organisation]) -> None:
        self.cast = cast
        self.rng = chance("ties")
        self.rows: list[Row] = []
        self.known: set[tuple[str, str, str]] = set()
        self.operators = [one for one in cast.values() if one.kind == "oisp" and one.alive]
        self.missions = [one for one in cast.values() if one.kind == "mission_locale"]

    def layer(self, kind: str) -> str:
        """Name the layer that a kind of tie makes."""
        return (
            kind + "s" if kind in {"partnership", "referral", "convention", "membership"} else kind
        )

    def may(self, kind: str, a: Organisation, b: Organisation) -> bool:
        """Whether a tie is new and leaves the planted facts true."""
        pair = (kind, *sorted((a.id, b.id)))
        return pair not in self.known and allowed(self.layer(kind), a, b)

    def add(self, kind: str, a: str, b: str, **more: object) -> None:
        """Add a tie, with a start in the life of both."""
        one, other = self.cast[a], self.cast[b]
        if not (one.collective or other.collective or kind == "competes" or "modality" in more):
            if "end" not in more:
                require(self.layer(kind), one, other)
            if (kind, *sorted((a, b))) in self.known:
                raise ValueError(f"{kind}: {a} - {b} stands twice")
        self.known.add((kind, *sorted((a, b))))
        first = max([date(1995, 1, 1), *(x.founded for x in (one, other) if x.founded)])
        start = day(self.rng, first, max(first, date(2013, 12, 31)))
        # A few have been given notice for after the day.
        end = date(2015, 12, 31) if self.rng.random() < 0.03 else ""
        row: Row = {"from": a, "to": b, "kind": kind, "start": start, "end": end}
        if more.get("role"):
            row["role_fr"], row["role_nl"] = ROLES[str(more["role"])]
        self.rows.append({**row, **more})

    def by_hand(self) -> None:
        """Add the ties that are told one by one, of the day, of the past and proposed."""
        for line in BY_HAND.strip().splitlines():
            kind, a, b, text = line.split(maxsplit=3)
            more: Row = {"flow": text} if text.isdigit() else {"role": text.strip("-")}
            if kind == "founds":
                founded = self.cast[b].founded
                self.cast[a].founded = min(self.cast[a].founded or AT, founded or AT)
                more["start"] = founded
            self.add(kind, a, b, **more)
        for line in ENDED.strip().splitlines():
            kind, a, b, start, end = line.split()
            lives = [x.founded for x in (self.cast[a], self.cast[b]) if x.founded]
            begun = max(date.fromisoformat(start), *lives)
            assert begun < date.fromisoformat(end), line
            self.add(kind, a, b, start=begun, end=date.fromisoformat(end))
        for line in PROPOSED.strip().splitlines():
            kind, a, b = line.split()
            self.add(kind, a, b, start=date(2014, 6, 1), end="", modality="proposed")

    def partnerships(self) -> None:
        """Tie operators by sector more than by zone, and each CPAS to somebody of the region."""
        loose = {*APART, *ISOLATED["partnerships"], *UNLINKED}
        for one in self.operators:
            if one.id in loose:
                continue
            for _ in range(self.rng.choice([1, 2, 2])):
                fitting = [other for other in self.operators if self.may("partnership", one, other)]
                same = [other for other in fitting if set(other.sectors) & set(one.sectors)]
                if not one.sectors:
                    same = [other for other in fitting if not other.sectors]
                pool = same if same and self.rng.random() < 0.8 else fitting
                away = [other for other in pool if other.zone != one.zone]
                pool = away if away and self.rng.random() < 0.55 else pool
                self.add("partnership", one.id, self.rng.choice(pool).id)
        for one in self.cast.values():
            if one.kind == "cpas":
                pool = [*self.operators, *self.missions]
                fitting = [other for other in pool if self.may("partnership", one, other)]
                self.add("partnership", one.id, self.rng.choice(fitting).id)
        for mission in self.missions:
            fitting = [other for other in self.operators if self.may("partnership", mission, other)]
            for other in self.rng.sample(fitting, 2):
                self.add("partnership", mission.id, other.id)

    def referrals(self) -> None:
        """Send people on: from reception to operators, and from pre-training to training."""
        for one in self.operators:
            if one.id in {*APART, *ISOLATED["referrals"], *UNLINKED}:
                continue
            near = [each for each in self.missions if each.zone == one.zone]
            far = [each for each in self.missions if each.zone != one.zone]
            senders = [self.rng.choice(near)] if self.rng.random() < 0.6 else []
            senders += [each for each in self.rng.sample(far, 2) if each.id != BROKER]
            for sender in senders:
                self.add("referral", sender.id, one.id, flow=self.rng.randrange(4, 40))
            if self.rng.random() < 0.5:
                self.add("referral", "pes", one.id, flow=self.rng.randrange(5, 60))
            taught = {sector for step, sector in one.offers if step == "preformation"}
            for other in self.operators:
                trains = {sector for step, sector in other.offers if step == "formation"}
                if taught & trains and self.rng.random() < 0.3 and self.may("referral", one, other):
                    self.add("referral", one.id, other.id, flow=self.rng.randrange(3, 25))
        for one in self.cast.values():
            if one.kind == "cpas":
                home = [each for each in self.missions if each.zone == one.zone]
                flow = self.rng.randrange(20, 150)
                self.add("referral", one.id, self.rng.choice(home).id, flow=flow)
        for mission in self.missions:
            self.add("referral", mission.id, "pes", flow=self.rng.randrange(60, 300))

    def institutions(self) -> None:
        """Add conventions, membership, funding, reports and data."""
        for one in [*self.operators, *self.missions]:
            if self.may("convention", self.cast["pes"], one):
                amount = 5000 * self.rng.randrange(4, 40)
                self.add("convention", "pes", one.id, amount=amount)
            if one.kind == "oisp" and self.may("membership", one, self.cast["fed"]):
                self.add("membership", one.id, "fed")
        for mission in self.missions:
            self.add("membership", mission.id, "fed")
            self.add("funding", "gov", mission.id, amount=10000 * self.rng.randrange(25, 90))
            self.add("reports_to", mission.id, "pes", modality="prescribed")
            self.add("supplies_data", "pes", mission.id, modality="prescribed")
        for one in self.operators:
            if one.id in UNLINKED or (one.id not in APART and self.rng.random() < 0.5):
                self.add("funding", "gov", one.id, amount=5000 * self.rng.randrange(6, 60))
        for ident in ("pes", "pti", "fed", "net"):
            self.add("funding", "gov", ident, amount=100000 * self.rng.randrange(3, 90))


def ties(cast: dict[str, Organisation]) -> list[Row]:
    """List every tie.

    Parameters
    ----------
    cast : dict
        Organisation by id.

    Returns
    -------
    list of dict
        Rows of the table ``ties``.
    """
    made = Ties(cast)
    made.by_hand()
    made.partnerships()
    made.referrals()
    made.institutions()
    return made.rows
