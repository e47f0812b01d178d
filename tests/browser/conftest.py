"""A browser, and the pages that it opens without a network."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from isp_graph.io.reading import read
from isp_graph.present.report import report
from isp_graph.resources import resource
from tests.browser.pages import HOSTILE, Opened
from tests.grouping import Grouped

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: Any, log: Any) -> Grouped:
    return Grouped(config, log, {"test_large_network.py": "large"})


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    outlines = resource("data") / "bruxelles-2015" / "communes.geojson"
    geometry = json.loads(outlines.read_text("utf-8"))
    names = folder / "names"
    names.mkdir()
    quoted = [name.replace('"', '""') for name in HOSTILE]
    lines = [f'o{n},"{name}","{name}",NE,"{name}"' for n, name in enumerate(quoted)]
    (names / "organisations.csv").write_text(
        "id,name,short_name,zone,note\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    ties = [f'o{n},o{n + 1},partnership,"{name}"' for n, name in enumerate(quoted[:-1])]
    (names / "ties.csv").write_text(
        "from,to,kind,role\n" + "\n".join(ties) + "\n", encoding="utf-8"
    )
    made = {}
    for name, source in (("bruxelles", "bruxelles-2015"), ("demo", "demo"), ("names", names)):
        data = read(source).current().pseudonymised(b"key")
        made[name] = folder / f"{name}.html"
        made[name].write_text(report(data, geometry=geometry).html, encoding="utf-8")
    return made


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    told = Opened(context.new_page())
    told.page.on("request", told.note_request)
    told.page.on("pageerror", lambda error: told.complaints.append(str(error)))
    told.page.on("dialog", lambda dialog: told.complaints.append(f"dialog {dialog.message}"))
    told.page.on(
        "console",
        lambda message: (
            told.complaints.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    yield told
    assert told.complaints == []
    assert told.requests == []
    context.close()
