"""What a network of boards loses when one person leaves them all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from isp_graph.kernels.igraphs import Graph, bare_igraph
from isp_graph.kernels.matrices import AnyMatrix, Integers, Matrix, bipartite, checked


@dataclass(frozen=True, eq=False)
class Departures:
    """What each of some people holds together alone; arrays of int64, shape (k,).

    Attributes
    ----------
    person : ndarray
        Row of the person: those with two seats or more.
    pairs_lost : ndarray
        Pairs of boards that share this person and nobody else.
    components_added : ndarray
        By how much the number of components of the boards grows.
    boards_isolated : ndarray
        Boards that are left without any tie.
    cut_points_lost, cut_points_added : ndarray
        Boards without which a component would fall apart before, and no longer; and the reverse.
    """

    person: Integers
    pairs_lost: Integers
    components_added: Integers
    boards_isolated: Integers
    cut_points_lost: Integers
    cut_points_added: Integers


def departures(matrix: AnyMatrix) -> Departures:
    r"""Which ties, and which pieces, hang on one person alone?

    Two boards are tied when they share a person. Of the boards' network without person
    :math:`i`: pairs no longer tied, components more than before, boards left alone, and boards
    that have become, or are no longer, cut points.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, m)
        Binary two-mode matrix, people × boards.

    Returns
    -------
    Departures

    Notes
    -----
    The components come from one pass over the two-mode network: a person who lies in :math:`b`
    of its biconnected blocks holds :math:`b` pieces together. Cut points are looked for again
    for each person who holds a pair alone.

    References
    ----------
    Hopcroft, J., Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    *Communications of the ACM* 16, 372-378. https://doi.org/10.1145/362248.362272

    Examples
    --------
    Person 0 sits on boards 0 and 1, person 1 on boards 1 and 2: without either, one board is
    left alone, and board 1 holds nothing together any more.

    >>> found = departures(csr_array(np.array([[1.0, 1, 0], [0, 1, 1]])))
    >>> found.pairs_lost.tolist(), found.components_added.tolist()
    ([1, 1], [1, 1])
    >>> found.boards_isolated.tolist(), found.cut_points_lost.tolist()
    ([1, 1], [1, 1])
    """
    seats = csr_array(matrix)
    seats.sum_duplicates()
    people = np.flatnonzero(np.diff(seats.indptr) > 1).astype(np.int64)
    ties = seats.T @ seats
    ties.setdiag(0)
    ties.eliminate_zeros()
    graph = bare_igraph(checked(csr_array(ties)))
    before = set(graph.articulation_points())
    alone, isolated = np.zeros(people.size, np.int64), np.zeros(people.size, np.int64)
    lost, added = np.zeros(people.size, np.int64), np.zeros(people.size, np.int64)
    degrees = np.diff(csr_array(ties).indptr)
    for place, person in enumerate(people.tolist()):
        boards = seats.indices[seats.indptr[person] : seats.indptr[person + 1]]
        single = np.triu(csr_array(ties)[boards][:, boards].toarray() == 1, 1)
        alone[place] = single.sum()
        if not alone[place]:
            continue
        gone = single.sum(axis=0) + single.sum(axis=1)
        isolated[place] = (degrees[boards] == gone).sum()
        pairs = [(int(boards[i]), int(boards[j])) for i, j in np.argwhere(single)]
        after = set(_without(graph, pairs).articulation_points())
        lost[place], added[place] = len(before - after), len(after - before)
    return Departures(people, alone, _blocks(seats)[people] - 1, isolated, lost, added)


def _without(graph: Graph, pairs: list[tuple[int, int]]) -> Graph:
    left = graph.copy()
    left.delete_edges(pairs)
    return left


def _blocks(seats: Matrix) -> Integers:
    """Count the biconnected blocks of the two-mode network in which each row lies."""
    people = seats.shape[0]
    counts = np.zeros(people, dtype=np.int64)
    for block in bare_igraph(bipartite(seats)).biconnected_components():
        counts[[node for node in block if node < people]] += 1
    return counts
