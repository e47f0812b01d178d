"""Who stands between zones, or sectors, and without whom does one fall apart?

Roles are those of Gould and Fernandez
(`isp_graph.questions.homophily.numbers.roles.brokerage_roles`), among the organisations that have
a value of the attribute. An organisation *cuts off* members of its own group, if these hang
together with the rest of the group, by ties within the group, through it alone, and the rest is
larger; of equal pieces none is cut off, and their number and size are told. It *separates* two
groups, if without it no path of the layer joins them any more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.records import Records
from isp_graph.measures.falls import Fall, held_together
from isp_graph.measures.matrices import Booleans, Floats, Integers, Matrix, binary
from isp_graph.network import Layer, build_layer, known
from isp_graph.network.names import one_or_several
from isp_graph.questions.homophily.attributes import attribute_values
from isp_graph.questions.homophily.numbers.roles import (
    ROLES,
    brokerage_roles,
    groups_separated,
)
from isp_graph.questions.homophily.numbers.roles_by_chance import roles_by_chance
from isp_graph.results import Result, basis


def _shares(
    data: Records, by: str, nodes: list[str]
) -> tuple[Floats, dict[str, list[str]], list[str]]:
    """Give the shares of each node in each group, the groups of each, and all groups."""
    values = attribute_values(data, by)
    places = {node: place for place, node in enumerate(nodes)}
    names = values["value"].unique().sort().to_list()
    shares = np.zeros((len(nodes), len(names)))
    groups: dict[str, list[str]] = {}
    numbers = {name: number for number, name in enumerate(names)}
    for node, value in values.iter_rows():
        shares[places[node], numbers[value]] = 1.0
        groups.setdefault(node, []).append(value)
    return shares / np.maximum(shares.sum(axis=1, keepdims=True), 1.0), groups, names


def _by_chance(
    matrix: Matrix, shares: Floats, counted: Booleans, roles: Floats, *, directed: bool
) -> dict[str, pl.Series]:
    """Give what chance would give of each role and of all, and how many deviations that is off."""
    among = np.flatnonzero(counted)
    size = among.size
    ties = binary(matrix[among][:, among])
    density = ties.nnz / (size * (size - 1)) if size > 1 else 0.0
    mean, deviation = roles_by_chance(shares, counted, density, directed=directed)
    seen = np.column_stack([roles, roles.sum(axis=1)])
    off = np.full(seen.shape, np.nan)
    np.divide(seen - mean, deviation, out=off, where=deviation > 0)
    told = {}
    for place, role in enumerate((*ROLES, None)):
        end = "" if role is None else f"_{role}"
        for name, values in (("expected", mean), ("z", off)):
            told[f"{name}{end}"] = pl.Series(values[:, place]).fill_nan(None)
    return told


def _falls(layer: Layer, shares: Floats, names: list[str]) -> dict[str, pl.Series]:
    """Tell without whom some members of a group are cut off, or it falls into equal pieces."""
    worst = Fall(*(np.zeros(len(layer.nodes), dtype=np.int64) for _ in Fall._fields))
    cut_off = np.full(len(layer.nodes), -1)
    equal = np.full(len(layer.nodes), -1)
    for group in range(shares.shape[1]):
        fall = held_together(layer.matrix, shares[:, group] > 0, directed=layer.directed)
        more = fall.cut_off > worst.cut_off
        cut_off[more], worst.cut_off[more] = group, fall.cut_off[more]
        more = fall.pieces * fall.size > worst.pieces * worst.size
        equal[more] = group
        worst.pieces[more], worst.size[more] = fall.pieces[more], fall.size[more]

    def named(groups: Integers) -> pl.Series:
        told = [names[group] if group >= 0 else None for group in groups.tolist()]
        return pl.Series(told, dtype=pl.String)

    return {
        "cut_off": pl.Series(worst.cut_off),
        "cut_off_group": named(cut_off),
        "equal_pieces": pl.Series(worst.pieces),
        "equal_size": pl.Series(worst.size),
        "equal_group": named(equal),
    }


def brokerage(
    dataset: Dataset,
    layers: Sequence[str] | None = None,
    by: Sequence[str] = ("zone", "sector"),
    *,
    unknown: str = "left-out",
) -> Result:
    """Tell who stands between groups, and without whom a group falls apart.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    layers : sequence of str, optional
        Layers to look at; ``all`` if none is named.
    by : sequence of str
        Attributes; see `isp_graph.homophily`.
    unknown : {'left-out', 'as-none'}
        Whether organisations of which a layer cannot speak are left out of it.

    Returns
    -------
    Result
        A row for each layer, attribute and organisation that counts and has a value: its
        ``groups``; the triads that it brokers as ``coordinator``, ``itinerant``, ``gatekeeper``,
        ``representative``, ``liaison``, and ``brokerage``, their sum; ``expected`` of
        ``brokerage`` if as many ties fell at random between the same groups, and ``z``, how many
        standard deviations it is off (null where it cannot vary), and the same of each role:
        ``expected_liaison``, ``z_liaison``; ``cut_off``, members of its
        group that would be cut off from the largest remaining piece without it (of several
        groups, of the one in which most would be: ``cut_off_group``); where pieces tie for the
        largest, none of these is cut off, and their number is told as ``equal_pieces`` of
        ``equal_size`` members each, in ``equal_group``; ``separated``,
        pairs of groups that no path would join without it.

    Raises
    ------
    UsageError
        If a layer or an attribute is unknown.

    Examples
    --------
    >>> import isp_graph
    >>> found = isp_graph.brokerage(isp_graph.read("demo"), ["all"], ["zone"])
    >>> [
    ...     (r["organisation"], r["equal_pieces"], r["equal_size"])
    ...     for r in found.rows
    ...     if r["equal_size"] > 3
    ... ]
    [('ml-no', 2, 8)]
    """
    data = dataset.current()
    names = one_or_several(layers, ("all",))
    facts = data.nodes
    frames = []
    for name in names:
        layer = build_layer(data, name)
        for each in one_or_several(by, ()):
            shares, groups, names_of = _shares(data, each, layer.nodes)
            roles = brokerage_roles(layer.matrix, shares)
            counted = shares.sum(axis=1) > 0
            if unknown == "left-out":
                counted &= known(data, name)
            columns = {
                "layer": pl.Series([name] * facts.height, dtype=pl.String),
                "by": pl.Series([each] * facts.height, dtype=pl.String),
                "organisation": facts["id"],
                "name": facts["name"],
                "groups": pl.Series(
                    [groups.get(node, []) for node in layer.nodes], dtype=pl.List(pl.String)
                ),
                **{role: roles[:, place] for place, role in enumerate(ROLES)},
                "brokerage": roles.sum(axis=1),
                **_by_chance(layer.matrix, shares, counted, roles, directed=layer.directed),
                **_falls(layer, shares, names_of),
                "separated": groups_separated(layer.matrix, shares, directed=layer.directed),
            }
            frames.append(pl.DataFrame(columns).filter(pl.Series(counted, dtype=pl.Boolean)))
    rows = pl.concat(frames).sort("layer", "by", "organisation")
    told = basis(data, layers=names, by=one_or_several(by, ()), view="brokerage")
    return Result("homophily", rows, told)
