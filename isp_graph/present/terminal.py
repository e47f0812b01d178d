"""Answers in a terminal: plain tables and lists, in the reader's language.

Control characters in names never reach the terminal, where they could act.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from isp_graph.texts import text

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WIDEST = 44
_LEAST = 0.0001
"""A smaller number is not written out: nobody reads powers of ten in a table."""


_NARROWEST = 10
_ROOM: ContextVar[int | None] = ContextVar("room", default=None)


@contextmanager
def fitting(columns: int | None) -> Iterator[None]:
    """Lay out tables for a terminal of so many columns; for any width, if none is given."""
    before = _ROOM.set(columns)
    try:
        yield
    finally:
        _ROOM.reset(before)


def _fitted(widths: list[int], right: Sequence[bool], room: int) -> list[int]:
    """Narrow columns of words, the widest first, and leave out the last that do not fit.

    Examples
    --------
    >>> _fitted([20, 30, 5], [False, False, True], 40)
    [15, 16, 5]
    >>> _fitted([20, 30, 5], [False, False, True], 25)
    [10, 10]
    """
    found = list(widths)
    while len(found) > 1 and sum(found) + 2 * (len(found) - 1) > room:
        words = [place for place in range(len(found)) if not right[place]]
        widest = max(words, key=lambda place: found[place], default=None)
        if widest is None or found[widest] <= _NARROWEST:
            found.pop()
        else:
            found[widest] -= 1
    return found


def printable(value: str) -> str:
    r"""Show a text without the characters by which it could act on a terminal.

    Examples
    --------
    >>> printable("a\x1b[31mb")
    'a�[31mb'
    """
    return _CONTROL.sub("\ufffd", value)


def width(value: str) -> int:
    """Count the columns that a text takes: wide characters two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in value)
    return len(value) + wide - sum(bool(unicodedata.combining(char)) for char in value)


def _shown(value: Any, language: str) -> str:
    if value is None:
        return "·"
    if isinstance(value, bool):
        return text("terminal.yes" if value else "terminal.no", language)
    if isinstance(value, float):
        rounded = f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
        if 0 < abs(value) < _LEAST:
            rounded = f"< {_LEAST}" if value > 0 else f"> -{_LEAST}"
        return rounded if language == "en" else rounded.replace(".", ",")
    if isinstance(value, list):
        value = ", ".join(str(entry) for entry in value)
    return _cut(printable(str(value)), _WIDEST)


def _cut(shown: str, most: int) -> str:
    if width(shown) <= most:
        return shown
    while width(shown) >= most:
        shown = shown[:-1]
    return shown + "…"


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    language: str,
    heads: Callable[[str], str],
) -> str:
    """Lay out rows as a plain table; numbers to the right.

    Parameters
    ----------
    columns : sequence of str
        Keys of the columns.
    rows : iterable of sequences
        Values in that order; None shows as a dot.
    heads : callable
        From a key to the header shown.

    Returns
    -------
    str
    """
    values = [list(row) for row in rows]
    cells = [[_shown(value, language) for value in row] for row in values]
    titles = [heads(column) for column in columns]
    right = [
        any(isinstance(row[place], (int, float)) for row in values)
        and not any(isinstance(row[place], (str, bool)) for row in values)
        for place in range(len(columns))
    ]
    widths = [
        max([width(titles[place]), *(width(row[place]) for row in cells)])
        for place in range(len(columns))
    ]

    room = _ROOM.get()
    hidden = 0
    if room is not None:
        fitted = _fitted(widths, right, room)
        widths, hidden = fitted, len(widths) - len(fitted)

    def line(row: Sequence[str]) -> str:
        parts = []
        for place, value in enumerate(
            _cut(cell, most) for cell, most in zip(row, widths, strict=False)
        ):
            pad = " " * (widths[place] - width(value))
            parts.append(pad + value if right[place] else value + pad)
        return "  ".join(parts).rstrip()

    rule = "  ".join("-" * size for size in widths)
    lines = [line(titles), rule, *(line(row) for row in cells)]
    if hidden:
        lines.append(text("terminal.columns_cut", language, n=hidden))
    return "\n".join(lines) + "\n"
