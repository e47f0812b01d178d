"""The command that tells which meetings gather the same."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace

import polars as pl

from isp_graph.console.answers import result_out
from isp_graph.console.session import (
    chosen_format,
    counting,
    open_dataset,
    restricted,
    talk,
    working,
)
from isp_graph.datasets.dataset import Dataset
from isp_graph.present.texts import text
from isp_graph.questions.meetings.cover import meeting_cover
from isp_graph.questions.meetings.delegation import delegations
from isp_graph.questions.meetings.meetings import meeting_load, meetings, stopped_attending
from isp_graph.questions.meetings.terminal import meetings_list, meetings_unknown
from isp_graph.results import Result


def _answer(
    options: argparse.Namespace, data: Dataset, progress: Callable[[int], None] | None
) -> Result:
    if options.stopped is not None:
        return stopped_attending(data, options.stopped)
    if options.view == "cover":
        return meeting_cover(data, seconds=options.seconds)
    if options.view == "delegate":
        return delegations(data)
    if options.view in ("load", "absent"):
        load = meeting_load(data)
        nobody = load.frame.filter(pl.col("meetings") == 0)
        return load if options.view == "load" else replace(load, frame=nobody)
    return meetings(
        data,
        null=options.null,
        correction=options.correction,
        alpha=options.alpha,
        draws=options.draws,
        seed=options.seed,
        same=options.same,
        progress=progress,
    )


def run(options: argparse.Namespace) -> int:
    """Tell about meetings, in the view asked for."""
    data = restricted(options, open_dataset(options))
    lacking = meetings_unknown(data, options.lang)
    if lacking and chosen_format(options) != "table":
        talk(options, lacking)
    message = text("terminal.computing", options.lang)
    drawn = options.view is None and options.stopped is None
    shown = counting(options, message, options.draws) if drawn else working(options, message)
    with shown as progress:
        result = _answer(options, data, progress)
    view = "stopped" if options.stopped is not None else options.view
    return result_out(options, result, lambda: meetings_list(result, data, options.lang, view))
