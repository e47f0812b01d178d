"""The network of the page: vis-network as pyvis brings it, with data of ours and physics off.

The page holds the library itself, so that nothing is fetched. Data go in as a JSON block, which
the page's own script reads: no name ever becomes markup.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from isp_graph.picture.drawing import Pair, as_edges
from isp_graph.picture.embedding import embedded
from isp_graph.picture.positions import Positions
from isp_graph.picture.styles import NEUTRAL, PALETTE, SHAPES, family, vis_groups

NODE_LIMIT = 2_000
"""Organisations that vis-network draws; beyond, a canvas of ours draws groups that unfold."""
_LIBRARY = "pyvis/templates/lib/vis-9.1.2/vis-network.min.js"


def node_entries(
    organisations: Sequence[Mapping[str, Any]],
    kinds: Sequence[str],
    degrees: Sequence[int],
    drawn: Positions,
) -> list[dict[str, Any]]:
    """Write organisations as vis-network's nodes.

    Parameters
    ----------
    organisations : sequence of mapping
        As `isp_graph.page.contents.organisations` lists them.
    kinds : sequence of str
        Codes by the place that ``k`` names.
    degrees : sequence of int
        Neighbours of each, which decide its size.
    drawn : Positions

    Returns
    -------
    list of dict
        Numbered in the same order.
    """
    nodes = []
    # Seen from further away, a large network needs larger signs.
    larger = min(1.3, max(1.0, math.sqrt(len(organisations) / 400)))
    for number, (entry, degree) in enumerate(zip(organisations, degrees, strict=True)):
        shape = family(kinds[entry["k"]])
        zone = entry.get("z")
        group = "none" if zone is None else f"z{zone % len(PALETTE)}"
        x, y = drawn.places[number]
        scale = 0.85 if SHAPES[shape] in ("square", "diamond") else 1.0
        nodes.append(
            {
                "id": number,
                "x": x,
                "y": y,
                "shape": SHAPES[shape],
                "size": round(scale * larger * (8.5 + 2.0 * math.sqrt(min(degree, 80))), 1),
                "group": "class" if entry.get("cl") else group,
            }
        )
    return nodes


def options(nodes: int, edges: int) -> dict[str, Any]:
    """Give vis-network's options: nothing moves by itself, and nothing is markup."""
    faint = 0.55 if edges < 300 else 0.3 if edges < 800 else 0.13
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "groups": {**vis_groups(), "useDefaultGroups": False},
        "nodes": {
            "borderWidth": 1 if nodes < 400 else 0,
            "borderWidthSelected": 3,
            "chosen": True,
        },
        "edges": {
            "smooth": False,
            "width": 1.2,
            "selectionWidth": 1,
            "hoverWidth": 0,
            "color": {
                "color": NEUTRAL,
                "highlight": "#14213d",
                "hover": NEUTRAL,
                "opacity": faint,
                "inherit": False,
            },
        },
        "interaction": {
            "dragNodes": False,
            "hover": True,
            "hideEdgesOnDrag": edges > 1500,
            "hideEdgesOnZoom": edges > 1500,
            "keyboard": {"enabled": False},
            "multiselect": False,
            "selectConnectedEdges": True,
            "zoomView": False,
        },
    }


def network_html(nodes: list[dict[str, Any]], pairs: Sequence[Pair]) -> str:
    """Write the part of the page that holds vis-network and its data.

    Parameters
    ----------
    nodes : list of dict
        vis-network's nodes, each with its place.
    pairs : sequence of Pair

    Returns
    -------
    str
        HTML that may stand anywhere in a body.
    """
    edges = as_edges(pairs)
    data = {"nodes": nodes, "edges": edges, "options": options(len(nodes), len(edges))}
    return (
        f"<script>{_library()}</script>\n"
        f'<script type="application/json" id="network-data">{embedded(data)}</script>'
    )


def _library() -> str:
    """Read vis-network, a file of pyvis: to import that brings IPython, for half a second."""
    path = distribution("pyvis").locate_file(_LIBRARY)
    return Path(str(path)).read_text("utf-8").removesuffix("\n")


def folded_html(folded: Mapping[str, Any]) -> str:
    """Write the part of the page that holds the data of a picture of groups.

    Parameters
    ----------
    folded : mapping
        As `isp_graph.picture.folded.folded` gives it.

    Returns
    -------
    str
        HTML that may stand anywhere in a body.
    """
    return f'<script type="application/json" id="network-data">{embedded(folded)}</script>'
