"""How a name is written: titles, given names, initials, particles, family names.

Lists write one name in many ways: ``Marie-Claire Modèle``, ``MODÈLE Marie-Claire``, ``Modèle,
M.-C.``, ``Mme M.C. Modèle ép. Fictif``. Where the way of writing tells which words are the
family name (capitals, a comma, initials, a particle), there is one *reading*; where it does not,
each possible one is kept, with how plausible it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from isp_graph.questions.people.words import (
    ELISION,
    WORD,
    begins_family,
    folded,
    is_initials,
    is_loud,
    is_particle,
    is_title,
    letters,
    words_of_names,
)

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_DIGITS = re.compile(r"\d+", re.ASCII)
_ROMAN = ("II", "III", "IV")
_MOST_WORDS = 12
_DOUBTFUL_TITLE = "m"
_SHORTEST_NAME = 2
_SHORTEST_PART = 4

Given = tuple[tuple[str, bool], ...]
"""Given names in order: what is written, and whether it is an initial or an abbreviation."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to tell given names from the family name.

    Attributes
    ----------
    given : tuple of (str, bool)
        Folded given names, each with whether it is shortened.
    family : str
        Folded family name without particles, its words run together; never blank.
    particles : str
        Its particles, run together.
    family_first : bool
        Whether the family name is written first.
    prior : float
        From 0 to 1, how plausible the reading is; 1 for the most plausible.
    others : frozenset of str
        Other family names: parts of a double one, by marriage, by birth.
    """

    given: Given
    family: str
    particles: str
    family_first: bool
    prior: float = 1.0
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, and what it may mean.

    Attributes
    ----------
    text : str
    readings : tuple of Reading
        The most plausible first; empty where nothing in it is a name.
    sex : {'woman', 'man', None}
        As a title tells.
    generation : {'older', 'younger', None}
    numbers : tuple of int
        By which the source tells namesakes apart: “… 1”, “… (2)”, “… III”.
    titled, accented : bool
        Whether titles were put aside; whether accents were.
    """

    text: str
    readings: tuple[Reading, ...]
    sex: str | None = None
    generation: str | None = None
    numbers: tuple[int, ...] = ()
    titled: bool = False
    accented: bool = False


def _shortened(token: str) -> Given:
    plain = folded(token)
    parts = WORD.findall(plain) if "." in token or "-" in token else plain
    return tuple((part, True) for part in parts)


def _full(tokens: Sequence[str]) -> Given:
    """Read words as given names; a hyphen joins two."""
    found: list[tuple[str, bool]] = []
    for token in tokens:
        if is_initials(token):
            found += _shortened(token)
        else:
            found += [(part, False) for part in WORD.findall(folded(token))]
    return tuple(found)


def _family(tokens: Sequence[str]) -> tuple[str, str, frozenset[str]]:
    """Give the core of a family name, its particles, and the parts of a double one."""
    core: list[str] = []
    particles: list[str] = []
    for token in tokens:
        plain = folded(token)
        elided = ELISION.match(plain)
        if is_particle(token):
            particles.append(letters(token))
        elif elided:
            particles.append(elided[1])
            core.append(plain[elided.end() :])
        else:
            core.append(plain)
    if not core:  # somebody called De, or Ben
        return "".join(particles), "", frozenset()
    whole = "".join(map(letters, core))
    parts = {letters(part) for words in core for part in words.split("-")}
    telling = frozenset(part for part in parts if len(part) >= _SHORTEST_PART and part != whole)
    return whole, "".join(particles), telling


def _reading(
    given: Given, family: Sequence[str], prior: float, *, family_first: bool
) -> Reading | None:
    core, particles, parts = _family(family)
    if len(core) < _SHORTEST_NAME:
        return None
    return Reading(given, core, particles, family_first, prior, parts)


Split = tuple[list[str], list[str], bool]
"""Words of the given names, words of the family name, and whether these come first."""


def _by_capitals(tokens: list[str]) -> Split | None:
    """Tell given names from a family name in capitals; its particles may be in small letters."""
    loud = [is_loud(token) for token in tokens]
    quiet = [
        place
        for place, token in enumerate(tokens)
        if not loud[place] and not is_initials(token) and not is_particle(token)
    ]
    initial = [place for place, token in enumerate(tokens) if is_initials(token)]
    if not any(loud) or not (quiet or initial):
        return None
    family = [place for place, is_loud in enumerate(loud) if is_loud]
    first, last = family[0], family[-1]
    while first > 0 and is_particle(tokens[first - 1]):
        first -= 1
    if any(first <= place <= last for place in (*quiet, *initial)):
        return None
    return tokens[:first] + tokens[last + 1 :], tokens[first : last + 1], first == 0


def _by_initials(tokens: list[str]) -> Split | None:
    """Tell initials at one end from the family name beside them."""
    shortened = [is_initials(token) for token in tokens]
    if not any(shortened) or all(shortened):
        return None
    if shortened[0]:
        end = shortened.index(False)
        if not any(shortened[end:]):
            return tokens[:end], tokens[end:], False
    if shortened[-1]:
        begin = len(tokens) - shortened[::-1].index(False)
        if not any(shortened[:begin]):
            return tokens[begin:], tokens[:begin], True
    return None


def _by_particle(tokens: list[str]) -> list[Reading | None]:
    """Read a name with a particle: what stands before it is given, all that follows is family."""
    at = next((place for place, token in enumerate(tokens) if begins_family(token)), None)
    if at is None:
        return []
    if at > 0:
        return [_reading(_full(tokens[:at]), tokens[at:], 1.0, family_first=False)]
    begin = next((place for place, token in enumerate(tokens) if not is_particle(token)), 0)
    ends = range(begin + 1, len(tokens))
    return [
        _reading(
            _full(tokens[end:]), tokens[:end], 1.0 if end == begin + 1 else 0.9, family_first=True
        )
        for end in ends
    ] or [
        # Van Fictief without a given name, or Ben Fictief
        _reading(_full(tokens[:1]), tokens[1:], 1.0, family_first=False),
        _reading((), tokens, 0.95, family_first=True),
    ]


def _either_order(tokens: list[str]) -> list[Reading | None]:
    """Read a name of which nothing tells what is the family name."""
    if len(tokens) == 1:
        return [_reading((), tokens, 1.0, family_first=True)]
    found = []
    for cut in range(len(tokens) - 1, 0, -1):
        usual = 1.0 if cut == len(tokens) - 1 else 0.97
        given, family = _full(tokens[:cut]), tokens[cut:]
        found.append(_reading(given, family, usual, family_first=False))
        given, family = _full(tokens[-cut:]), tokens[:-cut]
        found.append(_reading(given, family, 0.95 * usual, family_first=True))
    return found


def _readings(tokens: list[str]) -> list[Reading | None]:
    split = _by_capitals(tokens) or _by_initials(tokens)
    if split is None:
        return _by_particle(tokens) or _either_order(tokens)
    given, family, first = split
    found = [_reading(_full(given), family, 1.0, family_first=first)]
    if not given:
        return found
    if folded(given[0]).rstrip(".") == _DOUBTFUL_TITLE:  # “M. Modèle”: Michel, or Monsieur
        found.append(_reading(_full(given[1:]), family, 0.9, family_first=first))
    if not first and len(family) > 1 and is_initials(given[-1]) and not begins_family(family[0]):
        # “J. Marc Modèle”: a second given name may be written out.
        longer = _full([*given, *family[:-1]])
        found.append(_reading(longer, family[-1:], 0.97, family_first=False))
    return found


def _without_titles(tokens: list[str]) -> tuple[list[str], str | None, bool]:
    titles = words_of_names()["titles"]
    sex, titled = None, False
    shouted = all(token.isupper() for token in tokens)
    kept: list[str] = []
    for place, token in enumerate(tokens):
        plain = folded(token).strip(".")
        kind = next((key for key, words in titles.items() if plain in words), None)
        rest = len(tokens) - place - 1 + len(kept)
        # M. before initials alone and a family name may be Monsieur or Michel: a reading of each.
        doubtful = plain == _DOUBTFUL_TITLE and all(
            is_initials(other) or is_particle(other) or (not kept and rest < 2)
            for other in tokens[place + 1 : -1]
        )
        # Jan De Ridder and RIDDER Jan bear no title: one stands first, or is abbreviated.
        named = (is_loud(token) and not shouted) or (kept and ("." not in token or len(plain) < 2))
        if kind is None or rest < 1 or doubtful or named:
            kept.append(token)
            continue
        titled = True
        sex = kind if kind != "any" else sex
    return kept, sex, titled


def _tokens(text: str) -> list[str]:
    spaced = re.sub(r"\.(?=[^\W\d_]{2,}[^.\w-])|\.(?=[^\W\d_]{4,})", ". ", text)
    found = [token.strip('"“”«»;:/') for token in spaced.split()]
    return [token for token in found if WORD.search(token)][:_MOST_WORDS]


def parse(text: str) -> Name:
    """Read a name, however it is written.

    Parameters
    ----------
    text : str

    Returns
    -------
    Name

    Examples
    --------
    >>> parse("MODÈLE Marie-Claire").readings[0].given
    (('marie', False), ('claire', False))
    >>> [
    ...     (read.given, read.family, read.particles)
    ...     for read in parse("baron E. de Fictief").readings
    ... ]
    [((('e', True),), 'fictief', 'de')]
    >>> [(read.given[0][0], read.family) for read in parse("Jan Modele").readings]
    [('jan', 'modele'), ('modele', 'jan')]
    """
    plain = _BRACKETS.sub(" ", text.translate(_APOSTROPHES).translate(_HYPHENS))
    before, comma, after = re.sub(r"\s*-\s*", "-", plain).partition(",")
    if comma and all(is_title(token) for token in _tokens(after)):
        before, comma = f"{after} {before}", ""  # “Jan Modèle, ir.”
    numbers = tuple(int(digits) for digits in _DIGITS.findall(text))
    tokens, sex, titled = _without_titles(_tokens(after if comma else before))
    family, told, more = _without_titles(_tokens(before)) if comma else ([], None, False)
    generation = _take_generation(tokens) or _take_generation(family)
    numbers += _take_roman(tokens) or _take_roman(family)
    others = _take_married(tokens) | _take_married(family)
    found = _readings(tokens) if tokens else []
    if family:
        found = [_reading(_full(tokens), family, 1.0, family_first=True)]
    kept = dict.fromkeys(reading for reading in found if reading is not None)
    readings = [
        replace(reading, others=reading.others | others) if others else reading for reading in kept
    ]
    return Name(
        text,
        tuple(sorted(readings, key=lambda reading: -reading.prior)),
        told or sex,
        generation,
        numbers,
        titled or more,
        folded(text) != text.casefold(),
    )


def _take_generation(tokens: list[str]) -> str | None:
    """Take the last word away where it tells the older from the younger."""
    last = folded(tokens[-1]).strip(".") if len(tokens) > 1 else ""
    for key, known in words_of_names()["generation"].items():
        if last in known:
            tokens.pop()
            return key
    return None


def _take_roman(tokens: list[str]) -> tuple[int, ...]:
    """Take the last word away where it is a Roman number; shorter ones may be initials."""
    if len(tokens) > 1 and tokens[-1] in _ROMAN:
        return (_ROMAN.index(tokens.pop()) + 2,)
    return ()


def _take_married(tokens: list[str]) -> frozenset[str]:
    """Take away what stands behind “épouse” and its like; give the family names in it."""
    for place, token in enumerate(tokens):
        if place and folded(token).strip(".") in words_of_names()["marriage"]["words"]:
            core, _, parts = _family(tokens[place + 1 :])
            del tokens[place:]
            return frozenset({core, *parts} - {""})
    return frozenset()
