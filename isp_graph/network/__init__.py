"""Layers: one kind of connection read as a network of organisations.

A *layer* is a simple weighted graph over all organisations kept, isolates included, classes of
actors left out. An edge's ``weight`` is a strength: the more, the closer. ``boards`` and
``meetings`` come from a *two-mode* network (people × organisations, meetings × organisations),
which the layer keeps; every kind of tie is a layer of its own; ``all`` counts in how many
layers a pair is tied.
"""

from isp_graph.network.build import build_layer, layer, to_pyvis
from isp_graph.network.known import before_where, expected, has_rows, known
from isp_graph.network.layer import Layer, TwoMode
from isp_graph.network.names import (
    APART_LAYERS,
    VARIANTS,
    base_of,
    evidence_rows,
    layer_names,
    layer_of_kind,
    own_seats,
)
from isp_graph.network.projections import scales, two_mode

__all__ = [
    "APART_LAYERS",
    "VARIANTS",
    "Layer",
    "TwoMode",
    "base_of",
    "before_where",
    "build_layer",
    "evidence_rows",
    "expected",
    "has_rows",
    "known",
    "layer",
    "layer_names",
    "layer_of_kind",
    "own_seats",
    "scales",
    "to_pyvis",
    "two_mode",
]
