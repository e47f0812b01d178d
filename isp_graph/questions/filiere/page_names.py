"""How the sections on the filière refer to zones, sectors, steps and operators of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from isp_graph.datasets.local_names import local_names
from isp_graph.grammar import LANGUAGES
from isp_graph.present.names import layer_label
from isp_graph.present.section import Context

ROW_LIMIT = 1_000
"""Rows that a list of these sections holds at most; how many are left out is said."""


class PageNames:
    """Gives what a row names as the page's scripts find it.

    Zones and sectors are places in the page's lists. So are operators; one that the lists of a
    very large dataset do not hold, or that a condition on rows hides, is given by its name.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._whole = context.data.as_read()
        self._names: dict[str, str] | None = None
        rows = self._whole.table("steps").sort("position", "id")
        self.step = {step: place for place, step in enumerate(rows["id"])}
        self._layers: dict[str, int] = {}

    def zone(self, zone: str | None) -> int | None:
        """Give the place of a zone; None for none."""
        return None if zone is None else self._context.zone[zone]

    def sector(self, sector: str | None) -> int | None:
        """Give the place of a sector; None for all of them."""
        return None if sector is None else self._context.sector[sector]

    def operator(self, organisation: str) -> int | str:
        """Give the place of an operator, or its name where the page does not hold it."""
        place = self._context.organisation.get(organisation)
        if place is not None:
            return place
        if self._names is None:
            self._names = local_names(self._whole, "organisations", LANGUAGES[0])
        return self._names[organisation]

    @cached_property
    def _records(self) -> dict[str, list[int | None]]:
        offers = self._whole.table("offers")
        told = offers.with_columns(self._whole.lines("offers", offers)).select(
            "id", "line", "source", "certainty", "modality"
        )
        place = self._context.strings.place
        return {offer: [*map(place, record), line] for offer, line, *record in told.iter_rows()}

    def record(self, offer: str) -> list[int | None]:
        """Give source, certainty and modality of an offer, by place, and the line of the file."""
        return self._records[offer]

    def layer(self, layer: str) -> int:
        """Give the place of a layer in `layers`."""
        return self._layers.setdefault(layer, len(self._layers))

    @property
    def layers(self) -> list[list[str]]:
        """Labels of the layers that were named, in the order of `LANGUAGES`."""
        return [[layer_label(layer, language) for language in LANGUAGES] for layer in self._layers]

    def steps(self, skippable: Sequence[str]) -> list[dict[str, Any]]:
        """List the steps in order, with their names and whether they may be skipped."""
        names = [local_names(self._whole, "steps", language) for language in LANGUAGES]
        return [
            {"id": step, "t": [each[step] for each in names], "skip": int(step in skippable)}
            for step in self.step
        ]
