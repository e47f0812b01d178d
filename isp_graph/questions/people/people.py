"""Which entries of ``people`` may be one administrator, and what would it change?

A pair is *proposed* if its score reaches a threshold. The score says how alike the names are,
corrected by what else is known; it is no probability. Nobody is merged by it: the journal
``matches`` alone merges. A pair on which the journal says something already, directly or through
others, is not proposed again, unless it is undecided. *Merged* are two entries that count as one
person already: those judged the same, directly or through others, in a group that does not
contradict itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.tables.identities import Identities
from isp_graph.errors import UsageError
from isp_graph.questions.people.proposals import THRESHOLD, Proposals
from isp_graph.results import Result, basis, framed


@dataclass(frozen=True)
class Pair:
    """A row of `people_match`."""

    a: str
    b: str
    name_a: str
    name_b: str
    score: float
    reasons: list[str]
    boards_a: list[str]
    boards_b: list[str]
    ties_gained: int
    ties_strengthened: int
    ties_weakened: int
    company: int
    merged: bool
    verdict: str | None


def people_match(
    dataset: Dataset, threshold: float = THRESHOLD, *, decided: bool = False
) -> Result:
    """Propose pairs of entries that may be one person; nobody is merged.

    Parameters
    ----------
    dataset : Dataset
        The records, with their names; unless restricted to a day, boards are read at the
        dataset's own date.
    threshold : float
        The least score, from 0 to 1.
    decided : bool
        Whether the pairs of the journal are shown too, all of them, whatever their score.

    Returns
    -------
    Result
        ``a`` < ``b`` and their names; ``score``, from 0 to 1, product of the likeness of family
        and given names and of corrections, a rule of thumb; ``reasons``, codes; ``company``,
        third persons who sit with both; the boards of each; pairs of boards that would be tied
        for the first time, by one more and by one less person if the two were the same;
        ``merged``, whether they count as one person already; ``verdict`` of the journal, null
        if none.

    Raises
    ------
    UsageError
        If the names were taken out, or the threshold is not between 0 and 1.

    Examples
    --------
    >>> import isp_graph
    >>> found = isp_graph.people_match(isp_graph.read("demo"))
    >>> [(row["name_a"], row["name_b"]) for row in found.rows][0]
    ('Walter Simulaert-Fictaert', 'W. Fictaert')
    """
    if not 0 <= threshold <= 1:
        raise UsageError("threshold_out_of_range", value=threshold)
    if dataset.stated_identities is not None:
        raise UsageError("match_needs_names")
    data = dataset.current()
    journal = data.as_read().table("matches").select("a", "b", "verdict").rows()
    known = Identities(journal)
    own: dict[tuple[str, str], set[str]] = {}
    for a, b, verdict in journal:
        own.setdefault((min(a, b), max(a, b)), set()).add(verdict)

    def wanted(a: str, b: str) -> bool:
        return decided or known.verdict(a, b) is None

    proposals = Proposals(data)
    names = dict(data.table("people").select("id", "name").iter_rows())
    rows = []
    found = {(each.a, each.b): each for each in proposals.find(known, threshold, wanted)}
    for a, b in _judged(known, own) if decided else ():
        if {a, b} <= names.keys():
            found.setdefault((a, b), proposals.of(known, a, b))
    for (a, b), proposal in sorted(found.items()):
        effect = proposals.effect(known, proposal)
        merged = known.persons.get(a, a) == known.persons.get(b, b)
        sides = [(entry,) if merged else known.members(entry) for entry in (a, b)]
        boards_a, boards_b = (proposals.boards.of(side) for side in sides)
        change = (len(effect.gained), len(effect.strengthened), len(effect.weakened))
        verdict = _verdict(known, a, b, own.get((a, b), set()))
        about = (a, b, names[a], names[b], proposal.score, list(proposal.reasons))
        rows.append(Pair(*about, boards_a, boards_b, *change, proposal.company, merged, verdict))
    stated = basis(
        data, threshold=threshold, passed_over=proposals.passed_over, decided=decided or None
    )
    return Result("people match", framed(rows, Pair), stated)


def _judged(known: Identities, own: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Give the pairs of the journal, and those that it judges the same through others."""
    found = {(a, b) for a, b in own if a != b}
    for group in {known.members(entry) for pair in found for entry in pair}:
        found.update(combinations(group, 2))
    return found


def _verdict(known: Identities, a: str, b: str, own: set[str]) -> str | None:
    """Give the verdict on a pair: its own row's, though others contradict it, else what follows."""
    if own == {"same"}:
        return "same"
    return known.verdict(a, b) or ("undecided" if "undecided" in own else None)
