"""The pages of the documentation: those that are generated are fresh, and links lead somewhere."""

import re
from pathlib import Path

import pytest

from docs.commands_page import pages
from isp_graph.cli.app import packages
from isp_graph.schema.findings import CATALOGUE
from isp_graph.schema.tables import SCHEMA
from tests.house.pages import DOCS, FENCE, PAGES, ROOT, blocks, code_of, page_ids, prose

SECTIONS = (
    "Who asks it",
    "The command",
    "How to read it",
    "What it does not say",
    "In Python",
)
NOT_ASKED = {"template", "completion", "draw", "neo4j"}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
DOI = re.compile(r"https://doi\.org/[^\s>)\"]+[^\s>).,\"]")


def declared_commands() -> set[str]:
    return set(packages())


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_generated_page_is_not_stale(name):
    written = (DOCS / "reference" / name).read_text("utf-8")
    assert written == pages()[name], f"docs/reference/{name} is stale: run `python docs`"


def test_reference_holds_nothing_else():
    assert {path.name for path in (DOCS / "reference").iterdir()} == set(pages())


def test_reference_has_every_declaration():
    made = pages()
    assert all(f"\n### {code}\n" in made["findings.md"] for code in CATALOGUE)
    for table in SCHEMA.values():
        assert f"\n## {table.name}\n" in made["data.md"]
        assert all(f"| `{column.name}`" in made["data.md"] for column in table.columns)


def slugs(path: Path) -> set[str]:
    """Give the anchors that GitHub makes of the headings of a page."""
    found: dict[str, int] = {}
    result = set()
    for heading in re.findall(r"^#{1,6}\s+(.+)$", FENCE.sub("", path.read_text("utf-8")), re.M):
        plain = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        count = found.get(plain, 0)
        found[plain] = count + 1
        result.add(f"{plain}-{count}" if count else plain)
    return result


@pytest.mark.parametrize("path", PAGES, ids=page_ids(PAGES))
def test_links_lead_somewhere(path):
    lost = []
    for target in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, anchor = target.partition("#")
        page = (path.parent / place).resolve() if place else path
        if not page.exists() or (anchor and anchor not in slugs(page)):
            lost.append(target)
    assert not lost


def test_every_page_is_reached_from_the_index():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        targets = (target.partition("#")[0] for target in LINK.findall(prose(page)))
        waiting += [(page.parent / target).resolve() for target in targets if ":" not in target]
    assert set(PAGES) <= reached


def test_each_question_has_its_page():
    asked = declared_commands() - NOT_ASKED
    assert {path.stem for path in (DOCS / "questions").glob("*.md")} == asked
    for name in sorted(asked):
        page = DOCS / "questions" / f"{name}.md"
        headings = re.findall(r"^## (.+)$", page.read_text("utf-8"), re.M)
        assert [heading for heading in headings if heading in SECTIONS] == list(SECTIONS), name
        assert {"console", "python"} <= {language for _, language, *_ in blocks(page)}, name


@pytest.mark.parametrize("path", PAGES, ids=page_ids(PAGES))
def test_no_page_speaks_of_a_command_that_does_not_exist(path):
    named = set(re.findall(r"\bisp-graph ([a-z][a-z-]+)\b", code_of(path)))
    assert named <= declared_commands()


def test_methods_cites_what_the_code_cites():
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "isp_graph").rglob("*.py"))
    methods = (DOCS / "methods.md").read_text("utf-8")
    assert set(DOI.findall(code)) <= set(DOI.findall(methods))


def test_readme_speaks_of_make_targets_that_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    spoken = {name for page in PAGES for name in re.findall(r"\bmake ([a-z]+)\b", code_of(page))}
    assert {"report", "test"} <= spoken <= targets
