"""axe-core finds nothing that would keep a reader out, in any language, wide or narrow."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import READY

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# All rules; what passes is not told element by element, which takes twice as long as the rules.
RUN = "axe.run({resultTypes: ['violations']})"


@pytest.mark.parametrize("name", ["bruxelles", "demo", "names"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    # axe is put into the page from outside, which the page's own policy rightly forbids.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, bypass_csp=True, offline=True
    )
    page = context.new_page()
    page.goto(pages[name].as_uri())
    page.wait_for_selector(READY)
    page.evaluate(f"{AXE}; 0")
    found: Any = page.evaluate(RUN)
    context.close()
    assert found["passes"]
    told = [
        (violation["id"], violation["help"], node["html"][:200])
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    assert told == []
