"""Find and mask known names within texts, whatever case and accents, in linear time.

A text is looked through once; at each place the next five letters are looked up among the
beginnings of all names, and only where they begin one are the names themselves compared. So the
number of names costs memory, not time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from unicodedata import combining

from isp_graph.model.findings import MASK

SHORTEST = 5
"""Names shorter than this would be found everywhere, and are not looked for."""


@cache
def _plain_letter(letter: str) -> str:
    """Take case and accent from a letter, where one letter remains."""
    found = "".join(
        part for part in unicodedata.normalize("NFKD", letter.lower()) if not combining(part)
    )
    return found if len(found) == 1 else letter


def _plain(text: str) -> str:
    """Take case and accents away letter by letter, so that every place stays where it was."""
    if text.isascii():
        return text.lower()
    return "".join(map(_plain_letter, text))


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
        self._names = {_plain(name) for name in names if len(name) >= SHORTEST}
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[:SHORTEST], set()).add(len(name))
        self._lengths = {
            begin: tuple(sorted(found, reverse=True)) for begin, found in lengths.items()
        }

    def mask(self, text: str) -> str:
        """Mask every name in a text; where two begin at one place, the longer."""
        plain = _plain(text)
        parts: list[str] = []
        kept = place = 0
        last = len(plain) - SHORTEST
        while place <= last:
            for length in self._lengths.get(plain[place : place + SHORTEST], ()):
                if plain[place : place + length] in self._names:
                    parts += (text[kept:place], MASK)
                    place += length
                    kept = place
                    break
            else:
                place += 1
        return "".join([*parts, text[kept:]]) if parts else text

    def changed(self, texts: Iterable[str]) -> dict[str, str]:
        """Give, for each text that holds a name, the text with its names masked."""
        if not self._names:
            return {}
        masked = ((text, self.mask(text)) for text in texts)
        return {text: shown for text, shown in masked if shown is not text}
