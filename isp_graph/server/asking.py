"""Ask a dataset on a server a question: a file of ``cypher/ask``, within one version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from isp_graph.datasets.records import Records
from isp_graph.datasets.selection import TABLES_OF_FILTERS, conditions
from isp_graph.errors import UsageError
from isp_graph.server.connection import Target
from isp_graph.server.files import cypher
from isp_graph.server.port import (
    FILTERED,
    Answer,
    asked_day,
    check_filters,
    check_layers,
    check_question,
    in_order,
)
from isp_graph.server.reading import tables_of, within
from isp_graph.server.settings import day_of

_ALL = "all"


def _layers(transaction: Any, name: str, question: str) -> list[str]:
    known = transaction.run(cypher("read/layers"), dataset=name).single(strict=True)["layers"]
    return [*([] if question == "ties" else [_ALL]), *sorted(known)]


def _filters(
    transaction: Any, facts: dict[str, Any], name: str, where: list[tuple[str, str]]
) -> dict[str, list[str]]:
    """Give the filters of the question with the ids and codes that were meant."""
    needed = {TABLES_OF_FILTERS[key] for key, _ in where if key in TABLES_OF_FILTERS}
    records = Records(name, tables_of(transaction, facts, name, needed))
    return conditions(records, ((key, (value,)) for key, value in where))


def ask(
    to: Target,
    question: str,
    name: str,
    date: str | None = None,
    where: Iterable[tuple[str, str]] = (),
    **parameters: Any,
) -> Answer:
    """Ask a dataset on the server a question.

    Parameters
    ----------
    to : Target
    question : str
        A file of ``cypher/ask``.
    name : str
        The dataset.
    date : str, optional
        The day; its own if none is given.
    where : iterable of pairs
        Filters, for the questions of `FILTERED`: keys and values as in ``Dataset.where``.
    **parameters
        What the question needs besides.

    Returns
    -------
    Answer

    Raises
    ------
    UsageError
        If there is no such question, layer, filter or organisation.
    AccessError
        If there is no such dataset, or the server cannot be reached.
    """
    check_question(question, parameters.get("radius"))
    day = asked_day(date)
    chosen = check_filters(question, where)
    given: dict[str, Any] = {"layer": None, "layers": None, "around": None, "radius": 1}
    given |= parameters

    def work(
        transaction: Any, facts: dict[str, Any]
    ) -> tuple[tuple[str, ...], list[dict[str, Any]]]:
        asked = [each for each in (given["layer"], *(given["layers"] or ())) if each is not None]
        known = _layers(transaction, name, question) if asked or question == "isolated" else []
        check_layers(asked, known)
        # The server plans a question anew for each mixture of types, null being one: each parameter
        # has one type, where it can, and what may be left out stands in a map.
        values: dict[str, Any] = {"dataset": name, "date": day or day_of(facts["date"])}
        if question in FILTERED:
            values["chosen"] = {
                "layer": None if given["layer"] == _ALL else given["layer"],
                "around": given["around"],
                "radius": given["radius"],
                **_filters(transaction, facts, name, chosen),
            }
        else:
            values = given | values
            values["layers"] = known if given["layers"] is None else given["layers"]
        result = transaction.run(cypher(f"ask/{question}"), values)
        return tuple(result.keys()), result.data()

    about, (columns, rows) = within(to, name, work)
    if given["around"] is not None and not rows:
        raise UsageError("nobody_around", name=given["around"])
    return Answer(question, about, columns, in_order(rows), day or day_of(about.date))
