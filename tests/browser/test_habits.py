"""What is the same everywhere on the page: filters, tables, the address that restores a view."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.pages import READY, Opened, go


def rows(page: Page, table: str) -> int:
    return page.locator(f"{table} tbody tr").count()


def visible(page: Page) -> list[str]:
    return page.evaluate("PAGE.organisations.filter((_, n) => view.visible[n]).map((o) => o.id)")


def test_a_filter_holds_for_the_whole_page(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    everybody = len(visible(page))
    page.focus("#centrality-zone")
    page.select_option("#centrality-zone", "NE")
    page.wait_for_selector(READY)
    assert page.evaluate("document.activeElement.id") == "centrality-zone"
    for where in ("filter", "isolated", "gaps", "pathways"):
        assert page.input_value(f"#{where}-zone") == "NE"
    assert 0 < len(visible(page)) < everybody
    assert page.locator("#gaps-view table.gaps tbody th").all_inner_texts() == ["Nord-Est"]
    assert "zone=NE" in page.url
    # Each list has those that the picture shows; numbers stay as computed.
    page.click("#centrality-view .table-foot button >> nth=0")
    assert rows(page, "#centrality-view") <= len(visible(page))
    page.click("#reset")
    page.wait_for_selector(READY)
    assert page.input_value("#isolated-zone") == ""
    assert len(visible(page)) == everybody


def test_step_year_and_certainty(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    page.select_option("#filter-step", "placement")
    offering = page.evaluate(
        "[...new Set(PAGE.views.gaps.offers.filter(([, s]) =>"
        " PAGE.views.gaps.steps[s].id === 'placement').map(([who]) => PAGE.organisations[who].id))]"
    )
    assert sorted(visible(page)) == sorted(offering)
    page.click("#reset")
    lines = page.evaluate("view.lineCount")
    first = page.evaluate("PAGE.years[1]")
    page.select_option("#filter-year", str(first))
    assert page.evaluate("view.lineCount") < lines
    late = page.evaluate("PAGE.organisations.find((o) => o.f && Number(o.f.slice(0, 4)) > 2010).id")
    assert late not in visible(page)
    page = go(opened, pages["bruxelles"])
    lines = page.evaluate("view.lineCount")
    page.select_option("#filter-sure", "certain")
    sure = page.evaluate("view.lineCount")
    assert 0 < sure < lines
    unsure = page.evaluate("DRAWN.edges.filter((e) => e.s && e.s.every((s) => s > 0)).length")
    assert sure == lines - unsure


def test_the_legend_filters(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    entry = page.locator('#side [data-legend="zone NO"]')
    entry.click()
    assert entry.get_attribute("aria-pressed") == "true"
    assert page.input_value("#filter-zone") == "NO"
    assert page.evaluate("document.activeElement.dataset.legend") == "zone NO"
    entry.click()
    assert page.input_value("#filter-zone") == ""
    page.locator('#side [data-legend^="family "]').first.click()
    family = page.evaluate("state.family")
    kinds = page.evaluate(
        "[...new Set(PAGE.organisations.filter((_, n) => view.visible[n])"
        ".map((o) => PAGE.kinds[o.k].family))]"
    )
    assert kinds == [family]


def test_a_table_is_searched_and_copied(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    box = page.locator("#centrality-view input[type=search]")
    box.fill("míssion")
    names = page.locator("#centrality-view tbody th").all_inner_texts()
    assert names
    assert all("mission" in name.lower() for name in names)
    assert page.inner_text("#centrality-view .search .found").startswith(f"{len(names)} ligne")
    page.evaluate(
        "(() => { const set = DataTransfer.prototype.setData;"
        " DataTransfer.prototype.setData = function (kind, text) {"
        " window.copied = text; return set.call(this, kind, text); }; })()"
    )
    page.click("#centrality-view .copy")
    copied = page.evaluate("window.copied").split("\r\n")
    assert len(copied) == len(names) + 1
    assert copied[0].split("\t")[0] == "Organisation"
    assert copied[1].split("\t")[0] == names[0]
    assert f"{len(names)} lignes copiées" in page.inner_text("#centrality-view .table-foot")
    box.fill("nobody is called this")
    assert rows(page, "#centrality-view") == 0
    # The words that are shown are those that are found, where a code stands behind them too.
    page.locator("#pathways-view input[type=search]").first.fill("quitter la zone")
    grades = page.locator('[data-table="pathways"] .pathway-grade').all_inner_texts()
    assert grades
    assert all("quitter la zone" in grade for grade in grades)


def test_the_address_restores_what_was_chosen(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#gaps?lang=en")
    page.select_option("#isolated-layer", "boards")
    page.select_option("#homophily-layer", "partnerships")
    page.select_option("#gaps-sector", label="Hotels, restaurants and cafés")
    page.click('#gaps-view tr:has(th:text-is("South")) .gap-elsewhere button')
    evidence = page.inner_text("#gaps-cell")
    page.reload()
    page.wait_for_selector(READY)
    assert page.inner_text("#gaps-cell") == evidence
    assert page.input_value("#isolated-layer") == "boards"
    assert page.input_value("#homophily-layer") == "partnerships"


def test_a_fact_leads_to_what_it_speaks_of(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    page.click('#facts a[data-go="gaps"]')
    page.wait_for_selector(READY)
    assert "zone Sud-Est, Logistique" in page.inner_text("#gaps-cell h3")
    page.click('#facts a[data-choice*="isolated="]')
    page.wait_for_selector(READY)
    assert page.input_value("#isolated-layer") == "boards"
    page.go_back()
    page.go_back()
    page.wait_for_selector(READY)
    assert page.input_value("#isolated-layer") == "common"


def test_a_pathway_is_followed(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    row = page.locator("#pathways tbody tr").first
    row.locator("details summary").click()
    taken = row.locator("details ol").first.locator("li").all_inner_texts()
    row.locator("details button.plain").first.click()
    assert page.locator("#side ol li").all_inner_texts() == taken
    stops = page.evaluate("[...view.near].length")
    assert 1 <= stops <= len(taken)
    address = page.url
    page.click('#side [data-go="map"]')
    assert page.locator("#map-path").count() == 1
    steps = " · ".join(page.locator("#map-steps text").all_text_contents())
    assert sorted(int(step) for step in steps.split(" · ")) == sorted(
        step + 1 for step in page.evaluate("shownPath().best[3].map(([step]) => step)")
    )
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector(READY)
    assert page.locator("#side ol li").all_inner_texts() == taken
    page.click("#side .close")
    assert page.locator("#side .legend").count() == 1
    assert page.locator("#map-path").count() == 0


# The observer tells after the next frame what it sees; what moved there and back it does not see.
SEEN = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))"


# On a high screen the last sections cannot come to the top.
@pytest.mark.parametrize(
    ("name", "width", "height"), [("demo", 1280, 800), ("bruxelles", 390, 4000)]
)
def test_the_section_that_was_chosen_is_the_one_marked(
    opened: Opened, pages: dict[str, Path], name: str, width: int, height: int
) -> None:
    opened.page.set_viewport_size({"width": width, "height": height})
    page = go(opened, pages[name])
    links = page.locator("nav [data-go]")
    for place in range(links.count()):
        links.nth(place).click()
        page.evaluate(SEEN)
        marked = page.locator("nav [aria-current]")
        assert marked.all_inner_texts() == [links.nth(place).inner_text()]
    # Whoever reads on is told where she is.
    page.evaluate("document.querySelector('#centrality').scrollIntoView()")
    page.wait_for_selector("nav [aria-current][data-go=centrality]")
    # So is she where she had gone to before, once she comes back.
    page.click("nav [data-go=isolated]")
    page.evaluate(SEEN)
    for section in ("centrality", "isolated"):
        page.evaluate(f"document.querySelector('#{section}').scrollIntoView()")
        page.wait_for_selector(f"nav [aria-current][data-go={section}]")


@pytest.mark.parametrize("key", ["degree", "betweenness", "core"])
def test_a_table_that_is_cut_parts_no_rows_that_tie(
    opened: Opened, pages: dict[str, Path], key: str
) -> None:
    page = go(opened, pages["demo"], "#centrality?lang=en")
    place = page.locator('[data-table="centrality"]')
    heads = place.locator("thead th button")
    column = heads.evaluate_all(
        "(all, key) => all.findIndex((head) => head.dataset.sort === key)", key
    )
    if key != "degree":  # which is what it is sorted by at first
        heads.nth(column).click()
    told = place.locator(".table-foot span").first.inner_text()
    cells = place.locator(f"tbody tr > :nth-child({column + 1})")
    shown = cells.count()
    place.locator(".table-foot > button").first.click()
    values = cells.all_inner_texts()
    assert len(values) == 117
    assert values[shown - 1] != values[shown]
    assert f"The first {shown} of 117 rows are shown" in told
    assert ("At the edge of the list" in told) == (shown != 25)
    assert shown <= 50
