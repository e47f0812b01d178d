"""How long an edge is, so that paths which tie are seen to tie.

A weight is a strength, so a path measure that weighs takes 1/weight as length. Added up in
floating point, two equal paths (1/3 + 1/3 + 1/3 and 1) may differ in the last digit, and a
measure that counts shortest paths then misses one. Lengths are therefore whole numbers wherever
they can be: the unit is chosen such that every length is a whole multiple of it, and sums up to
2⁵³ are exact. Elsewhere two paths tie when they differ by less than `TOLERANCE`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from isp_graph.measures.matrices import Floats, Matrix

TOLERANCE = 1e-12
"""Relative difference under which two sums of inexact lengths are one."""

_WHOLE = 2**53


@dataclass(frozen=True, eq=False)
class Lengths:
    """The lengths of a graph's edges.

    Attributes
    ----------
    matrix : csr_array, shape (n, n)
        Lengths, in `unit`.
    unit : float
        The distance for which a length of 1 stands.
    tolerance : float
        Relative difference under which two paths tie; 0 where sums are exact.
    """

    matrix: Matrix
    unit: float
    tolerance: float


def lengths(matrix: Matrix, *, weighted: bool) -> Lengths:
    """Return the length of each edge: 1 for each, or 1/weight.

    Parameters
    ----------
    matrix : csr_array, shape (n, n)
        Checked weighted adjacency.
    weighted : bool
        Whether distance is 1/weight; otherwise it is the number of edges.

    Returns
    -------
    Lengths

    Examples
    --------
    Weights 2 and 3 make distances 1/2 and 1/3, which are 3 and 2 sixths:

    >>> sixths = lengths(csr_array(np.array([[0.0, 2.0], [3.0, 0.0]])), weighted=True)
    >>> sixths.matrix.data.tolist(), round(1 / sixths.unit), sixths.tolerance
    ([3.0, 2.0], 6, 0.0)
    """
    if not weighted:
        return Lengths(_with_data(matrix, np.ones(matrix.nnz)), 1.0, 0.0)
    whole = _whole_lengths(matrix.data, matrix.shape[0])
    if whole is not None:
        return Lengths(_with_data(matrix, whole[0]), whole[1], 0.0)
    return Lengths(_with_data(matrix, 1.0 / matrix.data), 1.0, TOLERANCE)


def _whole_lengths(weights: Floats, n: int) -> tuple[Floats, float] | None:
    """Return 1/weight as whole multiples of a unit, and the unit, if all sums stay exact."""
    values, inverse = np.unique(weights, return_inverse=True)
    ratios = [weight.as_integer_ratio() for weight in values.tolist()]
    common = 1
    for numerator, _ in ratios:
        common = math.lcm(common, numerator)
        if common >= _WHOLE:
            return None
    whole = [common // numerator * denominator for numerator, denominator in ratios]
    shared = math.gcd(*whole) or 1
    if max(whole, default=0) // shared * n >= _WHOLE:
        return None
    return np.array([length // shared for length in whole], dtype=float)[inverse], shared / common


def _with_data(matrix: Matrix, data: Floats) -> Matrix:
    result: Matrix = csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
    return result
