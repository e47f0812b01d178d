"""Who may take an offer: people of a public, who speak a language.

An offer that names a public, or a language, is for those that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import UsageError
from isp_graph.schema.naming import fold, nearest
from isp_graph.schema.vocabulary import VOCABULARIES

_SEVERAL = re.compile(r"[|;,]")


def for_public(values: pl.Series, public: Iterable[str]) -> pl.Series:
    """Tell which values name one of some publics, or none at all."""
    wanted = {fold(value) for value in public}
    known = {value: {fold(part) for part in _SEVERAL.split(value)} for value in values.drop_nulls()}
    meant = [value is None or bool(known[value] & wanted) for value in values]
    return pl.Series(meant, dtype=pl.Boolean)


def _known_publics(data: Dataset, public: Iterable[str]) -> None:
    """Refuse a public of which no offer, demand or origin speaks: it would silence every offer."""
    met: dict[str, str] = {}
    for table in ("offers", "demand", "publics"):
        for value in data.as_read().table(table)["public"].drop_nulls().unique().sort():
            met.update({fold(part): part.strip() for part in _SEVERAL.split(value)})
    for value in public:
        if fold(value) not in met:
            known = sorted(set(met.values()))
            raise UsageError(
                "unknown_public", value=value, near=nearest(value, known), known=known[:30]
            )


def _language_codes(data: Dataset, languages: Iterable[str]) -> list[str]:
    vocabulary = VOCABULARIES["language"]
    met = set(data.as_read().table("offers")["language"].drop_nulls())
    found = []
    for value in languages:
        code = vocabulary.recognise(value)
        if code is None or (code not in vocabulary.labels and code not in met):
            known = sorted({*vocabulary.labels, *met})
            raise UsageError(
                "unknown_offer_language", value=value, near=nearest(value, known), known=known
            )
        found.append(code)
    return found


def profile(data: Dataset, public: Iterable[str], language: Iterable[str]) -> list[str]:
    """Check what is asked of a person, and give the codes of her languages."""
    _known_publics(data, public)
    return _language_codes(data, language)


def eligible(offers: pl.DataFrame, public: Sequence[str], languages: Sequence[str]) -> pl.Series:
    """Tell which offers a person may take; none named: every one."""
    told = pl.Series([True] * offers.height, dtype=pl.Boolean)
    if public:
        told &= for_public(offers["public"], public)
    if languages:
        told &= offers["language"].is_null() | offers["language"].is_in(languages)
    return told
