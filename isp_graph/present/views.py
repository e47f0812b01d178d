"""The views of the page that stand on an analysis of their own, one module and one script each.

A view named ``boards`` has its texts in ``texts/boards.toml`` (``nav``, ``title`` and ``intro`` at
least) and its script in ``templates/boards.js``, which registers what draws ``#boards-view`` from
``PAGE.views.boards``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from isp_graph.dataset import Dataset
from isp_graph.present.contents import Strings


@dataclass(frozen=True)
class Asked:
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


VIEWS: tuple[View, ...] = ()
"""In the order of the page."""
