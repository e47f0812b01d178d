"""A browser, and the pages that it opens without a network."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from isp_graph.datasets.read import read
from isp_graph.page.report import report
from isp_graph.schema.resources import resource
from tests.browser.pages import SCREEN, Made, Opened, shared, write_hostile
from tests.conftest import FLAGS


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = shared(tmp_path_factory) / "pages"
    names = tmp_path_factory.mktemp("names")
    outlines = resource("data") / "bruxelles-2015" / "communes.geojson"
    geometry = json.loads(outlines.read_text("utf-8"))
    sources: dict[str, str | Path] = {
        "bruxelles": "bruxelles-2015",
        "demo": "demo",
        "internal": "demo",
        "names": names,
    }

    def make(name: str) -> str:
        if name == "names":
            write_hostile(names)
        data = read(sources[name]).current()
        if name == "internal":
            return report(data, geometry=geometry, edition="internal").html
        return report(data.pseudonymised(b"key"), geometry=geometry).html

    return Made(folder, make)


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Page:
    """Give the one tab of a worker's tests: a window for each would cost more than the pages."""
    return browser.new_context(viewport=SCREEN, offline=True).new_page()


@pytest.fixture(scope="session")
def unguarded(browser: Browser) -> Page:
    """Give a tab into which axe can be put, which a page's own policy rightly forbids."""
    return browser.new_context(viewport=SCREEN, offline=True, bypass_csp=True).new_page()


@pytest.fixture
def examined(unguarded: Page) -> Iterator[Page]:
    yield unguarded
    # To the same place of the same page, the next test would not open it anew.
    unguarded.goto("about:blank")


@pytest.fixture
def opened(tab: Page) -> Iterator[Opened]:
    told = Opened(tab)
    told.listen()
    yield told
    told.leave()
    assert told.complaints == []
    assert told.requests == []
