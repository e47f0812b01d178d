"""What a joint model of ties will cost, and what it leaves out, before it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isp_graph.datasets.dataset import Dataset
from isp_graph.network import layer_names
from isp_graph.network.names import one_or_several
from isp_graph.network.territory import Territory
from isp_graph.questions.homophily.pair_factors import usable, values_of

LARGEST = 500
"""Organisations above which the number of draws must be named."""
_SECONDS = 1.5e-8


@dataclass(frozen=True)
class Cost:
    """What a model will cost, and what it leaves out.

    Attributes
    ----------
    layers, organisations, pairs, draws, seconds : int
        Seconds are a rough guess.
    terms : tuple of str
        Factors that stay.
    dropped : tuple of (str, str, int)
        Attributes left out, why, and of how many organisations they are known.
    whole : int
        Organisations there are.
    """

    layers: int
    organisations: int
    pairs: int
    draws: int
    seconds: int
    terms: tuple[str, ...]
    dropped: tuple[tuple[str, str, int], ...]
    whole: int

    @property
    def steps(self) -> int:
        """Draws to be made, at least one."""
        return max(1, self.draws)


def estimate(
    dataset: Dataset,
    layers: Sequence[str] | None,
    terms: Sequence[str] | None,
    draws: int,
    geometry: Mapping[str, Any] | None = None,
) -> Cost:
    """Tell what a model will cost, before it is made.

    Parameters
    ----------
    dataset : Dataset
    layers, terms, draws, geometry
        As in `network_model`.

    Returns
    -------
    Cost

    Raises
    ------
    UsageError
        If an attribute is unknown.
    """
    data = dataset.current()
    values = values_of(data, terms)
    found = usable(values, Territory(data, geometry))
    dropped = tuple(
        (term, why, values[term]["id"].n_unique()) for term, why in found.dropped.items()
    )
    count = len(one_or_several(layers, [*layer_names(data), "all"]))
    n = len(found.ids)
    work = count * n * max(n - 1, 0) * max(len(found.known), 1) * max(draws, 1)
    seconds = max(1, round(work * _SECONDS))
    pairs = n * (n - 1) // 2
    return Cost(count, n, pairs, draws, seconds, tuple(found.known), dropped, data.nodes.height)
