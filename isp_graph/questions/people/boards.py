"""On which boards people sit, and what merging two of them would change among the boards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from isp_graph.datasets.records import Records
from isp_graph.datasets.tables.identities import Identities
from isp_graph.datasets.tables.periods import first_day_of

Pair = tuple[str, str]


@dataclass(frozen=True)
class Effect:
    """What merging two people changes in the layer ``boards``.

    Attributes
    ----------
    gained : tuple of (str, str)
        Pairs of organisations that share nobody yet, and would share this person.
    strengthened, weakened : tuple of (str, str)
        Pairs that share somebody, and would share one more, or one less: two who sit on both
        are one.
    """

    gained: tuple[Pair, ...] = ()
    strengthened: tuple[Pair, ...] = ()
    weakened: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Seat:
    """A seat: the board, from when (inclusive) until when (exclusive); open where blank."""

    organisation: str
    start: str | None
    end: str | None


def _seats(data: Records) -> pl.DataFrame:
    nodes = data.nodes["id"].implode()
    own = pl.col("represents").is_null() & pl.col("person").is_not_null()
    return data.evidence("mandates").filter(own & pl.col("organisation").is_in(nodes))


class Boards:
    """The boards of each entry of ``people``.

    Parameters
    ----------
    data : Records
        Dated and restricted records: the seats that make the layer ``boards``.
    """

    def __init__(self, data: Records) -> None:
        self._of: dict[str, set[str]] = {}
        self._on: dict[str, set[str]] = {}
        for person, organisation in _seats(data).select("person", "organisation").iter_rows():
            self._of.setdefault(person, set()).add(organisation)
            self._on.setdefault(organisation, set()).add(person)

    def of(self, entries: Iterable[str]) -> list[str]:
        """List the boards of some entries, sorted."""
        return sorted(set().union(*(self._of.get(entry, set()) for entry in entries)))

    def company(self, known: Identities, a: str, b: str) -> int:
        """Count the third persons who sit on a board of one entry and on another of the other.

        Parameters
        ----------
        known : Identities
            What was decided so far: who is one third person.
        a, b : str
            Two entries. Only their own seats count, so that a decision on them is no evidence of
            itself; whoever is judged the same as one of them is no third person.

        Returns
        -------
        int
        """
        one, other = self._of.get(a, set()), self._of.get(b, set())
        apart = set(known.members(a)) | set(known.members(b))
        first, second = (self._met(boards, known, apart) for boards in (one - other, other - one))
        return len(first & second)

    def _met(self, boards: set[str], known: Identities, apart: set[str]) -> set[str]:
        met = set().union(*(self._on[board] for board in boards)) - apart
        return {known.persons.get(entry, entry) for entry in met}

    def effect(self, known: Identities, a: str, b: str) -> Effect:
        """Tell what the verdict *same* on two entries would change.

        Parameters
        ----------
        known : Identities
            What was decided so far.
        a, b : str
            Two entries.

        Returns
        -------
        Effect
            Nothing, where they are one person already or the verdict would contradict others.
        """
        doubtful = known.contradicts_itself(a) or known.contradicts_itself(b)
        if known.verdict(a, b) is not None or doubtful:
            return Effect()
        both = [set(self.of(known.members(entry))) for entry in (a, b)]
        apart = {known.group(a), known.group(b)}
        told: tuple[list[Pair], list[Pair], list[Pair]] = ([], [], [])
        for pair in combinations(sorted(both[0] | both[1]), 2):
            already = sum(pair[0] in boards and pair[1] in boards for boards in both)
            if already == 1:
                continue
            shared = self._persons(known, pair[0]) & self._persons(known, pair[1])
            strange = bool(shared - apart)
            told[2 if already else int(strange)].append(pair)
        return Effect(*(tuple(pairs) for pairs in told))

    def _persons(self, known: Identities, board: str) -> set[str]:
        return {known.persons.get(entry, entry) for entry in self._on[board]}


def seats_of(data: Records) -> dict[str, list[Seat]]:
    """List the seats of each entry of ``people``, in order of board and start.

    Parameters
    ----------
    data : Records
        With all their dates, so that terms that follow each other are seen.

    Returns
    -------
    dict
        Seats by entry.
    """
    columns = ["person", "organisation", "start", "end"]
    rows = _seats(data).select(columns).unique().sort(columns, nulls_last=False)
    found: dict[str, list[Seat]] = {}
    for person, organisation, start, end in rows.iter_rows():
        found.setdefault(person, []).append(Seat(organisation, start, end))
    return found


class Terms:
    """When people sat on the same board.

    Parameters
    ----------
    data : Records
        With all their dates.
    """

    def __init__(self, data: Records) -> None:
        rows = _seats(data).select(
            "person",
            "organisation",
            first_day_of("start").fill_null(""),
            first_day_of("end").fill_null("9999"),
        )
        self._terms: dict[str, dict[str, list[Pair]]] = {}
        for person, organisation, start, end in rows.iter_rows():
            self._terms.setdefault(person, {}).setdefault(organisation, []).append((start, end))

    def meeting(self, a: str, b: str) -> str | None:
        """Tell how two entries share a board.

        Returns
        -------
        {'same_board_at_once', 'same_board_in_turn', None}
            At once, if their terms on one board overlap; unknown dates are open, and overlap.
        """
        one, other = self._terms.get(a, {}), self._terms.get(b, {})
        shared = one.keys() & other.keys()
        if not shared:
            return None
        overlap = any(
            start < until and begun < end
            for board in shared
            for start, end in one[board]
            for begun, until in other[board]
        )
        return "same_board_at_once" if overlap else "same_board_in_turn"
