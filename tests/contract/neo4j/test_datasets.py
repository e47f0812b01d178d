"""A dataset on the server equals the one loaded; its answers equal the embedded ones."""

import json
import os
import signal
import subprocess
import sys
import time

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import isp_graph
from isp_graph.errors import AccessError, UsageError
from isp_graph.io.tables import dataset_files
from isp_graph.layers import build_layer, layer_names
from isp_graph.store import loading, reading
from isp_graph.store.versions import Difference, compared
from tests.contract.neo4j.drawn import HOSTILE, drawn
from tests.laws.folders import read_tables, tables_of

SHIPPED = ("demo", "bruxelles-2015")
KEYS = ("organisation", "name", "zone", "layer", "status", "degree")
NEEDED = {"isolated", "unknown"}


def assert_equal(read, loaded):
    assert sorted(read.tables) == sorted(loaded.tables)
    for name, frame in loaded.tables.items():
        assert_frame_equal(read.tables[name], frame)
    assert read.settings == loaded.settings


def isolated_here(data):
    rows = isp_graph.isolated(data, suggestions=False).rows
    return [{key: row[key] for key in KEYS} for row in rows if row["status"] in NEEDED]


def assert_same_answers(to, name, data, date=None):
    dated = data.at(date)
    told = reading.ask(to, "isolated", name, date).rows
    assert [{key: row[key] for key in KEYS} for row in told] == isolated_here(dated)
    for layer in layer_names(data):
        told = reading.ask(to, "ties", name, date, layer=layer).rows
        assert told == build_layer(dated, layer).edges.to_dicts(), layer


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request, to):
    data = isp_graph.read(request.param)
    loading.load(to, data, name=request.param, edition="internal")
    return request.param, data


def test_it_comes_back_equal(shipped, to, tmp_path):
    name, data = shipped
    about, back = reading.read(to, name)
    assert about.edition == "internal"
    assert_equal(back, data)
    for file, content in dataset_files(back).items():
        (tmp_path / file).write_bytes(content)
    again = isp_graph.read(tmp_path)
    assert not [each for each in again.findings if each.severity == "error"]
    assert again.fingerprint == data.fingerprint


def test_a_second_load_changes_nothing(shipped, to):
    name, data = shipped
    again = loading.load(to, data, name=name, edition="internal")
    rows = sum(frame.height for frame in data.tables.values())
    assert (again.new, again.rows) == (False, Difference(kept=rows))


@pytest.mark.parametrize("date", [None, "2014", "2012-06-01"])
def test_it_answers_as_here(shipped, to, date):
    name, data = shipped
    assert_same_answers(to, name, data, date)


def test_what_it_holds(shipped, to):
    name, data = shipped
    told = reading.ask(to, "contents", name).rows
    assert told == [{"table": t, "rows": f.height} for t, f in sorted(data.tables.items())]


def test_an_organisation_with_its_facts(shipped, to):
    name, data = shipped
    for identifier in data.table("organisations")["id"][:5]:
        rows = reading.ask(to, "organisation", name, organisation=identifier).rows
        assert rows[0]["other"] == identifier
        own = pl.col("organisation") == identifier
        for table, relation in (("attendance", "ATTENDS"), ("coverage", "COVERS")):
            meant = data.table(table).filter(own).height
            assert sum(row["relation"] == relation for row in rows) == meant
        ties = data.table("ties").filter(
            (pl.col("from") == identifier) | (pl.col("to") == identifier)
        )
        assert sum(row["relation"] == "TIED_TO" for row in rows) == ties.height


@pytest.mark.parametrize("seed", range(12))
def test_any_dataset_comes_back_equal(to, seed):
    data = drawn(seed)
    loading.load(to, data, name="drawn", edition="internal")
    assert_equal(reading.read(to, "drawn")[1], data)


@pytest.mark.parametrize("seed", range(8))
def test_any_dataset_answers_as_here(to, seed):
    incomplete = ("ties", "mandates", "attendance")[seed % 4 :]
    data = read_tables(tables_of(9, 2, seed), incomplete).data
    loading.load(to, data, name="case", edition="internal")
    assert_same_answers(to, "case", data, "2013-01-01" if seed % 2 else None)


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_a_hostile_text_is_only_a_text(to, text):
    with pytest.raises(AccessError):
        reading.ask(to, "contents", text + " there is none")
    loading.load(to, drawn(3), name="safe", edition="internal")
    rows = reading.ask(to, "organisation", "safe", organisation=text).rows
    known = drawn(3).table("organisations")["id"].to_list()
    assert bool(rows) == (text in known)
    with pytest.raises(UsageError):
        reading.ask(to, text, "safe")


def test_a_name_is_checked(to):
    for name in ("", " ", "a\nb", "x" * 201):
        with pytest.raises(UsageError):
            loading.load(to, drawn(1), name=name, edition="internal")


def test_people_are_not_named_by_default(to, home, run):
    assert run("load", "demo", "--name", "public demo", "--home", home).returncode == 0
    about, data = reading.read(to, "public demo")
    assert about.edition == "public"
    names = set(isp_graph.read("demo").table("people")["name"])
    assert data.table("people").height == len(isp_graph.read("demo").table("people"))
    assert not names & set(data.table("people")["name"])


def test_drop_removes_one_dataset_and_asks_first(to, run, home):
    for name in ("kept", "gone"):
        loading.load(to, drawn(5), name=name, edition="internal")
    assert run("drop", "gone", "--home", home).returncode == 2
    assert run("drop", "gone", "--yes", "--home", home).returncode == 0
    assert run("drop", "gone", "--yes", "--home", home).returncode == 3
    known = {row["dataset"] for row in reading.datasets(to)}
    assert "kept" in known
    assert "gone" not in known
    assert_equal(reading.read(to, "kept")[1], drawn(5))


def test_a_new_version_takes_the_place_of_the_old_one(to):
    loading.load(to, drawn(6), name="changing", edition="internal")
    done = loading.load(to, drawn(7), name="changing", edition="internal")
    assert done.new
    assert done.rows == compared(drawn(6).tables, drawn(7).tables)
    assert_equal(reading.read(to, "changing")[1], drawn(7))


@pytest.mark.parametrize("after", [0.3, 0.8, 1.2, 1.6, 2.0, 2.6])
def test_a_client_killed_while_loading(to, home, after):
    old = drawn(8)
    loading.load(to, old, name="killed", edition="internal")
    words = ("load", "demo", "--edition", "internal", "--name", "killed", "--home", str(home))
    client = subprocess.Popen(
        [sys.executable, "-m", "isp_graph", "neo4j", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    os.kill(client.pid, signal.SIGKILL)
    client.wait()
    new = isp_graph.read("demo")
    _, seen = reading.read(to, "killed")
    meant = new if "zones" in seen.tables and seen.settings == new.settings else old
    assert_equal(seen, meant)
    loading.load(to, new, name="killed", edition="internal")
    assert_equal(reading.read(to, "killed")[1], new)


def test_the_command_prints_what_the_embedded_one_prints(home, run, shipped):
    name, data = shipped
    told = run("ask", "isolated", "--dataset", name, "--home", home, "--format", "json")
    rows = json.loads(told.stdout)["rows"]
    assert [{key: row[key] for key in KEYS} for row in rows] == isolated_here(data.current())
