"""Which meetings gather the same organisations, whom do they load, and who stays away?

A *meeting* is a recurring gathering; an organisation *attends* when a live row says so, in
whatever role. Hours a year are meetings a year times hours; where one of the two is not known,
the hours are unknown and never zero.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from isp_graph.chance.null_models import MOST_DRAWS
from isp_graph.chance.pairs import PairTest, against_chance
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.tables.periods import first_day_of
from isp_graph.datasets.tables.values import Refusal, first_day, understand_date
from isp_graph.errors import UsageError
from isp_graph.network import known, two_mode
from isp_graph.network.projections import hours_a_year
from isp_graph.results import Method, Result, basis

SAME = 0.5
"""Share of common participants from which two meetings are said to be nearly the same."""


def meetings(
    dataset: Dataset,
    *,
    null: str = "sdsm",
    correction: str = "benjamini-hochberg",
    alpha: float = 0.05,
    draws: int = MOST_DRAWS,
    seed: int = 0,
    same: float = SAME,
    progress: Callable[[int], None] | None = None,
) -> Result:
    """Tell which meetings share participants, and which gather nearly the same.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    null, correction, alpha, draws, seed
        As for `isp_graph.questions.boards.interlocks.interlocks`, with meetings in the place of
        boards: chance keeps how many attend each meeting, and how many each organisation attends.
    same : float
        Jaccard share from which two meetings are nearly the same.
    progress : callable, optional
        Told the number of draws made, now and then.

    Returns
    -------
    Result
        A row for each pair of meetings with a common participant: ``shared``, ``jaccard``
        (shared by all who attend either), ``overlap`` (shared by those of the smaller),
        ``expected``, ``p_value``, ``p_adjusted``, ``kept`` (more than chance), ``same``
        (nearly the same participants, and p not above ``alpha``: two of three may be chance),
        ``hours_a`` and ``hours_b`` a year, null if unknown.

    Raises
    ------
    UsageError
        If an option is out of its range.

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.meetings(isp_graph.read("demo")).rows
    >>> [(row["a"], row["b"]) for row in rows if row["same"]]
    [('social-c', 'table-c')]
    """
    test = PairTest(null, correction, alpha, draws, seed)
    if not 0 < same <= 1:
        raise UsageError("no_share", option="same", value=same)
    data = dataset.current()
    network = two_mode(data, "meetings")
    held = against_chance(csr_array(network.matrix.T), network.top, test, progress)
    rows = held.rows
    present = np.diff(network.matrix.indptr)
    sizes = pl.DataFrame(
        {"meeting": pl.Series(network.top, dtype=pl.String), "size": pl.Series(present)}
    ).join(hours_a_year(data), on="meeting", how="left", maintain_order="left")
    for end in ("a", "b"):
        renamed = sizes.rename({"meeting": end, "size": f"size_{end}", "hours": f"hours_{end}"})
        rows = rows.join(renamed, on=end, how="left", maintain_order="left")
    either = pl.col("size_a") + pl.col("size_b") - pl.col("shared")
    rows = rows.with_columns(
        jaccard=pl.col("shared") / either,
        overlap=pl.col("shared") / pl.min_horizontal("size_a", "size_b"),
    ).with_columns(same=(pl.col("jaccard") >= same) & (pl.col("p_value") <= alpha))
    shown = ["a", "b", "shared", "jaccard", "overlap", "expected", "p_value", "p_adjusted"]
    rows = rows.select(*shown, "kept", "same", "hours_a", "hours_b")
    stated = basis(data, same=same, **held.told)
    method = Method(f"meetings_{held.null}", held.method)
    return Result("meetings", rows, stated, how=method)


def meeting_load(dataset: Dataset) -> Result:
    """Tell how many meetings each organisation attends, and how many hours a year that is.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.

    Returns
    -------
    Result
        A row for each organisation, those that attend nothing included: ``meetings``,
        ``hours_per_year`` of those whose hours are known (null where it attends some and none
        of them is), ``hours_unknown`` (meetings left out of that sum), ``last`` (the day from
        which one that attends nothing no longer did; null if never, or not known). The first
        two are null for an organisation of which no attendance is known, where the table is
        empty or incomplete or the organisation has an ``unknown_reason``.

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.meeting_load(isp_graph.read("demo").where(zone="NE")).rows
    >>> [row["organisation"] for row in rows if row["meetings"] == 0]
    ['oisp-37']
    """
    data = dataset.current()
    network = two_mode(data, "meetings")
    facts = pl.DataFrame({"meeting": pl.Series(network.top, dtype=pl.String)}).join(
        hours_a_year(data), on="meeting", how="left", maintain_order="left"
    )
    timed = facts["hours"].is_not_null().to_numpy()
    hours = facts["hours"].fill_null(0.0).to_numpy()
    count = np.bincount(network.matrix.indices, minlength=len(network.nodes))
    total = network.matrix.T @ hours if len(network.top) else np.zeros(len(network.nodes))
    unknown = network.matrix.T @ ~timed if len(network.top) else np.zeros(len(network.nodes))
    rows = data.nodes.select(pl.col("id").alias("organisation"), "name", zone="seat_zone")
    rows = rows.with_columns(
        meetings=pl.Series(count, dtype=pl.Int64),
        hours_per_year=pl.Series(total, dtype=pl.Float64),
        hours_unknown=pl.Series(np.rint(unknown), dtype=pl.Int64),
    ).with_columns(
        hours_per_year=pl.when(
            (pl.col("hours_unknown") > 0) & (pl.col("hours_unknown") == pl.col("meetings"))
        )
        .then(None)
        .otherwise("hours_per_year")
    )
    told = pl.Series(known(data, "meetings"), dtype=pl.Boolean)
    rows = rows.with_columns(
        pl.when(told).then(name).alias(name)
        for name in ("meetings", "hours_per_year", "hours_unknown")
    )
    ended = _ended(data).group_by("organisation").agg(last=pl.col("end").max())
    rows = rows.join(ended, on="organisation", how="left", maintain_order="left")
    rows = rows.with_columns(last=pl.when(pl.col("meetings").fill_null(0) == 0).then("last"))
    return Result("meetings", rows, basis(data, view="load"))


def _ended(data: Dataset) -> pl.DataFrame:
    """Give attendances of organisations still there that are over by the date, with their end."""
    past = data.as_read().evidence("attendance")
    day = data.date
    over = past.with_columns(end=first_day_of("end")).filter(pl.col("end").is_not_null())
    if day is not None:
        over = over.filter(pl.col("end") <= day)
    return over.filter(pl.col("organisation").is_in(data.nodes["id"].implode()))


def stopped_attending(dataset: Dataset, since: str | datetime.date) -> Result:
    """Tell who stopped attending which meeting since a date.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    since : str or datetime.date
        A partial date means its first day.

    Returns
    -------
    Result
        A row for each ``organisation`` and ``meeting`` that it attended and no longer does,
        whose attendance ended on that day or later: ``end``, and how many ``meetings`` it
        still attends.

    Raises
    ------
    UsageError
        If the date cannot be read.

    Examples
    --------
    >>> import isp_graph
    >>> isp_graph.stopped_attending(isp_graph.read("demo"), "2014").frame.columns
    ['organisation', 'name', 'zone', 'meeting', 'end', 'meetings']
    """
    canonical = understand_date(str(since).strip())
    if isinstance(canonical, Refusal):
        raise UsageError("no_date", value=since)
    begun = first_day(canonical).isoformat()
    data = dataset.current()
    live = data.evidence("attendance").select("organisation", "meeting").unique()
    ended = _ended(data).filter(pl.col("end") >= begun)
    if data.date is None:  # nothing is filtered: then what has an end has stopped
        open_ones = data.evidence("attendance").filter(pl.col("end").is_null())
        live = open_ones.select("organisation", "meeting").unique()
    ended = ended.join(live, on=["organisation", "meeting"], how="anti")
    ended = ended.group_by("organisation", "meeting").agg(pl.col("end").max())
    names = data.nodes.select(pl.col("id").alias("organisation"), "name", zone="seat_zone")
    left = live.group_by("organisation").agg(meetings=pl.len().cast(pl.Int64))
    rows = ended.join(names, on="organisation", how="left").join(
        left, on="organisation", how="left"
    )
    rows = rows.with_columns(pl.col("meetings").fill_null(0)).select(
        "organisation", "name", "zone", "meeting", "end", "meetings"
    )
    stated = basis(data, view="stopped", since=begun)
    return Result("meetings", rows.sort("organisation", "meeting"), stated)
