"""The languages, and how the one of a reader is recognised."""

from __future__ import annotations

LANGUAGES = ("fr", "nl", "en")
"""In which everything is said; the first where nothing says which."""
VARIABLE = "ISP_GRAPH_LANG"
"""Environment variable that names the language of a terminal, and of a notebook."""


def known_language(*tags: str | None) -> str | None:
    """Give the language of the first tag that has one of ours.

    Examples
    --------
    >>> known_language(None, "de_DE.UTF-8", "nl_BE.UTF-8")
    'nl'
    """
    found = (tag[:2] for tag in tags if tag)
    return next((language for language in found if language in LANGUAGES), None)
