"""One raw table into typed columns: cells understood, required ones present, keys unique.

What cannot be taken is a finding. A row is set aside where its key is missing or doubled, or a
required cell is blank or refused; any other refused cell becomes unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from isp_graph.datasets.tables.columns import naming_values, tidy, understand
from isp_graph.datasets.tables.header import match_header
from isp_graph.datasets.tables.raw import ROW, RawTable
from isp_graph.datasets.tables.values import Refusal, dtype_of, maybe_thousands
from isp_graph.schema.findings import ASIDE, Finding, finding
from isp_graph.schema.naming import nearest
from isp_graph.schema.tables import SCHEMA, Column, Table
from isp_graph.schema.vocabulary import VOCABULARIES

_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
_FORMULA = r"^(?:[=@]|[+-][A-Za-z(])"
# What UTF-8 looks like when it was read as Windows-1252, and the sign of a lost character.
_MOJIBAKE = r"[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|\ufffd"
_SUSPICIONS = {
    "control_characters": _CONTROL,
    "formula_text": _FORMULA,
    "mojibake": _MOJIBAKE,
}
_TEXTUAL = ("key", "reference", "references", "text")


@dataclass(frozen=True)
class TypedTable:
    """A table whose cells are understood, before its references are followed.

    Attributes
    ----------
    table : Table
        Its declaration.
    file : str
        File or sheet, as findings name it.
    frame : polars.DataFrame
        All columns of the schema, and ``_row``; only rows not set aside.
    records : int
        Non-blank records in the file.
    findings : tuple of Finding
    personal : polars.DataFrame
        Personal cells and ``_row`` of every record, also of those set aside; empty where the
        table has none.
    """

    table: Table
    file: str
    frame: pl.DataFrame
    records: int
    findings: tuple[Finding, ...]
    personal: pl.DataFrame = field(default_factory=pl.DataFrame)

    def named(self) -> set[str]:
        """Give all personal values of the file."""
        return set(naming_values(self.personal, self.table.columns))

    def withheld(self) -> set[str]:
        """Give the personal values of records, or of cells, that are not in the frame."""
        found: set[str] = set()
        # Rows only ever leave the frame: as many are the same ones.
        if self.personal.height not in (0, self.frame.height):
            aside = self.personal.filter(~pl.col(ROW).is_in(self.frame[ROW].implode()))
            found.update(naming_values(aside, self.table.columns))
        for column in self.table.columns:
            if column.name in self.personal.columns and self.frame[column.name].has_nulls():
                lost = self.frame.filter(pl.col(column.name).is_null())[ROW]
                cells = self.personal.filter(pl.col(ROW).is_in(lost.implode()))
                found.update(naming_values(cells, [column]))
        return found


def _refusals(
    cells: pl.Series, rows: pl.Series, column: Column, refused: dict[str, Refusal], file: str
) -> list[Finding]:
    found = []
    wrong = pl.DataFrame({"cell": cells, ROW: rows}).filter(
        pl.col("cell").is_in(pl.Series(list(refused), dtype=pl.String).implode())
    )
    near: dict[str, str] = {}
    for text, row in wrong.iter_rows():
        refusal = refused[text]
        if refusal.code == "not_in_vocabulary" and text not in near:
            codes = VOCABULARIES[column.vocabulary or ""].labels
            near[text] = ", ".join(nearest(text, codes))
        details = {**refusal.details, "near": near.get(text, "")}
        if column.required:
            details |= ASIDE
        found.append(
            finding(
                refusal.code,
                file,
                row,
                column.name,
                text,
                severity="error" if column.required else None,
                personal=column.personal,
                **details,
            )
        )
    return found


def _slips(
    texts: pl.Series, distinct: list[str], rows: pl.Series, column: Column, file: str
) -> list[Finding]:
    """Tell, once a value, what an open vocabulary lets stand though it resembles a code."""
    vocabulary = VOCABULARIES.get(column.vocabulary or "")
    if vocabulary is None or vocabulary.closed:
        return []
    stand = (text for text in distinct if vocabulary.recognise(text) == text)
    near = {text: code for text in stand if (code := vocabulary.mistyped(text)) is not None}
    if not near:
        return []
    met = pl.DataFrame({"text": texts, ROW: rows}).filter(pl.col("text").is_in(list(near)))
    return [
        finding("near_vocabulary", file, row, column.name, text, near=near[text])
        for text, row in met.unique("text", keep="first", maintain_order=True).iter_rows()
    ]


def _doubtful(
    texts: pl.Series,
    distinct: list[str],
    values: pl.Series,
    rows: pl.Series,
    column: Column,
    file: str,
) -> list[Finding]:
    """Tell which numbers were read though their point may be one of thousands."""
    if column.type != "number":
        return []
    read_as = {text: float(text) for text in distinct if maybe_thousands(text)}
    taken = zip(texts, values.is_not_null(), rows, strict=True) if read_as else ()
    return [
        finding("doubtful_number", file, row, column.name, text, other=f"{read_as[text]:g}")
        for text, read, row in taken
        if read and text in read_as
    ]


def _suspicions(cells: pl.DataFrame, columns: list[Column], raw: RawTable) -> list[Finding]:
    """Look for doubtful texts, in all columns at once."""
    found = []
    textual = {column.name: column for column in columns if column.type in _TEXTUAL}
    of_plain = {"formula_text": _FORMULA} if raw.formulas else {}
    looked_for = of_plain if raw.plain else _SUSPICIONS
    if not looked_for or not textual:
        return []
    any_of_them = "|".join(f"(?:{pattern})" for pattern in looked_for.values())
    hits = cells.select(pl.col(list(textual)).str.contains(any_of_them).any()).row(0)
    for (name, column), hit in zip(textual.items(), hits, strict=True):
        for code, pattern in looked_for.items() if hit else ():
            doubtful = cells.filter(pl.col(name).str.contains(pattern)).select(name, ROW)
            found += [
                finding(code, raw.file, row, name, text, personal=column.personal)
                for text, row in doubtful.iter_rows()
            ]
    return found


def _set_aside_incomplete(
    frame: pl.DataFrame, cells: pl.DataFrame, table: Table, file: str
) -> tuple[pl.DataFrame, list[Finding]]:
    """Refuse rows that lack a required value; a blank one is a finding of its own."""
    found: list[Finding] = []
    keep = pl.Series([True]).new_from_index(0, frame.height)
    for column in table.columns:
        if not column.required:
            continue
        if not frame[column.name].null_count():
            continue
        missing = frame[column.name].is_null()
        code = "missing_key" if column.type == "key" else "missing_value"
        rows = frame[ROW].filter(missing & cells[column.name].is_null())
        found += [finding(code, file, row, column.name) for row in rows]
        keep &= ~missing
    return (frame if keep.all() else frame.filter(keep)), found


def _set_aside_doubled(
    frame: pl.DataFrame, key: Column, file: str
) -> tuple[pl.DataFrame, list[Finding]]:
    # Keys of different hashes differ, and numbers are told apart faster than texts.
    keys = frame[key.name]
    if keys.hash().n_unique() == frame.height or keys.n_unique() == frame.height:
        return frame, []
    first = pl.col(ROW).first().over(key.name)
    doubled = frame.select(pl.col(key.name), pl.col(ROW), first.alias("first")).filter(
        pl.col(ROW) != pl.col("first")
    )
    found = [
        finding("duplicate_key", file, row, key.name, value, personal=key.personal, other=str(at))
        for value, row, at in doubled.iter_rows()
    ]
    return frame.filter(pl.col(ROW) == first), found


def _blank(column: Column, height: int) -> pl.Series:
    return pl.Series([None], dtype=dtype_of(column)).new_from_index(0, height)


def understand_table(raw: RawTable) -> TypedTable:
    """Understand every cell of a raw table.

    Parameters
    ----------
    raw : RawTable
        The table as it was read.

    Returns
    -------
    TypedTable
        Rows used and findings; rows used and set aside add up to ``records``.
    """
    table = SCHEMA[raw.name]
    places, found = match_header(raw, table)
    found = [*raw.findings, *found]
    rows = raw.cells[ROW]
    present = [column for column in table.columns if column.name in places]
    cells = pl.DataFrame({ROW: rows, **{c.name: raw.cells[places[c.name]] for c in present}})
    if not raw.plain:
        cells = tidy(cells)
    found += _suspicions(cells, present, raw)
    lacking = any(column.required and column.name not in places for column in table.columns)
    understood = understand(cells, present, errors=raw.errors)
    for column in present:
        texts, values = cells[column.name], understood.values[column.name]
        refused = understood.refused.get(column.name)
        if refused:
            found += _refusals(texts, rows, column, refused, raw.file)
        distinct = understood.distinct.get(column.name, [])
        found += _slips(texts, distinct, rows, column, raw.file)
        found += _doubtful(texts, distinct, values, rows, column, raw.file)
    columns = {
        column.name: understood.values[column.name]
        if column.name in places
        else _blank(column, raw.cells.height)
        for column in table.columns
    }
    frame = pl.DataFrame({**columns, ROW: rows})
    named = [column.name for column in present if column.personal]
    personal = cells.select(ROW, *named) if named else pl.DataFrame()
    if lacking:
        cleared = frame.clear()
        return TypedTable(table, raw.file, cleared, raw.cells.height, tuple(found), personal)
    frame, incomplete = _set_aside_incomplete(frame, cells, table, raw.file)
    found += incomplete
    if table.key is not None:
        frame, doubled = _set_aside_doubled(frame, table.key, raw.file)
        found += doubled
    return TypedTable(table, raw.file, frame, raw.cells.height, tuple(found), personal)
