"""The sentence that says how an answer was computed, for a researcher to paste."""

from __future__ import annotations

from typing import Any

from isp_graph.present.texts import text
from isp_graph.present.wording import number, printed
from isp_graph.results import Result
from isp_graph.schema.tables import LANGUAGES

_FINGERPRINT = 12


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


def method_sentence(result: Result, language: str) -> str | None:
    """Say how a result was computed: measure, weighting, null model, draws, seed, data.

    Parameters
    ----------
    result : Result

    Returns
    -------
    str or None
        None for an answer that is a plain reading of the data.
    """
    if result.method is None:
        return None
    values = {name: _worded(value, language) for name, value in result.method.values.items()}
    sentence = text(f"methods.{result.method.key}", language, **values)
    if "also" in values:
        sentence += " " + text(f"methods.{result.method.values['also']}", language)
    stated = result.basis
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


def method_words(result: Result) -> list[str]:
    """Say how a result was computed, in each language, for a page; nothing of a plain reading."""
    said = [method_sentence(result, language) for language in LANGUAGES]
    return [printed(sentence) for sentence in said if sentence is not None]
