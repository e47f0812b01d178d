"""What a network of boards loses when one person leaves them all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from isp_graph.measures.igraphs import bare_igraph
from isp_graph.measures.matrices import AnyMatrix, Integers, Matrix, bipartite


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
    of its biconnected blocks holds :math:`b` pieces together. Cut points of the boards are those
    of the two-mode network without people of one board; they are looked for again for each
    person who holds a pair alone.

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
    # Who sits on one board ties nothing.
    linking = csr_array(seats[people])
    alone, isolated = _held_alone(linking)
    graph = bare_igraph(bipartite(linking))
    boards = people.size
    before = {node for node in graph.articulation_points() if node >= boards}
    lost, added = np.zeros(people.size, np.int64), np.zeros(people.size, np.int64)
    for place in np.flatnonzero(alone).tolist():
        left = graph.copy()
        left.delete_edges(graph.incident(place))
        after = {node for node in left.articulation_points() if node >= boards}
        lost[place], added[place] = len(before - after), len(after - before)
    pieces = np.zeros(people.size, dtype=np.int64)
    for block in graph.biconnected_components():
        pieces[[node for node in block if node < boards]] += 1
    return Departures(people, alone, pieces - 1, isolated, lost, added)


def _held_alone(linking: Matrix) -> tuple[Integers, Integers]:
    """Count for each row the pairs that share it alone, and the columns tied by nothing else."""
    count = linking.shape[0]
    named = linking.copy()
    named.data = np.repeat(np.arange(count, dtype=np.float64), np.diff(linking.indptr))
    shared = csr_array(linking.T @ linking)
    # Where one row alone is shared, the sum of the shared rows' numbers is its number.
    owner = csr_array(linking.T @ named + shared)
    for product in (shared, owner):
        product.sort_indices()
    tied, names = shared.tocoo(), owner.tocoo()
    ends = tied.coords[0], tied.coords[1]
    single = (tied.data == 1) & (ends[0] != ends[1])
    degrees = np.bincount(ends[0][ends[0] != ends[1]], minlength=linking.shape[1])
    numbers = np.rint(names.data[single] - 1).astype(np.int64)
    alone = np.bincount(numbers, minlength=count) // 2
    held = csr_array(
        coo_array((np.ones(numbers.size), (numbers, ends[0][single])), shape=linking.shape)
    ).tocoo()
    last = held.data == degrees[held.coords[1]]
    isolated = np.bincount(held.coords[0][last], minlength=count)
    return alone.astype(np.int64), isolated.astype(np.int64)
