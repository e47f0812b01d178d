"""The records of a dataset as the page holds them: organisations, evidence, names by language.

Everything is numbered: an organisation, a zone or a source is named once and referred to by
its place, which keeps the page small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.local_names import local_names, local_texts
from isp_graph.grammar import LANGUAGES
from isp_graph.schema.vocabulary import VOCABULARIES, Vocabulary

EVIDENCE_LIMIT = 50_000
"""Rows of evidence that a page holds at most; beyond, the dataset itself has to be opened."""


class Strings:
    """Texts that recur, each kept once; a text is referred to by its place.

    One that is worded by language is kept as a list in the order of `LANGUAGES`.
    """

    def __init__(self) -> None:
        self.all: list[str | list[str]] = []
        self._places: dict[str | tuple[str, ...], int] = {}

    def place(self, value: str | None) -> int | None:
        """Give the place of a text, -1 for none."""
        if value is None:
            return None
        if value not in self._places:
            self._places[value] = len(self.all)
            self.all.append(value)
        return self._places[value]

    def worded(self, row: Mapping[str, str | None], column: str) -> int | None:
        """Give the place of what a column says in each language, None for nothing."""
        texts = tuple(text for text in local_texts(row, column) if text is not None)
        if len(set(texts)) < 2:
            return self.place(texts[0] if texts else None)
        if texts not in self._places:
            self._places[texts] = len(self.all)
            self.all.append(list(texts))
        return self._places[texts]


def named(data: Dataset, table: str) -> list[dict[str, Any]]:
    """List the entries of a table with their names in the three languages.

    Parameters
    ----------
    data : Dataset
    table : str
        A table whose entries have names.

    Returns
    -------
    list of dict
        ``id`` and ``t``, the names in the order of `LANGUAGES`.
    """
    if table not in data.tables:
        return []
    names = {language: local_names(data, table, language) for language in LANGUAGES}
    return [
        {"id": entry, "t": [names[language][entry] for language in LANGUAGES]}
        for entry in data.table(table)["id"].to_list()
    ]


def code_labels(vocabulary: Vocabulary, code: str) -> list[str]:
    """Name a code in the three languages; one that nobody declared, by itself with spaces."""
    if code not in vocabulary.labels:
        return [code.replace("_", " ")] * len(LANGUAGES)
    return [vocabulary.label(code, language) for language in LANGUAGES]


def codes(vocabulary: str, used: Iterable[str | None]) -> list[dict[str, Any]]:
    """List the codes that are used, with their names, sorted by code."""
    declared = VOCABULARIES[vocabulary]
    present = sorted({code for code in used if code is not None})
    return [{"id": code, "t": code_labels(declared, code)} for code in present]


def places(entries: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Give the place of each entry by its id."""
    return {entry["id"]: place for place, entry in enumerate(entries)}
