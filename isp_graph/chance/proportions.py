"""Between which limits does a share lie, of which so many were counted?"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy.special import stdtrit

Z95 = 1.959963984540054
"""Quantile of the normal distribution beyond which 2.5 % lie."""


def wilson(inside: float, total: float) -> tuple[float, float]:
    r"""Give the score interval of a proportion, at 95 %.

    Parameters
    ----------
    inside, total : float
        How many of how many; `total` is above zero.

    Returns
    -------
    low, high : float

    Notes
    -----
    With :math:`\hat p = k/n` and the quantile *z*, the limits are those *p* for which
    :math:`|\hat p - p| = z \sqrt{p (1 - p) / n}`:

    .. math:: \frac{\hat p + z^2/2n \pm z \sqrt{\hat p (1 - \hat p)/n + z^2/4n^2}}{1 + z^2/n}.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    *Journal of the American Statistical Association* 22, 209-212.
    https://doi.org/10.1080/01621459.1927.10502953

    Examples
    --------
    >>> [round(limit, 4) for limit in wilson(0, 10)], [round(limit, 4) for limit in wilson(5, 10)]
    ([0.0, 0.2775], [0.2366, 0.7634])
    """
    share, square = inside / total, Z95**2
    middle = share + square / (2 * total)
    spread = Z95 * math.sqrt(share * (1 - share) / total + square / (4 * total**2))
    low = (middle - spread) / (1 + square / total)
    high = (middle + spread) / (1 + square / total)
    return (0.0 if inside == 0 else low), (1.0 if inside == total else high)


def wilson_clustered(inside: Sequence[int], total: Sequence[int]) -> tuple[float, float] | None:
    r"""Give the score interval of a proportion counted in clusters, at 95 %.

    Parameters
    ----------
    inside, total : sequence of int
        By cluster, how many of how many; all of `total` are above zero.

    Returns
    -------
    tuple of float or None
        Its limits; None for fewer than two clusters, which do not tell how much these differ.

    Notes
    -----
    With :math:`m` clusters of :math:`k_i` in :math:`n_i`, :math:`n = \sum n_i` and
    :math:`\hat p = \sum k_i / n`, the variance of the ratio and the design effect are

    .. math:: v = \frac{m}{m - 1} \sum_i \Bigl(\frac{k_i - \hat p n_i}{n}\Bigr)^2, \quad
              d = \max\Bigl(1, \frac{v}{\hat p (1 - \hat p) / n}\Bigr),

    and the interval is that of `wilson` for :math:`n^* = (n / d) (z / t_{m-1})^2` people. Where
    all clusters are wholly in, or wholly out, they cannot tell how alike their members are:
    :math:`n / d` is then :math:`n^2 / \sum n_i^2`, as if all of a cluster were one.

    References
    ----------
    Korn, E. L. and Graubard, B. I. (1998). Confidence intervals for proportions with small
    expected number of positive counts estimated from survey data. *Survey Methodology* 24, 193-201.

    Dean, N. and Pagano, M. (2015). Evaluating confidence interval methods for binomial proportions
    in clustered surveys. *Journal of Survey Statistics and Methodology* 3, 484-503.
    https://doi.org/10.1093/jssam/smv024

    Examples
    --------
    Four operators; two draw all of their people from the zone, two none:

    >>> [round(limit, 2) for limit in wilson_clustered([10, 10, 0, 0], [10, 10, 10, 10])]
    [0.06, 0.94]
    >>> [round(limit, 2) for limit in wilson_clustered([5, 6, 5, 4], [10, 10, 10, 10])]
    [0.28, 0.72]
    """
    clusters = len(total)
    if clusters < 2:
        return None
    own, size = np.array(inside, dtype=np.float64), np.array(total, dtype=np.float64)
    people = float(size.sum())
    share = float(own.sum()) / people
    if 0 < share < 1:
        variance = clusters / (clusters - 1) * float((((own - share * size) / people) ** 2).sum())
        effective = people / max(1.0, variance * people / (share * (1 - share)))
    else:
        effective = people**2 / float((size**2).sum())
    effective *= (Z95 / float(stdtrit(clusters - 1, 0.975))) ** 2
    return wilson(share * effective, effective)
