"""The command that tells what each zone lacks."""

from __future__ import annotations

import argparse

from isp_graph.analysis.gaps import gaps
from isp_graph.cli.answers import rows_out
from isp_graph.cli.exits import DONE
from isp_graph.cli.session import chosen_format, open_dataset, restricted, talk, working
from isp_graph.io.geometry import geometry_of
from isp_graph.present.gaps_view import gaps_view
from isp_graph.present.texts import text


def run(options: argparse.Namespace) -> int:
    """Tell what each zone lacks."""
    data = restricted(options, open_dataset(options))
    with working(options, text("terminal.computing", options.lang)):
        geometry = geometry_of(options.dataset)
        result = gaps(data, public=options.public, language=options.language, geometry=geometry)
    known = bool(data.as_read().table("offers").height)
    silence = text("pathways.no_offers", options.lang, name=data.name)
    if not known and chosen_format(options) != "table":
        talk(options, silence)
    rows_out(
        options,
        result.question,
        result.basis,
        tuple(result.frame.columns),
        result.rows,
        lambda: gaps_view(result, data, options.lang) if known else silence + "\n",
    )
    return DONE
