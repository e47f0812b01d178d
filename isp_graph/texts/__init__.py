"""Texts for readers in fr, nl and en: here what all share, in a question's folder its own.

A text is found by ``view.key``. The view is the file's name, and the folder's where the file is
called ``texts.toml``; `isp_graph.grammar` tells what the ``{braces}`` of a text may hold.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from isp_graph.grammar import LANGUAGES, filled, typeset


@cache
def views() -> dict[str, Traversable]:
    """Give the file of texts of each view, by its name."""
    found = {
        entry.name.removesuffix(".toml"): entry
        for entry in files(__package__).iterdir()
        if entry.name.endswith(".toml")
    }
    rooms = [files("isp_graph") / "questions"]
    for room in rooms:
        for entry in room.iterdir():
            if entry.is_dir():
                rooms.append(entry)
            elif entry.name == "texts.toml":
                found[room.name] = entry
    return dict(sorted(found.items()))


@cache
def catalogue(view: str) -> dict[str, dict[str, str]]:
    """Give all texts of a view.

    Parameters
    ----------
    view : str
        One of `views`.

    Returns
    -------
    dict
        By key, the text in each language.
    """
    declared = tomllib.loads(views()[view].read_text("utf-8"))
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
