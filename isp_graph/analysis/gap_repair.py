"""What would mend most: which link, which offer, which places?

A zone and sector are *complete* if a pathway goes from end to end inside the zone, every hand-over
linked. Additions are chosen greedily: each time the one that completes most pairs, then saves
most crossings on the best linked pathways of the pairs that it completes, then comes first by its
ids. Links between two existing operators cost least and come first; then offers, of the one step
that a zone misses, by an operator of that zone that is linked well enough, one that makes the
step or works in the sector before others, and no regional body; then places, at the bottleneck
whose widening lets most people pass, where people may go anywhere. Each kind is chosen
on what is there, links added: an offer may lean on the links proposed before it.

Where no single link completes a pair, those are proposed that the pair nearest to completion
lacks on its pathway with the fewest open hand-overs; all but the last of them complete nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from isp_graph.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.filiere import Filiere, filiere
from isp_graph.kernels.courses import Course, near_of
from isp_graph.kernels.matrices import Booleans, Matrix
from isp_graph.kernels.pathway_reach import present, reached
from isp_graph.kernels.pathway_search import UNIT, Costs, Search
from isp_graph.results import Result, basis
from isp_graph.throughput import Supply, supply

KINDS = ("link", "offer", "places")
"""Kinds of additions, the cheapest first."""
_SCHEMA: dict[str, Any] = {
    "rank": pl.Int64,
    "kind": pl.String,
    "what": pl.String,
    "zone": pl.String,
    "sector": pl.String,
    "completes": pl.Int64,
    "crossings_saved": pl.Int64,
    "flow_gained": pl.Float64,
    "reason": pl.String,
    "step": pl.String,
    "organisations": pl.List(pl.String),
    "pairs": pl.List(pl.Struct({"zone": pl.String, "sector": pl.String})),
}
Pair = tuple[int, int]
"""A home zone and a sector, by their places."""
Link = tuple[int, int]


class _State:
    """The pairs asked for, under the links that are there and those added."""

    def __init__(self, found: Filiere) -> None:
        self.found = found
        self.courses: dict[Pair, Course] = {}
        for at, sector in enumerate(found.asked_sectors):
            for homes, offers in found.homes_alike(sector):
                self.courses |= dict.fromkeys(((home, at) for home in homes), found.course(offers))
        self.links: Matrix = found.links
        self.homes = [found.home(zone) for zone in found.asked_zones]
        self.there: dict[Pair, Booleans] = {
            pair: present(course, pair[0]) for pair, course in self.courses.items()
        }
        self.skippable = [step.skippable for step in found.steps]
        nodes = set(found.data.nodes["id"])
        # A class of actors is a node of no layer, so that nothing can link it.
        self.linkable = np.array([each in nodes for each in found.operators], dtype=bool)

    def ways(self, pair: Pair) -> tuple[Booleans, Booleans]:
        """Tell at which operators one may be, from the first step on and from the last back."""
        near, course, there = near_of(self.links), self.courses[pair], self.there[pair]
        return reached(course, there, near), reached(course, there, near, back=True)

    def complete(self, pair: Pair) -> bool:
        """Tell whether a linked pathway stays in the zone."""
        reach = reached(self.courses[pair], self.there[pair], near_of(self.links))
        after = True
        for at in reversed(range(len(self.skippable))):
            if after and reach[at].any():
                return True
            after = after and self.skippable[at]
        return after

    def open_pairs(self) -> list[Pair]:
        """List pairs that are not complete."""
        return [pair for pair in sorted(self.there) if not self.complete(pair)]

    def missing(self, pair: Pair) -> list[int]:
        """List steps that may not be skipped and that the zone has not."""
        there = self.there[pair]
        return [at for at, skip in enumerate(self.skippable) if not skip and not there[at].any()]

    def crossings(self, pair: Pair, links: Matrix) -> int | None:
        """Give the crossings of the best linked pathway of a pair; None where there is none."""
        course: Course = replace(self.courses[pair], links=links)
        dear = Costs(open=10 * (len(self.skippable) + 1) * UNIT)
        best = Search(course, dear, pair[0]).best(1)
        return best[0].crossings if best and not best[0].opened else None

    def with_link(self, link: Link) -> Matrix:
        """Give the links with one more."""
        ends = ([link[0], link[1]], [link[1], link[0]])
        added = csr_array((np.ones(2), ends), shape=self.links.shape)
        return csr_array(self.links + added)

    def followers(self, at: int) -> list[int]:
        """List the steps to which one may hand over from a step."""
        found = []
        for later in range(at + 1, len(self.skippable)):
            found.append(later)
            if not self.skippable[later]:
                break
        return found


def completing_links(state: _State, pair: Pair) -> set[Link]:
    """List the single links that complete a pair which has every step."""
    ahead, back = state.ways(pair)
    found: set[Link] = set()
    for at in range(len(state.skippable)):
        before = np.flatnonzero(ahead[at] & state.linkable).tolist()
        for later in state.followers(at) if before else ():
            after = np.flatnonzero(back[later] & state.linkable).tolist()
            found |= {(min(a, b), max(a, b)) for a in before for b in after if a != b}
    return found


def _saved(state: _State, pairs: Sequence[Pair], links: Matrix) -> int:
    """Sum the crossings that pairs save which some linked pathway serves already."""
    return sum(before for pair in pairs if (before := state.crossings(pair, links)) is not None)


def _links(state: _State, most: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    while len(rows) < most:
        completed: dict[Link, list[Pair]] = defaultdict(list)
        for pair in state.open_pairs():
            if not state.missing(pair):
                for link in completing_links(state, pair):
                    completed[link].append(pair)
        if not completed:
            chain = _chain(state, most - len(rows))
            if not chain:
                break
            rows += chain
            continue
        largest = max(map(len, completed.values()))
        tied = sorted(link for link, pairs in completed.items() if len(pairs) == largest)
        # What is complete afterwards crosses nothing: the saving depends on the pairs alone.
        savings: dict[tuple[Pair, ...], int] = {}
        for link in tied:
            key = tuple(completed[link])
            if key not in savings:
                savings[key] = _saved(state, key, state.links)
        best = min(tied, key=lambda link: (-savings[tuple(completed[link])], link))
        pairs = completed[best]
        rows.append(
            {
                "kind": "link",
                "operators": best,
                "pairs": pairs,
                "completes": len(pairs),
                "crossings_saved": savings[tuple(pairs)],
            }
        )
        state.links = state.with_link(best)
    return rows


def _chain(state: _State, most: int) -> list[dict[str, Any]]:
    """Add the links that the pair nearest to completion lacks, if they are few enough."""
    lacking: list[tuple[int, Pair, list[Link]]] = []
    dear = Costs(open=10 * (len(state.skippable) + 1) * UNIT)
    for pair in state.open_pairs():
        if state.missing(pair):
            continue
        part = replace(state.courses[pair], links=state.links).inside(pair[0])[0]
        (best,) = Search(part, dear, pair[0]).best(1)
        near = near_of(state.links)
        path = part.operator[list(best.offers)].tolist()
        wanted = {(min(a, b), max(a, b)) for a, b in pairwise(path) if not near[a, b]}
        if all(state.linkable[list(link)].all() for link in wanted):
            lacking.append((len(wanted), pair, sorted(wanted)))
    count, pair, wanted_links = min(lacking, default=(most + 1, (0, 0), []))
    if count > most:
        return []
    before = state.open_pairs()
    rows: list[dict[str, Any]] = []
    unlinked = state.links
    for link in wanted_links:
        blank = {"kind": "link", "operators": link, "pairs": [], "towards": pair}
        rows.append({**blank, "completes": 0, "crossings_saved": 0})
        unlinked, state.links = state.links, state.with_link(link)
    done = [each for each in before if state.complete(each)]
    rows[-1] |= {"pairs": done, "completes": len(done)}
    rows[-1]["crossings_saved"] = _saved(state, done, unlinked)
    return rows


def _preferred(state: _State, pair: Pair, at: int, able: Sequence[int]) -> int:
    """Choose who makes an offer: who makes the step already, then who works in the sector."""
    found = state.found
    sector = found.asked_sectors[pair[1]]
    sectors = found.offers["sector"].to_list()
    makes = {int(found.operator_of[p]) for p in np.flatnonzero(found.step_of == at)}
    works = {
        int(found.operator_of[place])
        for place, own in enumerate(sectors)
        if own is not None and own == sector
    }
    return min(
        able,
        key=lambda who: (
            who not in works or who not in makes,
            who not in works,
            who not in makes,
            who,
        ),
    )


def _offers(state: _State, most: int) -> list[dict[str, Any]]:
    """Find the operators of a zone that could complete it with one offer of the step it misses."""
    local = np.zeros((len(state.found.zones), len(state.found.operators)), dtype=bool)
    why = state.found.offers["why"].to_list()
    for place, operator in enumerate(state.found.operator_of.tolist()):
        for home in state.homes if why[place] != "region" else ():
            # Would an offer there be open to who lives there, if it did not say so itself?
            usual = state.found.usual[state.found.operators[operator]]
            local[home, operator] |= bool((state.found.lies[place] & usual) >> home & 1)
    found: list[dict[str, Any]] = []
    for pair in state.open_pairs():
        missing = state.missing(pair)
        if len(missing) != 1:
            continue
        (at,) = missing
        trial = state.there[pair].copy()
        trial[at] = local[pair[0]]
        near, course = near_of(state.links), state.courses[pair]
        able = reached(course, trial, near)[at] & reached(course, trial, near, back=True)[at]
        who = np.flatnonzero(able).tolist()
        if who:
            saved = _saved(state, [pair], state.links)
            found.append(
                {
                    "kind": "offer",
                    "operators": (_preferred(state, pair, at, who),),
                    "pairs": [pair],
                    "completes": 1,
                    "crossings_saved": saved,
                    "step": at,
                }
            )
    found.sort(key=lambda row: (-row["crossings_saved"], row["pairs"]))
    return found[:most]


def _places(found: Filiere, counted: Supply, most: int) -> list[dict[str, Any]]:
    """Widen, one after the other, the step where that lets most people pass."""
    groups = [(zone, sector) for zone in found.asked_zones for sector in found.asked_sectors]
    rows: list[dict[str, Any]] = []
    now = counted.most(found, groups, inside=False, unlimited=False)
    while len(rows) < most and np.isfinite(now.total):
        wider = []
        for at in now.full:
            shelves = list(counted.shelves)
            shelves[at] = replace(shelves[at], places=np.inf)
            trial = replace(counted, shelves=tuple(shelves))
            total = trial.most(found, groups, inside=False, unlimited=False)
            if np.isinf(total.total):  # nobody counted who looks: how many gain is not known
                continue
            wider.append((-(total.total - now.total), at, trial, total))
        if not wider:
            break
        gained, at, counted, now = min(wider, key=lambda entry: entry[:2])
        if gained >= 0:
            break
        shelf = counted.shelves[at]
        rows.append(
            {
                "kind": "places",
                "operators": (),
                "pairs": [],
                "completes": 0,
                "crossings_saved": 0,
                "flow_gained": -gained,
                "step": shelf.step,
                "sector": shelf.sector,
            }
        )
    return rows


def gap_repair(
    dataset: Dataset,
    most: int = 5,
    *,
    public: Sequence[str] = (),
    language: Sequence[str] = (),
) -> Result:
    """Tell which additions would mend most.

    Parameters
    ----------
    dataset : Dataset
        As in `isp_graph.gaps`; conditions on zone and sector choose the pairs to mend.
    most : int
        How many additions of each kind, at most.
    public, language : sequence of str
        A person's profile.

    Returns
    -------
    Result
        Rows by ``rank``, links first, then offers, then places. ``what`` is to be added: the
        two operators of a link; the step and the operator of an offer; the step that needs
        places. ``completes`` counts the ``pairs`` of zone and sector newly complete,
        ``crossings_saved`` the crossings of their best linked pathways until then (those that
        had none save nothing), ``flow_gained`` the people more who can pass if places no longer
        lack there, null for links and offers, whose places nobody knows. ``reason`` is a code.

    Raises
    ------
    UsageError
        If fewer than one addition is asked for.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo").where(sector="aide_personnes", zone="SE")
    >>> rows = isp_graph.gap_repair(demo, 2).rows
    >>> [(row["kind"], row["completes"]) for row in rows[:2]]
    [('link', 0), ('link', 1)]
    """
    if most < 1:
        raise UsageError("too_few_repairs", value=most)
    found = filiere(dataset, public, language)
    rows: list[dict[str, Any]] = []
    if found.known:
        state = _State(found)
        links = _links(state, most)
        chosen = [*links, *_offers(state, most), *_places(found, supply(found), most)]
        rows = [_told(found, rank, entry) for rank, entry in enumerate(chosen, 1)]
    stated = basis(
        dataset.current(),
        repair=most,
        public=list(public) or None,
        language=list(language) or None,
        **found.left_out,
    )
    return Result("gaps", pl.DataFrame(rows, schema=_SCHEMA), stated)


def _told(found: Filiere, rank: int, entry: dict[str, Any]) -> dict[str, Any]:
    """Write an addition in the words of the dataset."""
    pairs = [
        {"zone": found.zones[home], "sector": found.asked_sectors[at]}
        for home, at in entry["pairs"]
    ]
    who = [found.operators[operator] for operator in entry["operators"]]
    step = found.steps[entry["step"]].id if "step" in entry else None
    one = pairs[0] if len(pairs) == 1 else {"zone": None, "sector": entry.get("sector")}
    where = ",".join(f"{pair['zone']}/{pair['sector'] or ''}" for pair in pairs)
    reason = f"completes:{where}" if pairs else f"bottleneck:{step}/{one['sector'] or ''}"
    if "towards" in entry and not pairs:
        home, at = entry["towards"]
        one = {"zone": found.zones[home], "sector": found.asked_sectors[at]}
        reason = f"towards:{one['zone']}/{one['sector'] or ''}"
    return {
        **dict.fromkeys(_SCHEMA),
        "rank": rank,
        "kind": entry["kind"],
        "what": " + ".join(filter(None, [step, *who])),
        **one,
        "completes": entry["completes"],
        "crossings_saved": entry["crossings_saved"],
        "flow_gained": entry.get("flow_gained"),
        "reason": reason,
        "step": step,
        "organisations": who,
        "pairs": pairs,
    }
