"""Jars are fetched once, over few connections, and kept only if they are what the lock says."""

import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from isp_graph.errors import AccessError
from isp_graph.server import jars

JAR = b"a jar"
LINE = f"org.example:{{name}}:1.0 {hashlib.sha256(JAR).hexdigest()} {len(JAR)}\n"
LOCK = LINE.format(name="thing")
PATIENCE = 1


@dataclass
class Repository:
    """What was asked of a repository, and how it is to answer."""

    names: list[str] = field(default_factory=list)
    clients: set[tuple[str, int]] = field(default_factory=set)
    busy: int = 0
    """How many are told to come back before one is answered."""
    together: bool = False
    """Whether two who ask at once are answered at the same time."""


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A repository in which every jar has the same bytes."""
    met = threading.Barrier(2)
    repository = Repository()

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            repository.names.append(self.path.rpartition("/")[2])
            repository.clients.add(self.client_address)
            if repository.together:
                try:
                    met.wait(PATIENCE)
                except threading.BrokenBarrierError:
                    met.reset()
            busy = repository.busy > 0
            repository.busy -= busy
            self.send_response(503 if busy else 200)
            self.send_header("Content-Length", str(0 if busy else len(JAR)))
            self.end_headers()
            self.wfile.write(b"" if busy else JAR)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    (tmp_path / "thing.lock").write_text(LOCK)
    monkeypatch.setattr(jars, "files", lambda _: tmp_path)
    monkeypatch.setattr(jars, "_PAUSE", 0.01)
    monkeypatch.setenv("ISP_GRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setenv("ISP_GRAPH_MAVEN", f"http://127.0.0.1:{server.server_port}/maven2")
        yield repository
        server.shutdown()


def test_two_starts_at_once_fetch_a_jar_once(asked):
    asked.together = True
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(jars.fetch, [["thing"], ["thing"]])
    assert first == second
    assert first["thing"][0].read_bytes() == JAR
    assert asked.names == ["thing-1.0.jar"]


def test_what_is_not_the_jar_of_the_lock_is_not_kept(asked, tmp_path):
    (tmp_path / "thing.lock").write_text(LOCK.replace(" 5\n", " 6\n"))
    with pytest.raises(AccessError, match=r"thing-1\.0\.jar"):
        jars.fetch(["thing"])
    assert asked.names == ["thing-1.0.jar"]
    assert not list(tmp_path.rglob("*.jar"))


def test_what_a_broken_fetching_left_is_fetched_again(asked):
    path = jars.fetch(["thing"])["thing"][0]
    path.write_bytes(JAR[:-1])
    jars.fetch(["thing"])
    assert path.read_bytes() == JAR
    assert asked.names == ["thing-1.0.jar"] * 2


def test_many_jars_come_over_few_connections(asked, tmp_path):
    names = [f"thing{number}" for number in range(40)]
    (tmp_path / "thing.lock").write_text("".join(LINE.format(name=name) for name in names))
    told: list[tuple[int, int]] = []
    paths = jars.fetch(["thing"], lambda done, total: told.append((done, total)))["thing"]
    assert [path.name for path in paths] == [f"{name}-1.0.jar" for name in names]
    assert sorted(asked.names) == sorted(path.name for path in paths)
    assert len(asked.clients) <= 4
    assert told == [(5 * number, 200) for number in range(1, 41)]


def test_a_busy_repository_is_asked_again(asked):
    asked.busy = 2
    assert jars.fetch(["thing"])["thing"][0].read_bytes() == JAR
    assert asked.names == ["thing-1.0.jar"] * 3


def test_a_repository_that_stays_busy_is_told(asked):
    asked.busy = 100
    with pytest.raises(AccessError, match="RetryError"):
        jars.fetch(["thing"])
