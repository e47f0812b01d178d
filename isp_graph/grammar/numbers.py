"""Numbers as a reader of French, Dutch or English writes them."""

from __future__ import annotations

_THOUSANDS = {"fr": "\u202f", "nl": ".", "en": ","}
_DECIMAL = {"fr": ",", "nl": ",", "en": "."}


def number(value: float, language: str, digits: int = 0) -> str:
    """Write a number.

    Parameters
    ----------
    value : float
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
