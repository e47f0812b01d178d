"""Texts for readers in fr, nl and en, one TOML file for each view.

A text is found by ``file.key``; `isp_graph.grammar` tells what its ``{braces}`` may hold.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from isp_graph.grammar import filled, typeset
from isp_graph.model.schema import LANGUAGES


@cache
def catalogue(view: str) -> dict[str, dict[str, str]]:
    """Give all texts of a view.

    Parameters
    ----------
    view : str
        Name of a TOML file beside this module.

    Returns
    -------
    dict
        By key, the text in each language.
    """
    declared = tomllib.loads((files(__package__) / f"{view}.toml").read_text("utf-8"))
    return {
        key: {language: typeset(entry[language], language) for language in LANGUAGES}
        for key, entry in declared.items()
    }


def text(name: str, language: str, /, **values: Any) -> str:
    """Give one text.

    Parameters
    ----------
    name : str
        ``view.key``.
    language : {'fr', 'nl', 'en'}
    **values
        What the text's braces stand for.

    Returns
    -------
    str

    Examples
    --------
    >>> text("statuses.isolated", "nl")
    'geïsoleerd'
    """
    view, _, key = name.partition(".")
    return filled(catalogue(view)[key][language], language, values)
