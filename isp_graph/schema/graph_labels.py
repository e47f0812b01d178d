"""Names of the schema's nodes and edges in a labelled property graph, as Neo4j keeps them."""

from __future__ import annotations

from isp_graph.schema.tables import Column, Table

_TIED = "TIED_TO"
_ACTORS = ("people", "organisations")


def label_of(table: Table) -> str:
    """Give the label of the rows of a table that are nodes.

    Examples
    --------
    >>> from isp_graph.schema.tables import SCHEMA
    >>> label_of(SCHEMA["organisations"])
    'Organisation'
    """
    return str(table.node).capitalize()


def type_of(declared: Table | Column) -> str:
    """Give the type of the relationships that a table or a column makes.

    Examples
    --------
    >>> from isp_graph.schema.tables import SCHEMA
    >>> type_of(SCHEMA["attendance"]), type_of(SCHEMA["ties"])
    ('ATTENDS', 'TIED_TO')
    """
    return _TIED if declared.edge == "kind" else str(declared.edge).upper()


def ends_of(table: Table) -> tuple[Column, Column]:
    """Give the columns that a link table leads from and to: from whoever acts, if one does.

    Examples
    --------
    >>> from isp_graph.schema.tables import SCHEMA
    >>> [column.name for column in ends_of(SCHEMA["attendance"])]
    ['organisation', 'meeting']
    """
    first, second = table.references[:2]
    turned = first.references not in _ACTORS and second.references in _ACTORS
    return (second, first) if turned else (first, second)
