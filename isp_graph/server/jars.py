"""The pinned Neo4j: which jars it is made of, fetched from Maven Central and verified.

A lock beside this module names every jar of a set with its SHA-256. What was fetched stays in the
user's cache, or where the environment variable ``ISP_GRAPH_CACHE`` says. Whoever reaches Maven
Central through a mirror names it in ``ISP_GRAPH_MAVEN`` or in the settings of Maven.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from platformdirs import user_cache_path

from isp_graph.errors import AccessError

if TYPE_CHECKING:
    from requests import Session

CACHE = "ISP_GRAPH_CACHE"
REPOSITORY = "ISP_GRAPH_MAVEN"
_MAVEN_SETTINGS = Path(".m2") / "settings.xml"
_MIRRORED = {"*", "central", "external:*"}
SERVER_EXTRA = "isp-graph[neo4j-server]"
_CENTRAL = "https://repo.maven.apache.org/maven2"
_AT_ONCE = 4
_LOCK = "fetching.lock"
_TIMEOUT = 60
_TRIES = 3
_PAUSE = 0.5
_BUSY = (429, 502, 503, 504)


@dataclass(frozen=True)
class Jar:
    """One jar of the lock."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str
    size: int

    @property
    def file(self) -> str:
        """Its file name."""
        parts = (self.artifact, self.version, self.classifier)
        return "-".join(part for part in parts if part) + ".jar"

    @property
    def place(self) -> str:
        """Where a repository and the cache keep it, as Maven lays them out."""
        return "/".join((*self.group.split("."), self.artifact, self.version, self.file))


def needs(extra: str, error: ImportError) -> AccessError:
    """Say which extra must be installed."""
    return AccessError("not_installed", package=error.name or "?", extra=extra)


def cache_folder() -> Path:
    """Give the folder in which fetched jars are kept."""
    given = os.environ.get(CACHE)
    return (Path(given) if given else user_cache_path("isp-graph")) / "maven"


def repository() -> str | None:
    """Give the address of the repository that the user wants instead of Maven Central.

    Returns
    -------
    str or None
        That of ``ISP_GRAPH_MAVEN``, else of the mirror in the user's ``~/.m2/settings.xml``.
    """
    given = os.environ.get(REPOSITORY)
    if given:
        return given.rstrip("/")
    try:
        root = ElementTree.parse(Path.home() / _MAVEN_SETTINGS).getroot()  # noqa: S314  # her own
    except (OSError, RuntimeError, ElementTree.ParseError):
        return None
    for mirror in root.iterfind("{*}mirrors/{*}mirror"):
        of = mirror.findtext("{*}mirrorOf", "").replace(" ", "").split(",")
        if _MIRRORED & set(of) and "!central" not in of:
            return mirror.findtext("{*}url", "").strip().rstrip("/") or None
    return None


def locked_jars(text: str) -> list[Jar]:
    """Read a lock.

    Examples
    --------
    >>> jar = locked_jars("g:a:1.0 00ff 10")[0]
    >>> jar.file, jar.size
    ('a-1.0.jar', 10)
    """
    jars = []
    for line in text.splitlines():
        if not line.startswith("#"):
            coordinate, digest, size = line.split()
            group, artifact, version, *classifier = coordinate.split(":")
            jars.append(Jar(group, artifact, version, "".join(classifier), digest, int(size)))
    return jars


def _is_of(jar: Jar, held: bytes) -> bool:
    return len(held) == jar.size and hashlib.sha256(held).hexdigest() == jar.sha256


def _fetch_one(session: Session, remote: str, folder: Path, jar: Jar) -> tuple[Path, bool]:
    """Give the path of a jar, and whether it had to be fetched."""
    path = folder / jar.place
    if path.is_file() and _is_of(jar, path.read_bytes()):
        return path, False
    answer = session.get(f"{remote}/{jar.place}", timeout=_TIMEOUT)
    answer.raise_for_status()
    if not _is_of(jar, answer.content):
        raise AccessError("jar_differs", name=jar.file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(answer.content)
    return path, True


def fetch(
    sets: Sequence[str], told: Callable[[int, int], None] = lambda done, total: None
) -> dict[str, list[Path]]:
    """Fetch the jars that the cache does not hold, and verify all of them.

    Parameters
    ----------
    sets : sequence of str
        Names of locks.
    told : callable
        Called, where something is missing, with the bytes that are there and those that there
        will be.

    Returns
    -------
    dict
        The paths of the jars of each set.

    Raises
    ------
    AccessError
        If a jar cannot be had, kept, or is not what the lock says.
    """
    try:
        import requests
        from filelock import FileLock
        from requests.adapters import HTTPAdapter
        from urllib3.util import Retry
    except ImportError as error:
        raise needs(SERVER_EXTRA, error) from error
    locks = {name: (files("isp_graph.server") / f"{name}.lock").read_text("utf-8") for name in sets}
    jars = [(name, jar) for name, text in locks.items() for jar in locked_jars(text)]
    total = sum(jar.size for _, jar in jars)
    remote, folder = repository() or _CENTRAL, cache_folder()
    paths: dict[str, list[Path]] = {name: [] for name in sets}
    done, missing = 0, False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Two starts at once would write the same files; the second finds what the first fetched.
        with (
            FileLock(folder / _LOCK),
            requests.Session() as session,
            ThreadPoolExecutor(_AT_ONCE) as pool,
        ):
            # A connection is kept for the next jar: to look its host up for each takes longest.
            again = Retry(_TRIES, connect=1, backoff_factor=_PAUSE, status_forcelist=_BUSY)
            session.mount(remote, HTTPAdapter(pool_maxsize=_AT_ONCE, max_retries=again))
            one = partial(_fetch_one, session, remote, folder)
            found = pool.map(one, (jar for _, jar in jars))
            try:
                for (name, jar), (path, fetched) in zip(jars, found, strict=True):
                    paths[name].append(path)
                    done += jar.size
                    missing |= fetched
                    if missing:
                        told(done, total)
            except BaseException:
                # Without a network every jar would wait for its own refusal.
                pool.shutdown(cancel_futures=True)
                raise
    except requests.RequestException as error:
        raise AccessError(
            "maven_unreachable", reason=type(error).__name__, variable=REPOSITORY
        ) from error
    except OSError as error:
        place = error.filename or folder
        raise AccessError("not_written", path=place, reason=error.strerror) from error
    return paths
