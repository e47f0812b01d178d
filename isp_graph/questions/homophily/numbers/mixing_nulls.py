"""What the mixing of groups would be by chance: labels permuted, or a two-mode network rewired.

Each null is a statistic for `isp_graph.chance.draws.drawn`: from a source of chance to the sums
from which all measures derive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isp_graph.chance.draws import Bulk
from isp_graph.chance.rewiring import Rewiring
from isp_graph.measures.matrices import Floats, Integers
from isp_graph.questions.homophily.numbers.mixing import Grouping, Ties, sums
from isp_graph.questions.homophily.numbers.pattern_ties import cells, tally


@dataclass(frozen=True)
class Shuffled(Bulk):
    """Ties stay, and labels are dealt out anew among the nodes that have one.

    Attributes
    ----------
    ties : Ties
    groups : Grouping
        All that a node has of groups moves with it.
    """

    ties: Ties
    groups: Grouping

    @property
    def entries(self) -> int:
        """Numbers that one draw has in hand: its labels, ties and cells."""
        n, patterns = len(self.groups.codes), len(self.groups.shares)
        return n + len(self.ties.source) + patterns**2

    def many(self, rngs: Sequence[np.random.Generator]) -> Floats:
        """Sum up draws, a row each: unweighted, then weighted where weights differ."""
        codes = np.stack([rng.permutation(self.groups.codes) for rng in rngs])
        return _summed(self.ties, codes, self.groups)


def both(ties: Ties, codes: Integers, groups: Grouping) -> Floats:
    """Sum up ties by pattern, each counted 1, then by weight; once where all weigh 1.

    Parameters
    ----------
    ties : Ties
    codes : ndarray of int64, shape (n,)
        Pattern of each node.
    groups : Grouping

    Returns
    -------
    ndarray of float64
        Of `sums`, end to end.
    """
    result: Floats = _summed(ties, codes[None], groups)[0]
    return result


def _summed(ties: Ties, codes: Integers, groups: Grouping) -> Floats:
    """Do what `both` does of many draws, a row each."""
    draws, patterns = len(codes), len(groups.shares)
    places = cells(ties.source, ties.target, codes, patterns)
    weightings: list[Floats | None] = [None]
    if ties.weights is not None:
        weightings.append(np.broadcast_to(ties.weights, (draws, len(ties.weights))).reshape(-1))
    return np.concatenate(
        [
            sums(tally(places, weights, draws, patterns, directed=ties.directed), groups)
            for weights in weightings
        ],
        axis=-1,
    )


@dataclass(frozen=True)
class Rewired(Bulk):
    """Labels stay, and seats are dealt out anew: every top and every node keeps its number.

    Attributes
    ----------
    rewiring : Rewiring
        Of the whole two-mode network, tops by nodes.
    scale : ndarray of float64, shape (tops,)
        What a top counts in the projection.
    readings : tuple of (ndarray of int64, shape (n,), Grouping)
        For each attribute the pattern of every node, -1 where it has no label, and the groups.
    """

    rewiring: Rewiring
    scale: Floats
    readings: tuple[tuple[Integers, Grouping], ...]

    @property
    def entries(self) -> int:
        """Numbers that one draw has in hand: ties, once for each top in common, and cells."""
        most = max((len(groups.shares) + 1 for _, groups in self.readings), default=0)
        return self.rewiring.paths + most**2

    def many(self, rngs: Sequence[np.random.Generator]) -> Floats:
        """Sum up draws, a row each, projected anew, as each attribute reads them."""
        draws = len(rngs)
        seats = self.rewiring.side_by_side(rngs)
        scaled = seats.copy()
        scaled.data = np.repeat(np.tile(self.scale, draws), np.diff(seats.indptr))
        product = (seats.T @ scaled).tocoo()
        row, column = product.coords
        once = (row < column) & (product.data != 0)
        row, column, weights = row[once], column[once], product.data[once]
        found = []
        for codes, groups in self.readings:
            # Ties of nodes without a label go to a pattern of their own, which is cut off.
            patterns = len(groups.shares) + 1
            own = np.where(codes < 0, patterns - 1, codes)
            first = np.arange(draws)[:, None] * patterns**2 + own * patterns
            places = first.reshape(-1)[row] + np.tile(own, draws)[column]
            for each in (None, weights):
                whole = tally(places, each, draws, patterns, directed=False)
                found.append(sums(np.ascontiguousarray(whole[:, :-1, :-1]), groups))
        return np.concatenate(found, axis=-1)
