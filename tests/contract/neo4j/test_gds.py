"""Measures by Graph Data Science equal ours."""

import json

import pytest

import isp_graph
from isp_graph.errors import AccessError, UsageError
from isp_graph.server.measuring import measure
from tests.contract.neo4j.conftest import GDS
from tests.contract.stores import small

pytestmark = pytest.mark.skipif(not GDS, reason="OpenGDS is for the line 5.26")
CLOSE = 1e-6


@pytest.mark.parametrize("layer", ["boards", "referrals", "funding"])
@pytest.mark.parametrize("date", [None, "2012"])
def test_pagerank_and_components_are_the_same(store, layer, date):
    data = isp_graph.read("demo")
    store.load(data, name="demo", edition="internal")
    rows = measure(store.to, "demo", layer, date).rows
    meant = isp_graph.centrality(data.at(date), [layer]).rows
    assert len(rows) == len(meant) > 0
    for there, here in zip(rows, meant, strict=True):
        for key in ("organisation", "layer", "component", "component_size"):
            assert there[key] == here[key]
        assert there["pagerank"] == pytest.approx(here["pagerank"], abs=CLOSE)


def test_a_layer_without_ties_is_measured(store):
    store.load(small(), name="alone", edition="internal")
    rows = measure(store.to, "alone", "boards").rows
    assert [row["pagerank"] for row in rows] == pytest.approx([1 / 3] * 3)
    with pytest.raises(UsageError):
        measure(store.to, "alone", "bords")
    with pytest.raises(AccessError):
        measure(store.to, "nowhere", "boards")


def test_the_command_measures(run, home, store):
    store.load(small(), name="alone", edition="internal")
    asked = ("ask", "centrality", "--dataset", "alone", "--home", home, "--layer", "partnerships")
    told = run(*asked, "--gds", "--format", "json")
    assert told.returncode == 0, told.stderr
    rows = json.loads(told.stdout)["rows"]
    assert [row["component_size"] for row in rows] == [2, 2, 1]
    assert run(*asked).returncode == 2
