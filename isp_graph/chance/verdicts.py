"""Several statistics drawn at once, and where a value lies among what chance gives."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from isp_graph.chance.draws import Bulk, Statistic, several
from isp_graph.measures.matrices import Floats

_TIE = 1e-12


@dataclass(frozen=True)
class Together(Bulk):
    """Several nulls drawn at once, each by a chance of its own that its name decides.

    What one comes to does not depend on which others are drawn with it.

    Attributes
    ----------
    parts : mapping
        Nulls by name.
    """

    parts: Mapping[str, Statistic]

    @property
    def entries(self) -> int:
        """None of its own: each part knows how many draws it makes at once."""
        return 0

    def many(self, rngs: Sequence[np.random.Generator]) -> Floats:
        """Draw each part with each source of chance, and put their sums end to end."""
        bases = [int(rng.integers(2**63)) for rng in rngs]
        found = []
        for name, part in self.parts.items():
            own = zlib.crc32(name.encode())
            found.append(several(part, (np.random.default_rng([base, own]) for base in bases)))
        return np.concatenate(found, axis=1)


@dataclass(frozen=True)
class Summary:
    """Where a value lies in what chance gives; nan where chance gives nothing.

    ``alike`` where every draw gives the same: then chance could not have told it otherwise.
    """

    mean: float
    low: float
    high: float
    p_value: float
    alike: bool = False


def compared(value: float, draws: Floats) -> Summary:
    r"""Is a value more, or less, than chance?

    .. math:: p = \min\left(1, 2 \min\left(
        \frac{1 + |\{b : x_b \ge x\}|}{n + 1}, \frac{1 + |\{b : x_b \le x\}|}{n + 1}\right)\right)

    Parameters
    ----------
    value : float
        As observed; nan where it is undefined.
    draws : ndarray of float64, shape (n,)
        The same of each draw of the null. Draws in which it is undefined are left out.

    Returns
    -------
    Summary
        Mean, 2.5 and 97.5 percentiles, and the two-sided p value: twice the smaller tail,
        equality included. It is never 0: the data count as one draw.

    References
    ----------
    Phipson, B., Smyth, G. K. (2010). Permutation p-values should never be zero. *Statistical
    Applications in Genetics and Molecular Biology* 9, 39. https://doi.org/10.2202/1544-6115.1585

    Examples
    --------
    >>> compared(3.0, np.array([-1.0, 0.0, 0.0, 1.0])).p_value
    0.4
    """
    known = draws[np.isfinite(draws)]
    if not known.size or not np.isfinite(value):
        return Summary(np.nan, np.nan, np.nan, np.nan)
    low, high = np.percentile(known, [2.5, 97.5])
    # Values that differ in the last digits only are the same.
    noise = _TIE * max(1.0, float(np.abs(known).max()))
    above = int((known >= value - noise).sum()) + 1
    below = int((known <= value + noise).sum()) + 1
    p_value = min(1.0, 2 * min(above, below) / (known.size + 1))
    alike = bool(known.max() - known.min() <= noise)
    return Summary(float(known.mean()), float(low), float(high), p_value, alike)
