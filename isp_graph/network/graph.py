"""The property graph: every record a node or an edge, with all its attributes.

It is there to be explored and exported, and is never measured itself: a named layer is.
An organisation's node is its id; any other node is its type and id (``zone:NE``,
``meeting:cz-ne``); a record without a key is named by what it is about (``demand:NE/horeca``).
A seat whose holder is not known, or not among the organisations kept, is a node of its own.
Nodes and edges have a ``type``, and the columns of their row that are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import polars as pl

from isp_graph.schema.tables import SCHEMA, Table

if TYPE_CHECKING:
    import networkx

    from isp_graph.datasets.dataset import Dataset

_ABOUT = ("reference", "text", "code", "date")
_UNHELD = "seat"
_OF_REFERENCE = ("zones", "communes", "sectors", "steps", "poles")


def node_id(table: str, identifier: str) -> str:
    """Name the node of a record.

    Examples
    --------
    >>> node_id("organisations", "ml-x"), node_id("zones", "NE")
    ('ml-x', 'zone:NE')
    """
    if table != "organisations":
        return f"{SCHEMA[table].node}:{identifier}"
    # An organisation called "zone:NE" must not become the zone.
    prefix = identifier.partition(":")[0]
    taken = prefix == _UNHELD or any(prefix == other.node for other in SCHEMA.values())
    return f"organisation:{identifier}" if taken else identifier


def _identified(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Name the rows of a table without key by what they are about, whatever other rows there are.

    Of several rows about the same, the second and later ones are numbered.
    """
    if SCHEMA[name].key is not None:
        return frame
    about = [column.name for column in SCHEMA[name].own if column.type in _ABOUT]
    named = pl.concat_str(pl.col(about).fill_null(""), separator="/")
    place = pl.int_range(pl.len()).over("id") + 1
    frame = frame.with_columns(named.alias("id"))
    return frame.with_columns(
        pl.when(place > 1).then(pl.format("{}#{}", "id", place)).otherwise("id").alias("id")
    )


def _known(record: dict[str, Any], without: Iterable[str] = ()) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None and key not in without}


def _add_nodes(graph: Any, name: str, frame: pl.DataFrame) -> None:
    kind = SCHEMA[name].node
    for record in _identified(name, frame).iter_rows(named=True):
        graph.add_node(node_id(name, record["id"]), type=kind, **_known(record, ("id",)))


def _add_references(graph: Any, table: Table, frame: pl.DataFrame) -> None:
    for column in table.references:
        if column.edge is None:
            continue
        pairs = _identified(table.name, frame).select("id", column.name).drop_nulls()
        for identifier, target in pairs.iter_rows():
            ends = node_id(table.name, identifier), node_id(column.references or "", target)
            if all(end in graph for end in ends):
                graph.add_edge(*ends, type=column.edge)


def _add_edges(graph: Any, table: Table, frame: pl.DataFrame) -> None:
    first, second = table.references[:2]
    for record in _identified(table.name, frame).iter_rows(named=True):
        kind = record["kind"] if table.edge == "kind" else table.edge
        facts = _known(record, ("id", first.name, second.name, "kind"))
        target = node_id(second.references or "", record[second.name])
        # A seat without a person is the represented organisation's own.
        holder = record[first.name] or record.get("represents")
        source_table = first.references if record[first.name] else "organisations"
        source = None if holder is None else node_id(source_table or "", holder)
        if source is None or source not in graph:
            source = f"{_UNHELD}:{record['id']}"
            graph.add_node(source, type=_UNHELD)
        graph.add_edge(source, target, type=kind, **facts)


def graph(dataset: Dataset) -> networkx.MultiDiGraph[str]:
    """Give all records as one networkx graph.

    Parameters
    ----------
    dataset : Dataset
        The records; unless restricted to a day, they are taken at the dataset's own date.

    Returns
    -------
    networkx.MultiDiGraph
        Every record is a node or an edge. Where ``where`` chose organisations, zones, communes,
        sectors, steps and poles that nothing chosen refers to are left out.

    Examples
    --------
    >>> import isp_graph
    >>> network = isp_graph.graph(isp_graph.read("demo"))
    >>> network.nodes["zone:NE"]["name_fr"]
    'Nord-Est'
    """
    import networkx as nx

    data = dataset.current()
    built: Any = nx.MultiDiGraph(name=data.name)
    for name, table in SCHEMA.items():
        if table.node is not None:
            _add_nodes(built, name, data.table(name))
    for name, table in SCHEMA.items():
        if table.node is not None:
            _add_references(built, table, data.table(name))
        elif table.edge is not None:
            _add_edges(built, table, data.table(name))
    if data.filters:
        _drop_unreferred(built)
    result: networkx.MultiDiGraph[str] = built
    return result


def _drop_unreferred(built: Any) -> None:
    """Leave out entries of reference tables to which no record points, communes before zones."""
    for name in ("communes", *_OF_REFERENCE):
        kind = SCHEMA[name].node
        alone = [
            node
            for node, facts in built.nodes(data=True)
            if facts["type"] == kind and built.in_degree(node) == 0
        ]
        built.remove_nodes_from(alone)
