"""Write the locks of the jars that ``isp-graph neo4j start`` fetches: ``make lock-neo4j``.

Each set is resolved by jgo from its coordinates, fetched, and listed with SHA-256 and size. Whoever
moves a version changes it here and in `isp_graph.server.server`.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import jgo
from jgo.maven import MavenContext

from isp_graph.server.jars import cache_folder, locked_jars, repository

STORE = Path(__file__).resolve().parents[1] / "isp_graph" / "server"
SERVER = "org.neo4j:neo4j:{0}+org.neo4j.app:neo4j-server:{0}"
SETS = {
    "neo4j-5.26.30": (SERVER.format("5.26.30"), None),
    "neo4j-2026.08.1": (SERVER.format("2026.08.1"), None),
    "neo4j-browser-5.24.0": ("org.neo4j.client:neo4j-browser:5.24.0", None),
    # What the server has already is not put beside it a second time.
    "opengds-2.13.9": (
        "org.neo4j.gds:proc:2.13.9+org.neo4j.gds:opengds-extension:2.13.9",
        "neo4j-5.26.30",
    ),
}


def write(name: str, endpoint: str, beside: str | None) -> int:
    """Resolve one set, fetch it, and write its lock."""
    there = set()
    if beside is not None:
        held = locked_jars((STORE / f"{beside}.lock").read_text("utf-8"))
        there = {(jar.group, jar.artifact) for jar in held}
    other = repository()
    remote = None if other is None else {"central": other}
    context = MavenContext(repo_cache=cache_folder(), remote_repos=remote, timeout=120)
    lines = []
    for artifact in jgo.resolve(endpoint, repositories=remote):
        if artifact.packaging != "jar" or (artifact.groupId, artifact.artifactId) in there:
            continue
        component = context.project(artifact.groupId, artifact.artifactId)
        jar = component.at_version(artifact.version).artifact(artifact.classifier, "jar")
        path = jar.resolve()
        parts = (artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"{':'.join(filter(None, parts))} {digest} {path.stat().st_size}\n")
    head = f"# group:artifact:version[:classifier], SHA-256, bytes. Resolved from {endpoint}\n"
    (STORE / f"{name}.lock").write_text(head + "".join(sorted(set(lines))), "utf-8")
    return len(lines)


if __name__ == "__main__":
    for chosen in sys.argv[1:] or SETS:
        print(chosen, write(chosen, *SETS[chosen]))
