"""Between which limits does a share lie, of which so many were counted?"""

from __future__ import annotations

import math

Z95 = 1.959963984540054
"""Quantile of the normal distribution beyond which 2.5 % lie."""


def wilson(inside: int, total: int) -> tuple[float, float]:
    r"""Give the score interval of a proportion, at 95 %.

    Parameters
    ----------
    inside, total : int
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
