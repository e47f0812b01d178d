"""Compare names as people write them: case, accents, hyphens and abbreviations aside.

A *fold* is what remains of a name when nothing but its letters and digits counts;
two spellings of one name have the same fold.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ABBREVIATIONS = {"st": "saint", "ste": "sainte"}
_WORD = re.compile(r"[^\W_]+")


# The words of headers and vocabularies come again with every table.
@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """Reduce a name to what distinguishes it from another name.

    Parameters
    ----------
    text : str
        A name as somebody wrote it.

    Returns
    -------
    str
        Its letters and digits, lower case, without accents; ``st`` reads ``saint``.

    Examples
    --------
    >>> fold("St-Josse"), fold("SAINT JOSSE")
    ('saintjosse', 'saintjosse')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    return "".join(_ABBREVIATIONS.get(word, word) for word in words)


def nearest(text: str, known: Iterable[str], count: int = 3, *, likeness: float = 0.6) -> list[str]:
    """Find the known values that a mistyped one may stand for.

    Parameters
    ----------
    text : str
        The value that is not known.
    known : iterable of str
        The valid values.
    count : int
        How many to name at most.
    likeness : float
        From 0 to 1, how alike they must be.

    Returns
    -------
    list of str
        The nearest values, best first; empty where none resembles.

    Examples
    --------
    >>> nearest("organisatoins", ["offers", "organisations", "zones"])
    ['organisations']
    """
    by_fold: dict[str, str] = {}
    for value in sorted(known):
        by_fold.setdefault(fold(value), value)
    close = difflib.get_close_matches(fold(text), list(by_fold), n=count, cutoff=likeness)
    return [by_fold[key] for key in close]
