"""What sections of the page are made from: answers, each asked for once, and the page's lists."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from isp_graph.datasets.dataset import Dataset
from isp_graph.network import Layer, build_layer, layer_names
from isp_graph.present.numbered import Strings

Given = TypeVar("Given")


@dataclass(frozen=True)
class Answers:
    """A dataset of which a page asks, and what it was answered.

    Attributes
    ----------
    data : Dataset
        Dated, restricted and, for the public edition, pseudonymised.
    seed : int
    geometry : mapping or None
        GeoJSON of the communes.
    only : str or None
        The one section that the page has; None for all.
    """

    data: Dataset
    seed: int = 0
    geometry: Mapping[str, Any] | None = None
    only: str | None = None
    _given: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, compute: Callable[[], Given]) -> Given:
        """Give what was computed under a key; compute it where nobody has asked yet."""
        if key not in self._given:
            self._given[key] = compute()
        given: Given = self._given[key]
        return given

    def of(self, question: Callable[..., Given], *arguments: Any, **options: Any) -> Given:
        """Give the answer to a question of the dataset, whoever asked first."""
        key = (question, arguments, tuple(sorted(options.items())))
        return self.once(key, lambda: question(self.data, *arguments, **options))

    @property
    def layers(self) -> list[Layer]:
        """Give every layer of the dataset, ``all`` aside."""
        return self.once(
            "layers", lambda: [build_layer(self.data, name) for name in layer_names(self.data)]
        )

    @property
    def every(self) -> Layer:
        """Give all ties together, the layer ``all``."""
        return self.once("every", lambda: build_layer(self.data, "all"))

    def wants(self, section: str) -> bool:
        """Tell whether the page has a section."""
        return self.only in (None, section)


@dataclass(frozen=True)
class Context:
    """What a section is made from.

    Attributes
    ----------
    answers : Answers
    organisation, zone, sector : mapping
        Place in the page's lists by id; who is not there is not shown.
    strings : Strings
        Where sources and other recurring texts are kept.
    named : bool
        Whether the page may name people.
    """

    answers: Answers
    organisation: Mapping[str, int]
    zone: Mapping[str, int]
    sector: Mapping[str, int]
    strings: Strings
    named: bool

    @property
    def data(self) -> Dataset:
        """Give the dataset that is shown."""
        return self.answers.data

    @property
    def seed(self) -> int:
        """Give what decides draws and places."""
        return self.answers.seed

    @property
    def geometry(self) -> Mapping[str, Any] | None:
        """Give the outlines of the communes, as GeoJSON."""
        return self.answers.geometry
