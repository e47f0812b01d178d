"""What the facts of a page are chosen from: values, before any is put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Broken:
    """Where a filière breaks.

    Attributes
    ----------
    status : str
        How, as in `isp_graph.gaps`.
    zone, sector, step, nearest : mapping
        Names by language; ``nearest`` is None where no nearest zone is known.
    affected : int or None
        People who look for this pathway.
    others : int
        Other places where one breaks.
    choice : mapping
        The sector and the cell, as the page's address says them.
    """

    status: str
    zone: Mapping[str, str]
    sector: Mapping[str, str]
    step: Mapping[str, str]
    nearest: Mapping[str, str] | None
    affected: int | None
    others: int
    choice: Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """What the facts are chosen from.

    Attributes
    ----------
    organisations, classes, pairs, prescribed : int
        Organisations that are nodes; classes of actors; pairs tied; those only prescribed.
    statuses : mapping
        Number of organisations by status in all layers together.
    alone, newcomers_alone : sequence of str
        Names of organisations without any tie, and those of them that are new.
    seeming : sequence of str
        Names of organisations that are isolated but for ties with classes of actors.
    silent : int
        Organisations of which the data say nothing: their class, as the section counts it.
    only_boards : bool
        Whether shared administrators are all that is known.
    boards : sequence of str or None
        How many pairs share administrators, and how many more than chance would give.
    known, blank : sequence of mapping
        Labels by language of layers of which something, or nothing, is known.
    loneliest : tuple or None
        Label by language of the layer in which most are isolated, and how many.
    partly : sequence of (layer, label by language, organisations)
        Layers of which something is known, and of how many organisations nothing; most first.
    carriers : sequence of (name, sectors by language)
        Operators without whom no pathway remains, those of most sectors first.
    persons : tuple of int or None
        Administrators who alone hold a tie of two boards, and the most ties one of them holds.
    cuts : sequence of (name, organisations cut off)
        Organisations whose departure would cut others off, worst first.
    most_tied : tuple of str and int, or None
        Name and neighbours of the best tied organisation.
    inside, across : int
        Pairs within a zone and between two, of organisations that have a zone.
    zones : int
    alike : tuple or None
        Two zones' names by language, items both answered, items on which they agree.
    unheard : sequence of mapping
        Names by language of zones of which no practice is known.
    broken : Broken or None
        Where a filière breaks, for the most people.
    follows : sequence of mapping
        For each attribute whether anything could be told (``told``), and ``t``, the sentences
        that say of how many layers it is shown that ties follow it, in three languages.
    incomplete : bool
        Whether tables of ties are incomplete.
    """

    organisations: int
    classes: int
    pairs: int
    prescribed: int
    statuses: Mapping[str, int]
    alone: Sequence[str]
    newcomers_alone: Sequence[str]
    seeming: Sequence[str]
    silent: int
    only_boards: bool
    boards: Sequence[str] | None
    known: Sequence[Mapping[str, str]]
    blank: Sequence[Mapping[str, str]]
    loneliest: tuple[Mapping[str, str], int] | None
    partly: Sequence[tuple[str, Mapping[str, str], int]]
    carriers: Sequence[tuple[str, Sequence[Mapping[str, str]]]]
    persons: tuple[int, int] | None
    cuts: Sequence[tuple[str, int]]
    most_tied: tuple[str, int] | None
    inside: int
    across: int
    zones: int
    alike: tuple[Mapping[str, str], Mapping[str, str], int, int] | None
    unheard: Sequence[Mapping[str, str]]
    broken: Broken | None
    follows: Sequence[Mapping[str, Any]]
    incomplete: bool
