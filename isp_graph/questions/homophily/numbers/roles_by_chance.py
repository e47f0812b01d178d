"""How often would each node stand between others, if ties fell at random?"""

from __future__ import annotations

import numpy as np

from isp_graph.measures.matrices import Booleans, Floats


def roles_by_chance(
    shares: Floats, counted: Booleans, density: float, *, directed: bool
) -> tuple[Floats, Floats]:
    r"""Give mean and standard deviation of each role among random graphs of one density.

    Groups stay; every tie between nodes that count is there with the same probability
    :math:`d`, whatever the others. A triad :math:`a \to b \to c` that is open has the
    probability :math:`e = d^2 (1 - d)`; two that share a sender, or a receiver, have the
    covariance :math:`f = d^3 (1 - d)^3`, and others none. With :math:`w_{ac}` the share of the
    triad that is of a role, the role of :math:`b` has

    .. math::
        E = e \sum_{a \ne c} w_{ac}, \qquad
        V = e (1 - e) \sum w_{ac}^2 + f \Bigl(\sum_a \sum_{c \ne c'} w_{ac} w_{ac'}
        + \sum_c \sum_{a \ne a'} w_{ac} w_{a'c}\Bigr).

    Without directions a triad is met both ways at once: :math:`w_{ac} + w_{ca}` takes the place
    of :math:`w_{ac}`, and each pair of ends is met once. In undirected graphs the R package sna,
    which knows the directed case alone, gives other deviations.

    Parameters
    ----------
    shares : ndarray of float64, shape (n, groups)
        As for `isp_graph.questions.homophily.numbers.roles.brokerage_roles`.
    counted : ndarray of bool, shape (n,)
        Nodes that count; each has shares that add up to 1.
    density : float
        Share of pairs that are tied, among those that count.
    directed : bool

    Returns
    -------
    mean, deviation : ndarray of float64, shape (n, 6)
        Of the five roles, and of all together; nan for a node that does not count.

    References
    ----------
    Gould, R. V., Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage
    in transaction networks. *Sociological Methodology* 19, 89-126.
    https://doi.org/10.2307/270949

    Examples
    --------
    Three of one group, each pair tied in each direction with probability 1/2: two triads, each
    open with probability 1/8.

    >>> alike = np.ones((3, 1))
    >>> mean, _ = roles_by_chance(alike, np.ones(3, dtype=bool), 0.5, directed=True)
    >>> mean[0].tolist()
    [0.25, 0.0, 0.0, 0.0, 0.0, 0.25]
    """
    open_triad, common = density**2 * (1 - density), (density * (1 - density)) ** 3
    # Nodes of the same groups are alike: each kind is worked out once.
    kinds, kind = np.unique(shares[counted], axis=0, return_inverse=True)
    many = np.bincount(kind.reshape(-1), minlength=len(kinds)).astype(np.float64)
    means, deviations = np.zeros((2, len(kinds), 6))
    for own, groups in enumerate(kinds):
        others = many.copy()
        others[own] -= 1
        for role, weight in enumerate(_weights(kinds, groups)):
            sums = [others @ each - np.diag(each) for each in (weight, weight.T)]
            means[own, role] = open_triad * float(others @ sums[0])
            if not directed:
                weight = weight + weight.T
                sums = [sums[0] + sums[1]]
            squares = float(others @ weight**2 @ others - others @ np.diag(weight) ** 2)
            together = sum(float(others @ each**2) - squares for each in sums)
            met = squares if directed else squares / 2
            variance = open_triad * (1 - open_triad) * met + common * together
            deviations[own, role] = np.sqrt(max(0.0, variance))
    mean, deviation = np.full((2, len(shares), 6), np.nan)
    mean[counted], deviation[counted] = means[kind.reshape(-1)], deviations[kind.reshape(-1)]
    return mean, deviation


def _weights(kinds: Floats, own: Floats) -> tuple[Floats, ...]:
    """Give how far a triad from one kind to another is of each role for a broker; then all."""
    ones = np.ones((len(kinds), len(kinds)))
    coordinator = (kinds * own) @ kinds.T
    itinerant = kinds @ kinds.T - coordinator
    receiver = ones * (kinds @ own)
    gatekeeper, representative = receiver - coordinator, receiver.T - coordinator
    liaison = ones - coordinator - itinerant - gatekeeper - representative
    return coordinator, itinerant, gatekeeper, representative, liaison, ones
