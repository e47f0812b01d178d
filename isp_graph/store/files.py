"""The Cypher files: the only Cypher there is."""

from __future__ import annotations

import re
from functools import cache

from isp_graph.resources import resource

_COMMENT = re.compile(r"^//.*\n?", re.MULTILINE)


@cache
def header(name: str) -> str:
    """Give the comment at the head of a file."""
    text = (resource("cypher") / f"{name}.cypher").read_text("utf-8")
    lines = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line.removeprefix("//").strip())
    return "\n".join(lines)


@cache
def cypher(name: str) -> str:
    """Give the query of a file, its comments aside.

    Examples
    --------
    >>> cypher("schema/password").split()[:2]
    ['ALTER', 'CURRENT']
    """
    text = (resource("cypher") / f"{name}.cypher").read_text("utf-8")
    return _COMMENT.sub("", text).strip().removesuffix(";")


def names(folder: str) -> list[str]:
    """List the files of a folder, sorted."""
    return sorted(path.stem for path in (resource("cypher") / folder).glob("*.cypher"))
