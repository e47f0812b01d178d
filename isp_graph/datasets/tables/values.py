"""Understand one text cell as what its column holds.

Dates keep the precision that was given (``1988``, ``1988-05``, ``1988-05-03``): a partial date
*means* its first day, and is not made to look more precise than it is.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import polars as pl

from isp_graph.schema.tables import Column
from isp_graph.schema.vocabulary import VOCABULARIES

FIRST_YEAR, LAST_YEAR = 1800, 2100

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?)?"
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?" + _TIME)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ](\d{4})" + _TIME)
_WHOLE = re.compile(r"[+-]?\d+(?:[.,]0{1,2})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_BOTH = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_SPACES = re.compile(r"[ \u00a0\u202f'’]")
_YES = frozenset(["yes", "y", "oui", "o", "ja", "j", "true", "vrai", "waar", "1", "x"])
_NO = frozenset(["no", "n", "non", "nee", "false", "faux", "onwaar", "0"])
_INT64, _LONGEST = 2**63, 40
# What spreadsheets show in place of a value, in English, French and Dutch. Text exported from
# them holds it too, as it holds the #### of a column too narrow for its number.
_ERROR_VALUE = re.compile(
    r"#(?:N/[ABD]|REF ?!|VERW!|(?:DIV|DEEL)/0 ?!|(?:NAME|NOM|NAAM) ?\?|(?:VALUE|VALEUR|WAARDE) ?!"
    r"|(?:NUM|NOMBRE|GETAL) ?!|(?:NULL?|LEEG) ?!|(?:SPILL|CALC|ERROR)!|GETTING_DATA|#{2,})"
    r"|Err:\d{3}"
)
ERROR_MARKS = (b"#", b"Err:")
"""How the errors of a spreadsheet begin."""
_FULL = len("2015-03-31")


@dataclass(frozen=True)
class Refusal:
    """Why a cell was not taken: a finding code, and what its sentence names."""

    code: str
    details: dict[str, str]


Understood = Any | Refusal

_NAMES = {
    "integer": ("un nombre entier", "een geheel getal", "a whole number"),
    "number": ("un nombre", "een getal", "a number"),
    "date": (
        "une date telle que 31/03/2015",
        "een datum zoals 31/03/2015",
        "a date such as 31/03/2015",
    ),
    "flag": ("oui ou non", "ja of nee", "yes or no"),
}


def _bad_type(kind: str) -> Refusal:
    french, dutch, english = _NAMES[kind]
    return Refusal("bad_type", {"kind_fr": french, "kind_nl": dutch, "kind_en": english})


def is_error_value(text: str) -> bool:
    """Tell whether a cell holds an error of the spreadsheet, and no value.

    Examples
    --------
    >>> is_error_value("#N/A"), is_error_value("#VALEUR!"), is_error_value("#1")
    (True, True, False)
    """
    return _ERROR_VALUE.fullmatch(text) is not None


def first_day(text: str) -> datetime.date:
    """Give the day that a date of any precision means: its first.

    Examples
    --------
    >>> first_day("2015-03"), first_day("1988")
    (datetime.date(2015, 3, 1), datetime.date(1988, 1, 1))
    """
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def understand_date(text: str) -> Understood:
    """Read a date: ISO, partial, or day first.

    Parameters
    ----------
    text : str
        A cell without surrounding blanks.

    Returns
    -------
    str or Refusal
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as precise as given.

    Examples
    --------
    >>> understand_date("31/03/2015"), understand_date("03/2015"), understand_date("2015")
    ('2015-03-31', '2015-03', '2015')
    """
    if len(text) == _FULL and text[4] == text[7] == "-":
        with suppress(ValueError):
            if FIRST_YEAR <= datetime.date.fromisoformat(text).year <= LAST_YEAR:
                return text
    match = _ISO.fullmatch(text)
    if match:
        year, month, day = match.groups()
    else:
        match = _DAY_FIRST.fullmatch(text)
        if not match:
            return _bad_type("date")
        day, month, year = match.groups()
    canonical = "-".join(
        f"{int(part):0{4 if part is year else 2}d}" for part in (year, month, day) if part
    )
    try:
        moment = first_day(canonical)
    except ValueError:
        return _bad_type("date")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return Refusal("implausible_year", {})
    return canonical


def _number(text: str) -> float | None:
    if _GROUPED.fullmatch(text):
        text = _SPACES.sub("", text)
    elif _BOTH.fullmatch(text):
        text = text.replace(".", "")
    if not _DECIMAL.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if math.isfinite(value) else None


def maybe_thousands(text: str) -> bool:
    """Tell whether the point of a number may be one of thousands.

    Examples
    --------
    >>> maybe_thousands("12.000"), maybe_thousands("1.5"), maybe_thousands("0.125")
    (True, False, False)
    """
    return _THOUSANDS.fullmatch(text) is not None


def _in_range(value: float, column: Column) -> Understood:
    low, high = column.low, column.high
    if (low is not None and value < low) or (high is not None and value > high):
        bounds = f"{'' if low is None else f'{low:g}'}…{'' if high is None else f'{high:g}'}"
        return Refusal("implausible_number", {"other": bounds})
    return value


def _understand_number(text: str, column: Column) -> Understood:
    value = _number(text)
    return _bad_type("number") if value is None else _in_range(value, column)


def _understand_integer(text: str, column: Column) -> Understood:
    # "1.200" may be a thousand two hundred or one and a fifth: it is refused, not guessed.
    if _GROUPED.fullmatch(text):
        text = _SPACES.sub("", text)
    if not _WHOLE.fullmatch(text):
        return _bad_type("integer")
    whole = re.split("[.,]", text)[0]
    if len(whole) > _LONGEST or abs(int(whole)) >= _INT64:
        return Refusal("implausible_number", {"other": "…"})
    return _in_range(int(whole), column)


def _understand_flag(text: str) -> Understood:
    word = text.casefold()
    if word in _YES:
        return True
    return False if word in _NO else _bad_type("flag")


def _understand_code(text: str, column: Column) -> Understood:
    vocabulary = VOCABULARIES[column.vocabulary or ""]
    code = vocabulary.recognise(text)
    if code is not None:
        return code
    reserved = text.casefold() in vocabulary.reserved
    return Refusal("reserved_name" if reserved else "not_in_vocabulary", {})


_DTYPES: dict[str, Any] = {"integer": pl.Int64, "number": pl.Float64, "flag": pl.Boolean}


def dtype_of(column: Column) -> Any:
    """Give the polars type in which a column is kept; dates are text of their precision."""
    return _DTYPES.get(column.type, pl.String)


def reader_of(column: Column) -> Callable[[str], Understood] | None:
    """Give what reads a cell of a column; None where its texts are kept as they are."""
    readers: dict[str, Callable[[str], Understood]] = {
        "date": understand_date,
        "number": lambda text: _understand_number(text, column),
        "integer": lambda text: _understand_integer(text, column),
        "flag": _understand_flag,
        "code": lambda text: _understand_code(text, column),
    }
    return readers.get(column.type)
