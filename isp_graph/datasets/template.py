"""Empty tables to fill in, from the schema."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from isp_graph.errors import UsageError
from isp_graph.schema.naming import nearest
from isp_graph.schema.tables import SCHEMA


def template_files(tables: Iterable[str] = (), *, french: bool = False) -> dict[str, bytes]:
    """Make the empty tables of a dataset.

    Parameters
    ----------
    tables : iterable of str
        Tables wanted; all if none is named.
    french : bool
        Semicolons and a byte-order mark, for Excel in French.

    Returns
    -------
    dict
        Content by file name: one header row.

    Raises
    ------
    UsageError
        If a table is unknown.
    """
    files = {}
    for name in tuple(tables) or tuple(SCHEMA):
        if name not in SCHEMA:
            raise UsageError("unknown_table", name=name, near=nearest(name, SCHEMA), known=SCHEMA)
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=";" if french else ",", lineterminator="\r\n")
        writer.writerow([column.name for column in SCHEMA[name].columns])
        files[f"{name}.csv"] = buffer.getvalue().encode("utf-8-sig" if french else "utf-8")
    return files
