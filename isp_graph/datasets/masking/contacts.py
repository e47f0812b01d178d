"""Find texts that hold a way to reach somebody, or a number that stands for one person.

Looked for are e-mail addresses, telephone numbers and numbers of the Belgian national register,
as people write them. Periods of two dates, and the numbers of the Belgian register of
enterprises, look like telephone numbers and are none.
"""

from __future__ import annotations

import polars as pl

_AT = r"(?:@|\s?[(\[]\s?(?:@|at|arobase|apenstaartje)\s?[)\]]\s?)"
_EMAIL = rf"(?i)[\p{{L}}\p{{N}}]{_AT}[\p{{L}}\p{{N}}-]+(?:\.[\p{{L}}\p{{N}}-]+)+"
# Year, month (more by 20 or 40 for whoever is not in the register), day; order; check.
_NATIONAL = r"\b\d\d[. /-]?(?:[024]\d|[135][0-2])[. /-]?[0-3]\d(?:[. /-]| - )?\d{3}[. /-]?\d\d\b"
_DATE = r"\b(?:\d{1,2}[./-]){1,2}(?:19|20)\d\d\b"
_ABROAD = r"(?:\+|\b00) ?[1-9]\d{0,2}(?:[ ./-]?\(0\))?(?:[ ./-]{0,2}\d){6,12}\b"
_HERE = r"\b0[1-9](?:[ ./-]?\)?[ ./-]?\d){7,8}\b"
_ENTERPRISE = r"^0\d{3}(?:\.\d{3}\.\d{3}|\d{6})$"
_MOBILE = r"^04[5-9]\d{7}$"


def _here(texts: pl.Series) -> pl.Series:
    """Tell which texts hold a telephone number without the code of a country."""
    bare = pl.DataFrame({"text": pl.int_range(texts.len(), eager=True), "number": texts})
    bare = bare.with_columns(pl.col("number").str.replace_all(_DATE, " … "))
    bare = bare.with_columns(pl.col("number").str.extract_all(_HERE))
    found = bare.explode("number", empty_as_null=False, keep_nulls=False)
    digits = pl.col("number").str.replace_all(r"\D", "")
    check = 97 - digits.str.slice(0, 8).cast(pl.Int64) % 97
    enterprise = (
        pl.col("number").str.contains(_ENTERPRISE)
        & ~pl.col("number").str.contains(_MOBILE)
        & (check == digits.str.slice(8).cast(pl.Int64, strict=False))
    )
    return bare["text"].is_in(found.filter(~enterprise)["text"].unique().implode())


def holding_contacts(texts: pl.Series) -> pl.Series:
    """Tell which texts hold an e-mail address, a telephone number or a national number.

    Parameters
    ----------
    texts : polars.Series
        None of them null.

    Returns
    -------
    polars.Series
        True or false for each.

    Examples
    --------
    >>> told = ["j@exemple.be", "0499 00 00 00", "40.01.01-001.33", "2015", "0456.789.133"]
    >>> holding_contacts(pl.Series(told)).to_list()
    [True, True, True, False, False]
    """
    plain = texts.str.replace_all("[\u00a0\u202f]", " ").str.replace_all("[‐‑‒–]", "-")
    sure = plain.str.contains(rf"{_EMAIL}|{_NATIONAL}|{_ABROAD}")
    maybe = (~sure & plain.str.contains(_HERE)).arg_true()
    return sure.scatter(maybe, _here(plain.gather(maybe))) if maybe.len() else sure
