"""Rows as CSV and JSON, tables in a terminal, the coordinator's list."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import isp_graph
from isp_graph.datasets.local_names import local_names
from isp_graph.present.formats import cell, to_csv, to_json
from isp_graph.present.names import layer_label
from isp_graph.present.terminal import printable, table, width
from isp_graph.questions.isolated.reasons import reason_writer, worded
from isp_graph.questions.isolated.terminal import isolated_list
from isp_graph.results import basis

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def read_back(data: bytes, *, french: bool = False) -> list[list[str]]:
    text = data.decode("utf-8-sig" if french else "utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if french else ","))


@given(st.lists(st.fixed_dictionaries({"a": texts, "b": texts}), max_size=4), st.booleans())
def test_csv_comes_back_cell_by_cell(rows, french):
    found = read_back(to_csv(["a", "b"], rows, french=french), french=french)
    assert found[0] == ["a", "b"]
    assert len(found) == len(rows) + 1
    for row, cells in zip(rows, found[1:], strict=True):
        for value, written in zip((row["a"], row["b"]), cells, strict=True):
            dangerous = value.startswith(DANGEROUS)
            assert written == (f"'{value}" if dangerous else value)
            assert not written.startswith(DANGEROUS)


@pytest.mark.parametrize(
    ("value", "plain", "french"),
    [
        (None, "", ""),
        (True, "true", "true"),
        (12, "12", "12"),
        (-12, "-12", "-12"),
        (0.1, "0.1", "0,1"),
        (-0.5, "-0.5", "-0,5"),
        (1 / 3, "0.3333333333333333", "0,3333333333333333"),
        (2**70, str(2**70), str(2**70)),
        ("1.5", "1.5", "1.5"),
        ("=1+1", "'=1+1", "'=1+1"),
        (["a", "b"], "a | b", "a | b"),
        (["=a"], "'=a", "'=a"),
        ([{"organisation": "o", "reason": "r"}], "o (r)", "o (r)"),
        ([], "", ""),
    ],
)
def test_cells(value, plain, french):
    assert cell(value) == plain
    assert cell(value, comma=True) == french


def test_csv_is_rfc_4180_and_csv_fr_is_what_excel_opens():
    rows = [{"a": 'say "so", or\nnot', "b": 0.5}]
    assert to_csv(["a", "b"], rows) == b'a,b\r\n"say ""so"", or\nnot",0.5\r\n'
    french = to_csv(["a", "b"], rows, french=True)
    assert french == b'\xef\xbb\xbfa;b\r\n"say ""so"", or\nnot";0,5\r\n'


@given(st.lists(st.dictionaries(st.sampled_from("ab"), texts | st.floats(allow_nan=False,
       allow_infinity=False) | st.none() | st.booleans())))  # fmt: skip
def test_json_is_exact(rows):
    stated = basis(isp_graph.Dataset("x", {}))
    told = json.loads(to_json("q", stated, rows))
    assert list(told) == ["question", "basis", "rows"]
    assert set(told["basis"]) == {"dataset", "fingerprint", "date", "parameters", "version"}
    assert told["rows"] == rows


@given(texts)
def test_nothing_acts_on_the_terminal(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    assert not set(shown) & set(
        "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    assert shown == text or not text.isascii() or not text.isprintable()


@given(st.lists(st.tuples(texts, st.none() | st.floats(allow_nan=False, allow_infinity=False)),
       max_size=4))  # fmt: skip
def test_a_table_has_one_line_a_row_and_straight_columns(rows):
    lines = table(("name", "value"), rows, "fr", str.upper).removesuffix("\n").split("\n")
    assert len(lines) == len(rows) + 2
    assert all(width(line) <= width(lines[1]) for line in lines)


def test_numbers_are_rounded_for_people_only():
    shown = table(("a",), [(0.123456,), (12345.678,), (None,)], "fr", str)
    assert shown.split() == ["a", "------", "0,1235", "12346", "·"]
    assert "0.1235" in table(("a",), [(0.123456,)], "en", str)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_reasons_are_words(language):
    demo = isp_graph.read("demo")
    result = isp_graph.isolated(demo)
    zones = local_names(demo, "zones", language)
    assert set(zones) == {"C", "NE", "NO", "O", "S", "SE"}
    for row in worded(result.rows, demo, language):
        for suggestion in row["suggestions"]:
            assert suggestion["reason"]
            assert not any(f"{r['code']}:" in suggestion["reason"] for r in suggestion["reasons"])
    write = reason_writer(demo, language)
    told = write([{"code": "same_zone", "what": ["NE"]}])
    assert zones["NE"] in told


def test_layers_have_names_and_unknown_kinds_name_themselves():
    assert layer_label("boards", "en") != "boards" or layer_label("boards", "fr")
    assert layer_label("referrals", "en") == "referral"
    assert layer_label("entraide", "nl") == "entraide"


def test_the_list_names_newcomers_and_says_who_could_help():
    demo = isp_graph.read("demo")
    shown = isolated_list(isp_graph.isolated(demo.at().where(zone="NE")), demo.at(), "fr")
    assert "[oisp-37]" in shown.split("\n\n")[2]
    assert "récente" in shown
    assert "pourrait l'amener" in shown


def test_results_show_themselves_and_convert():
    result = isp_graph.isolated(isp_graph.read("demo"), ["boards"])
    assert result.to_polars().height == len(result.rows)
    assert "<table" in result._repr_html_()
    pytest.importorskip("pyarrow")
    assert len(result.to_pandas()) == len(result.rows)


@pytest.mark.process
def test_a_result_may_be_had_without_any_drawing_library():
    code = "import isp_graph, sys; isp_graph.isolated(isp_graph.read('demo'), ['all']).rows;" \
           "print({'pyvis', 'rich', 'jinja2', 'pandas'} & set(sys.modules))"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
