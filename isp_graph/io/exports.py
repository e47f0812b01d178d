"""Graphs into files that other programs read: GraphML, GEXF, Pajek, JSON.

networkx writes the formats. Before that, values become what every format can carry (text,
numbers, yes or no) and characters that XML forbids are replaced; after it, GEXF's date of today
is taken out, because the same input gives the same bytes.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx

    from isp_graph.results import Basis

GRAPH_FORMATS = ("graphml", "gexf", "pajek")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_TODAY = re.compile(r' lastmodifieddate="[^"]*"')
_QUOTES = str.maketrans({'"': "'", "\n": " ", "\r": " "})


def _clean(value: Any) -> Any:
    return _FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else value


def portable(graph: networkx.Graph[str]) -> networkx.Graph[str]:
    """Copy a graph with values that every format can carry.

    Parameters
    ----------
    graph : networkx.Graph

    Returns
    -------
    networkx.Graph
        Of the same type; None is left out, forbidden characters are replaced.
    """
    copy: Any = graph.__class__()
    copy.graph.update({key: _clean(value) for key, value in graph.graph.items()})
    for node, facts in graph.nodes(data=True):
        told = {_clean(key): _clean(value) for key, value in facts.items() if value is not None}
        copy.add_node(_clean(node), **told)
    for source, target, facts in graph.edges(data=True):
        told = {_clean(key): _clean(value) for key, value in facts.items() if value is not None}
        copy.add_edge(_clean(source), _clean(target), **told)
    result: networkx.Graph[str] = copy
    return result


def to_graphml(graph: networkx.Graph[str]) -> bytes:
    """Write GraphML, which Gephi, yEd, igraph and networkx read."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml(portable(graph), buffer, named_key_ids=False)
    return buffer.getvalue()


def to_gexf(graph: networkx.Graph[str]) -> bytes:
    """Write GEXF, Gephi's own format; names become labels."""
    import networkx as nx

    copy: Any = portable(graph)
    for node, facts in copy.nodes(data=True):
        facts["label"] = str(facts.get("name", node))
    for _, _, facts in copy.edges(data=True):
        # "id" and "label" of an edge are GEXF's own; its type is a keyword of the format.
        if "type" in facts:
            facts["tie"] = facts.pop("type")
        for date in ("start", "end"):
            if date in facts:
                facts[f"{date}_date"] = facts.pop(date)
    for _, facts in copy.nodes(data=True):
        for date in ("start", "end"):
            if date in facts:
                facts[f"{date}_date"] = facts.pop(date)
    text = "\n".join(nx.generate_gexf(copy)) + "\n"
    return _TODAY.sub("", text).encode()


def to_pajek(graph: networkx.Graph[str]) -> bytes:
    """Write a Pajek network: nodes and weights, which is what Pajek and UCINET read."""
    import networkx as nx

    copy: Any = graph.__class__()
    names = {node: str(_clean(node)).translate(_QUOTES) for node in graph}
    copy.add_nodes_from(names.values())
    for source, target, facts in graph.edges(data=True):
        copy.add_edge(names[source], names[target], weight=facts.get("weight", 1.0))
    return ("\n".join(nx.generate_pajek(copy)) + "\n").encode()


def to_json(graph: networkx.Graph[str], question: str, basis: Basis) -> bytes:
    """Write networkx's node-link form, beside the basis of the answer."""
    import networkx as nx

    linked = nx.node_link_data(graph, edges="edges")
    told = {"question": question, "basis": basis.as_dict(), **linked}
    return (json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


_WRITERS = {"graphml": to_graphml, "gexf": to_gexf, "pajek": to_pajek}


def graph_bytes(graph: networkx.Graph[str], form: str, question: str, basis: Basis) -> bytes:
    """Write a graph in a format.

    Parameters
    ----------
    graph : networkx.Graph
    form : {'graphml', 'gexf', 'pajek', 'json'}
    question : str
        Name of the command, for JSON.
    basis : Basis
        On what the answer stands, for JSON.

    Returns
    -------
    bytes
        UTF-8; the same for the same graph.
    """
    if form == "json":
        return to_json(graph, question, basis)
    return _WRITERS[form](graph)


def _nodes(graph: networkx.Graph[str]) -> list[tuple[str, dict[str, Any]]]:
    return list(graph.nodes(data=True))


def node_rows(graph: networkx.Graph[str]) -> tuple[list[str], list[dict[str, Any]]]:
    """List the nodes of a graph as rows, ``id`` first, as Gephi reads them."""
    columns = sorted({key for _, facts in graph.nodes(data=True) for key in facts})
    rows = [
        {"id": node, **{key: facts.get(key) for key in columns}}
        for node, facts in sorted(_nodes(graph), key=lambda pair: pair[0])
    ]
    return ["id", *columns], rows


def edge_rows(graph: networkx.Graph[str]) -> tuple[list[str], list[dict[str, Any]]]:
    """List the edges of a graph as rows, ``source`` and ``target`` first."""
    columns = sorted({key for *_, facts in graph.edges(data=True) for key in facts})
    rows = [
        {"source": source, "target": target, **{key: facts.get(key) for key in columns}}
        for source, target, facts in graph.edges(data=True)
    ]
    return ["source", "target", *columns], rows
