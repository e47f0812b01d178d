"""Small arithmetic on arrays that several kernels share."""

from __future__ import annotations

import numpy as np

from isp_graph.measures.matrices import Floats, Matrix


def row_sums(matrix: Matrix) -> Floats:
    """Return what leaves each node: the sum of each row.

    Parameters
    ----------
    matrix : csr_array, shape (n, n)
        Checked weighted adjacency.

    Returns
    -------
    ndarray of float64, shape (n,)

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> row_sums(csr_array(np.array([[0, 3.0], [4.0, 0]])))
    array([3., 4.])
    """
    return product(matrix, np.ones(matrix.shape[1]))


def product(matrix: Matrix, vector: Floats) -> Floats:
    """Return the product of a matrix and a vector, as an array.

    Parameters
    ----------
    matrix : csr_array, shape (n, n)
        Any float64 matrix.
    vector : ndarray of float64, shape (n,)

    Returns
    -------
    ndarray of float64, shape (n,)

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> product(csr_array(np.array([[0, 3.0], [4.0, 0]])), np.array([1.0, 2.0]))
    array([6., 4.])
    """
    result: Floats = np.asarray(matrix @ vector, dtype=np.float64)
    return result


def ratio(above: Floats | float, below: Floats) -> Floats:
    """Return the quotient where the divisor is above zero, 0 elsewhere.

    Parameters
    ----------
    above : ndarray of float64 or float
        Dividend.
    below : ndarray of float64
        Divisor, of the shape of the result.

    Returns
    -------
    ndarray of float64

    Examples
    --------
    >>> ratio(1.0, np.array([2.0, 0.0]))
    array([0.5, 0. ])
    """
    result: Floats = np.zeros(below.shape)
    np.divide(above, below, out=result, where=below > 0)
    return result
