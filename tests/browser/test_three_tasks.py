"""Three tasks that a new reader does with the page alone, in at most six clicks or keys each.

The page "Reading the report" of the documentation writes the same steps down.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

import isp_graph
from tests.browser.pages import Opened, go

MOST = 6


class Hands:
    """Counts what a reader does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done = 0

    def click(self, what: str) -> None:
        self.done += 1
        self.page.click(what)

    def choose(self, what: str, label: str) -> None:
        self.done += 2  # a list is opened, then an entry of it taken
        self.page.select_option(what, label=label)


@pytest.fixture
def hands(opened: Opened, pages: dict[str, Path]) -> Hands:
    return Hands(go(opened, pages["demo"]))


def test_who_is_isolated_in_a_zone_and_whom_to_call(hands: Hands) -> None:
    page = hands.page
    hands.click('#facts a[data-go="isolated"] >> nth=0')
    hands.choose("#isolated-zone", "Nord-Est")
    alone = isp_graph.isolated(isp_graph.read("demo").where(zone="NE"), ["all"]).rows
    [meant] = [row["name"] for row in alone if row["status"] == "isolated"]
    rows = page.locator("[data-table=isolated] tbody tr")
    assert rows.locator("th").all_inner_texts()[0].startswith(meant)
    assert rows.filter(has_text="isolée partout").count() == 1
    assert "même commune (Schaerbeek)" in rows.first.locator(".tips li").first.inner_text()
    # Whom she would call is one step further, with the sources of its facts.
    hands.click("[data-table=isolated] tbody .tips button >> nth=0")
    assert page.locator("#side .source").first.is_visible()
    assert hands.done <= MOST


def test_whether_ties_follow_sector_or_zone(hands: Hands) -> None:
    page = hands.page
    told = page.inner_text('#facts li:has(a[data-go="homophily"])')
    rows = isp_graph.homophily(isp_graph.read("demo")).rows
    verdicts = [(row["by"], row["verdict"]) for row in rows if row["layer"] != "all"]
    zone, sector = (verdicts.count((by, "follows")) for by in ("zone", "sector"))
    assert re.search(rf"{zone} des \d+ types de liens [^.]+ suivent la zone plus que", told)
    assert re.search(rf"Les {sector} types de liens [^.]+ suivent tous le secteur", told)
    hands.click('#facts a[data-go="homophily"]')
    hands.choose("#homophily-layer", "partenariat")
    assert page.locator("#homophily-layer-view .readings li").first.is_visible()
    assert hands.done <= MOST


def test_where_a_filiere_breaks_and_what_would_mend_it(hands: Hands) -> None:
    page = hands.page
    hands.click('nav [data-go="gaps"]')
    hands.choose("#gaps-sector", "Horeca")
    hands.click('#gaps-view tr:has(th:text-is("Sud")) .gap-elsewhere button')
    told = page.inner_text("#gaps-cell")
    assert "Formation, zone Sud, Horeca" in told
    assert "dans une autre zone" in told
    assert "Ouest, 5,2\u00a0km" in told
    assert "offrir 94 places à l’étape Formation" in told
    # The planted break is the only one of this sector in the region.
    assert page.locator("#gaps-view .gaps .gap-elsewhere").count() == 1
    assert hands.done <= MOST
