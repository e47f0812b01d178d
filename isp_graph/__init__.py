"""isp-graph: the network of insertion socioprofessionnelle as a graph, and its pathways.

>>> import isp_graph
>>> demo = isp_graph.read("demo")
>>> isp_graph.layer(demo, "boards").nodes[:2]
['council', 'cpas-21001']

Names are loaded when they are first used, so that a command that needs no table stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from isp_graph.analysis.catchment import catchment as catchment
    from isp_graph.analysis.catchment import catchment_flows as catchment_flows
    from isp_graph.analysis.centrality import centrality as centrality
    from isp_graph.analysis.gaps import gaps as gaps
    from isp_graph.analysis.isolated import isolated as isolated
    from isp_graph.analysis.pathway_depends import pathway_depends as pathway_depends
    from isp_graph.analysis.pathway_flows import pathway_flows as pathway_flows
    from isp_graph.analysis.pathway_flows import pathway_outside as pathway_outside
    from isp_graph.analysis.pathways import pathways as pathways
    from isp_graph.analysis.subnetwork import subnetwork as subnetwork
    from isp_graph.analysis.summary import summary as summary
    from isp_graph.dataset import Dataset as Dataset
    from isp_graph.io.reading import read as read
    from isp_graph.layers import Layer as Layer
    from isp_graph.layers import layer as layer
    from isp_graph.network import graph as graph

_PLACES = {
    "Dataset": "isp_graph.dataset",
    "Layer": "isp_graph.layers",
    "catchment": "isp_graph.analysis.catchment",
    "catchment_flows": "isp_graph.analysis.catchment",
    "centrality": "isp_graph.analysis.centrality",
    "gaps": "isp_graph.analysis.gaps",
    "graph": "isp_graph.network",
    "isolated": "isp_graph.analysis.isolated",
    "layer": "isp_graph.layers",
    "pathway_depends": "isp_graph.analysis.pathway_depends",
    "pathway_flows": "isp_graph.analysis.pathway_flows",
    "pathway_outside": "isp_graph.analysis.pathway_flows",
    "pathways": "isp_graph.analysis.pathways",
    "read": "isp_graph.io.reading",
    "subnetwork": "isp_graph.analysis.subnetwork",
    "summary": "isp_graph.analysis.summary",
}
__all__ = [
    "Dataset",
    "Layer",
    "catchment",
    "catchment_flows",
    "centrality",
    "gaps",
    "graph",
    "isolated",
    "layer",
    "pathway_depends",
    "pathway_flows",
    "pathway_outside",
    "pathways",
    "read",
    "subnetwork",
    "summary",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
