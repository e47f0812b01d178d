"""The review of administrators at the keyboard: show a pair, read a key, write the journal."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.present.terminal import printable
from isp_graph.questions.people.boards import seats_of
from isp_graph.questions.people.journal import Decision, Journal
from isp_graph.questions.people.keyboard import END, single_keys
from isp_graph.questions.people.proposals import Proposal, Proposals
from isp_graph.questions.people.review import Review
from isp_graph.questions.people.review_screen import review_screen
from isp_graph.questions.people.terminal import reasons_in_words
from isp_graph.schema.vocabulary import VOCABULARIES
from isp_graph.texts import text

_CLEAR = "\x1b[2J\x1b[H"
_VERDICTS = {"s": "same", "d": "different", "n": "different", "u": "undecided"}
_SKIP, _UNDO, _REASON = (" ", "\t"), ("z", "\x7f", "\x08", "\x1a"), ("m", "w")
_HELP, _QUIT = ("h", "?"), ("q", END)
_ENTER, _BACKSPACE = ("\r", "\n", END), ("\x7f", "\x08")
_LEAST_COLUMNS = 50


@dataclass(frozen=True)
class Signature:
    """Who decides, and when, as the journal notes it."""

    who: str | None
    when: str | None


def _put(shown: str) -> None:
    sys.stdout.write(shown)
    sys.stdout.flush()


class Reviewing:
    """One session at the keyboard.

    Parameters
    ----------
    data : Records
        Dated and restricted records, with the people's names.
    proposals : Proposals
    review : Review
    journal : Journal
    elsewhere : iterable
        Decisions that the dataset holds and the journal does not.
    signature : Signature
    """

    def __init__(
        self,
        data: Records,
        proposals: Proposals,
        review: Review,
        journal: Journal,
        elsewhere: Iterable[tuple[str, str, str | None]],
        signature: Signature,
        language: str,
    ) -> None:
        self._proposals = proposals
        self._review = review
        self._journal = journal
        self._elsewhere = tuple(elsewhere)
        self._signature = signature
        self._language = language
        self._names: Mapping[str, str] = dict(
            data.as_read().table("people").select("id", "name").iter_rows()
        )
        self._seats = seats_of(data.as_read())
        self._boards = local_names(data.as_read(), "organisations", language)
        self._said = ""
        self._why: str | None = None
        self._given: Counter[str] = Counter()
        self._same_keys = {"s", text("people.same_key", language)}

    def run(self) -> None:
        """Ask pair after pair until none is left, or until it is enough."""
        with single_keys() as read:
            while True:
                left = self._review.left()
                if not left and not self._journal.decisions:
                    break  # nothing to ask, and nothing to take back
                self._show(left)
                key = read()
                if key.lower() in _QUIT or not self._answer(key.lower(), left, read):
                    break
        _put(f"\n{self._summary()}\n")

    def _show(self, left: list[Proposal]) -> None:
        language = self._language
        parts = [_CLEAR]
        if left:
            decided = sum(each.verdict is not None for each in self._journal.decisions)
            place = text("people.place", language, count=len(left), decided=decided)
            parts.append(f"{place}\n\n{self._pair(left[0])}\n")
            parts.append(f"{text('people.question', language)}\n")
        else:
            parts.append(text("people.nothing_to_ask", language) + "\n\n")
        if self._why:
            parts.append(text("people.reason_noted", language, why=printable(self._why)) + "\n")
        if self._said:
            parts.append(textwrap.fill(self._said, self._columns()) + "\n")
        parts.append(textwrap.fill(text("people.keys", language), self._columns()) + "\n")
        _put("".join(parts))
        self._said = ""

    def _pair(self, proposal: Proposal) -> str:
        known = self._review.known
        return review_screen(
            proposal,
            (known.members(proposal.a), known.members(proposal.b)),
            self._names,
            self._seats,
            self._boards,
            self._proposals.effect(known, proposal),
            self._columns(),
            self._language,
        )

    @staticmethod
    def _columns() -> int:
        return max(_LEAST_COLUMNS, shutil.get_terminal_size().columns)

    def _answer(self, key: str, left: list[Proposal], read: Callable[[], str]) -> bool:
        """Do what a key asks; tell whether to go on."""
        if key in _UNDO:
            self._undo()
        elif key in _HELP:
            self._said = text("people.help", self._language, path=self._journal.path)
        elif not left:
            return key not in _SKIP
        elif key in self._same_keys:
            self._decide(left[0], "same")
        elif key in _VERDICTS:
            self._decide(left[0], _VERDICTS[key])
        elif key in _SKIP:
            self._review.skip(left[0])
            return len(left) > 1 or bool(self._journal.decisions)
        elif key in _REASON:
            self._why = self._line(read) or None
        return True

    def _decide(self, proposal: Proposal, verdict: str) -> None:
        told = reasons_in_words(proposal.reasons, proposal.company, self._language)
        why = self._why or told
        signed = self._signature
        pair = (proposal.a, proposal.b)
        self._journal.add(Decision(*pair, verdict, signed.who, signed.when, why))
        self._review.answered(proposal)
        self._given[verdict] += 1
        self._why = None
        self._follow()
        self._said = self._told("decided", *pair, verdict)

    def _undo(self) -> None:
        taken = self._journal.take_back()
        if taken is None:
            self._said = text("people.nothing_to_undo", self._language)
            return
        if taken.verdict is not None and self._given[taken.verdict]:
            self._given[taken.verdict] -= 1
        self._review.ask_again(taken.a, taken.b)
        self._follow()
        self._said = self._told("undone", taken.a, taken.b, taken.verdict)

    def _follow(self) -> None:
        written = ((each.a, each.b, each.verdict) for each in self._journal.decisions)
        self._review.follow((*self._elsewhere, *written))

    def _told(self, key: str, a: str, b: str, verdict: str | None) -> str:
        names = {side: printable(self._names.get(who, who)) for side, who in (("a", a), ("b", b))}
        label = "?" if verdict is None else VOCABULARIES["verdict"].label(verdict, self._language)
        return text(f"people.{key}", self._language, verdict=label, **names)

    def _line(self, read: Callable[[], str]) -> str:
        """Read a line, key by key."""
        _put(text("people.reason_asked", self._language))
        written = ""
        while (key := read()) not in _ENTER:
            if key in _BACKSPACE:
                if written:
                    written = written[:-1]
                    _put("\b \b")
            elif key.isprintable():
                written += key
                _put(key)
        return written.strip()

    def _summary(self) -> str:
        counts = {verdict: self._given[verdict] for verdict in ("same", "different", "undecided")}
        left = len(self._review.left())
        path = self._journal.path
        return text("people.ended", self._language, left=left, path=path, **counts)
