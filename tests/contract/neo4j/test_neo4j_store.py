"""The store on a Neo4j server answers as the embedded one."""

import dataclasses
import json
import re

import neo4j
import polars as pl
import pytest

import isp_graph
from isp_graph.datasets.files.written import dataset_files
from isp_graph.network import layer_names
from isp_graph.schema.resources import resource
from isp_graph.server.connection import connected
from isp_graph.server.files import cypher, header
from isp_graph.server.port import in_order, questions
from tests.contract.drawn import drawn
from tests.contract.neo4j.conftest import same
from tests.contract.stores import ASKED, assert_equal, small
from tests.laws.folders import read_tables, tables_of

KEYS = ("organisation", "name", "zone", "layer", "degree", "status")
FILTERS = {
    "demo": (
        [("zone", "NE")],
        [("seat_zone", "Nord-Est"), ("seat_zone", "S")],
        [("coverage_zone", "NE"), ("kind", "oisp")],
        [("sector", "horeca"), ("certainty", "fictional")],
        [("step", "formation"), ("language", "fr")],
        [("commune", "Schaerbeek"), ("modality", "observed")],
        [("organisation", "ml-no"), ("organisation", "oisp-38")],
    ),
    "bruxelles-2015": (
        [("zone", "NE"), ("modality", "prescribed")],
        [("kind", "mission_locale"), ("certainty", "certain")],
        [("modality", "expected")],
    ),
}


@pytest.mark.parametrize("date", [None, "2012-06-01"])
def test_layers_are_the_same(store, here, shipped, date):
    same(store, here, "isolated", shipped, date)
    for layer in layer_names(here.read(shipped)[1]):
        same(store, here, "ties", shipped, date, layer=layer)
    same(store, here, "isolated", shipped, date, layers=["meetings", "all"])


def test_sub_networks_are_the_same(store, here, shipped):
    data = here.read(shipped)[1].current()
    middle = data.nodes["id"][data.nodes.height // 2]
    for layer in (None, "meetings"):
        for radius in (0, 2, 999):
            rows = same(
                store, here, "subnetwork", shipped, layer=layer, around=middle, radius=radius
            )
            assert middle in [row["organisation"] for row in rows]
    for where in FILTERS[shipped]:
        same(store, here, "subnetwork", shipped, where=where)
    same(store, here, "subnetwork", shipped, "2013", FILTERS[shipped][0], layer="meetings")


def test_contents_and_organisations_are_the_same(store, here, shipped):
    same(store, here, "contents", shipped)
    ids = here.read(shipped)[1].table("organisations")["id"].to_list()
    for identifier in [*ids[::4], "nobody"]:
        rows = same(store, here, "organisation", shipped, organisation=identifier)
        assert bool(rows) == (identifier in ids)


@pytest.mark.parametrize("seed", range(5))
def test_any_dataset_is_asked_alike(store, here, seed):
    incomplete = ("ties", "mandates", "attendance")[seed % 4 :]
    data = read_tables(tables_of(9, 2, seed), incomplete).data
    for each in (store, here):
        each.load(data, name="case", edition="internal")
    date = "2013-01-01" if seed % 2 else None
    same(store, here, "isolated", "case", date)
    same(store, here, "contents", "case")
    for layer in layer_names(data):
        same(store, here, "ties", "case", date, layer=layer)
    for where in (
        (),
        [("zone", "NE"), ("modality", "expected"), ("modality", "observed")],
        [("sector", "horeca"), ("certainty", "certain")],
        [("coverage_zone", "S")],
    ):
        if all(source in data.tables for source in ("zones", "sectors")):
            same(store, here, "subnetwork", "case", date, where)
    for identifier in data.table("organisations")["id"]:
        same(store, here, "organisation", "case", organisation=identifier)


@pytest.mark.parametrize("seed", range(2))
def test_every_row_of_an_organisation_is_told(store, here, seed):
    data = drawn(seed)
    for each in (store, here):
        each.load(data, name="drawn", edition="internal")
    for identifier in data.table("organisations")["id"]:
        rows = same(store, here, "organisation", "drawn", organisation=identifier)
        for table in ("coverage", "organisation_sectors", "attendance", "pole_roles", "offers"):
            meant = data.table(table).filter(pl.col("organisation") == identifier).height
            relation = {"coverage": "COVERS", "organisation_sectors": "WORKS_IN"}.get(
                table, {"attendance": "ATTENDS", "pole_roles": "ACTS_IN"}.get(table, "OFFERED_BY")
            )
            assert sum(row["relation"] == relation for row in rows) == meant


@pytest.mark.parametrize("question", questions())
def test_a_file_runs_as_it_is_pasted(store, question):
    """Comments, semicolon and all, with the parameters that its head names, and no other."""
    store.load(small(**ASKED), name="pasted", edition="internal")
    needed = {"ties": {"layer": "partnerships"}, "organisation": {"organisation": "a"}}
    text = (resource("cypher") / f"ask/{question}.cypher").read_text("utf-8")
    told = header(f"ask/{question}")
    given = dict.fromkeys(re.findall(r"\$(\w+)", told))
    given |= {"dataset": "pasted", **needed.get(question, {})}
    with connected(store.to) as driver, driver.session() as session:
        result = session.run(text, given)
        columns, rows = result.keys(), in_order(result.data())
    assert rows == store.ask(question, "pasted", **needed.get(question, {})).rows
    assert not [c for c in columns if not re.search(rf"\b{c}\b", told.split("A row:")[1])]


def test_a_question_is_planned_once_whatever_is_asked(store, monkeypatch):
    """The server makes a plan for each mixture of types: seconds, for the long questions."""
    data = small(**ASKED)
    dated = dataclasses.replace(data.settings, date="2014")
    data = isp_graph.Dataset(data.name, data.tables, settings=dated)
    store.load(data, name="dated", edition="internal")
    sent: dict[str, set[tuple[tuple[str, type], ...]]] = {}
    run = neo4j.ManagedTransaction.run

    def recorded(self, query, parameters=None, **more):
        kinds = tuple((key, type(value)) for key, value in {**(parameters or {}), **more}.items())
        sent.setdefault(query, set()).add(tuple(sorted(kinds, key=str)))
        return run(self, query, parameters, **more)

    monkeypatch.setattr(neo4j.ManagedTransaction, "run", recorded)
    for question, asked in (
        ("subnetwork", {"where": [("zone", "x")]}),
        ("subnetwork", {"where": [("zone", "x"), ("zone", "y"), ("kind", "other")]}),
        ("subnetwork", {"around": "a", "radius": 2, "layer": "partnerships"}),
        ("missing", {"where": [("zone", "x")]}),
        ("crossings", {}),
        ("essential", {}),
        ("isolated", {"layers": ["partnerships"]}),
    ):
        for date in (None, "2015"):
            store.ask(question, "dated", date)
            store.ask(question, "dated", date, **asked)
    for question in ("subnetwork", "missing", "crossings", "essential", "isolated"):
        assert len(sent[cypher(f"ask/{question}")]) == 1, question


def test_what_is_read_back_is_a_dataset(store, shipped, tmp_path, run, home):
    assert run("read", shipped, "-o", tmp_path / "copy", "--home", home).returncode == 0
    data, again = isp_graph.read(shipped), isp_graph.read(tmp_path / "copy")
    assert not [each for each in again.findings if each.severity == "error"]
    assert again.fingerprint == data.fingerprint
    assert dataset_files(again).keys() == dataset_files(data).keys()
    for name, content in dataset_files(store.read(shipped)[1]).items():
        assert (tmp_path / "copy" / name).read_bytes() == content == dataset_files(data)[name]


def test_the_command_prints_what_the_embedded_one_prints(shipped, run, home):
    told = run("ask", "isolated", "--dataset", shipped, "--home", home, "--format", "json")
    rows = [{key: row[key] for key in KEYS} for row in json.loads(told.stdout)["rows"]]
    meant = isp_graph.isolated(isp_graph.read(shipped), suggestions=False).rows
    assert rows == [
        {key: row[key] for key in KEYS} for row in meant if row["status"] in ("isolated", "unknown")
    ]


def test_a_load_says_what_it_did_and_what_it_did_not(run, home):
    first = run("load", "demo", "--name", "public demo", "--home", home)
    assert first.returncode == 0
    assert " rows created" in first.stderr
    again = run("load", "demo", "--name", "public demo", "--home", home)
    assert "nothing changed" in again.stderr
    assert "public demo: public edition" in run("status", home).stdout


def test_people_are_not_named_by_default(run, store, home):
    assert run("load", "demo", "--name", "public demo", "--home", home).returncode == 0
    about, data = store.read("public demo")
    assert about.edition == "public"
    names = set(isp_graph.read("demo").table("people")["name"])
    assert data.table("people").height == len(isp_graph.read("demo").table("people"))
    everything = b"".join(dataset_files(data).values()).decode()
    assert not [name for name in names if name in everything]


def test_drop_asks_first(run, store, home):
    store.load(drawn(5), name="gone", edition="internal")
    assert run("drop", "gone", "--home", home).returncode == 2
    assert run("drop", "gone", "--yes", "--home", home).returncode == 0
    assert run("drop", "gone", "--yes", "--home", home).returncode == 3


def test_an_option_that_means_nothing_is_refused(run, home):
    asked = ("ask", "isolated", "--dataset", "demo", "--home", home)
    assert run(*asked, "--organisation", "ml-no").returncode == 2
    assert run(*asked, "--where", "zone=NE").returncode == 2
    assert run("ask", "ties", "--dataset", "demo", "--home", home).returncode == 2
    assert run("ask", "isolated", "--home", home).returncode == 2
    listed = run("ask", "--list")
    assert listed.returncode == 0
    assert "subnetwork: " in listed.stdout


def test_rows_lost_on_the_server_are_loaded_again(store):
    data = drawn(4)
    store.load(data, name="damaged", edition="internal")
    with connected(store.to) as driver, driver.session() as session:
        found = session.run(
            "MATCH (d:Dataset {name: 'damaged'}) MATCH (n:Organisation {_version: d.version}) "
            "WITH n LIMIT 1 DETACH DELETE n RETURN 1"
        )
        assert found.single() is not None
    assert store.load(data, name="damaged", edition="internal").new
    assert_equal(store.read("damaged")[1], data)
    assert not store.load(data, name="damaged", edition="internal").new
