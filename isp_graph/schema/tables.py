"""The tables and columns of a dataset, as ``schema.toml`` declares them.

A *table* is a named list of columns; a *column* has a type, and where it applies a unit,
a vocabulary, a range, or the table that it refers to. *Evidence columns* may stand in every
table. A *shortcut* is a column of several ids that stands for rows of a link table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Any

from isp_graph.grammar import LANGUAGES
from isp_graph.schema.naming import fold


@dataclass(frozen=True)
class Column:
    """One column of a table, as the schema declares it.

    Attributes
    ----------
    table, name : str
        Where it stands and what it is called in a file's header.
    type : str
        ``key``, ``reference``, ``references``, ``text``, ``code``, ``integer``, ``number``,
        ``date`` or ``flag``.
    required, personal, kept, remark : bool
        Whether a row is refused without it; whether it identifies a natural person; whether it is
        an organisation's own name or identifier, which is never masked; whether it is free text.
    references, vocabulary, link, unit, default : str or None
        The table referred to, the vocabulary of a code, the link table of a shortcut,
        the unit, and the code that a blank stands for.
    low, high : float or None
        Values outside are implausible.
    edge : str or None
        Type of the edge by which the property graph shows the reference.
    wording_of : str or None
        The column that it words in one language; whoever reads another sees that column.
    labels : mapping
        Its label in fr, nl and en.
    about : str
        One sentence of description.
    """

    table: str
    name: str
    type: str
    labels: Mapping[str, str]
    about: str
    required: bool = False
    personal: bool = False
    kept: bool = False
    remark: bool = False
    references: str | None = None
    vocabulary: str | None = None
    link: str | None = None
    unit: str | None = None
    default: str | None = None
    low: float | None = None
    high: float | None = None
    evidence: bool = False
    edge: str | None = None
    wording_of: str | None = None


@dataclass(frozen=True)
class Table:
    """One table, its own columns first and the evidence columns after them.

    ``node`` and ``edge`` say what its rows are in the property graph.
    """

    name: str
    labels: Mapping[str, str]
    about: str
    columns: tuple[Column, ...]
    by_name: Mapping[str, Column] = field(repr=False)
    node: str | None = None
    edge: str | None = None

    @cached_property
    def own(self) -> tuple[Column, ...]:
        """Columns that are not evidence."""
        return tuple(column for column in self.columns if not column.evidence)

    @cached_property
    def key(self) -> Column | None:
        """The column that identifies a row, where the table has one."""
        return next((column for column in self.columns if column.type == "key"), None)

    @cached_property
    def references(self) -> tuple[Column, ...]:
        """Columns that hold one id of another table."""
        return tuple(column for column in self.columns if column.type == "reference")

    @cached_property
    def lists(self) -> tuple[Column, ...]:
        """Columns that hold several ids; one with a ``link`` is a shortcut for its rows."""
        return tuple(column for column in self.columns if column.type == "references")

    @cached_property
    def by_fold(self) -> Mapping[str, str]:
        """The column that each spelling of a header means; a name counts before a label."""
        found = {fold(column.name): column.name for column in reversed(self.columns)}
        for column in self.columns:
            for label in column.labels.values():
                found.setdefault(fold(label), column.name)
        return found

    @cached_property
    def personal(self) -> bool:
        """Whether its rows speak of natural persons."""
        return any(column.personal for column in self.columns)

    @cached_property
    def dated(self) -> bool:
        """Whether a row holds from a start to an end."""
        return {"start", "end"} <= set(self.by_name)


def _columns(table: str, declared: Mapping[str, Any], evidence: bool) -> list[Column]:
    found = []
    for name, entry in declared.items():
        facts = {key: value for key, value in entry.items() if key not in LANGUAGES}
        labels = {language: entry[language] for language in LANGUAGES}
        found.append(Column(table=table, name=name, labels=labels, evidence=evidence, **facts))
    return found


def _load() -> dict[str, Table]:
    text = (files("isp_graph.schema") / "schema.toml").read_text("utf-8")
    declared = tomllib.loads(text)
    evidence = declared.pop("evidence")
    tables = {}
    for name, entry in declared.items():
        columns = _columns(name, entry["columns"], evidence=False)
        columns += _columns(name, evidence, evidence=True)
        labels = {language: entry[language] for language in LANGUAGES}
        by_name = {column.name: column for column in columns}
        tables[name] = Table(
            name,
            labels,
            entry["about"],
            tuple(columns),
            by_name,
            entry.get("node"),
            entry.get("edge"),
        )
    return tables


SCHEMA: Mapping[str, Table] = _load()
"""Every table by its name, in the order of the declaration."""

EVIDENCE_TABLES = (
    "coverage",
    "organisation_sectors",
    "offers",
    "mandates",
    "attendance",
    "ties",
    "demand",
    "publics",
    "pole_roles",
    "practices",
)
"""Tables whose rows are evidence: filters on certainty and modality choose among them."""


def reading_order() -> list[str]:
    """Order the tables so that each comes after those that it refers to.

    Returns
    -------
    list of str
        Names of all tables; a table that refers to itself counts as after itself.

    Examples
    --------
    >>> order = reading_order()
    >>> order.index("zones") < order.index("communes") < order.index("organisations")
    True
    """
    done: list[str] = []

    def visit(name: str) -> None:
        if name in done:
            return
        table = SCHEMA[name]
        for column in (*table.references, *table.lists):
            if column.references is not None and column.references != name:
                visit(column.references)
        done.append(name)

    for name in SCHEMA:
        visit(name)
    return done
