"""The list of questions: a line here makes a folder a command and a section of the page.

In a question's folder ``command.py`` runs the command, ``section.py`` gives what ``section.js``
draws, and ``texts.toml`` words both. Nothing heavy is imported here: ``--help`` reads this list.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType


@dataclass(frozen=True)
class Question:
    """A question, and under which names it is asked.

    Attributes
    ----------
    folder : str
        Beneath ``questions``, its parts joined by dots.
    command : str, optional
        What one types.
    section : str, optional
        Its name on the page, and that of its texts.
    texts : tuple of str
        Other files of texts that its section reads.
    serves : tuple of str
        Other sections that read what its section gives.
    """

    folder: str
    command: str | None = None
    section: str | None = None
    texts: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()

    def module(self, name: str) -> ModuleType:
        """Load a module of its folder."""
        return import_module(f"isp_graph.questions.{self.folder}.{name}")

    @property
    def script(self) -> str:
        """Where the script of its section stands, beneath the package."""
        return f"questions/{self.folder.replace('.', '/')}/section.js"

    def wanted(self, only: str | None) -> bool:
        """Tell whether a page needs its section, that has all sections or one."""
        return self.section is not None and only in (None, self.section, *self.serves)


QUESTIONS = (
    Question("overview.summary", "summary"),
    Question("overview.subnetwork", "subnetwork"),
    Question("people", "people"),
    Question("isolated", "isolated", "isolated", texts=("statuses",)),
    Question("centrality", "centrality", "centrality", texts=("columns",), serves=("network",)),
    Question("filiere.gaps", "gaps", "gaps", serves=("network",)),
    Question("filiere.pathways", "pathways", "pathways"),
    Question("filiere.catchment", "catchment", "catchment"),
    Question("homophily", "homophily", "homophily"),
    Question("boards", "interlocks", "boards", texts=("sharing",)),
    Question("meetings", "meetings", "meetings", texts=("sharing",)),
    Question("overview.timeline", "timeline", "timeline"),
    Question("overview.practices", section="practices"),
)
"""Sections stand on the page in this order."""
