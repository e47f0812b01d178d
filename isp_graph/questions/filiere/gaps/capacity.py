"""How many people can pass all steps, and which places hold them back?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from isp_graph.datasets.dataset import Dataset
from isp_graph.questions.filiere.offers import filiere
from isp_graph.questions.filiere.throughput import Group, supply
from isp_graph.results import Method, Result, basis, framed


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """A row of `gap_capacity`."""

    kind: str
    sector: str | None
    step: str | None = None
    zones: list[str] | None = None
    homes: list[str] | None = None
    demand: float | None = None
    flow_low: float | None = None
    flow_high: float | None = None
    places: int | None = None
    uncounted: int | None = None
    gain: float | None = None


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def gap_capacity(
    dataset: Dataset,
    *,
    inside: bool = False,
    public: Sequence[str] = (),
    language: Sequence[str] = (),
) -> Result:
    """Tell how many people can pass, and the bottlenecks.

    Parameters
    ----------
    dataset : Dataset
        As in `isp_graph.gaps`; conditions on zone and sector choose the people who pass.
    inside : bool
        Whether people stay in their home zone; otherwise they may go anywhere.
    public, language : sequence of str
        A person's profile.

    Returns
    -------
    Result
        Rows by ``kind``. ``all``: all sectors together, which share the transversal places.
        ``sector``: each as if it were alone. ``demand`` is how many look for a pathway,
        ``flow_low`` how many can pass if unknown places are none, ``flow_high`` if they are without
        limit; null where nothing limits. ``bottleneck``: ``places`` of a step and sector (null:
        transversal), open to the same ``homes`` (null: every zone), in the same ``zones`` with
        `inside`, that hold all sectors back when unknown places are none; ``uncounted`` offers
        among them, and the ``gain`` in people of one place more.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo").where(sector="construction")
    >>> rows = isp_graph.gap_capacity(demo).rows
    >>> [(row["step"], row["places"]) for row in rows if row["kind"] == "bottleneck"]
    [('formation', 32)]
    """
    found = filiere(dataset, public, language)
    counted = supply(found, inside=inside)
    rows: list[Capacity] = []
    everywhere = (1 << len(found.zones)) - 1
    sectors = found.asked_sectors if found.known else ()
    every = [(zone, sector) for sector in sectors for zone in found.asked_zones]
    chosen: list[tuple[str, str | None, list[Group]]] = [("all", None, every)] if every else []
    chosen += [("sector", s, [group for group in every if group[1] == s]) for s in sectors]
    for kind, sector, groups in chosen:
        low = counted.most(found, groups, inside=inside, unlimited=False)
        high = counted.most(found, groups, inside=inside, unlimited=True)
        looking = sum(counted.people.get(group, 0.0) for group in groups)
        own = Capacity(kind=kind, sector=sector, demand=looking if counted.source else None)
        rows.append(replace(own, flow_low=_finite(low.total), flow_high=_finite(high.total)))
        if kind == "all":
            for narrow in low.narrows():
                shelf = counted.shelves[narrow.at]
                everybody = shelf.accepts == everywhere
                narrowest = Capacity(
                    kind="bottleneck",
                    sector=shelf.sector,
                    step=found.steps[shelf.step].id,
                    zones=found.zone_names(shelf.zones) if inside else None,
                    homes=None if everybody else found.zone_names(shelf.accepts),
                    places=int(shelf.places),
                    uncounted=shelf.uncounted,
                    gain=narrow.gain,
                )
                rows.append(narrowest)
    ids = attrgetter("sector", "step", "zones", "homes")
    rows.sort(key=lambda row: (row.kind, *([*(each or "")] for each in ids(row))))
    frame = framed(rows, Capacity)
    stated = basis(
        dataset.current(),
        capacity=True,
        inside=inside,
        people_from=counted.source,
        uncounted_people=counted.uncounted,
        **found.stated,
    )
    return Result("gaps", frame, stated, how=Method("capacity", {}) if rows else None)
