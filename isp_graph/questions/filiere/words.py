"""Names for the answers on filières, and what is said before each: what it does not see.

The terminal and the page say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.grammar import LANGUAGES
from isp_graph.present.terminal import printable
from isp_graph.present.wording import printed
from isp_graph.schema.brussels import GAZETTEERS
from isp_graph.texts import text

_NAMED = 8
"""Operators named of those whose offers lie outside; how many more there are is said."""


class Names:
    """Names of zones, communes, sectors, steps and organisations in the reader's language."""

    def __init__(self, data: Records, language: str) -> None:
        data = data.as_read()  # a pathway leads to operators that a condition on rows hides
        self.zones = local_names(data, "zones", language)
        self.communes = local_names(data, "communes", language)
        self.sectors = local_names(data, "sectors", language)
        steps = GAZETTEERS["steps"].rows.items()
        self.steps = {step: str(row[f"name_{language}"]) for step, row in steps}
        self.steps |= local_names(data, "steps", language)
        self.organisations = local_names(data, "organisations", language)

    def step_list(self, steps: Sequence[str], between: str = ", ") -> str:
        """Name some steps."""
        return between.join(self.steps.get(step, step) for step in steps)


def notes(stated: Mapping[str, Any], data: Records, language: str) -> list[str]:
    """Say what an answer does not see: first the steps that no offer has.

    Parameters
    ----------
    stated : mapping
        The parameters of the answer's basis.
    data : Records
        Where names are.

    Returns
    -------
    list of str
        Sentences.
    """
    names = Names(data, language)
    said = []
    steps = stated.get("steps_without_offers", ())
    if steps:
        told = {"steps": names.step_list(steps), "n": len(steps)}
        said.append(text("pathways.steps_absent", language, **told))
    outside = stated.get("outside_offers", ())
    if outside:
        who = Counter((offer["organisation"], offer["commune"]) for offer in outside)
        labels = [
            text(
                "pathways.outside_who",
                language,
                who=names.organisations.get(organisation, organisation),
                commune=names.communes.get(commune, commune),
                n=offers,
            )
            for (organisation, commune), offers in list(who.items())[:_NAMED]
        ]
        more = len(who) - len(labels)
        if more:
            labels.append(text("pathways.outside_more", language, n=more))
        told = {"n": len(outside), "who": ", ".join(labels)}
        said.append(text("pathways.outside_all", language, **told))
    if stated["offers_without_zone"]:
        said.append(text("pathways.unplaced", language, n=stated["offers_without_zone"]))
    if "offers" in data.settings.incomplete:
        said.append(text("pathways.incomplete", language))
    return [printable(sentence) for sentence in said]


def notes_of_page(stated: Mapping[str, Any], data: Records) -> list[list[str]]:
    """Give the same sentences for a page, each in every language."""
    said = [notes(stated, data, language) for language in LANGUAGES]
    return [[printed(sentence) for sentence in each] for each in zip(*said, strict=True)]
