"""How far the mean of a sample can be from the mean of all, whatever they look like."""

from __future__ import annotations

import numpy as np

from isp_graph.measures.matrices import Floats

_HALVINGS = 45


def half_width(mean: Floats, drawn: Floats, risk: float = 0.05) -> Floats:
    r"""How far from the sample's mean can the true mean lie, for values between 0 and 1?

    Hoeffding's first inequality bounds the mean :math:`\mu` of any population in [0, 1], of
    which :math:`k` members were drawn with mean :math:`\bar x`: with probability at least
    :math:`1 - \alpha`,

    .. math:: k \,\mathrm{KL}(\bar x \,\|\, \mu) \le \ln\frac{2}{\alpha}, \qquad
              \mathrm{KL}(p \| q) = p\ln\frac{p}{q} + (1-p)\ln\frac{1-p}{1-q}.

    It is never wider than the better known :math:`\sqrt{\ln(2/\alpha)/2k}`, and much narrower
    for means near 0 or 1. It holds for drawing without replacement as well (his section 6).

    Parameters
    ----------
    mean : ndarray of float64
        Means of the samples, clipped to [0, 1].
    drawn : ndarray of float64
        Sizes of the samples, at least 1.
    risk : float
        The probability :math:`\alpha` that an interval fails.

    Returns
    -------
    ndarray of float64
        The distance to the farther end of the interval.

    References
    ----------
    Hoeffding, W. (1963). Probability inequalities for sums of bounded random variables.
    *Journal of the American Statistical Association* 58, 13-30.
    https://doi.org/10.1080/01621459.1963.10500830

    Examples
    --------
    A hundred draws that are all 0: :math:`-100 \ln(1-\mu) \le \ln 40`, so
    :math:`\mu \le 1 - 40^{-1/100} = 0.0362`:

    >>> half_width(np.array([0.0]), np.array([100.0])).round(4).tolist()
    [0.0362]
    """
    p = np.clip(mean, 0.0, 1.0)
    allowed = np.log(2.0 / risk) / drawn
    return np.maximum(_end(p, allowed, 1.0) - p, p - _end(p, allowed, 0.0))


def _end(p: Floats, allowed: Floats, limit: float) -> Floats:
    """Walk from p towards the limit as far as the divergence allows, by bisection."""
    inside, outside = p.copy(), np.full_like(p, limit)
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        allowed_here = _divergence(p, middle) <= allowed
        inside = np.where(allowed_here, middle, inside)
        outside = np.where(allowed_here, outside, middle)
    return outside


def _divergence(p: Floats, q: Floats) -> Floats:
    result = np.zeros_like(p)
    with np.errstate(divide="ignore", invalid="ignore"):
        result += np.where(p > 0, p * np.log(p / q), 0.0)
        result += np.where(p < 1, (1 - p) * np.log((1 - p) / (1 - q)), 0.0)
    return result
