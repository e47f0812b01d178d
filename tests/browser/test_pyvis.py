"""The page that pyvis writes: offline, and names stay text."""

from pathlib import Path

from isp_graph.datasets.read import read
from isp_graph.network import to_pyvis
from isp_graph.picture.pyvis_page import pyvis_page
from tests.browser.pages import HOSTILE, Opened, write_hostile


def test_a_page_of_pyvis_asks_for_nothing_and_runs_no_name(opened: Opened, tmp_path: Path) -> None:
    write_hostile(tmp_path)
    with (tmp_path / "organisations.csv").open("a", encoding="utf-8") as rows:
        rows.write('link,"<a href=x onclick=alert(3)>here</a>",here,NE,\n')
    network = to_pyvis(read(tmp_path), "partnerships")
    html = pyvis_page(network, language="fr", title=HOSTILE[2], told=[HOSTILE[0]])
    assert "bootstrap" not in html
    file = tmp_path / "network.html"
    file.write_text(html, encoding="utf-8")
    page = opened.page
    page.goto(file.as_uri())
    page.wait_for_selector("#mynetwork canvas")
    assert page.title() == page.locator("h1").inner_text() == HOSTILE[2]
    assert page.locator("p").inner_text() == HOSTILE[0]
    assert page.evaluate("nodes.length") == len(HOSTILE) + 1
    assert page.evaluate("edges.length") == len(HOSTILE) - 1
    page.wait_for_timeout(300)
    for own in ("o2", "link"):
        x, y = page.evaluate(
            """(own) => {
              const at = network.canvasToDOM(network.getPosition(own));
              const box = document.getElementById("mynetwork").getBoundingClientRect();
              return [box.left + at.x, box.top + at.y];
            }""",
            own,
        )
        page.mouse.move(x - 2, y)
        page.mouse.move(x, y)
        tip = page.locator(".vis-tooltip")
        tip.wait_for(state="visible")
        name = page.evaluate("(own) => nodes.get(own).label", own)
        assert tip.locator("*:not(br)").count() == 0
        assert tip.inner_text().replace("\u200b", "").startswith("<" if own == "link" else name)
    assert opened.requests == opened.complaints == []
