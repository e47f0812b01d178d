"""What the numbers of each text must be: by its key, a count over rows; and how it is compared."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from tests.sentences.case import Hearing
from tests.sentences.said import NAMES, Said, figure, plain

Count = Callable[[Hearing, Said], Any]
COUNTS: dict[str, Count] = {}
"""By key: gives what each field must hold, a number for ``n`` alone; an ellipsis for a guess."""
ZERO = (
    *("catchment.elsewhere", "gaps.affected", "gaps.bottleneck_line", "gaps.few", "gaps.narrow"),
    *("gaps.together", "report.fact_zones", "timeline.of"),
    *("homophily.few_values", "homophily.model_cost", "homophily.term_dropped", "methods."),
    *("homophily.verdict_unknown", "isolated.count_well_tied", "isolated.isolated_"),
    *("isolated.weak", "pathways.best_line", "pathways.summary", "sharing.meetings_some"),
    *("terminal.counts", "terminal.data_findings"),
)
"""Begin the keys of texts that say something where their number is 0; no other is said of it."""
ON_PAGES: set[str] = set()
"""Keys of texts that a page alone says."""


def counts(*keys: str, page: bool = False) -> Callable[[Count], Count]:
    """Note how the numbers of some texts are counted."""

    def note(count: Count) -> Count:
        for key in keys:
            assert key not in COUNTS, key
            COUNTS[key] = count
            if page:
                ON_PAGES.add(key)
        return count

    return note


def nothing(_: Hearing, __: Said) -> dict[str, Any]:
    """Count nothing: the text holds no number of its own."""
    return {}


def _listed(shown: str, meant: Collection[str], language: str) -> bool:
    """Tell whether names are those meant, the first of them and how many more."""
    rest, names = plain(shown), {plain(name) for name in meant}
    found = set()
    for name in sorted(names, key=len, reverse=True):
        if name in rest:
            rest = rest.replace(name, "", 1)
            found.add(name)
    left = [figure(word, language) for word in rest.replace(",", " ").split()]
    more = sum(int(each[0]) for each in left if each is not None)
    return len(found) + more == len(names) and bool(found)


def _equal(shown: str, meant: Any, language: str) -> bool:
    if isinstance(meant, str):
        return plain(shown) == plain(meant)
    if isinstance(meant, (list, set, tuple)):
        return _listed(shown, meant, language)
    read = figure(shown, language)
    if meant is None or read is None:
        return meant is None and read is None
    value, half = read
    if isinstance(meant, float) and not meant.is_integer():
        half = max(half, 0.5 if value.is_integer() else 0.0)  # people are told in whole numbers
    return abs(value - meant) <= half + 1e-9 * max(1.0, abs(meant))


def complaints(said: Said, hearing: Hearing) -> list[str]:
    """Compare the numbers of a text with what they must be."""
    try:
        meant = COUNTS[said.key](hearing, said)
    except (AssertionError, StopIteration, KeyError, IndexError) as error:
        return [f"{said.key} cannot be counted ({error!r}): {said.text}"]
    if not isinstance(meant, dict):
        meant = {"n": meant}
    wrong = [
        f"{said.key}: nobody counts {name}: {said.text}"
        for name, shown in said.words.items()
        if name not in {*meant, *NAMES} and figure(shown, said.language) is not None
    ]
    for name, value in meant.items():
        shown = said.words.get(name)
        if value is not ... and shown is not None and not _equal(shown, value, said.language):
            wrong.append(f"{said.key}: {name} is {shown}, must be {value}: {said.text}")
        if value == 0 and shown is not None and not said.key.startswith(ZERO):
            wrong.append(f"{said.key}: says something of no {name}: {said.text}")
        # Words agree with the number that stands there, which may be rounded.
        read = None if shown is None else figure(shown, said.language)
        stands = value if read is None or isinstance(value, int) else read[0]
        if isinstance(value, (int, float)) and not said.agrees(name, stands):
            wrong.append(f"{said.key}: not the words of {value}: {said.text}")
    return wrong
