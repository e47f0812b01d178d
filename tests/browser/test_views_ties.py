"""Sector and zone, boards and meetings in a browser: pictures, their tables, what is unknown."""

from pathlib import Path

import pytest

from isp_graph.datasets.read import read
from tests.browser.pages import READY, Opened, go

VIEWS = ("homophily", "boards", "meetings")


@pytest.mark.parametrize("name", ["bruxelles", "demo", "names"])
def test_the_views_speak_three_languages(opened: Opened, pages: dict[str, Path], name: str) -> None:
    page = go(opened, pages[name])
    for language in ("nl", "en", "fr"):
        page.click(f'[data-language="{language}"]')
        page.wait_for_selector(READY)
        for view in VIEWS:
            told = page.inner_text(f"#{view}")
            assert len(told) > 100
            for wrong in ("undefined", "NaN", "{", "null", "Infinity"):
                assert wrong not in told
            charts = page.locator(f"#{view} svg.chart").evaluate_all(
                "(all) => all.map((svg) => [svg.getAttribute('aria-label'), svg.innerHTML])"
            )
            for name_of_chart, inside in charts:
                assert name_of_chart
                assert "NaN" not in inside
    # What is ours to write has the printer's apostrophe, and a fixed space before a colon.
    for kind in (".notice", ".verdicts", ".verdict", ".readings", ".source", ".key", "option"):
        for told in page.locator(f":is(#homophily, #boards, #meetings) {kind}").all_inner_texts():
            assert "'" not in told
            assert " :" not in told
            assert " ;" not in told


def test_another_layer_changes_the_matrix(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#homophily?lang=en")
    matrix = page.locator("#homophily-matrix-zone svg")
    whole = matrix.inner_html()
    page.select_option("#homophily-layer", "partnerships")
    assert matrix.inner_html() != whole
    assert matrix.get_attribute("aria-label") == "partnership: ties between groups, by zone"
    assert page.evaluate("document.activeElement.id") == "homophily-layer"
    told = page.inner_text(".readings >> nth=0")
    assert "It is not shown that ties follow the zone: 19% stay within the group" in told
    assert "Ties follow the sector" in told
    assert "same sector" in page.inner_text("#homophily-together")
    page.select_option("#homophily-layer", "founds")
    assert "Too few ties" in page.inner_text("#homophily-together")


def test_every_picture_has_its_table_and_can_be_kept(
    opened: Opened, pages: dict[str, Path]
) -> None:
    page = go(opened, pages["demo"], "#homophily?lang=en")
    for summary in page.locator("#homophily summary").all():
        summary.click()
    cells = page.locator("#homophily details").nth(1).locator("tbody tr").first
    assert "horeca" in cells.inner_text().lower() or "Centre" in cells.inner_text()
    assert page.locator("#homophily table").count() == 3
    with page.expect_download() as download:
        page.locator("#boards-picture .keepers button").first.click()
    svg = Path(download.value.path()).read_text("utf-8")
    assert svg.startswith("<svg")
    assert svg.count("<line") >= 81


@pytest.mark.parametrize(
    ("caption", "key", "column"),
    [
        ("The pairs, the least likely first", "shared", 2),
        ("The pairs of meetings, the most alike first", "jaccard", 3),
        ("Meetings and hours a year, by organisation", "hours", 3),
    ],
)
def test_tables_sort_both_ways(
    opened: Opened, pages: dict[str, Path], caption: str, key: str, column: int
) -> None:
    page = go(opened, pages["demo"], "#boards?lang=en")
    table = page.locator(f'[aria-label="{caption}"]')
    for direction in ("descending", "ascending"):
        table.locator(f"[data-sort={key}]").click()
        assert table.locator(f"th:has(> [data-sort={key}])").get_attribute("aria-sort") == direction
        texts = table.locator(f"tbody tr > :nth-child({column + 1})").all_inner_texts()
        values = [float(text.rstrip("%")) for text in texts]
        assert values == sorted(values, reverse=direction == "descending")


def test_the_page_says_why_no_pair_is_kept(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#boards?lang=en")
    told = page.inner_text("#boards")
    assert "Why none is kept" in told
    assert "one of the 5 least likely pairs" in told
    assert "Public edition" in told
    assert "Who sits where" not in told
    assert page.locator('#boards-picture line[stroke-width="4.5"]').count() == 5


def test_who_sits_where_is_in_the_internal_edition_alone(
    opened: Opened, pages: dict[str, Path]
) -> None:
    page = go(opened, pages["internal"], "#boards?lang=en")
    names = set(read("demo").table("people")["name"])
    listed = page.locator('[aria-label="Administrators and their seats"] tbody th')
    assert {text.removesuffix("\nSources") for text in listed.all_inner_texts()} <= names
    # The sixth has as few seats as many others: all of them would be too many to begin with.
    assert listed.count() == 5


def test_meetings_that_gather_the_same_bear_a_sign(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#meetings?lang=en")
    assert page.locator("#meetings-matrix text:text-is('★')").count() == 2
    first = page.locator(
        '[aria-label="The pairs of meetings, the most alike first"] tbody tr'
    ).first
    assert "★ yes" in first.inner_text()


def test_unknown_is_told_as_unknown(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["bruxelles"], "#homophily?lang=en")
    assert page.locator("#homophily .unknown-here").count() == 2
    assert "“sector” is known of 1 of 63 organisations" in page.inner_text(
        "#homophily .notice >> nth=3"
    )
    assert "These data name nobody who sits on a board" in page.inner_text("#boards")
    assert page.locator("#boards table").count() == 0
    told = page.inner_text("#meetings")
    assert "The data do not say what 45 organisations attend" in told
    assert page.locator("#meetings-load-picture rect[stroke]").count() == 4


def test_the_fact_leads_to_the_view(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"], "#facts?lang=en")
    page.click('#facts a[data-go="homophily"]')
    assert page.url.split("?")[0].endswith("#homophily")
    assert "follow the sector more than chance" in page.inner_text("#facts")


@pytest.mark.parametrize("view", VIEWS)
def test_pictures_fit_a_sheet_of_paper(opened: Opened, pages: dict[str, Path], view: str) -> None:
    page = go(opened, pages["demo"], f"#{view}")
    page.set_viewport_size({"width": 690, "height": 1000})  # A4 less its margins
    page.emulate_media(media="print")
    widths = page.evaluate(
        f"[...document.querySelectorAll('#{view} svg.chart')]"
        ".map((svg) => svg.getBoundingClientRect().width)"
    )
    assert widths
    assert max(widths) <= 690


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("boards-pairs", "P-"),
        ("boards-depends", "P-"),
        ("meetings-pairs", "(fictional)"),
        ("meetings-load", "fictif"),
    ],
)
def test_a_row_opens_the_records_on_which_it_rests(
    opened: Opened, pages: dict[str, Path], table: str, told: str
) -> None:
    page = go(opened, pages["demo"], f"#{table.partition('-')[0]}?lang=en")
    opener = page.locator(f"[data-table={table}] .opens").first
    opener.focus()
    page.keyboard.press("Enter")
    records = page.locator(f"[data-table={table}] tr.records li")
    assert records.count() >= 2
    for record in records.all_inner_texts():
        assert told in record
        assert "fictional" in record
        assert "demo" in record
    assert opener.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Enter")
    assert records.count() == 0


def test_a_pair_rests_on_the_seats_of_whom_both_boards_share(
    opened: Opened, pages: dict[str, Path]
) -> None:
    page = go(opened, pages["demo"], "#boards?lang=en")
    rows = page.evaluate("""() => PAGE.views.boards.pairs.map((pair) => {
        const seats = boardsBetween(pair);
        return [pair[2], seats.length, seats.every((line) => line.querySelector(".source"))];
    })""")
    # Each person that both share has at least one seat on either board.
    assert all(lines >= 2 * shared and sourced for shared, lines, sourced in rows)
