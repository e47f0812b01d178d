"""The port of stores: what keeps datasets under names and answers questions about them.

Tables are its currency. `tests.contract.embedded` keeps them in this process,
`isp_graph.server.neo4j_store` on a Neo4j server; one suite of tests, `tests.contract.stores`, says
what a store is and holds for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from isp_graph.datasets.selection import FILTERS
from isp_graph.datasets.tables.values import Refusal, understand_date
from isp_graph.errors import UsageError
from isp_graph.schema.naming import nearest
from isp_graph.server.files import header, names
from isp_graph.server.settings import day_of
from isp_graph.server.versions import Difference

_LONGEST_NAME = 200

FILTERED: dict[str, tuple[str, ...]] = {
    "subnetwork": FILTERS,
    "missing": ("zone", "sector"),
    "crossings": ("sector",),
    "essential": ("zone", "sector"),
}
"""Questions that filters may restrict, and by which keys."""

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Loaded:
    """What a load did.

    Attributes
    ----------
    name, version : str
    new : bool
        False where the store had this version already.
    rows : Difference
        Rows of the dataset, compared with those that readers saw before.
    """

    name: str
    version: str
    new: bool
    rows: Difference


@dataclass(frozen=True)
class About:
    """What a store tells of a dataset."""

    name: str
    version: str
    edition: str
    fingerprint: str
    date: str | None


@dataclass(frozen=True)
class Answer:
    """Rows that a store gave, sorted by their ids, and of what dataset."""

    question: str
    about: About
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    date: str | None


def check_name(name: str) -> str:
    """Refuse what is no name of a dataset."""
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UsageError("name_of_dataset", longest=_LONGEST_NAME)
    return name


def questions() -> dict[str, str]:
    """Give the questions that a store answers, by name: the first line of each file."""
    return {name: header(f"ask/{name}").splitlines()[0] for name in names("ask")}


def check_question(question: str, radius: int | None) -> None:
    """Refuse what is no question, or a radius below 0."""
    known = questions()
    if question not in known:
        near = nearest(question, known)
        raise UsageError("unknown_question", name=question, near=near, known=known)
    if radius is not None and radius < 0:
        raise UsageError("negative_radius", value=radius)


def check_filters(question: str, where: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the filters of a question, or refuse those that mean nothing to it."""
    given, meant = list(where), FILTERED.get(question, ())
    for key, _ in given:
        if key not in meant and (key in FILTERS or not meant):
            raise UsageError("question_ignores", name=question, option=f"--where {key}=…")
    return given


def check_layers(asked: Iterable[str], valid: list[str]) -> None:
    """Refuse what is no layer of the dataset."""
    for layer in asked:
        if layer not in valid:
            raise UsageError("unknown_layer", name=layer, near=nearest(layer, valid), known=valid)


def asked_day(date: str | None) -> str | None:
    """Give the day that a date means.

    Raises
    ------
    UsageError
        If it is no date.
    """
    if date is None:
        return None
    understood = understand_date(date.strip())
    if isinstance(understood, Refusal):
        raise UsageError("no_date", value=date)
    return day_of(str(understood))


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sort rows by their texts, from the first column; what is unknown comes first.

    Examples
    --------
    >>> in_order([{"a": "y"}, {"a": None}, {"a": "x"}])
    [{'a': None}, {'a': 'x'}, {'a': 'y'}]
    """

    def texts(row: dict[str, Any]) -> list[tuple[bool, str]]:
        return [(True, value) if isinstance(value, str) else (False, "") for value in row.values()]

    return sorted(rows, key=texts)
