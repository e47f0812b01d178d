"""The hint that some people look alike, beside what counts people or checks them."""

from __future__ import annotations

from isp_graph.console.asked import Asked
from isp_graph.console.session import talk
from isp_graph.questions.people.people import people_match

_MOST = 3_000
"""Entries that are compared for a hint; more would take longer than most answers."""


def tell_alike(asked: Asked) -> None:
    """Say on stderr how many pairs of people `people match` would propose, where there are some.

    Parameters
    ----------
    asked : Asked
        With the dataset as read, with its names.
    """
    named = asked.opened
    if named is None:
        return
    entries = named.table("people").height
    if asked.quiet or entries < 2:
        return
    if entries > _MOST:
        talk(asked, "people.not_compared", n=entries, name=asked.dataset)
    elif pairs := people_match(named).frame.height:
        talk(asked, "people.alike", n=pairs, name=asked.dataset)
