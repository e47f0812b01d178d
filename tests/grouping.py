"""Which tests one worker runs in a row, so that what they need is made once.

The marks of xdist rename the tests, which pytest since 9.2 does not let them do.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/contract/neo4j/", "tests/browser/test_large_network.py")
"""How the ids of tests begin that share a server, or pages that take long to make."""


class Grouped(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Keeps those tests together, and begins with them; every other goes to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return next((begin for begin in TOGETHER if nodeid.startswith(begin)), nodeid)
