"""Boards that share people, meetings that share organisations: how many, and is it chance?

What `interlocks` and `meetings` have in common: two modes of which one is projected, a null
model, and a correction for the number of tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from isp_graph.errors import UsageError
from isp_graph.kernels.corrections import CORRECTIONS, corrected
from isp_graph.kernels.sharing import NULLS, by_chance, shared_pairs

_SHOWN = {"benjamini-hochberg": "Benjamini-Hochberg", "holm": "Holm", "none": "—"}


@dataclass(frozen=True)
class PairTest:
    """How pairs are held against chance.

    Attributes
    ----------
    null : {'sdsm', 'hypergeometric', 'fdsm'}
        See `isp_graph.kernels.sharing.by_chance`.
    correction : {'benjamini-hochberg', 'holm', 'none'}
        See `isp_graph.kernels.corrections.corrected`.
    alpha : float
        A pair is kept if its adjusted p-value is not above this.
    draws, seed, jobs : int
        Of the null model ``fdsm``, which is drawn.
    """

    null: str = "sdsm"
    correction: str = "benjamini-hochberg"
    alpha: float = 0.05
    draws: int = 1000
    seed: int = 0
    jobs: int = 1

    def __post_init__(self) -> None:
        for option, value, known in (
            ("null", self.null, NULLS),
            ("correction", self.correction, CORRECTIONS),
        ):
            if value not in known:
                raise UsageError("unknown_choice", option=option, value=value, known=known)
        if not 0 < self.alpha <= 1:
            raise UsageError("no_share", option="alpha", value=self.alpha)
        for option, least in (("draws", 1), ("jobs", 1), ("seed", 0)):
            if getattr(self, option) < least:
                value = getattr(self, option)
                raise UsageError("too_small", option=option, value=value, least=least)

    def told(self) -> dict[str, Any]:
        """Give what the basis of an answer says; draws and seed where chance was drawn."""
        plain = {"null": self.null, "correction": self.correction, "alpha": self.alpha}
        return plain | ({"draws": self.draws, "seed": self.seed} if self.null == "fdsm" else {})

    def method(self, tests: int) -> dict[str, Any]:
        """Give what the sentence about the method says."""
        shown = {"correction": _SHOWN[self.correction], "alpha": self.alpha, "tests": tests}
        return {**self.told(), **shown}


def against_chance(matrix: csr_array, ids: list[str], test: PairTest) -> tuple[pl.DataFrame, int]:
    """Hold every pair of columns that share a row against chance.

    Parameters
    ----------
    matrix : csr_array, shape (n, m)
        Binary two-mode matrix.
    ids : list of str
        Names of the columns, sorted.
    test : PairTest

    Returns
    -------
    rows : polars.DataFrame
        ``a``, ``b`` (``a`` < ``b``), ``shared``, ``expected``, ``p_value``, ``p_adjusted``,
        ``kept``; sorted.
    tests : int
        All pairs of columns that are not empty: so many tests the correction counts. A pair
        that shares nothing has the p-value 1.
    """
    pairs = shared_pairs(matrix)
    filled = int((np.bincount(matrix.indices, minlength=matrix.shape[1]) > 0).sum())
    tests = filled * (filled - 1) // 2
    chance = by_chance(matrix, pairs, test.null, draws=test.draws, seed=test.seed, jobs=test.jobs)
    adjusted = corrected(chance.p_value, tests, test.correction)
    names = pl.Series(ids, dtype=pl.String)
    columns: Mapping[str, Any] = {
        "a": names.gather(pairs.a),
        "b": names.gather(pairs.b),
        "shared": pairs.shared,
        "expected": chance.expected,
        "p_value": chance.p_value,
        "p_adjusted": adjusted,
        "kept": adjusted <= test.alpha,
    }
    return pl.DataFrame(columns), tests
