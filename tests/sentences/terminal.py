"""Read what a command says to people: its sentences and its tables, and compare with its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.sentences import findings
from tests.sentences.case import Case, Hearing, run, unnamed
from tests.sentences.counts import COUNTS, ON_PAGES, complaints
from tests.sentences.filiere import ADDITIONS
from tests.sentences.findings import FINDING
from tests.sentences.lists import lists_of
from tests.sentences.network import score
from tests.sentences.reader import Reader
from tests.sentences.said import Said, figure

_RULE = re.compile(r"(?:  )?-+(?:  -+)*")


class Told:
    """An answer, line by line, as a reader takes it in."""

    def __init__(self, case: Case, language: str) -> None:
        self.case = case
        self.language = language
        # A cell is told by its names alone, which elsewhere are parts of sentences.
        keys = set(COUNTS) - ON_PAGES - (set() if case.asked == ("gaps",) else {"gaps.cell"})
        self.reader = Reader(language, keys, case.asked[:1])
        self.heard = Hearing(case)
        self.cells: list[list[list[str]]] = []

    def complaints(self) -> list[str]:
        """Give what is false, or a number that nobody counts."""
        said = run(*self.case.command(*self.case.asked), "--lang", self.language)
        out, err = (each.replace(str(self.case.folder), self.case.folder.name) for each in said)
        lists = lists_of(self.case)
        self.heard.lists = lists or []
        wrong = list(self._read(out))
        if lists is not None:
            left = [len(one) for one in lists]
            told = [shown + self._cut(place) for place, shown in enumerate(self.heard.tables)]
            if told != left:
                wrong.append(f"lists of {told} rows, must be {left}")
        for line in err.splitlines():
            wrong += self._sentences(line)
        return [f"{' '.join(self.case.asked)} {self.language}: {each}" for each in wrong]

    def _cut(self, place: int) -> int:
        return self.cuts.get(place, 0)

    def _read(self, out: str) -> Iterator[str]:
        self.cuts: dict[int, int] = {}
        lines = [unnamed(line) for line in out.split("\n")]
        inside: str | None = None
        for number, line in enumerate(lines):
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if inside is None and following and _RULE.fullmatch(following):
                continue  # the heads of a table
            if _RULE.fullmatch(line) and number:
                inside = line
                self.heard.tables.append(0)
                self.cells.append([_cells(lines[number - 1], line)])
                continue
            if inside is not None and _is_row(line, inside) and not self._is_text(line):
                self.heard.tables[-1] += 1
                self.cells[-1].append(_cells(line, inside))
                continue
            inside = None
            if self.case.asked[0] == "check":
                yield from self._finding(line)
            elif line:
                yield from self._sentences(line)

    def _is_text(self, line: str) -> bool:
        read = list(self.reader.line(line))
        return len(read) == 1 and isinstance(read[0], Said) and read[0].key.startswith("terminal.")

    def _finding(self, line: str) -> Iterator[str]:
        found = FINDING.fullmatch(line)
        if found:
            self.heard.finding = found.groupdict()
            if not findings.group(self.heard):
                yield f"no such finding: {line}"
        else:
            # A list of rows is one word.
            yield from self._sentences(re.sub(r"(?<=\d), (?=\d)|(?<=\d) (?=…)", "+", line))

    def _sentences(self, line: str) -> Iterator[str]:
        ranked = re.match(r" *(\d+)\. (.*)", line) if "--repair" in self.case.asked else None
        if ranked:
            place = sum(map(self.heard.times, ADDITIONS)) + 1
            line = ranked[2]
            if int(ranked[1]) != place:
                yield f"{ranked[1]} must be {place}: {line}"
        if self.case.asked[0] == "people" and "·" in line:
            wrong = score(self.heard, line, self.language)
            if wrong:
                yield wrong
            return
        for found in self.reader.line(unnamed(line)):
            if isinstance(found, str):
                yield f"nobody counts “{found}” in: {line}"
                continue
            self.heard.said.append(found)
            if found.key == "homophily.title_separators":
                self.heard.tables.append(0)
            elif found.key in ("homophily.cut_off_line", "homophily.equal_line"):
                self.heard.tables[-1] += 1
            elif found.key == "terminal.cut":
                shown = figure(found.words["n"], self.language)
                self.cuts[len(self.heard.tables) - 1] = int(shown[0]) if shown else 1
            yield from complaints(found, self.heard)


def _gaps(rule: str) -> list[int]:
    return [place for place, sign in enumerate(rule) if sign == " "]


def _is_row(line: str, rule: str) -> bool:
    """Tell whether a line stands in the columns of a table."""
    inside = len(line) <= len(rule) and line.strip()
    return bool(inside) and all(line[place : place + 1] in ("", " ") for place in _gaps(rule))


def _cells(line: str, rule: str) -> list[str]:
    return [line[found.start() : found.end()].strip() for found in re.finditer("-+", rule)]


def complaints_of(case: Case, language: str) -> list[str]:
    """Give what is false in the words of one answer in one language."""
    return Told(case, language).complaints()


def same_cells(told: Told, rows: list[dict[str, Any]]) -> list[str]:
    """Compare a plain table, whose heads are keys, with the rows that it shows."""
    [[heads, *lines]] = told.cells
    wrong = []
    for line, row in zip(lines, rows, strict=True):
        for head, cell in zip(heads, line, strict=True):
            value, read = row[head], figure(cell, told.language)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                near = read is not None and abs(read[0] - value) <= 5e-4 * max(abs(value), 1e-12)
                if not near:
                    wrong.append(f"{head} is {cell}, must be {value}")
    return wrong
