"""How often is something concluded where there is nothing?

    python -m benchmarks.type_one_error [--datasets 200] [--draws 1000]

Zones and sectors are drawn at random over networks that have structure of other kinds, so that
every "follows" is false. *bundles*: people who share several boards at once. *communities*:
meetings that gather the same circles again and again. *ties*: layers of partnerships, referrals
and conventions whose degrees differ widely. *all*: the three together, as a page would show them.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import isp_graph
from isp_graph.page.facts import facts
from isp_graph.page.model import page_model
from isp_graph.questions.homophily.homophily import DRAWS
from isp_graph.questions.homophily.reading import taken_back
from isp_graph.questions.homophily.terminal import reading_of
from isp_graph.questions.homophily.words import attribute_sentences

SIZE = 60
ZONES, SECTORS = ("NE", "S", "C", "O"), ("horeca", "bois", "soins", "web")
Tables = dict[str, list[dict[str, object]]]


def organisations(draw: random.Random) -> Tables:
    rows = [{"id": f"o{n:02}", "name": f"O {n}", "zone": draw.choice(ZONES)} for n in range(SIZE)]
    sectors = [{"organisation": row["id"], "sector": draw.choice(SECTORS)} for row in rows]
    zones = [{"id": zone, "name_fr": f"Zone {zone}"} for zone in ZONES]
    return {"organisations": rows, "organisation_sectors": sectors, "zones": zones, "communes": []}


def bundles(draw: random.Random) -> Tables:
    """Three people share four boards, again and again; others sit on one."""
    seats, people = set(), 0
    for _ in range(12):
        boards = draw.sample(range(SIZE), 4)
        for _ in range(3):
            seats |= {(people, board) for board in boards}
            people += 1
    for _ in range(80):
        seats.add((people, draw.randrange(SIZE)))
        people += 1
    return {
        "people": [{"id": f"p{n}", "name": f"P {n}"} for n in range(people)],
        "mandates": [{"person": f"p{p}", "organisation": f"o{b:02}"} for p, b in sorted(seats)],
    }


def communities(draw: random.Random) -> Tables:
    """Circles of organisations that meet several times; a few guests each time."""
    circles = [draw.sample(range(SIZE), 8) for _ in range(5)]
    meetings, seats = 20, set()
    for meeting in range(meetings):
        circle = circles[meeting % len(circles)]
        seats |= {(meeting, who) for who in circle if draw.random() < 0.85}
        seats |= {(meeting, who) for who in draw.sample(range(SIZE), 2)}
    return {
        "meetings": [{"id": f"m{n}", "name": f"M {n}"} for n in range(meetings)],
        "attendance": [{"meeting": f"m{m}", "organisation": f"o{w:02}"} for m, w in sorted(seats)],
    }


def ties(draw: random.Random) -> Tables:
    """Ties that go to few organisations more than to others."""
    rows = []
    for kind in ("partnership", "referral", "convention"):
        weights = [1 / (rank + 1) for rank in range(SIZE)]
        draw.shuffle(weights)
        pairs = {(draw.randrange(SIZE), draw.choices(range(SIZE), weights)[0]) for _ in range(120)}
        rows += [
            {"from": f"o{a:02}", "to": f"o{b:02}", "kind": kind} for a, b in sorted(pairs) if a != b
        ]
    return {"ties": rows}


def together(draw: random.Random) -> Tables:
    return bundles(draw) | communities(draw) | ties(draw)


KINDS: dict[str, Callable[[random.Random], Tables]] = {
    "bundles": bundles,
    "communities": communities,
    "ties": ties,
    "all": together,
}


def dataset(tables: Tables) -> isp_graph.Dataset:
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in tables.items():
            with (Path(folder) / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                columns = list(rows[0]) if rows else ["id", "name_fr"]
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(rows)
        return isp_graph.read(folder)


def judged(kind: str, seeds: Iterable[int], draws: int) -> Counter[str]:
    """Count datasets, and those in which something false is concluded."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        draw = random.Random(f"{kind} {seed}")
        data = dataset(organisations(draw) | KINDS[kind](draw))
        rows = isp_graph.homophily(data, draws=draws, seed=seed).rows
        verdicts = [row for row in rows if row["verdict"] is not None and row["layer"] != "all"]
        tested = [row for row in verdicts if row["verdict"] not in ("cannot_tell", "few_ties")]
        counts["datasets"] += 1
        counts["cases"] += len(tested)
        counts["cases wrong"] += sum(row["verdict"] in ("follows", "avoids") for row in tested)
        counts["datasets wrong"] += any(row["verdict"] in ("follows", "avoids") for row in tested)
        # What a verdict on the rewired null, without correction, would have concluded.
        rewired = [
            row
            for row in rows
            if (row["measure"], row["null"], row["group"]) == ("assortativity", "rewired", None)
            and not row["weighted"]
        ]
        counts["rewired"] += len(rewired)
        counts["rewired below 0.05"] += sum(row["p_value"] <= 0.05 for row in rewired)
    return counts


def false_facts(seeds: Iterable[int]) -> tuple[int, int]:
    """Count first screens, and those of which a fact says that ties follow or avoid something.

    The fact is made as the page makes it, without the rest of the page; of the first dataset
    the page is made too, and has to say the same.
    """
    pages = wrong = 0
    for seed in seeds:
        draw = random.Random(f"page {seed}")
        data = dataset(organisations(draw) | together(draw))
        found = isp_graph.homophily(data, draws=DRAWS, seed=seed)
        seen = reading_of(found, data).without(taken_back(data))
        said = [line for by in seen.known for line in attribute_sentences(seen, by, "en")]
        if not pages:
            assert " ".join(said) == on_page(data, seed), "the page says something else"
        pages += 1
        wrong += any(case.verdict in ("follows", "avoids") for case in seen.cases if case.counts)
    return pages, wrong


def on_page(data: isp_graph.Dataset, seed: int) -> str:
    """Give what the first screen of a page says of ties and attributes."""
    model = page_model(data, edition="public", seed=seed, geometry=None)
    assert model.known is not None
    told = [fact.sentence["en"] for fact in facts(model.known) if fact.section == "homophily"]
    return " ".join(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--datasets", type=int, default=200)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=100)
    asked = parser.parse_args()
    for kind in KINDS if asked.datasets else ():
        begun = time.perf_counter()
        found = judged(kind, range(asked.datasets), asked.draws)
        line = f"{kind:12} cases wrong {found['cases wrong']}/{found['cases']}"
        line += f" ({100 * found['cases wrong'] / max(1, found['cases']):.1f} %)"
        line += f", datasets wrong {found['datasets wrong']}/{found['datasets']}"
        line += f" ({100 * found['datasets wrong'] / found['datasets']:.1f} %)"
        if found["rewired"]:
            share = 100 * found["rewired below 0.05"] / found["rewired"]
            line += f"; rewired p ≤ 0.05: {share:.1f} %"
        print(f"{line}; {time.perf_counter() - begun:.0f} s", flush=True)
    pages, wrong = false_facts(range(asked.pages))
    print(f"first screens that say something false of ties: {wrong} of {pages}", flush=True)


if __name__ == "__main__":
    main()
