"""What the command line says of itself, and of how it was used wrongly, in the user's language.

Commands are declared in English; ``help.toml`` says the same in the other languages.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from itertools import pairwise
from typing import Any, NoReturn

from isp_graph.console.options import LANGUAGES
from isp_graph.grammar import typeset

_LANGUAGE = "--lang"
_USAGE, _ERROR = "usage: ", "{program}: error: {message}\n"
_FIELD = re.compile(r"\\\{(\w+)\\\}")


def language_asked(arguments: Sequence[str]) -> str:
    """Find in which language a command is asked to speak, before it is understood.

    Examples
    --------
    >>> language_asked(["isolated", "--lang", "nl", "--help"])
    'nl'
    >>> language_asked(["isolated", "--help"])
    'fr'
    """
    words = [
        part
        for each in arguments
        for part in (each.split("=", 1) if each.startswith(_LANGUAGE + "=") else [each])
    ]
    named = [after for each, after in pairwise(words) if each == _LANGUAGE and after in LANGUAGES]
    return named[-1] if named else LANGUAGES[0]


def sentence(about: str) -> str:
    """Make a sentence of what a command does.

    Examples
    --------
    >>> sentence("print the version")
    'Print the version.'
    """
    return about[0].upper() + about[1:] + "."


@cache
def wording() -> Mapping[str, list[dict[str, str]]]:
    """Give what ``help.toml`` says: ``text`` as it stands, ``refusal`` with fields."""
    import tomllib  # whoever asks for no help does not wait for it

    told = tomllib.loads((files("isp_graph") / "cli" / "help.toml").read_text("utf-8"))
    return {
        kind: [{lang: typeset(said, lang) for lang, said in entry.items()} for entry in entries]
        for kind, entries in told.items()
    }


@cache
def _texts(language: str) -> Mapping[str, str]:
    forms: tuple[Callable[[str], str], ...] = (str, sentence)
    return {
        form(entry["en"]): form(entry[language]) for entry in wording()["text"] for form in forms
    }


@cache
def _refusals(language: str) -> list[tuple[re.Pattern[str], str]]:
    found = []
    for entry in wording()["refusal"]:
        pattern = _FIELD.sub(r"(?P<\1>.+?)", re.escape(entry["en"]))
        found.append((re.compile(pattern, re.DOTALL), entry[language]))
    return found


def translated(text: str, language: str) -> str:
    """Say a text of the command line in a language; what is not known there stays as it is.

    Examples
    --------
    >>> translated("replace what exists", "nl")
    'vervang wat er al is'
    """
    return text if language == "en" else _texts(language).get(text, text)


def refusal(message: str, language: str) -> str:
    """Say in a language what the parser has to say of a wrong use.

    Examples
    --------
    >>> refusal("argument --seed: expected one argument", "fr").replace("\u00a0", " ")
    '--seed : il faut une valeur'
    """
    if language == "en":
        return message
    for pattern, said in _refusals(language):
        found = pattern.fullmatch(message)
        if found is not None:
            values = {name: refusal(part, language) for name, part in found.groupdict().items()}
            return said.format_map(values)
    return message


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, *arguments: Any, language: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._language = language

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        first = translated(_USAGE, self._language) if prefix is None else prefix
        super().add_usage(usage, actions, groups, first)


class Command(argparse.ArgumentParser):
    """A parser that speaks a language; so do those of its subcommands.

    Parameters
    ----------
    **options
        Of `argparse.ArgumentParser`.
    """

    def __init__(self, *, language: str = "en", **options: Any) -> None:
        written = partial(_Formatter, language=language)
        super().__init__(allow_abbrev=False, formatter_class=written, **options)
        self.language = language

    def add_subparsers(self, **options: Any) -> Any:
        """Declare that there are subcommands."""
        options["parser_class"] = partial(Command, language=self.language)
        return super().add_subparsers(**options)

    def format_help(self) -> str:
        """Write the help."""
        say = partial(translated, language=self.language)
        if self.description:
            self.description = say(self.description)
        if self.epilog:
            self.epilog = say(self.epilog)
        for group in self._action_groups:
            group.title = say(str(group.title))
        for action in [*self._actions, *self._described()]:
            if action.help:
                action.help = say(action.help)
        return super().format_help()

    def _described(self) -> Sequence[argparse.Action]:
        """Give what stands for each subcommand in the help."""
        return [
            choice
            for action in self._actions
            if isinstance(action, argparse._SubParsersAction)
            for choice in action._choices_actions
        ]

    def error(self, message: str) -> NoReturn:
        """Say what was wrong, and end."""
        self.print_usage(sys.stderr)
        said = translated(_ERROR, self.language)
        self.exit(2, said.format(program=self.prog, message=refusal(message, self.language)))
