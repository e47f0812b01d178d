"""Which pairs of names are worth comparing, among very many.

Two entries are compared if, in some reading of each, they have a family name and the first
letter of a given name in common, or family names that differ by a slip of the pen. Everybody
else is not even looked at, so that the work grows with the namesakes and not with the square of
the people. Slips are found through the texts that remain when one letter is left out, after the
symmetric deletion of Garbe (2012), and in groups of very many namesakes only entries that agree
in a given name written out, and in a number behind it, are compared: an initial alone would tell
nothing there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from isp_graph.questions.people.likeness import SHORTEST_FAMILY, SHORTEST_GIVEN, is_slip
from isp_graph.questions.people.names import Name, Reading

MANY = 100
"""Namesakes with one first letter above which initials alone are not compared."""
_MANY_WITHOUT_GIVEN = 20


@dataclass(slots=True)
class _Block:
    """Entries of one family name and first letter: as plausibly read as may be, and others."""

    sure: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


def _family_names(reading: Reading) -> set[str]:
    joined = {reading.particles + reading.family} if reading.particles else set()
    return {reading.family, *reading.others} | joined


def _given_in_full(name: Name) -> set[str]:
    first = (given for reading in name.readings for given in reading.given[:1])
    return {given for given, shortened in first if not shortened}


class Candidates:
    """Pairs of names worth comparing.

    Parameters
    ----------
    names : sequence of Name

    Attributes
    ----------
    bearers : Counter
        Entries by family name, each read in the most plausible way.
    passed_over : int
        Entries of which only initials are known and whose namesakes are too many.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = names
        self.bearers = Counter(name.readings[0].family for name in names if name.readings)
        self._blocks: dict[tuple[str, str], _Block] = {}
        self._letters: dict[str, set[str]] = {}
        self._passed_over: set[int] = set()
        self._givens: dict[tuple[str, str], set[str]] = {}
        for place, name in enumerate(names):
            self._enter(place, name)

    def _enter(self, place: int, name: Name) -> None:
        if name.readings:
            likely = name.readings[0]
            for given, shortened in likely.given[:1]:
                if not shortened:
                    self._givens.setdefault((likely.family, given[0]), set()).add(given)
        seen = set()
        for reading in name.readings:  # the most plausible first
            letter = reading.given[0][0][0] if reading.given else ""
            for family in _family_names(reading):
                if (family, letter) in seen:
                    continue
                seen.add((family, letter))
                block = self._blocks.setdefault((family, letter), _Block())
                (block.sure if reading.prior == 1.0 else block.others).append(place)
                self._letters.setdefault(family, set()).add(letter)

    @property
    def passed_over(self) -> int:
        """Entries left out of a group of very many namesakes, known once pairs were asked."""
        return len(self._passed_over)

    def rivals(self, a: int, b: int) -> int:
        """Count the given names, written out by namesakes, for which an initial could stand too.

        Parameters
        ----------
        a, b : int
            Places of two names; the given names of both are no rivals, nor are slips of them.

        Returns
        -------
        int
        """
        likely = [self._names[place].readings[0] for place in (a, b)]
        own = {given for reading in likely for given, short in reading.given[:1] if not short}
        letters = {given[0] for reading in likely for given, _ in reading.given[:1]}
        found: set[str] = set()
        for family in {reading.family for reading in likely}:
            for letter in letters:
                found |= self._givens.get((family, letter), set())
        slips = {a for a in found for b in own if is_slip(a, b, SHORTEST_GIVEN)}
        return len(found - own - slips)

    def pairs(self) -> list[tuple[int, int]]:
        """Give every pair worth comparing, once, the smaller place first, sorted."""
        found: set[tuple[int, int]] = set()
        for block in self._blocks.values():
            found.update(self._within(block))
        for family, letters in self._letters.items():
            if "" in letters and self.bearers[family] <= _MANY_WITHOUT_GIVEN:
                found.update(self._without_given(family, letters))
        for a, b in near_names(self._letters):
            for letter in self._letters[a] & self._letters[b]:
                found.update(self._between(self._blocks[a, letter], self._blocks[b, letter]))
        return sorted((min(pair), max(pair)) for pair in found if pair[0] != pair[1])

    def _within(self, block: _Block) -> Iterator[tuple[int, int]]:
        if len(block.sure) + len(block.others) > MANY:
            yield from self._by_given([*block.sure, *block.others])
            return
        for a, b in combinations(block.sure, 2):
            yield (a, b)
        for a, b in product(block.sure, block.others):
            yield (min(a, b), max(a, b))

    def _between(self, one: _Block, other: _Block) -> Iterator[tuple[int, int]]:
        sizes = [len(block.sure) + len(block.others) for block in (one, other)]
        if sizes[0] * sizes[1] > MANY * MANY // 4:
            yield from self._by_given([*one.sure, *one.others, *other.sure, *other.others])
            return
        for a, b in product(one.sure, [*other.sure, *other.others]):
            yield (min(a, b), max(a, b))
        for a, b in product(one.others, other.sure):
            yield (min(a, b), max(a, b))

    def _by_given(self, places: list[int]) -> Iterator[tuple[int, int]]:
        by_given: dict[tuple[str, tuple[int, ...]], list[int]] = {}
        for place in places:
            given = _given_in_full(self._names[place])
            if not given:
                self._passed_over.add(place)
            for each in given:
                by_given.setdefault((each, self._names[place].numbers), []).append(place)
        for alike in by_given.values():
            yield from combinations(sorted(alike), 2)

    def _without_given(self, family: str, letters: Iterable[str]) -> Iterator[tuple[int, int]]:
        nameless = self._blocks[family, ""].sure
        for letter in letters:
            for a, b in product(nameless, self._blocks[family, letter].sure):
                yield (min(a, b), max(a, b))


def near_names(names: Iterable[str]) -> list[tuple[str, str]]:
    """Find the family names that differ by a slip of the pen.

    Parameters
    ----------
    names : iterable of str
        Folded family names.

    Returns
    -------
    list of (str, str)
        Each pair once, sorted.

    References
    ----------
    Garbe, W. (2012). 1000x faster spelling correction algorithm.
    https://github.com/wolfgarbe/SymSpell

    Examples
    --------
    >>> near_names(["fictaert", "ficaert", "fitcaert", "simulens"])
    [('ficaert', 'fictaert'), ('ficaert', 'fitcaert'), ('fictaert', 'fitcaert')]
    """
    left: dict[str, list[str]] = {}
    for name in sorted(names):
        if len(name) >= SHORTEST_FAMILY:
            for text in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
                left.setdefault(text, []).append(name)
    near = {pair for alike in left.values() for pair in combinations(alike, 2)}
    return sorted((a, b) for a, b in near if is_slip(a, b, SHORTEST_FAMILY))
