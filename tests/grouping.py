"""Which tests one worker runs in a row, so that what they need is made once.

The marks of xdist rename the tests, which pytest since 9.2 does not let them do.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/contract/neo4j/": "one server",
    "tests/browser/test_large_network.py": "large pages",
    # The longest test is not to be begun last.
    "tests/unit/test_cli.py": "commands",
    "tests/unit/test_same_bytes.py": "commands",
}
"""By the beginning of their ids, tests that one worker runs."""
ALONE = ("tests/browser/", "tests/house/test_docs_examples.py", "tests/laws/")
"""Other tests that share nothing with those of their file."""


class Grouped(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Keeps those of a file or a group together, the largest first; the rest fills the gaps."""

    def _split_scope(self, nodeid: str) -> str:
        for begin, group in TOGETHER.items():
            if nodeid.startswith(begin):
                return group
        return nodeid if nodeid.startswith(ALONE) else nodeid.partition("::")[0]
