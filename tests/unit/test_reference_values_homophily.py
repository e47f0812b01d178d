"""Values that others have published, each with its citation.

Borgatti's seven nodes are in ``test_kernels_structure.py``, the Florentine families in
``test_kernels_paths.py``.
"""

from __future__ import annotations

from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from isp_graph.questions.homophily.numbers.mixing import (
    Grouping,
    by_pattern,
    grouping,
    measures,
    sums,
    ties_of,
)

# Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126, table I:
# sexual partnerships of the AMEN study (Catania et al. 1992), men in rows, women in columns;
# black, hispanic, white, other.
CATANIA = np.array(
    [[506, 32, 69, 26], [23, 308, 114, 38], [26, 46, 599, 68], [10, 14, 47, 32]], dtype=float
)

# White (1975), as Freeman, L. C. (1978). Segregation in social networks. Sociological Methods &
# Research 6, 411-429, takes it: effective kinship ties, five women and five men.
WOMEN = ("Mother", "Sister", "Brother's Wife", "Sister's Daughter", "Brother's Daughter")
MEN = ("Father", "Brother", "Sister's Husband", "Brother's Son", "Sister's Son")
KINSHIP = {
    "Mother": ("Sister", "Sister's Daughter", "Brother's Daughter", *MEN[:2], *MEN[3:]),
    "Sister": ("Sister's Daughter", "Brother's Daughter", "Father", "Sister's Son"),
    "Brother's Wife": ("Brother's Daughter",),
    "Sister's Daughter": ("Father",),
    "Brother's Daughter": ("Father", "Brother"),
    "Father": ("Brother", "Brother's Son", "Sister's Son"),
    "Brother": ("Brother's Son", "Sister's Son"),
    "Sister's Husband": ("Brother's Son", "Sister's Son"),
}

# Freeman, S. C., Freeman, L. C. (1979). The networkers network. Social Sciences Research Reports
# 46, University of California, Irvine: messages among 32 researchers, by discipline (sociology 17,
# anthropology 6, mathematics or statistics 3, psychology or communication 6); the copy of the
# Siena data sets, messages to oneself left out. Pairs, and messages.
NETWORKERS = (
    [[118, 49, 17, 41], [50, 20, 7, 21], [12, 5, 0, 3], [52, 21, 8, 16]],
    [[4738, 2436, 473, 1126], [2029, 1461, 144, 630], [207, 62, 0, 23], [964, 492, 80, 169]],
)


def of_matrix(mixing: np.ndarray) -> tuple[dict, dict]:
    """Measure a mixing matrix as it stands, of groups of any size."""
    count = len(mixing)
    one_each = Grouping(np.arange(count), np.eye(count), np.eye(count), split=True)
    return measures(sums(mixing, one_each), one_each, counted=False)


def kinship() -> tuple[csr_array, Grouping]:
    names = [*WOMEN, *MEN]
    graph = nx.Graph([(a, b) for a, others in KINSHIP.items() for b in others])
    matrix = csr_array(nx.to_scipy_sparse_array(graph, nodelist=names).astype(float))
    return matrix, grouping(range(10), [0] * 5 + [1] * 5, 10, 2)


def test_newman_assortativity_of_catania() -> None:
    assert round(float(of_matrix(CATANIA)[0]["assortativity"]), 3) == 0.621


def test_ei_of_our_own_cross_table_of_another_copy_of_the_networkers() -> None:
    """Weighted and not, of the same ties: the two differ.

    The R package manynet prints 0.1704 weighted, and 0.3455 not, for a copy in which not all
    disciplines can be the same: here, with researcher 23 outside sociology, the first would come
    out and the second be 0.3409; no change of two disciplines gives both.
    """
    pairs, messages = (float(of_matrix(np.array(m, dtype=float))[0]["ei"]) for m in NETWORKERS)
    assert pairs == pytest.approx(Fraction(286 - 154, 440))
    assert messages == pytest.approx(Fraction(8666 - 6368, 15034))


def test_freeman_segregation_of_white_kinship() -> None:
    matrix, groups = kinship()
    assert matrix.nnz == 44
    ties = ties_of(matrix, directed=False)
    overall, _ = measures(sums(by_pattern(ties, groups.codes, 2), groups), groups, counted=True)
    assert round(float(overall["freeman"]), 2) == 0.26
    # Bojanowski, M., Corten, R. (2014). Measuring segregation in social networks. Social Networks
    # 39, 14-32.
    assert round(float(overall["assortativity"]), 3) == 0.180


def test_coleman_homophily_of_boys_and_girls() -> None:
    """Coleman, J. S. (1958). Relational analysis. Human Organization 17, 28-36.

    60 boys of whose choices three in four go to boys, 40 girls of whose choices one in two goes
    to girls: shares inferred from his values, for choices in these shares give the indices that
    are quoted, by his own expectation and by the exact one.
    """
    groups = grouping(range(100), [0] * 60 + [1] * 40, 100, 2)
    choices = np.array([[180.0, 60.0], [80.0, 80.0]])
    _, by_group = measures(sums(choices, groups), groups, counted=True)
    assert by_group["coleman"].round(3).tolist() == [0.375, 0.167]
    exact = [
        (own - choice * p) / (choice * (1 - p))
        for own, choice, p in (
            (180, 240, Fraction(59, 99)),
            (80, 160, Fraction(39, 99)),
        )
    ]
    assert [float(value) for value in exact] == pytest.approx([0.38125, 0.175])


def of_classroom(matrix: np.ndarray, *, directed: bool) -> dict:
    groups = grouping(range(26), [0] * 13 + [1] * 13, 26, 2)
    ties = ties_of(csr_array(matrix), directed=directed)
    counted = sums(by_pattern(ties, groups.codes, 2), groups)
    overall, _ = measures(counted, groups, counted=True)
    return overall


def with_ties(counts: dict[tuple[int, int], int]) -> np.ndarray:
    """Draw a network of 13 boys and 13 girls with so many ties from each group to each."""
    matrix = np.zeros((26, 26))
    for (ego, alter), count in counts.items():
        pairs = [(13 * ego + a, 13 * alter + b) for a in range(13) for b in range(13)]
        for place in [(a, b) for a, b in pairs if a < b or ego > alter][:count]:
            matrix[place] = 1
    return matrix


def test_odds_ratio_and_the_others_of_a_classroom() -> None:
    """Bojanowski, M. (2021). netseg: measures of network segregation and homophily (R package).

    Its vignette prints, for a classroom of 13 boys and 13 girls (Dolata), how many nominations
    lead from whom to whom, and the values below; all of them follow from these counts. Yule's Q
    is (r - 1) / (r + 1) of the odds ratio r that is printed.
    """
    told = of_classroom(with_ties({(0, 0): 40, (0, 1): 2, (1, 0): 5, (1, 1): 41}), directed=True)
    assert float(told["odds_ratio"]) == pytest.approx(16.58071, abs=1e-5)
    assert float(told["yule_q"]) == pytest.approx(15.58071 / 17.58071, abs=1e-6)
    # It prints the assortativity 0.8408885, of margins averaged over both directions; Newman's
    # own, of senders and of receivers, is another.
    assert float(told["assortativity"]) == pytest.approx(0.8410733, abs=1e-7)
    assert float(told["ei"]) == pytest.approx(-0.8409091, abs=1e-7)
    mutual = with_ties({(0, 0): 11, (0, 1): 1, (1, 1): 10})
    told = of_classroom(mutual + mutual.T, directed=False)
    assert float(told["odds_ratio"]) == pytest.approx(26.13333, abs=1e-5)
    assert float(told["assortativity"]) == pytest.approx(0.9089027, abs=1e-7)
    assert float(told["ei"]) == pytest.approx(-0.9090909, abs=1e-7)
    assert float(told["freeman"]) == pytest.approx(0.9125874, abs=1e-7)
