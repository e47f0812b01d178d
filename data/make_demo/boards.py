"""Who sits on which board: a clique held by two people, links by sector, and those who left."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from cast import Organisation
from names import GROUPED, PAIRED, PAIRS_OF_GIVEN, Register
from planted import APART, CLIQUE, CLIQUE_PEOPLE, ISOLATED, SITS_AT_HOME, allowed
from world import AT, Row, chance, day

WITH_BOARD = {
    *("oisp", "mission_locale", "reference_centre", "federation", "network_body"),
    *("social_economy", "youth_service"),
}
GROUPED_ON = ["oisp-27", "ml-s1", "cr-informatique", "oisp-09", "fed"]
"""Boards on which four people of one family name sit."""
PAIRED_ON = ["oisp-06", "ml-no", "oisp-52"]
OFFICES = ["president", "treasurer", "secretary"]

REPRESENTED = [
    *(("ml-o", "cpas-21001"), ("ml-no", "cpas-21012"), ("ml-c", "cpas-21004")),
    *(("ml-ne1", "cpas-21014"), ("ml-ne2", "cpas-21015"), ("ml-s1", "cpas-21013")),
    *(("ml-s2", "cpas-21007"), ("ml-se1", "cpas-21005"), ("ml-se2", "cpas-21009")),
    *(("net", "fed"), ("cr-horeca", "prof"), ("se-recup", "oisp-49"), ("fed", "oisp-31")),
    *(("cr-logistique", "oisp-38"), ("ml-c", "town-c"), ("ml-s2", "town-s")),
]
"""Legal persons that sit on a board: the board, and who sits there through somebody."""
NAMELESS = {("ml-c", "town-c"), ("ml-s2", "town-s")}
"""Seats of which only the legal person is known."""

PAST_LINKS = [("oisp-08", "oisp-06"), ("oisp-26", "oisp-24"), ("oisp-45", "oisp-43")]
PAST_LINKS += [("oisp-60", "oisp-58"), ("oisp-56", "ml-se2"), ("oisp-11", "oisp-18")]
PAST_LINKS += [("oisp-62", "oisp-44"), ("oisp-61", "oisp-31"), ("oisp-02", "oisp-22")]
"""Boards that shared somebody until before the day."""
ALONE = {*APART, *ISOLATED["boards"]}


@dataclass
class Person:
    """A person without a name as yet, and the rows of her seats."""

    seats: list[Row] = field(default_factory=list)
    name: str = ""

    def boards(self) -> list[str]:
        """Organisations on whose boards she sits or sat."""
        return [str(seat["organisation"]) for seat in self.seats]


class Boards:
    """Fills the boards seat by seat.

    Parameters
    ----------
    cast : dict
        Organisation by id.
    """

    def __init__(self, cast: dict[str, Organisation]) -> None:
        self.cast = cast
        self.rng = chance("boards")
        self.people: list[Person] = []
        self.tied: dict[str, set[str]] = {}
        self.filled: dict[str, int] = {}
        self.size = {one.id: self._size(one) for one in cast.values() if one.kind in WITH_BOARD}

    def _size(self, one: Organisation) -> int:
        if one.id in GROUPED_ON:
            return 9
        return (
            self.rng.randrange(5, 8) if one.kind == "mission_locale" else self.rng.randrange(3, 6)
        )

    def seat(
        self, person: Person, ident: str, until: date | str = "", role: str = "", **more: object
    ) -> None:
        """Give a person a seat, from a day within the life of the organisation."""
        one = self.cast[ident]
        founded = one.founded or date(1995, 1, 1)
        end = one.closed or until
        last = min(end, date(2014, 6, 1)) if isinstance(end, date) else date(2014, 6, 1)
        last = max(founded, last)
        current = not end or (isinstance(end, date) and end > AT)
        start = founded if self.rng.random() < 0.1 else day(self.rng, founded, last)
        if isinstance(end, date) and start >= end:
            start = founded
        if current:
            self.filled[ident] = self.filled.get(ident, 0) + 1
        row: Row = {"organisation": ident, "role": role or "member", "start": start, "end": end}
        row.update({"capacity": "volunteer", **more})
        person.seats.append(row)

    def _crowds(self, a: str, b: str) -> bool:
        """Whether a tie of ``a`` and ``b`` would make a second clique of four boards."""
        common = sorted(self.tied.get(a, set()) & self.tied.get(b, set()))
        return any(y in self.tied.get(x, set()) for x, y in combinations(common, 2))

    def _tie(self, idents: list[str]) -> None:
        for a, b in combinations(idents, 2):
            self.tied.setdefault(a, set()).add(b)
            self.tied.setdefault(b, set()).add(a)

    def _fits(self, ident: str, others: list[str]) -> bool:
        free = self.filled.get(ident, 0) < self.size[ident] - 1
        return free and all(
            allowed("boards", self.cast[ident], self.cast[other])
            and not self._crowds(ident, other)
            and ident not in self.tied.get(other, set())
            for other in others
        )

    def link(self, first: str, number: int) -> None:
        """Find boards that may share somebody with the first one, and seat her on them."""
        idents = [first]
        while len(idents) < number:
            fitting = [ident for ident in sorted(self.size) if self._fits(ident, idents)]
            fitting = [ident for ident in fitting if self.cast[ident].alive]
            if not fitting:
                return
            home = self.cast[idents[0]]
            weights = [self._nearness(home, self.cast[ident]) for ident in fitting]
            idents.append(self.rng.choices(fitting, weights)[0])
        person = Person()
        self.people.append(person)
        manages = self.rng.random() < 0.3
        for place, ident in enumerate(idents):
            if manages and place == 0:
                self.seat(person, ident, role="manager", capacity="")
            else:
                self.seat(person, ident, capacity="director" if manages else self._capacity(ident))
        self._tie(idents)

    def _nearness(self, a: Organisation, b: Organisation) -> float:
        near = 6 if set(a.sectors) & set(b.sectors) else 1
        return near + (1.5 if a.zone and a.zone == b.zone else 0)

    def _capacity(self, ident: str) -> str:
        share = 0.35 if self.cast[ident].kind == "mission_locale" else 0.04
        return "public_office" if self.rng.random() < share else "volunteer"

    def fill(self) -> None:
        """Seat the two of the clique, then those on several boards, then everybody else."""
        for _ in CLIQUE_PEOPLE:
            person = Person()
            self.people.append(person)
            for ident in CLIQUE:
                self.seat(person, ident)
        self._tie(CLIQUE)
        order = [ident for ident in sorted(self.size) if self.cast[ident].alive]
        self.rng.shuffle(order)
        for ident in order:
            if ident not in ALONE and not self.tied.get(ident, set()) - set(CLIQUE):
                self.link(ident, 2)
        for ident in self.rng.sample(order, 18):
            if ident not in ALONE and self._fits(ident, []):
                self.link(ident, self.rng.choice([2, 2, 3]))
        for ident in sorted(self.size):
            if self.cast[ident].closed:
                continue
            while self.filled.get(ident, 0) < self.size[ident]:
                person = Person()
                self.people.append(person)
                self.seat(person, ident, capacity=self._capacity(ident))
        self._elect()
        self._leave(order)
        self._represent()

    def _elect(self) -> None:
        """Give each board its offices, to any of its members."""
        members: dict[str, list[Row]] = {}
        for person in self.people:
            for row in person.seats:
                if row["role"] == "member":
                    members.setdefault(str(row["organisation"]), []).append(row)
        for ident in sorted(members):
            number = min(len(OFFICES), len(members[ident]))
            for office, row in zip(OFFICES, self.rng.sample(members[ident], number), strict=False):
                row["role"] = office

    def _leave(self, order: list[str]) -> None:
        """Add those who left before the day, those about to leave and one who is to come."""
        for a, b in PAST_LINKS:
            person = Person()
            self.people.append(person)
            for ident in (a, b):
                self.seat(person, ident, until=self._past(ident))
        closed = [one.id for one in self.cast.values() if one.kind == "oisp" and one.closed]
        for ident in [*self.rng.sample(order, 40), *closed, *closed]:
            person = Person()
            self.people.append(person)
            self.seat(person, ident, until=self._past(ident))
        # A chair of an operator is promised a seat on another board, from March on.
        person = next(each for each in self.people if each.boards() == ["oisp-08"])
        person.seats.append(
            {
                "organisation": "oisp-07",
                "role": "member",
                "capacity": "volunteer",
                "start": date(2015, 3, 1),
            }
        )
        singles = [
            each for each in self.people if len(each.seats) == 1 and not each.seats[0]["end"]
        ]
        for person in self.rng.sample(singles, 8):
            person.seats[0]["end"] = date(2015, 6, 30)

    def _past(self, ident: str) -> date:
        one = self.cast[ident]
        first = max(one.founded or date(1995, 1, 1), date(2002, 12, 31))
        return one.closed or day(self.rng, first + timedelta(days=1), date(2014, 6, 30))

    def _represent(self) -> None:
        for board, represented in REPRESENTED:
            home = (board, represented) in SITS_AT_HOME
            row: Row = {"organisation": board, "represents": represented, "role": "member"}
            public = self.cast[represented].kind in {"cpas", "municipality"}
            row["capacity"] = "public_office" if public else "director" if home else ""
            lives = [self.cast[ident].founded or AT for ident in (board, represented)]
            first = max([date(2000, 1, 1), *(each for each in lives if each < AT)])
            row["start"] = day(self.rng, first, date(2013, 1, 1))
            if home:
                person = next(each for each in self.people if each.boards() == [represented])
            else:
                person = Person()
                self.people.append(person)
            person.seats.append(row)

    def named(self) -> list[list[str]]:
        """Name everybody and return the groups of namesakes, as ids of people.

        Returns
        -------
        list of list of str
            People of one family name who are different people.
        """
        register = Register(chance("names"))
        groups: list[list[int]] = []
        plans = [
            (board, register.group(family))
            for board, family in zip(GROUPED_ON, GROUPED, strict=True)
        ]
        for board, family, given in zip(PAIRED_ON, PAIRED, PAIRS_OF_GIVEN, strict=True):
            plans.append((board, [f"{each} {family}" for each in given]))
        for board, names in plans:
            there = [
                number
                for number, person in enumerate(self.people)
                if person.boards() == [board] and not person.name and self._nobody(person)
            ]
            group = there[: len(names)]
            for number, name in zip(group, names, strict=True):
                self.people[number].name = name
            groups.append(group)
        for person in self.people:
            person.name = person.name or register.name()
        return [[f"p{number + 1:04d}" for number in group] for group in groups]

    def _nobody(self, person: Person) -> bool:
        """Whether nothing is known of the person but a seat of her own on the day."""
        seat = person.seats[0]
        return not seat.get("represents") and (not seat["end"] or str(seat["end"]) > str(AT))


def boards(cast: dict[str, Organisation]) -> tuple[dict[str, list[Row]], list[list[str]]]:
    """Fill the boards.

    Parameters
    ----------
    cast : dict
        Organisation by id.

    Returns
    -------
    tables : dict
        Rows of the tables ``people`` and ``mandates``.
    namesakes : list of list of str
        Groups of different people of one family name.
    """
    made = Boards(cast)
    made.fill()
    nameless = [
        person
        for person in made.people
        if (person.boards()[0], person.seats[0].get("represents")) in NAMELESS
    ]
    made.people = [person for person in made.people if person not in nameless]
    namesakes = made.named()
    people: list[Row] = []
    mandates: list[Row] = []
    for number, person in enumerate(made.people, 1):
        ident = f"p{number:04d}"
        people.append({"id": ident, "name": person.name})
        mandates += [{"person": ident, **seat} for seat in person.seats]
    for person in nameless:
        mandates += [{**seat, "unknown_reason": "confidential"} for seat in person.seats]
    return {"people": people, "mandates": mandates}, namesakes
