"""Load a dataset: a version is written beside what readers see, then shown to them at once.

Every row bears the version that it belongs to, a digest of the content. Nobody reads a version
but through the node ``:Dataset``, which names the current one; the last transaction of a load
moves it, if all rows are there. What readers no longer see is removed after that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from isp_graph.dataset import Dataset
from isp_graph.errors import AccessError, UsageError
from isp_graph.layers import APART_LAYERS, evidence_rows, layer_names
from isp_graph.layers.names import DIRECTED, TWO_MODE, kind_of_layer
from isp_graph.model.schema import EVIDENCE_TABLES, SCHEMA, reading_order
from isp_graph.model.vocabulary import COUNTED_MODALITIES
from isp_graph.records import modality_among
from isp_graph.results import version as own_version
from isp_graph.store.connection import Target, connected
from isp_graph.store.files import cypher, names
from isp_graph.store.settings import day_of, settings_text
from isp_graph.tables.periods import first_day_of

if TYPE_CHECKING:
    from neo4j import Session

BATCH = 10_000
_LONGEST_NAME = 200
_MODEL = "1"
"""Version of the graph model: raised when the files of ``cypher/load`` change what they write."""
_DIGITS = 24
_PERIODS = {"organisations": ("founded", "closed")}
_NOT_TABLES = frozenset({"password"})
_ALWAYS, _NEVER_ENDS = "", "9999-12-31"

Told = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Loaded:
    """What a load did."""

    name: str
    version: str
    changed: bool
    created: int
    removed: int


def check_name(name: str) -> str:
    """Refuse what is no name of a dataset."""
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UsageError(
            f"A dataset is named by 1 to {_LONGEST_NAME} printable characters; give --name."
        )
    return name


def version_of(data: Dataset, name: str, edition: str) -> str:
    """Digest what is loaded: the same content under the same name is the same version."""
    told = json.dumps([_MODEL, own_version(), name, edition, settings_text(data.settings)])
    digest = hashlib.sha256(told.encode())
    for table in sorted(data.tables):
        digest.update(f"\0{table}\0".encode())
        digest.update(data.tables[table].write_csv(quote_style="non_numeric").encode())
    return digest.hexdigest()[:_DIGITS]


def _batches(data: Dataset, name: str) -> Iterator[list[dict[str, Any]]]:
    """Give the rows of a table in batches, with their place and what questions ask of them."""
    frame = data.tables[name]
    start, end = _PERIODS.get(name, ("start", "end"))
    added = [pl.int_range(pl.len(), dtype=pl.Int64).alias("_row")]
    if SCHEMA[name].dated or name in _PERIODS:
        added.append(first_day_of(start).fill_null(_ALWAYS).alias("_from"))
        added.append(first_day_of(end).fill_null(_NEVER_ENDS).alias("_until"))
    if name in EVIDENCE_TABLES:
        added.append(modality_among(COUNTED_MODALITIES).alias("_counts"))
    frame = frame.with_columns(added)
    for first in range(0, frame.height, BATCH):
        yield frame.slice(first, BATCH).to_dicts()


def _layers(data: Dataset) -> list[dict[str, Any]]:
    rows = []
    for name in layer_names(data):
        kind = None if name in (*TWO_MODE, "board_seats") else kind_of_layer(name)
        table = {"boards": "mandates", "board_seats": "mandates", "meetings": "attendance"}
        rows.append(
            {
                "name": name,
                "kind": kind,
                "directed": (kind or name) in DIRECTED,
                "counts": name not in APART_LAYERS,
                "evidence": evidence_rows(data, name).height,
                "incomplete": table.get(name, "ties") in data.settings.incomplete,
            }
        )
    return rows


def _expected(data: Dataset, layers: int) -> tuple[int, int]:
    """Count the nodes and relationships that a version must have."""
    nodes, relationships = layers, 0
    for name, frame in data.tables.items():
        table = SCHEMA[name]
        if table.node is None:
            relationships += frame.height
            continue
        nodes += frame.height
        for column in table.references:
            if column.edge is not None:
                relationships += frame.height - frame[column.name].null_count()
    mandates = data.table("mandates")
    nodes += mandates["person"].null_count()
    relationships += mandates.height - mandates["represents"].null_count()
    return nodes, relationships


def prepare(session: Session) -> None:
    """Make the constraints and indexes, where they are not there."""
    for name in names("schema"):
        if name not in _NOT_TABLES:
            session.run(cypher(f"schema/{name}")).consume()


def _write(session: Session, file: str, **parameters: Any) -> int:
    """Run a file in one transaction; give the nodes and relationships that it made."""

    def work(transaction: Any) -> int:
        counters = transaction.run(cypher(file), parameters).consume().counters
        return int(counters.nodes_created + counters.relationships_created)

    return int(session.execute_write(work))


def _swap(session: Session, parameters: dict[str, Any]) -> None:
    def work(transaction: Any) -> None:
        found = transaction.run(cypher("load/swap"), parameters).single(strict=True)
        there = (found["nodes"], found["relationships"])
        if there != (parameters["nodes"], parameters["relationships"]):
            raise AccessError(
                f"{parameters['dataset']}: another load or drop of this dataset came between; "
                "readers see what they saw before. Do it again."
            )

    session.execute_write(work)


def _number(session: Session, file: str, column: str, **parameters: Any) -> int:
    """Run a file that gives one number, in one transaction."""

    def work(transaction: Any) -> int:
        return int(transaction.run(cypher(file), parameters).single(strict=True)[column])

    return session.execute_write(work)


def remove_stale(session: Session, name: str) -> int:
    """Remove the versions of a dataset that readers do not see.

    Returns
    -------
    int
        Nodes removed.
    """
    stale = [row["version"] for row in session.run(cypher("load/stale"), dataset=name)]
    total = 0
    for version in stale:
        given = {"dataset": name, "version": version}
        while removed := _number(session, "load/remove", "removed", **given):
            total += removed
        session.run(cypher("load/forget"), version=version).consume()
    return total


def load(
    to: Target,
    data: Dataset,
    *,
    name: str,
    edition: str,
    told: Told = lambda table, done, total: None,
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
        Called with the table, and the rows loaded and to be loaded.

    Returns
    -------
    Loaded
        ``changed`` is false where the server had it already.

    Raises
    ------
    AccessError
        If the server cannot be reached, or breaks off: readers then see what they saw before.
    """
    version = version_of(data, check_name(name), edition)
    with connected(to) as driver, driver.session() as session:
        prepare(session)
        current = session.run(cypher("load/pointer"), dataset=name).single()
        if current is not None and current["version"] == version:
            return Loaded(name, version, False, 0, remove_stale(session, name))
        session.run(cypher("load/begin"), dataset=name, version=version).consume()
        order = [table for table in reading_order() if table in data.tables]
        total = sum(frame.height for frame in data.tables.values())
        created = done = 0
        for table in order:
            for rows in _batches(data, table):
                created += _write(session, f"load/{table}", version=version, rows=rows)
                done += len(rows)
                told(table, done, total)
        layers = _layers(data)
        created += _write(session, "load/layers", version=version, rows=layers)
        nodes, relationships = _expected(data, len(layers))
        facts = {
            "version": version,
            "edition": edition,
            "fingerprint": data.fingerprint,
            "tables": sorted(data.tables),
            "settings": settings_text(data.settings),
            "title": data.settings.title.get("en"),
            "date": data.settings.date,
            "day": day_of(data.settings.date),
            "loaded_by": f"isp-graph {own_version()}",
        }
        moved = {"dataset": name, "version": version, "facts": facts}
        _swap(session, {**moved, "nodes": nodes, "relationships": relationships})
        return Loaded(name, version, True, created, remove_stale(session, name))


def drop(to: Target, name: str) -> bool:
    """Remove one dataset.

    Returns
    -------
    bool
        False where there was none of that name.
    """
    with connected(to) as driver, driver.session() as session:
        found = _number(session, "load/drop", "dropped", dataset=name)
        remove_stale(session, name)
        return found > 0
