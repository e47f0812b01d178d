"""What every test may use: a Chromium, and a home that is not the user's."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from platformdirs import user_cache_path

from tests.grouping import Grouped
from tests.needs import BEGIN_PROCESSES, needed

# As many workers as cores share the machine: threads of each would only stand in the way.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A tab of Chromium's own for the suggestions of each window takes as long as the page in it. The
# others are of those that Playwright disables: this list replaces its own.
UNUSED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
FLAGS = (
    f"--disable-features={','.join(UNUSED)}",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Two runs draw the same examples; a slow machine is not a failure.
settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("repeatable")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: Any, log: Any) -> Grouped:
    return Grouped(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in needed(item.nodeid):
            item.add_marker(mark)


@pytest.fixture(autouse=True)
def marked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test begin a process that its mark does not tell of, but git's list of files."""
    if any(map(request.node.get_closest_marker, BEGIN_PROCESSES)):
        return
    begin = subprocess.Popen.__init__

    def told(self: Any, command: Any, *rest: Any, **options: Any) -> None:
        if not (isinstance(command, list) and command[0] == "git"):
            pytest.fail(f"begins a process and is not marked as one that does: {command}")
        begin(self, command, *rest, **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", told)


def find_chromium() -> str | None:
    """Return the path of a Chromium: ``$CHROME``, else the first known name on the path."""
    names = [name for name in (os.environ.get("CHROME"), *CHROMIUM_NAMES) if name]
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; without one the test is skipped, or fails if all is required."""
    found = find_chromium()
    if found is not None:
        return found
    reason = (
        f"no Chromium: set CHROME to its path, or install one of {', '.join(CHROMIUM_NAMES)} "
        "(Debian: apt-get install chromium)"
    )
    if os.environ.get("ISP_GRAPH_REQUIRE") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def shipped_once() -> Iterator[None]:
    """Read a shipped dataset once a worker: it is a value, and hundreds of commands ask for it."""
    import isp_graph  # not before polars was told how many threads it has
    from isp_graph.console import session
    from isp_graph.datasets.read import read
    from isp_graph.datasets.shipped import shipped_names

    kept: dict[str, isp_graph.Dataset] = {}

    def once(path: str | Path) -> isp_graph.Dataset:
        name = str(path)
        if name not in shipped_names() or Path(name).exists():
            return read(path)
        if name not in kept:
            kept[name] = read(name)
        return kept[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(isp_graph, "read", once)
        patch.setattr(session, "read", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep keys and settings away from the user's own, here and in subprocesses."""
    home = tmp_path_factory.mktemp("home")
    cache = os.environ.get("ISP_GRAPH_CACHE", str(user_cache_path("isp-graph")))
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(variable, str(home / variable))
        patch.delenv("ISP_GRAPH_KEY", raising=False)
        # What was fetched once is not fetched by every run.
        patch.setenv("ISP_GRAPH_CACHE", cache)
        yield home
