"""Upper tails of sums of independent chances that are not alike."""

from __future__ import annotations

import numpy as np
from scipy.special import xlog1py, xlogy

from isp_graph.measures.matrices import Floats, Integers

_NEGLIGIBLE = 1e-17
"""Share of a tail that may be left off behind its last term."""
_ROWS = 4096


def upper_tails(probabilities: Floats, counts: Integers, observed: Integers) -> Floats:
    r"""How likely are so many successes, or more, of trials that differ?

    .. math:: P(S \ge s), \quad S = \sum_j B_j, \quad B_j \sim \text{Bin}(m_j, q_j)

    the Poisson-binomial distribution, its trials gathered in classes of equal probability.

    Parameters
    ----------
    probabilities : ndarray of float64, shape (t, c)
        Probability of success of the trials of each class; a row for each tail asked for.
    counts : ndarray of int64, shape (c,)
        Trials of each class.
    observed : ndarray of int64, shape (t,)
        Successes; equality counts.

    Returns
    -------
    ndarray of float64, shape (t,)

    Notes
    -----
    Exact to rounding: the classes are convolved term by term, and the tail is added up from its
    own terms, so that a probability of :math:`10^{-30}` has its digits as well; it is never one
    minus something. The terms are log-concave, so that what follows the last one computed is
    at most a geometric series; more terms are computed until that is a share below
    :math:`10^{-17}`. The normal approximations in use (refined or not) are not good enough for
    boards of this size.

    References
    ----------
    Hong, Y. (2013). On computing the distribution function for the Poisson binomial
    distribution. *Computational Statistics & Data Analysis* 59, 41-51.
    https://doi.org/10.1016/j.csda.2012.10.006

    Examples
    --------
    One trial of 1/2 and one of 1/4: both with 1/8, at least one with 5/8:

    >>> upper_tails(np.array([[0.5, 0.25]] * 2), np.array([1, 1]), np.array([2, 1])).tolist()
    [0.125, 0.625]
    """
    tails = np.empty(observed.size)
    for begun in range(0, observed.size, _ROWS):
        part = slice(begun, begun + _ROWS)
        tails[part] = _tails(probabilities[part], counts, observed[part])
    return np.minimum(tails, 1.0)


def _tails(probabilities: Floats, counts: Integers, observed: Integers) -> Floats:
    certain = probabilities >= 1.0
    needed = observed - certain @ counts
    chances = np.where(certain, 0.0, probabilities)
    most = (chances > 0) @ counts
    tails = np.where(needed <= 0, 1.0, 0.0)
    # Those that ask for the same number of successes need about as many terms.
    for successes in np.unique(needed[(needed > 0) & (needed <= most)]).tolist():
        chosen = np.flatnonzero(needed == successes)
        chosen = chosen[most[chosen] >= successes]
        terms = 2 * successes + 16
        while chosen.size:
            mass = _mass(chances[chosen], counts, terms)
            tail = mass[:, successes:].sum(axis=1)
            last, before = mass[:, -1], mass[:, -2]
            falling = last < before
            rest = np.where(falling, last * last / np.where(falling, before - last, 1.0), np.inf)
            done = (rest <= _NEGLIGIBLE * tail) | (most[chosen] < terms)
            tails[chosen[done]] = tail[done]
            chosen, terms = chosen[~done], 2 * terms
    return tails


def _mass(chances: Floats, counts: Integers, terms: int) -> Floats:
    """Give the probabilities of 0, 1, …, terms − 1 successes."""
    total = np.zeros((chances.shape[0], terms))
    total[:, 0] = 1.0
    for column, count in enumerate(counts.tolist()):
        own = _binomial(min(count + 1, terms), count, chances[:, [column]])
        mixed = np.zeros_like(total)
        for successes in range(own.shape[1]):
            mixed[:, successes:] += own[:, [successes]] * total[:, : terms - successes]
        total = mixed
    return total


def _binomial(terms: int, count: int, chance: Floats) -> Floats:
    """Give the probabilities of so many successes of equal trials, a row for each chance.

    Not by `scipy.stats`, which takes a second to import.
    """
    successes = np.arange(terms)
    ways = np.zeros(terms)
    ways[1:] = np.cumsum(np.log((count + 1 - successes[1:]) / successes[1:]))
    return np.asarray(np.exp(ways + xlogy(successes, chance) + xlog1py(count - successes, -chance)))
