"""Whoever reads sees the old dataset whole or the new one whole, whoever is killed and when."""

import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

import isp_graph
from isp_graph.store import server
from isp_graph.store.connection import connected
from isp_graph.store.files import cypher
from isp_graph.store.loading import remove_stale
from isp_graph.store.neo4j_store import Neo4jStore
from tests.contract.drawn import drawn
from tests.contract.neo4j.conftest import free_port, modest, words_of
from tests.contract.stores import assert_equal

OLD, NEW = drawn(8), isp_graph.read("demo")


def client(*words) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "isp_graph",
            *words_of("load", "demo", "--edition", "internal", *words),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def rows_begun(store, name) -> bool:
    """Tell whether a load has begun to write what nobody sees yet."""
    with connected(store.to) as driver, driver.session() as session:
        return session.run(cypher("load/stale"), dataset=name).single() is not None


def wait_for_rows(store, name):
    until = time.monotonic() + 60
    while not rows_begun(store, name) and time.monotonic() < until:
        time.sleep(0.01)


def assert_whole(store, name):
    _, seen = store.read(name)
    assert_equal(seen, NEW if seen.settings == NEW.settings else OLD)


@pytest.mark.parametrize("after", [0.0, 0.4, 1.5])
def test_a_client_killed_while_loading(store, home, after):
    store.load(OLD, name="killed", edition="internal")
    process = client("--name", "killed", "--home", home)
    wait_for_rows(store, "killed")
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert_whole(store, "killed")
    store.load(NEW, name="killed", edition="internal")
    assert_equal(store.read("killed")[1], NEW)
    assert not rows_begun(store, "killed")


def test_a_server_killed_while_loading(run, tmp_path, home):
    assert home  # Neo4j can be had
    place, port = tmp_path / "server", free_port()
    try:
        started = run("start", place, *modest(port))
        assert started.returncode == 0, started.stderr
        store = Neo4jStore(server.target(place))
        store.load(OLD, name="killed", edition="internal")
        process = client("--name", "killed", "--home", place)
        wait_for_rows(store, "killed")
        time.sleep(0.3)
        found = server.running(place)
        assert found is not None
        alive = psutil.Process(found.pid)
        alive.kill()
        alive.wait(30)
        assert process.wait(60) in (0, 3)
        assert "ended without being stopped" in run("status", place).stdout
        refused = run("ask", "contents", "--dataset", "killed", "--home", place)
        assert refused.returncode == 3
        assert "has ended without being stopped" in refused.stderr
        assert run("start", place, *modest(port)).returncode == 0
        store = Neo4jStore(server.target(place))
        assert_whole(store, "killed")
        store.load(NEW, name="killed", edition="internal")
        assert_equal(store.read("killed")[1], NEW)
    finally:
        assert run("stop", place).returncode == 0


def test_readers_meet_no_mixture_while_it_is_loaded(store):
    """Tables, and questions of one statement, are read again and again during loads."""
    small = drawn(9)
    store.load(small, name="moving", edition="internal")
    meant = [sorted((t, f.height) for t, f in data.tables.items()) for data in (small, NEW)]
    done = threading.Event()
    wrong: list[object] = []
    seen = 0

    def reading() -> None:
        nonlocal seen
        while not done.is_set():
            rows = store.ask("contents", "moving").rows
            if [(row["table"], row["rows"]) for row in rows] not in meant:
                wrong.append(rows)
            seen += 1

    reader = threading.Thread(target=reading)
    reader.start()
    try:
        for data in (NEW, small, NEW):
            store.load(data, name="moving", edition="internal")
    finally:
        done.set()
        reader.join()
    assert seen > 3
    assert not wrong


def test_what_somebody_still_reads_is_not_removed(store):
    store.load(OLD, name="read", edition="internal")
    with connected(store.to) as driver, driver.session() as session:
        transaction = session.begin_transaction()
        before = transaction.run(cypher("read/dataset"), dataset="read").single(strict=True)
        loading = threading.Thread(
            target=store.load, args=(NEW,), kwargs={"name": "read", "edition": "internal"}
        )
        loading.start()
        while store.about("read").version == before["version"]:
            time.sleep(0.05)
        time.sleep(0.5)
        size = transaction.run(cypher("load/size"), version=before["version"]).single(strict=True)
        assert (size["nodes"], size["relationships"]) == (before["nodes"], before["relationships"])
        transaction.rollback()
        loading.join(60)
        assert not rows_begun(store, "read")
        remove_stale(session, "read")
