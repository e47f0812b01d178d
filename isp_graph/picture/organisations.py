"""The picture of a network in which each organisation has its own sign, as the page is told it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.network import Layer
from isp_graph.network.placing.positions import Positions
from isp_graph.picture.drawing import Pair, packed_pairs, sign_sizes

NODE_LIMIT = 2_000
"""Organisations that are drawn one by one; beyond, groups that unfold."""


def picture_of_organisations(
    every: Layer,
    listed: Sequence[Mapping[str, Any]],
    pairs: Sequence[Pair],
    drawn: Positions,
) -> dict[str, Any]:
    """Give the picture in columns.

    Parameters
    ----------
    every : Layer
        All layers together: the more neighbours, the larger a sign.
    listed : sequence of mapping
        Every organisation, as `isp_graph.page.contents.organisations` lists them.
    pairs : sequence of Pair
    drawn : Positions

    Returns
    -------
    dict
        ``x``, ``y`` and ``size`` of each organisation, and ``pairs``.
    """
    # Seen from further away, a large network needs larger signs.
    larger = min(1.3, max(1.0, math.sqrt(len(listed) / 400)))
    return {
        "x": [x for x, _ in drawn.places],
        "y": [y for _, y in drawn.places],
        "size": sign_sizes(every, listed, 8.5 * larger, 2 * larger),
        "pairs": packed_pairs(pairs),
    }
