"""Commands that ask about the network."""

from __future__ import annotations

from typing import Any

from isp_graph.console.options import GRAPHS, TABULAR, common, layers, weight, whole


def _subnetwork(add: Any) -> None:
    parser = add("subnetwork", "take the part of the network around an organisation or a choice")
    common(parser, (*TABULAR, *GRAPHS))
    layers(parser, several=False)
    weight(parser)
    parser.add_argument("--around", metavar="ID", help="the organisation in the middle")
    parser.add_argument("--radius", type=whole, default=1, metavar="N", help="ties away, at most")


def _centrality(add: Any) -> None:
    parser = add("centrality", "measure how central each organisation is in a layer")
    common(parser, TABULAR)
    layers(parser, several=True)
    weight(parser)
    parser.add_argument(
        "--weighted", action="store_true", help="let strength, and its inverse as distance, count"
    )
    parser.add_argument(
        "--raw", action="store_true", help="betweenness in pairs, closeness as a sum of distances"
    )
    parser.add_argument(
        "--exact", action="store_true", help="path measures above 20,000 organisations too"
    )
    parser.add_argument(
        "--pivots", type=whole, metavar="K", help="estimate path measures from K sources"
    )


def _isolated(add: Any) -> None:
    parser = add("isolated", "tell who is isolated, and who could bring them in")
    common(parser, TABULAR)
    layers(parser, several=True)


def _timeline(add: Any) -> None:
    parser = add("timeline", "count year by year what was live, what began and what ended")
    common(parser, TABULAR)


DECLARED = (_subnetwork, _centrality, _isolated, _timeline)
