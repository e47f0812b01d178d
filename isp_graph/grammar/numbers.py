"""Numbers as a reader of French, Dutch or English writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

_THOUSANDS = {"fr": "\u202f", "nl": ".", "en": ","}
_DECIMAL = {"fr": ",", "nl": ",", "en": "."}
_HALF_UP = Context(prec=400, rounding=ROUND_HALF_UP)  # any float has its digits


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
    >>> number(12345.678, "nl", 1), number(-0.5, "fr", 1), number(0.125, "en", 2)
    ('12.345,7', '-0,5', '0.13')
    """
    # Half a unit is rounded away from zero, as the page does; Python's own goes to the even one.
    rounded = Decimal(value if isinstance(value, int) else float(value))
    if rounded.is_finite():
        rounded = rounded.quantize(Decimal(1).scaleb(-digits), context=_HALF_UP)
    whole, _, decimals = f"{rounded:,.{digits}f}".partition(".")
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
