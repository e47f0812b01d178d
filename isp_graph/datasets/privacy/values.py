"""The values that name people, and masking them wherever else they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from isp_graph.datasets.masking.names import SHORTEST, NameMask
from isp_graph.datasets.records import Records
from isp_graph.datasets.tables.columns import naming_values
from isp_graph.schema.tables import SCHEMA


def _personal(data: Records) -> pl.Series:
    # A text that is kept may name somebody whose own rows were refused, or left out by a choice.
    whole = data.as_read()
    found = [pl.Series("value", sorted(whole.withheld), dtype=pl.String)]
    for name in ("people", "matches"):  # whoever has a mandate is among the people
        if name in whole.tables:
            found.append(naming_values(whole.tables[name], SCHEMA[name].columns))
    return pl.concat(found)


def personal_values(data: Records) -> set[str]:
    """List the values that name people and are long enough to be recognised in a text.

    Parameters
    ----------
    data : Records
        The dataset with its people named.

    Returns
    -------
    set of str
        Also those that an organisation bears as its own name or identifier.
    """
    return {value for value in _personal(data) if len(value) >= SHORTEST}


def names_of_people(data: Records) -> NameMask:
    """Give what masks the people of a dataset within texts: see `personal_values`."""
    return NameMask(_personal(data))


def texts_of(value: Any) -> Iterator[str]:
    """Give every text within a value, such as an entry of ``dataset.toml``."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from (str(key), *texts_of(part))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_of(part)


def with_texts(value: Any, shown: Mapping[str, str]) -> Any:
    """Replace texts within a value."""
    if isinstance(value, str):
        return shown.get(value, value)
    if isinstance(value, Mapping):
        return {shown.get(key, key): with_texts(part, shown) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(with_texts(part, shown) for part in value)
    return value


def masked(value: Any, names: NameMask) -> Any:
    """Mask names in a text, or in the texts of a list or mapping."""
    return with_texts(value, names.changed(texts_of(value)))
