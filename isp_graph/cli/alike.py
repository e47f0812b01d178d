"""The hint that some people look alike, beside what counts people or checks them."""

from __future__ import annotations

import argparse

from isp_graph.console.session import talk
from isp_graph.datasets.dataset import Dataset
from isp_graph.present.texts import text
from isp_graph.questions.people.people import people_match

_MOST = 3_000
"""Entries that are compared for a hint; more would take longer than most answers."""


def tell_alike(options: argparse.Namespace) -> None:
    """Say on stderr how many pairs of people `people match` would propose, where there are some.

    Parameters
    ----------
    options : argparse.Namespace
        With ``opened``, the dataset as read, with its names.
    """
    named: Dataset = options.opened
    entries = named.table("people").height
    if options.quiet or entries < 2:
        return
    if entries > _MOST:
        talk(options, text("people.not_compared", options.lang, n=entries, name=options.dataset))
    elif pairs := people_match(named).frame.height:
        talk(options, text("people.alike", options.lang, n=pairs, name=options.dataset))
