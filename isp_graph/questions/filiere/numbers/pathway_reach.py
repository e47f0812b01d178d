"""How far can one go within a zone by hand-overs that are linked?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from isp_graph.measures.matrices import Booleans, Integers
from isp_graph.questions.filiere.numbers.pathway_network import Course


def present(course: Course, home: int | None) -> Booleans:
    """Tell which operator has an offer of which step, in one zone or, if None, anywhere.

    Parameters
    ----------
    course : Course
    home : int or None

    Returns
    -------
    ndarray, shape (steps, operators)
    """
    found = np.zeros((len(course.skippable), course.links.shape[0]), dtype=bool)
    lies = [home is None or bool(zones >> home & 1) for zones in course.sets]
    inside = np.array(lies, dtype=bool)[course.zones] if course.step.size else course.step > 0
    found[course.step[inside], course.operator[inside]] = True
    return found


def reached(
    skippable: Sequence[bool], there: Booleans, near: csr_array | Integers, *, back: bool = False
) -> Booleans:
    """Tell at which step one can be at which operator, by linked hand-overs from the first step.

    Parameters
    ----------
    skippable : sequence of bool
        By step.
    there : ndarray, shape (steps, operators)
        Who offers what; see `present`.
    near : csr_array or ndarray, shape (operators, operators)
        See `isp_graph.questions.filiere.numbers.pathway_network.near_of`.
    back : bool
        From the last step backwards instead.

    Returns
    -------
    ndarray, shape (steps, operators)
    """
    found = np.zeros_like(there)
    order = range(len(skippable))
    # Operators at which one may have been at the last step taken; at the start, anywhere.
    before = np.ones(there.shape[1], dtype=bool)
    for at in reversed(order) if back else order:
        found[at] = there[at] & before
        after = (near @ found[at].astype(np.int64)) > 0
        before = after | before if skippable[at] else after
    return found


def furthest(course: Course, home: int) -> tuple[int, ...]:
    """Find where linked hand-overs end in a zone that has every step.

    Parameters
    ----------
    course : Course
    home : int

    Returns
    -------
    tuple of int
        The last step that is reached from the first by linked hand-overs, and the step after
        which nothing hands over to; empty where one comes through.

    Examples
    --------
    Operator 0 offers the first step, operator 1 the second, and nothing links them.

    >>> nobody = csr_array((2, 2))
    >>> at = np.array([0, 1]), np.array([0, 1]), np.array([0, 0])
    >>> furthest(Course((False, False), *at, (1,), 1, nobody), 0)
    (0, 1)
    """
    found = reached(course.skippable, present(course, home), course.near)
    last = 0
    for at, skippable in enumerate(course.skippable):
        if found[at].any():
            last = at
        elif not skippable:
            return (last, at)
    return ()
