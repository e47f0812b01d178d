"""The codes that columns may hold, with their names in fr, nl and en.

A *closed* vocabulary refuses other values; an *open* one lets them stand. A code is
recognised by itself, by its name in any language, and by the other spellings declared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from isp_graph.grammar import LANGUAGES
from isp_graph.schema.naming import fold, nearest

_MISTYPED = 0.8
"""How alike a value must be to a declared one to be taken for it mistyped."""


@dataclass(frozen=True)
class Vocabulary:
    """The codes of one kind, in the order of their declaration."""

    name: str
    closed: bool
    labels: Mapping[str, Mapping[str, str]]
    facts: Mapping[str, Mapping[str, Any]]
    reserved: tuple[str, ...]

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Code by the fold of each way to write it."""
        found: dict[str, str] = {}
        for code, labels in self.labels.items():
            for spelling in (code, *labels.values(), *self.facts[code].get("also", ())):
                found.setdefault(fold(spelling), code)
        return found

    def recognise(self, text: str) -> str | None:
        """Find the code that a text stands for.

        Parameters
        ----------
        text : str
            A value as somebody wrote it.

        Returns
        -------
        str or None
            The code; in an open vocabulary an unknown text stands for itself;
            None where the vocabulary is closed and does not know it, or reserves it.
        """
        code = self.spellings.get(fold(text))
        if code is not None:
            return code
        if self.closed or text.casefold() in self.reserved:
            return None
        return text

    def mistyped(self, text: str) -> str | None:
        """Name the code that an undeclared text may be a slip for, if any resembles it."""
        if fold(text) in self.spellings:
            return None
        near = nearest(text, self.spellings, 1, likeness=_MISTYPED)
        return self.spellings[near[0]] if near else None

    def label(self, code: str, language: str) -> str:
        """Name a code in a language; a code that is not declared names itself."""
        labels = self.labels.get(code)
        return labels[language] if labels else code

    def having(self, fact: str) -> frozenset[str]:
        """Codes of which a fact is declared true."""
        return frozenset(code for code, facts in self.facts.items() if facts.get(fact))


def _load() -> dict[str, Vocabulary]:
    text = (files("isp_graph.schema") / "vocabulary.toml").read_text("utf-8")
    loaded = {}
    for name, entry in tomllib.loads(text).items():
        codes = entry["codes"]
        labels = {code: {lang: facts[lang] for lang in LANGUAGES} for code, facts in codes.items()}
        facts = {
            code: {key: value for key, value in declared.items() if key not in LANGUAGES}
            for code, declared in codes.items()
        }
        reserved = tuple(entry.get("reserved", ()))
        loaded[name] = Vocabulary(name, entry["closed"], labels, facts, reserved)
    return loaded


VOCABULARIES: Mapping[str, Vocabulary] = _load()
"""Every vocabulary by its name."""

COUNTED_MODALITIES = VOCABULARIES["modality"].having("counted")
"""Modalities that count where nobody asks for another: what a plan proposes was not seen."""

REGIONAL_KINDS = VOCABULARIES["organisation_kind"].having("serves_region")
"""Kinds of organisation that serve every zone unless they say otherwise."""

OWN_PEOPLE_KINDS = VOCABULARIES["organisation_kind"].having("own_people")
"""Kinds whose offers are for residents of the zones they serve, unless they say otherwise."""
