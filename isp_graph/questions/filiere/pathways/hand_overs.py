"""Which hand-overs lead out of a zone, from which to which, and are the two operators linked?

A *hand-over* leads from an offer to one at a step that may come next, of the same sector or
transversal, if some home zone may take both. It *crosses* if the two offers have no zone in common:
whoever takes both must change zone. Here each pair of offers counts once for each pair of zones in
which they lie, whatever the pathways are of which it is part; how many of these pass there,
`pathway_flows` tells.
"""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.measures.matrices import Integers
from isp_graph.questions.filiere.numbers.pathway_network import near_of, neighbours
from isp_graph.questions.filiere.offers import Filiere, filiere
from isp_graph.results import Result, basis

KINDS = ("within", "linked", "open")
"""How one passes from an offer to the next."""
_NAMES = ("step_from", "step_to", "zone_from", "zone_to", "sector")


def _groups(found: Filiere, sector: str | None) -> list[Counter[tuple[int, int, int]]]:
    """Count the offers of each step by operator, the zones where they lie, and for whom."""
    groups: list[Counter[tuple[int, int, int]]] = [Counter() for _ in found.steps]
    for place in found.serving(sector).tolist():
        alike = int(found.operator_of[place]), found.lies[place], found.accepts[place]
        groups[found.step_of[place]][alike] += 1
    return groups


def _kinds(before: Integers, after: Integers, near: Any) -> list[list[str]]:
    """Tell for each pair of operators how one hands over to the other."""
    tied = near[before][:, after].toarray() > 0
    same = before[:, None] == after[None, :]
    kinds: list[list[str]] = np.where(same, "within", np.where(tied, "linked", "open")).tolist()
    return kinds


def hand_overs(dataset: Dataset) -> Result:
    """Tell between which zones hand-overs cross, and of what kind they are.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day. A condition on ``sector``
        chooses the rows, one on ``zone`` none: a hand-over has no home; all others choose offers.

    Returns
    -------
    Result
        A row for each two steps, two zones and sector between which a hand-over crosses: how
        many are ``within`` one operator, ``linked`` by a layer that ties the two, ``open``. An
        offer in several zones counts in each of them.

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.hand_overs(isp_graph.read("demo").where(sector="textile")).rows
    >>> {row["zone_to"] for row in rows if row["step_to"] == "formation"}
    {'S'}
    """
    found = filiere(dataset)
    near = near_of(found.links)
    skippable = [step.skippable for step in found.steps]
    counts: Counter[tuple[Any, ...]] = Counter()
    for sector in found.asked_sectors:
        groups = _groups(found, sector)
        operators = [np.array([one for one, *_ in group], dtype=np.int64) for group in groups]
        for at, step in enumerate(found.steps):
            for later in neighbours(skippable, at, 1) if groups[at] else ():
                kinds = _kinds(operators[at], operators[later], near)
                steps = (step.id, found.steps[later].id)
                for (row, ((_, lies, homes), n)), (column, ((_, there, also), m)) in product(
                    enumerate(groups[at].items()), enumerate(groups[later].items())
                ):
                    if lies & there or not homes & also:
                        continue
                    for zones in product(found.zone_names(lies), found.zone_names(there)):
                        counts[(*steps, *zones, sector), kinds[row][column]] += n * m
    ids = sorted({key for key, _ in counts}, key=lambda key: tuple(each or "" for each in key))
    columns = [
        pl.Series(name, [key[place] for key in ids], dtype=pl.String)
        for place, name in enumerate(_NAMES)
    ]
    columns += [
        pl.Series(kind, [counts[key, kind] for key in ids], dtype=pl.Int64) for kind in KINDS
    ]
    stated = basis(dataset.current(), hand_overs=True, **found.stated)
    return Result("pathways", pl.DataFrame(columns), stated)
