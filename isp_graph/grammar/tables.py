"""The tables of ``words.toml``, and words without case and accents."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tables() -> dict[str, Any]:
    """Give what ``words.toml`` declares."""
    return tomllib.loads((files("isp_graph.grammar") / "words.toml").read_text("utf-8"))


def folded(word: str) -> str:
    """Write a word without case and accents.

    Examples
    --------
    >>> folded("Évaluation")
    'evaluation'
    """
    apart = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).lower()
