"""Which link, or which offer, would complete most filières.

A zone and sector are *complete* if a pathway never leaves the zone, every hand-over linked. A
link between two operators counts wherever it is used, there and back on one pathway too. An offer
is of the one step that the zone misses, or of any where it misses none, by an operator of the zone
that is linked well enough: one that makes the step or works in the sector before others, and no
regional body. A class of actors can be linked to nobody, and is asked for no offer.

What an addition completes is told on what is there, earlier additions included.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from isp_graph.measures.matrices import Booleans, Integers, Matrix
from isp_graph.questions.filiere.numbers.pathway_links import completing
from isp_graph.questions.filiere.numbers.pathway_network import Course, near_of
from isp_graph.questions.filiere.numbers.pathway_reach import present, reached
from isp_graph.questions.filiere.numbers.pathway_search import UNIT, Costs, Search
from isp_graph.questions.filiere.offers import Filiere

Pair = tuple[int, int]
"""A home zone and a sector, by their places."""
Link = tuple[int, int]


@dataclass(frozen=True)
class Addition:
    """Links, which complete together, or an offer.

    Attributes
    ----------
    links : tuple of tuple
        Pairs of operators; none for an offer.
    offer : tuple of int or None
        Who makes it, and of which step.
    pairs : tuple of tuple
        Zones and sectors newly complete.
    people : float or None
        Who looks for a pathway there; None where it is not known of any.
    saved : int
        Crossings of the best linked pathways that these had until then.
    """

    links: tuple[Link, ...]
    offer: tuple[int, int] | None
    pairs: tuple[Pair, ...]
    people: float | None
    saved: int


class Mending:
    """The zones and sectors asked for, under what is there and what is added.

    Parameters
    ----------
    found : Filiere
    people : mapping
        Who looks for a pathway, by zone and sector, where it is known.
    """

    def __init__(self, found: Filiere, people: Mapping[tuple[str, str | None], float]) -> None:
        self._found = found
        self._skippable = [step.skippable for step in found.steps]
        self._courses: dict[Pair, Course] = {}
        for at, sector in enumerate(found.asked_sectors):
            for homes, offers in found.homes_alike(sector):
                course = found.course(offers)
                self._courses |= dict.fromkeys(((home, at) for home in homes), course)
        self._there = {pair: present(course, pair[0]) for pair, course in self._courses.items()}
        self._people = {
            (home, at): people.get((found.zones[home], found.asked_sectors[at]))
            for home, at in self._courses
        }
        self._set_links(found.links)
        nodes = set(found.data.nodes["id"])
        self._linkable = np.array([each in nodes for each in found.operators], dtype=bool)
        self._local = self._operators_of_zones()
        self._single: dict[Pair, Integers] = {}
        self._offers: dict[Pair, tuple[int, int] | None] = {}
        self._open = [pair for pair in sorted(self._there) if not self._complete(pair)]

    def _operators_of_zones(self) -> Booleans:
        """Tell by zone which operators make an offer there and, unasked, for who lives there."""
        found = self._found
        local = np.zeros((len(found.zones), len(found.operators)), dtype=bool)
        why = found.offers["why"].to_list()
        for place, operator in enumerate(found.operator_of.tolist()):
            usual = found.usual[found.operators[operator]]
            zones = found.lies[place] & usual if why[place] != "region" else 0
            for home in range(len(found.zones)):
                local[home, operator] |= bool(zones >> home & 1)
        return local

    def _set_links(self, links: Matrix) -> None:
        self._links, self._near = links, near_of(links)

    def _complete(self, pair: Pair) -> bool:
        """Tell whether a linked pathway stays in the zone."""
        reach = reached(self._skippable, self._there[pair], self._near)
        after = True
        for at in reversed(range(len(self._skippable))):
            if after and reach[at].any():
                return True
            after = after and self._skippable[at]
        return after

    def _missing(self, pair: Pair) -> list[int]:
        """List steps that may not be skipped and that the zone has not."""
        there = self._there[pair]
        return [at for at, skip in enumerate(self._skippable) if not skip and not there[at].any()]

    def _known(self, pairs: Sequence[Pair]) -> float | None:
        known = [people for pair in pairs if (people := self._people[pair]) is not None]
        return sum(known) if known else None

    def _saved(self, pairs: Sequence[Pair], links: Matrix) -> int:
        """Sum the crossings that pairs save which some linked pathway serves already."""
        saved = 0
        for pair in pairs:
            course = replace(self._courses[pair], links=links)
            best = Search(course, self._dear(), pair[0]).best(1)
            saved += best[0].crossings if best and not best[0].opened else 0
        return saved

    def _dear(self) -> Costs:
        """Make an open hand-over cost more than all else."""
        return Costs(open=10 * (len(self._skippable) + 1) * UNIT)

    def _links_of(self, pair: Pair) -> Integers:
        """Give the single links that complete a pair, each as one number."""
        if pair not in self._single:
            there = self._there[pair]
            own = np.flatnonzero(there.any(axis=0) & self._linkable)
            every = np.flatnonzero(there.any(axis=0))
            near = self._near[every][:, every].toarray() > 0
            may = completing(there[:, every], near, self._skippable)
            among = np.isin(every, own)
            a, b = np.nonzero(np.triu(may & among[:, None] & among))
            self._single[pair] = every[a] * len(self._found.operators) + every[b]
        return self._single[pair]

    def best_link(self, most: int) -> Addition | None:
        """Find the single link that completes for most people, then most zones and sectors.

        Where no single link completes any, those are found that lacks the pathway with the fewest
        open hand-overs of the pair where these are fewest, if they are no more than `most`.
        """
        whole = [pair for pair in self._open if not self._missing(pair)]
        codes = [self._links_of(pair) for pair in whole]
        if not sum(each.size for each in codes):
            return self._chain(whole, most)
        every, own = np.unique(np.concatenate(codes), return_inverse=True)
        pair_of = np.repeat(np.arange(len(whole)), [each.size for each in codes])
        people = np.array([self._people[pair] or 0.0 for pair in whole])
        weight = np.bincount(own, people[pair_of], every.size)
        count = np.bincount(own, minlength=every.size)
        best = np.lexsort((count, weight))[-1]
        tied = np.flatnonzero((weight == weight[best]) & (count == count[best]))
        # What is complete afterwards crosses nothing: the saving depends on the pairs alone.
        number = np.full(every.size, -1)
        number[tied] = np.arange(tied.size)
        member = np.zeros((tied.size, len(whole)), dtype=bool)
        among = number[own] >= 0
        member[number[own][among], pair_of[among]] = True
        found = []
        for completes, first in zip(*np.unique(member, axis=0, return_index=True), strict=True):
            pairs = tuple(pair for pair, yes in zip(whole, completes, strict=True) if yes)
            found.append((-self._saved(pairs, self._links), int(every[tied[first]]), pairs))
        saved, code, pairs = min(found)
        link = divmod(code, len(self._found.operators))
        return Addition((link,), None, pairs, self._known(pairs), -saved)

    def _chain(self, whole: Sequence[Pair], most: int) -> Addition | None:
        lacking: list[tuple[int, Pair, list[Link]]] = []
        for pair in whole:
            part = replace(self._courses[pair], links=self._links).inside(pair[0])[0]
            best = Search(part, self._dear(), pair[0]).best(1)
            path = part.operator[list(best[0].offers)].tolist() if best else []
            wanted = {(min(a, b), max(a, b)) for a, b in pairwise(path) if not self._near[a, b]}
            if wanted and all(self._linkable[list(link)].all() for link in wanted):
                lacking.append((len(wanted), pair, sorted(wanted)))
        count, pair, links = min(lacking, default=(most + 1, (0, 0), []))
        if count > most:
            return None
        added = self._with(links)
        near, before = near_of(added), self._near
        self._near = near
        pairs = tuple(each for each in self._open if self._complete(each))
        self._near = before
        saved = self._saved(pairs, self._with(links[:-1]))
        return Addition(tuple(links), None, pairs, self._known(pairs), saved)

    def _with(self, links: Sequence[Link]) -> Matrix:
        """Give the links with some more."""
        ends = np.array([[*link] for link in links], dtype=np.int64).reshape(-1, 2).T
        shape = self._links.shape
        half = csr_array((np.ones(ends.shape[1]), (ends[0], ends[1])), shape=shape)
        return csr_array(self._links + half + half.T)

    def best_offer(self) -> Addition | None:
        """Find the offer that completes a zone and sector for most people."""
        able = []
        for pair in self._open:
            if pair not in self._offers:
                self._offers[pair] = self._offer_of(pair)
            if self._offers[pair] is not None:
                able.append(pair)
        most = max((self._people[pair] or 0.0 for pair in able), default=0.0)
        found = []
        for pair in able:
            if (self._people[pair] or 0.0) == most:
                found.append((-self._saved([pair], self._links), pair))
        if not found:
            return None
        saved, pair = min(found)
        return Addition((), self._offers[pair], (pair,), self._known([pair]), -saved)

    def _offer_of(self, pair: Pair) -> tuple[int, int] | None:
        """Give the operator and the step of an offer that completes a pair."""
        missing = self._missing(pair)
        for at in () if len(missing) > 1 else missing or range(len(self._skippable)):
            trial = self._there[pair].copy()
            trial[at] |= self._local[pair[0]]
            able = reached(self._skippable, trial, self._near)[at]
            able &= reached(self._skippable, trial, self._near, back=True)[at]
            able &= ~self._there[pair][at] & self._linkable
            if able.any():
                return self._preferred(pair, at, np.flatnonzero(able).tolist()), at
        return None

    def _preferred(self, pair: Pair, at: int, able: Sequence[int]) -> int:
        """Choose who makes an offer: who makes the step already, then who works in the sector."""
        found = self._found
        own = found.asked_sectors[pair[1]]
        makes = set(found.operator_of[found.step_of == at].tolist())
        sectors = zip(found.operator_of.tolist(), found.offers["sector"], strict=True)
        works = {operator for operator, sector in sectors if sector is not None and sector == own}

        def order(who: int) -> tuple[bool, bool, bool, int]:
            return not (who in works and who in makes), who not in works, who not in makes, who

        return min(able, key=order)

    def add(self, addition: Addition) -> None:
        """Take an addition for granted from now on."""
        self._open = [pair for pair in self._open if pair not in addition.pairs]
        if addition.offer is None:
            self._set_links(self._with(addition.links))
            self._offers.clear()
            for link in addition.links:
                for pair in [*self._single]:
                    if self._there[pair][:, list(link)].any(axis=0).all():
                        del self._single[pair]
        else:
            (pair,) = addition.pairs
            operator, step = addition.offer
            self._there[pair][step, operator] = True
