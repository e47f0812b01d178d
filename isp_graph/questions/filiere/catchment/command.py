"""The command that tells where the public comes from."""

from __future__ import annotations

import argparse

from isp_graph.console.answers import result_out
from isp_graph.console.session import chosen_format, open_dataset, restricted, talk
from isp_graph.present.texts import text
from isp_graph.questions.filiere.catchment.catchment import catchment, catchment_flows
from isp_graph.questions.filiere.catchment.terminal import catchment_flows_view, catchment_view


def run(options: argparse.Namespace) -> int:
    """Tell where the public comes from."""
    data = restricted(options, open_dataset(options))
    result = catchment_flows(data) if options.flows else catchment(data)
    view = catchment_flows_view if options.flows else catchment_view
    known = bool(data.as_read().table("publics").height)
    silence = text("catchment.nothing", options.lang, name=data.name)
    if not known and chosen_format(options) != "table":
        talk(options, silence)
    return result_out(
        options, result, lambda: view(result, data, options.lang) if known else silence + "\n"
    )
