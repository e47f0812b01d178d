"""One real server for the whole run, started as a user starts it."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from isp_graph.store.connection import Target
from isp_graph.store.server import target

FETCHING = 900
Run = Callable[..., subprocess.CompletedProcess[str]]


def free_port() -> int:
    """Find a port that nothing listens to, away from Neo4j's own."""
    for port in range(17700, 17800):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise AssertionError("no free port")


def ports() -> tuple[str, ...]:
    """Give the options of a server that takes no port of the user's."""
    return ("--port", str(free_port()), "--no-browser")


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``isp-graph neo4j …``."""
    return subprocess.run(
        [sys.executable, "-m", "isp_graph", "neo4j", *map(str, words), "--lang", "en"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=FETCHING,
        check=False,
    )


@pytest.fixture(scope="session")
def run() -> Run:
    return command


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a running server; without one the tests are skipped, or fail if required."""
    place = tmp_path_factory.mktemp("neo4j") / "server"
    started = command("start", place, *ports(), "--memory", "512m")
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
def to(home: Path) -> Target:
    return target(home)
