"""A view drawn alone is a page that works without the others."""

import json
from pathlib import Path

import pytest

from isp_graph.cli.commands.draw import SECTIONS
from isp_graph.cli.main import entry
from tests.browser.pages import Opened, go


@pytest.mark.parametrize("picture", SECTIONS)
@pytest.mark.parametrize("dataset", ["bruxelles-2015", "demo"])
def test_a_view_alone(opened: Opened, tmp_path: Path, picture: str, dataset: str) -> None:
    file = tmp_path / "view.html"
    assert entry(["draw", picture, dataset, "-o", str(file), "--quiet"]) == 0
    page = go(opened, file)
    sections = [node.get_attribute("id") for node in page.locator("main > section").all()]
    assert sections[-1] == SECTIONS[picture]
    assert set(sections) <= {"limits", SECTIONS[picture]}
    for language in ("nl", "en", "fr"):
        page.click(f'[data-language="{language}"]')
        page.wait_for_selector("html[data-drawn=all]")
        assert "undefined" not in page.inner_text("main")


def test_the_years_of_the_demonstration(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#timeline?lang=en")
    charts = page.locator("#timeline-view svg.chart")
    assert charts.count() == 5
    assert charts.first.get_attribute("aria-label") == (
        "Organisations, 1990 to 2015: from 38 to 117, 117 at most"
    )
    with page.expect_download() as download:
        page.locator("#timeline-organisations button").first.click()
    svg = Path(download.value.path()).read_text("utf-8")
    assert svg.startswith("<svg")
    assert "1990" in svg
    with page.expect_download() as download:
        page.locator("#timeline-organisations button").nth(1).click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    page.click("#timeline-view summary")
    first = page.locator("#timeline-view tbody tr").first.inner_text().split("\t")
    assert first[0] == "1990"
    assert json.loads(page.evaluate("JSON.stringify(PAGE.views.timeline.years)"))[0] == 1990
