"""What a notebook shows of a value: title, sentences, a small table. Words are text in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from html import escape

from isp_graph.grammar.languages import VARIABLE, known_language
from isp_graph.texts import text

FIRST_ROWS = 10
"""Rows that are shown of a result."""
_FINGERPRINT = 12


def notebook_language() -> str:
    """Give the language of ``ISP_GRAPH_LANG``, English where it names none that we have."""
    return known_language(os.environ.get(VARIABLE)) or "en"


def card(
    title: str,
    sentences: Iterable[str | None],
    header: Sequence[str] = (),
    rows: Iterable[Sequence[str]] = (),
) -> str:
    """Write a value as HTML.

    Parameters
    ----------
    title : str
    sentences : iterable of str or None
        A paragraph each; None is left out.
    header : sequence of str
    rows : iterable of sequence of str

    Returns
    -------
    str

    Examples
    --------
    >>> card("A & B", [None, "It is."])
    '<p><strong>A &amp; B</strong></p><p>It is.</p>'
    """
    parts = [f"<p><strong>{escape(title)}</strong></p>"]
    parts += [f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence]
    lines = [_row("th", header)] * bool(header) + [_row("td", row) for row in rows]
    if lines:
        parts.append(f"<table>{''.join(lines)}</table>")
    return "".join(parts)


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def data_sentence(name: str, date: str | None, fingerprint: str, language: str) -> str:
    """Name records, their date and their fingerprint."""
    when = text("methods.at", language, day=date) if date else text("methods.undated", language)
    shown = fingerprint[:_FINGERPRINT]
    return text("notebook.data", language, dataset=name, when=when, fingerprint=shown)
