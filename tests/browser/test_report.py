"""The report in a browser without a network: nothing is asked for, everything answers."""

from collections import Counter
from pathlib import Path

import pytest

import isp_graph
from isp_graph.datasets.read import read
from isp_graph.present.names import layer_label
from isp_graph.present.wording import say
from isp_graph.questions.isolated.reading import NEEDY_CLASSES, WORST_FIRST, reading
from tests.browser.pages import HOSTILE, READY, Opened, go

TITLES = {"fr": "Le réseau", "nl": "Het netwerk", "en": "The network"}


@pytest.mark.parametrize("name", ["bruxelles", "demo", "names"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_opens_in_three_languages(
    opened: Opened, pages: dict[str, Path], name: str, width: int
) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    page = go(opened, pages[name])
    assert page.locator("#picture canvas").count() == 1
    for language, title in TITLES.items():
        page.click(f'[data-language="{language}"]')
        assert page.locator("html").get_attribute("lang") == language
        assert page.inner_text("#network-title") == title
        assert page.get_attribute(f'[data-language="{language}"]', "aria-pressed") == "true"
        assert "undefined" not in page.inner_text("main")
        # What is folded away is text as well.
        assert "[object" not in (page.text_content("main") or "")
        assert "{" not in page.inner_text("#facts")
    # Wide tables scroll within themselves; the page does not.
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_names_are_text_everywhere(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["names"])
    assert page.locator("img").count() == 0
    for name in HOSTILE:
        page.fill("#search", name)
        page.click("#found button")
        assert page.inner_text("#side h3") == name
    page.click("#network-list summary")
    page.locator("#network-list tbody th").nth(len(HOSTILE) - 1).wait_for()
    listed = page.locator("#network-list tbody th").all_inner_texts()
    assert sorted(listed) == sorted(HOSTILE)


def test_search_ignores_case_and_accents(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    page.fill("#search", "EPONGE DIPLO")
    assert page.locator("#found button").count() == 1
    page.press("#search", "Enter")
    assert "Éponge diplomatique" in page.inner_text("#side h3")
    assert page.locator("#side .ties li").count() > 0
    page.fill("#search", "nobody bears this name")
    assert page.locator("#found button").count() == 0


def test_filters_hide_and_everything_comes_back(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    everybody = page.inner_text("#shown strong")
    page.select_option("#filter-zone", "NE")
    page.select_option("#filter-kind", "cpas")
    fewer = page.inner_text("#shown strong")
    assert fewer != everybody
    assert fewer.startswith("3 ")
    assert page.evaluate("view.visible.filter(Boolean).length") == 3
    page.click("#reset")
    assert page.inner_text("#shown strong") == everybody


def test_layers_hide_lines_and_never_organisations(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    everybody = page.inner_text("#shown strong")
    page.click(".layers summary")
    page.click(".layer-boxes .both button:nth-child(2)")
    assert page.evaluate("view.lineCount") == 0
    page.check('[data-layer="boards"]')
    drawn = page.evaluate("view.lineCount")
    assert 0 < drawn < page.evaluate("DRAWN.edges.length")
    assert page.inner_text("#shown strong") == everybody


def test_prescribed_ties_are_drawn_unlike_observed_ones(
    opened: Opened, pages: dict[str, Path]
) -> None:
    page = go(opened, pages["bruxelles"])
    dashes = page.evaluate(
        "view.lines.filter((group) => group.edges.length).map((group) => group.look.dashed)"
    )
    assert True in dashes
    assert False in dashes


def test_a_selection_shows_facts_ties_and_sources(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["bruxelles"])
    page.fill("#search", "actiris")
    page.click("#found button:text-is('Actiris')")
    side = page.inner_text("#side")
    assert "bilan-2015 L" in side
    assert page.locator("#side .badge.dashed").count() > 0
    page.locator("#side .ties .org").first.click()
    assert page.inner_text("#side h3") != "Actiris"
    page.go_back()
    assert page.inner_text("#side h3") == "Actiris"


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_texts_of_the_data_are_in_the_language_of_the_reader(
    opened: Opened, pages: dict[str, Path], language: str
) -> None:
    data = read("bruxelles-2015").current()
    page = go(opened, pages["bruxelles"], f"#network?lang={language}&org=actiris")
    worded = {
        row[f"role_{each}"] if each != "en" else row["role"]: each
        for row in data.table("ties").iter_rows(named=True)
        for each in ("fr", "nl", "en")
        if row["role"]
    }

    def languages() -> set[str | None]:
        said = page.locator("#side .ties .more").all_text_contents()
        return {worded.get(text.split(" (")[0]) for text in said} - {None}

    assert languages() == {language}
    notes = {"fr": "Autrefois ORBEM", "nl": "Vroeger BGDA", "en": "Formerly ORBEM"}
    assert notes[language] in page.inner_text("#side")
    # The same panel follows the reader who changes language.
    page.click('[data-language="nl"]')
    assert languages() == {"nl"}
    side = page.inner_text("#side")
    assert "Zonale commissie Noordoost" in side
    assert "Commission zonale" not in side
    page.wait_for_selector(READY)  # sections far below are drawn when the page has a moment
    pairs = page.locator("div:has(> [data-table=meetings-pairs])")
    assert "Commission zonale" not in page.inner_text("#meetings-view")
    pairs.locator("input[type=search]").fill("commissie west")
    found = pairs.locator("tbody tr").all_inner_texts()
    assert found
    assert all("Zonale commissie West" in row for row in found)


def test_a_table_sorts_both_ways(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    heading = page.locator("#centrality-view th:has(> [data-sort=betweenness])")
    cells = page.locator("#centrality-view tbody tr td:nth-of-type(4)")

    def values() -> list[float]:
        return [float(text.replace(",", ".")) for text in cells.all_inner_texts()]

    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    assert values() == sorted(values(), reverse=True)
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert values() == sorted(values())


def test_the_worst_isolated_come_first_with_whom_to_call(
    opened: Opened, pages: dict[str, Path]
) -> None:
    page = go(opened, pages["demo"])
    first = page.locator("[data-table=isolated] tbody tr").first
    assert "isolée partout" in first.inner_text()
    assert first.locator(".tips .org").count() == 3
    page.select_option("#isolated-layer", "boards")
    assert page.locator("[data-table=isolated] tbody tr").count() > 0


def test_the_page_counts_and_lists_as_isolated_by_the_rows_of_the_answer(
    opened: Opened, pages: dict[str, Path]
) -> None:
    page = go(opened, pages["demo"], "#isolated?lang=en")
    found = isp_graph.isolated(isp_graph.read("demo"), suggestions=False)
    rows = found.rows
    table = page.locator("[data-table=isolated-counts] tbody tr").all()
    by_layer = {line.locator("th").inner_text(): line.locator("td") for line in table}
    for layer in {row["layer"] for row in rows}:
        own = Counter(row["status"] for row in rows if row["layer"] == layer)
        shown = by_layer[layer_label(layer, "en")].all_inner_texts()
        assert [int(cell) for cell in shown] == [own[status] for status in WORST_FIRST]
    told = reading(found)
    said = page.locator("#isolated-classes li").all_inner_texts()
    # A class of nobody is not told of.
    meant = [(name, count) for name, count in told.classes.items() if count or name != "unknown"]
    assert said == [say(f"isolated.count_{name}", "en", count) for name, count in meant]
    more = page.locator("#isolated-view .table-foot button:text('Show all')")
    more.click()
    assert page.locator("[data-table=isolated] tbody tr").count() == sum(
        told.classes[name] for name in NEEDY_CLASSES
    )


def test_the_address_restores_what_was_seen(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#network?lang=nl&org=oisp-05&zone=O")
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.input_value("#filter-zone") == "O"
    assert "La Nappe infinie" in page.inner_text("#side h3")
    page.click('[data-language="en"]')
    assert "lang=en" in page.url
    page.click('nav [data-go="practices"]')
    assert "#practices?" in page.url


def test_unknown_practices_are_drawn_as_unknown(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["bruxelles"])
    column = page.locator("#practices-view details").first.locator("tbody td:nth-of-type(4)")
    assert {text.split()[0] for text in column.all_inner_texts()} == {"?"}
    assert page.locator("#practices-view .alike td.unknown").count() == 10


def test_the_keyboard_reaches_an_organisation(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    page.focus("#search")
    page.keyboard.type("nappe infinie")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H3"
    page.focus("#picture")
    before = page.evaluate("picture.scale()")
    page.keyboard.press("+")
    assert page.evaluate("picture.scale()") > before
    page.keyboard.press("Escape")
    assert page.locator("#side .legend").count() == 1


WHERE = """(place) => {
  const [node, lens] = [marks.get(place), lensOf()];
  const box = document.querySelector("#picture").getBoundingClientRect();
  return [box.left + (node.x - lens.left) * lens.scale, box.top + (node.y - lens.top) * lens.scale];
}"""


def test_a_sign_is_pointed_at_chosen_moved_and_hidden(
    opened: Opened, pages: dict[str, Path]
) -> None:
    page = go(opened, pages["demo"])
    page.locator("#picture").scroll_into_view_if_needed()
    x, y = page.evaluate(WHERE, 5)
    page.mouse.move(x, y)
    name = page.evaluate("nameOf(PAGE.organisations[5])")
    assert page.locator("#tip.on strong").inner_text() == name
    page.mouse.click(x, y)
    assert page.locator("#side h3").inner_text() == name
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=4)
    page.mouse.up()
    assert page.evaluate(WHERE, 5) == pytest.approx([x + 40, y + 30], abs=1)
    # A drag chooses nothing, and a sign that a filter hides is not there to be chosen.
    assert page.locator("#side h3").inner_text() == name
    page.keyboard.press("Escape")
    page.evaluate("view.layers.clear(); state.kind = 'none of them'; refilter()")
    page.mouse.click(x + 40, y + 30)
    assert page.locator("#side .legend").count() == 1


def test_two_fingers_zoom_where_they_are(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    page.locator("#picture").scroll_into_view_if_needed()
    x, y = page.evaluate(WHERE, 5)
    before = page.evaluate("picture.scale()")
    touch = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 80)):
        fingers = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert page.evaluate("picture.scale()") == pytest.approx(2 * before, rel=0.02)
    assert page.evaluate(WHERE, 5) == pytest.approx([x, y], abs=2)
    assert page.locator("#side .legend").count() == 1


def test_every_control_has_a_name(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["bruxelles"])
    nameless = page.evaluate(
        """[...document.querySelectorAll("button, a, input, select, summary, [tabindex='0']")]
        .filter((node) => !node.textContent.trim() && !node.getAttribute("aria-label")
          && !(node.labels && node.labels.length)
          && !document.querySelector(`label[for="${node.id}"]`))
        .map((node) => node.outerHTML.slice(0, 120))"""
    )
    assert nameless == []
    assert page.evaluate("document.querySelectorAll('th:not([scope])').length") == 0


def test_it_prints_with_a_still_picture(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["bruxelles"])
    assert not page.is_visible(".still")
    page.emulate_media(media="print")
    assert page.is_visible(".still")
    assert not page.is_visible("#picture")
