"""Take natural persons out of a dataset, so that what is shared cannot name them.

Identifiers of people become keyed pseudonyms: the same person bears the same pseudonym under
one key, and without the key nobody can compute it from a name. The journal of identities goes;
who is the same person stays known, under pseudonyms.
Names that stand in free text are masked, except where they are an organisation's own name.
"""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import polars as pl

from isp_graph.masking import SHORTEST, NameMask
from isp_graph.model.findings import Finding
from isp_graph.model.schema import SCHEMA
from isp_graph.records import Records, Settings
from isp_graph.tables.columns import distinct_texts

R = TypeVar("R", bound=Records)

_LENGTH, _BYTES = 12, 8  # letters of base32, and the bytes that they show


def pseudonym(person: str, key: bytes) -> str:
    """Give the pseudonym of a person under a key.

    Parameters
    ----------
    person : str
        The person's identifier.
    key : bytes
        The secret.

    Returns
    -------
    str
        ``P-`` and twelve letters or digits of an HMAC-SHA256: 60 bits, so that a million
        people collide with a chance below one in a million.

    Examples
    --------
    >>> pseudonym("p1", b"k") == pseudonym("p1", b"k") != pseudonym("p1", b"other")
    True
    """
    digest = hmac.digest(key, person.encode(), "sha256")
    return "P-" + base64.b32encode(digest[:_BYTES])[:_LENGTH].decode()


def is_pseudonym(text: str) -> bool:
    """Tell whether a text has the form of a pseudonym.

    Examples
    --------
    >>> is_pseudonym(pseudonym("p1", b"k")), is_pseudonym("P-1")
    (True, False)
    """
    return re.fullmatch(rf"P-[A-Z2-7]{{{_LENGTH}}}", text) is not None


def personal_values(data: Records) -> set[str]:
    """List the values that name people and are long enough to be recognised in a text.

    Parameters
    ----------
    data : Records
        The dataset with its people named.

    Returns
    -------
    set of str
        An organisation's own name or identifier is not personal, even where a board seats it.
    """
    # A text that is kept may name somebody whose own rows were refused, or left out by a choice.
    whole = data.as_read()
    values = set(whole.withheld)
    for name, frame in whole.tables.items():
        for column in SCHEMA[name].columns:
            if column.personal and column.type != "code":
                values.update(frame[column.name].to_list())
    organisations = whole.table("organisations")
    for column_name in ("id", "name", "short_name", "name_nl"):
        values.difference_update(organisations[column_name].to_list())
    return {value for value in values if value and len(value) >= SHORTEST}


def masked(value: Any, names: NameMask) -> Any:
    """Mask names in a text, or in the texts of a list or mapping."""
    if isinstance(value, str):
        return names.mask(value)
    if isinstance(value, Mapping):
        return {key: masked(part, names) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(masked(part, names) for part in value)
    return value


def _masked_settings(settings: Settings, names: NameMask) -> Settings:
    return replace(
        settings,
        title=masked(settings.title, names),
        licence=masked(settings.licence, names),
        sources=masked(settings.sources, names),
        limits=masked(settings.limits, names),
    )


def pseudonymise(data: R, key: bytes) -> R:
    """Take the people's names out of a dataset.

    Parameters
    ----------
    data : Records
        The dataset, dated or restricted as it may be.
    key : bytes
        The secret under which pseudonyms are stable.

    Returns
    -------
    Records
        The same records under pseudonyms; every personal column is replaced or gone, and names
        that stand elsewhere are masked. An identifier that holds a name becomes a pseudonym
        as a whole, so that what refers to it still does. No named record stays within reach.
    """
    return _Pseudonyms(NameMask(personal_values(data)), key).of(data)


class _Pseudonyms:
    """Takes names out of records, and of those from which they were restricted."""

    def __init__(self, names: NameMask, key: bytes) -> None:
        self._names = names
        self._key = key
        self._known: dict[str, str] = {}

    def of(self, data: R) -> R:
        """Take the names out of one dataset."""
        tables = {
            name: self._table(name, frame)
            for name, frame in data.tables.items()
            if name != "matches"
        }
        return replace(
            data,
            name=self._names.mask(data.name),
            tables=tables,
            findings=masked_findings(data.findings, self._names),
            settings=_masked_settings(data.settings, self._names),
            root=None if data.root is None else self.of(data.root),
            unfiltered=None if data.unfiltered is None else self.of(data.unfiltered),
            withheld=frozenset(),
            stated_fingerprint=data.fingerprint,
            stated_identities={
                self._pseudonym(entry): self._pseudonym(person)
                for entry, person in data.identities.items()
            },
        )

    def _table(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        schema = SCHEMA[name]
        texts = [
            c.name
            for c in schema.columns
            if c.personal or (c.type != "date" and frame[c.name].dtype == pl.String)
        ]
        changed = []
        for column_name, distinct in distinct_texts(frame, texts).items():
            column = schema.by_name[column_name]
            if column.personal and column.type == "text":
                continue
            if column.personal:
                by = {person: self._pseudonym(person) for person in distinct}
            elif column.type in ("key", "reference"):
                by = {text: self._pseudonym(text) for text in self._names.changed(distinct)}
            else:
                by = self._names.changed(distinct)
            if by:
                changed.append(pl.col(column_name).replace(list(by), list(by.values())))
        frame = frame.with_columns(changed) if changed else frame
        named = [c.name for c in schema.columns if c.personal and c.type == "text"]
        if named:  # a person's name is their pseudonym
            frame = frame.with_columns(pl.col("id").alias(column_name) for column_name in named)
        return frame if schema.key is None else frame.sort(schema.key.name)

    def _pseudonym(self, text: str) -> str:
        if text not in self._known:
            self._known[text] = pseudonym(text, self._key)
        return self._known[text]


def masked_findings(findings: Iterable[Finding], names: NameMask) -> tuple[Finding, ...]:
    """Hide personal values in findings, whether of a personal column or within a text."""
    shown = [entry.masked() for entry in findings]
    hidden = {text: names.mask(text) for entry in shown for text in _texts(entry)}
    return tuple(
        replace(
            entry,
            file=hidden[entry.file],
            column=entry.column and hidden[entry.column],
            value=entry.value and hidden[entry.value],
            details={key: hidden[text] for key, text in entry.details.items()},
        )
        for entry in shown
    )


def _texts(entry: Finding) -> list[str]:
    told = (entry.file, entry.column, entry.value, *entry.details.values())
    return [text for text in told if text is not None]
