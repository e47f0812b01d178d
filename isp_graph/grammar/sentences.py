"""Fill the fields of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.grammar.dates import dated
from isp_graph.grammar.names import preceded
from isp_graph.grammar.numbers import number
from isp_graph.grammar.tables import tables

FIELD = re.compile(r"\{(?:([^\W\d_]+(?: [^\W\d_]+)?) )?(\w+)(?::([^{}]*))?\}")
"""A field: what stands before it, its name, and the words that go with its number."""
_NUMBER = re.compile(r"#|\{(?:n|count)\}")
_BAR = re.compile(r"\|(?![^{}]*\})")


def joined(names: Sequence[str], language: str) -> str:
    """Join names by commas and an "and".

    Examples
    --------
    >>> joined(["A", "B", "C"], "nl")
    'A, B en C'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {tables()['and'][language]} {names[-1]}"


def chosen(forms: Sequence[str], count: float | str, language: str) -> str:
    """Choose the words that go with a number: one and several, or none, one and several.

    Examples
    --------
    >>> chosen(["pair", "pairs"], 0, "en"), chosen(["paire", "paires"], 0, "fr")
    ('pairs', 'paire')
    >>> chosen(["une seule", "#"], 0, "fr"), chosen(["Un seul suit", "{n} suivent"], 1, "fr")
    ('#', 'Un seul suit')
    """
    if isinstance(count, str):
        count = {"0": 0, "1": 1}.get(count, 2)  # written already
    if len(forms) == 3 and count == 0:
        return forms[0]
    # French says "0 organisation", but "une seule" is one: it stands where the number does not.
    worded = not _NUMBER.search(forms[0]) and _NUMBER.search(forms[-1])
    one = abs(count) < 2 if language == "fr" and not worded else abs(count) == 1
    return forms[-2] if one and len(forms) > 1 else forms[-1]


def sized(value: int, language: str) -> str | None:
    """Write a large number in words of size, to three digits.

    Parameters
    ----------
    value : int

    Returns
    -------
    str or None
        None below a million, and where no word is large enough.

    Examples
    --------
    >>> sized(92_492_400, "fr"), sized(1_089_540, "fr"), sized(2 * 10**9, "nl")
    ('92,5 millions', '1,09 million', '2 miljard')
    >>> sized(999_999_999, "en"), sized(999_999, "en"), sized(10**15, "en")
    ('1 billion', None, None)
    """
    words = tables()["sizes"][language]
    for place, word in enumerate(words):
        unit = 1000 ** (place + 2)
        if unit <= abs(value) < 1000 * unit:
            digits = 2 - (len(str(abs(value) // unit)) - 1)
            whole = (2 * abs(value) * 10**digits + unit) // (2 * unit)
            if whole == 1000 and place + 1 < len(words):  # rounded up to the next word
                return sized(1000 * unit * (1 if value > 0 else -1), language)
            amount = whole / 10**digits * (1 if value > 0 else -1)
            shown = next(d for d in range(digits + 1) if whole % 10 ** (digits - d) == 0)
            return f"{number(amount, language, shown)} {chosen(word.split('|'), amount, language)}"
    return None


def forms(sentence: str) -> list[str]:
    """Give the sentences among which a number chooses.

    Examples
    --------
    >>> forms("One {n:pair|pairs}|Some")
    ['One {n:pair|pairs}', 'Some']
    """
    return _BAR.split(sentence)


def filled(sentence: str, language: str, values: Mapping[str, Any], apostrophe: str = "'") -> str:
    """Fill the fields of a sentence, and make its number grammatical.

    Parameters
    ----------
    sentence : str
        With fields, as the package describes them.
    values : mapping
        Numbers as numbers, finite ones; dates as they stand in a table, lists as lists.
    apostrophe : str
        What a dropped vowel leaves: the typist's or the printer's.

    Returns
    -------
    str

    Examples
    --------
    >>> filled("{n} {n:lien|liens} {de name}", "fr", {"n": 1, "name": "Actiris"})
    "1 lien d'Actiris"
    >>> filled("{n:une seule|#} des {all} paires", "fr", {"n": 1, "all": 1200}).replace(
    ...     "\u202f", " "
    ... )
    'une seule des 1 200 paires'
    >>> filled("One pair|{n} pairs", "en", {"n": 1200})
    '1,200 pairs'
    >>> filled("siège {à la boards}", "fr", {"boards": ["Comité A", "Table B"]})
    'siège au Comité A et à la Table B'
    """
    told = forms(sentence)
    if len(told) > 1:
        sentence = chosen(told, values["n"] if "n" in values else values["count"], language)

    def field(found: re.Match[str]) -> str:
        keyword, name, words = found.groups()
        value = values[name]
        if words is not None:
            return chosen(words.split("|"), value, language).replace("#", written(None, value))
        each = value if isinstance(value, (list, tuple)) else [value]
        return joined([written(keyword, entry) for entry in each], language)

    def written(keyword: str | None, value: Any) -> str:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return number(value, language, 0 if value == int(value) else 2)
        if keyword is None:
            return str(value)
        if keyword in tables()["dates"][language]:
            return dated(keyword, value, language)
        return preceded(keyword, value, language, apostrophe)

    return FIELD.sub(field, sentence)
