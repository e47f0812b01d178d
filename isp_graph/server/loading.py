"""Load a dataset: a version is written beside what readers see, then shown to them at once.

Every row bears the version that it belongs to, a digest of the content. Nobody reads a version
but through the node ``:Dataset``, which names the current one; the last transaction of a load
moves it, if all rows are there. What readers no longer see is removed after that, once the
transactions that ran then have ended: a query of one statement reads one version whole.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import AccessError
from isp_graph.schema.tables import reading_order
from isp_graph.server.connection import Target, connected
from isp_graph.server.files import cypher, names
from isp_graph.server.port import Loaded, Told, check_name
from isp_graph.server.reading import tables_of, whole
from isp_graph.server.versions import (
    Difference,
    after_damage,
    batches,
    compared,
    digest_of,
    facts_of,
    layer_rows,
)

if TYPE_CHECKING:
    from neo4j import Session

_NAMED = re.compile(r"(\w+) IF NOT EXISTS")
_LONGEST_READER = 30.0
_PAUSE = 0.05


def prepare(session: Session) -> None:
    """Make the constraints and indexes, where they are not there."""
    there = set(session.run(cypher("read/schema")).single(strict=True)["names"])
    for file in names("schema"):
        query = cypher(f"schema/{file}")
        named = _NAMED.search(query)
        if named is not None and named[1] not in there:
            session.run(query).consume()


def _write(session: Session, file: str, **parameters: Any) -> None:
    """Run a file in one transaction."""
    session.execute_write(lambda transaction: transaction.run(cypher(file), parameters).consume())


def _single(session: Session, file: str, **parameters: Any) -> dict[str, Any] | None:
    """Run a file that gives one row at most, in one transaction."""

    def work(transaction: Any) -> dict[str, Any] | None:
        record = transaction.run(cypher(file), parameters).single()
        return None if record is None else dict(record)

    found: dict[str, Any] | None = session.execute_write(work)
    return found


def _readers_gone(session: Session) -> bool:
    """Wait for the transactions that run now; false where some last too long."""

    def running() -> set[str]:
        return set(session.run(cypher("load/readers")).single(strict=True)["running"])

    left = running()
    until = time.monotonic() + _LONGEST_READER
    while left := left & running():
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE)
    return True


def remove_stale(session: Session, name: str) -> None:
    """Remove the versions of a dataset that readers do not see, and that nobody still reads.

    What somebody still reads is left to the next load or drop of the dataset.
    """
    stale = [row["version"] for row in session.run(cypher("load/stale"), dataset=name)]
    if not stale or not _readers_gone(session):
        return
    for version in stale:
        while (row := _single(session, "load/remove", version=version)) and row["removed"]:
            pass
        _write(session, "load/forget", version=version)


def _seen(session: Session, name: str) -> tuple[dict[str, Any], dict[str, pl.DataFrame]] | None:
    """Read what readers see now, where there is something."""
    if session.run(cypher("load/pointer"), dataset=name).single() is None:
        return None
    _, found = whole(session, name, lambda run, facts: (facts, tables_of(run, facts, name)))
    return found


def _already_there(session: Session, name: str, digest: str) -> tuple[str | None, bool]:
    """Give the version that readers see if it has this digest, and whether it is undamaged."""
    facts = session.run(cypher("read/dataset"), dataset=name).single()
    if facts is None or facts["digest"] != digest:
        return None, False
    size = session.run(cypher("load/size"), version=facts["version"]).single(strict=True)
    sound = all(size[part] == facts[part] for part in ("nodes", "relationships"))
    return str(facts["version"]), sound


def _write_version(
    session: Session, data: Dataset, name: str, version: str, facts: dict[str, Any], told: Told
) -> None:
    """Write all rows of a version, which nobody sees yet."""
    _write(session, "load/begin", dataset=name, version=version, facts=facts)
    total = sum(frame.height for frame in data.tables.values())
    done = 0
    for table in reading_order():
        if table in data.tables:
            for rows in batches(data, table):
                _write(session, f"load/{table}", version=version, rows=rows)
                done += len(rows)
                told(done, total)
    _write(session, "load/layers", version=version, rows=layer_rows(data))


def _show(session: Session, name: str, version: str, facts: dict[str, Any]) -> None:
    """Move readers to a version, if all of it is there."""
    wanted = {part: facts[part] for part in ("nodes", "relationships")}
    if _single(session, "load/swap", version=version, **wanted) != wanted:
        raise AccessError("load_overtaken", name=name)


def load(
    to: Target,
    data: Dataset,
    *,
    name: str,
    edition: str,
    told: Told = lambda done, total: None,
) -> Loaded:
    """Load a dataset, in the edition that it is given in.

    Parameters
    ----------
    to : Target
        The server.
    data : Dataset
        As read, pseudonymised or not.
    name : str
        Under which it is asked for.
    edition : {'public', 'internal'}
        What ``data`` is, told to whoever reads it.
    told : callable
        Called with the rows loaded and to be loaded.

    Returns
    -------
    Loaded

    Raises
    ------
    UsageError
        If it cannot be called that.
    AccessError
        If the server cannot be reached, or breaks off: readers then see what they saw before.
    """
    version = digest = digest_of(data, check_name(name), edition)
    with connected(to) as driver, driver.session() as session:
        prepare(session)
        there, sound = _already_there(session, name, digest)
        if there is not None and sound:
            remove_stale(session, name)
            rows = sum(frame.height for frame in data.tables.values())
            return Loaded(name, there, False, Difference(kept=rows))
        if there is not None:
            version = after_damage(digest, there)
        before = _seen(session, name)
        facts = facts_of(data, edition, digest, len(layer_rows(data)))
        _write_version(session, data, name, version, facts, told)
        _show(session, name, version, facts)
        remove_stale(session, name)
    return Loaded(name, version, True, compared(before[1] if before else {}, data.tables))


def drop(to: Target, name: str) -> bool:
    """Remove one dataset.

    Returns
    -------
    bool
        False where there was none of that name.
    """
    with connected(to) as driver, driver.session() as session:
        found = _single(session, "load/drop", dataset=name)
        remove_stale(session, name)
    return found is not None and found["dropped"] > 0
