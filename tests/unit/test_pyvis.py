"""A layer as pyvis has it: what is drawn, and that a person can go on changing it."""

from pathlib import Path

import networkx as nx
import pytest

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.datasets.read import read
from isp_graph.network.looks import PALETTE
from isp_graph.present.names import layer_label


@pytest.mark.parametrize("name", ["all", "boards", "referrals", "partnerships"])
def test_pyvis_has_what_the_layer_has(name: str) -> None:
    layer = isp_graph.layer(read("demo"), name)
    drawn = layer.to_pyvis()
    graph = layer.to_networkx()
    assert drawn.directed == graph.is_directed()
    assert {node["id"] for node in drawn.nodes} == set(graph)
    told = type(graph)()
    told.add_nodes_from(graph)
    told.add_weighted_edges_from((e["from"], e["to"], float(e["title"])) for e in drawn.edges)
    assert nx.utils.graphs_equal(told, _plain(graph))
    assert all(("arrows" in edge) == layer.directed for edge in drawn.edges)
    assert len({(node["x"], node["y"]) for node in drawn.nodes}) == len(graph)


def _plain(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    plain = type(graph)()
    plain.add_nodes_from(graph)
    plain.add_weighted_edges_from(graph.edges(data="weight"))
    return plain


def test_a_person_goes_on_changing_it() -> None:
    drawn = isp_graph.to_pyvis(read("demo"), "partnerships", language="nl")
    assert not drawn.options.physics.enabled
    drawn.toggle_physics(True)
    drawn.add_node("mine", label="Mine")
    drawn.add_edge("mine", "ml-no")
    assert "mine" in drawn.generate_html()
    node = drawn.get_node("ml-no")
    zones = sorted(read("demo").table("zones")["id"])
    assert node["color"]["background"] == PALETTE[zones.index("NO")]
    assert "Noordwest" in node["title"]


def test_the_same_layer_gives_the_same_picture() -> None:
    one, other = (isp_graph.to_pyvis(read("demo"), "boards", seed=3) for _ in range(2))
    assert (one.nodes, one.edges) == (other.nodes, other.edges)


def test_the_command_writes_one_page_of_one_layer(tmp_path: Path) -> None:
    page = tmp_path / "drawn.html"
    line = ["draw", "network", "demo", "--with", "pyvis", "--layer", "boards", "-o", str(page)]
    assert entry([*line, "--lang", "nl"]) == 0
    html = page.read_text("utf-8")
    assert '<html lang="nl">' in html
    assert layer_label("boards", "nl") in html
    assert html.count('"from":') == isp_graph.layer(read("demo"), "boards").edges.height


@pytest.mark.parametrize(
    "line", ["draw map demo --with pyvis", "draw network demo --layer boards", "draw map demo x"]
)
def test_what_does_not_go_together_is_refused(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry(line.split()) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
