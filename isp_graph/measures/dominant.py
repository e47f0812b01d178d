"""The largest eigenvalue of connected graphs, and where the uniform vector turns to."""

from __future__ import annotations

import numpy as np

from isp_graph.measures.arithmetic import product, ratio
from isp_graph.measures.matrices import Booleans, Floats, Integers, Matrix

TIE = 1e-12
"""Relative difference under which two eigenvalues are one."""

_TURNS = 1_000
_NEAREST = 1e-6  # a shift nearer than that amplifies rounding along an eigenvector that ties
_SOLVED = 1e-10  # times the shift's nearness: what an unfinished solution leaves
_SETTLED = 1e-13


def dominant(graph: Matrix, sizes: Integers, upper: Floats) -> tuple[Floats, Floats]:
    r"""Turn the uniform vector to the dominant eigenvector of every component at once.

    Inverse iteration: each turn solves :math:`(\sigma I - A)\, y = x` in every component, with a
    shift :math:`\sigma` just above what the last turn knows of its largest eigenvalue, Rayleigh's
    quotient and the length of its residual. Every vector is a polynomial in A applied to 1, so
    that the limit is the projection of 1 on the eigenspace, as that of power iteration is.

    Parameters
    ----------
    graph : csr_array, shape (n, n)
        Checked symmetric adjacency; each component's nodes stand together.
    sizes : ndarray of int64, shape (k,)
        Number of nodes of each component, in their order.
    upper : ndarray of float64, shape (k,)
        For each component a number not less than its largest eigenvalue.

    Returns
    -------
    values : ndarray of float64, shape (k,)
        The largest eigenvalues.
    vectors : ndarray of float64, shape (n,)
        In each component the projection of 1 on the eigenspace, at unit length.

    Notes
    -----
    Systems are solved by conjugate gradients. A shift that is below the largest eigenvalue shows
    itself by a direction of negative curvature, whose quotient is greater: it becomes the next
    vector. All sums are plain ones, whereas LAPACK and ARPACK give other last digits on another
    processor.

    References
    ----------
    Noda, T. (1971). Note on the computation of the maximal eigenvalue of a non-negative
    irreducible matrix. *Numerische Mathematik* 17, 382-386. https://doi.org/10.1007/BF01436087

    Examples
    --------
    Two neighbours, and a star of four rays:

    >>> from scipy.sparse import block_array, csr_array
    >>> pair = csr_array(np.array([[0, 2.0], [2.0, 0]]))
    >>> star = np.zeros((5, 5))
    >>> star[0, 1:] = star[1:, 0] = 1
    >>> both = csr_array(block_array([[pair, None], [None, csr_array(star)]]))
    >>> values, vectors = dominant(both, np.array([2, 5]), np.array([2.0, 4.0]))
    >>> values.round(12).tolist(), vectors.round(4).tolist()
    ([2.0, 2.0], [0.7071, 0.7071, 0.7071, 0.3536, 0.3536, 0.3536, 0.3536])
    """
    starts = np.cumsum(sizes) - sizes
    label = np.repeat(np.arange(sizes.size), sizes)
    vector = np.ones(label.size)
    value = np.zeros(sizes.size)
    shift = upper.copy()
    nearest = np.full(sizes.size, _NEAREST)
    before = np.full(sizes.size, np.inf)
    for _ in range(_TURNS):
        vector = vector / np.sqrt(np.add.reduceat(vector * vector, starts))[label]
        image = product(graph, vector)
        value = np.add.reduceat(vector * image, starts)
        rest = image - value[label] * vector
        residual = np.sqrt(np.add.reduceat(rest * rest, starts))
        moving = (residual > _SETTLED * value) | (residual < before / 2)
        moving &= residual > 0
        if not moving.any():
            break
        nearest = np.where(residual > before / 2, nearest / 10, nearest)
        before = residual
        shift = np.minimum(shift, value + np.maximum(residual, nearest * value))
        solution, above = _solve(graph, starts, label, shift, vector, moving)
        vector = np.where(moving[label], solution, vector)
        shift = np.where(above, shift, upper)
    turned = np.where(np.add.reduceat(vector, starts) < 0, -1.0, 1.0)
    return value, np.maximum(vector * turned[label], 0.0)


def _solve(
    graph: Matrix,
    starts: Integers,
    label: Integers,
    shift: Floats,
    right: Floats,
    wanted: Booleans,
) -> tuple[Floats, Booleans]:
    """Solve (σI − A) y = x where wanted; a direction, and no, where σ is not above."""
    solution = np.zeros_like(right)
    rest = right.copy()
    direction = rest.copy()
    first = size = np.add.reduceat(rest * rest, starts)
    running = wanted.copy()
    above = np.ones_like(wanted)
    for _ in range(label.size + 1):
        image = shift[label] * direction - product(graph, direction)
        curvature = np.add.reduceat(direction * image, starts)
        below = running & (curvature <= 0)
        above &= ~below
        solution = np.where(below[label], direction, solution)
        running &= ~below
        step = np.where(running, ratio(size, curvature), 0.0)[label]
        solution += step * direction
        rest -= step * image
        before, size = size, np.add.reduceat(rest * rest, starts)
        running &= size > first * _SOLVED**2
        if not running.any():
            break
        direction = rest + np.where(running, ratio(size, before), 0.0)[label] * direction
    return solution, above
