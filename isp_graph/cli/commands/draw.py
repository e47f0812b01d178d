"""The command that writes one view as a page of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from isp_graph.cli.commands.report import write_page
from isp_graph.console.asked import Asked
from isp_graph.console.exits import DONE
from isp_graph.console.options import Layers, command, commands
from isp_graph.console.values import only_one
from isp_graph.errors import UsageError

app = commands()
SECTIONS = {name: name for name in ("network", "map", "timeline")}
SECTIONS |= {"matrix": "homophily", "flows": "pathways"}
"""The section of the report that each picture is."""


@command(app, "draw", ("html",))
def run(
    view: Literal["network", "map", "matrix", "flows", "timeline"],
    asked: Asked,
    by: Annotated[Literal["pyvis"] | None, typer.Option("--with")] = None,
    layer: Layers = None,
) -> int:
    """Write the page."""
    if by is None and layer is not None:
        raise UsageError("layer_of_what")
    if by is None:
        return write_page(asked, view, SECTIONS[view])
    if view != "network":
        raise UsageError("with_what", view=view)
    return _with_pyvis(asked, only_one("--layer", layer) or "all")


def _with_pyvis(asked: Asked, name: str) -> int:
    from isp_graph.console import session
    from isp_graph.network import build_layer
    from isp_graph.picture.pyvis_page import pyvis_page
    from isp_graph.present.names import layer_label
    from isp_graph.texts.notebook import data_sentence

    if asked.output is None:
        asked = replace(asked, output=f"{Path(asked.dataset).stem}-{name}.html")
    data = session.restricted(asked, session.open_dataset(asked)).current()
    with session.working(asked):
        drawn = build_layer(data, name).to_pyvis(language=asked.lang, seed=asked.seed)
        page = pyvis_page(
            drawn,
            language=asked.lang,
            title=data.settings.title.get(asked.lang, data.name),
            told=[
                layer_label(name, asked.lang),
                data_sentence(data.name, data.date, data.fingerprint, asked.lang),
            ],
        )
    session.put(asked, page.encode())
    return DONE
