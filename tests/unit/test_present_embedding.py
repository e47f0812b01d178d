"""Values inside a page: no value becomes markup or script, and the page may ask for nothing."""

import base64
import hashlib
import json
import re

import pytest

from isp_graph.picture.embedding import CSP_MARK, embedded, sealed
from isp_graph.present.wording import day, number, percent, say
from isp_graph.texts import catalogue

HOSTILE = ["</script><script>alert(1)</script>", "<!--", "]]>", "&lt;", "\u2028\u2029", '"};x//']


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_survives_and_holds_no_markup(text: str) -> None:
    written = embedded({"name": text})
    assert json.loads(written) == {"name": text}
    assert not set(written) & {"<", ">", "&", "\u2028", "\u2029"}


def test_half_a_character_does_not_stop_the_page() -> None:
    assert json.loads(embedded("a\ud800b")) == "a?b"


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        embedded(float("nan"))


def test_the_policy_names_each_script_and_style_and_nothing_else() -> None:
    page = sealed(
        f'<meta content="{CSP_MARK}"><style>p{{}}</style><script>go()</script>'
        '<script type="application/json">{}</script>'
    )
    digest = base64.b64encode(hashlib.sha256(b"go()").digest()).decode()
    assert f"script-src 'sha256-{digest}';" in page
    assert "default-src 'none'" in page
    assert len(re.findall("sha256-", page)) == 2
    assert "unsafe" not in page


def test_numbers_and_dates_are_written_as_each_language_writes_them() -> None:
    assert [number(1234.5, each, 1) for each in ("fr", "nl", "en")] == [
        "1\u202f234,5",
        "1.234,5",
        "1,234.5",
    ]
    assert percent(0.5, "fr") == "50\u202f%"
    assert [day("2015-01-01", each) for each in ("fr", "nl", "en")] == [
        "1er janvier 2015",
        "1 januari 2015",
        "1 January 2015",
    ]


def test_french_counts_nothing_in_the_singular() -> None:
    assert say("count_organisations", "fr", 0) == "0 organisation"
    assert say("count_organisations", "nl", 0) == "0 organisaties"


def test_the_page_has_the_printers_apostrophe() -> None:
    assert not [key for key, texts in catalogue("report").items() if "'" in texts["fr"]]
