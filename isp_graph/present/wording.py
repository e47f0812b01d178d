"""Sentences as the page says them, numbers and dates as a reader writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from isp_graph.grammar import LANGUAGES, day, filled, joined, number, percent
from isp_graph.results import Result
from isp_graph.texts import catalogue

__all__ = ["day", "listed", "method_words", "number", "percent", "printed", "say"]


def printed(text: str) -> str:
    """Write a text for a page: with the printer's apostrophe, where a terminal has the typist's.

    Examples
    --------
    >>> printed("l'une")
    'l’une'
    """
    return text.replace("'", "’")


def say(key: str, language: str, count: float | None = None, **values: Any) -> str:
    """Give a sentence of the page, its numbers written and its number grammatical.

    Parameters
    ----------
    key : str
        Key in ``report.toml``, or ``view.key``. ``a|b`` there is singular and plural.
    count : float, optional
        What decides the number; it fills ``{n}``.
    **values
        What other braces stand for; integers are written as numbers.

    Returns
    -------
    str

    Examples
    --------
    >>> say("count_organisations", "fr", 0), say("count_organisations", "en", 0)
    ('0 organisation', '0 organisations')
    """
    view, _, name = key.rpartition(".")
    told = values if count is None else values | {"n": count}
    return filled(catalogue(view or "report")[name][language], language, told, "’")


def listed(names: Sequence[str], language: str, limit: int = 3) -> str:
    """Join names with commas and an "and", telling how many more there are.

    Examples
    --------
    >>> listed(["A", "B", "C", "D"], "en")
    'A, B, C and 1 more'
    """
    shown = list(names[:limit])
    if len(names) > limit:
        shown.append(say("and_others", language, len(names) - limit))
    return joined(shown, language)


def method_words(result: Result) -> list[str]:
    """Say how a result was computed, in each language, for a page; nothing of a plain reading."""
    said = [result.method_in(language) for language in LANGUAGES]
    return [printed(sentence) for sentence in said if sentence is not None]
