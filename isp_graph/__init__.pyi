"""What isp_graph offers; a name is loaded when it is first used."""

__all__: list[str]

from .datasets.dataset import Dataset as Dataset
from .datasets.frames import from_frames as from_frames
from .datasets.read import read as read
from .network import Layer as Layer
from .network import layer as layer
from .network import to_pyvis as to_pyvis
from .network.graph import graph as graph
from .page.report import report as report
from .questions.boards.administrators import administrators as administrators
from .questions.boards.administrators import dependence_on_people as dependence_on_people
from .questions.boards.administrators import represented_seats as represented_seats
from .questions.boards.administrators import two_mode_centrality as two_mode_centrality
from .questions.boards.interlocks import interlocks as interlocks
from .questions.centrality.centrality import centrality as centrality
from .questions.filiere.catchment.catchment import catchment as catchment
from .questions.filiere.catchment.catchment import catchment_flows as catchment_flows
from .questions.filiere.gaps.capacity import gap_capacity as gap_capacity
from .questions.filiere.gaps.gaps import gaps as gaps
from .questions.filiere.gaps.repair import gap_repair as gap_repair
from .questions.filiere.pathways.depends import pathway_depends as pathway_depends
from .questions.filiere.pathways.flows import pathway_flows as pathway_flows
from .questions.filiere.pathways.flows import pathway_outside as pathway_outside
from .questions.filiere.pathways.hand_overs import hand_overs as hand_overs
from .questions.filiere.pathways.pathway_list import pathway_list as pathway_list
from .questions.filiere.pathways.pathways import pathways as pathways
from .questions.homophily.brokerage import brokerage as brokerage
from .questions.homophily.homophily import homophily as homophily
from .questions.homophily.homophily import mixing as mixing
from .questions.homophily.joint_model import network_model as network_model
from .questions.homophily.layer_overlap import layer_overlap as layer_overlap
from .questions.isolated.isolated import isolated as isolated
from .questions.meetings.cover import meeting_cover as meeting_cover
from .questions.meetings.delegation import delegations as delegations
from .questions.meetings.meetings import meeting_load as meeting_load
from .questions.meetings.meetings import meetings as meetings
from .questions.meetings.meetings import stopped_attending as stopped_attending
from .questions.overview.subnetwork.subnetwork import subnetwork as subnetwork
from .questions.overview.summary.summary import summary as summary
from .questions.overview.timeline.timeline import timeline as timeline
from .questions.people.people import people_match as people_match
