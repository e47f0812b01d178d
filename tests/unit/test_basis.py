"""The same basis gives the same answer: what was asked is told whole."""

import pytest

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.console.exits import WRONG_USAGE
from isp_graph.datasets.dataset import Dataset


@pytest.fixture(scope="module")
def demo() -> Dataset:
    return isp_graph.read("demo")


def test_two_conditions_on_one_key_are_both_told(demo: Dataset) -> None:
    chained = isp_graph.centrality(demo.where(zone="NE").where(zone="S"))
    single = isp_graph.centrality(demo.where(zone="S"))
    assert chained.rows != single.rows
    assert chained.basis.parameters["where"] == [{"zone": ["NE"]}, {"zone": ["S"]}]
    assert single.basis.parameters["where"] == {"zone": ["S"]}


def test_a_second_day_starts_from_the_whole(demo: Dataset) -> None:
    again, once = demo.at("1995").at("2010"), demo.at("2010")
    assert again.nodes.equals(once.nodes)
    assert again.date == once.date


def test_a_layer_given_tells_its_own_weight(demo: Dataset) -> None:
    flows = isp_graph.layer(demo, "referrals", weight="flow")
    given = isp_graph.centrality(flows)
    named = isp_graph.centrality(demo, ["referrals"], weight="flow")
    assert given.basis == named.basis
    assert given.frame.equals(named.frame)


def test_a_subnetwork_is_a_result(demo: Dataset) -> None:
    part = isp_graph.subnetwork(demo.where(zone="NE"), layer="meetings")
    assert part.to_polars()["organisation"].to_list() == sorted(part.graph)
    assert part.to_pandas().shape == part.frame.shape


def test_a_second_layer_is_refused_where_one_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code = entry(["export", "demo", "--layer", "boards", "--layer", "meetings"])
    assert code == WRONG_USAGE
    assert "--layer" in capsys.readouterr().err


def test_check_refuses_a_wrong_condition() -> None:
    assert entry(["check", "demo", "--where", "zone=ZZZ"]) == WRONG_USAGE
    assert entry(["check", "demo", "--date", "nonsense"]) == WRONG_USAGE
