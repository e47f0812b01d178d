"""Cells as people write them: dates, numbers, flags, codes; what is doubtful is refused."""

import polars as pl
import pytest

from isp_graph.datasets.tables.columns import tidy, understand
from isp_graph.datasets.tables.values import (
    Refusal,
    dtype_of,
    first_day,
    is_error_value,
    understand_date,
)
from isp_graph.schema.tables import SCHEMA, Column

FLOW = SCHEMA["ties"].by_name["flow"]
PLACES = SCHEMA["offers"].by_name["places"]
FLAG = SCHEMA["organisations"].by_name["collective"]
KIND = SCHEMA["organisations"].by_name["kind"]
TIE = SCHEMA["ties"].by_name["kind"]


def understood(cells: pl.Series, column: Column) -> tuple[pl.Series, dict[str, Refusal]]:
    """Give the values of one column, and why some of its texts were refused."""
    found = understand(cells.to_frame(column.name), [column])
    return found.values[column.name], found.refused.get(column.name, {})


def read(text: str, column: Column) -> object:
    """Give the value of one cell, or the code of its refusal."""
    values, refused = understood(pl.Series([text], dtype=pl.String), column)
    assert values.dtype == dtype_of(column)
    if refused:
        assert values[0] is None
        return refused[text].code
    return values[0]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2015", "2015"),
        ("2015-03", "2015-03"),
        ("2015-03-31", "2015-03-31"),
        ("2015-3-1", "2015-03-01"),
        ("2015/03/31", "2015-03-31"),
        ("31/03/2015", "2015-03-31"),
        ("1/2/2015", "2015-02-01"),
        ("31.3.2015", "2015-03-31"),
        ("31-03-2015", "2015-03-31"),
        ("31 03 2015", "2015-03-31"),
        ("03/2015", "2015-03"),
        ("2015-03-31 00:00:00", "2015-03-31"),
        ("2015-03-31T13:45:00.000Z", "2015-03-31"),
        ("31/03/2015 0:00", "2015-03-31"),
        ("31/03/2015 00:00:00", "2015-03-31"),
        ("2012-02-29", "2012-02-29"),
        ("1800", "1800"),
        ("2100-12-31", "2100-12-31"),
    ],
)
def test_dates_keep_the_precision_given(text: str, meant: str) -> None:
    assert understand_date(text) == meant


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2015-02-29", "bad_type"),
        ("31/02/2015", "bad_type"),
        ("2015-13", "bad_type"),
        ("2015-00", "bad_type"),
        ("12/31/2015", "bad_type"),
        ("31/03/15", "bad_type"),
        ("42094", "bad_type"),
        ("0000", "bad_type"),
        ("mars 2015", "bad_type"),
        ("2015-03-31 x", "bad_type"),
        ("1799", "implausible_year"),
        ("2101-01-01", "implausible_year"),
        ("9999", "implausible_year"),
    ],
)
def test_what_is_no_date_is_refused(text: str, code: str) -> None:
    refusal = understand_date(text)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_a_partial_date_means_its_first_day() -> None:
    assert [first_day(text).isoformat() for text in ("1988", "1988-05", "1988-05-03")] == [
        "1988-01-01",
        "1988-05-01",
        "1988-05-03",
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3", 3.0),
        ("2,5", 2.5),
        ("2.5", 2.5),
        (",5", 0.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234", 1234.0),
        ("12\u202f345\u202f678", 12345678.0),
        ("1'234", 1234.0),
        ("1.234,56", 1234.56),
        ("1.234.567,8", 1234567.8),
        ("1e3", 1000.0),
        ("1.2.3", "bad_type"),
        ("1,234.56", "bad_type"),
        ("1 23", "bad_type"),
        ("12 %", "bad_type"),
        ("nan", "bad_type"),
        ("inf", "bad_type"),
        ("1e999", "bad_type"),
        ("9" * 5000, "bad_type"),
        ("-1", "implausible_number"),
    ],
)
def test_numbers(text: str, meant: object) -> None:
    assert read(text, FLOW) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12", 12),
        ("+12", 12),
        ("12.0", 12),
        ("12,00", 12),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("007", 7),
        ("1.200", "bad_type"),
        ("1,200", "bad_type"),
        ("12,5", "bad_type"),
        ("1e3", "bad_type"),
        ("twelve", "bad_type"),
        ("-5", "implausible_number"),
        ("20001", "implausible_number"),
        (str(2**63), "implausible_number"),
        ("9" * 5000, "implausible_number"),
        ("0" * 5000 + "1", "implausible_number"),
    ],
)
def test_whole_numbers_are_not_guessed(text: str, meant: object) -> None:
    assert read(text, PLACES) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((word, True) for word in ("yes", "OUI", "ja", "Vrai", "true", "1", "x")),
        *((word, False) for word in ("no", "Non", "NEE", "faux", "false", "0")),
        ("peut-être", "bad_type"),
        ("2", "bad_type"),
    ],
)
def test_flags(text: str, meant: object) -> None:
    assert read(text, FLAG) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mission_locale", "mission_locale"),
        ("Mission Locale", "mission_locale"),
        ("CPAS", "cpas"),
        ("ocmw", "cpas"),
        ("centre de référence", "reference_centre"),
        ("REFERENTIECENTRUM", "reference_centre"),
        ("reference centre", "reference_centre"),
        ("temp agency", "temp_agency"),
        ("asbl", "not_in_vocabulary"),
    ],
)
def test_codes_in_three_languages(text: str, meant: str) -> None:
    assert read(text, KIND) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Partenariat", "partnership"),
        ("partnerschap", "partnership"),
        ("Memberships", "membership"),
        ("échange de stagiaires", "échange de stagiaires"),
        ("ALL", "reserved_name"),
        ("meetings", "reserved_name"),
        ("Boards-Newman", "reserved_name"),
    ],
)
def test_open_vocabularies_let_other_values_stand(text: str, meant: str) -> None:
    assert read(text, TIE) == meant


def test_refused_cells_leave_the_others_alone() -> None:
    cells = pl.Series(["1", None, "x", "2", "x"], dtype=pl.String)
    values, refused = understood(cells, PLACES)
    assert values.to_list() == [1, None, None, 2, None]
    assert set(refused) == {"x"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  a  ", "a"),
        ("\u00a0a b\u202f", "a b"),
        ("\ufeffa\u200b", "a"),
        ("\t\r\n", None),
        ("", None),
        (None, None),
        ("e\u0301", "é"),
        ("a\nb", "a\nb"),
    ],
)
def test_cells_are_tidied(text: str | None, kept: str | None) -> None:
    cells = pl.DataFrame({"0": [text]}, schema={"0": pl.String})
    assert tidy(cells)["0"].to_list() == [kept]


@pytest.mark.parametrize(
    "text",
    ["#N/A", "#N/B", "#REF!", "#VERW!", "#DIV/0!", "#NOM?", "#WAARDE!", "########", "Err:502"],
)
def test_what_a_spreadsheet_shows_in_place_of_a_value(text: str) -> None:
    assert is_error_value(text)


@pytest.mark.parametrize("text", ["#1", "#metoo", "N/A", "# N/A", "#", "##", "Err:x", "a #N/A"])
def test_what_merely_resembles_an_error_is_a_text(text: str) -> None:
    assert not is_error_value(text)
