"""Read a dataset back, or ask it something: always one version whole.

The version that readers see may change while they read. Its pointer counts how often it moved:
where the count is another at the end than it was at the beginning, reading starts again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from isp_graph.dataset import Dataset
from isp_graph.errors import AccessError, UsageError
from isp_graph.model.naming import nearest
from isp_graph.model.schema import SCHEMA
from isp_graph.store.connection import Target, connected
from isp_graph.store.files import cypher, header, names
from isp_graph.store.settings import day_of, settings_of
from isp_graph.tables.values import Refusal, dtype_of, understand_date

if TYPE_CHECKING:
    from neo4j import Session

T = TypeVar("T")
_TRIES = 20


@dataclass(frozen=True)
class About:
    """What the server tells of a dataset."""

    name: str
    version: str
    edition: str
    fingerprint: str
    date: str | None


@dataclass(frozen=True)
class Answer:
    """Rows that the server gave, and of what dataset."""

    question: str
    about: About
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    date: str | None


def datasets(to: Target) -> list[dict[str, Any]]:
    """List the datasets on a server."""
    with connected(to) as driver, driver.session() as session:
        return session.execute_read(
            lambda transaction: transaction.run(cypher("read/datasets")).data()
        )


def _missing(session: Session, name: str) -> AccessError:
    known = [row["dataset"] for row in session.run(cypher("read/datasets"))]
    if not known:
        return AccessError("nothing_on_server", name=name)
    return AccessError("not_on_server", name=name, near=nearest(name, known), known=known)


def _whole(to: Target, name: str, work: Callable[[Any, dict[str, Any]], T]) -> tuple[About, T]:
    """Do some reading within one version."""
    with connected(to) as driver, driver.session() as session:
        return whole(session, name, work)


def whole(session: Session, name: str, work: Callable[[Any, dict[str, Any]], T]) -> tuple[About, T]:
    """Do some reading within one version of a dataset; see `read`."""

    def reading(transaction: Any) -> tuple[dict[str, Any], T] | None:
        before = transaction.run(cypher("load/pointer"), dataset=name).single()
        if before is None:
            return None
        facts = transaction.run(cypher("read/dataset"), dataset=name).single()
        done = None if facts is None else work(transaction, dict(facts))
        after = transaction.run(cypher("load/pointer"), dataset=name).single()
        if facts is None or done is None or after != before:
            raise _MovedError
        return dict(facts), done

    for _ in range(_TRIES):
        try:
            found = session.execute_read(reading)
        except _MovedError:
            continue
        if found is None:
            raise _missing(session, name)
        facts, done = found
        told = (facts["version"], facts["edition"], facts["fingerprint"], facts["date"])
        return About(name, *told), done
    raise AccessError("loaded_again_and_again", name=name)


class _MovedError(Exception):
    """Readers see another version than when this reading began."""


def about(to: Target, name: str) -> About:
    """Tell what the server has under a name.

    Raises
    ------
    AccessError
        If it has nothing of that name, or cannot be reached.
    """
    return _whole(to, name, lambda _, facts: facts)[0]


def tables_of(transaction: Any, facts: dict[str, Any], name: str) -> dict[str, pl.DataFrame]:
    """Read the tables of the version that readers see, column by column."""
    tables = {}
    for table in facts["tables"]:
        record = transaction.run(cypher(f"read/{table}"), dataset=name).single()
        if record is None:
            raise _MovedError
        columns = SCHEMA[table].columns
        tables[table] = pl.DataFrame(
            {c.name: pl.Series(record[c.name], dtype=dtype_of(c)) for c in columns}
        )
    return tables


def read(to: Target, name: str) -> tuple[About, Dataset]:
    """Read a dataset back, in the edition that was loaded.

    Parameters
    ----------
    to : Target
    name : str

    Returns
    -------
    about : About
    data : Dataset
        Its tables equal those that were loaded.

    Raises
    ------
    AccessError
        If there is none of that name, or the server cannot be reached.
    """

    def work(transaction: Any, facts: dict[str, Any]) -> tuple[dict[str, pl.DataFrame], str]:
        return tables_of(transaction, facts, name), facts["settings"]

    about, (tables, settings) = _whole(to, name, work)
    return about, Dataset(name, tables, settings=settings_of(settings))


def questions() -> dict[str, str]:
    """Give the questions that the server answers, by name: the first line of each file."""
    return {name: header(f"ask/{name}").splitlines()[0] for name in names("ask")}


def _day(date: str | None) -> str | None:
    if date is None:
        return None
    understood = understand_date(date.strip())
    if isinstance(understood, Refusal):
        raise UsageError("no_date", value=date)
    return day_of(str(understood))


def ask(to: Target, question: str, name: str, date: str | None = None, **parameters: Any) -> Answer:
    """Ask a dataset on the server a question.

    Parameters
    ----------
    to : Target
    question : str
        A file of ``cypher/ask``.
    name : str
        The dataset.
    date : str, optional
        The day; its own if none is given.
    **parameters
        What the question needs besides.

    Returns
    -------
    Answer
        Rows sorted by their ids.

    Raises
    ------
    UsageError
        If there is no such question.
    AccessError
        If there is no such dataset, or the server cannot be reached.
    """
    known = questions()
    if question not in known:
        near = nearest(question, known)
        raise UsageError("unknown_question", name=question, near=near, known=known)
    day = _day(date)
    given = {"dataset": name, "date": day, "layers": None, **parameters}

    def work(transaction: Any, _: dict[str, Any]) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
        result = transaction.run(cypher(f"ask/{question}"), given)
        return tuple(result.keys()), result.data()

    about, (columns, rows) = _whole(to, name, work)
    ids = [c for c in ("organisation", "layer", "a", "b", "table") if c in columns]
    rows.sort(key=lambda row: [row[column] for column in ids])
    return Answer(question, about, columns, rows, day or day_of(about.date))
