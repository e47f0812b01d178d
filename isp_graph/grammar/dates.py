"""Dates as a reader writes them, alone and behind a preposition; a month or a year may be all."""

from __future__ import annotations

from isp_graph.grammar.tables import tables


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
    month = tables()["months"][language].split()[int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    first = "1er" if language == "fr" and int(parts[2]) == 1 else str(int(parts[2]))
    return f"{first} {month} {parts[0]}"


def dated(keyword: str, value: str, language: str) -> str:
    """Write a date behind the preposition that it takes there.

    Examples
    --------
    >>> [dated("au", date, "fr") for date in ("2015-12-01", "2015-12", "2015")]
    ['au 1er décembre 2015', 'en décembre 2015', 'en 2015']
    """
    whole, partial = tables()["dates"][language][keyword]
    return f"{whole if value.count('-') == 2 else partial}{day(value, language)}"
