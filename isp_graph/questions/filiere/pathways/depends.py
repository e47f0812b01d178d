"""On whom do all pathways of a sector depend, and what remains without them?

An operator, or a link between two operators, *carries* the pathways of a sector from some home
zones if none is left without it. Home zones from which the same offers exist are told together.
Whoever carries them all is on every one of them; so only those on some one pathway need to be
tried. The smallest number of operators without which no pathway is left is that of the step, not to
be skipped, that the fewest offer: to break every pathway, some such step must lose all of its
operators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from math import prod
from operator import attrgetter

import numpy as np

from isp_graph.datasets.dataset import Dataset
from isp_graph.measures.matrices import Integers
from isp_graph.questions.filiere.numbers.pathway_counts import linked_counts
from isp_graph.questions.filiere.numbers.pathway_network import Course
from isp_graph.questions.filiere.numbers.pathway_search import UNIT, Costs, Search
from isp_graph.questions.filiere.offers import Filiere, filiere
from isp_graph.results import Result, basis, framed


@dataclass(frozen=True, kw_only=True)
class Dependence:
    """A row of `pathway_depends`."""

    sector: str | None
    zones: list[str]
    kind: str
    organisation: str | None = None
    other: str | None = None
    steps: list[str] | None = None
    operators: int | None = None
    carries: str
    pathways_left: int
    linked_left: int


_EXACT = ("pathways_left", "linked_left")


def _left(course: Course, without: int) -> int:
    """Count all pathways that are left without an operator."""
    kept = course.operator != without
    return prod(
        int(kept[offers].sum()) + skippable
        for offers, skippable in zip(course.by_step, course.skippable, strict=True)
    )


def _unlinked(course: Course, a: int, b: int) -> Course:
    links = course.links.tolil()
    links[a, b] = links[b, a] = 0
    return replace(course, links=links.tocsr())


def _carriers(
    found: Filiere, sector: str | None, homes: Sequence[int], offers: Integers
) -> list[Dependence]:
    course = found.course(offers)
    operators = [np.unique(course.operator[offers]) for offers in course.by_step]
    needed = [at for at, step in enumerate(found.steps) if not step.skippable]
    every = _left(course, -1)
    if not every or not course.step.size:  # a pathway that skips everything depends on nobody
        return []
    rows: list[Dependence] = []
    row = partial(Dependence, sector=sector, zones=[found.zones[home] for home in homes])
    if needed:
        least = min(operators[at].size for at in needed)
        steps = [found.steps[at].id for at in needed if operators[at].size == least]
        thin = row(kind="step", carries="pathways", pathways_left=0, linked_left=0)
        rows.append(replace(thin, steps=steps, operators=int(least)))
    single = {int(operators[at][0]) for at in needed if operators[at].size == 1}
    # A pathway without an open hand-over is the best where each of them costs more than all else.
    witness = Search(course, Costs(open=10 * len(found.steps) * UNIT), homes[0]).best(1)
    linked = bool(witness) and not witness[0].opened
    path = [int(course.operator[offer]) for offer in witness[0].offers] if linked else []
    for operator in sorted({*single, *path}):
        left = linked_counts(course, without=operator)[0]
        if operator not in single and left:
            continue
        steps = [found.steps[at].id for at, own in enumerate(operators) if operator in own]
        carries, remain = "pathways" if operator in single else "linked", _left(course, operator)
        alone = row(kind="operator", carries=carries, pathways_left=remain, linked_left=left)
        rows.append(replace(alone, organisation=found.operators[operator], steps=steps))
    for a, b in sorted({(min(pair), max(pair)) for pair in pairwise(path) if pair[0] != pair[1]}):
        if not linked_counts(_unlinked(course, a, b))[0]:
            tied = row(kind="link", carries="linked", pathways_left=every, linked_left=0)
            ends = found.operators[a], found.operators[b]
            rows.append(replace(tied, organisation=ends[0], other=ends[1]))
    return rows


def pathway_depends(
    dataset: Dataset, *, public: Sequence[str] = (), language: Sequence[str] = ()
) -> Result:
    """Tell on which operators and links all pathways of a sector depend.

    Parameters
    ----------
    dataset : Dataset
        As in `isp_graph.pathways`; a condition on ``zone`` chooses home zones.
    public, language : sequence of str
        A person's profile.

    Returns
    -------
    Result
        Rows by ``sector``, ``kind`` and the home ``zones`` of which they are true. ``step``: the
        ``steps`` that the fewest ``operators`` offer, as many as it takes to lose for no pathway to
        be left. ``operator`` and ``link`` (``organisation``, ``other``): without it no pathway is
        left, or no linked one (``carries``); ``pathways_left`` and ``linked_left`` tell how many
        are.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo").where(sector="textile", zone="S")
    >>> rows = isp_graph.pathway_depends(demo).rows
    >>> [(row["kind"], row["organisation"], row["carries"]) for row in rows]
    [('operator', 'oisp-48', 'pathways'), ('step', None, 'pathways')]
    """
    found = filiere(dataset, public, language)
    rows = [
        row
        for sector in found.asked_sectors
        for homes, offers in found.homes_alike(sector)
        for row in _carriers(found, sector, homes, offers)
    ]
    order = attrgetter("sector", "kind", "organisation", "other")
    rows.sort(key=lambda row: (*(each or "" for each in order(row)), row.zones))
    stated = basis(
        dataset.current(),
        depends=True,
        **found.stated,
    )
    return Result("pathways", framed(rows, Dependence, _EXACT), stated, exact=_EXACT)
