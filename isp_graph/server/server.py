"""A Neo4j server of one's own: started, found again, stopped.

Its *home* is a folder with its settings, its data, its log and, in a file that only its owner
reads, its password. It listens on this machine only.
"""

from __future__ import annotations

import json
import os
import secrets
import shlex
import socket
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_data_path

from isp_graph.errors import AccessError
from isp_graph.server.connection import REFUSED, UNREACHABLE, Target, change_password, greet
from isp_graph.server.jars import SERVER_EXTRA, fetch, needs
from isp_graph.server.launching import HOST, Wish, jar_sets, java, launch

USER = "neo4j"
_FIRST_PASSWORD = "neo4j"  # noqa: S105  # the server's own, changed before anything else

_PATIENCE = 180.0
_FAREWELL = 90.0
_PAUSE = 0.25
_LAST_LINES = 3


@dataclass(frozen=True)
class Server:
    """A server that was started from here."""

    pid: int
    port: int
    version: str
    browser_port: int | None = None

    @property
    def uri(self) -> str:
        """Its address."""
        return f"bolt://{HOST}:{self.port}"

    @property
    def browser(self) -> str | None:
        """The address of Neo4j Browser, where it is served."""
        return None if self.browser_port is None else f"http://{HOST}:{self.browser_port}/browser/"


def default_home() -> Path:
    """Give the folder in which a server lives if no other is named."""
    return user_data_path("isp-graph") / "neo4j"


def _note(home: Path) -> Path:
    return home / "server.json"


def password_file(home: Path) -> Path:
    """Give the file that holds the password of the server in a home."""
    return home / "password"


def _is_ours(pid: int, home: Path) -> bool:
    """Tell a server of this home from another process that has its number by now."""
    try:
        import psutil
    except ImportError as error:
        raise needs(SERVER_EXTRA, error) from error
    try:
        process = psutil.Process(pid)
        dead = process.status() == psutil.STATUS_ZOMBIE
        return not dead and f"--home-dir={home}" in process.cmdline()
    except psutil.Error:
        return False


def running(home: Path) -> Server | None:
    """Find the server of a home, if it runs."""
    home = home.absolute()
    try:
        server = Server(**json.loads(_note(home).read_text("utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None
    return server if _is_ours(server.pid, home) else None


def was_killed(home: Path) -> bool:
    """Tell whether a server was started and has ended without being stopped."""
    return _note(home).exists() and running(home) is None


def command(action: str, home: Path) -> str:
    """Give the command that does something to the server of a home, as it is typed."""
    words = ["isp-graph", "neo4j", action]
    return shlex.join(words if home == default_home() else [*words, str(home)])


def target(home: Path) -> Target:
    """Give the address and the password of the server of a home.

    Raises
    ------
    AccessError
        If none runs there.
    """
    server = running(home)
    if server is None:
        if was_killed(home):
            raise AccessError("neo4j_was_killed", home=home, command=command("start", home))
        raise AccessError("neo4j_not_running", home=home, command=command("start", home))
    return Target(server.uri, USER, password_file(home).read_text("ascii").strip())


def _check_ports(wish: Wish) -> None:
    """Refuse what the server cannot listen at; 0 would be a port of which nobody learns."""
    _check_port(wish.port, "--port", unfit={0})
    if wish.browser_port is not None:
        _check_port(wish.browser_port, "--browser-port", unfit={0, wish.port})


def _check_port(port: int, option: str, unfit: set[int]) -> None:
    if port in unfit:
        raise AccessError("port_taken", port=port, option=option)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise AccessError("port_taken", port=port, option=option) from error


def _password(home: Path) -> str:
    path = password_file(home)
    if path.exists():
        return path.read_text("ascii").strip()
    word = secrets.token_urlsafe(24)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(word + "\n")
    return word


def _last_words(home: Path) -> str:
    text = (home / "logs" / "console.log").read_text("utf-8", "replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " / ".join(lines[-_LAST_LINES:])


def _open_up(server: Server, password: str) -> bool:
    """Tell whether the server answers to its password, giving it one where it has none yet."""
    try:
        greet(Target(server.uri, USER, password))
    except AccessError as error:
        if error.key == UNREACHABLE:
            return False
        if error.key != REFUSED:
            raise
        change_password(Target(server.uri, USER, _FIRST_PASSWORD), password)
    return True


def _wait(server: Server, ended: Callable[[], bool], password: str, home: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if ended():
            raise AccessError("neo4j_ended_at_once", said=_last_words(home))
        if _open_up(server, password):
            return
        time.sleep(_PAUSE)
    raise AccessError("neo4j_silent", seconds=round(_PATIENCE), folder=home / "logs")


def start(
    home: Path,
    wish: Wish,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Server, bool]:
    """Start the server of a home, and wait until it answers.

    Parameters
    ----------
    home : pathlib.Path
        Its folder, made where it is missing.
    wish : Wish
    told : callable
        Called with the bytes of Neo4j fetched and to be fetched.

    Returns
    -------
    server : Server
    started : bool
        False where it was running already.

    Raises
    ------
    AccessError
        If it cannot be fetched, written or started, in one sentence.
    """
    home = home.absolute()
    there = running(home)
    if there is not None:
        # Another start may still wait for its first answer.
        _wait(there, lambda: running(home) is None, _password(home), home)
        return there, False
    java()
    _check_ports(wish)
    sets = jar_sets(wish)
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        password = _password(home)
        process = launch(home, wish, fetch(sets, told))
    except OSError as error:
        place = error.filename or home
        raise AccessError("not_written", path=place, reason=error.strerror) from error
    server = Server(process.pid, wish.port, wish.release, wish.browser_port)
    try:
        # Noted before it answers: whoever kills us meanwhile leaves a server that can be stopped.
        _note(home).write_text(json.dumps(asdict(server)), "utf-8")
        _wait(server, lambda: process.poll() is not None, password, home)
    except BaseException:
        process.kill()
        process.wait()
        _note(home).unlink(missing_ok=True)
        raise
    return server, True


def stop(home: Path) -> bool:
    """Stop the server of a home.

    Returns
    -------
    bool
        False where none was running.

    Raises
    ------
    AccessError
        If it does not end.
    """
    home = home.absolute()
    server = running(home)
    if server is None:
        _note(home).unlink(missing_ok=True)
        return False
    import psutil

    try:
        process = psutil.Process(server.pid)
        process.terminate()
        process.wait(_FAREWELL)
    except psutil.NoSuchProcess:
        pass
    except psutil.TimeoutExpired as error:
        raise AccessError("neo4j_stays", process=server.pid, folder=home / "logs") from error
    _note(home).unlink(missing_ok=True)
    return True


def size(home: Path) -> int:
    """Count the bytes of the data of the server of a home."""
    total = 0
    for path in (home / "data").rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:  # the server tidies while we count
            continue
    return total
