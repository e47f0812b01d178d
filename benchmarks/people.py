"""How well `people match` tells who is who, and how long it takes.

Run from a checkout: ``python -m benchmarks.people`` prints precision and recall on generated
people; ``python -m benchmarks.people --speed`` times the matching of many. The people are those
of the demonstration's generator, who do not exist. Each has an entry; every second one has
another, written in another way. An *error rate* is the share of entries with a slip of the pen
in the family name or the given name.

Two kinds of lists are drawn. In the *demonstration*, two people never have a family name and an
initial in common unless both given names are written out. In the *crowd*, names are drawn without
that care, so that many people are namesakes, and what an initial stands for cannot be known.

Each list is measured by its names alone, and with boards. People sit in circles of eight, on two
of the circle's five boards; whoever has two entries sits on two boards by one and on two others
by the other, of the same circle three times in five. A quarter of the circles are families as far
as may be: there namesakes share boards.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable

import polars as pl

from data.make_demo.names import (
    FAMILIES,
    MEN,
    TITLES_OF_MEN,
    TITLES_OF_WOMEN,
    WOMEN,
    Register,
    initials,
)
from isp_graph.datasets.records import Records
from isp_graph.datasets.tables.identities import Identities
from isp_graph.questions.people.proposals import THRESHOLD, Proposals

SEED = 2015
PEOPLE = {"demonstration": 358, "crowd": 2000}
ERROR_RATES = (0.0, 0.05, 0.1, 0.2, 0.4)
THRESHOLDS = (THRESHOLD, 0.8)
CIRCLE, BOARDS = 8, 5
LETTERS = "aeiounrstlmdkcb"

Person = tuple[str, str]
"""Given name and family name."""


def _plain(text: str) -> str:
    table = str.maketrans("ÀÉÈÊËÏÎÖÔÜÇàéèêëïîöôüçğćı", "AEEEEIIOOUCaeeeeiioouçgci")
    return text.translate(table).replace("ç", "c")


def _slip(text: str, rng: random.Random) -> str:
    """Make one slip of the pen: a letter left out, doubled, changed, or two swapped."""
    places = [at for at in range(1, len(text) - 1) if text[at].isalpha() and text[at + 1].isalpha()]
    if not places:
        return text
    at = rng.choice(places)
    before, here, following, rest = text[:at], text[at], text[at + 1], text[at + 2 :]
    ways = (following, here * 2 + following, rng.choice(LETTERS) + following, following + here)
    return before + rng.choice(ways) + rest


def _without_particle(family: str) -> str:
    words = family.replace("'", "' ").split()
    return words[-1]


def variants(given: str, family: str, rng: random.Random) -> list[str]:
    """Write a name in every way in which lists do."""
    short = initials(given)
    title = rng.choice(TITLES_OF_WOMEN if given in WOMEN.split() else TITLES_OF_MEN)
    second = rng.choice("ABCDEFGHJLMNPRS")
    other = rng.choice([name for line in FAMILIES.split("\n") for name in line.split("|") if name])
    bare = _without_particle(family)
    return [
        f"{given} {family}",
        f"{family.upper()} {given}",
        f"{family}, {given}",
        f"{family} {given}" if " " not in family and "'" not in family else f"{given} {family}",
        f"{_plain(given)} {_plain(family)}",
        f"{given.replace('-', ' ')} {family}",
        f"{short} {family}",
        f"{family} {short}",
        f"{short.replace('.-', '.')} {family}",
        f"{short}{second}. {family}" if "-" not in short else f"{short} {family}",
        f"{title} {given} {family}",
        f"{title} {short} {family}",
        f"{given} {bare}",
        f"{given} {family}-{bare if ' ' in other or chr(39) in other else other}",
        f"{given} {family} ép. {other}" if given in WOMEN.split() else f"{given} {family}",
    ]


def _demonstration(count: int, rng: random.Random) -> list[Person]:
    register = Register(rng)
    people = []
    for _ in range(count):
        family, given = register._pair()
        people.append((given, family))
    return people


def _crowd(count: int, rng: random.Random) -> list[Person]:
    families = [name for line in FAMILIES.split("\n") for name in line.split("|") if name]
    given = [*WOMEN.split(), *MEN.split()]
    pairs = [(each, family) for each in given for family in families]
    return rng.sample(pairs, count)


KINDS: dict[str, Callable[[int, random.Random], list[Person]]] = {
    "demonstration": _demonstration,
    "crowd": _crowd,
}


def written(
    kind: str, count: int, errors: float, seed: int = SEED
) -> tuple[pl.DataFrame, set[tuple[str, str]]]:
    """Draw people and write them down.

    Parameters
    ----------
    kind : {'demonstration', 'crowd'}
    count : int
        How many people.
    errors : float
        Share of entries with a slip of the pen.
    seed : int

    Returns
    -------
    people : polars.DataFrame
        ``id`` and ``name``.
    same : set of (str, str)
        Pairs of ids that are one person.
    """
    rng = random.Random(f"{seed} {kind} {count}")
    people = KINDS[kind](count, rng)
    entries: list[tuple[str, str]] = []
    same = set()
    for number, (given, family) in enumerate(people):
        for again in range(1 + number % 2):
            slipped, which = rng.random(), rng.random() < 0.7
            one = _slip(given, rng)
            other = _slip(family, rng)
            spelled = (given, family)
            if slipped < errors:
                spelled = (given, other) if which else (one, family)
            ways = variants(*spelled, rng)
            entries.append((f"p{number:06d}{'ab'[again]}", rng.choice(ways)))
        if number % 2:
            same.add((f"p{number:06d}a", f"p{number:06d}b"))
    return pl.DataFrame(entries, schema={"id": pl.String, "name": pl.String}, orient="row"), same


def seated(
    kind: str, people: pl.DataFrame, count: int, seed: int = SEED
) -> dict[str, pl.DataFrame]:
    """Give the entries of a list seats on boards.

    Parameters
    ----------
    kind : {'demonstration', 'crowd'}
    people : polars.DataFrame
        As `written` gives them.
    count : int
        How many people they are.
    seed : int

    Returns
    -------
    dict of polars.DataFrame
        ``organisations`` and ``mandates``.
    """
    families = [family for _, family in KINDS[kind](count, random.Random(f"{seed} {kind} {count}"))]
    rng = random.Random(f"{seed} seats {kind} {count}")
    order = rng.sample(range(count), count)
    related = count // 4
    order = sorted(order[:related], key=lambda number: families[number]) + order[related:]
    circle = {number: place // CIRCLE for place, number in enumerate(order)}
    rows = []
    for entry in people["id"]:
        number, second = int(entry[1:-1]), entry.endswith("b")
        mine = random.Random(f"{seed} {number}")
        boards = mine.sample(range(BOARDS), 4)
        home = circle[number]
        if second and mine.random() < 0.4:
            home = rng.randrange(count // CIRCLE)
        rows += [(entry, f"o{home:04d}{board}") for board in boards[2 * second :][:2]]
    mandates = pl.DataFrame(rows, schema=["person", "organisation"], orient="row")
    boards = mandates["organisation"].unique().sort()
    blank = {
        table: Records("none", {}).table(table).clear() for table in ("mandates", "organisations")
    }
    told = {"mandates": mandates, "organisations": pl.DataFrame({"id": boards, "name": boards})}
    return {
        table: pl.concat([blank[table], frame], how="diagonal") for table, frame in told.items()
    }


def measured(
    tables: dict[str, pl.DataFrame], same: set[tuple[str, str]], threshold: float
) -> tuple[float, float, int]:
    """Give precision, recall and the number of proposals at a threshold."""
    proposals = Proposals(Records("people", tables))
    found = {(each.a, each.b) for each in proposals.find(Identities(()), threshold)}
    right = len(found & same)
    return right / len(found) if found else 1.0, right / len(same), len(found)


def _quality() -> None:
    print("| list | error rate | threshold | known | proposals | precision | recall |")
    print("|---|---|---|---|---|---|---|")
    for kind, count in PEOPLE.items():
        for errors in ERROR_RATES:
            people, same = written(kind, count, errors)
            boards = seated(kind, people, count)
            for threshold in THRESHOLDS:
                for known, more in (("names", {}), ("names and boards", boards)):
                    precision, recall, found = measured({"people": people, **more}, same, threshold)
                    print(
                        f"| {kind} | {errors:.0%} | {threshold:.2f} | {known} | {found:,} "
                        f"| {precision:.2f} | {recall:.2f} |"
                    )


def _many(count: int) -> tuple[pl.DataFrame, int]:
    """Draw many people with family names as unequal as real ones."""
    rng = random.Random(SEED)
    stems = [name for line in FAMILIES.split("\n") for name in line.split("|") if name]
    ends = ("", *(a + b for a in "bdfgklmnprstvz" for b in ("aert", "eau", "ens", "inckx", "oy")))
    starts = ("", "Bel", "Gro", "Ver", "Mon", "Pel", "Tri", "Cor", "Sal")
    families = [start + stem + end for stem in stems for end in ends for start in starts]
    rng.shuffle(families)
    weights = [1 / (rank + 10) ** 0.8 for rank in range(len(families))]
    given = [*WOMEN.split(), *MEN.split()]
    chosen = rng.choices(families, weights, k=count)
    entries = []
    for number, family in enumerate(chosen):
        ways = variants(rng.choice(given), family, rng)
        entries.append((f"p{number:06d}", rng.choice(ways)))
    frame = pl.DataFrame(entries, schema={"id": pl.String, "name": pl.String}, orient="row")
    return frame, len(set(chosen))


def _speed(count: int) -> None:
    people, families = _many(count)
    begun, worked = time.perf_counter(), time.process_time()
    proposals = Proposals(Records("many", {"people": people}))
    found = proposals.find(Identities(()))
    seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{count:,} entries, {families:,} family names, {peak:.2f} GB")
    print(f"{seconds:.1f} s, of which the processor worked {cpu:.1f} s")
    print(f"{len(found):,} proposals, {proposals.passed_over:,} entries passed over")


def main() -> int:
    """Print precision and recall, or the time that many people take."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--speed", action="store_true", help="time the matching of many people")
    parser.add_argument("--people", type=int, default=100_000, metavar="N", help="how many")
    options = parser.parse_args()
    if options.speed:
        _speed(options.people)
    else:
        _quality()
    return 0


if __name__ == "__main__":
    sys.exit(main())
