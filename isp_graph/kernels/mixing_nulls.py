"""What the mixing of groups would be by chance: labels permuted, or a two-mode network rewired.

Each null is a statistic for `isp_graph.kernels.draws.drawn`: from a source of chance to the sums
from which all measures derive.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from isp_graph.kernels.matrices import Floats, Integers
from isp_graph.kernels.mixing import Grouping, Ties, by_pattern, sums
from isp_graph.kernels.rewiring import Rewiring


@dataclass(frozen=True)
class Shuffled:
    """Ties stay, and labels are dealt out anew among the nodes that have one.

    Attributes
    ----------
    ties : Ties
    groups : Grouping
        All that a node has of groups moves with it.
    """

    ties: Ties
    groups: Grouping

    def __call__(self, rng: np.random.Generator) -> Floats:
        """Sum up one draw: unweighted, then weighted where weights differ."""
        codes = rng.permutation(self.groups.codes)
        return both(self.ties, codes, self.groups)


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
    patterns = len(groups.shares)
    plain = sums(by_pattern(ties.unit, codes, patterns), groups)
    if ties.weights is None:
        return plain
    return np.concatenate([plain, sums(by_pattern(ties, codes, patterns), groups)])


@dataclass(frozen=True)
class Rewired:
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

    def __call__(self, rng: np.random.Generator) -> Floats:
        """Sum up one draw, projected anew, as each attribute reads it."""
        seats = self.rewiring.draw(rng)
        scaled = seats.copy()
        scaled.data = np.repeat(self.scale, np.diff(seats.indptr))
        product = (seats.T @ scaled).tocoo()
        row, column = product.coords
        once = (row < column) & (product.data != 0)
        row, column, weights = row[once], column[once], product.data[once]
        found = []
        for codes, groups in self.readings:
            kept = (codes[row] >= 0) & (codes[column] >= 0)
            ties = Ties(row[kept], column[kept], weights[kept], directed=False)
            found.append(both(ties, codes, groups))
        return np.concatenate(found)
