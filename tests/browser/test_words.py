"""The page writes sentences as the terminal does, and French with its spaces."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from isp_graph.grammar import LANGUAGES, filled, number, sized
from isp_graph.grammar.tables import tables
from isp_graph.schema.resources import resource
from tests.browser.pages import Opened, go

SENTENCES = ("{n}", "{n:one|several}", "{n:none|one|#} of {all}", "one|{n} of {all}")
NUMBERS = (0, 1, 2, 1234)
DATES = ("2005-06-14", "2005-06-01", "2005-06", "2005")


def test_the_script_fills_a_sentence_as_python_does(opened: Opened, pages: dict[str, Path]) -> None:
    page = go(opened, pages["demo"])
    for language in LANGUAGES:
        dated = [f"{{{keyword} d}}" for keyword in tables()["dates"][language]]
        asked: list[tuple[str, dict[str, Any]]] = [
            (said, {"n": n, "all": 2000}) for said in SENTENCES for n in NUMBERS
        ]
        asked += [(said, {"d": date}) for said in dated for date in DATES]
        told = page.evaluate(
            """([language, asked]) => {
              state.language = language;
              return asked.map(([said, values]) => {
                PAGE.texts.asked = LANGUAGES.map(() => said);
                return t("asked", values, values.n);
              });
            }""",
            [language, asked],
        )
        meant = [filled(said, language, values) for said, values in asked]
        assert told == meant


SIZES = (10**6, 999_499_999, 999_500_000, 39_639_600, 1_995_000, 2 * 10**9, 999_999_999_999, 10**14)


def test_the_script_writes_large_numbers_as_python_does(
    opened: Opened, pages: dict[str, Path]
) -> None:
    page = go(opened, pages["demo"])
    for language in LANGUAGES:
        told = page.evaluate(
            """([language, sizes]) => {
              state.language = language;
              return [...sizes, "9".repeat(40), "12345"].map((digits) => {
                const shown = exact(digits);
                return shown.dataset ? [shown.textContent, shown.dataset.plain] : [shown, digits];
              });
            }""",
            [language, [str(size) for size in SIZES]],
        )
        digits = [str(size) for size in SIZES] + ["9" * 40, "12345"]
        assert [plain for _, plain in told] == digits
        assert [words for words, _ in told[: len(SIZES)]] == [sized(n, language) for n in SIZES]
        assert told[-1][0] == number(12345, language)


def french(page: Page) -> list[str]:
    """Give every text of a page, hidden ones too."""
    return page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) {
            const { data, parentElement } = walker.currentNode;
            if (!parentElement.closest("script, style, [dir=auto], svg")) texts.push(data);
          }
          for (const node of document.querySelectorAll("[aria-label], [title]")) {
            texts.push(node.getAttribute("aria-label") || "", node.getAttribute("title") || "");
          }
          return texts;
        }"""
    )


@pytest.mark.parametrize(("name", "folder"), [("demo", "demo"), ("bruxelles", "bruxelles-2015")])
def test_the_french_page_has_its_spaces(
    opened: Opened, pages: dict[str, Path], name: str, folder: str
) -> None:
    texts = french(go(opened, pages[name]))
    assert len(texts) > 500
    wrong = re.compile(
        r"(?<=\w)[ \u00a0][;!?%](?!\w)|(?<=\w)[ \u202f][:»]|« |\w[;!?»](?:\s|$)|\w: "
    )
    tables = [file.read_text("utf-8") for file in (resource("data") / folder).glob("*.csv")]
    found = {said for said in texts if wrong.search(said)}
    assert not {said for said in found if not any(said in table for table in tables)}


def test_every_field_is_filled(opened: Opened, pages: dict[str, Path]) -> None:
    for language in LANGUAGES:
        texts = french(go(opened, pages["demo"], f"#?lang={language}"))
        assert not [said for said in texts if "{" in said or re.search(r"\w\|\w", said)], language
