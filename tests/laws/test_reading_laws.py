"""Whatever text a file holds: every record is counted, nothing breaks, both readers agree."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.datasets.files.decode import decode
from isp_graph.datasets.files.delimited import _careful, _regular, read_delimited, separator_of
from isp_graph.datasets.files.glance import glance
from isp_graph.datasets.tables.cells import understand_table
from isp_graph.datasets.tables.columns import tidy
from isp_graph.datasets.tables.header import known_headers
from isp_graph.datasets.tables.raw import ROW
from isp_graph.schema.tables import SCHEMA
from tests.fuzz.survival import accounted_for, records_of

KNOWN = known_headers(SCHEMA["organisations"])
LINE_ENDS = ("\n", "\r\n", "\r")

pieces = st.one_of(
    st.sampled_from(
        [
            *("", "a", "b", "é", "id", "name", "NE", "1990", "yes", "-1", " ", "\u00a0", "\u200b"),
            *("\x00", "\x1c", "\x1f", "\x85", "\u2028", "\x0b", "\x0c", "\ufeff", "\ufffd", "🙂"),
            *('"', '""', '"a\nb"', '"a\r\nb"', '"a\rb"', '"x,y;z"', 'a"b', '"a"b', "'", "\\"),
        ]
    ),
    st.text(max_size=4),
)


@st.composite
def delimited(draw: st.DrawFn) -> bytes:
    """Draw the bytes of a table of organisations, most of them strange."""
    separator = draw(st.sampled_from([",", ";", "\t"]))
    header = draw(
        st.sampled_from([["id", "name"], ["name", "id", "zone"], ["Naam", "id", ""], ["x"], []])
    )
    width = len(header)
    records = draw(
        st.lists(
            st.one_of(
                st.lists(pieces, min_size=width, max_size=width), st.lists(pieces, max_size=4)
            ),
            max_size=8,
        )
    )
    ends = (
        st.sampled_from(LINE_ENDS)
        if draw(st.booleans())
        else st.just(draw(st.sampled_from(LINE_ENDS)))
    )
    text = "".join(separator.join(record) + draw(ends) for record in [header, *records])
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
    data = text.encode(encoding, errors="replace")
    if draw(st.integers(0, 4)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=4)) + data[at:]
    return data


@given(delimited())
@settings(max_examples=300)
@example(b"")
@example(b'"')
@example(b'id,name\na,"b\n\n')
@example(b"id,name\r\r\ra,A\r")
@example(b"\xff\xfei\x00d\x00")
@example(b"id,name\n\x1c,\x1f\na,A\n")
@example(b"id,name\na,A\nb,B,C\nc\n")
@example(b"id;name\na,A;B\n")
@example("id,population\na,9\n".encode("utf-16"))
def test_every_record_is_used_or_set_aside(data: bytes) -> None:
    raw = read_delimited(data, "organisations", "organisations.csv", KNOWN)
    rows = records_of(data, "organisations")
    assert raw.cells[ROW].to_list() == rows
    typed = understand_table(raw)
    assert typed.records == len(rows)
    used = set(typed.frame[ROW].to_list())
    assert used <= set(rows)
    errors = {entry.row for entry in typed.findings if entry.severity == "error"}
    if not any(entry.code == "missing_column" for entry in typed.findings):
        assert set(rows) - used <= errors
    # A place that a finding names is the first line of a record, even of a blank one.
    places = {entry.row for entry in typed.findings if entry.code != "unclosed_quote"}
    assert places <= {None, raw.header_row, *rows}


@given(
    st.dictionaries(st.sampled_from(["organisations", "zones", "ties"]), delimited(), min_size=1)
)
@settings(max_examples=60)
def test_any_folder_is_a_dataset_with_findings(files: dict[str, bytes]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        named = {f"{name}.csv": data for name, data in files.items()}
        folder = Path("somewhere")
        patch.setattr(Path, "exists", lambda _: True)
        patch.setattr(Path, "is_dir", lambda path: path == folder)
        patch.setattr(Path, "is_file", lambda path: path != folder)
        patch.setattr(Path, "iterdir", lambda _: iter(folder / name for name in named))
        patch.setattr(Path, "read_bytes", lambda path: named[path.name])
        data = isp_graph.read(folder)
    accounted_for(data, named)


plain = st.text(
    st.characters(
        exclude_categories=["Cs"], exclude_characters='"\r\n\0,;\t\x1c\x1d\x1e\x1f\ufeff'
    ),
    max_size=6,
)


@st.composite
def regular(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a separator and a text without quotes or ragged rows, of one kind of line end."""
    separator = draw(st.sampled_from([",", ";", "\t"]))
    width = draw(st.integers(2, 4))
    records = draw(
        st.lists(st.lists(plain, min_size=width, max_size=width), min_size=1, max_size=6)
    )
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = end.join(separator.join(record) for record in records)
    return separator, text + draw(st.sampled_from(["", end]))


def _tidied(frame: pl.DataFrame) -> pl.DataFrame:
    return tidy(frame)


@given(regular())
@settings(max_examples=300)
@example((",", "a,b\n,\n \u00a0,\nc,d"))
def test_the_fast_reader_equals_the_careful_one(drawn: tuple[str, str]) -> None:
    separator, text = drawn
    data = text.encode()
    fast = _regular(data, separator, glance(data, separator))
    careful, found = _careful(text, separator, "zones", "zones.csv")
    assert found == []
    assert fast is not None
    if careful.is_empty():
        assert fast.is_empty()
    else:
        assert _tidied(fast).equals(_tidied(careful))


near_the_edges = st.text(st.sampled_from("ab =@+-\t\x01\x7fé"), max_size=3)


@given(
    st.lists(st.lists(near_the_edges, min_size=2, max_size=2), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(",;"),
    st.integers(1, 9),
)
@settings(max_examples=300)
def test_a_glance_sees_what_every_cell_tells(
    records: list[list[str]], end: str, separator: str, span: int
) -> None:
    text = end.join(separator.join(record) for record in records)
    cells = [cell for record in records for cell in record]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("isp_graph.datasets.files.glance._SPAN", span)
        seen = glance(text.encode(), separator)
    assert seen.feeds == text.count("\n")
    assert seen.separators == text.count(separator)
    assert seen.controls == any(cell.count("\t") or cell.count("\x01") for cell in cells)
    assert seen.plain == all(
        cell.strip(" ") == cell and cell.isascii() and (cell.isprintable() or not cell)
        for cell in cells
    )
    assert seen.formulas == (not seen.plain or any(cell[:1] in set("=@+-") for cell in cells))


@given(delimited())
@settings(max_examples=300)
def test_the_fast_reader_declines_what_it_would_get_wrong(data: bytes) -> None:
    text, _ = decode(data)
    separator = separator_of(text, KNOWN)
    encoded = text.encode()
    fast = _regular(encoded, separator, glance(encoded, separator))
    careful, found = _careful(text, separator, "organisations", "organisations.csv")
    if fast is not None and not careful.is_empty():
        assert found == []
        assert _tidied(fast).equals(_tidied(careful))


@given(st.lists(st.lists(st.text(max_size=5), min_size=2, max_size=3), min_size=1, max_size=5))
@settings(max_examples=150)
def test_what_csv_writes_is_read_back(records: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    header = ["id", "name", "zone"]
    writer.writerow(header)
    clean = [[cell.encode("utf-8", "replace").decode() for cell in record] for record in records]
    writer.writerows(clean)
    raw = read_delimited(buffer.getvalue().encode(), "organisations", "o.csv", KNOWN)
    kept = [record for record in clean if any(cell.strip() for cell in record)]
    assert [
        row[: len(record)] for row, record in zip(raw.cells.drop(ROW).rows(), kept, strict=True)
    ] == [tuple(record) for record in kept]


@given(st.binary(max_size=60))
@settings(max_examples=200)
def test_any_bytes_are_text(data: bytes) -> None:
    text, guessed = decode(data)
    text.encode()
    if not guessed and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")
