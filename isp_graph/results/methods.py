"""The sentence that says how an answer was computed, for a researcher to paste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isp_graph.grammar import number
from isp_graph.results.basis import Basis
from isp_graph.texts import text

_FINGERPRINT = 12


@dataclass(frozen=True)
class Method:
    """How an answer was computed, to be said in one sentence that a reader can cite.

    Attributes
    ----------
    key : str
        Name of the sentence, in the texts for readers.
    values : mapping
        What its braces stand for: names of layers and measures, counts, draws, seed.
    """

    key: str
    values: Mapping[str, Any]


def _worded(value: Any, language: str) -> str:
    if isinstance(value, bool):
        return text("terminal.yes" if value else "terminal.no", language)
    if isinstance(value, int):
        return number(value, language)
    if isinstance(value, float):
        return number(value, language, 3)
    if isinstance(value, (list, tuple)):
        return ", ".join(_worded(entry, language) for entry in value)
    return str(value)


def method_sentence(method: Method, stated: Basis, language: str) -> str:
    """Say how an answer was computed: measure, weighting, null model, draws, seed, data."""
    values = {name: _worded(value, language) for name, value in method.values.items()}
    sentence = text(f"methods.{method.key}", language, **values)
    if "also" in values:
        sentence += " " + text(f"methods.{method.values['also']}", language)
    date = (
        text("methods.undated", language)
        if stated.date is None
        else text("methods.at", language, day=stated.date)
    )
    return text(
        "methods.computed_on",
        language,
        sentence=sentence,
        dataset=stated.dataset,
        fingerprint=stated.fingerprint[:_FINGERPRINT],
        date=date,
        version=stated.version,
    )
