"""The pinned Neo4j: which jars it is made of, fetched from Maven Central and verified.

The lock beside this module names every jar with its SHA-256. What was fetched stays in the
user's cache, or where the environment variable ``ISP_GRAPH_CACHE`` says.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from isp_graph.errors import AccessError

VERSION = "5.26.30"
CACHE = "ISP_GRAPH_CACHE"
_SERVER_EXTRA = "isp-graph[neo4j-server]"
_AT_ONCE = 4
_TIMEOUT = 60
_JAR = "jar"


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


def needs(extra: str, error: ImportError) -> AccessError:
    """Say which extra must be installed."""
    return AccessError(
        f"this needs {error.name or 'a package'}, which is not installed: pip install '{extra}'"
    )


def cache_folder() -> Path:
    """Give the folder in which fetched jars are kept."""
    given = os.environ.get(CACHE)
    return (Path(given) if given else user_cache_path("isp-graph")) / "maven"


def locked_jars(text: str | None = None) -> list[Jar]:
    """Read the lock.

    Examples
    --------
    >>> jar = locked_jars("g:a:1.0 00ff 10")[0]
    >>> jar.file, jar.size
    ('a-1.0.jar', 10)
    """
    if text is None:
        text = (files("isp_graph.store") / f"neo4j-{VERSION}.lock").read_text("utf-8")
    jars = []
    for line in text.splitlines():
        if not line.startswith("#"):
            coordinate, digest, size = line.split()
            group, artifact, version, *classifier = coordinate.split(":")
            jars.append(Jar(group, artifact, version, "".join(classifier), digest, int(size)))
    return jars


def _intact(path: Path, jar: Jar) -> bool:
    if not path.is_file() or path.stat().st_size != jar.size:
        return False
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest() == jar.sha256


def _artifact(context: Any, jar: Jar) -> Any:
    component = context.project(jar.group, jar.artifact).at_version(jar.version)
    return component.artifact(jar.classifier, _JAR)


def _fetch_one(context: Any, jar: Jar) -> Path:
    artifact = _artifact(context, jar)
    path: Path = artifact.cached_path
    if _intact(path, jar):
        return path
    # What a broken download left behind must not be taken for the jar.
    path.unlink(missing_ok=True)
    artifact.resolve()
    if not _intact(path, jar):
        path.unlink(missing_ok=True)
        raise AccessError(f"{jar.file}: what was fetched is not what the lock says; not used.")
    return path


def fetch(told: Callable[[int, int], None] = lambda done, total: None) -> list[Path]:
    """Fetch the jars that the cache does not hold, and verify all of them.

    Parameters
    ----------
    told : callable
        Called with the bytes that are there and those that there will be.

    Returns
    -------
    list of pathlib.Path
        The class path.

    Raises
    ------
    AccessError
        If a jar cannot be had, kept, or is not what the lock says.
    """
    try:
        import requests
        from jgo.maven import MavenContext
    except ImportError as error:
        raise needs(_SERVER_EXTRA, error) from error
    jars = locked_jars()
    total = sum(jar.size for jar in jars)
    context = MavenContext(repo_cache=cache_folder(), timeout=_TIMEOUT)
    paths: list[Path] = []
    done = 0
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = pool.map(partial(_fetch_one, context), jars)
            try:
                for jar, path in zip(jars, found, strict=True):
                    paths.append(path)
                    done += jar.size
                    told(done, total)
            except BaseException:
                # Without a network every jar would wait for its own refusal.
                pool.shutdown(cancel_futures=True)
                raise
    except requests.RequestException as error:
        raise AccessError(
            "Neo4j cannot be fetched from Maven Central: no network, or the way there is closed "
            f"({type(error).__name__}). What was fetched is kept; try again."
        ) from error
    except OSError as error:
        place = error.filename or cache_folder()
        raise AccessError(f"{place}: cannot be written ({error.strerror}).") from error
    except RuntimeError as error:
        raise AccessError(f"Neo4j cannot be fetched from Maven Central: {error}") from error
    return paths
