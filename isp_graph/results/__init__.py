"""Answers as values: rows, and the basis on which they were computed.

A result is computed once and shown many times: as rows, as a table in a notebook, as a frame
of polars or pandas. Its *basis* names the data by fingerprint, the date, the parameters and
the version, so that the same answer can be had again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import polars as pl

from isp_graph.errors import AccessError
from isp_graph.results.basis import Basis, basis, version
from isp_graph.results.methods import Method, method_sentence
from isp_graph.texts import text
from isp_graph.texts.notebook import FIRST_ROWS, card, data_sentence, notebook_language

if TYPE_CHECKING:
    import pandas

__all__ = ["Basis", "Method", "Order", "Result", "basis", "exact_column", "framed", "version"]


@dataclass(frozen=True)
class Order:
    """In which order people read rows: what tells most first, then by id.

    Attributes
    ----------
    by : tuple of str
        Columns. What is null comes last.
    down : frozenset of str
        Those of them of which the largest comes first.

    Examples
    --------
    >>> frame = pl.DataFrame({"a": ["x", "y", "z"], "shared": [1, None, 2]})
    >>> Order(("shared", "a"), frozenset({"shared"})).of(frame)["a"].to_list()
    ['z', 'x', 'y']
    """

    by: tuple[str, ...]
    down: frozenset[str] = frozenset()

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Put the rows of a frame in this order."""
        down = [name in self.down for name in self.by]
        return frame.sort(self.by, descending=down, nulls_last=True)


_KINDS: dict[str, Any] = {"str": pl.String, "int": pl.Int64, "float": pl.Float64}
_KINDS |= {"bool": pl.Boolean, "list[str]": pl.List(pl.String)}


def framed(
    rows: Sequence[Any], kind: type, exact: Sequence[str] = (), **types: Any
) -> pl.DataFrame:
    """Hold typed rows in a frame: a column for each field, of the type that the field states.

    Parameters
    ----------
    rows : sequence
        Of a frozen dataclass whose annotations are text.
    kind : type
        That dataclass.
    exact : sequence of str
        Fields of whole numbers of any size, or of lists of them.
    **types : polars.DataType
        Of fields that hold more than a name, a number, a truth or names.

    Returns
    -------
    polars.DataFrame

    Examples
    --------
    >>> framed([Order(("a",))], Order)
    Traceback (most recent call last):
    ...
    KeyError: 'tuple[str, ...]'
    """
    columns = []
    for each in fields(kind):
        values = [getattr(row, each.name) for row in rows]
        if each.name in exact:
            columns.append(exact_column(values).alias(each.name))
        else:
            stated = types.get(each.name) or _KINDS[str(each.type).removesuffix(" | None")]
            columns.append(pl.Series(each.name, values, dtype=stated))
    return pl.DataFrame(columns)


def exact_column(values: Sequence[Any]) -> pl.Series:
    """Hold whole numbers of any size, or lists of them, in a column without losing a digit.

    Parameters
    ----------
    values : sequence
        Whole numbers, lists of them, or None.

    Returns
    -------
    polars.Series
        Text where one of them needs more than 64 bits.

    Examples
    --------
    >>> exact_column([1, None]).to_list(), exact_column([2**70]).to_list()
    ([1, None], ['1180591620717411303424'])
    """
    nested = any(isinstance(value, list) for value in values)
    numbers = [entry for value in values for entry in (value or [] if nested else [value])]
    if all(number is None or abs(number) < 2**63 for number in numbers):
        return pl.Series(values, dtype=pl.List(pl.Int64) if nested else pl.Int64)
    if nested:
        texts: list[Any] = [None if value is None else [*map(str, value)] for value in values]
        return pl.Series(texts, dtype=pl.List(pl.String))
    texts = [None if value is None else str(value) for value in values]
    return pl.Series(texts, dtype=pl.String)


def _read_back(value: Any) -> Any:
    if isinstance(value, list):
        return [_read_back(entry) for entry in value]
    return int(value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Result:
    """The answer to one question.

    Attributes
    ----------
    question : str
        Name of the command that asks it.
    frame : polars.DataFrame
        The rows; null is undefined or unknown.
    basis : Basis
    how : Method or None
        For answers that rest on statistics: what the sentence about them tells.
    exact : tuple of str
        Columns of whole numbers of any size: text in the frame where 64 bits do not hold them.
    """

    question: str
    frame: pl.DataFrame = field(repr=False)
    basis: Basis
    how: Method | None = field(default=None, kw_only=True, repr=False)
    exact: tuple[str, ...] = field(default=(), kw_only=True, repr=False)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as plain dictionaries, sorted by their ids."""
        rows = self.frame.to_dicts()
        for name in self.exact:
            for row in rows:
                row[name] = _read_back(row[name])
        return rows

    @property
    def method(self) -> str | None:
        """How it was computed, in one English sentence; None for a plain reading of the data."""
        return self.method_in("en")

    @property
    def method_key(self) -> str | None:
        """The name of that sentence, for programs."""
        return None if self.how is None else self.how.key

    def method_in(self, language: str) -> str | None:
        """Say in a language how it was computed, for a researcher to paste."""
        return None if self.how is None else method_sentence(self.how, self.basis, language)

    def to_polars(self) -> pl.DataFrame:
        """Give the rows as a polars frame."""
        return self.frame

    def to_pandas(self) -> pandas.DataFrame:
        """Give the rows as a pandas frame; needs ``isp-graph[pandas]``."""
        try:
            return self.frame.to_pandas()
        except ModuleNotFoundError as error:
            raise AccessError("needs_pandas") from error

    def _repr_html_(self) -> str:
        language = notebook_language()
        told = self.basis
        asked = ", ".join(f"{name} = {value}" for name, value in told.parameters.items())
        said = [
            data_sentence(told.dataset, told.date, told.fingerprint, language),
            text("notebook.asked", language, parameters=asked) if asked else None,
            self.method_in(language),
        ]
        if (height := self.frame.height) > FIRST_ROWS:
            said.append(text("notebook.more", language, n=height))
        return card(self.question, said) + self.frame.head(FIRST_ROWS)._repr_html_()
