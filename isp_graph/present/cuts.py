"""Where a list for people is cut: where two rows differ, so that no row is left out by chance.

Rows that tie are all shown, as long as the list does not grow to more than twice what it may
hold; else none of them is. Where all rows tie from the first on, there is nothing to cut between:
the first by name are shown. Each is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from isp_graph.present.wording import say

MOST = 40
"""Rows that a list in the terminal holds."""
_NAMES = frozenset({"a", "b", "board", "meeting", "node", "organisation", "person", "zone"})
"""Columns by which rows are put in an order, but not above each other."""
_DIGITS = 4
"""Digits that a reader sees of a measure: what she sees alike ties."""


@dataclass(frozen=True)
class Cut:
    """How much of an ordered list is shown.

    Attributes
    ----------
    shown, left : int
        Rows shown, and left out.
    tie : {'all', 'none', 'some'} or None
        How many are shown of the rows that tie at the cut; None where no rows do.
    tied : int
        Rows that tie there.
    """

    shown: int
    left: int
    tie: Literal["all", "none", "some"] | None = None
    tied: int = 0

    def for_page(self) -> list[Any] | None:
        """Give what ties, ``[tie, tied]``; None where the reader need not know."""
        return [self.tie, self.tied] if self.left and self.tie is not None else None

    def words(self, language: str) -> list[str]:
        """Say what is left out, and what ties at the cut; nothing where nothing is left out."""
        if not self.left:
            return []
        said = [say("terminal.cut", language, self.left)]
        if self.tie is not None:
            said.insert(0, say(f"report.tie_{self.tie}", language, self.tied))
        return said


def cut(ranks: Sequence[object], most: int = MOST) -> Cut:
    """Choose where to cut an ordered list.

    Parameters
    ----------
    ranks : sequence
        What puts each row in its place, in order; rows of one rank tie.
    most : int
        Rows that the list may hold.

    Returns
    -------
    Cut

    Examples
    --------
    Two of three, and the last two tie; then they are too many; then all do.

    >>> cut([1, 2, 2], 2)
    Cut(shown=3, left=0, tie='all', tied=2)
    >>> cut([1, 2, 2, 2, 2], 2)
    Cut(shown=1, left=4, tie='none', tied=4)
    >>> cut([2, 2, 2, 2, 2], 2)
    Cut(shown=2, left=3, tie='some', tied=5)
    """
    count = len(ranks)
    if count <= most or ranks[most] != ranks[most - 1]:
        return Cut(min(count, most), max(count - most, 0))
    first = end = most
    while first and ranks[first - 1] == ranks[most]:
        first -= 1
    while end < count and ranks[end] == ranks[most]:
        end += 1
    if end <= 2 * most:
        return Cut(end, count - end, "all", end - first)
    if first:
        return Cut(first, count - first, "none", end - first)
    return Cut(most, count - most, "some", end)


def level(value: Any) -> Any:
    """Give what a value ranks by: numbers that a reader sees alike are equal.

    Examples
    --------
    >>> level(0.1 + 0.2) == level(0.3), level(None), level("2015")
    (True, None, '2015')
    """
    return float(f"{value:.{_DIGITS}g}") if isinstance(value, float) else value


def ranks_of(frame: pl.DataFrame, by: Sequence[str]) -> Sequence[object]:
    """Give the ranks of the rows of a frame that is sorted by some columns.

    Parameters
    ----------
    frame : polars.DataFrame
    by : sequence of str
        Columns; names are none that rows rank by, and no two rows tie where there are only names.

    Returns
    -------
    sequence

    Examples
    --------
    >>> frame = pl.DataFrame({"shared": [3, 2, 2], "a": ["x", "y", "z"]})
    >>> ranks_of(frame, ["shared", "a"])
    [(3,), (2,), (2,)]
    """
    measures = [name for name in by if name not in _NAMES]
    if not measures:
        return range(frame.height)
    return [tuple(map(level, row)) for row in frame.select(measures).iter_rows()]
