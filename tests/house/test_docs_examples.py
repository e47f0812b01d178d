"""The examples of the documentation run, and print what it shows.

A page runs from top to bottom, in an empty folder of its own:

- a block ```` ```csv organisations.csv ```` (or ``toml``) with a path behind the language writes
  that file;
- a block ``console`` runs each ``$ isp-graph …`` and compares what follows with what a terminal
  would show, results and talk together; ``...`` on a line of its own stands for any lines, and
  behind the beginning of a line for its rest;
- a block ``python`` with ``>>>`` is a doctest.
"""

import doctest
import io
import shlex
import sys
from pathlib import Path

import pytest

from isp_graph.cli.main import entry
from tests.house.pages import PAGES, ROOT, blocks, page_ids

FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


class Terminal(io.TextIOWrapper):
    """What a terminal would show: results and talk in one stream, and no colours."""

    def __init__(self) -> None:
        self.shown = io.BytesIO()
        super().__init__(self.shown, encoding="utf-8", newline="", write_through=True)


def run(command: str, monkeypatch) -> str:
    words = shlex.split(command)
    assert words[0] == "isp-graph", f"only isp-graph can be run in a console block: {command}"
    terminal = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", terminal)
        patch.setattr(sys, "stderr", terminal)
        entry(words[1:])
    shown = terminal.shown.getvalue().decode("utf-8-sig")
    terminal.detach()
    return shown.replace("\r\n", "\n")


def commands_of(block: str) -> list[tuple[str, list[str]]]:
    """Split a console block into commands and the lines shown after each."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            assert found, "a console block begins with a command"
            found[-1][1].append(line.rstrip())
    return found


def same(expected: list[str], shown: list[str]) -> bool:
    return len(expected) == len(shown) and all(
        line.startswith(told.removesuffix("...")) if told.endswith("...") else line == told
        for told, line in zip(expected, shown, strict=True)
    )


def shows(expected: list[str], shown: list[str]) -> bool:
    """Tell whether lines are as expected, ``...`` standing for any number of them."""
    pieces: list[list[str]] = [[]]
    for line in expected:
        if line == "...":
            pieces.append([])
        else:
            pieces[-1].append(line)
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return same(first, shown)
    place, end = len(first), len(shown) - len(last)
    if place > end or not same(first, shown[:place]) or not same(last, shown[end:]):
        return False
    for piece in pieces[1:-1]:
        starts = range(place, end - len(piece) + 1)
        start = next((at for at in starts if same(piece, shown[at : at + len(piece)])), None)
        if start is None:
            return False
        place = start + len(piece)
    return True


def test_the_comparison_of_lines():
    assert shows(["a", "...", "d"], ["a", "b", "c", "d"])
    assert shows(["...", "b", "..."], ["a", "b"])
    assert shows([], [])
    assert shows(["a b...", "..."], ["a bc", "d"])
    assert not shows(["a b..."], ["a c"])
    assert not shows([], ["a"])
    assert not shows(["a"], ["a", "b"])
    assert not shows(["a", "...", "a"], ["a"])
    assert not shows(["...", "c", "...", "b", "..."], ["a", "b", "c"])


def run_console(block: str, where: str, monkeypatch) -> None:
    for command, expected in commands_of(block):
        shown = [line.rstrip() for line in run(command, monkeypatch).splitlines()]
        while shown and not shown[-1]:
            shown.pop()
        while expected and not expected[-1]:
            expected.pop()
        told = "\n".join(shown[:80])
        assert shows(expected, shown), f"{where}: $ {command}\nshows:\n{told}"


def run_python(block: str, names: dict, where: str, line: int) -> None:
    test = doctest.DocTestParser().get_doctest(block, names, where, where, line)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    runner.run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not runner.summarize(verbose=False).failed, "".join(said)


def has_examples(path: Path) -> bool:
    return any(language in ("console", "python") for _, language, *_ in blocks(path))


WITH_EXAMPLES = [path for path in PAGES if has_examples(path)]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=page_ids(WITH_EXAMPLES))
def test_the_examples_of_a_page_run(path, tmp_path, monkeypatch):
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    names: dict = {}
    for line, language, name, content in blocks(path):
        where = f"{path.relative_to(ROOT)}:{line}"
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        elif language == "console":
            run_console(content, where, monkeypatch)
        elif language == "python":
            assert ">>>" in content, f"{where}: a Python block is a doctest"
            run_python(content, names, where, line)


@pytest.mark.parametrize("path", PAGES, ids=page_ids(PAGES))
def test_the_blocks_of_a_page_are_of_a_known_kind(path):
    known = {"console", "python", "csv", "toml", "sh", "text", "mermaid"}
    assert {language for _, language, *_ in blocks(path)} <= known
