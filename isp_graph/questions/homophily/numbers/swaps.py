"""Ties drawn at random with every degree kept, labels staying where they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isp_graph.chance.draws import Bulk
from isp_graph.measures.matrices import Floats, Integers
from isp_graph.questions.homophily.numbers.mixing import Grouping, Ties, sums
from isp_graph.questions.homophily.numbers.pattern_ties import tally

ROUNDS = 40
"""Offers of another tie that each tie meets, on average; about every second is taken."""


@dataclass(frozen=True)
class Swapped(Bulk):
    r"""Labels stay, and ties swap ends two by two: every node keeps its degree.

    Attributes
    ----------
    ties : Ties
        Of a simple graph; of a directed one numbers of ties sent and met are both kept. A weight
        stays with its tie.
    groups : Grouping

    Notes
    -----
    In a *double edge swap* a-b and c-d become a-d and c-b, or a-c and b-d; a swap that would make
    a loop or a second tie of one pair is not made. In a round ties are paired at random; the same
    pairs are offered in each draw, which throws coins of its own whether and which way to swap.
    A step is its own reverse, so that all simple graphs of these degrees are equally likely in
    the long run (Fosdick et al. 2018); of directed graphs, all that swaps lead to. That `ROUNDS`
    is enough is a rule of thumb (Milo et al. 2003): each tie is swapped some twenty times.

    References
    ----------
    Fosdick, B. K., Larremore, D. B., Nishimura, J., Ugander, J. (2018). Configuring random graph
    models with fixed degree sequences. *SIAM Review* 60, 315-355.
    https://doi.org/10.1137/16M1087175

    Milo, R., Kashtan, N., Itzkovitz, S., Newman, M. E. J., Alon, U. (2003). On the uniform
    generation of random graphs with prescribed degree sequences. arXiv cond-mat/0312028.
    https://doi.org/10.48550/arXiv.cond-mat/0312028
    """

    ties: Ties
    groups: Grouping

    @property
    def entries(self) -> int:
        """Numbers in hand: who is tied with whom takes a byte each, so that some are few."""
        return len(self.groups.codes) ** 2 // 1024 + len(self.groups.shares) ** 2

    def many(self, rngs: Sequence[np.random.Generator]) -> Floats:
        """Sum up draws, a row each: unweighted, then weighted where weights differ."""
        source, target = self.swapped(rngs)
        draws, patterns, codes = len(rngs), len(self.groups.shares), self.groups.codes
        places = np.arange(draws)[:, None] * patterns**2 + (
            codes[source] * patterns + codes[target]
        )
        weightings: list[Floats | None] = [None]
        if self.ties.weights is not None:
            weightings.append(np.tile(self.ties.weights, draws))
        directed = self.ties.directed
        tallies = (
            tally(places.reshape(-1), each, draws, patterns, directed=directed)
            for each in weightings
        )
        return np.concatenate([sums(whole, self.groups) for whole in tallies], axis=-1)

    def swapped(self, rngs: Sequence[np.random.Generator]) -> tuple[Integers, Integers]:
        """Give the ends of all ties after the swaps, a row each draw."""
        draws, size, count = len(rngs), len(self.groups.codes), len(self.ties.source)
        source, target = (
            np.repeat(ends[:, None], draws, axis=1) for ends in (self.ties.source, self.ties.target)
        )
        tied = np.zeros((size * size, draws), dtype=np.bool_)
        self._set(tied, source, target, value=True)
        steps = self._offers(count)
        width = -(-len(steps) // 4)
        bits = np.stack([np.frombuffer(rng.bytes(width), np.uint8) for rng in rngs], axis=1)
        coins = np.unpackbits(bits, axis=0).view(np.bool_)
        every = np.arange(draws)
        for step, (one, other) in enumerate(steps):
            a, b, c, d = source[one], target[one], source[other], target[other]
            if not self.ties.directed:
                turned = coins[2 * step + 1]
                c, d = np.where(turned, d, c), np.where(turned, c, d)
            made = coins[2 * step] & (a != d) & (c != b)
            made &= ~(tied[a * size + d, every] | tied[c * size + b, every])
            at = np.flatnonzero(made)
            self._set(tied, a[at], b[at], value=False, draw=at)
            self._set(tied, c[at], d[at], value=False, draw=at)
            self._set(tied, a[at], d[at], value=True, draw=at)
            self._set(tied, c[at], b[at], value=True, draw=at)
            # Both are worked out before either is written: b is a part of what is written to.
            target[one], target[other] = np.where(made, d, b), np.where(made, b, d)
            source[other] = c
        return source.T, target.T

    def _set(
        self,
        tied: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
        a: Integers,
        b: Integers,
        *,
        value: bool,
        draw: Integers | None = None,
    ) -> None:
        size = len(self.groups.codes)
        own = np.broadcast_to(np.arange(tied.shape[1]), a.shape) if draw is None else draw
        tied[a * size + b, own] = value
        if not self.ties.directed:
            tied[b * size + a, own] = value

    @staticmethod
    def _offers(count: int) -> list[tuple[int, int]]:
        """Pair ties at random, round after round: the same pairs for as many ties, always."""
        rng = np.random.default_rng(count)
        half = count // 2
        orders = [rng.permutation(count).tolist() for _ in range(ROUNDS if half else 0)]
        return [pair for order in orders for pair in zip(order[:half], order[half:], strict=False)]
