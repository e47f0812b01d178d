"""The reference pages of the documentation, written from the declarations: data, codes, findings.

The pages stand in ``docs/reference``; ``python -m docs`` writes them again, and a test compares
them with what these functions give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from isp_graph.grammar import FIELD, LANGUAGES
from isp_graph.schema.brussels import GAZETTEERS
from isp_graph.schema.findings import CATALOGUE, SEVERITIES, FindingCode
from isp_graph.schema.tables import SCHEMA, Column, Table
from isp_graph.schema.vocabulary import VOCABULARIES, Vocabulary

MADE = "<!-- Made by `python -m docs`; change the declarations, not this page. -->"
"""First line of every generated page."""

_TYPES = {
    "key": "id of the row",
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "date": "date",
    "flag": "yes or no",
}
_FACTS = {
    "directed": "directed",
    "apart": "does not count in `all`",
    "serves_region": "serves the region unless it says otherwise",
    "own_people": "open to residents of the zones it serves, unless an offer says otherwise",
    "counted": "counts unless others are asked for",
}
_SEVERITIES = {
    "error": "A row was set aside, or something could not be read. `check` ends with exit code 1.",
    "warning": "Something is doubtful. It was kept, or a cell became unknown.",
    "info": "Good to know; nothing is wrong.",
}
_LANGUAGE_NAMES = {"fr": "French", "nl": "Dutch", "en": "English"}


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Lay out a Markdown table.

    Parameters
    ----------
    heads : sequence of str
    rows : iterable of sequences of str

    Returns
    -------
    str
        Without a line break at its end.

    Examples
    --------
    >>> print(markdown_table(["a", "b"], [["1|2", "3"]]))
    | a | b |
    |---|---|
    | 1\|2 | 3 |
    """

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    return "\n".join([line(heads), "|" + "---|" * len(heads), *map(line, rows)])


def _page(*parts: str) -> str:
    return "\n\n".join([MADE, *parts]) + "\n"


def _range(column: Column) -> str:
    low = "" if column.low is None else f"{column.low:,g}"
    high = "" if column.high is None else f"{column.high:,.0f}"
    if low and high:
        return f"from {low} to {high}"
    return f"at least {low}" if low else ""


def _type(column: Column) -> str:
    """Say what a cell holds, with a link to where its values are listed."""
    if column.vocabulary is not None:
        return f"code of [{column.vocabulary}](vocabularies.md#{column.vocabulary})"
    if column.type == "reference":
        return f"id of [{column.references}](#{column.references})"
    if column.type == "references":
        return f"ids of [{column.references}](#{column.references}), separated by `|` or `;`"
    details = [_TYPES[column.type], column.unit or "", _range(column)]
    return ", ".join(part for part in details if part)


def _column_row(column: Column) -> list[str]:
    about = column.about
    if column.default is not None:
        about += f" Blank is `{column.default}`."
    if column.personal:
        about += " **Personal.**"
    if column.kept:
        about += " Never masked."
    heads = " · ".join(column.labels[language] for language in LANGUAGES)
    required = " \\*" if column.required else ""
    return [f"`{column.name}`{required}", _type(column), about, heads]


_HEADS = ("column", "holds", "meaning", "also headed (fr · nl · en)")


def _in_graph(table: Table) -> str:
    if table.node is not None:
        return f"In the property graph each row is a node of type `{table.node}`."
    if table.edge == "kind":
        return "In the property graph each row is an edge, of the type that its `kind` names."
    return f"In the property graph each row is an edge of type `{table.edge}`."


def _table_part(table: Table) -> str:
    names = " · ".join(table.labels[language] for language in LANGUAGES)
    rows = [_column_row(column) for column in table.own]
    return "\n\n".join(
        [
            f"## {table.name}",
            f"*{names}*",
            f"{table.about} {_in_graph(table)}",
            markdown_table(_HEADS, rows),
        ]
    )


def data_dictionary() -> str:
    """Write the page of tables and columns, from the schema.

    Returns
    -------
    str
        Markdown.
    """
    listed = ", ".join(f"[{name}](#{name})" for name in SCHEMA)
    evidence = [column for column in SCHEMA["organisations"].columns if column.evidence]
    return _page(
        "# Data dictionary",
        "A dataset is a folder of CSV files, or a workbook whose sheets are the tables. A file or "
        "sheet is called like its table. Only `organisations` must exist, and in it only `id` and "
        "`name`. \\* marks a column that must be filled: a row without it is set aside. A blank "
        "cell is unknown, which is neither zero nor no. A column may be headed by its name or by "
        "its label in any of the three languages. How dates, numbers and places may be written "
        "is told in [how to start](../start.md#what-a-cell-may-hold).",
        f"Tables: {listed}; and the [evidence columns](#evidence-columns) of all of them.",
        *(_table_part(table) for table in SCHEMA.values()),
        "## Evidence columns",
        "Every table may have these besides its own: they say where a row comes from and what it "
        "is worth.",
        markdown_table(_HEADS, [_column_row(column) for column in evidence]),
    )


def _vocabulary_part(vocabulary: Vocabulary) -> str:
    users = [
        f"`{table.name}.{column.name}`"
        for table in SCHEMA.values()
        for column in table.own
        if column.vocabulary == vocabulary.name
    ]
    where = f"Of {', '.join(users)}." if users else "Of a column that every table may have."
    if vocabulary.closed:
        kind = "Closed: another value becomes unknown, with a finding."
    else:
        kind = "Open: another value stands for itself."
    if vocabulary.reserved:
        names = ", ".join(f"`{name}`" for name in sorted(vocabulary.reserved))
        kind += f" Reserved, because layers are called so: {names}."
    rows = []
    for code, labels in vocabulary.labels.items():
        facts = vocabulary.facts[code]
        told = [words for fact, words in _FACTS.items() if facts.get(fact)]
        if "layer" in facts:
            told.insert(0, f"layer `{facts['layer']}`")
        if facts.get("also"):
            told.append(f"also written {', '.join(facts['also'])}")
        rows.append([f"`{code}`", *(labels[language] for language in LANGUAGES), "; ".join(told)])
    return "\n\n".join(
        [
            f"## {vocabulary.name}",
            f"{where} {kind}",
            markdown_table(["code", *LANGUAGES, "besides"], rows),
        ]
    )


def _gazetteer_part(table: str) -> str:
    gazetteer = GAZETTEERS[table]
    languages = ("fr", "nl") if table == "communes" else LANGUAGES
    extra = {"communes": ["zone", "postal codes"], "steps": ["position", "skippable"]}
    rows = []
    for identifier, facts in gazetteer.rows.items():
        names = [str(facts[f"name_{language}"]) for language in languages]
        cells = [f"`{identifier}`", *names]
        if table == "communes":
            cells += [str(facts["zone"]), ", ".join(sorted(gazetteer.postal[identifier]))]
        elif table == "steps":
            cells += [str(facts["position"]), "yes" if facts["skippable"] else "no"]
        rows.append(cells)
    heads = ["id", *languages, *extra.get(table, [])]
    title = {"zones": "Zones", "communes": "Communes", "steps": "Steps"}[table]
    return f"### {title} of Brussels\n\n{markdown_table(heads, rows)}"


def vocabularies() -> str:
    """Write the page of codes, and of the places and steps that are recognised.

    Returns
    -------
    str
        Markdown.
    """
    return _page(
        "# Vocabularies",
        "A code may be written as the code itself, as its name in any of the three languages, or "
        "in another spelling given here; case, accents, hyphens and spaces do not matter.",
        *(_vocabulary_part(vocabulary) for vocabulary in VOCABULARIES.values()),
        "## Places and steps that are recognised",
        "Where a dataset refers to a zone, a commune or a step of Brussels, any of these names is "
        "understood, and common short forms besides (`St-Josse`, `zone Noordoost`). Other values "
        "stand as they are: the cities of another region become its zones.",
        *(_gazetteer_part(table) for table in GAZETTEERS),
    )


def _shown(sentence: str) -> str:
    """Show what is filled in from the data as an ellipsis, words in the plural."""

    def told(found: re.Match[str]) -> str:
        keyword, _, words = found.groups()
        # Behind the word "zone" a name has it no more, and nothing stands before it.
        before = "" if keyword == "zone" else keyword or ""
        return words.split("|")[-1].replace("#", "…") if words else f"{before} …".lstrip()

    return FIELD.sub(told, sentence)


def _finding_part(entry: FindingCode) -> str:
    rows = [
        [_LANGUAGE_NAMES[language], _shown(entry.message[language]), entry.remedy[language]]
        for language in LANGUAGES
    ]
    said = markdown_table(["", "what it says", "what to do"], rows)
    return f"### {entry.code}\n\n{entry.about}\n\n{said}"


def findings() -> str:
    """Write the page of findings, from their catalogue.

    Returns
    -------
    str
        Markdown.
    """
    parts = []
    for severity in SEVERITIES:
        entries = [entry for entry in CATALOGUE.values() if entry.severity == severity]
        parts += [f"## {severity.capitalize()}", _SEVERITIES[severity]]
        parts += [_finding_part(entry) for entry in entries]
    return _page(
        "# Findings",
        "What `isp-graph check` may say. Every finding has a code, a severity, a place (file, row, "
        "column, value), one sentence and one remedy; `…` stands for what comes from the data. "
        "Where a required cell has a bad value, its row is set aside and the finding is an error, "
        "whatever its usual severity. See [the question](../questions/check.md).",
        *parts,
    )
