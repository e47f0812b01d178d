"""Find and mask known names within texts, whatever the case, in time linear in the texts.

A text is looked through once; at each place the next five letters are looked up among the
beginnings of all names, and only where they begin one are the names themselves compared. So the
number of names costs memory, not time.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from isp_graph.model.findings import MASK

SHORTEST = 5
"""Names shorter than this would be found everywhere, and are not looked for."""


def _lower(text: str) -> str:
    """Lower the case letter by letter, so that every place stays where it was."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


class NameMask:
    """Masks some names within texts.

    Parameters
    ----------
    names : iterable of str
        The names; those shorter than ``SHORTEST`` are left out.

    Examples
    --------
    >>> NameMask(["Modèle Marie"]).mask("vu avec MODÈLE MARIE hier")
    'vu avec ••• hier'
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {_lower(name) for name in names if len(name) >= SHORTEST}
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[:SHORTEST], set()).add(len(name))
        self._lengths = {
            begin: tuple(sorted(found, reverse=True)) for begin, found in lengths.items()
        }

    def mask(self, text: str) -> str:
        """Mask every name in a text; where two begin at one place, the longer."""
        lowered = _lower(text)
        parts: list[str] = []
        kept = place = 0
        last = len(lowered) - SHORTEST
        while place <= last:
            for length in self._lengths.get(lowered[place : place + SHORTEST], ()):
                if lowered[place : place + length] in self._names:
                    parts += (text[kept:place], MASK)
                    place += length
                    kept = place
                    break
            else:
                place += 1
        return "".join([*parts, text[kept:]]) if parts else text

    def mask_all(self, texts: pl.Series) -> pl.Series:
        """Mask every name in a column of texts; each distinct text is looked through once."""
        if not self._names:
            return texts
        distinct = texts.drop_nulls().unique()
        changed = {}
        for text in distinct:
            masked = self.mask(text)
            if masked is not text:
                changed[text] = masked
        if not changed:
            return texts
        return texts.replace(list(changed), list(changed.values()))
