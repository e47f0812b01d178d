"""What a command is asked beside its own options, and in which language it answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import get_terminal_size
from typing import IO, TYPE_CHECKING

from isp_graph.grammar.languages import LANGUAGES, VARIABLE, known_language

if TYPE_CHECKING:
    from isp_graph.datasets.dataset import Dataset


def language_named(arguments: Sequence[str]) -> str | None:
    """Find the language that a command line names last, wherever it does.

    Examples
    --------
    >>> language_named(["--lang", "nl", "isolated", "demo"])
    'nl'
    >>> language_named(["isolated", "demo", "--lang=en"])
    'en'
    >>> language_named(["isolated", "demo"])
    """
    found = None
    for place, word in enumerate(arguments):
        option, equals, value = word.partition("=")
        if option == "--lang":
            value = value if equals else "".join(arguments[place + 1 : place + 2])
            found = value if value in LANGUAGES else found
    return found


def language_of(stream: IO[str]) -> str:
    """Give the language of what is written to a stream, where no option names one.

    A terminal is spoken to in the language of ``ISP_GRAPH_LANG``, or else the locale's; a pipe
    and a file are written in French, so that the same command line writes the same bytes.
    """
    if not stream.isatty():
        return LANGUAGES[0]
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    if locale is None:  # Windows has no variable for it
        from locale import getlocale

        locale = {"Dutch": "nl", "English": "en"}.get((getlocale()[0] or "").partition("_")[0])
    return known_language(os.environ.get(VARIABLE), locale) or LANGUAGES[0]


@dataclass
class Asked:
    """What every command may be asked.

    Attributes
    ----------
    command : str
        What was typed behind ``isp-graph``.
    formats : tuple of str
        What the command can write.
    named : str, optional
        The language that the command line names.
    dataset, date, where, edition, seed, format, output, force, quiet, show, sort
        The options of these names.
    home, uri, user, password_file
        The options of these names.
    opened : Dataset, optional
        The dataset as read, with its names, for what is said after the answer.
    """

    command: str
    formats: tuple[str, ...] = ()
    named: str | None = None
    dataset: str = ""
    date: str | None = None
    where: Sequence[tuple[str, str]] = ()
    edition: str = "public"
    seed: int = 0
    format: str | None = None
    output: str | None = None
    force: bool = False
    quiet: bool = False
    show: int | None = None
    sort: str | None = None
    home: str | None = None
    uri: str | None = None
    user: str = "neo4j"
    password_file: str | None = None
    opened: Dataset | None = field(default=None, repr=False)

    @property
    def target(self) -> Path | None:
        """Where the answer goes, if not to the standard output."""
        return None if self.output in (None, "-") else Path(str(self.output))

    @property
    def columns(self) -> int | None:
        """How wide the terminal is that the answer goes to, if it goes to one."""
        at_terminal = self.target is None and sys.stdout.isatty()
        return get_terminal_size().columns if at_terminal else None

    @property
    def lang(self) -> str:
        """Language of the answer."""
        if self.named or self.target or self.format not in (None, "table"):
            return self.named or LANGUAGES[0]
        return language_of(sys.stdout)

    @property
    def spoken(self) -> str:
        """Language of what is said beside the answer."""
        return self.named or language_of(sys.stderr)
