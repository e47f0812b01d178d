"""Pairs of entries that may be one person, with what speaks for and against.

The likeness of the names is corrected by what else is known. A family name that very many bear
tells less, above all beside a mere initial, which may stand for namesakes too. Terms on one board
that follow each other speak for one person, two seats there at one time against; company speaks
for it, the more the more third persons sit with both: many of them outweigh a later initial that
differs. These corrections are a rule of thumb too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from math import log2

from isp_graph.datasets.records import Records
from isp_graph.datasets.tables.identities import Identities
from isp_graph.questions.people.boards import Boards, Effect, Terms
from isp_graph.questions.people.candidates import Candidates
from isp_graph.questions.people.likeness import REASONS, likeness
from isp_graph.questions.people.names import Name, parse

THRESHOLD = 0.65
"""The least score of a proposal, unless another is asked for."""
_FEW_BEARERS = 4
_PER_DOUBLING, _LEAST = {True: 0.05, False: 0.01}, {True: 0.6, False: 0.9}
_PER_RIVAL = 0.3
_IN_TURN, _AT_ONCE = 0.4, 0.88
_WITHOUT_FIRST, _WITHOUT_NEXT = 0.9, 0.7
_HOPELESS = 0.3
"""A likeness of names below this is not mended by anything else."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entries that may be one person.

    Attributes
    ----------
    a, b : str
        Entries, ``a`` < ``b``.
    score : float
        From 0 to 1.
    reasons : tuple of str
        Some of ``likeness.REASONS``, in their order.
    company : int
        Third persons who sit with both, where they count.
    """

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]
    company: int = 0


def _common(bearers: int, *, initials: bool) -> float:
    """Tell how much less a family name tells when many bear it."""
    if bearers <= _FEW_BEARERS:
        return 1.0
    return max(_LEAST[initials], 1.0 - _PER_DOUBLING[initials] * log2(bearers / _FEW_BEARERS))


def _weight_of(others: int) -> float:
    """Tell how far so many third persons bring a score towards 1."""
    return 1.0 - _WITHOUT_FIRST * _WITHOUT_NEXT ** (others - 1) if others else 0.0


class Proposals:
    """Proposes pairs within the people of a dataset.

    Parameters
    ----------
    data : Records
        Dated and restricted records, with the people's names.
    """

    def __init__(self, data: Records) -> None:
        people = data.table("people").select("id", "name").sort("id")
        self.ids: list[str] = people["id"].to_list()
        read: dict[str, Name] = {}
        self._names = [
            read[text] if text in read else read.setdefault(text, parse(text))
            for text in people["name"].fill_null("").to_list()
        ]
        self._candidates = Candidates(self._names)
        self.boards = Boards(data)
        self._terms = Terms(data.as_read())

    @property
    def passed_over(self) -> int:
        """Entries with initials alone among too many namesakes, known once pairs were asked."""
        return self._candidates.passed_over

    def find(
        self,
        known: Identities,
        threshold: float = THRESHOLD,
        wanted: Callable[[str, str], bool] = lambda a, b: True,
    ) -> list[Proposal]:
        """Find the pairs that reach a score.

        Parameters
        ----------
        known : Identities
            What was decided so far: who sits where by it.
        threshold : float
            The least score.
        wanted : callable
            Tells of two entries whether they are asked about.

        Returns
        -------
        list of Proposal
            Sorted by ids.
        """
        found = []
        for i, j in self._candidates.pairs():
            score, reasons = likeness(self._names[i], self._names[j])
            if score < min(threshold, _HOPELESS) or not wanted(self.ids[i], self.ids[j]):
                continue
            proposal = self._corrected(known, i, j, score, reasons)
            if proposal.score >= threshold:
                found.append(proposal)
        return found

    def of(self, known: Identities, a: str, b: str) -> Proposal:
        """Compare two entries, whatever the score."""
        i, j = sorted((bisect_left(self.ids, a), bisect_left(self.ids, b)))
        return self._corrected(known, i, j, *likeness(self._names[i], self._names[j]))

    def effect(self, known: Identities, proposal: Proposal) -> Effect:
        """Tell what merging the two would change among the boards."""
        return self.boards.effect(known, proposal.a, proposal.b)

    def _corrected(
        self, known: Identities, i: int, j: int, score: float, reasons: frozenset[str]
    ) -> Proposal:
        a, b = self.ids[i], self.ids[j]
        mendable, others = score >= _HOPELESS, 0
        score, more = self._among_namesakes(i, j, score, reasons) if score else (score, set())
        meeting = self._terms.meeting(a, b)
        if meeting is not None:
            more.add(meeting)
        if meeting == "same_board_at_once":
            score *= _AT_ONCE
        elif mendable:
            others = self.boards.company(known, a, b)
            in_turn = 0.0 if meeting is None else _IN_TURN
            score += max(in_turn, _weight_of(others)) * (1.0 - score)
        if others:
            more.add("boards_tied")
        told = reasons | more
        return Proposal(a, b, score, tuple(why for why in REASONS if why in told), others)

    def _among_namesakes(
        self, i: int, j: int, score: float, reasons: frozenset[str]
    ) -> tuple[float, set[str]]:
        more = set()
        initials = "same_given_names" not in reasons and "given_name_typo" not in reasons
        families = (self._names[place].readings[0].family for place in (i, j))
        bearers = max(self._candidates.bearers[family] for family in families)
        factor = _common(bearers, initials=initials)
        if factor < 1.0:
            score *= factor
            more.add("common_surname")
        rivals = self._candidates.rivals(i, j) if initials else 0
        if rivals:
            score /= 1.0 + _PER_RIVAL * rivals
            more.add("others_possible")
        return score, more
