"""How large the house is: rooms, floors, modules, lines of code."""

import ast
import io
import tokenize
import tomllib
from pathlib import Path
from statistics import median

from tests.house.test_packaging import ROOT

PACKAGE = ROOT / "isp_graph"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_shipped" not in path.parts)
ROOMS, FLOORS, MEDIAN = 20, 10, 120
CODE = 21_092
"""Lines of code; whoever makes it less lowers this."""
_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def lines_of_code(text: str) -> int:
    """Count lines that are no blank, comment or docstring."""
    told = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    held = {
        line
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in _NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(held - told)


def test_what_is_a_line_of_code() -> None:
    said = (
        '"""What it is.\n\nMore of it.\n"""\n\n# why\nx = """a\nb"""\n\n\ndef f():\n    """Do."""\n'
    )
    assert lines_of_code(said + "    return [\n        x,\n    ]\n") == 2 + 1 + 3


def test_there_is_not_more_code_than_there_was() -> None:
    code = {path: lines_of_code(path.read_text("utf-8")) for path in MODULES}
    assert sum(code.values()) <= CODE


def test_modules_are_small_and_rooms_few() -> None:
    assert median(len(path.read_bytes().splitlines()) for path in MODULES) <= MEDIAN
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert len(rooms - {"__init__", "__main__"}) <= ROOMS


def test_floors_are_few_and_each_question_is_listed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    first, *_ = project["tool"]["importlinter"]["contracts"]
    assert len(first["layers"]) <= FLOORS


def test_what_people_are_told_is_chosen_in_readings_without_words() -> None:
    from isp_graph.questions import QUESTIONS

    wording = "isp_graph.present"
    for each in QUESTIONS:
        folder = PACKAGE / "questions" / each.folder.replace(".", "/")
        if each.section or (folder / "terminal.py").is_file():
            read = ast.parse((folder / "reading.py").read_text("utf-8"))
            froms = [node for node in ast.walk(read) if isinstance(node, ast.ImportFrom)]
            assert not [node.module for node in froms if str(node.module).startswith(wording)]


def test_each_question_is_in_the_register() -> None:
    from isp_graph.questions import QUESTIONS

    folders = {"isp_graph/questions/" + each.folder.replace(".", "/") for each in QUESTIONS}
    for name, asked in (("command.py", "command"), ("section.py", "section")):
        having = {
            str(path.parent.relative_to(ROOT).as_posix())
            for path in (PACKAGE / "questions").rglob(name)
        }
        told = {
            "isp_graph/questions/" + each.folder.replace(".", "/")
            for each in QUESTIONS
            if getattr(each, asked)
        }
        assert having == told <= folders
    for each in QUESTIONS:
        if each.section:
            assert Path(PACKAGE / each.script).is_file()
