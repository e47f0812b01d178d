"""Errors that a user can mend, each said in one sentence, in the user's language.

An error carries a key of ``errors.toml`` and what its sentence names. Python shows it in English
and speaks of arguments where the command line speaks of its options.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from isp_graph.grammar import filled, typeset

_OPTION = re.compile(r"--([a-z]+(?:-[a-z]+)*)")
_ARGUMENTS = {"lang": "language", "layer": "layers"}
"""Arguments of Python that are called otherwise than the options that they stand for."""
_HINTS = ("near", "known")
"""Values that a sentence is followed by, the first that is given."""


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Give every sentence in each language, by the key of its error."""
    declared = tomllib.loads((files("isp_graph") / "errors.toml").read_text("utf-8"))
    return {
        key: {language: typeset(said, language) for language, said in entry.items()}
        for key, entry in declared.items()
    }


def _shown(value: Any) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return str(value)


class IspGraphError(Exception):
    """Anything that isp-graph refuses to do, with the reason in words.

    Parameters
    ----------
    key : str
        Which sentence of ``errors.toml`` says it.
    **values
        What the sentence names. ``near`` or ``known`` follow it: the values it may be.

    Examples
    --------
    >>> print(UsageError("unknown_layer", name="bords", near=["boards"]))
    layers bords: unknown layer. Nearest: boards.
    """

    def __init__(self, key: str, /, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = {name: _shown(value) for name, value in values.items()}

    def sentence(self, language: str = "en") -> str:
        """Say what was refused, and why."""
        told = sentences()
        said = filled(told[self.key][language], language, self.values)
        hint = next((name for name in _HINTS if self.values.get(name)), None)
        if hint is None:
            return said
        return f"{said} {filled(told[hint][language], language, self.values)}"

    def __str__(self) -> str:
        return _OPTION.sub(
            lambda option: _ARGUMENTS.get(option[1], option[1].replace("-", "_")), self.sentence()
        )


class UsageError(IspGraphError):
    """The question was asked wrongly: an unknown filter, layer, value or option."""


class AccessError(IspGraphError):
    """Something could not be read, written or reached."""
