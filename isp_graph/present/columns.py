"""Columns of figures and words for tables in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from isp_graph.present.terminal import table, width
from isp_graph.present.wording import number

_FULL = 10**12
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def large(value: int, language: str) -> str:
    """Write a whole number, however large: in full as long as one can read it.

    Parameters
    ----------
    value : int
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    str

    Examples
    --------
    >>> large(92492400, "en"), large(25 * 10**17, "nl")
    ('92,492,400', '2,5 × 10¹⁸')
    """
    if abs(value) < _FULL:
        return number(value, language)
    digits = str(abs(value))
    power, front = len(digits) - 1, int(digits[:3])
    rounded = (front + 5) // 10
    if rounded == 100:
        rounded, power = 10, power + 1
    sign = "-" if value < 0 else ""
    return f"{sign}{number(rounded / 10, language, 1)} × 10{str(power).translate(_RAISED)}"


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
    language : {'fr', 'nl', 'en'}

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
