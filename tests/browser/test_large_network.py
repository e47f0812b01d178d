"""Large networks in a browser: groups unfold, everything answers, nothing is asked for."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from benchmarks.networks import write_network
from isp_graph.datasets.read import read
from isp_graph.page.report import report
from tests.browser.pages import HOSTILE, READY, Made, Opened, go, shared
from tests.browser.test_accessibility import AXE


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Made:
    ties = {2_000: 6_000, 10_000: 40_000}

    def make(count: int) -> str:
        folder = tmp_path_factory.mktemp(f"network-{count}")
        data = read(write_network(folder, count, ties[count], first_names=HOSTILE)).current()
        return report(data).html

    return Made(shared(tmp_path_factory) / "large", make)


def centre_of(page: Page, group: int) -> tuple[float, float]:
    """Give where the middle of a group is on the screen."""
    page.locator("#picture").scroll_into_view_if_needed()
    found: list[float] = page.evaluate(
        """(place) => {
          const box = document.getElementById("picture").getBoundingClientRect();
          const group = folds.groups[place];
          return [box.left + box.width / 2 + (group.x - eye.x) * eye.scale,
                  box.top + box.height / 2 + (group.y - eye.y) * eye.scale];
        }""",
        group,
    )
    return found[0], found[1]


def drawn(page: Page) -> int:
    """Count the organisations that are drawn one by one."""
    return int(page.evaluate("folds.members.length"))


def test_two_thousand_are_drawn_one_by_one_and_filtered(
    opened: Opened, large: dict[int, Path]
) -> None:
    page = go(opened, large[2_000])
    assert page.evaluate("view.visible.length") == 2_000
    assert page.inner_text("#shown strong").startswith("2")
    before = page.evaluate("view.lineCount")
    page.select_option("#filter-zone", "NE")
    assert 0 < page.evaluate("view.visible.filter(Boolean).length") < 700
    assert 0 < page.evaluate("view.lineCount") < before
    page.fill("#search", "passerelle 738")
    page.press("#search", "Enter")
    assert "Passerelle 738" in page.inner_text("#side h3")


def test_a_large_network_opens_on_groups_and_isolates(
    opened: Opened, large: dict[int, Path]
) -> None:
    page = go(opened, large[10_000])
    assert page.locator("#picture > canvas").count() == 1
    assert page.evaluate("typeof vis") == "undefined"
    counts = page.evaluate("folds.groups.map((group) => group.count)")
    assert sum(counts) == 10_000
    # One organisation in 33 has no tie, and is drawn before anything is unfolded.
    assert drawn(page) == page.evaluate("DRAWN.nodes.filter((node) => node.alone).length")
    assert drawn(page) >= 304
    page.click('[data-language="nl"]')
    assert "zonder zone" in page.inner_text("#side .groups")
    assert "undefined" not in page.inner_text("main")


def test_a_click_unfolds_a_group_and_another_folds_it(
    opened: Opened, large: dict[int, Path]
) -> None:
    page = go(opened, large[10_000])
    folded = drawn(page)
    page.mouse.click(*centre_of(page, 1))
    assert page.get_attribute('[data-group="1"]', "aria-expanded") == "true"
    inside = page.evaluate("folds.lines.reduce((sum, each) => sum + each.edges.length, 0)")
    assert inside == page.evaluate("folds.groups[1].inside")
    assert drawn(page) > folded + 1_000
    assert "open=1" in page.url
    # Its name is now above it, and folds it.
    x, y = centre_of(page, 1)
    page.mouse.click(x, y - page.evaluate("folds.groups[1].radius * eye.scale") - 10)
    assert drawn(page) == folded
    page.go_back()
    assert page.get_attribute('[data-group="1"]', "aria-expanded") == "true"


def test_the_keyboard_unfolds_moves_and_leaves(opened: Opened, large: dict[int, Path]) -> None:
    page = go(opened, large[10_000])
    page.focus("#picture")
    page.keyboard.press("PageDown")
    name = page.evaluate("groupLabel(folds.groups[0])")
    assert page.inner_text("#shown").startswith(name)
    page.keyboard.press("Enter")
    assert page.evaluate("folds.groups[0].open")
    page.keyboard.press("Enter")
    assert not page.evaluate("folds.groups[0].open")
    before = page.evaluate("[eye.x, eye.scale]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    after = page.evaluate("[eye.x, eye.scale]")
    assert after[0] > before[0]
    assert after[1] > before[1]
    page.keyboard.press("0")
    assert page.evaluate("eye.scale") == pytest.approx(before[1])
    page.focus('[data-group="2"]')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.group") == "2"
    assert page.evaluate("folds.groups[2].open")


def test_the_search_finds_unfolds_and_tells(opened: Opened, large: dict[int, Path]) -> None:
    page = go(opened, large[10_000])
    for name in HOSTILE[1:]:
        page.fill("#search", name)
        page.press("#search", "Enter")
        assert page.inner_text("#side h3") == name
    assert page.locator("img").count() == 0
    place = page.evaluate("state.org")
    assert page.evaluate("(place) => folds.groups[groupOf(place)].open", place)
    near = page.evaluate("view.near.size")
    assert near > 1
    assert page.locator("#side .ties .org").count() > 0
    assert "enquête fictive" in page.inner_text("#side")
    page.focus("#picture")
    page.keyboard.press("Escape")
    assert page.evaluate("state.org") is None


def test_filters_hide_in_groups_too(opened: Opened, large: dict[int, Path]) -> None:
    page = go(opened, large[10_000])
    page.click("#unfold-all")
    assert drawn(page) == 10_000
    page.select_option("#filter-kind", "cpas")
    fewer = drawn(page)
    assert 0 < fewer < 1_000
    assert page.evaluate("folds.groups.reduce((sum, group) => sum + group.shown, 0)") == fewer
    page.click("#reset")
    assert drawn(page) == 10_000
    page.click("#fold-all")
    assert page.evaluate("folds.bundles.length") > 0
    page.click(".layers summary")
    page.click(".layer-boxes .both button:nth-child(2)")
    assert page.evaluate("folds.bundles.length") == 0


@pytest.mark.parametrize("by", ["sectors", "communities"])
def test_a_link_restores_the_division_and_what_was_open(
    opened: Opened, large: dict[int, Path], by: str
) -> None:
    page = go(opened, large[10_000], f"#network?by={by}&open=0.2&kind=cpas&lang=en")
    assert page.input_value("#group-by") == by
    assert page.input_value("#filter-kind") == "cpas"
    opens = page.evaluate("folds.groups.filter((group) => group.open).map((group) => group.place)")
    assert opens == [0, 2]
    page.select_option("#group-by", "zones")
    assert "by=" not in page.url
    assert "open=" not in page.url


def test_the_picture_is_kept_as_it_is_seen(
    opened: Opened, large: dict[int, Path], tmp_path: Path
) -> None:
    page = go(opened, large[10_000], "#network?open=0&lang=en")
    with page.expect_download() as kept:
        page.click("#network-keepers button:first-child")
    kept.value.save_as(tmp_path / "network.svg")
    svg = (tmp_path / "network.svg").read_text("utf-8")
    assert svg.startswith("<svg")
    assert "no zone" in svg
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".still").count() == 1
    page.emulate_media(media="print")
    assert page.is_visible(".still")


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(examined: Page, large: dict[int, Path], width: int) -> None:
    examined.set_viewport_size({"width": width, "height": 800})
    examined.goto(large[10_000].as_uri() + "#network?open=1")
    examined.wait_for_selector(READY)
    assert examined.evaluate("document.documentElement.scrollWidth") <= width
    examined.evaluate(AXE)
    found: Any = examined.evaluate("axe.run('#network', {resultTypes: ['violations']})")
    assert found["passes"]
    told = [
        (each["id"], node["html"][:200]) for each in found["violations"] for node in each["nodes"]
    ]
    assert told == []
