"""The picture of the graph on a server, made from the schema."""

from __future__ import annotations

from docs.reference_pages import MADE, markdown_table
from isp_graph.schema.graph_labels import ends_of, label_of, type_of
from isp_graph.schema.tables import SCHEMA, Table

_HEADS = ("from", "type", "to", "stands for")


def _arrows(table: Table) -> list[tuple[str, str, str, str]]:
    """Give from, type, to and origin of each relationship that a table makes."""
    if table.node is None:
        ends = [label_of(SCHEMA[column.references or ""]) for column in ends_of(table)]
        return [(ends[0], type_of(table), ends[1], f"a row of `{table.name}`")]
    return [
        (
            label_of(table),
            type_of(column),
            label_of(SCHEMA[column.references or ""]),
            f"`{table.name}.{column.name}`",
        )
        for column in table.references
        if column.edge is not None
    ]


def arrows() -> list[tuple[str, str, str, str]]:
    """Give every relationship of the graph.

    Returns
    -------
    list of tuple
        Label from which it leads, type, label to which it leads, and what it stands for.
    """
    found = [arrow for table in SCHEMA.values() for arrow in _arrows(table)]
    seats = [
        ("Seat", "SITS_ON", "Organisation", "a row of `mandates` whose holder is not known"),
        ("Organisation", "HOLDS_SEAT", "Organisation", "`mandates.represents`"),
    ]
    return sorted((*found, *seats))


def graph_model() -> str:
    """Write the page with the picture.

    Returns
    -------
    str
        Markdown with a drawing in Mermaid.
    """
    drawn = [f"    {source} -->|{kind}| {target}" for source, kind, target, _ in arrows()]
    picture = "\n".join(["```mermaid", "flowchart LR", *dict.fromkeys(drawn), "```"])
    nodes = [
        [f"`:{label_of(table)}`", f"`{table.name}`", table.about]
        for table in SCHEMA.values()
        if table.node is not None
    ]
    types = [
        [f"`:{source}`", f"`{kind}`", f"`:{target}`", origin]
        for source, kind, target, origin in arrows()
    ]
    parts = [
        MADE,
        "# The graph on a Neo4j server",
        "Which rows become nodes and relationships; properties are the columns of the "
        "[data dictionary](data.md). How to use it: [Neo4j](../neo4j.md).",
        picture,
        "## Nodes",
        markdown_table(("label", "table", "about"), nodes),
        "## Relationships",
        markdown_table(_HEADS, types),
    ]
    return "\n\n".join(parts) + "\n"
