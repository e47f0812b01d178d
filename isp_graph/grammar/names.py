"""Names behind their prepositions and articles: *d'Evoliris*, *au Comité*, *de Werkgroep*.

A name takes an article where it begins with a noun that we know to take one; an unknown name and
an acronym stand as they are.
"""

from __future__ import annotations

import re
from functools import cache

from isp_graph.grammar.tables import folded, tables

PREPOSITIONS = {
    "fr": frozenset({"de", "à", "que", "la", "à la", "de la", "zone"}),
    "nl": frozenset({"de", "zone"}),
    "en": frozenset({"the", "zone"}),
}
"""What may stand before a name in a field, by language."""

_WRITTEN = {
    "fr": re.compile(r"(?:(le|la|les) |l['’])", re.IGNORECASE),
    "nl": re.compile(r"(?:de|het|['’]t) ", re.IGNORECASE),
    "en": re.compile(r"the ", re.IGNORECASE),
}
_ZONE = re.compile(r"^\s*zone\s+(?=\S)", re.IGNORECASE)
_CONTRACTED = {"de le": "du", "de les": "des", "à le": "au", "à les": "aux"}


@cache
def _noun(language: str, article: str) -> re.Pattern[str]:
    """Match a noun of this article, as ``article``, and the ending of its plural."""
    nouns = tables()["nouns"][language][article]
    # Dutch writes a compound as one word.
    before = ".*" if language == "nl" else ""
    plural = {"fr": "s", "nl": "s|en", "en": "s"}[language]
    return re.compile(f"{before}(?:{nouns})({plural})?")


@cache
def _elision() -> re.Pattern[str]:
    return re.compile(tables()["elision"]["before"])


def elides(word: str) -> bool:
    """Tell whether French drops a vowel before a word.

    Examples
    --------
    >>> [word for word in ("Evoliris", "Hôtel", "Halles", "Yser", "Yoga", "11") if elides(word)]
    ['Evoliris', 'Hôtel', 'Yser']
    """
    return _elision().match(folded(word)) is not None


def _article(word: str, language: str) -> str | None:
    """Give the article of a noun, if it is one that we know."""
    plural = {"fr": "les", "nl": "de", "en": "the"}[language]
    for article in tables()["nouns"][language]:
        found = _noun(language, article).fullmatch(word)
        if found:
            return plural if found[1] else article
    return None


def _french_article(name: str) -> str | None:
    return _article(re.split(r"[^\w-]", folded(name), maxsplit=1)[0], "fr")


def _french(keyword: str, name: str, apostrophe: str) -> str:
    preposition = keyword.removesuffix("la").strip()
    written = _WRITTEN["fr"].match(name)
    if written:
        contracted = _CONTRACTED.get(f"{preposition} {(written[1] or '').lower()}")
        if contracted:
            return f"{contracted} {name[written.end() :]}"
        return f"{preposition} {name}".strip()
    article = _french_article(name) if keyword.endswith("la") else None
    if article in ("le", "la") and elides(name):
        return f"{preposition} l{apostrophe}{name}".strip()
    if article:
        before = f"{preposition} {article}".strip()
        return f"{_CONTRACTED.get(before, before)} {name}"
    if preposition in ("de", "que") and elides(name):
        return f"{preposition[:-1]}{apostrophe}{name}"
    return f"{preposition} {name}".strip()


def _other(name: str, language: str) -> str:
    if _WRITTEN[language].match(name):
        return name
    # The head of "Sociale coördinatie van …" stands before the preposition.
    for word in re.findall(r"[\w'-]+|\(", folded(name)):
        if word == "(" or word in tables()["prepositions"][language].split():
            break
        article = _article(word, language)
        if article:
            return f"{article} {name}"
    foreign = {"nl": "de", "en": "the"}[language]
    return f"{foreign} {name}" if _french_article(name) else name


def unzoned(name: str) -> str:
    """Write a zone's name behind the word "zone", which the name may begin with.

    Examples
    --------
    >>> [unzoned(name) for name in ("Zone B", "ZONE du canal", "Nord", "Zone", "Zonienwoud")]
    ['B', 'du canal', 'Nord', 'Zone', 'Zonienwoud']
    """
    return _ZONE.sub("", name)


def preceded(keyword: str, name: str, language: str, apostrophe: str = "'") -> str:
    """Write a name behind a preposition, an article, or both.

    Parameters
    ----------
    keyword : str
        One of `PREPOSITIONS`.
    name : str
    apostrophe : str
        The typist's or the printer's.

    Returns
    -------
    str

    Examples
    --------
    >>> preceded("de", "Evoliris", "fr"), preceded("de", "Le Foyer", "fr")
    ("d'Evoliris", 'du Foyer')
    >>> preceded("à la", "Commission zonale", "fr"), preceded("à la", "Actiris", "fr")
    ('à la Commission zonale', 'à Actiris')
    >>> (
    ...     preceded("de", "Sociale coördinaties van OCMW's", "nl"),
    ...     preceded("the", "Zonal board", "en"),
    ... )
    ("de Sociale coördinaties van OCMW's", 'the Zonal board')
    """
    if keyword == "zone":
        return unzoned(name)
    return _french(keyword, name, apostrophe) if language == "fr" else _other(name, language)
