"""Boards that share people, meetings that share organisations: how many, and is it chance?

What `interlocks` and `meetings` have in common: two modes of which one is projected, a null
model, and a correction for the number of tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from isp_graph.chance.corrections import CORRECTIONS, corrected
from isp_graph.chance.null_models import (
    MOST_DRAWS,
    NULLS,
    Chance,
    affordable,
    by_chance,
    shared_pairs,
)
from isp_graph.errors import UsageError
from isp_graph.measures.matrices import Floats

_SHOWN = {
    "benjamini-hochberg": "Benjamini-Hochberg",
    "by": "Benjamini-Yekutieli",
    "holm": "Holm",
    "none": "—",
}


@dataclass(frozen=True)
class PairTest:
    """How pairs are held against chance.

    Attributes
    ----------
    null : {'fdsm', 'sdsm', 'hypergeometric'}, optional
        See `isp_graph.chance.null_models.by_chance`; None: ``fdsm`` where it is affordable,
        otherwise ``sdsm``.
    correction : {'benjamini-hochberg', 'by', 'holm', 'none'}
        See `isp_graph.chance.corrections.corrected`.
    alpha : float
        A pair is kept if its adjusted p-value is not above this.
    draws, seed : int
        Of the null model ``fdsm``, which is drawn: at most so many draws, fewer where the rest
        could change the decision on no pair.
    """

    null: str | None = None
    correction: str = "benjamini-hochberg"
    alpha: float = 0.05
    draws: int = MOST_DRAWS
    seed: int = 0

    def __post_init__(self) -> None:
        for option, value, known in (
            ("null", self.null, NULLS),
            ("correction", self.correction, CORRECTIONS),
        ):
            if value is not None and value not in known:
                raise UsageError("unknown_choice", option=option, value=value, known=known)
        if not 0 < self.alpha <= 1:
            raise UsageError("no_share", option="alpha", value=self.alpha)
        for option, least in (("draws", 1), ("seed", 0)):
            if getattr(self, option) < least:
                value = getattr(self, option)
                raise UsageError("too_small", option=option, value=value, least=least)


@dataclass(frozen=True)
class Held:
    """Pairs held against chance.

    Attributes
    ----------
    rows : polars.DataFrame
        ``a``, ``b`` (``a`` < ``b``), ``shared``, ``expected``, ``p_value``, ``p_adjusted``,
        ``kept``; sorted.
    null : str
        The null model that was used.
    told : dict
        What the basis of an answer says: ``null``, ``correction``, ``alpha``; ``tests``, all
        pairs of columns that are not empty (a pair that shares nothing has the p-value 1);
        ``least_p``, the smallest p-value that some pair could have, and ``tellable``, whether it
        would be kept. Where chance was drawn: the ``draws`` made, the ``most_draws`` that would
        have been, their ``seed``, and ``rarer``, whether more of them could have told more.
    method : dict
        What the sentence about the method says.
    """

    rows: pl.DataFrame
    null: str
    told: dict[str, Any]
    method: dict[str, Any]


def against_chance(
    matrix: csr_array,
    ids: list[str],
    test: PairTest,
    progress: Callable[[int], None] | None = None,
) -> Held:
    """Hold every pair of columns that share a row against chance.

    Parameters
    ----------
    matrix : csr_array, shape (n, m)
        Binary two-mode matrix.
    ids : list of str
        Names of the columns, sorted.
    test : PairTest
    progress : callable, optional
        Told the number of draws made, now and then.

    Returns
    -------
    Held
    """
    pairs = shared_pairs(matrix)
    filled = int((np.bincount(matrix.indices, minlength=matrix.shape[1]) > 0).sum())
    tests = filled * (filled - 1) // 2
    null = test.null or ("fdsm" if affordable(matrix) else "sdsm")

    def kept(p_value: Floats) -> Any:
        return corrected(p_value, tests, test.correction) <= test.alpha

    def settled(p_value: Floats, error: Floats) -> bool:
        # A correction grows with every p-value: between the two, whatever p does, nothing changes.
        least, most = np.maximum(p_value - 2 * error, 0), np.minimum(p_value + 2 * error, 1)
        return bool((kept(least) == kept(most)).all())

    chance = by_chance(
        matrix, pairs, null, draws=test.draws, seed=test.seed, settled=settled, progress=progress
    )
    names = pl.Series(ids, dtype=pl.String)
    columns: Mapping[str, Any] = {
        "a": names.gather(pairs.a),
        "b": names.gather(pairs.b),
        "shared": pairs.shared,
        "expected": chance.expected,
        "p_value": chance.p_value,
        "p_adjusted": corrected(chance.p_value, tests, test.correction),
        "kept": kept(chance.p_value),
    }
    told = _told(test, null, tests, chance)
    shown = {"correction": _SHOWN[test.correction]}
    return Held(pl.DataFrame(columns), null, told, {**told, **shown})


def _told(test: PairTest, null: str, tests: int, chance: Chance) -> dict[str, Any]:
    told = {"null": null, "correction": test.correction, "alpha": test.alpha, "tests": tests}
    if null == "fdsm":
        told |= {"draws": chance.draws, "most_draws": test.draws, "seed": test.seed}
    if chance.least.size:
        least = chance.least.min(keepdims=True)
        tellable = bool(corrected(least, tests, test.correction)[0] <= test.alpha)
        rarer = bool(null == "fdsm" and least[0] <= 1 / (test.draws + 1))
        told |= {"least_p": float(least[0]), "tellable": tellable, "rarer": rarer}
    return told
