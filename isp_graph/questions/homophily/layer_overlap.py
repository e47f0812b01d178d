"""Do layers tie the same pairs: how many partnerships are board ties as well?

A pair is tied in a layer where there is a tie between the two, in either direction. Two layers
are compared on the organisations of which both can speak: of the others it is not known whether
what one layer ties is tied in the other.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from isp_graph.chance.checks import check_numbers
from isp_graph.chance.verdicts import compared
from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.measures.matrices import Matrix, binary
from isp_graph.network import build_layer, known, layer_names
from isp_graph.network.names import one_or_several
from isp_graph.questions.homophily.grouped_layers import UNKNOWN
from isp_graph.questions.homophily.numbers.overlap_by_chance import aligned
from isp_graph.results import Method, Result, basis, framed


@dataclass(frozen=True)
class Overlap:
    """A row of `layer_overlap`."""

    a: str
    b: str
    ties_a: int
    ties_b: int
    both: int
    jaccard: float | None
    a_given_b: float | None
    b_given_a: float | None
    expected: float | None
    p_value: float | None
    organisations: int


DRAWS = 1000
"""Permutations, unless told otherwise."""


def layer_overlap(
    dataset: Dataset,
    layers: Sequence[str] | None = None,
    *,
    unknown: str = "left-out",
    draws: int = DRAWS,
    seed: int = 0,
) -> Result:
    """Tell how far layers tie the same pairs of organisations.

    Parameters
    ----------
    dataset : Dataset
        The records, read at their own date unless restricted to a day.
    layers : sequence of str, optional
        Layers to compare; all that the dataset has if none is named.
    unknown : {'left-out', 'as-none'}
        Whether organisations of which one of two layers cannot speak are left out of both, or
        count as organisations without ties there.
    draws : int
        Permutations of one layer against the other; 0 for none.
    seed : int
        Decides them; those of two layers do not depend on what else is asked.

    Returns
    -------
    Result
        A row for each two layers ``a`` < ``b``: pairs tied in each and in ``both``; ``jaccard``,
        both over either; ``a_given_b``, the share of the pairs of b that are tied in a too, and
        ``b_given_a``. A share of nothing is null. ``expected``, the pairs tied in both if one
        layer lay on the other at random; ``p_value``, two-sided, of as many or as few, by
        permuting the organisations of one layer (QAP, see `aligned`), null where every
        permutation gives the same; ``organisations`` of which both can speak.

    Raises
    ------
    UsageError
        If a layer or a choice is unknown, or a number is out of range.

    Examples
    --------
    >>> import isp_graph
    >>> (row,) = isp_graph.layer_overlap(isp_graph.read("demo"), ["partnerships", "boards"]).rows
    >>> row["a"], row["ties_b"], round(row["b_given_a"], 2)
    ('boards', 114, 0.06)
    """
    check_numbers(draws, seed, 1)
    if unknown not in UNKNOWN:
        raise UsageError("unknown_choice", option="unknown", value=unknown, known=UNKNOWN)
    data = dataset.current()
    names = sorted(one_or_several(layers, layer_names(data)))
    pairs: dict[str, Matrix] = {name: binary(build_layer(data, name).union) for name in names}
    everybody = np.ones(data.nodes.height, dtype=bool)
    told = {name: known(data, name) if unknown == "left-out" else everybody for name in names}
    rows = []
    for a, b in combinations(names, 2):
        both_know = np.flatnonzero(told[a] & told[b])
        one, other = (pairs[name][both_know][:, both_know] for name in (a, b))
        chance = np.random.default_rng([seed, zlib.crc32(f"{a} {b}".encode())])
        rows.append(_compared((a, b), one, other, draws, chance))
    frame = framed(rows, Overlap)
    stated = basis(
        data, layers=names, view="overlap", unknown=unknown, null="qap", draws=draws, seed=seed
    )
    method = Method("homophily_overlap", {"draws": draws, "seed": seed}) if draws else None
    return Result("homophily", frame, stated, how=method)


def _compared(
    pair: tuple[str, str], one: Matrix, other: Matrix, draws: int, rng: np.random.Generator
) -> Overlap:
    in_a, in_b, size = one.nnz // 2, other.nnz // 2, one.shape[0]
    both = one.multiply(other).nnz // 2
    drew = aligned(one, other, draws, rng) if draws and in_a and in_b else np.zeros(0)
    chance = compared(float(both), drew.astype(np.float64))
    p = None if chance.alike or not drew.size else chance.p_value
    wholes = ((both, in_a + in_b - both), (both, in_b), (both, in_a))
    jaccard, in_b_too, in_a_too = (part / whole if whole else None for part, whole in wholes)
    possible = size * (size - 1) // 2
    expected = in_a * in_b / possible if possible else None
    return Overlap(*pair, in_a, in_b, both, jaccard, in_b_too, in_a_too, expected, p, size)
