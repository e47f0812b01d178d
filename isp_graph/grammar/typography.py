"""The spaces of French typography, which no line may break at."""

from __future__ import annotations

import re

NARROW = "\u202f"
FIXED = "\u00a0"
_SPACE = "[ \u00a0\u202f]"
_RULES = (
    (re.compile(rf"(?<!\s){_SPACE}(?=[;!?%])"), NARROW),
    (re.compile(rf"(?<!\s){_SPACE}(?=[:»])"), FIXED),
    (re.compile(rf"(?<=«){_SPACE}"), FIXED),
)


def typeset(text: str, language: str) -> str:
    """Set the spaces of a French text: narrow before ; ! ? and %, fixed before : and in « ».

    Examples
    --------
    >>> typeset("Qui ? « Lui » : 5 %", "fr").replace("\u202f", "_").replace("\u00a0", "~")
    'Qui_? «~Lui~»~: 5_%'
    >>> typeset("Who ?", "en")
    'Who ?'
    """
    if language != "fr":
        return text
    for pattern, space in _RULES:
        text = pattern.sub(space, text)
    return text
