"""Many chains of exchanges side by side, and what pairs of columns share along them.

Both margins of a binary two-mode matrix are kept: every person her number of seats, every board
its size. Where independent rewirings (`isp_graph.chance.rewiring`) would take minutes, chains
that go on from draw to draw take seconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

from isp_graph.chance.draws import Array
from isp_graph.chance.rewiring import by_place
from isp_graph.measures.matrices import Floats, Integers, Matrix

CHAINS = 1000
"""Chains side by side: as many draws at each step."""
EXCHANGES = 20
"""Exchanges made of each seat, on average, before the first draw."""
_PILOT_SWEEPS, _PILOT_CHAINS = 10, 64
_MOST_SWEEPS = 100  # that stand for one exchange of each seat, where nearly none is possible
_GROUPS = 50  # of chains, between which the spread is taken
_CODES_AT_ONCE = 1 << 16


@dataclass(frozen=True, eq=False)
class Found:
    """What some pairs share along the chains.

    Attributes
    ----------
    draws : int
        How many matrices were drawn.
    expected : ndarray of float64, shape (k,)
        What each pair shares, on average.
    as_high : ndarray of int64, shape (k,)
        Draws in which it shares as much as observed, or more.
    full : ndarray of int64, shape (k,)
        Draws in which it shares as much as it could at most.
    error : ndarray of float64, shape (k,)
        Standard error of the share of draws that are as high; never 0, unless all are.
    """

    draws: int
    expected: Floats
    as_high: Integers
    full: Integers
    error: Floats


class Chains:
    r"""Who would sit where by chance, along many chains at once?

    Parameters
    ----------
    matrix : csr_array, shape (n, m)
        Binary two-mode matrix, people × boards.
    a, b, shared : ndarray of int64, shape (k,)
        Pairs of columns, ``a`` < ``b``, and what they share.
    seed : int
        Not negative.

    Notes
    -----
    *Exchange*: two people swap a seat, unless one sits already where the other comes from
    (Strona et al. 2014 and Godard and Neal 2022 swap several at once). Each seat of a person with
    several is offered in turn for one of all seats, drawn at random; the people with one seat are
    alike, so that an exchange among them changes nothing and none is tried. All chains are offered
    the same exchanges; each throws a coin of its own. Every step is its own reverse, so the
    uniform distribution over all matrices with these sums stays as it is, and exchanges lead from
    each to every other.

    *Start*: as Besag and Clifford (1989) have it, one chain runs back from the observed matrix,
    and from where it ends all chains run forward through the same offers. The observed matrix and
    the first draw of each chain are then exchangeable if it was drawn by chance, however slowly
    chains mix, and :math:`p = (r + 1)/(n + 1)` counts the observed one among :math:`n + 1`. The
    way has `EXCHANGES` exchanges a seat, by the rate at which a pilot accepts them. Later draws
    are an exchange a seat apart.

    *Error*: given the offers chains are independent, so that the spread between their means
    gives the standard error, whatever the correlation along each.

    References
    ----------
    Besag, J., Clifford, P. (1989). Generalized Monte Carlo significance tests. *Biometrika* 76,
    633-642. https://doi.org/10.1093/biomet/76.4.633

    Strona, G., Nappo, D., Boccacci, F., Fattorini, S., San-Miguel-Ayanz, J. (2014). A fast and
    unbiased procedure to randomize ecological binary matrices with fixed row and column
    totals. *Nature Communications* 5, 4114. https://doi.org/10.1038/ncomms5114

    Godard, K., Neal, Z. P. (2022). fastball: a fast algorithm to randomly sample bipartite
    graphs with fixed degree sequences. *Journal of Complex Networks* 10, cnac049.
    https://doi.org/10.1093/comnet/cnac049

    Examples
    --------
    One person sits on both of two boards, and has to: the two always share her.

    >>> matrix = csr_array(np.array([[1.0, 1], [1, 0]]))
    >>> chains = Chains(matrix, np.array([0]), np.array([1]), np.array([1]), seed=1)
    >>> found = next(chains.draws([1000]))
    >>> found.draws, found.expected.tolist(), found.as_high.tolist()
    (1000, [1.0], [1000])
    """

    def __init__(
        self, matrix: Matrix, a: Integers, b: Integers, shared: Integers, seed: int
    ) -> None:
        self._rng = np.random.default_rng(seed)
        people = np.diff(matrix.indptr)
        order = by_place(matrix)
        # Who holds one seat comes last.
        order = order[np.argsort(people[order] <= 1, kind="stable")]
        rows = csr_array(matrix).sorted_indices()[order]
        linkers = int(np.count_nonzero(people > 1))
        starts = rows.indptr[: linkers + 1].tolist()
        # Boards that share somebody come first, the others count as one.
        sharing = np.unique(np.concatenate([a, b]))
        number = np.empty(matrix.shape[1], dtype=np.int64)
        number[np.append(sharing, np.setdiff1d(np.arange(number.size), sharing))] = np.arange(
            number.size
        )
        kind = np.uint16 if number.size < 1 << 16 else np.uint32
        self._seats = number[rows.indices].astype(kind)
        self._boards = sharing.size
        self._pair = np.full((sharing.size + 1, sharing.size + 1), -1, dtype=np.int32)
        self._pair[number[a], number[b]] = self._pair[number[b], number[a]] = np.arange(a.size)
        # Of each seat on offer, the seats of its holder; and every two seats of one person.
        self._held = [slice(*ends) for ends in pairwise(starts) for _ in range(ends[1] - ends[0])]
        both = [
            start + np.stack(np.triu_indices(end - start, 1)) for start, end in pairwise(starts)
        ]
        self._one, self._other = np.concatenate([np.zeros((2, 0), dtype=np.int64), *both], axis=1)
        sizes = np.bincount(matrix.indices, minlength=number.size)
        self._shared = shared
        self._most = np.minimum(np.minimum(sizes[a], sizes[b]), linkers)

    def draws(
        self, steps: Sequence[int], progress: Callable[[int], None] | None = None
    ) -> Iterator[Found]:
        """Draw, and go on drawing as long as somebody asks.

        Parameters
        ----------
        steps : sequence of int
            Numbers of draws after which to tell what was found, increasing.
        progress : callable, optional
            Told the number of draws made, now and then.

        Yields
        ------
        Found
            Of all draws so far.
        """
        chains, apart, pairs = min(CHAINS, steps[0]), self._sweeps_apart(), self._shared.size
        state = self._scattered(chains, apart)
        edges = np.unique(np.linspace(0, chains, _GROUPS + 1).astype(np.int64))
        high = np.zeros((pairs, edges.size - 1), dtype=np.int64)
        total, full = np.zeros(pairs, dtype=np.int64), np.zeros(pairs, dtype=np.int64)
        made = 0
        for goal in steps:
            while made < goal:
                for _ in range(apart if made else 0):
                    self._sweep(state, self._offers())
                last = min(chains, goal - made)  # the last time some chains may not be needed
                for group, counts in self._counted(state, np.minimum(edges, last)):
                    total += counts.sum(axis=1)
                    high[:, group] += np.count_nonzero(counts >= self._shared[:, None], axis=1)
                    full += np.count_nonzero(counts >= self._most[:, None], axis=1)
                made += last
                if progress is not None:
                    progress(made)
            as_high = high.sum(axis=1)
            yield Found(made, total / made, as_high, full, _error(high, made))

    def _scattered(self, chains: int, apart: int) -> Array:
        """Run one chain back from what is observed, and from there all chains forward."""
        offers = [self._offers() for _ in range(EXCHANGES * apart)]
        state = self._seats[:, None].copy()
        for partners in reversed(offers):
            self._sweep(state, partners, backwards=True)
        state = np.repeat(state, chains, axis=1)
        for partners in offers:
            self._sweep(state, partners)
        return state

    def _sweeps_apart(self) -> int:
        """Give how many sweeps make one exchange of each seat, by a pilot."""
        state = np.repeat(self._seats[:, None], _PILOT_CHAINS, axis=1)
        accepted = sum(self._sweep(state, self._offers()) for _ in range(_PILOT_SWEEPS))
        tried = _PILOT_SWEEPS * _PILOT_CHAINS * len(self._held)
        # Of an exchange both ends move, the other one too if it is a linker's.
        moved = accepted * (1 + len(self._held) / max(1, self._seats.size))
        return min(_MOST_SWEEPS, math.ceil(tried / max(1, moved)))

    def _offers(self) -> list[int]:
        """Give a seat to each seat on offer, for which it may be exchanged."""
        offers: list[int] = self._rng.integers(0, self._seats.size, len(self._held)).tolist()
        return offers

    def _sweep(self, state: Array, partners: list[int], *, backwards: bool = False) -> int:
        """Offer each seat of a linker once, in all chains; give how many exchanges were made."""
        chains = state.shape[1]
        steps = list(zip(range(len(partners)), partners, strict=True))
        bits = self._rng.bytes(-(-chains // 8) * len(steps))
        thrown = np.unpackbits(np.frombuffer(bits, np.uint8).reshape(len(steps), -1), axis=1)
        coins = thrown[:, :chains].view(np.bool_)
        made = 0
        for place, partner in reversed(steps) if backwards else steps:
            mine, theirs = state[place], state[partner]
            held = self._held[place]
            if partner < len(self._held):
                if held.start <= partner < held.stop:
                    continue
                barred = (state[self._held[partner]] == mine).any(axis=0)
                barred |= (state[held] == theirs).any(axis=0)
            else:
                barred = (state[held] == theirs).any(axis=0)
            change = mine ^ theirs
            change *= coins[place] > barred
            mine ^= change
            theirs ^= change
            made += int(np.count_nonzero(change))
        return made

    def _counted(self, state: Array, edges: Integers) -> Iterator[tuple[int, Array]]:
        """Count what each pair shares, group after group of chains: pairs × chains."""
        pairs = self._shared.size
        for group, (begun, end) in enumerate(pairwise(edges.tolist())):
            width = end - begun
            seats = np.minimum(state[:, begun:end], self._boards).astype(np.intp)
            high, met = max(1, _CODES_AT_ONCE // max(1, width)), [np.zeros(0, dtype=np.int64)]
            for row in range(0, self._one.size, high):
                codes = seats[self._one[row : row + high]] * (self._boards + 1)
                codes += seats[self._other[row : row + high]]
                pair = self._pair.take(codes).reshape(-1)
                known = np.flatnonzero(pair >= 0)
                met.append(pair[known].astype(np.int64) * width + known % max(1, width))
            counts = np.bincount(np.concatenate(met), minlength=pairs * width)
            yield group, counts.reshape(pairs, width)


def _error(high: Integers, made: int) -> Floats:
    """Give the standard error of shares of draws, of counts in groups of as many draws, about."""
    groups = high.shape[1]
    # As of the p-value: what was never seen is not known to be impossible.
    share = (high.sum(axis=1) + 1) / (made + 1)
    within: Floats = np.sqrt(share * (1 - share) / made)
    if groups < 2:
        return within
    between = np.sqrt((high * (groups / made)).var(axis=1, ddof=1) / groups)
    error: Floats = np.maximum(within, between)
    return error
