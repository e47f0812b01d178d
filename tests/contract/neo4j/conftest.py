"""One real server for all these tests, started as a user starts it; the last of them kills it."""

import contextlib
import io
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.server.neo4j_store import Neo4jStore
from isp_graph.server.server import target
from tests.contract.embedded import EmbeddedStore

FETCHING = 900
RELEASE = os.environ.get("ISP_GRAPH_NEO4J_RELEASE", "5.26.30")
SHIPPED = ("demo", "bruxelles-2015")
GDS = RELEASE.startswith("5.26")
SHORT_LIFE = (
    # A short life is not worth the compiler's best: C1 alone starts twice as fast.
    "-XX:TieredStopAtLevel=1 "
    # To check each class takes a third of the rest; the jars are those of the lock.
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote -XX:-BytecodeVerificationLocal "
    # Nor is a collector that works beside the program, or the counters that nobody reads.
    "-XX:+UseSerialGC -XX:-UsePerfData"
)
Run = Callable[..., subprocess.CompletedProcess[str]]


def free_port() -> int:
    """Find a port that nothing listens to, away from Neo4j's own and from other workers'."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = 17700 + 100 * worker
    for port in range(first, first + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise AssertionError("no free port")


def modest(port: int) -> tuple[str, ...]:
    """Give the options of a server that takes no port of the user's, and little memory."""
    plain = ("--port", str(port), "--no-browser", "--memory", "512m")
    return (*plain, "--release", RELEASE)


def whole(port: int) -> tuple[str, ...]:
    """Give the options of the server that the tests share."""
    return (*modest(port), *(["--gds"] if GDS else []))


def words_of(*words: str | Path) -> list[str]:
    return ["neo4j", *map(str, words), "--lang", "en"]


def apart(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``isp-graph neo4j …`` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "isp_graph", *words_of(*words)],
        env=os.environ | {"JDK_JAVA_OPTIONS": SHORT_LIFE},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=FETCHING,
        check=False,
    )


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``isp-graph neo4j …``: what starts or ends a server apart, the rest in this process."""
    if words[0] in ("start", "stop"):
        return apart(*words)
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("sys.stdin", io.StringIO())
        code = entry(words_of(*words))
    return subprocess.CompletedProcess(list(words), code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session")
def run() -> Run:
    return command


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a running server; without one the tests are skipped, or fail if required."""
    place = tmp_path_factory.mktemp("neo4j") / "server"
    started = command("start", place, *whole(free_port()))
    if started.returncode:
        reason = f"no Neo4j server here: {started.stderr.strip()}"
        missing = "not installed" in reason or "cannot be fetched" in reason
        if missing and os.environ.get("ISP_GRAPH_REQUIRE") != "1":
            pytest.skip(reason)
        pytest.fail(reason, pytrace=False)
    try:
        yield place
    finally:
        assert command("stop", place).returncode == 0


@pytest.fixture(scope="session")
def store(home: Path) -> Neo4jStore:
    """The store of that server, with what is shipped in it.

    Where there is more than the rest adds, no question is planned anew for what has changed.
    """
    store = Neo4jStore(target(home))
    for name in SHIPPED:
        store.load(isp_graph.read(name), name=name, edition="internal")
    return store


@pytest.fixture(scope="module")
def here() -> EmbeddedStore:
    return EmbeddedStore()


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request: pytest.FixtureRequest, store: Neo4jStore, here: EmbeddedStore) -> str:
    """Load a shipped dataset into both stores, and name it."""
    name: str = request.param
    data = isp_graph.read(name)
    for each in (store, here):
        each.load(data, name=name, edition="internal")
    return name


def same(
    store: Neo4jStore,
    here: EmbeddedStore,
    question: str,
    name: str,
    date: str | None = None,
    where: Iterable[tuple[str, str]] = (),
    **asked: Any,
) -> list[dict[str, Any]]:
    """Ask both stores, compare the answers row by row, and give the rows."""
    there = store.ask(question, name, date, where, **asked)
    meant = here.ask(question, name, date, where, **asked)
    assert there.rows == meant.rows
    assert (there.columns, there.date) == (meant.columns, meant.date)
    return there.rows
