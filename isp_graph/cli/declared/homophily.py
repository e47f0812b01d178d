"""The command that asks whether ties follow the zone, the sector, or chance."""

from __future__ import annotations

from typing import Any

from isp_graph.console.options import TABULAR, common, layers, whole


def _homophily(add: Any) -> None:
    parser = add("homophily", "tell whether ties follow the zone or the sector, beyond chance")
    common(parser, TABULAR)
    layers(parser, several=True)
    views = parser.add_mutually_exclusive_group()
    views.add_argument(
        "--mixing", action="store_true", help="the mixing matrix itself: who is tied with whom"
    )
    views.add_argument(
        "--model", action="store_true", help="zone and sector together: what each adds (MRQAP)"
    )
    views.add_argument("--overlap", action="store_true", help="how far layers tie the same pairs")
    views.add_argument(
        "--brokerage",
        action="store_true",
        help="who stands between groups (Gould-Fernandez), and without whom they fall apart",
    )
    parser.add_argument(
        "--by",
        action="append",
        metavar="ATTRIBUTE",
        help="zone, sector, kind, language, commune, coverage, step or pole; with --model also "
        "distance; repeatable (by default zone and sector)",
    )
    parser.add_argument(
        "--multi",
        choices=("split", "any"),
        default="split",
        help="an organisation of k values is 1/k in each (split, the default), or one shared "
        "value makes a tie internal (any)",
    )
    parser.add_argument(
        "--unknown",
        choices=("left-out", "as-none"),
        default="left-out",
        help="organisations of which a layer cannot speak are left out of it (left-out, the "
        "default), or count as organisations without ties (as-none)",
    )
    parser.add_argument(
        "--null",
        choices=("labels", "degrees"),
        default="labels",
        help="groups dealt out anew among organisations (labels, the default), or beside it ties "
        "drawn anew with every degree kept (degrees), which decides no verdict",
    )
    parser.add_argument(
        "--weighted", action="store_true", help="with --model: explain weights, not mere ties"
    )
    parser.add_argument(
        "--draws", type=whole, metavar="N", help="draws of the null model (by default 1000)"
    )
    parser.add_argument(
        "--jobs", type=whole, default=1, metavar="N", help="processes that share the draws"
    )


DECLARED = (_homophily,)
