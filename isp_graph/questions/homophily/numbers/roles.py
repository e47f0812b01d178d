"""Who stands between groups: Gould and Fernandez's five roles, and who separates groups."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from isp_graph.measures.dependence import block_cut_tree
from isp_graph.measures.matrices import (
    AnyMatrix,
    Floats,
    Integers,
    binary,
    checked,
    union_of,
)
from isp_graph.measures.structure import components

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""Roles of a broker b between a and c, in the order of the columns of `brokerage_roles`."""


def brokerage_roles(matrix: AnyMatrix, shares: Floats) -> Floats:
    r"""Between whom does each node stand, and of which groups are they?

    A node b brokers between a and c where :math:`a \to b \to c` and not :math:`a \to c`. It is

    - *coordinator*, if all three are of one group;
    - *itinerant* (consultant), if a and c are of one group and b is not;
    - *gatekeeper*, if c is of b's group and a is not;
    - *representative*, if a is of b's group and c is not;
    - *liaison*, if all three are of different groups.

    A node that is 1/k in each of k groups is counted as one drawn at random among them.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Adjacency; weights do not matter. In an undirected graph each triad is met in both
        directions, and counts twice: gatekeeper and representative are then equal.
    shares : ndarray of float64, shape (n, groups)
        Shares of each node in each group, adding up to 1; all 0 for a node without a group,
        which is no end and no broker.

    Returns
    -------
    ndarray of float64, shape (n, 5)
        Counts of triads, in the order of `ROLES`.

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    References
    ----------
    Gould, R. V., Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage
    in transaction networks. *Sociological Methodology* 19, 89-126.
    https://doi.org/10.2307/270949

    Examples
    --------
    A chain 0 → 1 → 2 in which 0 and 1 are of one group: 1 represents it.

    >>> chain = csr_array(np.array([[0, 1.0, 0], [0, 0, 1.0], [0, 0, 0]]))
    >>> brokerage_roles(chain, np.array([[1.0, 0], [1.0, 0], [0, 1.0]]))[1].tolist()
    [0.0, 0.0, 0.0, 1.0, 0.0]
    """
    graph = binary(checked(matrix))
    labelled = shares.sum(axis=1) > 0
    backward = csr_array(graph.T)
    result = np.zeros((graph.shape[0], len(ROLES)))
    for broker in np.flatnonzero(labelled):
        senders = backward.indices[backward.indptr[broker] : backward.indptr[broker + 1]]
        receivers = graph.indices[graph.indptr[broker] : graph.indptr[broker + 1]]
        senders, receivers = senders[labelled[senders]], receivers[labelled[receivers]]
        if not (senders.size and receivers.size):
            continue
        from_groups, to_groups, own = shares[senders], shares[receivers], shares[broker]
        # Receivers open to each sender: all, less those tied to it, less itself.
        closed = graph[senders][:, receivers]
        itself = np.isin(senders, receivers)[:, None] * from_groups
        open_to = to_groups.sum(axis=0) - closed @ to_groups - itself
        alike = (from_groups * open_to).sum(axis=0)
        coordinator = float(alike @ own)
        total = float((open_to.sum(axis=1)).sum())
        gatekeeper = float((open_to @ own).sum()) - coordinator
        represents = float((from_groups @ own) @ open_to.sum(axis=1)) - coordinator
        itinerant = float(alike.sum()) - coordinator
        rest = total - coordinator - itinerant - gatekeeper - represents
        result[broker] = [coordinator, itinerant, gatekeeper, represents, rest]
    result[np.abs(result) < 1e-9] = 0.0
    return result


def groups_separated(matrix: AnyMatrix, shares: Floats, *, directed: bool = False) -> Integers:
    """How many pairs of groups lose every path between them when a node leaves?

    Two groups are joined where a member of one can be reached from a member of the other,
    whatever the direction. The node that leaves is no member of anything any more.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency; weights do not matter.
    shares : ndarray of float64, shape (n, groups)
        Above 0 where a node is of a group.
    directed : bool
        Whether entries have a direction; then the undirected union is read.

    Returns
    -------
    ndarray of int64, shape (n,)

    Raises
    ------
    ValueError
        See `isp_graph.measures.matrices.checked`.

    Examples
    --------
    A chain of three groups of one: without the middle, the ends are apart. That it takes its
    own group with it is no separation.

    >>> chain = np.diag([1.0, 1.0], 1)
    >>> groups_separated(csr_array(chain + chain.T), np.eye(3)).tolist()
    [0, 1, 0]
    """
    graph = union_of(matrix, directed)
    n = graph.shape[0]
    inside = (shares > 0).astype(np.int64)
    result = np.zeros(n, dtype=np.int64)
    if not graph.nnz:
        return result
    labels, sizes = components(graph)
    tree = block_cut_tree(graph, labels)
    branch = np.concatenate([inside, np.zeros((tree.count - n, inside.shape[1]), dtype=np.int64)])
    for place in reversed(tree.order):
        if tree.parent[place] != place:
            branch[tree.parent[place]] += branch[place]
    whole = np.zeros((len(sizes), inside.shape[1]), dtype=np.int64)
    np.add.at(whole, labels, inside)
    there = (whole > 0).astype(np.int64)
    met = there.T @ there  # components in which both groups are found
    below: dict[int, list[int]] = {}
    for block in range(n, tree.count):
        below.setdefault(int(tree.parent[block]), []).append(block)
    for node, blocks in below.items():
        pieces = [branch[block] > 0 for block in blocks]
        if not tree.is_root[node]:
            pieces.append(whole[labels[node]] - branch[node] > 0)
        left = whole[labels[node]] - inside[node] > 0
        # Two groups of one piece stay joined: only one that the fullest lacks can be lost.
        fullest = max(pieces, key=lambda piece: int(piece.sum()))
        if len(pieces) < 2 or not (left & ~fullest).any():
            continue
        lost = np.outer(left, left) & (
            met - np.outer(there[labels[node]], there[labels[node]]) == 0
        )
        for piece in pieces:
            lost &= ~np.outer(piece, piece)
        result[node] = np.triu(lost, 1).sum()
    return result
