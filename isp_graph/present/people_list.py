"""Pairs that may be one administrator, as a list for the terminal: the most alike first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_graph.model.vocabulary import VOCABULARIES
from isp_graph.present.reasons import local_names
from isp_graph.present.terminal import printable
from isp_graph.present.texts import text
from isp_graph.present.wording import number
from isp_graph.records import Records
from isp_graph.results import Result


def reasons_in_words(reasons: list[str], language: str) -> str:
    """Word the reasons of a proposal.

    Examples
    --------
    >>> reasons_in_words(["same_surname", "initials_compatible"], "nl")
    'zelfde familienaam, initialen passen bij elkaar'
    """
    return ", ".join(text(f"people.{reason}", language) for reason in reasons)


def effect_in_words(counts: Mapping[str, int], language: str) -> str:
    """Word what merging two people would change among the boards.

    Parameters
    ----------
    counts : mapping
        Pairs ``gained``, ``strengthened`` and ``weakened``.
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    str
    """
    told = [
        text(f"people.effect_{kind}", language, count=count)
        for kind, count in counts.items()
        if count
    ]
    return ", ".join(told) or text("people.effect_none", language)


def people_list(result: Result, data: Records, dataset: str, language: str) -> str:
    """List the proposals, the most alike first.

    Parameters
    ----------
    result : Result
        Of `isp_graph.analysis.people_match`, with names or without.
    data : Records
        Where organisations have their names, in the edition of the list.
    dataset : str
        What the user calls the dataset.
    language : {'fr', 'nl', 'en'}

    Returns
    -------
    str
    """
    rows = sorted(result.rows, key=lambda row: (-row["score"], row["a"], row["b"]))
    threshold = number(result.basis.parameters["threshold"], language, 2)
    if not rows:
        lines = [text("people.no_proposals", language, threshold=threshold)]
    else:
        lines = [text("people.proposals", language, count=len(rows)), ""]
    boards = local_names(data, "organisations", language)
    for row in rows:
        lines += _entry(row, boards, language)
    passed_over = result.basis.parameters["passed_over"]
    if passed_over:
        lines.append(text("people.passed_over", language, count=passed_over))
    if rows:
        lines.append(text("people.how_to_decide", language, dataset=dataset))
    return "\n".join(lines) + "\n"


def _entry(row: dict[str, Any], boards: Mapping[str, str], language: str) -> list[str]:
    lines = [f"{number(row['score'], language, 2)}  {_called(row, 'a')}  ·  {_called(row, 'b')}"]
    lines.append(f"      {reasons_in_words(row['reasons'], language)}")
    for side in ("a", "b"):
        if f"boards_{side}" in row:
            named = [boards.get(board, board) for board in row[f"boards_{side}"]]
            told = text("report.between", language).join(named)
            told = told or text("people.no_board", language)
            said = text("report.labelled", language, what=row[side], value=told)
            lines.append(f"      {printable(said)}")
    counts = {kind: row[f"ties_{kind}"] for kind in ("gained", "strengthened", "weakened")}
    what = effect_in_words(counts, language)
    lines.append(f"      → {text('people.if_same', language, what=what)}")
    if row.get("verdict"):
        what = VOCABULARIES["verdict"].label(row["verdict"], language)
        lines.append(f"      {text('people.verdict', language, what=what)}")
    return [*lines, ""]


def _called(row: dict[str, Any], side: str) -> str:
    name = row.get(f"name_{side}")
    called = row[side] if name in (None, row[side]) else f"{name} [{row[side]}]"
    return printable(called)
