"""The views of the page that stand on an analysis of their own, one module and one script each.

A view named ``boards`` has its texts in ``texts/boards.toml`` (``nav``, ``title`` and ``intro`` at
least) and its script in ``templates/boards.js``, which registers what draws ``#boards-view`` from
``PAGE.views.boards``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from isp_graph.present.asked import Asked
from isp_graph.present.timeline_view import timeline_view


@dataclass(frozen=True)
class View:
    """A section of the page.

    Attributes
    ----------
    name : str
        Of the section, its texts and its script.
    build : callable
        Gives what its script draws; None leaves the section out.
    """

    name: str
    build: Callable[[Asked], Mapping[str, Any] | None]


VIEWS = (View("timeline", timeline_view),)
"""In the order of the page."""
