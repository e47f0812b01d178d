"""Rows as CSV and JSON.

CSV is RFC 4180 in UTF-8; ``csv-fr`` is what Excel in French opens by a double click: semicolons,
a byte-order mark, decimal commas. A text that a spreadsheet would run as a formula gets an
apostrophe before it, in both.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from isp_graph.results import Basis

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def _number(value: float, comma: bool) -> str:
    text = repr(value)
    return text.replace(".", ",") if comma else text


def _listed(value: list[Any]) -> str:
    if all(isinstance(entry, dict) for entry in value):
        return " | ".join(f"{entry['organisation']} ({entry['reason']})" for entry in value)
    return " | ".join(str(entry) for entry in value)


def cell(value: Any, *, comma: bool = False) -> str:
    """Write one value as a CSV cell.

    Parameters
    ----------
    value : object
        None is blank; a yes or no is ``true`` or ``false``.
    comma : bool
        Whether decimals have a comma.

    Returns
    -------
    str

    Examples
    --------
    >>> cell(0.5, comma=True), cell(None), cell("=1+1")
    ('0,5', '', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value, comma)
    text = _listed(value) if isinstance(value, list) else str(value)
    escape = isinstance(value, (str, list)) and text.startswith(_FORMULA)
    return f"'{text}" if escape else text


def to_csv(
    columns: Sequence[str], rows: Iterable[dict[str, Any]], *, french: bool = False
) -> bytes:
    """Write rows as CSV.

    Parameters
    ----------
    columns : sequence of str
        Header and order.
    rows : iterable of dict
    french : bool
        For Excel in French.

    Returns
    -------
    bytes
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";" if french else ",", lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row[name], comma=french) for name in columns])
    return buffer.getvalue().encode("utf-8-sig" if french else "utf-8")


def to_json(
    question: str, basis: Basis, rows: list[dict[str, Any]], method: str | None = None
) -> bytes:
    """Write an answer as JSON: the question, its basis, its rows in full precision.

    Parameters
    ----------
    question : str
    basis : Basis
    rows : list of dict
    method : str, optional
        The sentence that says how it was computed.

    Returns
    -------
    bytes
    """
    told: dict[str, Any] = {"question": question, "basis": basis.as_dict()}
    if method is not None:
        told["method"] = method
    told["rows"] = rows
    return (json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
