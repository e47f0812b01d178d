"""A text that was said, and the numbers in it as people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from isp_graph.grammar import FIELD
from isp_graph.grammar.sentences import chosen, forms
from isp_graph.grammar.tables import tables
from isp_graph.texts import catalogue
from tests.texts import VIEWS

HEADED = " (n)"
"""Ends the key of a heading behind which its count stands in brackets."""
NAMES = frozenset(
    (
        *("a", "address", "agent", "around", "b", "by", "code", "command", "commune", "correction"),
        *(
            "dataset",
            "date",
            "day",
            "edition",
            "end",
            "examples",
            "fingerprint",
            "group",
            "id",
            "layer",
        ),
        *("level", "multi", "name", "names", "near", "other", "parts", "path", "plain"),
        *("process", "rows", "sector", "sentence", "sign", "signs", "start", "status", "step"),
        *("step_from", "step_to", "steps", "table", "term", "uri", "user", "value"),
        *("verdict", "version", "what", "where", "who", "why", "zone"),
    )
)
"""Fields that hold words; in any other a number is expected."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def plain(text: str) -> str:
    """Write a text with the typist's apostrophe and ordinary spaces."""
    return re.sub("[\u00a0\u202f\u2009]", " ", text).replace("’", "'")


@cache
def sentences(key: str, language: str) -> tuple[str, ...]:
    """Give the sentences of a text, of which a number chooses if they are several."""
    view, _, name = key.removesuffix(HEADED).partition(".")
    text = catalogue(view)[name][language]
    return tuple(forms(f"{text} ({{n}})" if key.endswith(HEADED) else text))


def every_key() -> frozenset[str]:
    """Give the keys of all texts."""
    return frozenset(f"{view}.{key}" for view in VIEWS for key in catalogue(view))


@cache
def counting_keys() -> frozenset[str]:
    """Give the keys of texts in which a number stands, or decides what is said."""

    def counts(key: str) -> bool:
        told = sentences(key, "en")
        fields = {(name, words) for _, name, words in FIELD.findall("".join(told))}
        return len(told) > 1 or any(name not in NAMES or words for name, words in fields)

    return frozenset(filter(counts, every_key()))


def _in_a_word(forms: Sequence[str], said: str) -> bool:
    """Tell whether a word stands for one, where the other form has the number itself."""
    number = re.compile(r"#|\{(?:n|count)\}")
    return len(forms) == 2 and not number.search(said) and any(map(number.search, forms))


@dataclass(frozen=True)
class Said:
    """A text that was said.

    Attributes
    ----------
    key : str
        ``view.key``.
    language : str
    form : int or None
        Which of its sentences was chosen by a number; None if it has one.
    words : mapping
        What stood in its fields.
    agreed : tuple
        The words that go with a number: its name, all forms, the one that was said.
    text : str
        As it was said.
    """

    key: str
    language: str
    form: int | None
    words: dict[str, str]
    agreed: tuple[tuple[str, tuple[str, ...], str], ...]
    text: str

    def agrees(self, name: str, count: float) -> bool:
        """Tell whether the words that go with a number are those of this one."""
        if name in ("n", "count") and self.form is not None:
            told = sentences(self.key, self.language)
            if _in_a_word(told, told[self.form]) and count != 1:
                return False
            if chosen(told, count, self.language) != told[self.form]:
                return False
        return all(
            chosen(words, count, self.language) == word
            and (count == 1 or not _in_a_word(words, word))
            for own, words, word in self.agreed
            if own == name
        )


def figure(shown: str, language: str) -> tuple[float, float] | None:
    """Read a number as people write it, and half of its last place; None if it is none.

    Examples
    --------
    >>> figure("1 234,5", "fr"), figure("36%", "nl"), figure("n", "en")
    ((1234.5, 0.05), (0.36, 0.005), None)
    """
    text = plain(shown).strip().replace("−", "-").lstrip("≤<+ ")
    scale = 1.0
    for place, size in enumerate(tables()["sizes"][language], 2):
        for word in size.split("|"):
            if text.endswith(f" {word}"):
                text, scale = text.removesuffix(word).strip(), 1000.0**place
    if text.endswith("%"):
        text, scale = text[:-1].strip(), 0.01
    large = re.fullmatch(r"(.+?) × 10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", text)
    if large:
        text, scale = large[1], 10.0 ** int(large[2].translate(_RAISED))
    thousands, decimal = {"fr": (" ", ","), "nl": (".", ","), "en": (",", ".")}[language]
    form = rf"-?(?:\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|\d+)(?:{re.escape(decimal)}\d+)?"
    if not re.fullmatch(form, text):
        return None
    whole, _, decimals = text.replace(thousands, "").partition(decimal)
    value = float(f"{whole}.{decimals}" if decimals else whole)
    half = 0.5 * 10.0 ** -len(decimals) if decimals or scale != 1 else 0.0
    return value * scale, half * scale
