"""From the sources of a tally to estimates of sums over all sources, with their errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from isp_graph.measures.arithmetic import ratio
from isp_graph.measures.concentration import half_width
from isp_graph.measures.matrices import Booleans, Floats
from isp_graph.measures.path_sums import Sum, Tally
from isp_graph.measures.paths import wasserman_faust

RISK = 0.05
"""The probability that a given node's value lies outside its half-width."""


@dataclass(frozen=True, eq=False)
class Estimate:
    """A measure of every node, and how far it may be from the exact value.

    Attributes
    ----------
    values : ndarray of float64, shape (n,)
        The measure.
    standard_error : ndarray of float64, shape (n,)
        Of the value, from the spread among the pivots. It is no guarantee: pivots that all
        miss the same few paths agree among themselves.
    half_width : ndarray of float64, shape (n,)
        A guarantee: the exact value of a given node is within this of its estimate with
        probability 0.95, whatever the graph. Usually far too wide.
    """

    values: Floats
    standard_error: Floats
    half_width: Floats

    @property
    def bound(self) -> float:
        """The widest half-width: any one node is within it with probability 0.95."""
        return float(self.half_width.max(initial=0.0))

    @property
    def typical_error(self) -> float:
        """The root mean square of the standard errors: the error to expect at a node."""
        if self.standard_error.size == 0:
            return 0.0
        return float(np.sqrt(np.mean(np.square(self.standard_error))))

    def times(self, factor: float) -> Estimate:
        """Return the estimate of a multiple of the measure.

        Parameters
        ----------
        factor : float
            At least 0.

        Returns
        -------
        Estimate
        """
        parts = self.values, self.standard_error, self.half_width
        return Estimate(*(part * factor for part in parts))


def exact(values: Floats) -> Estimate:
    """Return values that are known, as an estimate without error.

    Parameters
    ----------
    values : ndarray of float64, shape (n,)

    Returns
    -------
    Estimate

    Examples
    --------
    >>> exact(np.array([1.0])).bound
    0.0
    """
    return Estimate(values, np.zeros_like(values), np.zeros_like(values))


@dataclass(frozen=True, eq=False)
class Sample:
    """The sources that reached each node, as a sample of all that its component has.

    Attributes
    ----------
    found : Tally
        What the sources found.
    directed : bool
        Whether paths have a direction. If not, a source's own distances are all known.
    """

    found: Tally
    directed: bool

    def total(
        self,
        sums: Sum,
        least: Floats | float,
        most: Floats | float,
        *,
        own: Floats | None = None,
        risk: float = RISK,
    ) -> Estimate:
        """Estimate, at each node, the sum over all other nodes of its component as sources.

        Parameters
        ----------
        sums : Sum
            Over the sources drawn.
        least, most : ndarray of float64, shape (n,), or float
            Between which every summand lies.
        own : ndarray of float64, shape (n,), optional
            The sum itself at the nodes that are sources, if the graph is undirected.
        risk : float
            The probability that a half-width fails.

        Returns
        -------
        Estimate
        """
        drawn = np.maximum(self.found.drawn, 1).astype(np.float64)
        mean = sums.first / drawn
        values = self._others * mean
        error = np.sqrt(np.maximum(self._covariance(sums.second, sums.first, sums.first), 0.0))
        span = np.maximum(np.subtract(most, least), 0.0) + np.zeros_like(mean)
        place = ratio(mean - least, span)
        width = self._others * span * half_width(place, drawn, risk)
        known = self._complete
        if own is not None and not self.directed:
            values = np.where(self.found.chosen, own, values)
            known = known | self.found.chosen
        return Estimate(values, np.where(known, 0.0, error), np.where(known, 0.0, width))

    def closeness(self, least: Floats, most: Floats) -> Estimate:
        """Estimate Wasserman and Faust's closeness from the distances to the sources.

        Parameters
        ----------
        least, most : ndarray of float64, shape (n,)
            Between which every distance to the node lies.

        Returns
        -------
        Estimate
            Standard error and half-width follow from those of the two sums, the nodes reached
            and their distance: the error by linearising, the half-width by the ends of both.
        """
        found = self.found
        others = max(found.sizes.size - 1, 1)
        if self.directed:  # two sums are uncertain, and share the risk
            reach = self.total(found.reach, 0.0, 1.0, risk=RISK / 2)
            far = self.total(found.far, 0.0, most, risk=RISK / 2)
        else:
            reach = exact(self._others)
            far = self.total(found.far, least, most, own=found.own_far)
        values = wasserman_faust(reach.values, far.values)

        both = self._covariance(found.far.first, found.reach.first, found.far.first)
        relative = (
            4 * ratio(reach.standard_error, reach.values) ** 2
            + ratio(far.standard_error, far.values) ** 2
            - 4 * ratio(ratio(both, reach.values), far.values)
        )
        error = values * np.sqrt(np.maximum(relative, 0.0))

        most_reached = np.minimum(reach.values + reach.half_width, self._others)
        least_reached = np.maximum(reach.values - reach.half_width, 0.0)
        nearest = ratio(most_reached, least)  # all at the least distance
        least_far = np.maximum(far.values - far.half_width, 0.0)
        highest = np.divide(
            most_reached**2, least_far, out=np.full_like(values, np.inf), where=least_far > 0
        )
        highest = np.minimum(highest, nearest) / others
        lowest = ratio(least_reached**2, far.values + far.half_width) / others
        width = np.maximum(highest - values, values - lowest)
        known = (far.half_width == 0) & (reach.half_width == 0)
        return Estimate(values, np.where(known, 0.0, error), np.where(known, 0.0, width))

    @property
    def _others(self) -> Floats:
        """How many sources a node could have."""
        return (self.found.sizes - 1).astype(np.float64)

    @property
    def _complete(self) -> Booleans:
        """Whether a node had all of them."""
        return self.found.drawn >= self.found.sizes - 1

    def _covariance(self, product: Floats, one: Floats, other: Floats) -> Floats:
        """Return that of two estimated totals, from the sum of products and the two sums.

        Drawing without replacement leaves only the share of the sources that was not drawn to
        chance.
        """
        drawn = np.maximum(self.found.drawn, 2).astype(np.float64)
        spread = (product - one * other / drawn) / (drawn - 1)
        left = 1.0 - drawn / np.maximum(self._others, 1.0)
        return np.where(self._complete, 0.0, self._others**2 * spread / drawn * left)
