"""Who is who: what the journal of identities says, taken as a whole.

A *group* holds the entries that verdicts ``same`` tie, directly or through others. A group
within which two entries are judged ``different`` contradicts itself: none of it is merged, until
somebody decides. ``undecided`` says nothing, and the order of the rows counts for nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from isp_graph.datasets.tables.raw import ROW
from isp_graph.schema.findings import Finding, finding


@dataclass(frozen=True)
class Conflict:
    """A verdict ``different`` within a group, and the verdicts ``same`` that lead across.

    Attributes
    ----------
    different : int
        Place of the verdict among the decisions.
    same : tuple of int
        Places of the fewest verdicts ``same`` that tie its two entries.
    """

    different: int
    same: tuple[int, ...]


class Identities:
    """The decisions of a journal, closed under ``same``.

    Parameters
    ----------
    decisions : iterable of (str, str, str or None)
        Two entries of ``people`` and the verdict on them, row by row.

    Examples
    --------
    >>> known = Identities([("p3", "p2", "same"), ("p2", "p1", "same"), ("p1", "p4", "different")])
    >>> known.persons
    {'p2': 'p1', 'p3': 'p1'}
    >>> known.verdict("p3", "p4"), known.verdict("p3", "p1"), known.verdict("p4", "p5")
    ('different', 'same', None)
    """

    def __init__(self, decisions: Iterable[tuple[str, str, str | None]]) -> None:
        self._decisions = tuple(decisions)
        self._above: dict[str, str] = {}
        for a, b, verdict in self._decisions:
            if verdict == "same":
                first, second = sorted((self.group(a), self.group(b)))
                self._above[second] = first
                self._above.setdefault(first, first)
        self._apart: dict[tuple[str, str], int] = {}
        for place, (a, b, verdict) in enumerate(self._decisions):
            if verdict == "different" and a != b:
                first, second = sorted((self.group(a), self.group(b)))
                self._apart.setdefault((first, second), place)

    def group(self, entry: str) -> str:
        """Name the group of an entry: the smallest id in it."""
        top = entry
        while self._above.get(top, top) != top:
            top = self._above[top]
        while entry != top:  # the next to ask has a shorter way
            self._above[entry], entry = top, self._above[entry]
        return top

    def verdict(self, a: str, b: str) -> str | None:
        """Tell what the decisions say of two entries, directly or through others.

        Returns
        -------
        {'same', 'different', None}
            ``different`` also where the decisions contradict each other.
        """
        first, second = sorted((self.group(a), self.group(b)))
        if (first, second) in self._apart:
            return "different"
        return "same" if first == second else None

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for entry in sorted(self._above):
            found.setdefault(self.group(entry), []).append(entry)
        return {top: tuple(entries) for top, entries in found.items()}

    def members(self, entry: str) -> tuple[str, ...]:
        """List the entries of a group, sorted: those tied to one by verdicts ``same``."""
        return self._members.get(self.group(entry), (entry,))

    def contradicts_itself(self, entry: str) -> bool:
        """Tell whether two entries of this one's group are judged different."""
        top = self.group(entry)
        return (top, top) in self._apart

    @cached_property
    def persons(self) -> dict[str, str]:
        """By entry, the smallest id of its group, where that is another and nobody objects."""
        doubtful = {first for first, second in self._apart if first == second}
        found = {entry: self.group(entry) for entry in sorted(self._above)}
        return {a: top for a, top in found.items() if a != top and top not in doubtful}

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every verdict ``different`` within a group, in the order of the decisions."""
        tied: dict[str, list[tuple[str, int]]] = {}
        for place, (a, b, verdict) in enumerate(self._decisions):
            if verdict == "same":
                tied.setdefault(a, []).append((b, place))
                tied.setdefault(b, []).append((a, place))
        return tuple(
            Conflict(place, _way(tied, a, b))
            for place, (a, b, verdict) in enumerate(self._decisions)
            if verdict == "different" and a != b and self.group(a) == self.group(b)
        )


def _way(tied: Mapping[str, list[tuple[str, int]]], start: str, end: str) -> tuple[int, ...]:
    """Give the places of the fewest decisions that lead from one entry to another."""
    came: dict[str, tuple[str, int]] = {start: (start, -1)}
    waiting = deque([start])
    while end not in came:
        entry = waiting.popleft()
        for other, place in tied[entry]:
            if other not in came:
                came[other] = (entry, place)
                waiting.append(other)
    places = []
    while end != start:
        end, place = came[end]
        places.append(place)
    return tuple(sorted(places))


def identity_findings(tables: Mapping[str, tuple[str, pl.DataFrame]]) -> list[Finding]:
    """Look for decisions that contradict each other, and for those on one entry alone.

    Parameters
    ----------
    tables : mapping
        By table name, its file and its typed frame with ``_row``.

    Returns
    -------
    list of Finding
        All warnings.
    """
    if "matches" not in tables:
        return []
    file, frame = tables["matches"]
    rows = frame[ROW].to_list()
    decisions = frame.select("a", "b", "verdict").rows()
    found = [
        finding("self_match", file, row, "b", b, personal=True)
        for row, (a, b, _) in zip(rows, decisions, strict=True)
        if a == b
    ]
    for conflict in Identities(decisions).conflicts:
        others = ", ".join(str(rows[place]) for place in conflict.same)
        found.append(finding("identity_conflict", file, rows[conflict.different], other=others))
    return found
