r"""Who is tied with whom, by group: the mixing matrix, and every measure that derives from it.

A node belongs to groups in *shares* that add up to 1: to one group wholly, to each of k groups
1/k. A tie of i and j adds :math:`w_{ij} \ell_{ig} \ell_{jh}` to the cell (g, h), so that the
mixing matrix is :math:`M = L^\top A L`. An undirected tie counts from both its ends, as in
Newman's :math:`e_{gh}`: M is then symmetric and adds up to twice the weight of the ties.

Nodes with the same shares are one *pattern*; there are few, so that ties are first counted by
pattern (:math:`T`), which a permutation of labels changes and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array

from isp_graph.measures.matrices import AnyMatrix, Floats, Integers
from isp_graph.questions.homophily.numbers.pattern_ties import cells, tally

OVERALL = ("ei", "assortativity", "yule_q", "odds_ratio", "modularity", "freeman")
"""Measures of a whole layer."""
BY_GROUP = ("ei", "coleman")
"""Measures of each group."""
_NOTHING = 1e-9
_SUMS = 3


@dataclass(frozen=True)
class Grouping:
    """To which groups each node belongs.

    Attributes
    ----------
    codes : ndarray of int64, shape (n,)
        Pattern of each node.
    shares : ndarray of float64, shape (patterns, groups)
        Share of each pattern in each group; where any shared group is enough, 1 in each.
    alike : ndarray of float64, shape (patterns, patterns)
        How far two nodes of such patterns belong together, from 0 to 1.
    split : bool
        Whether shares add up to 1; otherwise a node is whole in each of its groups.
    """

    codes: Integers
    shares: Floats
    alike: Floats
    split: bool

    @property
    def sizes(self) -> Floats:
        """Nodes of each group, shares of them counted as such; shape (groups,)."""
        result: Floats = self._counts @ self.shares
        return result

    @property
    def _counts(self) -> Floats:
        return np.bincount(self.codes, minlength=len(self.shares)).astype(np.float64)

    def pairs(self) -> tuple[float, float]:
        """Count ordered pairs of two nodes: those that belong together, and all."""
        counts, n = self._counts, len(self.codes)
        alike = float(counts @ self.alike @ counts - counts @ np.diag(self.alike))
        return alike, float(n * (n - 1))


def grouping(
    nodes: Sequence[int], groups: Sequence[int], n: int, count: int, *, split: bool = True
) -> Grouping:
    """Say to which groups each node belongs, from pairs of a node and a group.

    Parameters
    ----------
    nodes, groups : sequence of int
        Places, pair by pair; every node has at least one group, and no pair stands twice.
    n, count : int
        Number of nodes and of groups.
    split : bool
        Whether a node of k groups is 1/k in each; otherwise two nodes belong together as soon
        as they share one.

    Returns
    -------
    Grouping

    Examples
    --------
    >>> both = grouping([0, 1, 1], [0, 0, 1], 2, 2)
    >>> both.shares[both.codes].tolist(), both.sizes.tolist()
    ([[1.0, 0.0], [0.5, 0.5]], [1.5, 0.5])
    >>> grouping([0, 1, 1], [0, 0, 1], 2, 2, split=False).pairs()
    (2.0, 2.0)
    """
    of_node: list[list[int]] = [[] for _ in range(n)]
    for node, group in zip(nodes, groups, strict=True):
        of_node[node].append(group)
    patterns: dict[tuple[int, ...], int] = {}
    codes = [patterns.setdefault(tuple(sorted(found)), len(patterns)) for found in of_node]
    members = np.zeros((len(patterns), count))
    for pattern, place in patterns.items():
        members[place, list(pattern)] = 1.0
    shares = members / np.maximum(members.sum(axis=1, keepdims=True), 1.0)
    alike = shares @ shares.T if split else (members @ members.T > 0).astype(np.float64)
    return Grouping(np.array(codes, dtype=np.int64), shares if split else members, alike, split)


@dataclass(frozen=True)
class Ties:
    """Ties one by one; of an undirected graph, each once.

    Attributes
    ----------
    source, target : ndarray of int64, shape (m,)
        Places of the ends.
    weights : ndarray of float64, shape (m,), or None
        None where every tie weighs 1.
    directed : bool
    """

    source: Integers
    target: Integers
    weights: Floats | None
    directed: bool

    @property
    def unit(self) -> Ties:
        """The same ties, each of weight 1."""
        return Ties(self.source, self.target, None, self.directed)


def ties_of(matrix: AnyMatrix, *, directed: bool) -> Ties:
    """List the ties of a graph.

    Parameters
    ----------
    matrix : csr_array or csr_matrix, shape (n, n)
        Weighted adjacency, symmetric unless directed.
    directed : bool

    Returns
    -------
    Ties
    """
    entries = coo_array(matrix)
    row, column = entries.coords
    weights = entries.data
    if not directed:
        once = row < column
        row, column, weights = row[once], column[once], weights[once]
    told = None if bool((weights == 1.0).all()) else np.asarray(weights, dtype=np.float64)
    return Ties(row.astype(np.int64), column.astype(np.int64), told, directed)


def by_pattern(ties: Ties, codes: Integers, patterns: int) -> Floats:
    """Add up ties by the patterns of their ends: T, of which M is the sum by shares.

    Parameters
    ----------
    ties : Ties
    codes : ndarray of int64, shape (n,)
        Pattern of each node.
    patterns : int

    Returns
    -------
    ndarray of float64, shape (patterns, patterns)

    Examples
    --------
    >>> ties = ties_of(coo_array(([1.0, 1.0], ([0, 1], [1, 0])), shape=(2, 2)), directed=False)
    >>> by_pattern(ties, np.array([0, 1]), 2).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    places = cells(ties.source, ties.target, codes[None], patterns)
    result: Floats = tally(places, ties.weights, 1, patterns, directed=ties.directed)[0]
    return result


def mixing_matrix(ties: Ties, groups: Grouping) -> Floats:
    """Give the mixing matrix of ties; see the module's description.

    Parameters
    ----------
    ties : Ties
    groups : Grouping

    Returns
    -------
    ndarray of float64, shape (groups, groups)
    """
    result: Floats = (
        groups.shares.T @ by_pattern(ties, groups.codes, len(groups.shares)) @ groups.shares
    )
    return result


def sums(counted: Floats, groups: Grouping) -> Floats:
    """Reduce ties by pattern to what the measures need.

    Parameters
    ----------
    counted : ndarray of float64, shape (..., patterns, patterns)
        Of `by_pattern`, or of `isp_graph.questions.homophily.numbers.pattern_ties.tally`.
    groups : Grouping

    Returns
    -------
    ndarray of float64, shape (..., 3 + 4 groups)
        The weight of all ties, of those within, and of those within that the degrees alone
        would give, times the first; then by group: of ties that touch its members, of those of
        them that stay within, of ties that its members send, of those among its members.
    """
    out, into = counted.sum(axis=-1), counted.sum(axis=-2)
    within = counted * groups.alike
    shares = groups.shares
    among = ((counted @ shares) * shares).sum(axis=-2)
    # Rows are multiplied one draw at a time, so that no draw rounds as others would have it.
    touching, sent = ((ends[..., None, :] @ shares)[..., 0, :] for ends in (out + into, out))
    stays = 2 * among
    if not groups.split:
        ends = within.sum(axis=-1) + within.sum(axis=-2)
        stays = (ends[..., None, :] @ shares)[..., 0, :]
    chance = (out[..., None, :] @ groups.alike @ into[..., None])[..., 0]
    total = out.sum(axis=-1, keepdims=True)
    inside = within.reshape(*total.shape[:-1], -1).sum(axis=-1, keepdims=True)
    return np.concatenate([total, inside, chance, touching, stays, sent, among], axis=-1)


def _ratio(above: Floats, below: Floats, nothing: Floats) -> Floats:
    """Divide, nan where the divisor is nothing beside what it is made of."""
    defined = below > _NOTHING * nothing
    result: Floats = np.full(np.broadcast(above, below).shape, np.nan)
    np.divide(above, below, out=result, where=defined)
    return result


def measures(
    summed: Floats, groups: Grouping, *, counted: bool
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    r"""How far do ties stay within groups?

    With :math:`e = M / \sum M`, its margins a (rows) and b (columns), I the weight within groups
    and W that of all ties, P pairs that belong together and R all pairs:

    - ``ei``: :math:`(W - 2I)/W`, external less internal over all; from -1 (all within) to 1.
      Of a group, of the ties that touch its members, each from each of its ends.
    - ``assortativity``: :math:`(\mathrm{tr}\, e - \sum_g a_g b_g)/(1 - \sum_g a_g b_g)`.
    - ``modularity`` of the partition: :math:`\mathrm{tr}\, e - \sum_g a_g b_g`.
    - ``freeman``: :math:`1 - (W - I)/(W(1 - P/R))`, not cut off at 0 where more ties cross than
      by chance.
    - ``odds_ratio``: :math:`\frac{I\,(R - P - W + I)}{(W - I)(P - I)}`, of a pair that belongs
      together to be tied, over that of a pair that does not. ``yule_q`` is
      :math:`(\mathit{OR} - 1)/(\mathit{OR} + 1)` of the same table, defined also where the odds
      ratio is infinite.
    - ``coleman`` of a group g that sends :math:`m_g` of which :math:`m_{gg}` stay, with
      :math:`p_g = n_g/N`: :math:`(m_{gg} - m_g p_g)/(m_g - m_g p_g)` if that is not negative,
      else :math:`(m_{gg} - m_g p_g)/(m_g p_g)`. :math:`p_g` is Coleman's own expectation, which
      lets a member choose itself; the exact one is :math:`(n_g - 1)/(N - 1)`.

    Parameters
    ----------
    summed : ndarray of float64, shape (..., 3 + 4 groups)
        Of `sums`, of the data or of many draws at once.
    groups : Grouping
    counted : bool
        Whether each tie weighs 1: else a pair is not tied or not, and measures of pairs are nan.

    Returns
    -------
    overall : dict
        Each of `OVERALL`, shape (...,); nan where undefined.
    by_group : dict
        Each of `BY_GROUP`, shape (..., groups).

    References
    ----------
    Krackhardt, D., Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. *Social Psychology Quarterly* 51, 123-140.
    https://doi.org/10.2307/2786835

    Newman, M. E. J. (2003). Mixing patterns in networks. *Physical Review E* 67, 026126.
    https://doi.org/10.1103/PhysRevE.67.026126

    Coleman, J. S. (1958). Relational analysis: the study of social organizations with survey
    methods. *Human Organization* 17, 28-36. https://doi.org/10.17730/humo.17.4.q5604m676260q8n7

    Freeman, L. C. (1978). Segregation in social networks. *Sociological Methods & Research* 6,
    411-429. https://doi.org/10.1177/004912417800600401

    Moody, J. (2001). Race, school integration, and friendship segregation in America. *American
    Journal of Sociology* 107, 679-716. https://doi.org/10.1086/338954

    Newman, M. E. J., Girvan, M. (2004). Finding and evaluating community structure in networks.
    *Physical Review E* 69, 026113. https://doi.org/10.1103/PhysRevE.69.026113

    Bojanowski, M., Corten, R. (2014). Measuring segregation in social networks. *Social
    Networks* 39, 14-32. https://doi.org/10.1016/j.socnet.2014.04.001

    Examples
    --------
    Two pairs, each of one group, and one tie across: three ties, two of them within.

    >>> chain = coo_array(([1.0] * 3, ([0, 1, 2], [1, 2, 3])), shape=(4, 4))
    >>> ties, groups = ties_of(chain, directed=False), grouping(range(4), [0, 0, 1, 1], 4, 2)
    >>> overall, by_group = measures(
    ...     sums(by_pattern(ties, groups.codes, 2), groups), groups, counted=True
    ... )
    >>> {name: round(float(value), 3) for name, value in overall.items()}
    {'ei': -0.333, 'assortativity': 0.333, 'yule_q': 1.0, 'odds_ratio': nan, 'modularity': 0.167,
     'freeman': 0.5}
    >>> by_group["coleman"].round(3).tolist()
    [0.333, 0.333]
    """
    count = groups.shares.shape[1]
    total, within, chance = (summed[..., place] for place in range(_SUMS))
    touching, stays, sent, among = (
        summed[..., _SUMS + part * count : _SUMS + (part + 1) * count] for part in range(4)
    )
    alike, pairs = groups.pairs()
    expected = _ratio(chance, np.square(total), np.zeros_like(total))
    share = _ratio(within, total, np.zeros_like(total))
    modularity = share - expected
    apart = 1.0 - alike / pairs if pairs else 0.0
    crossing = total * (apart if apart > _NOTHING else 0.0)
    overall = {
        "ei": 1.0 - 2.0 * share,
        "assortativity": _ratio(modularity, 1.0 - expected, np.ones_like(total)),
        "yule_q": np.full_like(total, np.nan),
        "odds_ratio": np.full_like(total, np.nan),
        "modularity": modularity,
        "freeman": 1.0 - _ratio(total - within, crossing, np.zeros_like(total)),
    }
    if counted:
        across = total - within
        same = within * (pairs - alike - across)
        other = across * (alike - within)
        size = np.full_like(total, max(pairs, 1.0) ** 2)
        overall["odds_ratio"] = _ratio(same, other, size)
        overall["yule_q"] = _ratio(same - other, same + other, size)
    p = groups.sizes / max(len(groups.codes), 1)
    gain, most = among - sent * p, sent * (1.0 - p)
    above = _ratio(gain, most, sent)
    below = _ratio(gain, sent * p, sent)
    by_group = {
        "ei": 1.0 - 2.0 * _ratio(stays, touching, np.zeros_like(touching)),
        "coleman": np.where(p < 1.0 - _NOTHING, np.where(gain >= 0, above, below), np.nan),
    }
    return overall, by_group
