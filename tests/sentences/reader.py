"""Texts read back from what people read.

Every text is a pattern in each language. A line is one text, or several behind one another; the
pieces in which no text is recognised are quiet if they hold no digit, and a complaint otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from isp_graph.grammar import FIELD
from tests.sentences.said import NAMES, Said, figure, plain, sentences

_BLANK = frozenset(("around", "sentence", "where"))
"""Fields that may hold nothing."""
_SHAPES = {
    "around": ".*?",
    "layer": "[^,.;:]+?",
    "sentence": ".*?",
    "sign": "[?✗⊘→~<1✓]",
    "status": r"\D.*?",
    "step": "[^:,]+?",
    "term": "[^,.;:]+?",
    "terms": ".*?",
    "where": r"(?:(?:,| \().*?)?",
}
"""What a field may hold; anything, if it is not here."""
_WHOLE = frozenset(
    (
        *("address", "command", "dataset", "date", "day", "fingerprint", "path", "rows", "signs"),
        "version",
    )
)
"""Fields in which no other text stands."""
_MIXED = frozenset(("demand", "high", "layers", "low", "organisations", "pairs", "terms", "ties"))
"""Fields that hold a number, or words in which it stands."""
_END = re.compile(r"(?<=[.;:,?·])\s+|(?<=\))(?<!\(s\))(?<!\(en\))\s+|\s*│\s*|\s+(?=[(·])")
"""Where a text may end: shorter pieces are tried first."""
_AROUND = " │;:,·"
_AND_MORE = re.compile(r" (?:et|en|and) (?=\d[\d.,  ]* (?:autres?|andere|more)\b)")
"""Before how many more names there are."""


@dataclass(frozen=True)
class Pattern:
    """One sentence of a text, as what it matches.

    Attributes
    ----------
    key : str
    form : int or None
        Which of the text's sentences it is; None if there is one.
    match : re.Pattern
    words : mapping
        By group, the words that go with a number.
    weight : int
        Letters that always stand there.
    core : str
        The longest part that always stands there.
    """

    key: str
    form: int | None
    match: re.Pattern[str]
    words: dict[str, tuple[str, ...]]
    weight: int
    core: str

    def said(self, piece: str, language: str) -> Said | None:
        """Read a piece as this sentence; None if it is another."""
        found = self.match.fullmatch(piece) if self.core in piece else None
        if found is None:
            return None
        words: dict[str, str] = {}
        agreed = []
        for group, value in found.groupdict().items():
            name = group.rpartition("__")[0]
            if value is None:
                continue  # a number that is said in a word
            if group in self.words:
                agreed.append((name, self.words[group], _unnumbered(value)))
            elif name not in NAMES | _MIXED and figure(value, language) is None:
                return None
            else:
                words.setdefault(name, value.strip())
        return Said(self.key, language, self.form, words, tuple(agreed), piece)


def _unnumbered(words: str) -> str:
    """Write words that go with a number as the text has them."""
    return re.sub(r"\d(?:[\d., ]*\d)?", "#", words)


def _pattern(key: str, form: int | None, sentence: str) -> Pattern:
    parts: list[str] = []
    literals: list[str] = []
    words: dict[str, tuple[str, ...]] = {}
    weight = place = 0
    before = ""

    def literal(text: str) -> None:
        nonlocal weight
        text = plain(text).lstrip() if before in _BLANK else plain(text)
        literals.append(text)
        parts.append(re.escape(text))
        weight += len(text.replace(" ", ""))

    for number, found in enumerate(FIELD.finditer(sentence)):
        literal(sentence[place : found.start()])
        _, name, forms = found.groups()
        group = f"{name}__{number}"
        if forms is None:
            parts.append(f"(?P<{group}>{_SHAPES.get(name, '.+?')})")
        else:
            words[group] = tuple(map(plain, forms.split("|")))
            weight += min(map(len, words[group]))
            options = (
                re.escape(each).replace(r"\#", rf"(?P<{name}__{number}_{at}>\d[\d., ]*)")
                for at, each in enumerate(words[group])
            )
            parts.append(f"(?P<{group}>{'|'.join(options)})")
        place, before = found.end(), name
    literal(sentence[place:])
    match = re.compile("".join(parts), re.DOTALL)
    return Pattern(key, form, match, words, weight, max(literals, key=len))


@cache
def _patterns(language: str, keys: frozenset[str]) -> tuple[Pattern, ...]:
    found = []
    for key in keys:
        forms = sentences(key, language)
        for form, sentence in enumerate(forms):
            found.append(_pattern(key, form if len(forms) > 1 else None, sentence.strip(_AROUND)))
    return tuple(each for each in found if each.weight > 1)


def _bare(piece: str) -> str:
    """Give what stands between brackets, or behind a bullet."""
    if piece.startswith("("):
        return piece.rstrip(_AROUND)[1:].removesuffix(")")
    return re.sub(r"^[-→] ", "", piece.strip(_AROUND))


INNER = {
    "homophily.known_in": "names",
    "pathways.outside_more": "who",
    "pathways.outside_who": "who",
}
"""Texts that stand in a field of another alone, and in which; elsewhere they mean nothing."""


class Reader:
    """Reads lines as texts of a language.

    Parameters
    ----------
    language : {'fr', 'nl', 'en'}
    keys : collection of str
        Keys of the texts to be recognised.
    views : tuple of str
        Of two texts of the same words, those of these views are meant.
    """

    def __init__(self, language: str, keys: Collection[str], views: tuple[str, ...] = ()) -> None:
        self.language = language
        self._patterns = sorted(
            _patterns(language, frozenset(keys)),
            key=lambda each: (-each.weight, not each.key.startswith(views), each.key),
        )

    def one(self, piece: str, field: str = "") -> Said | None:
        """Read a piece as one text."""
        for pattern in self._patterns:
            if INNER.get(pattern.key, field) == field:
                said = pattern.said(piece, self.language)
                if said is not None:
                    return said
        return None

    def line(self, line: str, field: str = "") -> Iterator[Said | str]:
        """Read a line, or a field: the texts in it, and pieces with digits that are no text."""
        rest = plain(line).strip()
        while rest:
            ends = [*(found.span() for found in _END.finditer(rest)), (len(rest), len(rest))]
            for end, after in ends:
                pieces = (rest[:end].strip(_AROUND), _bare(rest[:end]))
                said = self.one(pieces[0], field) or self.one(pieces[1], field)
                if said is not None:
                    yield said
                    yield from self.within(said)
                    rest = rest[after:]
                    break
            else:
                end, after = ends[0]
                if re.search(r"\d", rest[:end]):
                    yield rest[:end]
                rest = rest[after:]
            rest = rest.lstrip(_AROUND)

    def within(self, said: Said) -> Iterator[Said | str]:
        """Read what fills the fields of a text, where that is no number."""
        for name, value in said.words.items():
            number = figure(value, self.language) is not None
            if name not in _WHOLE and not number and re.search(r"\d", value):
                yield from self.line(_AND_MORE.sub(", ", value), name)
