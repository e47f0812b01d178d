"""Read a dataset back: always one version whole.

The version that readers see may change while they read. Its pointer counts how often it moved:
where the count is another at the end than it was at the beginning, reading starts again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.records import Settings
from isp_graph.datasets.tables.values import dtype_of
from isp_graph.errors import AccessError
from isp_graph.schema.naming import nearest
from isp_graph.schema.tables import SCHEMA
from isp_graph.server.connection import Target, connected
from isp_graph.server.files import cypher
from isp_graph.server.port import About
from isp_graph.server.settings import settings_of

if TYPE_CHECKING:
    from neo4j import Session

T = TypeVar("T")
_TRIES = 20


def datasets(to: Target) -> list[About]:
    """List the datasets on a server, by name."""
    with connected(to) as driver, driver.session() as session:
        rows = session.execute_read(
            lambda transaction: transaction.run(cypher("read/datasets")).data()
        )
    return sorted((About(**row) for row in rows), key=lambda about: about.name)


def _missing(session: Session, name: str) -> AccessError:
    known = [row["name"] for row in session.run(cypher("read/datasets"))]
    if not known:
        return AccessError("nothing_on_server", name=name)
    return AccessError("not_on_server", name=name, near=nearest(name, known), known=known)


def within(to: Target, name: str, work: Callable[[Any, dict[str, Any]], T]) -> tuple[About, T]:
    """Do some reading within one version of a dataset on a server; see `read`."""
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
    return within(to, name, lambda _, facts: facts)[0]


def tables_of(
    transaction: Any, facts: dict[str, Any], name: str, only: Iterable[str] | None = None
) -> dict[str, pl.DataFrame]:
    """Read the tables of the version that readers see, or some of them, column by column."""
    tables = {}
    for table in facts["tables"]:
        if only is not None and table not in only:
            continue
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
        Its tables, its fingerprint and who is one person equal those that were loaded.

    Raises
    ------
    AccessError
        If there is none of that name, or the server cannot be reached.
    """

    def work(
        transaction: Any, facts: dict[str, Any]
    ) -> tuple[dict[str, pl.DataFrame], dict[str, str], Settings]:
        record = transaction.run(cypher("read/identities"), dataset=name).single()
        if record is None:
            raise _MovedError
        tables = tables_of(transaction, facts, name)
        return tables, dict(record["identities"]), settings_of(facts["settings"])

    about, (tables, identities, settings) = within(to, name, work)
    if about.edition != "public":
        return about, Dataset(name, tables, settings=settings)
    return about, Dataset(  # without the journal, they cannot be had from the tables
        name,
        tables,
        settings=settings,
        stated_fingerprint=about.fingerprint,
        stated_identities=identities,
    )
