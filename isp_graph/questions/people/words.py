"""The words that a name is made of: particles, titles, initials, capitals."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]?|[^\W\d_](?:-[^\W\d_])*")
WORD = re.compile(r"[^\W\d_]+")
"""Letters that stand together."""
ELISION = re.compile(r"^(d|l|t)'(?=.)")
"""A particle run together with what follows: d'Imaginelot."""
_REMEMBERED = 1 << 16


@cache
def words_of_names() -> dict[str, dict[str, frozenset[str]]]:
    """Give the words around names, as ``words.toml`` declares them."""
    declared = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return {
        part: {key: frozenset(words) for key, words in entry.items()}
        for part, entry in declared.items()
    }


@lru_cache(maxsize=_REMEMBERED)
def folded(text: str) -> str:
    """Take case and accents from a text; what is no letter stays.

    Examples
    --------
    >>> folded("MODÈLE-Öz")
    'modele-oz'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_FOLDED)


@lru_cache(maxsize=_REMEMBERED)
def letters(text: str) -> str:
    """Give the letters of a text alone, folded."""
    return "".join(WORD.findall(folded(text)))


def is_particle(token: str) -> bool:
    """Tell whether a word is a particle, such as van or de."""
    return folded(token) in words_of_names()["particles"]["words"]


@lru_cache(maxsize=_REMEMBERED)
def is_initials(token: str) -> bool:
    """Tell whether a word is initials: J., J.-M., JM, Ph."""
    if is_particle(token):
        return False
    if _INITIALS.fullmatch(token) and ("." in token or len(letters(token)) == 1 or "-" in token):
        return True
    # JM, without a full stop: capitals that nobody could say.
    return len(token) in (2, 3) and token.isupper() and not set(folded(token)) & set("aeiouy")


def is_loud(token: str) -> bool:
    """Tell whether a word is written in capitals, as family names are in lists."""
    return token.isupper() and len(letters(token)) > 1 and not is_initials(token)


def begins_family(token: str) -> bool:
    """Tell whether a family name begins here, because a particle does."""
    return is_particle(token) or ELISION.match(folded(token)) is not None


def is_title(token: str) -> bool:
    """Tell whether a word is a title; a mere M. may be an initial too."""
    plain = folded(token).strip(".")
    return len(plain) > 1 and any(plain in words for words in words_of_names()["titles"].values())
