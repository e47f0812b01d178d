"""What the tests of the page share: how it is opened, and names that must stay text."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Request

READY = "html[data-drawn=all]"
"""Matches once every section is drawn."""
HOSTILE = (
    "<script>alert(1)</script>",
    '"};alert(1);//',
    "</script><img src=x onerror=alert(2)>",
    "שלום עולם",
    "👩‍👩‍👧 crèche",
    "=HYPERLINK(1)",
)


@dataclass
class Opened:
    """A page, and all that it asked for, beside its own file, or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def note_request(self, request: Request) -> None:
        if not (request.is_navigation_request() and request.url.startswith("file:")):
            self.requests.append(request.url)


def go(opened: Opened, path: Path, fragment: str = "") -> Page:
    """Open a page, and wait until all of it is drawn."""
    opened.page.goto(path.as_uri() + fragment)
    opened.page.wait_for_selector(READY)
    return opened.page
