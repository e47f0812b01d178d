"""Every error that is raised has its sentence in three languages, and fits what it is given."""

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from isp_graph import errors
from isp_graph.errors import AccessError, UsageError, sentences
from isp_graph.grammar import LANGUAGES
from tests.texts import fields

PACKAGE = Path(errors.__file__).parent
HINTS = {"near", "known"}
OF_FINDINGS = {"aside"}


def _raised() -> Iterator[tuple[str, str, set[str]]]:
    """Give the place, the key and the values of each error that the package makes."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in ("UsageError", "AccessError", "IspGraphError", "Refused"):
                continue
            place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
            (key,) = node.args
            if isinstance(key, ast.Attribute):  # what another raised, passed on
                continue
            assert isinstance(key, ast.Constant), f"{place}: the key must stand there"
            values = {word.arg for word in node.keywords if word.arg}
            # Which option refuses a value is known above.
            yield place, str(key.value), values | ({"name"} if node.func.id == "Refused" else set())


RAISED = list(_raised())


@pytest.mark.parametrize(("place", "key", "values"), RAISED, ids=[place for place, *_ in RAISED])
def test_an_error_has_a_sentence_that_fits_its_values(
    place: str, key: str, values: set[str]
) -> None:
    for language in LANGUAGES:
        assert fields(sentences()[key][language]) == values - HINTS
        said = UsageError(key, **dict.fromkeys(values, "{x}")).sentence(language)
        assert said.endswith(".")


def test_every_sentence_is_raised_somewhere() -> None:
    assert {key for _, key, _ in RAISED} | HINTS | OF_FINDINGS == set(sentences())


@pytest.mark.parametrize("key", sentences())
def test_every_sentence_is_in_three_languages(key: str) -> None:
    entry = sentences()[key]
    assert set(entry) == set(LANGUAGES)
    assert len(set(entry.values())) == len(LANGUAGES)


def test_python_reads_english_and_a_copy_says_the_same() -> None:
    error = AccessError("not_read", path=Path("x"), reason="{braces}")
    assert str(error) == error.sentence("en") == "x cannot be read ({braces})."
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301
