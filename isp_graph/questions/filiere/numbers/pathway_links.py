"""Which single links between two operators would open a linked way where there is none?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from isp_graph.measures.matrices import Booleans
from isp_graph.questions.filiere.numbers.pathway_network import neighbours
from isp_graph.questions.filiere.numbers.pathway_reach import reached


def _onward(
    there: Booleans, near: Booleans, skippable: Sequence[bool]
) -> dict[tuple[int, int], Booleans]:
    """Tell from which operator at one step one comes to which at a later one, by the links."""
    steps = len(skippable)
    found: dict[tuple[int, int], Booleans] = {}
    for at in reversed(range(steps)):
        for after in neighbours(skippable, at, 1):
            taken = there[at][:, None] & near & there[after]
            ways = {after: taken}
            for later in range(after + 1, steps):
                if (after, later) in found:
                    # Sums of zeros and ones are exact in single precision, and compiled.
                    one, other = taken.astype(np.float32), found[after, later].astype(np.float32)
                    ways[later] = one @ other > 0
            for later, way in ways.items():
                before = found.get((at, later))
                found[at, later] = way if before is None else before | way
    return found


def completing(there: Booleans, near: Booleans, skippable: Sequence[bool]) -> Booleans:
    r"""Tell which single links would open a linked way from the first step to the last.

    Parameters
    ----------
    there : ndarray, shape (steps, operators)
        Who offers what, where no linked way leads through.
    near : ndarray, shape (operators, operators)
        Who is linked to whom, each to herself included.
    skippable : sequence of bool
        By step.

    Returns
    -------
    ndarray, shape (operators, operators)
        Symmetric: where a link between the two, used wherever it serves, lets one come through.

    Notes
    -----
    With a link between *a* and *b*, one may be at *a* at step *i*

    .. math:: A_i(a, b) = F_i(a) \lor \bigvee_{k < i} \bigl(A_k(a, b) \land R_{ki}(a, a)
              \lor A_k(b, a) \land R_{ki}(b, a)\bigr) \lor T_i(a) \land \bigvee_{k \to i} A_k(b, a),

    where *F* is who is reached without it, *R* who leads to whom without it, *T* who offers the
    step, and the last term takes the link from *b* to *a*, from any step before which *i* may
    come. The link completes if some :math:`A_i(a, b)` holds from which the last step is reached
    without it. A link that is used twice is found as one that is used once.

    Examples
    --------
    Operator 0 offers the first and the last of three steps, 1 the middle one: the link is taken
    there and back.

    >>> there = np.array([[1, 0], [0, 1], [1, 0]], dtype=bool)
    >>> completing(there, np.eye(2, dtype=bool), [False, False, False])
    array([[False,  True],
           [ True, False]])
    """
    steps, operators = there.shape
    onward = _onward(there, near, skippable)
    first = reached(skippable, there, near.astype(np.int64))
    last = reached(skippable, there, near.astype(np.int64), back=True)
    at_a: list[Booleans] = []
    found = np.zeros((operators, operators), dtype=bool)
    for step in range(steps):
        here = np.repeat(first[step][:, None], operators, axis=1)
        for before in range(step):
            way = onward.get((before, step))
            if way is not None:
                here |= at_a[before] & np.diagonal(way)[:, None]
                here |= (at_a[before] & way).T
            if step in neighbours(skippable, before, 1):
                here |= at_a[before].T & there[step][:, None]
        at_a.append(here)
        found |= here & last[step][:, None]
    found |= found.T
    np.fill_diagonal(found, val=False)
    return found
