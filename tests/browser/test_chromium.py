"""The browser that the other tests rely on opens a page from disk."""

from pathlib import Path

from playwright.sync_api import Browser


def test_a_page_opens_from_disk(browser: Browser, tmp_path: Path) -> None:
    page_file = tmp_path / "page.html"
    page_file.write_text("<!doctype html><title>hors ligne</title><p>réseau", encoding="utf-8")
    page = browser.new_page()
    page.goto(page_file.as_uri())
    assert page.title() == "hors ligne"
    page.close()
