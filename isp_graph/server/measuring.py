"""Measure a layer on the server by Graph Data Science: for layers that outgrow a laptop.

A layer is projected into the server's memory, measured, and forgotten again. The definitions are
those of `isp_graph.questions.centrality.centrality`: PageRank weighs ties and sums to 1, the score
of who has no tie onwards being shared out; a component is named by its smallest id.
"""

from __future__ import annotations

import uuid
from typing import Any

from isp_graph.errors import AccessError
from isp_graph.server.connection import Target
from isp_graph.server.files import cypher
from isp_graph.server.port import Answer, asked_day, check_layers, in_order
from isp_graph.server.reading import within
from isp_graph.server.settings import day_of

QUESTION = "centrality"
COLUMNS = ("organisation", "layer", "pagerank", "component", "component_size")


def _check_gds(transaction: Any) -> None:
    from neo4j.exceptions import ClientError

    try:
        transaction.run(cypher("gds/version")).consume()
    except ClientError as error:
        raise AccessError("no_gds") from error


def _rows(layer: str, ranks: list[Any], numbers: list[Any]) -> list[dict[str, Any]]:
    members: dict[int, list[str]] = {}
    for organisation, number in numbers:
        members.setdefault(number, []).append(organisation)
    components = dict(numbers)
    return [
        {
            "organisation": organisation,
            "layer": layer,
            "pagerank": rank,
            "component": min(members[components[organisation]]),
            "component_size": len(members[components[organisation]]),
        }
        for organisation, rank in ranks
    ]


def measure(to: Target, name: str, layer: str, date: str | None = None) -> Answer:
    """Measure each organisation in a layer.

    Parameters
    ----------
    to : Target
        A server with Graph Data Science.
    name : str
        The dataset.
    layer : str
    date : str, optional
        The day; its own if none is given.

    Returns
    -------
    Answer
        ``organisation``, ``layer``, ``pagerank``, ``component``, ``component_size``.

    Raises
    ------
    UsageError
        If the layer is unknown.
    AccessError
        If there is no such dataset, the server has no Graph Data Science, or it is not reached.
    """
    day = asked_day(date)

    def work(transaction: Any, facts: dict[str, Any]) -> list[dict[str, Any]]:
        known = transaction.run(cypher("read/layers"), dataset=name).single(strict=True)
        check_layers([layer], sorted(known["layers"]))
        _check_gds(transaction)
        asked = {"dataset": name, "date": day, "layer": layer}
        edges = transaction.run(cypher("ask/ties"), asked).data()
        undirected = [] if layer in known["directed"] else ["*"]
        graph = f"isp-graph {uuid.uuid4()}"
        place = {"graph": graph, "edges": edges, "undirected": undirected}
        transaction.run(cypher("gds/project"), {**asked, **place}).consume()
        try:
            weight = "weight" if edges else None
            ranks = transaction.run(cypher("gds/pagerank"), graph=graph, weight=weight).values()
            numbers = transaction.run(cypher("gds/components"), graph=graph).values()
        finally:
            transaction.run(cypher("gds/drop"), graph=graph).consume()
        return _rows(layer, ranks, numbers)

    about, rows = within(to, name, work)
    return Answer(QUESTION, about, COLUMNS, in_order(rows), day or day_of(about.date))
