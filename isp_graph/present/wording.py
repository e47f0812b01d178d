"""Numbers, dates and sentences as a reader of French, Dutch or English writes them."""

from __future__ import annotations

from typing import Any

from isp_graph.present.texts import catalogue, text

_THOUSANDS = {"fr": "\u202f", "nl": ".", "en": ","}
_DECIMAL = {"fr": ",", "nl": ",", "en": "."}


def number(value: float, language: str, digits: int = 0) -> str:
    """Write a number.

    Parameters
    ----------
    value : float
    language : {'fr', 'nl', 'en'}
    digits : int
        Decimals to keep.

    Returns
    -------
    str

    Examples
    --------
    >>> number(12345.678, "nl", 1), number(-0.5, "fr", 1)
    ('12.345,7', '-0,5')
    """
    whole, _, decimals = f"{value:,.{digits}f}".partition(".")
    whole = whole.replace(",", _THOUSANDS[language])
    return f"{whole}{_DECIMAL[language]}{decimals}" if decimals else whole


def percent(share: float, language: str) -> str:
    """Write a share as a percentage, without decimals.

    Examples
    --------
    >>> percent(0.256, "en"), percent(0.256, "nl")
    ('26%', '26%')
    """
    return number(100 * share, language) + ("\u202f%" if language == "fr" else "%")


def day(value: str, language: str) -> str:
    """Write a date, which may be no more than a year or a month.

    Examples
    --------
    >>> day("2015-02-09", "fr"), day("2012-10", "en"), day("1992", "nl")
    ('9 février 2015', 'October 2012', '1992')
    """
    parts = value.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return value
    month = text("report.months", language).split()[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    first = "1er" if language == "fr" and int(parts[2]) == 1 else str(int(parts[2]))
    return f"{first} {month} {parts[0]}"


def say(key: str, language: str, count: float | None = None, **values: Any) -> str:
    """Give a sentence of the page, its numbers written and its number grammatical.

    Parameters
    ----------
    key : str
        Key in ``report.toml``, or ``view.key``. ``a|b`` there is singular and plural.
    language : {'fr', 'nl', 'en'}
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
    template = catalogue(view or "report")[name][language]
    told = {
        each: number(value, language) if isinstance(value, int) else value
        for each, value in values.items()
    }
    if count is not None:
        single, _, several = template.partition("|")
        one = count < 2 if language == "fr" else count == 1
        template = single if one or not several else several
        told["n"] = number(count, language)
    return template.format(**told)
