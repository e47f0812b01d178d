"""Read what a page says to people: its sentences and headings, and compare with rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from isp_graph.grammar import day, number
from isp_graph.grammar.sentences import chosen
from isp_graph.present.cuts import cut
from isp_graph.present.names import layer_label
from tests.sentences.case import Case, Hearing, unnamed
from tests.sentences.counts import COUNTS, complaints
from tests.sentences.findings import severities
from tests.sentences.reader import Reader
from tests.sentences.said import Said, figure, plain, sentences
from tests.sentences.sections import HELD, TABLES, drawn_layers, groups, matrix

TAKE = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  for (const each of document.querySelectorAll(".told-table")) each.remove();
  for (const each of document.querySelectorAll("[data-table]")) {
    const mark = document.createElement("p");
    mark.className = "told-table";
    const rows = each.querySelectorAll("tbody > tr:not(.records)").length;
    mark.textContent = `§${each.dataset.table}§${rows}`;
    each.prepend(mark);
  }
  const aside = "table, svg, select, nav, .tip, [aria-hidden=true]";
  for (const each of document.querySelectorAll(aside)) each.style.display = "none";
  const parts = document.querySelectorAll("header, main section, footer");
  const captions = (part) => [...part.querySelectorAll("caption")].map((each) => each.textContent);
  return [...parts].map((part) => [part.id || part.tagName.toLowerCase(),
    [...part.innerText.split("\\n"), ...captions(part)]]);
}"""
"""Gives the lines of each section, each table as a mark; the cells of tables are read elsewhere."""
VIEWS = {
    "facts": ("report", "isolated", "homophily", "gaps", "sharing"),
    "gaps": ("gaps", "pathways", "report"),
    "pathways": ("pathways", "gaps", "report"),
    "boards": ("boards", "sharing", "methods", "report"),
    "meetings": ("meetings", "sharing", "methods", "report"),
}
"""Whose texts a section says; else its own, methods' and the report's."""
ASKED = {"boards": "interlocks", "data": "summary"}
"""The command that answers the question of a section, where it has another name."""
COMMANDS = ("catchment", "gaps", "homophily", "isolated", "meetings", "pathways", "timeline")
CUTS = (
    *("boards.shown", "meetings.shown", "catchment.cut", "pathways.cut", "pathways.flows_cut"),
    *("report.findings_left", "report.table_cut"),
)


@dataclass
class Listed:
    """A table of the page: its name, the rows that are seen, that it holds, and that it leaves out.

    Attributes
    ----------
    name : str
    seen, held, left : int
    """

    name: str
    seen: int
    held: int
    left: int = 0


class Section:
    """A section, line by line, as a reader takes it in."""

    def __init__(self, name: str, case: Case, language: str) -> None:
        self.name = name
        asked = (ASKED.get(name, name),) if name in (*ASKED, *COMMANDS) else ()
        self.case = case = case.for_command(*asked)
        self.language = language
        views = VIEWS.get(name, (name, "methods", "report"))
        keys = [key for key in COUNTS if key.startswith(tuple(f"{view}." for view in views))]
        self.reader = Reader(language, set(keys) - {"gaps.cell"}, views[:1])
        self.heard = Hearing(case)
        self.tables: list[Listed] = []

    def complaints(self, lines: list[str]) -> Iterator[str]:
        """Give what is false, or a number that nobody counts."""
        before = ""
        for line in filter(None, map(str.strip, lines)):
            for wrong in self._line(line, before):
                yield f"#{self.name} {self.language}: {wrong}"
            before = line
        for table in self.tables:
            if table.name in TABLES and table.held + table.left != len(
                TABLES[table.name](self.case)
            ):
                must = len(TABLES[table.name](self.case))
                yield f"#{self.name} {self.language}: {table} must be of {must} rows"

    def _line(self, line: str, before: str) -> Iterator[str]:
        if self.name == "network" and line in groups(self.case, self.language):
            return
        if line.startswith("§"):
            _, name, rows = line.split("§")
            self.tables.append(Listed(name, int(rows), int(rows)))
            self.heard.tables.append(int(rows))
            self.heard.lists.append(TABLES[name](self.case) if name in TABLES else [])
            return
        if line in self._facts_of_data() or not re.search(r"\d", line):
            return
        if self.name == "network" and figure(line, self.language) is not None:
            yield from self._layer(line, before)
            return
        found = list(self.reader.line(unnamed(line)))
        keys = {each.key for each in found if isinstance(each, Said)}
        if keys & set(CUTS):
            self.heard.tables[-1] = self.tables[-1].held
            if self.tables[-1].name in HELD:
                self.heard.lists[-1] = HELD[self.tables[-1].name](self.case)
        if "meetings.matrix_cut" in keys:
            self.heard.lists.append(matrix(self.case))
            self.heard.tables.append(cut(self.heard.lists[-1], 36).shown)
        for said in found:
            if isinstance(said, str):
                yield f"nobody counts “{said}” in: {line}"
                continue
            self.heard.said.append(said)
            yield from complaints(said, self.heard)
            yield from self._held(said)

    def _held(self, said: Said) -> Iterator[str]:
        def of(name: str) -> int:
            read = figure(said.words[name], self.language) if name in said.words else None
            return int(read[0]) if read else 1

        if said.key == "report.table_first":
            self.tables[-1].held = of("of")
        elif said.key == "report.table_more" and of("n") != self.tables[-1].held:
            yield f"{said.text} must be {self.tables[-1].held}"
        elif said.key in CUTS:
            left = of("of") - of("shown") if "of" in said.words else of("n")
            self.tables[-1].left = left

    def _facts_of_data(self) -> set[str]:
        """Give what the section on data says of them, and its counts of findings."""
        if self.name != "data":
            return set()
        told = self.case.basis("summary")
        found = severities(self.case)
        counted = [
            f"{number(found[code], self.language)} "
            + chosen(
                list(sentences(f"report.severity_{code}", self.language)),
                found[code],
                self.language,
            )
            for code in ("error", "warning", "info")
            if found[code]
        ]
        return {
            told["fingerprint"],
            told["version"],
            day(told["date"], self.language),
            " · ".join(counted),
        }

    def _layer(self, line: str, before: str) -> Iterator[str]:
        labels = {plain(layer_label(name, self.language)): name for name in drawn_layers(self.case)}
        pairs = len(drawn_layers(self.case)[labels[plain(before)]])
        read = figure(line, self.language)
        if read is None or read[0] != pairs:
            yield f"{before} {line} must be {pairs}"


def complaints_of_page(page: Any, case: Case, language: str) -> list[str]:
    """Give what is false in the words of an opened page in one language."""
    return [
        wrong
        for name, lines in page.evaluate(TAKE)
        for wrong in Section(name, case, language).complaints(lines)
    ]
