"""Understand the columns of a table, all at once.

Distinct cells are understood once each, so that the cost follows the variety of a column, not its
length. Columns are looked at together: to look at each alone would cost more, in a small table,
than the cells themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from isp_graph.datasets.tables.values import Refusal, dtype_of, is_error_value, reader_of
from isp_graph.schema.tables import Column

_INVISIBLE = "\ufeff\u200b \t\r\n\u00a0\u202f"


@dataclass(frozen=True)
class Understanding:
    """What the cells of some columns mean.

    Attributes
    ----------
    values : dict
        By column name, its values; null where a cell was blank or refused.
    refused : dict
        By column name, for each distinct text that was refused, why.
    distinct : dict
        By column name, the distinct texts of those columns that hold no free text.
    """

    values: dict[str, pl.Series]
    refused: dict[str, dict[str, Refusal]]
    distinct: dict[str, list[str]]


def tidy(cells: pl.DataFrame) -> pl.DataFrame:
    """Strip blanks of every kind, compose accents, and make blank cells null."""
    names = [name for name, dtype in cells.schema.items() if dtype == pl.String]
    if not names:
        return cells
    # Composing is by far the dearest, and ASCII needs none.
    wide = pl.col(names).str.len_bytes() != pl.col(names).str.len_chars()
    any_wide = cells.select(wide.any()).row(0)
    accented = [name for name, found in zip(names, any_wide, strict=True) if found]
    ascii_ = [name for name in names if name not in accented]
    stripped = pl.col(accented).str.strip_chars().str.strip_chars(_INVISIBLE)
    texts = (pl.col(ascii_).str.strip_chars(), stripped.str.normalize("NFC"))
    return cells.with_columns(pl.when(text != "").then(text) for text in texts)


def distinct_texts(cells: pl.DataFrame, names: list[str]) -> dict[str, list[str]]:
    """List the distinct texts of some columns, in no order."""
    if not names:
        return {}
    lists = cells.select(pl.col(names).drop_nulls().unique().implode())
    return dict(zip(names, lists.row(0), strict=True))


def naming_values(cells: pl.DataFrame, columns: Iterable[Column]) -> pl.Series:
    """Give the cells that may name somebody: of personal columns, but for mere numbers and dates.

    Parameters
    ----------
    cells : polars.DataFrame
        Texts by column name; a column may be absent.
    columns : iterable of Column
        Of the table.

    Returns
    -------
    polars.Series
        A number is kept where it identifies a person.
    """
    found = [pl.Series("value", [], dtype=pl.String)]
    for column in columns:
        if column.personal and column.type != "code" and column.name in cells.columns:
            texts = cells[column.name].drop_nulls().alias("value")
            lettered = texts.str.contains(r"\p{L}")
            found.append(texts.filter(lettered) if column.type == "text" else texts)
    return pl.concat(found)


def _errors(cells: pl.DataFrame, names: list[str]) -> dict[str, dict[str, Refusal]]:
    """Find the errors of a spreadsheet, by column."""
    if not names:
        return {}
    texts = pl.col(names)
    like = cells.select((texts.str.starts_with("#") | texts.str.starts_with("Err:")).any())
    suspected = [name for name, found in zip(names, like.row(0), strict=True) if found]
    found = {
        name: {text: Refusal("cell_error", {}) for text in distinct if is_error_value(text)}
        for name, distinct in distinct_texts(cells, suspected).items()
    }
    return {name: lost for name, lost in found.items() if lost}


def understand(
    cells: pl.DataFrame, columns: Iterable[Column], *, errors: bool = True
) -> Understanding:
    """Understand the cells of some columns.

    Parameters
    ----------
    cells : polars.DataFrame
        Tidied cells by column name; null is unknown.
    columns : iterable of Column
        What the schema says of them.
    errors : bool
        Whether some may be errors of a spreadsheet.

    Returns
    -------
    Understanding
    """
    told = list(columns)
    filled = {c.name: c for c in told if cells[c.name].null_count() < cells.height}
    refused = _errors(cells, list(filled)) if errors else {}
    if refused:
        cells = cells.with_columns(
            pl.when(~pl.col(name).is_in(list(lost))).then(pl.col(name)).alias(name)
            for name, lost in refused.items()
        )
    readers = {name: read for name, c in filled.items() if (read := reader_of(c)) is not None}
    distinct = distinct_texts(cells, list(readers))
    changed = []
    for name, texts in distinct.items():
        understood = {text: readers[name](text) for text in texts}
        wrong = {text: value for text, value in understood.items() if isinstance(value, Refusal)}
        if wrong:
            refused[name] = {**wrong, **refused.get(name, {})}
        taken = {text: value for text, value in understood.items() if text not in wrong}
        dtype = dtype_of(filled[name])
        if wrong or dtype != pl.String or any(text != value for text, value in taken.items()):
            meant = pl.Series(list(taken.values()), dtype=dtype)
            given = pl.Series(list(taken), dtype=pl.String)
            changed.append(
                pl.col(name).replace_strict(given, meant, default=None, return_dtype=dtype)
            )
    if changed:
        cells = cells.with_columns(changed)
    values = {c.name: cells[c.name].cast(dtype_of(c)) for c in told}
    return Understanding(values, refused, distinct)
