"""Pairs that may be one administrator, as a list for the terminal: the most alike first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.present.cuts import cut
from isp_graph.present.terminal import printable
from isp_graph.present.wording import number
from isp_graph.questions.people.reading import EFFECTS, follows, most_alike_first
from isp_graph.results import Result
from isp_graph.schema.vocabulary import VOCABULARIES
from isp_graph.texts import text


def reasons_in_words(reasons: Sequence[str], company: int, language: str) -> str:
    """Word the reasons of a proposal.

    Parameters
    ----------
    reasons : sequence of str
        Codes.
    company : int
        Third persons who sit with both.

    Returns
    -------
    str

    Examples
    --------
    >>> reasons_in_words(["initials_compatible", "boards_tied"], 2, "en")
    'initials compatible, 2 others sit with each of the two'
    """
    return ", ".join(text(f"people.{reason}", language, n=company) for reason in reasons)


def effect_in_words(counts: Mapping[str, int], language: str) -> str:
    """Word what merging two people would change among the boards.

    Parameters
    ----------
    counts : mapping
        Pairs ``gained``, ``strengthened`` and ``weakened``.

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
        Of `isp_graph.questions.people.people`, with names or without.
    data : Records
        Where organisations have their names, in the edition of the list.
    dataset : str
        What the user calls the dataset.

    Returns
    -------
    str
    """
    rows = most_alike_first(result.rows)
    merged = sum(row["merged"] for row in rows)
    decided = bool(result.basis.parameters.get("decided"))
    threshold = number(result.basis.parameters["threshold"], language, 2)
    if not rows:
        lines = [text("people.no_proposals", language, threshold=threshold)]
    else:
        said = "people.proposals_and_merged" if merged else "people.proposals"
        lines = [text(said, language, count=len(rows), merged=merged), ""]
    boards = local_names(data, "organisations", language)
    kept = cut([number(row["score"], language, 2) for row in rows])
    for row in rows[: kept.shown]:
        lines += _entry(row, boards, language, decided=decided)
    lines += kept.words(language)
    passed_over = result.basis.parameters["passed_over"]
    if passed_over:
        lines.append(text("people.passed_over", language, count=passed_over))
    if rows:
        lines.append(text("people.how_to_decide", language, dataset=dataset))
    return "\n".join(lines) + "\n"


def _entry(
    row: Mapping[str, Any], boards: Mapping[str, str], language: str, *, decided: bool
) -> list[str]:
    lines = [f"{number(row['score'], language, 2)}  {_called(row, 'a')}  ·  {_called(row, 'b')}"]
    if row["reasons"]:
        lines.append(f"      {reasons_in_words(row['reasons'], row['company'], language)}")
    for side in ("a", "b"):
        if f"boards_{side}" in row:
            named = [boards.get(board, board) for board in row[f"boards_{side}"]]
            told = text("report.between", language).join(named)
            told = told or text("people.no_board", language)
            said = text("report.labelled", language, what=row[side], value=told)
            lines.append(f"      {printable(said)}")
    lines += [f"      → {said}" for said in _outcome(row, language, decided=decided)]
    return [*lines, ""]


def _outcome(row: Mapping[str, Any], language: str, *, decided: bool) -> list[str]:
    """Say what the journal says of a pair, and what merging it would change or has changed."""
    verdict = row.get("verdict")
    told = []
    if verdict:
        what = VOCABULARIES["verdict"].label(verdict, language)
        told.append(text("people.verdict", language, what=what))
    then = follows(row, decided=decided)
    if then is not None:
        counts = {kind: row[f"ties_{kind}"] for kind in EFFECTS}
        told.append(text(f"people.{then}", language, what=effect_in_words(counts, language)))
    return told


def _called(row: Mapping[str, Any], side: str) -> str:
    name = row.get(f"name_{side}")
    called = row[side] if name in (None, row[side]) else f"{name} [{row[side]}]"
    return printable(called)
