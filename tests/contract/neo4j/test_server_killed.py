"""Whoever reads sees the old dataset whole or the new one whole, whoever is killed and when."""

import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

import isp_graph
from isp_graph.schema.tables import SCHEMA
from isp_graph.server import server
from isp_graph.server.connection import connected
from isp_graph.server.files import cypher
from isp_graph.server.loading import remove_stale
from tests.contract.drawn import drawn
from tests.contract.neo4j.conftest import modest, words_of
from tests.contract.stores import assert_equal

OLD, NEW = drawn(8), isp_graph.read("demo")
PATIENCE = 120


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
    """Tell whether there are rows that nobody sees: of a load that goes on or was broken off."""
    with connected(store.to) as driver, driver.session() as session:
        return session.run(cypher("load/stale"), dataset=name).single() is not None


def wait_for_rows(store, name, share):
    """Wait until a load has written a share of the nodes that nobody sees yet."""
    wanted = share * sum(
        NEW.table(table).height for table in NEW.tables if SCHEMA[table].node is not None
    )
    until = time.monotonic() + PATIENCE
    with connected(store.to) as driver, driver.session() as session:
        while time.monotonic() < until:
            begun = session.run(cypher("load/stale"), dataset=name).single()
            if begun is not None:
                size = session.run(cypher("load/size"), version=begun["version"])
                if size.single(strict=True)["nodes"] >= wanted:
                    return
            time.sleep(0.01)
    pytest.fail("nothing was written beside what readers see")


def assert_loaded_again(store, name):
    store.load(NEW, name=name, edition="internal")
    assert_equal(store.read(name)[1], NEW)
    assert not rows_begun(store, name)


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_client_killed_while_writing(store, home, share):
    store.load(OLD, name="killed", edition="internal")
    process = client("--name", "killed", "--home", home)
    wait_for_rows(store, "killed", share)
    process.kill()
    assert process.wait() == -signal.SIGKILL, "it was still loading"
    assert_equal(store.read("killed")[1], OLD)
    assert_loaded_again(store, "killed")


def test_a_client_killed_when_readers_have_moved(store, home):
    """Its last work, to remove what readers left, is not done."""
    store.load(OLD, name="killed", edition="internal")
    before = store.about("killed").version
    process = client("--name", "killed", "--home", home)
    until = time.monotonic() + PATIENCE
    while store.about("killed").version == before and time.monotonic() < until:
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert_equal(store.read("killed")[1], NEW)
    assert_loaded_again(store, "killed")


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


def test_a_server_killed_while_loading(run, store, home):
    """The server is killed, and started again where it was: the last of all these tests."""
    store.load(OLD, name="killed", edition="internal")
    process = client("--name", "killed", "--home", home)
    wait_for_rows(store, "killed", 0.2)
    found = server.running(home)
    assert found is not None
    try:
        alive = psutil.Process(found.pid)
        alive.kill()
        alive.wait(30)
        assert process.wait(PATIENCE) == 3
        assert "ended without being stopped" in run("status", home).stdout
        refused = run("ask", "contents", "--dataset", "killed", "--home", home)
        assert refused.returncode == 3
        assert "has ended without being stopped" in refused.stderr
    finally:
        again = run("start", home, *modest(found.port))
        assert again.returncode == 0, again.stderr
    assert_equal(store.read("killed")[1], OLD)
    assert_loaded_again(store, "killed")
