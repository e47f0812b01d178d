"""Jars are fetched once, and kept only if they are what the lock says."""

import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from isp_graph.errors import AccessError
from isp_graph.store import jars

JAR = b"a jar"
LOCK = f"org.example:thing:1.0 {hashlib.sha256(JAR).hexdigest()} {len(JAR)}\n"
PATIENCE = 1


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A repository with one jar, which answers two who ask at once at the same time."""
    met = threading.Barrier(2)
    paths: list[str] = []

    class Repository(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            found = self.path.endswith(".jar")
            if found:
                try:
                    met.wait(PATIENCE)
                except threading.BrokenBarrierError:
                    met.reset()
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", str(len(JAR) if found else 0))
            self.end_headers()
            self.wfile.write(JAR if found else b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    (tmp_path / "thing.lock").write_text(LOCK)
    monkeypatch.setattr(jars, "files", lambda _: tmp_path)
    monkeypatch.setenv("ISP_GRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), Repository) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("ISP_GRAPH_MAVEN", f"http://127.0.0.1:{server.server_port}/maven2")
        yield paths
        server.shutdown()


def test_two_starts_at_once_fetch_a_jar_once(asked):
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(jars.fetch, [["thing"], ["thing"]])
    assert first == second
    assert first["thing"][0].read_bytes() == JAR
    assert [path.rpartition("/")[2] for path in asked if path.endswith(".jar")] == ["thing-1.0.jar"]


def test_what_is_not_the_jar_of_the_lock_is_not_kept(asked, tmp_path):
    (tmp_path / "thing.lock").write_text(LOCK.replace(" 5\n", " 6\n"))
    with pytest.raises(AccessError, match=r"thing-1\.0\.jar"):
        jars.fetch(["thing"])
    assert not list(tmp_path.rglob("*.jar"))
