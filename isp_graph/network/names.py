"""Which layers a dataset has, and the rows of evidence of each."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from isp_graph.datasets.records import Records, made_once
from isp_graph.datasets.tables.contradictions import each_once
from isp_graph.schema.vocabulary import VOCABULARIES

TWO_MODE = {"boards": "mandates", "meetings": "attendance"}
"""Layers projected from a two-mode network, and the table of its seats."""
MECHANISMS = {
    "boards-volunteers": "boards",
    "boards-directors": "boards",
    "boards-office": "boards",
    "co-membership": "memberships",
}
"""Layers of one way in which organisations are held together, and the layer they are part of."""
_TIES = VOCABULARIES["tie_kind"]
VARIANTS = tuple(name for name in _TIES.reserved if name not in ("all", *TWO_MODE, "board_seats"))
"""Other weights of the layers ``boards`` and ``meetings``, and what holds organisations together.

None of them counts in ``all``: each shows part of what another layer shows whole.
"""
_CAPACITY = {"boards-directors": "director", "boards-office": "public_office"}
DIRECTED = frozenset((*_TIES.having("directed"), "board_seats"))
"""Kinds of tie whose layer is directed."""


def layer_of_kind(kind: str) -> str:
    """Name the layer of a kind of tie: its plural where it has one."""
    return str(_TIES.facts.get(kind, {}).get("layer", kind))


def kind_of_layer(name: str) -> str:
    """Name the kind of tie of a layer."""
    plural = {facts["layer"]: kind for kind, facts in _TIES.facts.items() if "layer" in facts}
    return plural.get(name, name)


@made_once
def layer_names(data: Records) -> tuple[str, ...]:
    """List the layers that a dataset has, ``all`` and variants of weight aside.

    Parameters
    ----------
    data : Records

    Returns
    -------
    tuple of str
        ``boards`` and ``meetings`` always; ``board_seats`` where an organisation sits through
        somebody; a layer for each kind of tie met at any date.
    """
    whole = data.as_read()
    represents = whole.table("mandates")["represents"]
    seats = ("board_seats",) if represents.null_count() < represents.len() else ()
    kinds = sorted(layer_of_kind(kind) for kind in whole.table("ties")["kind"].unique())
    return ("boards", *seats, "meetings", *kinds)


def base_of(name: str) -> str:
    """Name the layer of which a layer is a variant; itself where it is none."""
    if name in MECHANISMS:
        return MECHANISMS[name]
    return name.partition("-")[0] if name in VARIANTS else name


def own_seats(data: Records, name: str = "boards") -> pl.DataFrame:
    """Give the mandates that people hold themselves, not for an organisation.

    Parameters
    ----------
    data : Records
    name : {'boards', 'boards-volunteers', 'boards-directors', 'boards-office'}
        All; seats held as a volunteer; all seats of those who sit somewhere as director of
        another organisation; all seats of those who sit somewhere in public office.

    Returns
    -------
    polars.DataFrame
        Rows of ``mandates``; entries that the journal of identities judges the same are one
        person.
    """
    seats = data.evidence("mandates").filter(pl.col("represents").is_null())
    seats = seats.with_columns(data.persons(seats["person"]))
    if name == "boards-volunteers":
        return seats.filter(pl.col("capacity") == "volunteer")
    capacity = _CAPACITY.get(name)
    if capacity is None:
        return seats
    those = seats.filter(pl.col("capacity") == capacity)["person"].drop_nulls().unique()
    return seats.filter(pl.col("person").is_in(those.implode()))


@made_once
def evidence_rows(data: Records, name: str) -> pl.DataFrame:
    """Give the rows of evidence of a layer, as ``organisation`` and ``other``.

    Parameters
    ----------
    data : Records
    name : str
        Name of a layer.

    Returns
    -------
    polars.DataFrame
        One row for each seat, attendance or tie; ``other`` is null for seats and attendance.
        A row that stands twice counts once; loops are left out, and so are rows of which one
        end is a class of actors: they are shown, but tie nobody in particular.
    """
    nodes = data.nodes["id"].implode()
    ends = _ends(data, name)
    tied = pl.col("other").is_null() | pl.col("other").is_in(nodes)
    apart = (pl.col("organisation") != pl.col("other")).fill_null(value=True)
    return ends.filter(pl.col("organisation").is_in(nodes) & tied & apart)


def _ends(data: Records, name: str) -> pl.DataFrame:
    nobody = pl.lit(None, dtype=pl.String).alias("other")
    base = base_of(name)
    if base == "boards":
        return own_seats(data, name).select("organisation", nobody)
    if base == "meetings":
        return data.evidence("attendance").select("organisation", nobody)
    if name == "board_seats":
        seats = data.evidence("mandates").filter(pl.col("represents").is_not_null())
        distinct = each_once(seats, "mandates")
        return distinct.select(pl.col("represents").alias("organisation"), other="organisation")
    return tie_rows(data, base).select(organisation="from", other="to")


@made_once
def _ties_by_kind(data: Records) -> dict[str, pl.DataFrame]:
    nodes = data.nodes["id"].implode()
    apart = pl.col("from") != pl.col("to")
    ends = pl.col("from").is_in(nodes) & pl.col("to").is_in(nodes)
    ties = each_once(data.evidence("ties").filter(apart & ends), "ties")
    parts = ties.partition_by("kind", as_dict=True, maintain_order=True)
    return {kind: part for (kind,), part in parts.items()}


def tie_rows(data: Records, name: str) -> pl.DataFrame:
    """Give the ties of a layer, each statement once, loops left out; both ends are nodes."""
    known = _ties_by_kind(data).get(kind_of_layer(name))
    return data.table("ties").clear() if known is None else known


APART_LAYERS = frozenset(layer_of_kind(kind) for kind in _TIES.having("apart"))
"""Layers that do not count in ``all``: who competes is not thereby connected."""


def one_or_several(names: Sequence[str] | None, otherwise: Sequence[str]) -> list[str]:
    """List what an argument names, each once; one name may be given alone.

    Examples
    --------
    >>> one_or_several("boards", ()), one_or_several(["b", "a", "b"], ())
    (['boards'], ['b', 'a'])
    """
    return list(dict.fromkeys([names] if isinstance(names, str) else names or otherwise))
