"""The sections of the page that stand on an answer of their own, as their questions give them.

A section named ``boards`` has its texts in ``texts.toml`` of its folder (``nav``, ``title`` and
``intro`` at least) and a script, which registers what draws ``#boards-view`` from
``PAGE.views.boards``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from isp_graph.present.section import Context
from isp_graph.questions.boards.section import boards_section
from isp_graph.questions.filiere.catchment.section import catchment_section
from isp_graph.questions.filiere.gaps.section import gaps_section
from isp_graph.questions.filiere.pathways.section import pathways_section
from isp_graph.questions.homophily.section import homophily_section
from isp_graph.questions.meetings.section import meetings_section
from isp_graph.questions.overview.timeline.section import timeline_section


@dataclass(frozen=True)
class View:
    """A section of the page.

    Attributes
    ----------
    name : str
        Of the section and its texts.
    folder : str
        Of its question, beneath ``questions``.
    build : callable
        Gives what its script draws; None leaves the section out.
    texts : tuple of str
        Other files of texts that its script reads.
    serves : tuple of str
        Other sections that read what it gives.
    """

    name: str
    folder: str
    build: Callable[[Context], Mapping[str, Any] | None]
    texts: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()

    @property
    def script(self) -> str:
        """Where its script stands."""
        return f"questions/{self.folder}/section.js"

    def wanted(self, only: str | None) -> bool:
        """Tell whether a page needs it, that has all sections or one."""
        return only in (None, self.name, *self.serves)


VIEWS = (
    View("gaps", "filiere/gaps", gaps_section, serves=("network",)),
    View("pathways", "filiere/pathways", pathways_section),
    View("catchment", "filiere/catchment", catchment_section),
    View("homophily", "homophily", homophily_section),
    View("boards", "boards", boards_section, ("sharing",)),
    View("meetings", "meetings", meetings_section, ("sharing",)),
    View("timeline", "overview/timeline", timeline_section),
)
"""In the order of the page."""
