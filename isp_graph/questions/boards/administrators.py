"""Who sits where, who holds boards together, and what depends on one person?

A *linker* is a natural person with seats of her own on two boards or more. Somebody who sits for
an organisation is kept apart: that seat is the organisation's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.tables.contradictions import each_once
from isp_graph.network import TwoMode, own_seats, two_mode
from isp_graph.questions.boards.numbers.departures import departures
from isp_graph.questions.boards.numbers.two_mode import two_mode_measures
from isp_graph.results import Result, basis, framed

EXACT_LIMIT = 20_000
"""Nodes of both modes above which path measures are null unless ``exact`` is asked for."""


def _boards_of(network: TwoMode) -> list[list[str]]:
    starts, columns = network.matrix.indptr.tolist(), network.matrix.indices.tolist()
    return [
        sorted(network.nodes[column] for column in columns[begin:end])
        for begin, end in pairwise(starts)
    ]


@dataclass(frozen=True)
class Administrator:
    """A row of `administrators`."""

    person: str
    seats: int
    organisations: list[str]
    linker: bool
    capacities: list[str]


def administrators(dataset: Dataset) -> Result:
    """List who sits on which boards, and in what capacity.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.

    Returns
    -------
    Result
        A row for each person with a seat of her own: ``seats`` (distinct boards),
        ``organisations``, ``linker`` (two boards or more), ``capacities`` (known ones).

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.administrators(isp_graph.read("demo")).rows
    >>> sum(row["linker"] for row in rows), len(rows)
    (67, 288)
    """
    data = dataset.current()
    network = two_mode(data, "boards")
    boards = _boards_of(network)
    known = own_seats(data).group_by("person").agg(pl.col("capacity").drop_nulls().unique().sort())
    capacities = dict(known.iter_rows())
    rows = [
        Administrator(person, len(own), own, len(own) > 1, capacities.get(person) or [])
        for person, own in zip(network.top, boards, strict=True)
    ]
    frame = framed(rows, Administrator)
    return Result("interlocks", frame, basis(data, view="people"))


def two_mode_centrality(dataset: Dataset, *, exact: bool = False) -> Result:
    """Measure people among people, and organisations among organisations.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    exact : bool
        Compute closeness and betweenness above 20,000 nodes too.

    Returns
    -------
    Result
        A row for each ``node``: ``mode`` (``organisation`` or ``person``), ``degree``,
        ``closeness`` and ``betweenness``, normalised as Borgatti and Everett (1997) do, and
        ``linked``: for a person, whether she is a linker; for an organisation, whether a linker
        sits on its board, null if nobody is known to. All organisations kept count, those without
        a known seat included.

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.two_mode_centrality(isp_graph.read("demo")).rows
    >>> sorted({row["mode"] for row in rows})
    ['organisation', 'person']
    """
    data = dataset.current()
    network = two_mode(data, "boards")
    people, count = len(network.top), len(network.top) + len(network.nodes)
    measured = two_mode_measures(network.matrix, paths=exact or count <= EXACT_LIMIT)
    boards = _boards_of(network)
    filled = {board for own in boards for board in own}
    reached = {board for own in boards if len(own) > 1 for board in own}
    linked = [len(own) > 1 for own in boards]
    linked += [node in reached if node in filled else None for node in network.nodes]  # type: ignore[misc]
    rows = pl.DataFrame(
        {
            "node": pl.Series([*network.top, *network.nodes], dtype=pl.String),
            "mode": ["person"] * people + ["organisation"] * len(network.nodes),
            "degree": measured.degree,
            "closeness": measured.closeness,
            "betweenness": measured.betweenness,
            "linked": pl.Series(linked, dtype=pl.Boolean),
        },
        schema_overrides={"mode": pl.String},
    ).with_columns(pl.col("closeness", "betweenness").fill_nan(None))
    left_out = None if exact or count <= EXACT_LIMIT else f"not computed above {EXACT_LIMIT} nodes"
    stated = basis(data, view="two-mode", exact=exact or None, path_measures=left_out)
    return Result("interlocks", rows.sort("node", "mode"), stated)


def dependence_on_people(dataset: Dataset) -> Result:
    """Tell what would fall apart if one administrator left.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.

    Returns
    -------
    Result
        A row for each linker: ``pairs_lost`` (pairs of organisations that share her and nobody
        else), ``components_added`` to the layer ``boards``, ``organisations_isolated`` in it,
        ``cut_points_lost`` and ``cut_points_added``, and her ``organisations``. Anybody else
        holds nothing together.

    Examples
    --------
    >>> import isp_graph
    >>> rows = isp_graph.dependence_on_people(isp_graph.read("demo")).rows
    >>> max(row["pairs_lost"] for row in rows)
    3
    """
    data = dataset.current()
    network = two_mode(data, "boards")
    boards = _boards_of(network)
    found = departures(network.matrix)
    people = found.person.tolist()
    rows = pl.DataFrame(
        {
            "person": pl.Series([network.top[person] for person in people], dtype=pl.String),
            "pairs_lost": found.pairs_lost,
            "components_added": found.components_added,
            "organisations_isolated": found.boards_isolated,
            "cut_points_lost": found.cut_points_lost,
            "cut_points_added": found.cut_points_added,
            "organisations": pl.Series(
                [boards[person] for person in people], dtype=pl.List(pl.String)
            ),
        }
    )
    return Result("interlocks", rows, basis(data, view="depends"))


def represented_seats(dataset: Dataset) -> Result:
    """List the seats that organisations hold through a representative.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.

    Returns
    -------
    Result
        A row for each such seat: the ``organisation`` that sits, the ``board`` where, the
        ``person`` through whom (null if not known), and in what ``capacity``.

    Examples
    --------
    >>> import isp_graph
    >>> len(isp_graph.represented_seats(isp_graph.read("demo")).rows)
    16
    """
    data = dataset.current()
    seats = data.evidence("mandates").filter(pl.col("represents").is_not_null())
    seats = seats.with_columns(data.persons(seats["person"]))
    rows = each_once(seats, "mandates").select(
        pl.col("represents").alias("organisation"),
        pl.col("organisation").alias("board"),
        "person",
        "capacity",
    )
    keys = ["organisation", "board", "person"]
    stated = basis(data, view="represented")
    return Result("interlocks", rows.sort(keys, nulls_last=True), stated)
