"""The smallest choice that covers everything."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from isp_graph.measures.matrices import AnyMatrix, Booleans


@dataclass(frozen=True, eq=False)
class Cover:
    """A choice of columns that covers every row.

    Attributes
    ----------
    chosen : ndarray of bool, shape (m,)
        Columns chosen.
    bound : int
        No cover has fewer columns than this.
    proven : bool
        Whether none has fewer than the one chosen.
    """

    chosen: Booleans
    bound: int
    proven: bool


def smallest_cover(matrix: AnyMatrix, seconds: float = 60.0) -> Cover:
    r"""How few columns have an entry in every row, and which are they?

    .. math:: \min \sum_j x_j, \quad \sum_j a_{ij} x_j \ge 1 \ \forall i, \quad x_j \in \{0, 1\}

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, m)
        Binary; every row has an entry.
    seconds : float
        After so long, the best cover known is given, with the bound that is proven.

    Returns
    -------
    Cover
        A column that is alone in some row is always chosen; what is left is solved exactly by
        branch and bound (HiGHS), or greedily if the time is too short for any answer.

    Raises
    ------
    ValueError
        A row has no entry.

    References
    ----------
    Huangfu, Q., Hall, J. A. J. (2018). Parallelizing the dual revised simplex method.
    *Mathematical Programming Computation* 10, 119-142.
    https://doi.org/10.1007/s12532-017-0130-5

    Examples
    --------
    >>> found = smallest_cover(csr_array(np.array([[1.0, 1, 0], [0, 1, 1], [0, 0, 1]])))
    >>> int(found.chosen.sum()), found.proven
    (2, True)
    """
    entries = csr_array(matrix)
    counts = np.diff(entries.indptr)
    if (counts == 0).any():
        raise ValueError("a row that no column covers")
    chosen = np.zeros(entries.shape[1], dtype=np.bool_)
    chosen[entries.indices[np.repeat(counts == 1, counts)]] = True
    open_rows = np.flatnonzero(entries @ chosen == 0)
    fixed = int(chosen.sum())
    if not open_rows.size:
        return Cover(chosen, fixed, True)
    # Rows with the same columns ask for the same.
    left = entries[open_rows]
    left.sort_indices()
    patterns = [tuple(part.tolist()) for part in np.split(left.indices, left.indptr[1:-1])]
    first = sorted(
        {pattern: place for place, pattern in reversed(list(enumerate(patterns)))}.values()
    )
    left = left[np.array(first)]
    # Optimisation takes a fifth of a second to import, and most commands need none.
    from scipy.optimize import Bounds, LinearConstraint, milp

    solved = milp(
        np.ones(left.shape[1]),
        integrality=np.ones(left.shape[1], dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(left, lb=1),
        options={"time_limit": seconds},
    )
    picked = _greedy(left) if solved.x is None else solved.x > 0.5
    size = int(picked.sum())
    dual = getattr(solved, "mip_dual_bound", None)
    bound = size if solved.status == 0 else max(1, math.ceil((dual or 1) - 1e-6))
    return Cover(chosen | picked, fixed + bound, bound == size)


def _greedy(matrix: csr_array) -> Booleans:
    """Choose the column that covers most, again and again."""
    picked = np.zeros(matrix.shape[1], dtype=np.bool_)
    while True:
        missing = (matrix @ picked == 0).astype(np.float64)
        if not missing.any():
            return picked
        picked[int((matrix.T @ missing).argmax())] = True
