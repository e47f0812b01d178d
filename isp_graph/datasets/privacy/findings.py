"""Findings that name nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from isp_graph.datasets.masking.contacts import holding_contacts
from isp_graph.datasets.masking.names import NameMask
from isp_graph.datasets.records import Records
from isp_graph.schema.findings import MASK, Finding
from isp_graph.schema.tables import SCHEMA

_BETWEEN = ", "
"""What parts the nearest values that a finding names."""


def masked_findings(data: Records, names: NameMask) -> tuple[Finding, ...]:
    """Hide personal values in findings, whether of a personal column or within a text.

    What an organisation is called stands as it is: its identifier everywhere, its names where
    the finding is about them. So do mere numbers, of rows for instance.

    Parameters
    ----------
    data : Records
        With its people named.
    names : NameMask
        Of these people.

    Returns
    -------
    tuple of Finding
        In the same order.
    """
    shown = [entry.masked() for entry in data.findings]
    told = pl.Series(sorted({text for entry in shown for text in _texts(entry)}), dtype=pl.String)
    hidden = dict(names.masked(told.filter(told.str.contains(r"\p{L}"))).rows())
    hidden.update(dict.fromkeys(told.filter(holding_contacts(told)), MASK))
    kept = _kept(data, hidden)
    return tuple(_without(entry, hidden, kept) for entry in shown) if hidden else tuple(shown)


def _texts(entry: Finding) -> Iterator[str]:
    for text in (entry.file, entry.column, entry.value, *entry.details.values()):
        if text:
            yield text
    yield from entry.details.get("near", "").split(_BETWEEN)


def _kept(data: Records, texts: Mapping[str, str]) -> dict[tuple[str, str | None], set[str]]:
    """Give, by file and column, the texts that an organisation bears; by none, identifiers."""
    tally = data.tallies.get("organisations")
    own = data.as_read().table("organisations")
    wanted = pl.Series(list(texts), dtype=pl.String).implode()
    kept: dict[tuple[str, str | None], set[str]] = {}
    for column in SCHEMA["organisations"].columns:
        if column.kept:
            borne = own[column.name].filter(own[column.name].is_in(wanted))
            kept["" if tally is None else tally.file, column.name] = set(borne)
            if column.type == "key":
                kept["", None] = set(borne)
    return kept


def _without(
    entry: Finding,
    hidden: Mapping[str, str],
    kept: Mapping[tuple[str, str | None], set[str]],
) -> Finding:
    if hidden.keys().isdisjoint(_texts(entry)):
        return entry
    own = kept["", None] | kept.get((entry.file, entry.column), set())

    def shown(text: str) -> str:
        return text if text in own else hidden.get(text, text)

    details = {
        key: _BETWEEN.join(map(shown, text.split(_BETWEEN))) if key == "near" else shown(text)
        for key, text in entry.details.items()
    }
    return replace(
        entry,
        file=hidden.get(entry.file, entry.file),
        column=entry.column and hidden.get(entry.column, entry.column),
        value=entry.value and shown(entry.value),
        details=details,
    )
