"""The Cypher files: the only Cypher there is."""

from __future__ import annotations

from functools import cache

from isp_graph.schema.resources import resource


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
    """Give the query of a file, as it stands there: pasted elsewhere, it has the same plan.

    Examples
    --------
    >>> cypher("schema/password").split()[-1]
    '$new;'
    """
    return (resource("cypher") / f"{name}.cypher").read_text("utf-8")


def names(folder: str) -> list[str]:
    """List the files of a folder, sorted."""
    return sorted(path.stem for path in (resource("cypher") / folder).glob("*.cypher"))
