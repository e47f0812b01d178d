"""Take natural persons out of a dataset, so that what is shared cannot name them.

Identifiers of people become keyed pseudonyms: the same person bears the same pseudonym under
one key, and without the key nobody can compute it from a name. The journal of identities goes.
Names that stand in free text are masked, except where they are an organisation's own name.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

import polars as pl

from isp_graph.model.findings import MASK, Finding
from isp_graph.model.schema import SCHEMA
from isp_graph.records import Records

R = TypeVar("R", bound=Records)

_SHORTEST = 5
_LENGTH = 12


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


def personal_values(data: Records) -> list[str]:
    """List the values that name people and are long enough to be recognised in a text.

    Parameters
    ----------
    data : Records
        The dataset with its people named.

    Returns
    -------
    list of str
        Longest first; an organisation's own name or identifier is not personal, even where a
        board seats it.
    """
    values: set[str] = set()
    for name, frame in data.tables.items():
        for column in SCHEMA[name].columns:
            if column.personal and column.type != "code":
                values.update(frame[column.name].drop_nulls().to_list())
    organisations = data.as_read().table("organisations")
    for column_name in ("id", "name", "short_name", "name_nl"):
        values.difference_update(organisations[column_name].drop_nulls().to_list())
    long_enough = (value for value in values if len(value) >= _SHORTEST)
    return sorted(long_enough, key=lambda value: (-len(value), value))


def mask_names(texts: pl.Series, names: list[str]) -> pl.Series:
    """Replace every name within texts by a mask."""
    if not names or texts.null_count() == texts.len():
        return texts
    return texts.str.replace_many(names, [MASK], ascii_case_insensitive=True, leftmost=True)


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
    names = personal_values(data)
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
                masked = mask_names(frame[column.name], names)
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
        root=data.as_read(),
        unfiltered=None if before is None else pseudonymise(before, key),
    )


def masked_findings(findings: Iterable[Finding], names: list[str]) -> tuple[Finding, ...]:
    """Hide personal values in findings, whether of a personal column or within a text."""
    shown = [entry.masked() for entry in findings]
    values = pl.Series([entry.value for entry in shown], dtype=pl.String)
    return tuple(
        replace(entry, value=value)
        for entry, value in zip(shown, mask_names(values, names), strict=True)
    )
