"""What tests need beside Python itself; `make quick` runs those that need nothing.

A test tells it by a mark: its own, or that of the folder or file that it is in.
"""

NEEDS = {
    "tests/browser/": "browser",
    "tests/contract/neo4j/": "server",
    "tests/house/test_wheel.py": "process",
    "tests/house/test_docs_examples.py": "slow",
    "tests/laws/": "slow",
    "tests/laws/test_mutations.py": "fuzz",
    "tests/unit/test_cli.py": "process",
    "tests/unit/test_people_review.py": "process",
    "tests/unit/test_kernels_chance.py::test_many_jobs": "slow",
    "tests/unit/test_present_report.py": "slow",
    "tests/unit/test_present_views.py": "slow",
    "tests/unit/test_same_bytes.py": "process",
    "tests/unit/test_sharing.py": "slow",
    "tests/unit/test_timeline.py": "slow",
}
"""By the beginning of their ids, the mark that tests get."""
BEGIN_PROCESSES = ("browser", "server", "process")
"""Marks of tests that may begin a process; any other that does so fails."""


def needed(test: str) -> list[str]:
    """Name the marks of a test by its id."""
    return [mark for begin, mark in NEEDS.items() if test.startswith(begin)]
