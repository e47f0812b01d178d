"""Graphs into files that other programs read: GraphML, GEXF, Pajek, JSON, CSV.

networkx writes all but Pajek and CSV. Before that, values become what every format can carry
(text, numbers, yes or no), and characters that XML forbids are replaced; after it, GEXF's date
of today is taken out, because the same input gives the same bytes. Where a format has a use of
its own for the name of a fact, the fact is told under another name, and none is lost.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx

    from isp_graph.results import Basis

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_TODAY = re.compile(r' lastmodifieddate="[^"]*"')
# Pajek knows no escape within its quotes.
_PAJEK = str.maketrans({'"': "'", "\\": "/"})
_BLANK = re.compile(r"\s")
_OF_ROWS = {"source": "evidence"}
_OF_GEXF = {"type": "tie", "start": "start_date", "end": "end_date"}


def _clean(value: Any) -> Any:
    return _FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else value


def _named(nodes: Iterable[str], write: Callable[[str], str]) -> dict[str, str]:
    """Write each node's name as a format can; two nodes never share one."""
    names: dict[str, str] = {}
    taken = set()
    for node in nodes:
        base = name = write(node)
        again = 1
        while name in taken:
            again += 1
            name = f"{base}~{again}"
        taken.add(name)
        names[node] = name
    return names


def _told(facts: Mapping[str, Any], renamed: Mapping[str, str]) -> dict[str, Any]:
    return {renamed.get(key, key): value for key, value in facts.items()}


def portable(graph: networkx.Graph[str]) -> networkx.Graph[str]:
    """Copy a graph with values that every format can carry.

    Parameters
    ----------
    graph : networkx.Graph

    Returns
    -------
    networkx.Graph
        Of the same type; None is left out, forbidden characters are replaced. The keys of
        parallel edges are numbers that no other edge has.
    """
    copy: Any = graph.__class__()
    copy.graph.update({key: _clean(value) for key, value in graph.graph.items()})
    names = _named(graph, _clean)
    for node, facts in graph.nodes(data=True):
        told = {_clean(key): _clean(value) for key, value in facts.items() if value is not None}
        copy.add_node(names[node], **told)
    for number, (source, target, facts) in enumerate(graph.edges(data=True)):
        told = {_clean(key): _clean(value) for key, value in facts.items() if value is not None}
        key = {"key": number} if graph.is_multigraph() else {}
        copy.add_edge(names[source], names[target], **key)
        copy.edges[(names[source], names[target], *key.values())].update(told)
    result: networkx.Graph[str] = copy
    return result


def to_graphml(graph: networkx.Graph[str]) -> bytes:
    """Write GraphML, which Gephi, yEd, igraph and networkx read."""
    import networkx as nx

    buffer = io.BytesIO()
    # Not `write_graphml`: its bytes depend on whether lxml is installed.
    nx.write_graphml_xml(portable(graph), buffer, named_key_ids=False)
    return buffer.getvalue()


def to_gexf(graph: networkx.Graph[str]) -> bytes:
    """Write GEXF, Gephi's own format; names become labels."""
    import networkx as nx

    copy: Any = portable(graph)
    dates = {key: name for key, name in _OF_GEXF.items() if key != "type"}
    for node, facts in copy.nodes(data=True):
        told = _told(facts, dates)
        facts.clear()
        facts.update(told, label=str(told.get("name", node)))
    for _, _, facts in copy.edges(data=True):
        told = _told(facts, _OF_GEXF)
        facts.clear()
        facts.update(told)
    text = "\n".join(nx.generate_gexf(copy)) + "\n"
    return _TODAY.sub("", text).encode()


def to_pajek(graph: networkx.Graph[str]) -> bytes:
    """Write a Pajek network: nodes and weights, which is what Pajek and UCINET read."""
    names = _named(graph, lambda node: _BLANK.sub(" ", _clean(node)).translate(_PAJEK))
    places = {node: place for place, node in enumerate(graph, start=1)}
    lines = [f"*vertices {len(places)}"]
    lines += [f'{places[node]} "{name}"' for node, name in names.items()]
    lines.append("*arcs" if graph.is_directed() else "*edges")
    for source, target, weight in graph.edges(data="weight", default=1.0):
        lines.append(f"{places[source]} {places[target]} {weight!r}")
    return ("\n".join(lines) + "\n").encode()


def to_json(graph: networkx.Graph[str], question: str, basis: Basis) -> bytes:
    """Write networkx's node-link form, beside the basis of the answer.

    The ends of an edge are its ``source`` and ``target``; where it was read is ``evidence``.
    """
    import networkx as nx

    copy: Any = graph.copy()
    for _, _, facts in copy.edges(data=True):
        told = _told(facts, _OF_ROWS)
        facts.clear()
        facts.update(told)
    linked = nx.node_link_data(copy, edges="edges")
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


def node_rows(graph: networkx.Graph[str]) -> tuple[list[str], list[dict[str, Any]]]:
    """List the nodes of a graph as rows, ``id`` first, as Gephi reads them."""
    facts: dict[str, dict[str, Any]] = {node: graph.nodes[node] for node in sorted(graph)}
    columns = sorted({key for told in facts.values() for key in told})
    rows = [{"id": node, **{key: told.get(key) for key in columns}} for node, told in facts.items()]
    return ["id", *columns], rows


def edge_rows(graph: networkx.Graph[str]) -> tuple[list[str], list[dict[str, Any]]]:
    """List the edges of a graph as rows, ``source`` and ``target`` first.

    These are the edge's ends, as Gephi reads them; where it was read is ``evidence``.
    """
    edges = [
        (source, target, _told(facts, _OF_ROWS)) for source, target, facts in graph.edges(data=True)
    ]
    columns = sorted({key for *_, told in edges for key in told})
    rows = [
        {"source": source, "target": target, **{key: told.get(key) for key in columns}}
        for source, target, told in edges
    ]
    return ["source", "target", *columns], rows
