"""What the facts of the first screen are told of: answers, layers, and what entries are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from isp_graph.grammar import LANGUAGES
from isp_graph.picture.drawing import Pair
from isp_graph.present.numbered import named
from isp_graph.present.section import Answers
from isp_graph.present.wording import say
from isp_graph.questions.isolated.section import standings

ByLanguage = Mapping[str, str]


@dataclass(frozen=True)
class Grounds:
    """What facts are told of.

    Attributes
    ----------
    answers : Answers
    layers : sequence of mapping
        As `isp_graph.picture.drawing.describe_layers` tells them, each with whether something of
        it is ``known``.
    blank : sequence of str
        Layers of which nothing is known, and something is expected.
    pairs : sequence of Pair
    """

    answers: Answers
    layers: Sequence[Mapping[str, Any]]
    blank: Sequence[str]
    pairs: Sequence[Pair]

    @property
    def known(self) -> list[str]:
        """Name the layers of which something is known."""
        return [layer["id"] for layer in self.layers if layer["known"]]

    @cached_property
    def labels(self) -> dict[str, ByLanguage]:
        """Give the names of layers."""
        return {layer["id"]: by_language(layer["t"]) for layer in self.layers}

    @cached_property
    def names(self) -> dict[str, str]:
        """Give the names of organisations."""
        return dict(self.answers.data.nodes.select("id", "name").iter_rows())

    def labels_of(self, table: str) -> dict[str | None, ByLanguage]:
        """Give the names of the entries of a table."""
        entries = named(self.answers.data, table)
        return {entry["id"]: by_language(entry["t"]) for entry in entries}

    @property
    def sectors(self) -> dict[str | None, ByLanguage]:
        """Give the names of sectors; of what serves all of them too."""
        transversal = {language: say("gaps.transversal", language) for language in LANGUAGES}
        return self.labels_of("sectors") | {None: transversal}

    @cached_property
    def statuses(self) -> Mapping[str, int]:
        """Count organisations by status in all layers together."""
        return standings(self.answers).layers.get("all", {})


def by_language(labels: Sequence[str]) -> ByLanguage:
    """Give names in the order of `LANGUAGES` by language."""
    return dict(zip(LANGUAGES, labels, strict=True))
