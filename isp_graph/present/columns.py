"""Columns of figures and words for tables in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from isp_graph.grammar import sized
from isp_graph.present.terminal import table, width
from isp_graph.present.wording import number

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def large(value: int, language: str) -> str:
    """Write a whole number so that one sees how large it is: from a million on in words of size.

    Parameters
    ----------
    value : int

    Returns
    -------
    str

    Examples
    --------
    >>> large(924_924, "en"), large(92_492_400, "en"), large(25 * 10**17, "nl")
    ('924,924', '92.5 million', '2,5 × 10¹⁸')
    """
    if abs(value) < 10**6:
        return number(value, language)
    words = sized(value, language)
    if words is not None:
        return words
    digits = str(abs(value))
    power, front = len(digits) - 1, int(digits[:3])
    rounded = (front + 5) // 10
    if rounded == 100:
        rounded, power = 10, power + 1
    sign = "-" if value < 0 else ""
    return f"{sign}{number(rounded / 10, language, 1)} × 10{str(power).translate(_RAISED)}"


def in_full(value: int, language: str) -> str:
    """Write a whole number with, behind its size, all its digits.

    Examples
    --------
    >>> in_full(12, "en"), in_full(92_492_400, "fr").replace("\u202f", " ")
    ('12', '92,5 millions (92 492 400)')
    """
    shown, every = large(value, language), number(value, language)
    return shown if shown == every else f"{shown} ({every})"


def laid_out(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[int],
    language: str,
) -> str:
    """Lay out rows of text, some columns to the right.

    Parameters
    ----------
    heads : sequence of str
    rows : sequence of sequence of str
    right : sequence of int
        Places of the columns of figures.

    Returns
    -------
    str
    """
    titles = list(heads)
    cells = [list(row) for row in rows]
    for place in right:
        widest = max(width(line[place]) for line in [titles, *cells])
        for line in [titles, *cells]:
            line[place] = " " * (widest - width(line[place])) + line[place]
    name: Callable[[str], str] = lambda key: titles[int(key)]  # noqa: E731
    keys = [str(place) for place in range(len(titles))]
    values: list[list[Any]] = [list(row) for row in cells]
    return table(keys, values, language, name)
