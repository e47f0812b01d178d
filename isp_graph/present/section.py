"""What a view of the page is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isp_graph.datasets.dataset import Dataset
from isp_graph.present.numbered import Strings


@dataclass(frozen=True)
class Context:
    """What a view is made from.

    Attributes
    ----------
    data : Dataset
        Dated, restricted and, for the public edition, pseudonymised.
    organisation, zone, sector : mapping
        Place in the page's lists by id; who is not there is not shown.
    strings : Strings
        Where sources and other recurring texts are kept.
    named : bool
        Whether the page may name people.
    seed : int
    geometry : mapping or None
        GeoJSON of the communes.
    """

    data: Dataset
    organisation: Mapping[str, int]
    zone: Mapping[str, int]
    sector: Mapping[str, int]
    strings: Strings
    named: bool
    seed: int
    geometry: Mapping[str, Any] | None
