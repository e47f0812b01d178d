"""Cypher stands in its own files, and nowhere else; each is short, commented and complete."""

import ast
import re
from pathlib import Path

import pytest

from docs.graph_page import arrows
from isp_graph.schema.graph_labels import label_of
from isp_graph.schema.tables import SCHEMA

ROOT = Path(__file__).resolve().parents[2]
CYPHER = ROOT / "cypher"
FILES = sorted(CYPHER.rglob("*.cypher"))
WORDS = re.compile(
    r"\b(MATCH|MERGE|UNWIND|DETACH|CREATE|RETURN|FOREACH|SHOW|CALL|DROP|ALTER|SET|DELETE)\s+[({$\w]"
)
LONGEST = 140


def strings(path: Path) -> list[tuple[int, str]]:
    """Give the texts of a module, docstrings and comments aside."""
    tree = ast.parse(path.read_text("utf-8"))
    found = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, documented)
    }
    return [(line, text) for line, text in found if text not in docs]


def test_the_search_finds_cypher():
    assert WORDS.search("MATCH (n) DETACH DELETE n")
    assert WORDS.search("RETURN 1")
    assert not WORDS.search("This is a match.")


def test_no_cypher_in_a_python_string():
    modules = [path for path in (ROOT / "isp_graph").rglob("*.py") if "_shipped" not in path.parts]
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:60]}"
        for path in modules
        for line, text in strings(path)
        if WORDS.search(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("folder", ["schema", "load", "read"])
def test_each_table_has_its_files(folder):
    assert set(SCHEMA) <= {path.stem for path in (CYPHER / folder).glob("*.cypher")}


@pytest.mark.parametrize("name", list(SCHEMA))
def test_a_file_speaks_of_every_column(name):
    for folder in ("load", "read"):
        text = (CYPHER / folder / f"{name}.cypher").read_text("utf-8").replace("`", "")
        missing = [c.name for c in SCHEMA[name].columns if not re.search(rf"\b{c.name}\b", text)]
        assert not missing, folder


@pytest.mark.parametrize("name", list(SCHEMA))
def test_a_load_makes_what_the_picture_shows(name):
    text = (CYPHER / "load" / f"{name}.cypher").read_text("utf-8")
    made = set(re.findall(r"MERGE \(\w+\)-\[\w*:([A-Z_]+)", text))
    shown = {kind for _, kind, _, origin in arrows() if f"`{name}" in origin}
    assert made == shown
    if SCHEMA[name].node is not None:
        assert f"MERGE (n:{label_of(SCHEMA[name])} " in text


@pytest.mark.parametrize("name", list(SCHEMA))
def test_what_every_load_runs_is_planned_once(name):
    """Its plan is the same at any size; while rows are few, each load would else make it anew."""
    for folder in ("load", "read"):
        assert "\nCYPHER replan=skip\n" in (CYPHER / folder / f"{name}.cypher").read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_file_is_one_commented_statement(path):
    text = path.read_text("utf-8")
    assert text.startswith("// ")
    code = re.sub(r"//.*", "", text).strip()
    assert code.endswith(";")
    assert code.count(";") == 1
    spoken = set(re.findall(r"\$(\w+)", code))
    told = set(re.findall(r"\$(\w+)", "\n".join(re.findall(r"//.*", text))))
    assert spoken == told, "the header names every parameter"
    assert max(map(len, text.splitlines())) <= LONGEST
