"""Findings: what is wrong, doubtful or worth knowing in the data, as values.

A finding says where (file, row, column, value), what (one sentence), and what to do (one
sentence). Its *severity* tells what happened: ``error``, the row was set aside or a cell could
not be read; ``warning``, something was doubtful and kept or became unknown; ``info``, good to
know. The sentences stand in ``findings.toml``, once for each code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Literal

from isp_graph.errors import sentences
from isp_graph.grammar import LANGUAGES, filled, typeset
from isp_graph.schema.tables import SCHEMA

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
MASK = "•••"
ASIDE = {"aside": "1"}
"""Detail of a finding on a required cell: its row was set aside."""


@dataclass(frozen=True)
class FindingCode:
    """What a code means, whatever the data: its severity and its sentences by language.

    ``names`` tells of what is an id the table of which it is one; ``{file}`` is the finding's own,
    ``{other}`` the one that it names. ``twin`` is the detail that holds the row of which the row
    found is a double. ``maker``: it is told to whoever makes the dataset, and not on a public page.
    """

    code: str
    severity: Severity
    about: str
    message: Mapping[str, str]
    remedy: Mapping[str, str]
    remedy_aside: Mapping[str, str]
    names: Mapping[str, str]
    twin: str | None
    maker: bool


def _by_language(said: Mapping[str, str]) -> dict[str, str]:
    return {language: typeset(said[language], language) for language in LANGUAGES}


def _load() -> dict[str, FindingCode]:
    text = (files("isp_graph.schema") / "findings.toml").read_text("utf-8")
    return {
        code: FindingCode(
            code,
            entry["severity"],
            entry["about"],
            _by_language(entry["message"]),
            _by_language(entry["remedy"]),
            # A required cell must not be left blank: its remedy may be another.
            _by_language(entry.get("remedy_aside", entry["remedy"])),
            entry.get("names", {}),
            entry.get("twin"),
            entry.get("maker", False),
        )
        for code, entry in tomllib.loads(text).items()
    }


CATALOGUE: Mapping[str, FindingCode] = _load()
"""Every finding code, in the order of the declaration."""


Naming = Callable[[str, str], str]
"""From a table, or a file, and an id, to how people know that entry."""


def _by_id(_: str, entry: str) -> str:
    return entry


@dataclass(frozen=True)
class Finding:
    """One observation on the data.

    Attributes
    ----------
    code : str
        A key of ``CATALOGUE``.
    severity : {'error', 'warning', 'info'}
    file : str
        File or sheet; blank for the dataset as a whole.
    row : int or None
        First physical line of the record, 1 being the header's.
    column, value : str or None
        The cell, where it is one.
    details : mapping
        What the sentences name besides: ``other``, ``near``, ``count`` …
    personal : bool
        Whether the value may name a natural person.
    """

    code: str
    severity: Severity
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    personal: bool = False

    @property
    def twin(self) -> str | None:
        """The row of which this one is a double."""
        return self.details.get(CATALOGUE[self.code].twin or "")

    def told(self, named: Naming = _by_id) -> dict[str, str]:
        """Give what the sentences name, by field; ``what`` is whom a row is about.

        Parameters
        ----------
        named : callable
            Names the entry of a table (or file) that has an id.

        Returns
        -------
        dict
        """
        known = {
            "file": self.file,
            "row": "" if self.row is None else str(self.row),
            "column": self.column or "",
            "value": self.value or "",
            "near": "",
            **self.details,
        }
        for field_, table in CATALOGUE[self.code].names.items():
            of = table.format_map(known)
            parts = known[field_].split(", ") if field_ == "near" else [known[field_]]
            known[field_] = ", ".join(named(of, part) for part in parts)
        ends = [key.split(".") for key in self.details if "." in key]
        known["what"] = " – ".join(
            named(SCHEMA[table].by_name[column].references or "", known[f"{table}.{column}"])
            for table, column in ends
        )
        return known

    def message(self, language: str = "en", named: Naming = _by_id) -> str:
        """Say in one sentence what was found."""
        sentence = CATALOGUE[self.code].message[language]
        said = filled(sentence, language, self.told(named)).strip()
        if "aside" not in self.details:
            return said
        return said.removesuffix(".") + sentences()["aside"][language]

    def remedy(self, language: str = "en", named: Naming = _by_id) -> str:
        """Say in one sentence what to do, naming the nearest valid values where there are."""
        entry, told = CATALOGUE[self.code], self.told(named)
        remedies = entry.remedy_aside if "aside" in self.details else entry.remedy
        sentence = filled(remedies[language], language, told).strip()
        if not told["near"]:
            return sentence
        return f"{sentence} {filled(sentences()['near'][language], language, told)}"

    def masked(self) -> Finding:
        """Hide the value, and what was derived from it, where it may name a person.

        A table, a board or a row number tells nothing of the person and is kept.
        """
        if not self.personal:
            return self
        hidden = {
            key: MASK if text == self.value else text
            for key, text in self.details.items()
            if key != "near"
        }
        named = self.column is not None and self.column == self.value
        column = (self.details.get("letter") or MASK) if named else self.column
        value = None if self.value is None else MASK
        return replace(self, column=column, value=value, details=hidden)

    def order(self) -> tuple[int, str, int, str, str, str]:
        """Sort key: errors first, then by place."""
        return (
            SEVERITIES.index(self.severity),
            self.file,
            self.row or 0,
            self.column or "",
            self.code,
            self.value or "",
        )


def finding(
    code: str,
    file: str,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    *,
    severity: Severity | None = None,
    personal: bool = False,
    **details: str,
) -> Finding:
    """Make a finding with the severity that its code declares, unless told otherwise.

    Examples
    --------
    >>> finding("missing_file", "organisations.csv").severity
    'error'
    """
    return Finding(
        code,
        severity or CATALOGUE[code].severity,
        file,
        row,
        column,
        value,
        details,
        personal,
    )
