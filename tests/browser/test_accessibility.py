"""axe-core finds nothing that would keep a reader out, in any language, wide or narrow."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.pages import READY

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# All rules; what passes is not told element by element, which takes twice as long as the rules.
RUN = "axe.run({resultTypes: ['violations']})"


@pytest.mark.parametrize("name", ["bruxelles", "demo", "names"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(
    examined: Page, pages: dict[str, Path], name: str, width: int
) -> None:
    examined.set_viewport_size({"width": width, "height": 800})
    examined.goto(pages[name].as_uri())
    examined.wait_for_selector(READY)
    examined.evaluate(f"{AXE}; 0")
    found: Any = examined.evaluate(RUN)
    assert found["passes"]
    told = [
        (violation["id"], violation["help"], node["html"][:200])
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    assert told == []
