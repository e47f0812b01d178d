"""What a reader copies or saves of a table is what the table shows her."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import Opened, go

THOUSANDS = {"fr": "\u202f", "nl": ".", "en": ","}
DECIMAL = {"fr": ",", "nl": ",", "en": "."}
HOOKS = """() => {
  window.saved = []; window.copied = [];
  URL.createObjectURL = (blob) => { window.saved.push(blob); return "#"; };
  HTMLAnchorElement.prototype.click = () => {};
  DataTransfer.prototype.setData = (kind, text) => { window.copied.push(text); };
  // Chromium copies for a few seconds after a click, and there are many tables.
  document.execCommand = () => document.dispatchEvent(
    new ClipboardEvent("copy", { clipboardData: new DataTransfer() }));
}"""
ALL_TABLES = """async () => {
  for (const details of document.querySelectorAll("details:not([data-row])")) details.open = true;
  const told = [];
  await new Promise((done) => setTimeout(done, 50));
  for (const frame of document.querySelectorAll("[data-table]")) {
    const more = [...frame.querySelectorAll(".table-foot > button.plain:not(.copy, .save)")];
    for (const button of more) button.click();
    frame.querySelector(".save").click();
    frame.querySelector(".copy").click();
    const clean = (cell) => {
      const copy = cell.cloneNode(true);
      for (const other of copy.querySelectorAll("[aria-hidden], .opens, details > :not(summary)"))
        other.remove();
      // Numbers in words of size are written in full.
      for (const size of copy.querySelectorAll("[data-plain]"))
        size.textContent = size.dataset.plain;
      return copy.textContent;
    };
    told.push({
      id: frame.dataset.table,
      heads: [...frame.querySelectorAll("thead th button")].map(clean),
      numeric: [...frame.querySelectorAll("thead th")].map((th) => th.className === "numeric"),
      cells: [...frame.querySelectorAll("tbody tr")].map((tr) => [...tr.children].map(clean)),
      file: [...new Uint8Array(await window.saved.pop().arrayBuffer())],
      copy: window.copied.pop(),
    });
  }
  return told;
}"""
TABLES = {
    "demo": {"isolated", "organisations", "boards-pairs", "boards-depends", "meetings-pairs"},
    "bruxelles": {"isolated", "centrality", "homophily-layers", "zones", "organisations"},
    "internal": {"boards-people"},
}


def bare(text: str) -> str:
    """Keep letters and figures: how the parts of a list stand apart is another matter."""
    return re.sub(r"[\W_]+", "", text)


def figure(text: str, language: str) -> Decimal | None:
    """Read a number as a reader of the language does."""
    plain = text.replace(THOUSANDS[language], "").replace("−", "-").replace("%", "").strip()
    if not re.fullmatch(r"-?\d+([.,]\d+)?", plain):
        return None
    return Decimal(plain.replace(DECIMAL[language], "."))


def check(shown: str, written: str, numeric: bool, language: str) -> None:
    if shown == "–":
        assert written == ""
        return
    meant = figure(shown, language) if numeric else None
    if meant is None:
        plain = shown.replace(THOUSANDS[language], "") if numeric else shown
        assert bare(plain) == bare(written)
        return
    assert re.fullmatch(r"-?\d+([.,]\d+)?", written)
    assert Decimal(written.replace(DECIMAL[language], ".")) == meant


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("name", TABLES)
def test_a_copy_says_what_the_table_shows(
    opened: Opened, pages: dict[str, Path], name: str, language: str
) -> None:
    page = go(opened, pages[name], f"#data?lang={language}")
    assert page.get_attribute("html", "lang") == language
    page.evaluate(HOOKS)
    told: list[dict[str, Any]] = page.evaluate(ALL_TABLES)
    assert TABLES[name] <= {table["id"] for table in told}
    mark = "," if language == "en" else ";"
    for table in told:
        file = bytes(table["file"])
        assert file.startswith(b"\xef\xbb\xbf")
        saved = list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=mark))
        copied = list(csv.reader(io.StringIO(table["copy"]), delimiter="\t"))
        assert copied == saved
        heads, *lines = saved
        assert len(lines) == len(table["cells"]) > 0
        for place, (shown, head) in enumerate(zip(table["heads"], heads, strict=True)):
            column = [row[place] for row in table["cells"]]
            unit = any(figure(cell, language) is not None and "%" in cell for cell in column)
            assert head == (f"{shown} (%)" if unit else shown)
        for cells, line in zip(table["cells"], lines, strict=True):
            for shown, written, numeric in zip(cells, line, table["numeric"], strict=True):
                check(shown.strip(), written, numeric, language)
