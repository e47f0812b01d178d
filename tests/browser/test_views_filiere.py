"""Filières on the page: where they break, what would mend them, and where the public comes from."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.pages import READY, Opened, go

VIEWS = ("gaps", "pathways", "catchment")


def test_the_matrix_by_keyboard(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#gaps?lang=en")
    page.focus('[data-cell="0 0"]')
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    pressed = page.locator("#gaps-view [data-cell][aria-pressed=true]")
    assert pressed.get_attribute("data-cell") == "1 0"
    assert page.locator('#gaps-view [data-cell][tabindex="0"]').count() == 1
    # Of all sectors together, one is chosen; the cell stays.
    page.locator("#gaps-cell button").first.click()
    assert page.evaluate("document.activeElement.dataset.cell") == "1 0"
    assert page.locator("#gaps-cell dl").count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_every_view_in_three_languages(opened: Opened, pages: dict[str, Path], width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    page = go(opened, pages["demo"])
    for language in ("nl", "en", "fr"):
        page.click(f'[data-language="{language}"]')
        page.wait_for_selector(READY)
        for view in VIEWS:
            told = page.inner_text(f"#{view}")
            assert "undefined" not in told
            assert "[object" not in told
            assert "NaN" not in told
            assert "{" not in told
        assert page.locator("#pathways-flows path").count() > 100
        assert page.locator("#catchment-view svg.chart").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_to_add_first_is_ranked_over_all_kinds(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#gaps?lang=en")
    rows = page.locator("table:has(caption:text-is('What to add first')) tbody tr")
    first, second = (rows.nth(at).inner_text().split("\t") for at in range(2))
    assert first[:2] + first[-3:] == ["1", "link", "1", "108", "1"]
    assert second[1:3] == ["places", "543 more places at the step Training, Construction"]
    assert second[-2:] == ["543", "543"]


def test_how_many_can_pass_by_sector(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#gaps?lang=en")
    rows = page.locator("#gaps-capacity tbody tr")
    assert page.inner_text("#gaps-capacity p").startswith("4,383 people look for a pathway")
    worst = ["Construction", "575", "32", "Training: 32 places known (one more: +1)"]
    assert rows.first.inner_text().split("\t") == worst
    assert rows.count() == 8
    page.select_option("#gaps-sector", "horeca")
    assert rows.count() == 1
    assert rows.first.inner_text().split("\t")[1:3] == ["596", "525"]
    assert page.locator("#gaps-capacity p").count() == 0


@pytest.mark.parametrize("name", ["bruxelles", "names"])
def test_what_cannot_be_known_is_said(opened: Opened, pages: dict[str, Path], name: str) -> None:
    page = go(opened, pages[name], "#gaps?lang=en")
    for view, table in (("gaps", "offers"), ("pathways", "offers"), ("catchment", "publics")):
        told = page.inner_text(f"#{view}-view")
        assert f"the table {table}" in told
        assert page.locator(f"#{view}-view table").count() == 0


def _cells(page: Page, row: int) -> list[str]:
    return page.locator("#pathways-view tbody tr:has(details)").nth(row).inner_text().split("\t")


def test_a_pathway_is_told_hand_over_by_hand_over(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#pathways")
    page.select_option("#pathways-sector", label="Horeca")
    assert "39,6 millions" in _cells(page, 0)
    behind = page.locator("#pathways-view tbody span[title]").first
    assert behind.get_attribute("title") == "39\u202f639\u202f600"
    page.locator("#pathways-view td details summary").first.click()
    told = page.locator("#pathways-view td details").first.inner_text()
    assert "lié par\u00a0:" in told
    assert "chez le même opérateur" in told
    with page.expect_download() as download:
        page.locator("#pathways-flows button").first.click()
    assert "<svg" in Path(download.value.path()).read_text("utf-8")[:10]
    flows = page.evaluate(
        "PAGE.views.pathways.flows.rows.filter((row) => row[0] === 0).map((row) => row[5]).length"
    )
    assert flows > 50


def test_a_figure_has_its_table(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#catchment?lang=en")
    page.locator("#catchment-view details summary").first.click()
    first = page.locator("#catchment-view details tbody tr").first.inner_text().split("\t")
    assert first[1:4] == ["CPAS (public welfare centre)", "4,390", "100%"]
    assert page.locator("#catchment-view .flows td.unknown").count() > 0
    away = page.evaluate("PAGE.views.catchment.operators.filter((row) => row[3] < 0.5).length")
    assert f"of {away} rows" in page.inner_text("#catchment-view")
