"""Which tests one worker runs in a row, so that what they need is made once.

The marks of xdist rename the tests, which pytest since 9.2 does not let them do.
"""

from collections.abc import Mapping
from typing import Any

from xdist.scheduler import LoadScopeScheduling


class Grouped(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Keeps some files together; every other test goes to whoever is free.

    Parameters
    ----------
    config, log
        As xdist gives them.
    groups : mapping
        By name of a file, the name of its group.
    """

    def __init__(self, config: Any, log: Any, groups: Mapping[str, str]) -> None:
        super().__init__(config, log)
        self.groups = groups

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0].rpartition("/")[2]
        return self.groups.get(file, nodeid)
