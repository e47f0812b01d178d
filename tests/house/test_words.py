"""Every text for readers is written as its language writes, kind by kind."""

import re

import pytest

from isp_graph.grammar.names import PREPOSITIONS
from isp_graph.grammar.sentences import FIELD
from isp_graph.grammar.tables import tables
from isp_graph.model.schema import LANGUAGES
from tests.texts import every_text, fields, spoken


def wrong(pattern: str, language: str) -> dict[str, str]:
    """Find the texts of a language in which a pattern stands."""
    return {place: said for place, said in spoken(language) if re.search(pattern, said)}


def test_french_has_its_spaces() -> None:
    # Numbers, codes and addresses have no space before their sign: "10:15", "sep=;".
    narrow = r"(?<![\s«])[ \u00a0][;!?%](?!\w)|\w[;!?](?:\s|$)"
    assert not wrong(narrow, "fr")
    assert not wrong(r"(?<!\s)[ \u202f][:»]|«[^\u00a0]", "fr")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_dutch_and_english_have_no_french_spaces_and_marks(language: str) -> None:
    assert not wrong(r"(?<=\S)\s[;:!?](?:\s|$)|[«»\u00a0]", language)


@pytest.mark.parametrize("text", every_text(), ids=lambda text: text.place)
def test_a_text_says_the_same_of_the_same_values_in_each_language(text) -> None:
    assert set(text.said) == set(LANGUAGES)
    told = {
        language: {name.removesuffix(f"_{language}") for name in fields(said)}
        for language, said in text.said.items()
    }
    assert told["fr"] == told["nl"]
    # English has the bare noun where French and Dutch have "the zone".
    assert told["en"] - told["fr"] <= {"plain"}
    assert told["fr"] - told["en"] <= {"by"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_stands_behind_words_that_are_known(language: str) -> None:
    known = {"", *PREPOSITIONS[language], *tables()["dates"][language]}
    for place, said in spoken(language):
        assert {keyword for keyword, _, _ in FIELD.findall(said)} <= known, place
        assert not re.search("[{}]", FIELD.sub("", said)), place
