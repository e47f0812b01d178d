"""Exports come back as they went: same nodes, same edges, same bytes each time."""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import subprocess
import sys
from collections import Counter
from typing import Any

import networkx as nx
import pytest

import isp_graph
from isp_graph.present.exports import (
    edge_rows,
    graph_bytes,
    node_rows,
    portable,
    to_gexf,
    to_graphml,
    to_pajek,
)
from isp_graph.results import basis
from tests.laws.folders import read_case

HOSTILE = [
    "<script>alert(1)</script>",
    '"};alert(1);//',
    "=HYPERLINK(1)",
    "l'atelier",
    "مرحبا",
    "🦊 tail",
    "bell\x07",
    "bell\x08",
    "nul\x00",
    "&amp;",
    "back\\slash",
    "]]>",
    "*arcs",
    "12",
    "a\tb",
]


def ends(graph: Any) -> Counter[Any]:
    return Counter(edge if graph.is_directed() else tuple(sorted(edge)) for edge in graph.edges())


@pytest.fixture(scope="module")
def graphs() -> dict[str, Any]:
    demo = isp_graph.read("demo").where(zone="NE")
    return {
        "records": isp_graph.graph(demo),
        "boards": isp_graph.layer(demo, "boards").to_networkx(),
        "referrals": isp_graph.layer(demo, "referrals").to_networkx(),
    }


@pytest.fixture(scope="module")
def hostile() -> Any:
    graph: Any = nx.MultiDiGraph(name="<&>")
    for place, name in enumerate(HOSTILE):
        graph.add_node(name, type="organisation", name=name, note=None, yes=place % 2 == 0)
    for one, other in itertools.pairwise(HOSTILE):
        graph.add_edge(one, other, type=one, source="p. 1", start="2010", key=0)
        graph.add_edge(one, other, type="again", weight=2.5)
    return graph


@pytest.mark.parametrize("which", ["records", "boards", "referrals"])
def test_graphml_comes_back_whole(graphs, which):
    graph = graphs[which]
    back: Any = nx.read_graphml(
        io.BytesIO(to_graphml(graph)), force_multigraph=graph.is_multigraph()
    )
    assert type(back) is type(graph)
    copy: Any = portable(graph)
    assert dict(back.nodes(data=True)) == dict(copy.nodes(data=True))
    assert ends(back) == ends(graph)
    found = sorted(map(repr, (sorted(facts.items()) for *_, facts in back.edges(data=True))))
    told = copy.edges(data=True)
    unnumbered = [{key: value for key, value in facts.items() if key != "id"} for *_, facts in told]
    assert found == sorted(map(repr, (sorted(facts.items()) for facts in unnumbered)))


@pytest.mark.parametrize("which", ["records", "boards", "referrals"])
def test_gexf_comes_back_with_all_nodes_and_edges(graphs, which):
    graph = graphs[which]
    back = nx.read_gexf(io.BytesIO(to_gexf(graph)))
    assert set(back) == set(graph)
    assert back.number_of_edges() == graph.number_of_edges()
    assert ends(back) == ends(graph)
    for node, facts in graph.nodes(data=True):
        assert back.nodes[node]["label"] == facts.get("name", node)


@pytest.mark.parametrize("which", ["records", "boards", "referrals"])
def test_pajek_comes_back_with_all_nodes_edges_and_weights(graphs, which):
    graph = graphs[which]
    back: Any = nx.read_pajek(io.BytesIO(to_pajek(graph)))
    assert set(back) == set(graph)
    assert ends(back) == ends(graph)
    weights = sorted(weight for *_, weight in graph.edges(data="weight", default=1.0))
    assert sorted(weight for *_, weight in back.edges(data="weight")) == weights


@pytest.mark.parametrize("which", ["records", "boards", "referrals"])
def test_json_comes_back_whole_but_for_one_name(graphs, which):
    graph = graphs[which]
    stated = basis(isp_graph.read("demo"))
    told = json.loads(graph_bytes(graph, "json", "export", stated))
    assert told["question"] == "export"
    assert set(told["basis"]) == {"dataset", "fingerprint", "date", "parameters", "version"}
    back: Any = nx.node_link_graph(told, edges="edges")
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert ends(back) == ends(graph)
    sources = sorted(s for *_, s in graph.edges(data="source") if s is not None)
    assert sorted(s for *_, s in back.edges(data="evidence") if s is not None) == sources


def test_where_an_edge_was_read_never_hides_where_it_starts(hostile):
    columns, rows = edge_rows(hostile)
    assert len(columns) == len(set(columns))
    assert columns[:2] == ["source", "target"]
    assert Counter((row["source"], row["target"]) for row in rows) == ends(hostile)
    assert {row["evidence"] for row in rows} == {"p. 1", None}
    heads, nodes = node_rows(hostile)
    assert heads[0] == "id"
    assert sorted(row["id"] for row in nodes) == sorted(HOSTILE)


def test_names_that_no_format_can_carry_stay_apart(hostile):
    copy: Any = portable(hostile)
    assert copy.number_of_nodes() == len(HOSTILE)
    assert copy.number_of_edges() == hostile.number_of_edges()
    numbers = [key for *_, key in copy.edges(keys=True)]
    assert len(set(numbers)) == len(numbers)
    for write, read in (
        (to_graphml, nx.read_graphml),
        (to_gexf, nx.read_gexf),
        (to_pajek, nx.read_pajek),
    ):
        back = read(io.BytesIO(write(hostile)))
        assert back.number_of_nodes() == len(HOSTILE), write
        assert sum(ends(back).values()) == hostile.number_of_edges(), write
    back = nx.read_graphml(io.BytesIO(to_graphml(hostile)))
    plain = [name for name in HOSTILE if "\x00" not in name and not name.startswith("bell")]
    assert set(plain) <= set(back)
    assert all(back.nodes[name]["name"] == name for name in plain)


def test_hostile_names_come_through_a_folder():
    tables = {
        "organisations": [{"id": f"o{place}", "name": name} for place, name in enumerate(HOSTILE)],
        "zones": [],
        "communes": [],
        "ties": [{"from": "o0", "to": "o1", "kind": "<b>", "source": '"'}],
    }
    data = read_case(tables).data
    for form in ("graphml", "gexf", "pajek", "json"):
        assert graph_bytes(isp_graph.graph(data), form, "export", basis(data))


_ALL = """
import sys, hashlib, isp_graph
from isp_graph.present.exports import graph_bytes
from isp_graph.results import basis
demo = isp_graph.read("demo").where(zone="NE")
for graph in (isp_graph.graph(demo), isp_graph.layer(demo, "all").to_networkx()):
    for form in ("graphml", "gexf", "pajek", "json"):
        print(form, hashlib.sha256(graph_bytes(graph, form, "export", basis(demo))).hexdigest())
print(hashlib.sha256(repr(isp_graph.isolated(demo).rows).encode()).hexdigest())
print(hashlib.sha256(repr(isp_graph.centrality(demo, ["all", "boards"]).rows).encode()).hexdigest())
"""


@pytest.mark.process
def test_the_same_bytes_whatever_the_hash_seed(capsys):
    exec(compile(_ALL, "all", "exec"), {})  # noqa: S102
    here = capsys.readouterr().out
    assert len(here.splitlines()) == 10
    there = subprocess.run(
        [sys.executable, "-c", _ALL],
        env=os.environ | {"PYTHONHASHSEED": "4321"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout == here


def test_rows_of_an_export_are_csv(graphs):
    from isp_graph.present.formats import to_csv

    text = to_csv(*edge_rows(graphs["boards"])).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert Counter((row["source"], row["target"]) for row in rows) == ends(graphs["boards"])
