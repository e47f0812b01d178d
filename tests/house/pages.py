"""The pages of the documentation, as the tests read them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)


def page_ids(paths: list[Path]) -> list[str]:
    """Name pages by their place in the checkout."""
    return [path.relative_to(ROOT).as_posix() for path in paths]


def blocks(path: Path) -> list[tuple[int, str, str, str]]:
    """Give the line, language, file name and content of each fenced block."""
    text = path.read_text("utf-8")
    found = []
    for match in FENCE.finditer(text):
        language, _, name = match[2].strip().partition(" ")
        line = text.count("\n", 0, match.start()) + 1
        found.append((line, language, name.strip(), match[3]))
    return found


def prose(path: Path) -> str:
    """Give a page without its fenced blocks and inline code."""
    return re.sub(r"`[^`\n]+`", "", FENCE.sub("", path.read_text("utf-8")))


def code_of(path: Path) -> str:
    """Give fenced blocks and inline code of a page."""
    text = path.read_text("utf-8")
    inline = re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    return "\n".join([*inline, *(content for *_, content in blocks(path))])
