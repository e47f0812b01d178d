"""Answers in a terminal: plain tables and lists, in the reader's language.

Control characters in names never reach the terminal, where they could act.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from isp_graph.texts import text

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WIDEST = 44
_LEAST = 0.0001
"""A smaller number is not written out: nobody reads powers of ten in a table."""


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
    shown = printable(str(value))
    return shown if width(shown) <= _WIDEST else shown[: _WIDEST - 1] + "…"


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

    def line(row: Sequence[str]) -> str:
        parts = []
        for place, value in enumerate(row):
            pad = " " * (widths[place] - width(value))
            parts.append(pad + value if right[place] else value + pad)
        return "  ".join(parts).rstrip()

    rule = "  ".join("-" * size for size in widths)
    return "\n".join([line(titles), rule, *(line(row) for row in cells)]) + "\n"
