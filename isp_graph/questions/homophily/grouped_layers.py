"""A layer read by an attribute: which organisations have a value of it, and the ties among them.

What those analyses share that ask whether ties follow an attribute. An organisation of k values
is 1/k in each (``split``), or whole in each, so that one shared value makes a tie internal
(``any``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.measures.matrices import Integers
from isp_graph.network import Layer, build_layer, known, layer_names
from isp_graph.network.names import one_or_several
from isp_graph.questions.homophily.attributes import attribute_values
from isp_graph.questions.homophily.numbers.mixing import Grouping, Ties, grouping, ties_of

MULTI = ("split", "any")
UNKNOWN = ("left-out", "as-none")
MOST_PATTERNS = 2000


@dataclass(frozen=True)
class Mix:
    """A layer and an attribute: the organisations that have a value, and the ties among them.

    Attributes
    ----------
    layer : Layer
    by : str
    names : list of str
        Groups, sorted.
    groups : Grouping
    ties : Ties
        Between organisations kept, by their places among these.
    kept : ndarray of int64
        Their places in the layer.
    members : ndarray of bool, shape (kept, groups)
        Who has which value.
    unknown : int
        Organisations left out because the layer cannot speak of them.
    """

    layer: Layer
    by: str
    names: list[str]
    groups: Grouping
    ties: Ties
    kept: Integers
    members: Any
    unknown: int

    @property
    def without_value(self) -> int:
        """Organisations of which the layer can speak, without a value."""
        return len(self.layer.nodes) - len(self.kept) - self.unknown

    def touching(self, group: int) -> int:
        """Count the ties of which an end has the value."""
        inside = self.members[:, group]
        return int((inside[self.ties.source] | inside[self.ties.target]).sum())


def mix(layer: Layer, by: str, multi: str, speaks: Any) -> Mix:
    """Group the organisations of a layer by an attribute.

    Parameters
    ----------
    layer : Layer
    by : str
    multi : {'split', 'any'}
    speaks : ndarray of bool
        Of which nodes the layer can speak; the others are left out.

    Returns
    -------
    Mix

    Raises
    ------
    UsageError
        If the attribute is unknown, or has more combinations of values than can be groups.
    """
    values = attribute_values(layer.dataset, by)
    places = {node: place for place, node in enumerate(layer.nodes)}
    told = pl.Series(layer.nodes, dtype=pl.String).filter(pl.Series(speaks, dtype=pl.Boolean))
    values = values.filter(pl.col("id").is_in(told.implode()))
    kept = np.array(sorted(places[node] for node in values["id"].unique()), dtype=np.int64)
    names = values["value"].unique().sort().to_list()
    own = {layer.nodes[place]: number for number, place in enumerate(kept)}
    numbers = {name: number for number, name in enumerate(names)}
    nodes = [own[node] for node in values["id"]]
    labels = [numbers[value] for value in values["value"]]
    groups = grouping(nodes, labels, len(kept), len(names), split=multi == "split")
    if len(groups.shares) > MOST_PATTERNS:
        raise UsageError("too_many_groups", by=by, count=len(groups.shares), most=MOST_PATTERNS)
    members = np.zeros((len(kept), len(names)), dtype=bool)
    members[nodes, labels] = True
    ties = ties_of(layer.matrix[kept][:, kept], directed=layer.directed)
    if layer.two_mode is not None and ties.weights is None:
        ties = Ties(ties.source, ties.target, np.ones(len(ties.source)), directed=False)
    return Mix(layer, by, names, groups, ties, kept, members, int((~speaks).sum()))


def mixes(
    dataset: Dataset,
    layers: Sequence[str] | None,
    by: Sequence[str],
    multi: str,
    unknown: str = "left-out",
) -> tuple[Dataset, list[Mix]]:
    """Prepare each layer with each attribute.

    Parameters
    ----------
    dataset : Dataset
    layers, by, multi
        As in `isp_graph.homophily`.
    unknown : {'left-out', 'as-none'}
        Whether organisations of which a layer cannot speak are left out of it, or count as
        organisations without ties.

    Returns
    -------
    dataset : Dataset
        Read at its own date.
    mixes : list of Mix

    Raises
    ------
    UsageError
        If a layer, an attribute or a choice is unknown.
    """
    if multi not in MULTI:
        raise UsageError("unknown_multi", value=multi, known=MULTI)
    if unknown not in UNKNOWN:
        raise UsageError("unknown_silence", value=unknown, known=UNKNOWN)
    data = dataset.current()
    names = one_or_several(layers, [*layer_names(data), "all"])
    found = []
    for name in names:
        layer = build_layer(data, name)
        told = known(data, name) if unknown == "left-out" else np.ones(len(layer.nodes), dtype=bool)
        found += [mix(layer, each, multi, told) for each in one_or_several(by, ())]
    return data, found
