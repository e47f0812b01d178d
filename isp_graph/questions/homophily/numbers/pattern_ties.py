"""Ties counted by the patterns of their ends, in many draws at once.

A node's *pattern* is to which groups it belongs, and with what shares; T is the matrix of ties
by the patterns of both ends (see `isp_graph.questions.homophily.numbers.mixing`). The T of many
draws stand one after the other.
"""

from __future__ import annotations

import numpy as np

from isp_graph.measures.matrices import Floats, Integers


def cells(source: Integers, target: Integers, codes: Integers, patterns: int) -> Integers:
    """Find the cell of T to which each tie adds: the same ties in each draw, other patterns.

    Parameters
    ----------
    source, target : ndarray of int64, shape (m,)
        Places of the ends.
    codes : ndarray of int64, shape (draws, n)
        Pattern of each node, draw by draw.
    patterns : int

    Returns
    -------
    ndarray of int64, shape (draws * m,)
        Places in all T.

    Examples
    --------
    >>> cells(np.array([0]), np.array([1]), np.array([[0, 1], [1, 0]]), 2).tolist()
    [1, 6]
    """
    found = codes[:, source]
    found *= patterns
    found += codes[:, target]
    found += np.arange(len(codes))[:, None] * patterns**2
    return found.reshape(-1)


def tally(
    places: Integers, weights: Floats | None, draws: int, patterns: int, *, directed: bool
) -> Floats:
    """Add up ties in their cells.

    Parameters
    ----------
    places : ndarray of int64, shape (k,)
        Cell of each tie of each draw, as in `cells`.
    weights : ndarray of float64, shape (k,), or None
        None where every tie weighs 1.
    draws, patterns : int
    directed : bool
        Whether a tie counts from one end only.

    Returns
    -------
    ndarray of float64, shape (draws, patterns, patterns)

    Examples
    --------
    >>> tally(np.array([1, 6]), None, 2, 2, directed=True).tolist()
    [[[0.0, 1.0], [0.0, 0.0]], [[0.0, 0.0], [1.0, 0.0]]]
    """
    summed = np.bincount(places, weights, draws * patterns * patterns)
    found: Floats = summed.astype(np.float64, copy=False).reshape(draws, patterns, patterns)
    return found if directed else found + found.transpose(0, 2, 1)
