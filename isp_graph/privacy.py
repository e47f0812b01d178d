"""Take natural persons out of a dataset, so that what is shared cannot name them.

Identifiers of people become keyed pseudonyms: the same person bears the same pseudonym under
one key, and without the key nobody can compute it from a name. The journal of identities goes.
Names that stand in free text are masked, except where they are an organisation's own name.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import polars as pl

from isp_graph.masking import SHORTEST, NameMask
from isp_graph.model.findings import Finding
from isp_graph.model.schema import SCHEMA
from isp_graph.records import Records, Settings

R = TypeVar("R", bound=Records)

_LENGTH = 12
# Findings whose value is a person that no table holds.
_NAMES_NOBODY = ("unknown_reference", "unknown_optional_reference")


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
    digest = hmac.new(key, person.encode(), hashlib.sha256).digest()
    return "P-" + base64.b32encode(digest)[:_LENGTH].decode()


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
    # A text that is kept may name somebody whose own rows a choice left out.
    whole = data.as_read()
    values = {
        entry.value
        for entry in whole.findings
        if entry.personal and entry.value and entry.code in _NAMES_NOBODY
    }
    for name, frame in whole.tables.items():
        for column in SCHEMA[name].columns:
            if column.personal and column.type != "code":
                values.update(frame[column.name].drop_nulls().to_list())
    organisations = whole.table("organisations")
    for column_name in ("id", "name", "short_name", "name_nl"):
        values.difference_update(organisations[column_name].drop_nulls().to_list())
    return {value for value in values if len(value) >= SHORTEST}


def _masked(value: Any, names: NameMask) -> Any:
    """Mask names in a text, or in the texts of a list or mapping."""
    if isinstance(value, str):
        return names.mask(value)
    if isinstance(value, Mapping):
        return {key: _masked(part, names) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_masked(part, names) for part in value)
    return value


def _masked_settings(settings: Settings, names: NameMask) -> Settings:
    return replace(
        settings,
        title=_masked(settings.title, names),
        licence=_masked(settings.licence, names),
        sources=_masked(settings.sources, names),
        limits=_masked(settings.limits, names),
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
        The same records under pseudonyms; every personal column is replaced or gone.
    """
    names = NameMask(personal_values(data))
    known = data.table("people")["id"].to_list()
    aliases = pl.Series([pseudonym(person, key) for person in known], dtype=pl.String)
    people = pl.Series(known, dtype=pl.String)
    tables: dict[str, pl.DataFrame] = {}
    for table, frame in data.tables.items():
        if table == "matches":
            continue
        for column in SCHEMA[table].columns:
            if column.personal:
                source = "id" if table == "people" else column.name
                alias = pl.col(source).replace_strict(people, aliases, default=None)
                frame = frame.with_columns(alias.alias(column.name)) if source != "id" else frame
            elif column.type == "text":
                masked = names.mask_all(frame[column.name])
                frame = frame.with_columns(masked.alias(column.name))
        if table == "people":
            alias = pl.col("id").replace_strict(people, aliases, default=None)
            frame = frame.with_columns(alias.alias("id"), alias.alias("name")).sort("id")
        tables[table] = frame
    before = data.unfiltered
    return replace(
        data,
        tables=tables,
        findings=masked_findings(data.findings, names),
        settings=_masked_settings(data.settings, names),
        root=data.as_read(),
        unfiltered=None if before is None else pseudonymise(before, key),
    )


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
