"""A dataset on disk, and what its commands answer: in rows for programs, in words for people."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from isp_graph.cli.main import entry
from isp_graph.datasets.local_names import local_names
from isp_graph.datasets.read import read
from isp_graph.present.names import layer_label
from tests.sentences.said import Said, plain

Row = dict[str, Any]
Rank = tuple[Any, ...]
_PSEUDONYM = re.compile(r"P-[A-Z2-7]{12}")


def run(*arguments: str) -> tuple[str, str]:
    """Run a command in this process; give what it says on each stream."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = entry(list(arguments))
    assert code in (0, 1), (arguments, err.getvalue())
    return out.getvalue(), err.getvalue()


def unnamed(text: str) -> str:
    """Write a text without the digits of pseudonyms."""
    return _PSEUDONYM.sub("P-SOMEBODYELSE", text)


@dataclass
class Case:
    """A dataset that is read by people.

    Attributes
    ----------
    folder : Path
    asked : tuple of str
        The command and its own options; empty for a page.
    common : tuple of str
        Options of every command: the day, the conditions.
    instead : mapping
        What a page asks in the place of a question, because it is large.
    """

    folder: Path
    asked: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    answers: dict[tuple[str, ...], dict[str, Any]] = field(default_factory=dict)
    counted: dict[str, Any] = field(default_factory=dict)
    instead: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def for_command(self, *asked: str) -> Case:
        """Give the same dataset under another question; what was answered stays known."""
        return Case(self.folder, asked, self.common, self.answers, self.counted, self.instead)

    def once(self, name: str, count: Callable[[], Any]) -> Any:
        """Give what was counted under a name; count it if it was not."""
        if name not in self.counted:
            self.counted[name] = count()
        return self.counted[name]

    @property
    def whole(self) -> Case:
        """The same dataset, without conditions."""
        return self if not self.common else Case(self.folder)

    def command(self, *asked: str) -> list[str]:
        """Give the command line of a question."""
        words = 2 if asked[0] == "people" else 1
        return [*asked[:words], str(self.folder), *asked[words:], *self.common]

    def answer(self, *asked: str) -> dict[str, Any]:
        """Give the whole JSON of a question."""
        asked = self.instead.get(asked, asked)
        if asked not in self.answers:
            out, _ = run(*self.command(*asked), "--format", "json", "--quiet", "--lang", "fr")
            self.answers[asked] = json.loads(out)
        return self.answers[asked]

    def rows(self, *asked: str) -> list[Row]:
        """Give the rows of a question; of the case's own, if none is named."""
        rows: list[Row] = self.answer(*(asked or self.asked))["rows"]
        return rows

    def basis(self, *asked: str) -> Any:
        """Give the basis of a question, and the parameters beside it."""
        told = self.answer(*(asked or self.asked))["basis"]
        return {**told, **told["parameters"]}

    @cached_property
    def data(self) -> Any:
        """The tables, restricted as the commands restrict them."""
        data = read(str(self.folder))
        where: dict[str, list[str]] = {}
        date = None
        options = dict(zip(self.common[::2], self.common[1::2], strict=True))
        for option, value in options.items():
            if option == "--date":
                date = value
            else:
                key, _, wanted = value.partition("=")
                where.setdefault(key, []).append(wanted)
        return data.at(date).where(**where)

    @cached_property
    def nodes(self) -> list[str]:
        """Ids of organisations that are no classes of actors."""
        ids: list[str] = self.data.nodes["id"].to_list()
        return ids

    def named(self, table: str, shown: str, language: str) -> str | None:
        """Give the id of an entry that people read by its name."""
        found = [
            (len(name), id_)
            for id_, name in local_names(self.data.as_read(), table, language).items()
            # Behind the word "zone", a zone's name has it no more.
            if shown.endswith(plain(name)) or shown == plain(name).removeprefix("Zone ")
        ]
        return max(found)[1] if found else None

    def layer(self, shown: str, language: str) -> str:
        """Give the layer that people read by its label."""
        names = self.answer("isolated")["basis"]["parameters"]["layers"]
        labels = {plain(layer_label(name, language)): name for name in names}
        found = max((label for label in labels if shown.endswith(label)), key=len)
        return str(labels[found])


@dataclass
class Hearing:
    """What was said so far in one answer, for sentences that stand on the ones before.

    Attributes
    ----------
    case : Case
    said : list of Said
        Texts, in order.
    tables : list of int
        Rows of each table, in order.
    lists : list of list
        What puts each row of each list in its place, in the order of the tables.
    finding : mapping
        The finding just read: its ``code``, ``file``, ``row`` and ``column``.
    """

    case: Case
    said: list[Said] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    lists: list[list[Rank]] = field(default_factory=list)
    finding: dict[str, str | None] = field(default_factory=dict)

    def last(self, key: str) -> Said:
        """Give the last time that a text was said."""
        return next(each for each in reversed(self.said) if each.key == key)

    def last_of(self, *keys: str) -> Said:
        """Give the last time that one of some texts was said."""
        return next(each for each in reversed(self.said) if each.key in keys)

    def last_with(self, field: str) -> Said:
        """Give the last text that had a field."""
        return next(each for each in reversed(self.said) if field in each.words)

    def times(self, key: str, heading: str = "") -> int:
        """Count how often a text was said so far, or under the last heading."""
        said = [each.key for each in self.said]
        begin = len(said) - said[::-1].index(heading) if heading in said else 0
        return said[begin:].count(key)

    @property
    def ranks(self) -> tuple[list[Rank], int]:
        """The list of the table just read, and how many of its rows were shown."""
        return self.lists[len(self.tables) - 1], self.tables[-1]
