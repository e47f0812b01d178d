"""A review in progress: which pair comes next, given what is decided and what was skipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from isp_graph.datasets.tables.identities import Identities
from isp_graph.questions.people.proposals import Proposal

Verdicts = Iterable[tuple[str, str, str | None]]


class Review:
    """The pairs to ask about, the most alike first.

    Parameters
    ----------
    proposals : sequence of Proposal
    decisions : iterable of (str, str, str or None)
        Entries and verdicts of the journal.
    again : bool
        Whether pairs left undecided before are asked again.
    """

    def __init__(
        self, proposals: Sequence[Proposal], decisions: Verdicts, *, again: bool = False
    ) -> None:
        self._queue = sorted(proposals, key=lambda each: (-each.score, each.a, each.b))
        self._skipped: set[tuple[str, str]] = set()
        before = tuple(decisions)
        self._forgotten = _undecided(before) if again else set()
        self.follow(before)

    def follow(self, decisions: Verdicts) -> None:
        """Take the decisions of the journal as they are now."""
        told = tuple(decisions)
        self.known = Identities(told)
        self._left_open = _undecided(told)

    def _asked(self, proposal: Proposal) -> bool:
        pair = (proposal.a, proposal.b)
        open_still = pair in self._left_open and pair not in self._forgotten
        return self.known.verdict(*pair) is None and not open_still

    def left(self) -> list[Proposal]:
        """List the pairs to ask about: not decided, directly or through others, nor skipped.

        Of several pairs of entries of the same two persons, one is asked.
        """
        found: dict[tuple[str, ...], Proposal] = {}
        for each in self._queue:
            if (each.a, each.b) not in self._skipped and self._asked(each):
                groups = sorted((self.known.group(each.a), self.known.group(each.b)))
                found.setdefault(tuple(groups), each)
        return list(found.values())

    def skip(self, proposal: Proposal) -> None:
        """Put a pair aside until the next review."""
        self._skipped.add((proposal.a, proposal.b))

    def answered(self, proposal: Proposal) -> None:
        """Note that a pair was answered now, even if by *undecided*."""
        self._forgotten.discard((proposal.a, proposal.b))

    def ask_again(self, a: str, b: str) -> None:
        """Bring a pair back whose answer was taken back."""
        first, second = sorted((a, b))
        self._skipped.discard((first, second))


def _undecided(decisions: Verdicts) -> set[tuple[str, str]]:
    return {(min(a, b), max(a, b)) for a, b, verdict in decisions if verdict == "undecided"}
