"""The largest eigenvalue of a connected graph, and what it leaves of the uniform vector."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_array, eye_array
from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh, splu

from isp_graph.kernels.matrices import Floats, Integers, Matrix

TIE = 1e-12
"""Relative difference under which two eigenvalues are one."""

_ENTRIES = 2_000_000
_BASIS = 40
_RESTARTS = 60


def dominant_dense(graph: Matrix, members: Integers) -> tuple[Floats, Floats]:
    """Solve many components of one size at once.

    Parameters
    ----------
    graph : csr_array, shape (n, n)
        Checked symmetric adjacency.
    members : ndarray of int64, shape (k, size)
        The nodes of each component.

    Returns
    -------
    values : ndarray of float64, shape (k,)
        The largest eigenvalue of each.
    projections : ndarray of float64, shape (k, size)
        The projection of the uniform vector 1 on the eigenspace of each.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> pair = csr_array(np.array([[0, 2.0], [2.0, 0]]))
    >>> values, projections = dominant_dense(pair, np.array([[0, 1]]))
    >>> values.round(12).tolist(), projections.round(12).tolist()
    ([2.0], [[1.0, 1.0]])
    """
    count, size = members.shape
    values, projections = np.zeros(count), np.zeros((count, size))
    step = max(1, _ENTRIES // (size * size))
    for start in range(0, count, step):
        part = members[start : start + step]
        spectrum, vectors = np.linalg.eigh(_blocks(graph, part))
        tied = spectrum >= spectrum[:, -1:] * (1 - TIE)
        shares = np.where(tied, vectors.sum(axis=1), 0.0)
        values[start : start + step] = spectrum[:, -1]
        projection = (vectors @ shares[:, :, np.newaxis])[:, :, 0]
        projections[start : start + step] = np.maximum(projection, 0.0)
    return values, projections


def _blocks(graph: Matrix, members: Integers) -> Floats:
    """Return the components' own matrices, dense, one after another."""
    count, size = members.shape
    flat = members.ravel()
    place = np.zeros(graph.shape[0], dtype=np.int64)
    place[flat] = np.tile(np.arange(size), count)
    rows = graph[flat].tocoo()
    row, column = rows.coords
    result = np.zeros((count, size, size))
    result[row // size, row % size, place[column]] = rows.data
    return result


def dominant_sparse(graph: Matrix, upper: float) -> tuple[float, Floats]:
    """Solve one large component.

    Lanczos' method from the uniform vector, which only sees what power iteration would see,
    settles nearly every network. Where the next eigenvalue is too near, as on a long chain, the
    inverse of the graph shifted just beyond its largest eigenvalue sets the two apart; such
    graphs are thin, and cheap to factorise.

    Parameters
    ----------
    graph : csr_array, shape (n, n)
        Checked symmetric adjacency of a connected graph.
    upper : float
        Not less than the largest eigenvalue.

    Returns
    -------
    value : float
        The largest eigenvalue.
    projection : ndarray of float64, shape (n,)
        The projection of the uniform vector 1 on its eigenspace.

    Raises
    ------
    scipy.sparse.linalg.ArpackNoConvergence
        Neither way converges.

    Examples
    --------
    A ring of 300, each with two neighbours:

    >>> from scipy.sparse import csr_array
    >>> after = (np.arange(300) + 1) % 300
    >>> ring = csr_array((np.ones(300), (np.arange(300), after)), shape=(300, 300))
    >>> value, projection = dominant_sparse(csr_array(ring + ring.T), 2.0)
    >>> round(value, 12), projection.round(12)[:3].tolist()
    (2.0, [1.0, 1.0, 1.0])
    """
    size = graph.shape[0]
    ones = np.ones(size)
    basis = min(size - 1, _BASIS)
    try:
        values, vectors = eigsh(
            graph, k=1, which="LA", v0=ones, ncv=basis, maxiter=_RESTARTS, tol=0
        )
    except ArpackNoConvergence:
        beyond = upper * (1 + 1e-9)
        shifted = csc_array(beyond * eye_array(size) - graph)
        factors = splu(
            shifted,
            permc_spec="MMD_AT_PLUS_A",
            diag_pivot_thresh=0.0,
            options={"SymmetricMode": True},
        )
        inverse = LinearOperator(
            graph.shape, matvec=lambda vector: -factors.solve(vector), dtype=np.float64
        )
        values, vectors = eigsh(
            graph, k=1, sigma=beyond, which="LM", OPinv=inverse, v0=ones, ncv=basis, tol=0
        )
    leading = np.abs(vectors[:, 0])
    return float(values[0]), leading * leading.sum()
