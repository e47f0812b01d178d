"""axe-core finds nothing that would keep a reader out, wide or narrow."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.pages import READY

# axe keeps the parts of each colour in weak maps, and reads the same few colours a hundred thousand
# times: to keep them in the object itself, and to read each once, halves what it takes.
FIELDS = """class {
  place = Symbol();
  has(key) { return this.place in key; }
  get(key) { return key[this.place]; }
  set(key, value) { key[this.place] = value; return this; }
  delete(key) { return delete key[this.place]; }
}"""
COLOURS = """
const { Color } = axe.commons.color;
const parse = Color.prototype.parseString;
const known = new Map();
Color.prototype.parseString = function (text) {
  if (!known.has(text)) known.set(text, parse.call(new Color(0, 0, 0), text));
  const { r, g, b, alpha } = known.get(text);
  return Object.assign(this, { r, g, b, alpha });
};
"""
_AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
AXE = f"((WeakMap) => {{ {_AXE} }})({FIELDS}); (() => {{ {COLOURS} }})(); 0"
# All rules; what passes is not told element by element, which takes twice as long as the rules.
RUN = "axe.run({resultTypes: ['violations']})"


def test_axe_sees_what_keeps_readers_out(examined: Page, tmp_path: Path) -> None:
    file = tmp_path / "wrong.html"
    file.write_text(
        "<!doctype html><html lang='fr'><title>faux</title><main><h1>faux</h1>"
        "<p style='color: #999; background: rgb(255 255 255 / 90%)'>pâle</p>"
        "<p style='opacity: 0.4'>voilé</p><p>lisible</p><input><img src='data:,'>",
        encoding="utf-8",
    )
    examined.goto(file.as_uri())
    examined.evaluate(AXE)
    found: Any = examined.evaluate(RUN)
    seen = {each["id"]: [node["html"] for node in each["nodes"]] for each in found["violations"]}
    assert set(seen) == {"color-contrast", "image-alt", "label"}
    assert [html.rpartition("<")[0].rpartition(">")[2] for html in seen["color-contrast"]] == [
        "pâle",
        "voilé",
    ]


@pytest.mark.parametrize("name", ["bruxelles", "demo", "names"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(
    examined: Page, pages: dict[str, Path], name: str, width: int
) -> None:
    examined.set_viewport_size({"width": width, "height": 800})
    examined.goto(pages[name].as_uri())
    examined.wait_for_selector(READY)
    examined.evaluate(AXE)
    found: Any = examined.evaluate(RUN)
    assert found["passes"]
    told = [
        (violation["id"], violation["help"], node["html"][:200])
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    assert told == []
