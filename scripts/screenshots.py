"""Take the pictures of every section of the page, in each language and on two screens, to look at.

``python -m scripts.screenshots FOLDER`` writes ``FOLDER/demo/nl-390-gaps.png`` and its like, and
tells each section that is wider than its screen. Needs Chromium and the packages of the tests.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from isp_graph.datasets.read import read
from isp_graph.grammar import LANGUAGES
from isp_graph.page.report import report
from isp_graph.schema.resources import resource
from tests.conftest import CHROMIUM_NAMES, FLAGS, find_chromium

DATASETS = ("demo", "bruxelles-2015")
SCREENS = ((1280, 800), (390, 844))
_READY = "html[data-drawn=all]"
_TOO_WIDE = """() => [...document.querySelectorAll('main > section *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .filter(e => { for (let p = e.parentElement; p; p = p.parentElement)
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)
        && p !== document.body && p !== document.documentElement) return false;
    return e.getClientRects().length > 0; })
  .map(e => `${e.closest('section').id}: ${e.tagName.toLowerCase()}.${e.className}`)"""
"""What sticks out of the screen, and cannot be scrolled within its section."""


def _pages(folder: Path) -> dict[str, Path]:
    """Write the public page of each shipped dataset."""
    outlines = resource("data") / "bruxelles-2015" / "communes.geojson"
    geometry = json.loads(outlines.read_text("utf-8"))
    made = {}
    for name in DATASETS:
        data = read(name).current().pseudonymised(b"for pictures that nobody keeps")
        made[name] = folder / f"{name}.html"
        made[name].write_text(report(data, geometry=geometry).html, encoding="utf-8")
    return made


def _take(page: Page, folder: Path, stem: str) -> list[str]:
    """Take the first screen and each section, and give what does not fit."""
    page.screenshot(path=folder / f"{stem}-first.png")
    unstuck = "nav.sections { position: static !important; }"
    for section in page.locator("main > section[id]").all():
        if section.is_visible():
            named = folder / f"{stem}-{section.get_attribute('id')}.png"
            section.screenshot(path=named, style=unstuck)
    wide: list[str] = page.evaluate(_TOO_WIDE)
    return sorted({f"{folder.name} {stem} {each}" for each in wide})


def take(browser: Browser, pages: dict[str, Path], target: Path) -> list[str]:
    """Take all pictures, and give what sticks out of a screen."""
    wide = []
    for name, path in pages.items():
        folder = target / name
        folder.mkdir(parents=True, exist_ok=True)
        for width, height in SCREENS:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(path.as_uri())
            for language in LANGUAGES:
                page.wait_for_selector(_READY)
                page.click(f"[data-language={language}]")
                page.wait_for_selector(f"html[lang={language}]")
                page.wait_for_selector(_READY)
                wide += _take(page, folder, f"{language}-{width}")
            page.close()
    return wide


def main() -> int:
    """Take the pictures; 1 if something sticks out of a screen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    chromium = find_chromium()
    if chromium is None:
        print(f"Needs one of {', '.join(CHROMIUM_NAMES)}, or CHROME=its path.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        wide = take(browser, _pages(Path(temporary)), folder)
        browser.close()
    print(f"Pictures in {folder}; {len(wide)} things stick out.", *wide, sep="\n- ")
    return 1 if wide else 0


if __name__ == "__main__":
    sys.exit(main())
