"""Many tests at once: p-values corrected for their number."""

from __future__ import annotations

import numpy as np

from isp_graph.measures.matrices import Floats

CORRECTIONS = ("benjamini-hochberg", "by", "holm", "none")
"""Corrections known: of the false discovery rate, of the same however tests depend on each other
(Benjamini and Yekutieli), of the familywise error rate, or none."""


def corrected(p_values: Floats, tests: int, correction: str) -> Floats:
    r"""Which p-values stand up once it counts how many tests were made?

    With :math:`p_{(1)} \le p_{(2)} \le \dots` and :math:`m` tests, the adjusted values are
    :math:`\min_{j \ge i} \min(1, p_{(j)} m / j)` (Benjamini and Hochberg), the
    same with :math:`m \sum_{k=1}^m 1/k` in the place of :math:`m` (Benjamini and Yekutieli), or
    :math:`\max_{j \le i} \min(1, (m - j + 1) p_{(j)})` (Holm).

    Parameters
    ----------
    p_values : ndarray of float64, shape (k,)
        Those that were computed.
    tests : int
        How many tests there were, at least k; the p-value of those not given is 1.
    correction : {'benjamini-hochberg', 'by', 'holm', 'none'}

    Returns
    -------
    ndarray of float64, shape (k,)

    Raises
    ------
    ValueError
        If the correction is unknown, or there are more p-values than tests.

    References
    ----------
    Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate: a practical and
    powerful approach to multiple testing. *Journal of the Royal Statistical Society B* 57,
    289-300. https://doi.org/10.1111/j.2517-6161.1995.tb02031.x

    Benjamini, Y., Yekutieli, D. (2001). The control of the false discovery rate in multiple
    testing under dependency. *Annals of Statistics* 29, 1165-1188.
    https://doi.org/10.1214/aos/1013699998

    Holm, S. (1979). A simple sequentially rejective multiple test procedure. *Scandinavian
    Journal of Statistics* 6, 65-70. https://www.jstor.org/stable/4615733

    Examples
    --------
    >>> corrected(np.array([0.01, 0.04]), 4, "benjamini-hochberg").tolist()
    [0.04, 0.08]
    >>> corrected(np.array([0.01, 0.04]), 4, "holm").tolist()
    [0.04, 0.12]
    >>> corrected(np.array([0.01, 0.04]), 4, "by").round(4).tolist()
    [0.0833, 0.1667]
    """
    if correction not in CORRECTIONS:
        raise ValueError(f"unknown correction: {correction}")
    if p_values.size > tests:
        raise ValueError("more p-values than tests")
    if correction == "none":
        return p_values.copy()
    order = np.argsort(p_values, kind="stable")
    place = np.arange(1, p_values.size + 1)
    if correction == "holm":
        steps = np.maximum.accumulate(p_values[order] * (tests - place + 1))
    else:
        all_tests = (
            tests * float((1 / np.arange(1, tests + 1)).sum()) if correction == "by" else tests
        )
        steps = np.minimum.accumulate((p_values[order] * all_tests / place)[::-1])[::-1]
    result = np.empty(p_values.size)
    result[order] = np.minimum(steps, 1.0)
    return result
