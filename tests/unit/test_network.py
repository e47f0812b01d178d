"""The property graph: every record a node or an edge; and the part around an organisation."""

from __future__ import annotations

import csv
from collections import Counter
from typing import Any

import networkx as nx
import pytest

import isp_graph
from isp_graph.errors import UsageError
from isp_graph.network.graph import node_id
from isp_graph.schema.resources import resource
from isp_graph.schema.tables import SCHEMA
from tests.laws import oracle
from tests.laws.folders import read_case, read_tables, tables_of

NODES = {name: table.node for name, table in SCHEMA.items() if table.node}
EDGES = [name for name, table in SCHEMA.items() if table.edge]


@pytest.fixture(scope="module")
def demo():
    return isp_graph.read("demo")


@pytest.mark.parametrize("name", ["demo", "bruxelles-2015"])
def test_every_record_of_the_files_is_a_node_or_an_edge(name):
    data = isp_graph.read(name)
    whole: Any = isp_graph.graph(type(data)(name, data.tables))
    kinds = Counter(kind for _, kind in whole.nodes(data="type"))
    for table, kind in NODES.items():
        assert kinds[kind] == data.table(table).height, table
    edges = Counter(kind for *_, kind in whole.edges(data="type"))
    ties = Counter(data.table("ties")["kind"].to_list())
    for table in EDGES:
        if table != "ties":
            assert edges[SCHEMA[table].edge] >= data.table(table).height, table
    for kind, count in ties.items():
        assert edges[kind] >= count


def test_the_file_itself_is_counted_and_not_only_what_was_read(demo):
    folder = resource("data") / "demo"
    with (folder / "offers.csv").open(encoding="utf-8-sig", newline="") as handle:
        offers = sum(1 for _ in csv.DictReader(handle))
    network: Any = isp_graph.graph(type(demo)("demo", demo.tables))
    assert sum(kind == "offer" for _, kind in network.nodes(data="type")) == offers


def test_nothing_dangles_and_all_is_typed(demo):
    for data in (demo, demo.where(zone="NE"), demo.where(kind="cpas", certainty="fictional")):
        network: Any = isp_graph.graph(data)
        assert all(facts["type"] for _, facts in network.nodes(data=True))
        assert all(facts["type"] for *_, facts in network.edges(data=True))
        known = {"seat", *NODES.values()}
        assert {kind for _, kind in network.nodes(data="type")} <= known


@pytest.mark.parametrize("seed", range(4))
def test_small_datasets_lose_no_record_whatever_is_chosen(seed):
    whole = read_tables(tables_of(8, 4, seed)).data
    for data in (whole, whole.at("2014-07"), whole.where(zone="NE"), whole.where(kind="oisp")):
        network: Any = isp_graph.graph(data)
        edges = Counter(kind for *_, kind in network.edges(data="type"))
        for table in ("mandates", "attendance", "coverage", "organisation_sectors"):
            assert edges[SCHEMA[table].edge] == data.table(table).height, table
        for kind, count in Counter(data.table("ties")["kind"].to_list()).items():
            assert edges[kind] == count


def test_a_seat_without_a_holder_is_a_node_of_its_own():
    tables = tables_of(3, 1, 0) | {
        "mandates": [
            {"person": "", "organisation": "o1", "role": "member", "start": "2010"},
            {"person": "", "organisation": "o1", "role": "member", "start": "2010"},
            {"person": "", "organisation": "o1", "represents": "o0"},
        ]
    }
    network: Any = isp_graph.graph(read_case(tables).data)
    seats = [node for node, kind in network.nodes(data="type") if kind == "seat"]
    assert len(seats) == 2
    assert {target for seat in seats for _, target in network.out_edges(seat)} == {"o1"}
    assert network.has_edge("o0", "o1")


def test_all_facts_are_there(demo):
    network = isp_graph.graph(demo)
    for name in ("organisations", "meetings", "offers"):
        frame = demo.current().table(name)
        for record in frame.iter_rows(named=True):
            facts = network.nodes[node_id(name, record["id"])]
            for key, value in record.items():
                assert key == "id" or facts.get(key) == value


def test_ids_are_stable_under_every_choice():
    data = isp_graph.read("demo")
    whole, part = isp_graph.graph(data), isp_graph.graph(data.where(zone="NE"))
    assert set(part) <= set(whole)
    for node, facts in part.nodes(data=True):
        assert facts == whole.nodes[node], node
    again = isp_graph.graph(isp_graph.read("demo"))
    assert list(again.nodes(data=True)) == list(whole.nodes(data=True))
    assert list(again.edges(data=True)) == list(whole.edges(data=True))


def test_an_organisation_may_be_called_like_another_node():
    names = ("zone:NE", "organisation:zone:NE", "seat:x", "NE")
    tables = {
        "organisations": [{"id": name, "name": name, "zone": "NE"} for name in names],
        "zones": [{"id": "NE", "name_fr": "Nord-Est"}],
        "communes": [],
    }
    network: Any = isp_graph.graph(read_case(tables).data)
    assert Counter(kind for _, kind in network.nodes(data="type")) == {
        "organisation": 4,
        "zone": 1,
    }


def test_a_choice_leaves_out_what_nothing_points_to(demo):
    network: Any = isp_graph.graph(demo.where(organisation="oisp-08"))
    kinds = Counter(kind for _, kind in network.nodes(data="type"))
    assert kinds["organisation"] == 1
    for kind in ("zone", "commune", "sector", "step"):
        nodes = [node for node, facts in network.nodes(data=True) if facts["type"] == kind]
        assert all(network.in_degree(node) > 0 for node in nodes)


def _organisations(network):
    return {node for node, kind in network.nodes(data="type") if kind == "organisation"}


@pytest.mark.parametrize("around", ["oisp-34", "ml-no", "oisp-37"])
@pytest.mark.parametrize("radius", [0, 1, 2, 50])
def test_the_part_around_an_organisation_is_its_ego_network(demo, around, radius):
    whole = isp_graph.layer(demo, "all").to_networkx()
    meant = set(nx.ego_graph(whole, around, radius=radius))
    part = isp_graph.subnetwork(demo, around=around, radius=radius)
    assert _organisations(part.graph) == meant
    assert [row["organisation"] for row in part.rows] == sorted(meant)


@pytest.mark.parametrize("seed", range(3))
def test_the_part_of_a_layer_is_its_ego_network_with_its_weights(seed):
    case = read_case(tables_of(10, 3, seed))
    for name in ("all", "boards-newman", "meetings-newman", "referrals"):
        whole = oracle.layer(case.world, name)
        for around in whole:
            part = isp_graph.subnetwork(case.data, around=around, radius=1, layer=name)
            meant = nx.ego_graph(whole, around, radius=1, undirected=True)
            assert set(part.graph) == set(meant)
            found = {edge: part.graph.edges[edge]["weight"] for edge in part.graph.edges}
            assert len(found) == meant.number_of_edges()
            for edge, weight in found.items():
                assert weight == pytest.approx(meant.edges[edge]["weight"])
            for row in part.rows:
                assert row["neighbours"] == sorted(
                    nx.all_neighbors(meant, row["organisation"])
                ) or (meant.is_directed())


def test_who_is_not_there_is_refused_with_the_nearest(demo):
    with pytest.raises(UsageError, match="Nearest: oisp-"):
        isp_graph.subnetwork(demo, around="oisp-99")
    with pytest.raises(UsageError, match="not negative"):
        isp_graph.subnetwork(demo, around="oisp-08", radius=-1)
    with pytest.raises(UsageError, match="no such organisation is left"):
        isp_graph.subnetwork(demo.where(zone="S"), around="ml-no")
