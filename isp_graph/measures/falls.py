"""Without whom does a group fall apart?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from isp_graph.measures.dependence import block_cut_tree
from isp_graph.measures.matrices import AnyMatrix, Booleans, Integers, union_of
from isp_graph.measures.structure import components


class Fall(NamedTuple):
    """What is left of a group when one leaves it, by who leaves.

    Attributes
    ----------
    cut_off : ndarray of int64
        Members cut off from the largest remaining piece, or from the largest ones.
    pieces, size : ndarray of int64
        How many pieces tie for the largest, and how many members each has; 0 where one is larger
        than all others, or there is none.
    """

    cut_off: Integers
    pieces: Integers
    size: Integers


def held_together(matrix: AnyMatrix, members: Booleans, *, directed: bool = False) -> Fall:
    """Without whom does a group fall apart, and how many are then cut off?

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; weights do not matter.
    members : ndarray of bool, shape (n,)
        Who is of the group. Only ties among them count.
    directed : bool
        Whether entries have a direction; then the undirected union is read.

    Returns
    -------
    Fall
        0 throughout for who is no member, or whose leaving leaves its component in one piece.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    Examples
    --------
    A chain of four: without 1, 0 is cut off; without 2, 3. In a chain of three, the ends are
    pieces of one each without the middle, and neither is cut off from the other more than the
    other from it.

    >>> from scipy.sparse import csr_array
    >>> chain = np.diag([1.0, 1.0, 1.0], 1)
    >>> held_together(csr_array(chain + chain.T), np.ones(4, dtype=bool)).cut_off.tolist()
    [0, 1, 1, 0]
    >>> short = csr_array((chain + chain.T)[:3, :3])
    >>> fall = held_together(short, np.ones(3, dtype=bool))
    >>> fall.cut_off.tolist(), fall.pieces.tolist(), fall.size.tolist()
    ([0, 0, 0], [0, 2, 0], [0, 1, 0])
    """
    places = np.flatnonzero(members)
    graph = union_of(matrix, directed)[places][:, places]
    fall = Fall(*(np.zeros(len(members), dtype=np.int64) for _ in Fall._fields))
    if not graph.nnz:
        return fall
    n = len(places)
    labels, sizes = components(graph)
    tree = block_cut_tree(graph, labels)
    weight = tree.branch_sizes(n)
    # What a node leaves: a branch for each block below it, and what lies above it.
    above = np.where(tree.is_root[:n], 0, sizes[labels] - weight[:n])
    below, parents = weight[n:], tree.parent[n:]
    largest = np.zeros(tree.count, dtype=np.int64)
    largest[:n] = above
    np.maximum.at(largest, parents, below)
    tied = np.zeros(tree.count, dtype=np.int64)
    tied[:n] = (above > 0) & (above == largest[:n])
    np.add.at(tied, parents, below == largest[parents])
    several = tied[:n] > 1
    fall.cut_off[places] = sizes[labels] - 1 - largest[:n] * tied[:n]
    fall.pieces[places] = np.where(several, tied[:n], 0)
    fall.size[places] = np.where(several, largest[:n], 0)
    return fall
