"""A layer as a network of pyvis, which a person can go on changing in a notebook."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.network.looks import NEUTRAL, SHAPES, colour, family, sign_size
from isp_graph.network.placing.positions import positions
from isp_graph.schema.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from pyvis.network import Network

_INK = "#14213d"


def pyvis_network(
    data: Records, edges: pl.DataFrame, *, directed: bool, language: str, seed: int
) -> Network:
    """Draw ties with pyvis: places, shapes and colours as in the report, nothing moving.

    Parameters
    ----------
    data : Records
        What organisations are called, and of which kind and zone.
    edges : DataFrame
        ``a``, ``b`` and ``weight``.
    directed : bool
    language : {'fr', 'nl', 'en'}
        Of the tooltips.
    seed : int
        Of the places.

    Returns
    -------
    pyvis.network.Network
    """
    # pyvis brings IPython, for half a second.
    from pyvis.network import Network

    facts = data.nodes.select("id", "short_name", "kind", "seat_zone").rows()
    called = local_names(data, "organisations", language)
    place = {row[0]: number for number, row in enumerate(facts)}
    ends = [sorted((place[a], place[b])) for a, b in edges.select("a", "b").iter_rows()]
    pairs = sorted({(a, b) for a, b in ends})
    neighbours = Counter(end for pair in pairs for end in pair)
    names = local_names(data, "zones", language) if "zones" in data.tables else {}
    zones = sorted(names)
    drawn = positions(len(facts), pairs, [zone for *_, zone in facts], order=zones, seed=seed)
    network = Network(height="720px", directed=directed, notebook=True, cdn_resources="in_line")
    network.toggle_physics(status=False)
    paints = {zone: colour(number) for number, zone in enumerate(zones)}
    kinds = VOCABULARIES["organisation_kind"]
    for number, (own, short, kind, zone) in enumerate(facts):
        told = [called[own], kinds.label(kind, language), names.get(zone)]
        paint = paints.get(zone, NEUTRAL)
        lit = {"background": paint, "border": _INK}
        network.add_node(
            own,
            label=short or called[own],
            title=_title(told),
            shape=SHAPES[family(kind)],
            color={"background": paint, "border": "#ffffff", "highlight": lit},
            size=sign_size(neighbours[number]),
            font={"size": 13, "color": _INK},
            x=drawn.places[number][0],
            y=drawn.places[number][1],
        )
    faint = 0.6 if len(pairs) < 300 else 0.3
    network.edges = [
        {
            "from": a,
            "to": b,
            "title": f"{weight:g}",
            "width": round(0.8 + 0.8 * math.log2(1 + weight), 1),
            "color": {"color": NEUTRAL, "highlight": _INK, "opacity": faint},
            "smooth": False,
        }
        | ({"arrows": "to"} if directed else {})
        for a, b, weight in edges.iter_rows()
    ]
    return network


def _title(told: Sequence[str | None]) -> str:
    """Write a tooltip; where a title has an address, pyvis would take it for markup."""
    return "\n".join(line for line in told if line).replace("href", "hr\N{ZERO WIDTH SPACE}ef")
