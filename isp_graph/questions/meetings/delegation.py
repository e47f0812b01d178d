"""Who could be represented at a meeting by whom, because both meet elsewhere?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from isp_graph.datasets.dataset import Dataset
from isp_graph.network import two_mode
from isp_graph.network.projections import hours_a_year
from isp_graph.results import Result, basis, framed

_RUNS = ("animates", "convenes")


@dataclass(frozen=True)
class Delegation:
    """A row of `delegations`."""

    organisation: str
    meeting: str
    delegate: str
    elsewhere: list[str]
    hours_saved: float | None


def delegations(dataset: Dataset) -> Result:
    """Suggest who could be represented at a meeting by whom, because both meet elsewhere.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.

    Returns
    -------
    Result
        A row for each ``organisation`` and ``meeting`` where somebody could stand for it: the
        ``delegate`` also attends, and both meet at the ``elsewhere`` meetings besides; of
        several, the one met most often elsewhere, then the smaller id. ``hours_saved`` a year,
        null if unknown. Whoever animates or convenes a meeting delegates it to nobody.

    Examples
    --------
    >>> import isp_graph
    >>> isp_graph.delegations(isp_graph.read("demo")).frame.columns
    ['organisation', 'meeting', 'delegate', 'elsewhere', 'hours_saved']
    """
    data = dataset.current()
    network = two_mode(data, "meetings")
    hours = dict(hours_a_year(data).iter_rows())
    together = csr_array(network.matrix.T @ network.matrix)
    roles = data.evidence("attendance").filter(pl.col("role").is_in(_RUNS))
    runs = set(roles.select("meeting", "organisation").iter_rows())
    attended = csr_array(network.matrix.T)
    sat = [set(part) for part in np.split(attended.indices, attended.indptr[1:-1])]
    rows: list[Delegation] = []
    for place, meeting in enumerate(network.top):
        there = np.sort(network.matrix.indices[
            network.matrix.indptr[place] : network.matrix.indptr[place + 1]
        ])  # fmt: skip
        common = together[there][:, there].toarray()
        np.fill_diagonal(common, 0)
        for at, who in enumerate(there.tolist()):
            organisation = network.nodes[who]
            best = int(common[at].argmax())
            if common[at, best] < 2 or (meeting, organisation) in runs:
                continue
            other = int(there[best])
            elsewhere = sorted(network.top[top] for top in sat[who] & sat[other] - {place})
            told = organisation, meeting, network.nodes[other]
            rows.append(Delegation(*told, elsewhere, hours.get(meeting)))
    frame = framed(rows, Delegation).sort("organisation", "meeting")
    return Result("meetings", frame, basis(data, view="delegate"))
