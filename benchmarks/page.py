"""How fast the page is, beside pyvis as it comes, in headless Chromium with the network off.

Run from a checkout: ``python -m benchmarks.page`` (``CHROME`` names a Chromium). Seeded networks
of 300, 2,000 and 10,000 organisations. *Open* is until something is drawn and the page answers;
a *frame* is one step of zooming or moving; *filter* hides all but one zone, *select* chooses an
organisation, both until the next two frames have passed. The median of the runs, then the least:
on a machine that does other things the least is nearer to what the page itself needs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, TimeoutError, sync_playwright

import isp_graph
from benchmarks.networks import write_network
from isp_graph.page.report import report
from tests.conftest import find_chromium

SIZES = {300: 900, 2_000: 6_000, 10_000: 40_000}
TARGETS = {300: (1_500, 50, 150), 2_000: (3_000, 100, 300), 10_000: (3_000, 250, 300)}
PATIENCE = 60_000

# When the first sign is filled in, and when the page answers after it.
WATCH = """
const fill = CanvasRenderingContext2D.prototype.fill;
CanvasRenderingContext2D.prototype.fill = function (...told) {
  if (!window.drawnAt) {
    window.drawnAt = -1;
    requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); }));
  }
  return fill.apply(this, told);
};
"""
TIMED = """async ([act, times]) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const run = new Function("turn", act);
  const taken = [];
  for (let turn = 0; turn < times; turn += 1) {
    await frame();
    const begun = performance.now();
    run(turn);
    await frame();
    await frame();
    taken.push(performance.now() - begun);
  }
  return taken;
}"""
FRAMES = """async ([act, steps]) => {
  const run = new Function("turn", act);
  await new Promise((done) => requestAnimationFrame(done));
  const begun = performance.now();
  for (let turn = 0; turn < steps; turn += 1) {
    run(turn);
    await new Promise((done) => requestAnimationFrame(done));
  }
  return (performance.now() - begun) / steps;
}"""
OURS = {
    "zoom": "picture.zoom(turn % 2 ? 0.8 : 1.25)",
    "pan": "picture.move(turn % 2 ? -60 : 60, 0)",
    "filter": """const box = document.getElementById("filter-zone");
      box.value = turn % 2 ? "" : "NE"; box.dispatchEvent(new Event("change"));""",
    "select": "select(turn % 2 ? null : 5)",
}
PYVIS = {
    "zoom": "network.moveTo({ scale: network.getScale() * (turn % 2 ? 0.8 : 1.25) })",
    "pan": """const at = network.getViewPosition();
      network.moveTo({ position: { x: at.x + (turn % 2 ? -60 : 60), y: at.y } })""",
    "filter": """nodes.update(nodes.getIds().filter((id) => id % 6).map((id) => ({ id,
      hidden: !(turn % 2) })))""",
    "select": "turn % 2 ? network.unselectAll() : network.selectNodes([5])",
}


def as_it_comes(count: int, pairs: list[tuple[int, int]]) -> str:
    """Draw the same network with pyvis and nothing else."""
    from pyvis.network import Network

    network = Network(notebook=False, cdn_resources="in_line")
    network.nodes = [{"id": n, "label": str(n), "shape": "dot"} for n in range(count)]
    network.edges = [{"from": a, "to": b} for a, b in pairs]
    return str(network.generate_html())


def measured(browser: Browser, page_file: Path, acts: dict[str, str]) -> dict[str, float] | None:
    """Open a page once and time what it does; None where nothing is drawn in a minute."""
    # What measures is put into the page from outside, which its own policy rightly forbids.
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, offline=True, bypass_csp=True
    )
    page = context.new_page()
    page.add_init_script(WATCH)
    try:
        page.goto(page_file.as_uri(), wait_until="commit")
        page.wait_for_function("window.drawnAt > 0", timeout=PATIENCE)
        found = {"open": float(page.evaluate("window.drawnAt"))}
        page.wait_for_timeout(1_500)
        page.evaluate("(document.getElementById('picture') || document.body).scrollIntoView()")
        if page.locator("#unfold-all").count():
            # The hardest case: every group unfolded.
            page.click("#unfold-all")
            page.wait_for_timeout(500)
        frames = [page.evaluate(FRAMES, [acts[name], 10]) for name in ("zoom", "pan")]
        found["frame"] = max(frames)
        for name in ("filter", "select"):
            found[name] = statistics.median(page.evaluate(TIMED, [acts[name], 4]))
    except TimeoutError:
        return None
    finally:
        context.close()
    return found


def told(runs: list[dict[str, float] | None]) -> list[str]:
    """Write the median and the least of each time."""
    done = [run for run in runs if run is not None]
    if not done:
        return [f"none in {PATIENCE // 1000} s", "–", "–", "–"]
    cells = []
    for name in ("open", "frame", "filter", "select"):
        times = [run[name] for run in done]
        cells.append(f"{statistics.median(times):,.0f} ({min(times):,.0f})")
    return cells


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    asked = parser.parse_args()
    print("| organisations, ties | page | MB | open | frame | filter | select |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        for size in asked.sizes:
            folder = Path(name) / str(size)
            folder.mkdir()
            data = isp_graph.read(write_network(folder, size, SIZES[size])).current()
            place = {node: n for n, node in enumerate(data.nodes["id"])}
            edges = isp_graph.layer(data, "all").edges.select("a", "b").iter_rows()
            pairs = [(place[a], place[b]) for a, b in edges]
            pages = {
                "isp-graph": (report(data).html, OURS),
                "pyvis as it comes": (as_it_comes(size, pairs), PYVIS),
            }
            for page, (html, acts) in pages.items():
                file = folder / f"{page}.html"
                file.write_text(html, encoding="utf-8")
                runs = []
                for _ in range(asked.runs):
                    runs.append(measured(browser, file, acts))
                    if runs[-1] is None:
                        break
                cells = [f"{size:,}, {SIZES[size]:,}", page, f"{len(html.encode()) / 1e6:.1f}"]
                print("| " + " | ".join([*cells, *told(runs)]) + " |", flush=True)
            limits = " | ".join(f"{target:,}" for target in TARGETS[size])
            print(f"| {size:,} | target | | {limits} | |", flush=True)
        browser.close()
    load = os.getloadavg()[0]
    print(f"\nMilliseconds: median (least) of {asked.runs}; load average {load:.1f}", end="")
    print(f" on {os.cpu_count()} cores.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
