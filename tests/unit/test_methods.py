"""The sentence about a method says what it stands on, in the reader's language."""

import polars as pl
import pytest

from isp_graph.results import Basis, Method, Result
from isp_graph.texts import catalogue

_BASIS = Basis("demo", "0123456789abcdef", "2015-01-01", {}, "1.0")


def test_a_plain_reading_has_no_sentence() -> None:
    assert Result("summary", pl.DataFrame(), _BASIS).method is None


@pytest.mark.parametrize(
    ("language", "date"),
    [("fr", "au 1er janvier 2015"), ("nl", "op 1 januari 2015"), ("en", "as of 1 January 2015")],
)
def test_the_sentence_names_the_data_and_the_day(
    language: str, date: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = {"fr": "{draws} tirages.", "nl": "{draws} trekkingen.", "en": "{draws} draws."}
    monkeypatch.setitem(catalogue("methods"), "for_the_test", sentence)
    result = Result("q", pl.DataFrame(), _BASIS, how=Method("for_the_test", {"draws": 1000}))
    said = result.method_in(language)
    assert said is not None
    assert date in said
    assert "0123456789ab" in said
    assert "0123456789abc" not in said
    assert said.startswith({"fr": "1\u202f000", "nl": "1.000", "en": "1,000"}[language])
