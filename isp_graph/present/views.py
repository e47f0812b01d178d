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
from isp_graph.present.boards_section import boards_section
from isp_graph.present.catchment_section import catchment_section
from isp_graph.present.gaps_section import gaps_section
from isp_graph.present.homophily_section import homophily_section
from isp_graph.present.meetings_section import meetings_section
from isp_graph.present.pathways_section import pathways_section
from isp_graph.present.timeline_section import timeline_section


@dataclass(frozen=True)
class View:
    """A section of the page.

    Attributes
    ----------
    name : str
        Of the section, its texts and its script.
    build : callable
        Gives what its script draws; None leaves the section out.
    texts : tuple of str
        Other files of texts that its script reads.
    serves : tuple of str
        Other sections that read what it gives.
    """

    name: str
    build: Callable[[Asked], Mapping[str, Any] | None]
    texts: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()

    def wanted(self, only: str | None) -> bool:
        """Tell whether a page needs it, that has all sections or one."""
        return only in (None, self.name, *self.serves)


VIEWS = (
    View("gaps", gaps_section, serves=("network",)),
    View("pathways", pathways_section),
    View("catchment", catchment_section),
    View("homophily", homophily_section),
    View("boards", boards_section, ("sharing",)),
    View("meetings", meetings_section, ("sharing",)),
    View("timeline", timeline_section),
)
"""In the order of the page."""
