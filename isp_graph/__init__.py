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
    from isp_graph.datasets.dataset import Dataset as Dataset
    from isp_graph.datasets.read import read as read
    from isp_graph.network import Layer as Layer
    from isp_graph.network import layer as layer
    from isp_graph.network.graph import graph as graph
    from isp_graph.questions.boards.administrators import administrators as administrators
    from isp_graph.questions.boards.administrators import (
        dependence_on_people as dependence_on_people,
    )
    from isp_graph.questions.boards.administrators import represented_seats as represented_seats
    from isp_graph.questions.boards.administrators import two_mode_centrality as two_mode_centrality
    from isp_graph.questions.boards.interlocks import interlocks as interlocks
    from isp_graph.questions.centrality.centrality import centrality as centrality
    from isp_graph.questions.filiere.catchment.catchment import catchment as catchment
    from isp_graph.questions.filiere.catchment.catchment import catchment_flows as catchment_flows
    from isp_graph.questions.filiere.gaps.capacity import gap_capacity as gap_capacity
    from isp_graph.questions.filiere.gaps.gaps import gaps as gaps
    from isp_graph.questions.filiere.gaps.repair import gap_repair as gap_repair
    from isp_graph.questions.filiere.pathways.depends import pathway_depends as pathway_depends
    from isp_graph.questions.filiere.pathways.every import pathway_list as pathway_list
    from isp_graph.questions.filiere.pathways.flows import pathway_flows as pathway_flows
    from isp_graph.questions.filiere.pathways.flows import pathway_outside as pathway_outside
    from isp_graph.questions.filiere.pathways.hand_overs import hand_overs as hand_overs
    from isp_graph.questions.filiere.pathways.pathways import pathways as pathways
    from isp_graph.questions.homophily.brokerage import brokerage as brokerage
    from isp_graph.questions.homophily.homophily import homophily as homophily
    from isp_graph.questions.homophily.homophily import mixing as mixing
    from isp_graph.questions.homophily.joint_model import network_model as network_model
    from isp_graph.questions.homophily.layer_overlap import layer_overlap as layer_overlap
    from isp_graph.questions.isolated.isolated import isolated as isolated
    from isp_graph.questions.meetings.cover import meeting_cover as meeting_cover
    from isp_graph.questions.meetings.delegation import delegations as delegations
    from isp_graph.questions.meetings.meetings import meeting_load as meeting_load
    from isp_graph.questions.meetings.meetings import meetings as meetings
    from isp_graph.questions.meetings.meetings import stopped_attending as stopped_attending
    from isp_graph.questions.overview.subnetwork.subnetwork import subnetwork as subnetwork
    from isp_graph.questions.overview.summary.summary import summary as summary
    from isp_graph.questions.overview.timeline.timeline import timeline as timeline
    from isp_graph.questions.people.people import people_match as people_match

_PLACES = {
    "Dataset": "isp_graph.datasets.dataset",
    "Layer": "isp_graph.network",
    "administrators": "isp_graph.questions.boards.administrators",
    "two_mode_centrality": "isp_graph.questions.boards.administrators",
    "dependence_on_people": "isp_graph.questions.boards.administrators",
    "represented_seats": "isp_graph.questions.boards.administrators",
    "interlocks": "isp_graph.questions.boards.interlocks",
    "meetings": "isp_graph.questions.meetings.meetings",
    "meeting_load": "isp_graph.questions.meetings.meetings",
    "meeting_cover": "isp_graph.questions.meetings.cover",
    "delegations": "isp_graph.questions.meetings.delegation",
    "stopped_attending": "isp_graph.questions.meetings.meetings",
    "brokerage": "isp_graph.questions.homophily.brokerage",
    "catchment": "isp_graph.questions.filiere.catchment.catchment",
    "catchment_flows": "isp_graph.questions.filiere.catchment.catchment",
    "centrality": "isp_graph.questions.centrality.centrality",
    "gap_capacity": "isp_graph.questions.filiere.gaps.capacity",
    "gap_repair": "isp_graph.questions.filiere.gaps.repair",
    "gaps": "isp_graph.questions.filiere.gaps.gaps",
    "graph": "isp_graph.network.graph",
    "hand_overs": "isp_graph.questions.filiere.pathways.hand_overs",
    "homophily": "isp_graph.questions.homophily.homophily",
    "isolated": "isp_graph.questions.isolated.isolated",
    "layer": "isp_graph.network",
    "layer_overlap": "isp_graph.questions.homophily.layer_overlap",
    "mixing": "isp_graph.questions.homophily.homophily",
    "network_model": "isp_graph.questions.homophily.joint_model",
    "people_match": "isp_graph.questions.people.people",
    "pathway_depends": "isp_graph.questions.filiere.pathways.depends",
    "pathway_flows": "isp_graph.questions.filiere.pathways.flows",
    "pathway_list": "isp_graph.questions.filiere.pathways.every",
    "pathway_outside": "isp_graph.questions.filiere.pathways.flows",
    "pathways": "isp_graph.questions.filiere.pathways.pathways",
    "read": "isp_graph.datasets.read",
    "subnetwork": "isp_graph.questions.overview.subnetwork.subnetwork",
    "summary": "isp_graph.questions.overview.summary.summary",
    "timeline": "isp_graph.questions.overview.timeline.timeline",
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
