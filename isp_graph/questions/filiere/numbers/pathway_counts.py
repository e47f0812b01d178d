"""How many pathways are there, how many without an open hand-over, and how often do they cross?

Nothing is enumerated: pathways are counted from the last step to the first. Counts are exact
however large; where operators must be told apart they are held as digits of 30 bits, so that
compiled sums do the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from isp_graph.measures.matrices import Integers
from isp_graph.questions.filiere.numbers.pathway_network import EVERYWHERE, Course, near_of

_BITS = 30
_MASK = (1 << _BITS) - 1


@dataclass(frozen=True)
class Counts:
    """Pathways of one course, from some home zones.

    Attributes
    ----------
    crossings : mapping
        By home zone, how many pathways cross 0, 1, 2 … times.
    linked : int
        Pathways without an open hand-over.
    linked_crossing_free : mapping
        By home zone, those of them that never leave it.
    """

    crossings: Mapping[int, tuple[int, ...]]
    linked: int
    linked_crossing_free: Mapping[int, int]


def _added(counts: list[int], more: Iterable[int], times: int = 1) -> list[int]:
    """Add counts by crossings, some of them several times."""
    return [a + times * b for a, b in zip_longest(counts, more, fillvalue=0)]


def crossings_by_home(course: Course, homes: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Count pathways by home zone and by the changes of zone that they force.

    Parameters
    ----------
    course : Course
    homes : sequence of int

    Returns
    -------
    dict
        By home zone: number of pathways with 0, 1, 2 … crossings. A pathway that skips every
        step, where every one may be skipped, counts.
    """
    # By set of zones in which one may be before what follows, how many cross 0, 1, 2 … times.
    states: dict[int, list[int]] = {EVERYWHERE: [1]}
    for at in reversed(range(len(course.skippable))):
        before = dict(states) if course.skippable[at] else {}
        every: list[int] = []
        for counts in states.values():
            every = _added(every, counts)
        for taken, offers in course.set_counts[at].items():
            apart = every  # of pathways that force a change of zone after this offer
            for zones, counts in states.items():
                meet = zones & taken
                if meet:
                    before[meet] = _added(before.get(meet, []), counts, offers)
                    apart = _added(apart, counts, -1)
            if any(apart):
                before[taken] = _added(before.get(taken, []), [0, *apart], offers)
        states = before
    found = {}
    for home in homes:
        spread: list[int] = []
        for zones, counts in states.items():
            spread = _added(spread, counts if zones >> home & 1 else [0, *counts])
        while spread and not spread[-1]:
            spread.pop()
        found[home] = tuple(spread)
    return found


def _carried(digits: Integers) -> Integers:
    """Carry what exceeds a digit over to the next; the last axis holds digits, lowest first."""
    for place in range(digits.shape[-1] - 1):
        digits[..., place + 1] += digits[..., place] >> _BITS
        digits[..., place] &= _MASK
    return digits


def _whole(digits: Integers) -> list[int]:
    """Read digits back as whole numbers of any size."""
    return [
        sum(digit << (_BITS * place) for place, digit in enumerate(row)) for row in digits.tolist()
    ]


def linked_counts(
    course: Course, homes: Sequence[int] = (), without: int | None = None
) -> tuple[int, dict[int, int]]:
    r"""Count pathways whose every hand-over is within one operator or linked.

    Parameters
    ----------
    course : Course
    homes : sequence of int
    without : int, optional
        An operator whose offers do not count.

    Returns
    -------
    linked : int
        All of them.
    free : dict
        By home zone, those whose every offer lies in it.

    Notes
    -----
    With :math:`n_{ip}` offers of operator *p* at step *i* and :math:`N[p]` the operators linked
    to *p*, itself included, the pathways over steps *i* and later that begin with *p* are

    .. math:: x_{ip} = n_{ip} \Bigl(e_{i+1} + \sum_{q \in N[p]} x_{i+1,q}\Bigr) + s_i x_{i+1,p},

    where :math:`s_i` is 1 if step *i* may be skipped and :math:`e_i` is 1 if all from *i* may.
    """
    present, own = np.unique(course.operator, return_inverse=True)
    columns = 1 + len(homes)
    bits = sum(len(offers).bit_length() + 1 for offers in course.by_step) + 1
    shape = (present.size, columns, bits // _BITS + 2)
    near = near_of(course.links[present][:, present])
    lies = np.array(
        [[1, *(zones >> home & 1 for home in homes)] for zones in course.sets],
        dtype=np.int64,
    ).reshape(len(course.sets), columns)
    ahead = np.zeros(shape, dtype=np.int64)
    rest = 1
    for at in reversed(range(len(course.skippable))):
        offers = course.by_step[at]
        if without is not None:
            offers = offers[course.operator[offers] != without]
        number = np.zeros((present.size, columns), dtype=np.int64)
        np.add.at(number, own[offers], lies[course.zones[offers]])
        met = (near @ ahead.reshape(shape[0], shape[1] * shape[2])).reshape(shape)
        met[..., 0] += rest
        here = _carried(_carried(met) * number[..., None])
        ahead = _carried(here + ahead) if course.skippable[at] else here
        rest = rest if course.skippable[at] else 0
    totals = [count + rest for count in _whole(_carried(ahead.sum(axis=0)))]
    return totals[0], dict(zip(homes, totals[1:], strict=True))


def count(course: Course, homes: Sequence[int]) -> Counts:
    """Count the pathways of a course from some home zones.

    Parameters
    ----------
    course : Course
    homes : sequence of int

    Returns
    -------
    Counts

    Examples
    --------
    Two steps and zones 0 and 1. Operator 0 has an offer of each step in zone 0, operator 1 the
    second step in zone 1, and nothing links them: two pathways, one of them linked.

    >>> import numpy as np
    >>> from scipy.sparse import csr_array
    >>> nobody = csr_array((2, 2))
    >>> at = np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([0, 0, 1])
    >>> found = count(Course((False, False), *at, (0b01, 0b10), 2, nobody), [0, 1])
    >>> found.crossings, found.linked, found.linked_crossing_free
    ({0: (1, 1), 1: (0, 1, 1)}, 1, {0: 1, 1: 0})
    """
    return Counts(crossings_by_home(course, homes), *linked_counts(course, homes))
