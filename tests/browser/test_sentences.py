"""Every number that a page says to people is a count over rows; a class is one in both houses."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from isp_graph.grammar import LANGUAGES
from tests.browser.pages import Opened, go
from tests.laws.folders import write_folder
from tests.sentences.case import Case, run
from tests.sentences.network import CLASSES, classes
from tests.sentences.page import complaints_of_page
from tests.sentences.regions import lettered, region_tables
from tests.sentences.said import plain, sentences
from tests.sentences.sections import large

SIZES = {60: LANGUAGES, 320: ("fr",), 510: ("nl",), 2300: ("en",)}
"""Organisations drawn, of each class of size, and the languages in which they are read."""


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Case, Path]]:
    made: dict[int, tuple[Case, Path]] = {}

    def make(size: int) -> tuple[Case, Path]:
        if size not in made:
            folder = tmp_path_factory.mktemp(f"drawn{size}") / "region"  # a name without a digit
            folder.mkdir()
            write_folder(folder, lettered(region_tables(size, size)), 'date = "2015-12-31"\n')
            page = folder.with_suffix(".html")
            run("report", str(folder), "--output", str(page), "--quiet", "--lang", "fr")
            case = Case(folder)
            if large(case):
                case.instead[("homophily",)] = ("homophily", "--draws", "0")
            made[size] = case, page
        return made[size]

    return make


@pytest.mark.parametrize("size", SIZES)
def test_numbers_said_on_a_page_are_counts(opened: Opened, drawn, size: int) -> None:
    case, path = drawn(size)
    wrong = []
    for language in SIZES[size]:
        opened.page.goto("about:blank")  # to another place of a page, it would not open anew
        page = go(opened, path, f"#facts?lang={language}")
        wrong += complaints_of_page(page, case, language)
    assert wrong == []


def of_terminal(case: Case) -> dict[str, str]:
    """Read, from the list of the terminal, the class of each organisation that it names."""
    out, _ = run(*case.command("isolated"), "--lang", "en")
    heads = {sentences(f"isolated.{name}", "en")[0]: name for name in CLASSES[:3]}
    found, name = {}, None
    for line in map(plain, out.splitlines()):
        name = heads.get(line.split(" (")[0], name)
        listed = re.match(r"- .* \[(\w+)\]", line)
        if listed:
            found[listed[1]] = str(name)
    return found


@pytest.mark.parametrize("size", SIZES)
def test_terminal_and_page_put_the_same_in_the_same_class(opened: Opened, drawn, size: int) -> None:
    case, path = drawn(size)
    page = go(opened, path, "#isolated")
    more = page.locator("[data-table=isolated] .table-foot button.plain:not(.copy):not(.save)")
    if more.count():
        more.click()
    rows = page.eval_on_selector_all(
        "[data-table=isolated] tbody tr",
        "rows => rows.map((row) => [row.querySelector('th button').textContent,"
        " row.querySelector('.situation').className.match(/s(\\d)/)[1]])",
    )
    named = dict(case.data.nodes.select("name", "id").iter_rows())
    meant = {who: name for who, name in classes(case).items() if name in CLASSES[:3]}
    assert meant
    assert {named[name]: CLASSES[int(code)] for name, code in rows} == meant
    assert of_terminal(case) == meant
