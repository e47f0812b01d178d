"""What the review of administrators shows: two entries side by side, and what speaks for it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from isp_graph.present.terminal import printable, width
from isp_graph.present.wording import number
from isp_graph.questions.people.boards import Effect, Seat
from isp_graph.questions.people.proposals import Proposal
from isp_graph.questions.people.terminal import effect_in_words, reasons_in_words
from isp_graph.texts import text

_MOST_PAIRS = 6
_NARROWEST = 24


def _cut(value: str, room: int) -> str:
    shown = printable(value)
    while width(shown) > room:
        shown = shown[:-2] + "…"
    return shown


def _wrapped(value: str, room: int, indent: str = "") -> list[str]:
    return textwrap.wrap(printable(value), room, subsequent_indent=indent) or [""]


def _when(seat: Seat, language: str) -> str:
    if seat.start and seat.end:
        return text("people.seat_between", language, start=seat.start, end=seat.end)
    if seat.start:
        return text("people.seat_from", language, start=seat.start)
    if seat.end:
        return text("people.seat_until", language, end=seat.end)
    return text("people.seat_undated", language)


def _column(
    entry: str,
    others: Sequence[str],
    names: Mapping[str, str],
    seats: Mapping[str, Sequence[Seat]],
    boards: Mapping[str, str],
    room: int,
    language: str,
) -> list[str]:
    lines = [_cut(names.get(entry, entry), room), _cut(f"[{entry}]", room)]
    if others:
        told = ", ".join(names.get(other, other) for other in others)
        lines += _wrapped(text("people.also", language, names=told), room, "  ")
    lines.append("")
    held = [seat for each in (entry, *others) for seat in seats.get(each, ())]
    for seat in held:
        lines += _wrapped(f"• {boards.get(seat.organisation, seat.organisation)}", room, "  ")
        lines.append(_cut(f"  {_when(seat, language)}", room))
    return lines if held else [*lines, text("people.no_seat", language)]


def review_screen(
    proposal: Proposal,
    groups: tuple[Sequence[str], Sequence[str]],
    names: Mapping[str, str],
    seats: Mapping[str, Sequence[Seat]],
    boards: Mapping[str, str],
    effect: Effect,
    columns: int,
    language: str,
) -> str:
    """Show two entries side by side, the reasons, and the effect on the interlocks.

    Parameters
    ----------
    proposal : Proposal
    groups : tuple of two sequences of str
        The entries that are one person with each of the two already, these included.
    names : mapping
        Names by entry.
    seats : mapping
        Seats by entry, at any date.
    boards : mapping
        Names by organisation.
    effect : Effect
    columns : int
        Width of the terminal.

    Returns
    -------
    str
    """
    room = max(_NARROWEST, (columns - 3) // 2)
    sides = [
        _column(
            entry,
            [other for other in group if other != entry],
            names,
            seats,
            boards,
            room,
            language,
        )
        for entry, group in zip((proposal.a, proposal.b), groups, strict=True)
    ]
    lines = [
        f"{left}{' ' * (room - width(left))} │ {right}".rstrip()
        for left, right in zip_longest(*sides, fillvalue="")
    ]
    whole = max(2 * _NARROWEST, columns - 1)
    score = number(proposal.score, language, 2)
    why = reasons_in_words(proposal.reasons, proposal.company, language)
    lines += ["", *_wrapped(text("people.score", language, score=score, why=why), whole)]
    told = {
        "gained": len(effect.gained),
        "strengthened": len(effect.strengthened),
        "weakened": len(effect.weakened),
    }
    what = effect_in_words(told, language)
    lines += _wrapped(f"→ {text('people.if_same', language, what=what)}", whole)
    for a, b in effect.gained[:_MOST_PAIRS]:
        lines += _wrapped(f"    + {boards.get(a, a)} — {boards.get(b, b)}", whole, "      ")
    if len(effect.gained) > _MOST_PAIRS:
        lines.append("    + …")
    return "\n".join(lines) + "\n"
