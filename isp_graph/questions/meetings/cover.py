"""Which meetings are needed, if no tie that meetings alone provide is to be lost?"""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import csr_array, triu

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.measures.matrices import binary
from isp_graph.network import APART_LAYERS, build_layer, layer_names, two_mode
from isp_graph.network.projections import hours_a_year
from isp_graph.questions.meetings.numbers.covering import smallest_cover
from isp_graph.results import Result, basis


def meeting_cover(dataset: Dataset, *, seconds: float = 60.0) -> Result:
    """Find the smallest set of meetings that keeps every tie that meetings alone provide.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    seconds : float
        After so long, the best set known is given, and the bound below which none can go.

    Returns
    -------
    Result
        A row for each ``meeting`` with participants: ``kept`` (in the set), ``needed`` (alone
        in providing some tie, so in every such set), ``ties`` (pairs that meet there and are
        tied in no other layer of ``all``), ``ties_alone`` (those that meet nowhere else), and
        ``hours_per_year``, null if unknown. The basis tells ``ties`` to keep, ``size`` of the
        set, the ``bound`` and whether it is ``proven`` smallest.

    Raises
    ------
    UsageError
        If the time is not above 0.

    Examples
    --------
    >>> import isp_graph
    >>> found = isp_graph.meeting_cover(isp_graph.read("demo"))
    >>> found.basis.parameters["proven"]
    True
    """
    if not seconds > 0:
        raise UsageError("too_small", option="seconds", value=seconds, least=1)
    data = dataset.current()
    network = two_mode(data, "meetings")
    own = build_layer(data, "meetings").matrix
    others = csr_array(own.shape)
    for name in layer_names(data):
        if name != "meetings" and name not in APART_LAYERS:
            others = csr_array(others + binary(build_layer(data, name).union))
    only = binary(own) - binary(own).multiply(binary(others))
    pairs = triu(csr_array(only), 1, format="csr")
    pairs.eliminate_zeros()
    a, b = pairs.tocoo().coords
    attended = csr_array(network.matrix.T)
    # A row for each tie, an entry for each meeting where both are.
    provided = (
        csr_array(attended[a].multiply(attended[b])) if a.size else csr_array((0, len(network.top)))
    )
    found = smallest_cover(provided, seconds)
    single = np.repeat(np.diff(provided.indptr) == 1, np.diff(provided.indptr))
    count = len(network.top)
    rows = pl.DataFrame(
        {
            "meeting": pl.Series(network.top, dtype=pl.String),
            "kept": pl.Series(found.chosen, dtype=pl.Boolean),
            "ties": np.bincount(provided.indices, minlength=count).astype(np.int64),
            "ties_alone": np.bincount(provided.indices[single], minlength=count).astype(np.int64),
        }
    ).with_columns(needed=pl.col("ties_alone") > 0)
    rows = rows.join(hours_a_year(data), on="meeting", how="left", maintain_order="left")
    rows = rows.rename({"hours": "hours_per_year"})
    stated = basis(
        data,
        view="cover",
        ties=int(a.size),
        size=int(found.chosen.sum()),
        bound=found.bound,
        proven=found.proven,
    )
    order = ["meeting", "kept", "needed", "ties", "ties_alone", "hours_per_year"]
    return Result("meetings", rows.select(order), stated)
