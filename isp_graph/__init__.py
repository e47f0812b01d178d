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
    from isp_graph.analysis.administrators import administrators as administrators
    from isp_graph.analysis.administrators import dependence_on_people as dependence_on_people
    from isp_graph.analysis.administrators import represented_seats as represented_seats
    from isp_graph.analysis.administrators import two_mode_centrality as two_mode_centrality
    from isp_graph.analysis.brokerage import brokerage as brokerage
    from isp_graph.analysis.catchment import catchment as catchment
    from isp_graph.analysis.catchment import catchment_flows as catchment_flows
    from isp_graph.analysis.centrality import centrality as centrality
    from isp_graph.analysis.delegation import delegations as delegations
    from isp_graph.analysis.gap_capacity import gap_capacity as gap_capacity
    from isp_graph.analysis.gap_repair import gap_repair as gap_repair
    from isp_graph.analysis.gaps import gaps as gaps
    from isp_graph.analysis.hand_overs import hand_overs as hand_overs
    from isp_graph.analysis.homophily import homophily as homophily
    from isp_graph.analysis.homophily import mixing as mixing
    from isp_graph.analysis.interlocks import interlocks as interlocks
    from isp_graph.analysis.isolated import isolated as isolated
    from isp_graph.analysis.layer_overlap import layer_overlap as layer_overlap
    from isp_graph.analysis.meeting_cover import meeting_cover as meeting_cover
    from isp_graph.analysis.meetings import meeting_load as meeting_load
    from isp_graph.analysis.meetings import meetings as meetings
    from isp_graph.analysis.meetings import stopped_attending as stopped_attending
    from isp_graph.analysis.network_model import network_model as network_model
    from isp_graph.analysis.pathway_depends import pathway_depends as pathway_depends
    from isp_graph.analysis.pathway_flows import pathway_flows as pathway_flows
    from isp_graph.analysis.pathway_flows import pathway_outside as pathway_outside
    from isp_graph.analysis.pathway_list import pathway_list as pathway_list
    from isp_graph.analysis.pathways import pathways as pathways
    from isp_graph.analysis.people_match import people_match as people_match
    from isp_graph.analysis.subnetwork import subnetwork as subnetwork
    from isp_graph.analysis.summary import summary as summary
    from isp_graph.analysis.timeline import timeline as timeline
    from isp_graph.dataset import Dataset as Dataset
    from isp_graph.io.reading import read as read
    from isp_graph.layers import Layer as Layer
    from isp_graph.layers import layer as layer
    from isp_graph.network import graph as graph

_PLACES = {
    "Dataset": "isp_graph.dataset",
    "Layer": "isp_graph.layers",
    "administrators": "isp_graph.analysis.administrators",
    "two_mode_centrality": "isp_graph.analysis.administrators",
    "dependence_on_people": "isp_graph.analysis.administrators",
    "represented_seats": "isp_graph.analysis.administrators",
    "interlocks": "isp_graph.analysis.interlocks",
    "meetings": "isp_graph.analysis.meetings",
    "meeting_load": "isp_graph.analysis.meetings",
    "meeting_cover": "isp_graph.analysis.meeting_cover",
    "delegations": "isp_graph.analysis.delegation",
    "stopped_attending": "isp_graph.analysis.meetings",
    "brokerage": "isp_graph.analysis.brokerage",
    "catchment": "isp_graph.analysis.catchment",
    "catchment_flows": "isp_graph.analysis.catchment",
    "centrality": "isp_graph.analysis.centrality",
    "gap_capacity": "isp_graph.analysis.gap_capacity",
    "gap_repair": "isp_graph.analysis.gap_repair",
    "gaps": "isp_graph.analysis.gaps",
    "graph": "isp_graph.network",
    "hand_overs": "isp_graph.analysis.hand_overs",
    "homophily": "isp_graph.analysis.homophily",
    "isolated": "isp_graph.analysis.isolated",
    "layer": "isp_graph.layers",
    "layer_overlap": "isp_graph.analysis.layer_overlap",
    "mixing": "isp_graph.analysis.homophily",
    "network_model": "isp_graph.analysis.network_model",
    "people_match": "isp_graph.analysis.people_match",
    "pathway_depends": "isp_graph.analysis.pathway_depends",
    "pathway_flows": "isp_graph.analysis.pathway_flows",
    "pathway_list": "isp_graph.analysis.pathway_list",
    "pathway_outside": "isp_graph.analysis.pathway_flows",
    "pathways": "isp_graph.analysis.pathways",
    "read": "isp_graph.io.reading",
    "subnetwork": "isp_graph.analysis.subnetwork",
    "summary": "isp_graph.analysis.summary",
    "timeline": "isp_graph.analysis.timeline",
}
__all__ = [
    "Dataset",
    "Layer",
    "administrators",
    "brokerage",
    "catchment",
    "catchment_flows",
    "centrality",
    "delegations",
    "dependence_on_people",
    "gap_capacity",
    "gap_repair",
    "gaps",
    "graph",
    "hand_overs",
    "homophily",
    "interlocks",
    "isolated",
    "layer",
    "layer_overlap",
    "meeting_cover",
    "meeting_load",
    "meetings",
    "mixing",
    "network_model",
    "pathway_depends",
    "pathway_flows",
    "pathway_list",
    "pathway_outside",
    "pathways",
    "people_match",
    "read",
    "represented_seats",
    "stopped_attending",
    "subnetwork",
    "summary",
    "timeline",
    "two_mode_centrality",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
