"""What `check` found, for people: what is said of many rows is said once, with examples.

Findings of one code about one column (or about the header, or whole rows) of one file are one
*repeated* finding.
The first is told in full; then how many there are, the first of their rows, and some more
examples: of a double both rows, and names beside ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import PurePath
from typing import Any

from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.records import Records
from isp_graph.grammar import LANGUAGES
from isp_graph.present.terminal import printable
from isp_graph.schema.findings import CATALOGUE, MASK, SEVERITIES, Finding, Naming
from isp_graph.schema.tables import SCHEMA
from isp_graph.texts import text

_ROWS = 10
"""Rows, or columns of a header, that are named of a repeated finding."""
_EXAMPLES = 2
"""Examples that are told beside the first."""

_HEADER = frozenset(
    {
        *("column_recognised", "duplicate_column", "headless_column"),
        *("missing_column", "unknown_column"),
    }
)
"""Codes of what is found in a header, once a column."""

Repeated = Sequence[Finding]


def repeated(findings: Iterable[Finding]) -> list[Repeated]:
    """Bring together what is said of many rows, errors first.

    Parameters
    ----------
    findings : iterable of Finding

    Returns
    -------
    list of sequence of Finding
    """
    groups: dict[tuple[Any, ...], list[Finding]] = {}
    for entry in sorted(findings, key=Finding.order):
        # What cannot be located is told one by one: nothing but its sentence tells it apart.
        alone = entry.message() if entry.row is None else None
        column = None if entry.code in _HEADER else entry.column
        key = (entry.severity, entry.code, entry.file, column, "aside" in entry.details, alone)
        groups.setdefault(key, []).append(entry)
    return list(groups.values())


def naming(data: Records, language: str) -> Naming:
    """Prepare to set names beside ids.

    Parameters
    ----------
    data : Records
        In the edition that is shown: what it masks is not named.

    Returns
    -------
    callable
    """

    @cache
    def names(table: str) -> dict[str, str]:
        known = table in SCHEMA and table in data.tables and "id" in data.tables[table].columns
        return local_names(data, table, language) if known else {}

    def named(table: str, entry: str) -> str:
        if entry == MASK:  # and the table of the people need not be made
            return entry
        name = names(PurePath(table).stem).get(entry, entry)
        return entry if name == entry else f"{name} [{entry}]"

    return named


def _example(entry: Finding, named: Naming, language: str) -> tuple[str, str]:
    """Give what tells an example from others, if anything does, and the example."""
    told = entry.told(named)
    about = told["what"] or told["value"]
    key = "terminal.repeated_twins" if entry.twin else "terminal.repeated_row"
    said = f"{text(key, language, row=told['row'], twin=entry.twin or '')} ({about})"
    return said if about == MASK else about, said


def examples(group: Repeated, named: Naming, language: str) -> str:
    """Say how often something was found, in which rows, and what else than in the first.

    Parameters
    ----------
    group : sequence of Finding
        Of `repeated`, two or more.
    named : callable

    Returns
    -------
    str
    """
    times = text("terminal.repeated", language, n=len(group))
    if group[0].code in _HEADER:
        columns = _some([_column(entry) for entry in sorted(group, key=_letter)])
        what = text("terminal.repeated_columns", language, columns=columns)
        return text("report.labelled", language, what=times, value=what)
    if group[0].row is None:
        return times
    rows = text("terminal.repeated_rows", language, rows=_some([str(e.row) for e in group]))
    parts = [text("report.labelled", language, what=times, value=rows)]
    told = [_example(entry, named, language) for entry in group[:_ROWS]]
    others = {about: said for about, said in told if about and about != told[0][0]}
    if others:
        listed = text("report.between", language).join(list(others.values())[:_EXAMPLES])
        parts.append(text("terminal.for_example", language, examples=listed))
    return text("report.between", language).join(parts)


def _letter(entry: Finding) -> tuple[int, str]:
    letter = entry.details.get("letter", "")
    return len(letter), letter


def _column(entry: Finding) -> str:
    letter = entry.details.get("letter")
    name = entry.value or entry.column or ""
    return f"{letter} ({name})" if letter else name


def _some(entries: Sequence[str]) -> str:
    return ", ".join(entries[:_ROWS]) + (" …" if len(entries) > _ROWS else "")


def findings_list(data: Records, language: str) -> str:
    """List the findings, errors first, each with its place, its sentence and its remedy.

    Parameters
    ----------
    data : Records
        With its findings, in the edition that is shown.

    Returns
    -------
    str
        Ends with a line that counts them.
    """
    counts = _counts(data.findings)
    named = naming(data, language)
    lines = []
    groups = repeated(data.findings)
    for severity in SEVERITIES:
        own = [group for group in groups if group[0].severity == severity]
        if own:
            lines.append(f"{text(f'terminal.{severity}', language)} ({counts[severity]})")
            lines += [line for group in own for line in _told(group, named, language)]
            lines.append("")
    lines.append(text("terminal.counts", language, **counts))
    return "\n".join(lines) + "\n"


def _counts(findings: Iterable[Finding]) -> dict[str, int]:
    counts: dict[str, int] = dict.fromkeys(SEVERITIES, 0)
    for entry in findings:
        counts[entry.severity] += 1
    return counts


def _told(group: Repeated, named: Naming, language: str) -> list[str]:
    entry = group[0]
    said = f"{entry.message(language, named)} {entry.remedy(language, named)}"
    lines = [f"  {_place(entry)}  {said}  ({entry.code})"]
    if len(group) > 1:
        lines.append(f"      {examples(group, named, language)}")
    return [printable(line) for line in lines]


def finding_rows(data: Records, limit: int = 200, *, public: bool = False) -> dict[str, Any]:
    """Count findings by severity, and word the first of them for the page.

    Parameters
    ----------
    data : Records
        Its findings are masked already where they may name people.
    limit : int
        Repeated findings to word.
    public : bool
        Whether what only the maker of the dataset is told is left out: that an organisation
        bears the name of somebody would tell a reader who is among the people.

    Returns
    -------
    dict
        ``counts`` by severity; ``rows`` of severity, place, count, and the sentence, its remedy
        and what more there is of it in three languages; findings ``left`` out.
    """
    told = [entry for entry in data.findings if not (public and CATALOGUE[entry.code].maker)]
    groups = repeated(told)
    names = {language: naming(data, language) for language in LANGUAGES}
    rows = [
        {
            "s": group[0].severity,
            "w": _place(group[0]),
            "n": len(group),
            "t": [_worded(group, names[language], language) for language in LANGUAGES],
        }
        for group in groups[:limit]
    ]
    left = sum(len(group) for group in groups[limit:])
    return {"counts": _counts(told), "rows": rows, "left": left}


def _place(entry: Finding) -> str:
    place = entry.file if entry.row is None else f"{entry.file}:{entry.row}"
    return f"{place} [{entry.column}]" if entry.column else place


def _worded(group: Repeated, named: Naming, language: str) -> str:
    said = f"{group[0].message(language, named)} {group[0].remedy(language, named)}".strip()
    return said if len(group) < 2 else f"{said} ({examples(group, named, language)})"
