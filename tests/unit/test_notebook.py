"""What a person at a notebook meets: values that show themselves, frames, errors in her words."""

import datetime
import html
import re
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import isp_graph
from isp_graph.datasets.read import read
from isp_graph.errors import AccessError, UsageError

ACTORS = {"id": ["a", "b", "c"], "name": ["Alpha", "Bêta", "Gamma"], "zone": ["N", "N", "S"]}
ZONES = {"id": ["N", "S"], "name_fr": ["Nord", "Sud"]}


def shown(value: object) -> str:
    """Give what a notebook shows, without markup."""
    written = value._repr_html_()  # type: ignore[attr-defined]
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", written, flags=re.DOTALL))


def test_a_dataset_shows_its_tables_and_how_full_they_are() -> None:
    demo = read("demo")
    said = shown(demo)
    assert demo.settings.title["en"] in said
    assert demo.fingerprint[:12] in said
    for row in isp_graph.summary(demo).rows:
        table = demo.table(row["table"])
        share = "" if row["complete"] is None else f" {row['complete']:.0%}"
        assert re.search(rf"\b{table.height:,}\s+{share.strip()}", said), row["table"]


def test_a_layer_shows_its_size_density_and_components() -> None:
    layer = isp_graph.layer(read("demo"), "boards")
    graph = layer.to_networkx()
    import networkx as nx

    parts = [part for part in nx.connected_components(graph) if len(part) > 1]
    said = re.sub(r"\s+", " ", shown(layer))
    assert f"ties {graph.number_of_edges()} " in said
    assert f"density {nx.density(graph):.4f} " in said
    assert f"components of two or more organisations {len(parts)} " in said
    assert f"organisations without ties {nx.number_of_isolates(graph)} " in said
    empty = isp_graph.layer(isp_graph.from_frames({"organisations": pl.DataFrame(ACTORS)}), "all")
    assert "density" in shown(empty)


def test_a_result_shows_its_basis_its_method_and_its_first_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = isp_graph.interlocks(read("demo"))
    said = shown(found)
    assert found.method is not None
    assert found.method in said
    assert found.method == found.method_in("en") != found.method_in("fr")
    assert found.method_key == "interlocks_fdsm"
    assert found.basis.fingerprint[:12] in said
    assert f"The beginning of {found.frame.height} rows:" in said
    monkeypatch.setenv("ISP_GRAPH_LANG", "fr_BE.UTF-8")
    assert str(found.method_in("fr")) in shown(found)
    plain = isp_graph.summary(read("demo"))
    assert plain.method is plain.method_key is None
    assert "summary" in shown(plain)


def test_what_is_shown_is_text() -> None:
    actors = pl.DataFrame({"id": ["a"], "name": ["<b>x</b>"]})
    data = isp_graph.from_frames({"organisations": actors}, name="<script>alert(1)</script>")
    for value in (data, isp_graph.layer(data, "all"), isp_graph.summary(data)):
        assert "<script>" not in value._repr_html_()


def test_frames_are_read_as_the_same_files_are(tmp_path: Path) -> None:
    frames = {
        "organisations": pl.DataFrame(
            ACTORS | {"founded": [datetime.date(2001, 2, 3), None, datetime.date(2010, 1, 1)]}
        ),
        "zones": pl.DataFrame(ZONES),
        "ties": pl.DataFrame(
            {"from": ["a", "z"], "to": ["b", "c"], "kind": "partnership", "flow": [2.0, 1.5]}
        ),
    }
    for name, frame in frames.items():
        frame.write_csv(tmp_path / f"{name}.csv")
    filed, framed = read(tmp_path), isp_graph.from_frames(frames)
    assert filed.tables.keys() == framed.tables.keys()
    assert all(filed.tables[name].equals(framed.tables[name]) for name in filed.tables)

    def told(data: isp_graph.Dataset) -> list[tuple[object, ...]]:
        return [(f.code, f.row, f.column, f.value, f.file.split(".")[0]) for f in data.findings]

    assert told(filed) == told(framed) != []


def test_frames_of_pandas_are_read_whatever_their_types() -> None:
    actors = pd.DataFrame(ACTORS | {"enterprise_number": [1.0, float("nan"), 3]})
    actors["founded"] = pd.to_datetime(["2001-02-03", "", "2010-01-01"])
    actors["collective"] = pd.array([True, None, False], dtype="boolean")
    data = isp_graph.from_frames({"Organisations": actors, "Zones": pd.DataFrame(ZONES)})
    assert not [found for found in data.findings if found.severity != "info"]
    rows = data.table("organisations")
    assert rows["founded"].to_list() == ["2001-02-03", None, "2010-01-01"]
    assert rows["enterprise_number"].to_list() == ["1", None, "3"]
    assert rows["collective"].to_list() == [True, None, False]


def test_no_frame_goes_without_a_word() -> None:
    one, other = (pl.DataFrame({"id": [own], "name": [own]}) for own in "ab")
    data = isp_graph.from_frames({"Organisations": one, "organisations": other})
    assert data.table("organisations")["id"].to_list() == ["a"]
    assert [(f.code, f.file) for f in data.findings] == [("second_file", "organisations")]
    for empty in (pl.DataFrame(), pd.DataFrame()):
        (found,) = isp_graph.from_frames({"organisations": empty}).findings
        assert (found.code, found.file) == ("empty_file", "organisations")


def test_a_frame_of_no_table_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="organisations"):
        isp_graph.from_frames({"organisation": pl.DataFrame(ACTORS)})


def test_errors_speak_of_arguments() -> None:
    demo = read("demo")
    assert isp_graph.centrality(demo, "boards").rows == isp_graph.centrality(demo, ["boards"]).rows
    for question in (isp_graph.isolated, isp_graph.mixing, isp_graph.brokerage):
        assert question(demo, "boards").rows == question(demo, ["boards"]).rows
    one = isp_graph.homophily(demo, "boards", "zone", draws=20)
    assert one.rows == isp_graph.homophily(demo, ["boards"], ["zone"], draws=20).rows
    with pytest.raises(UsageError) as caught:
        isp_graph.centrality(demo, ["bords"])
    assert str(caught.value) == "layers bords: unknown layer. Nearest: boards, board_seats."
    assert caught.value.sentence("en").startswith("--layer bords")


def test_without_pandas_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    monkeypatch.setattr(pl.DataFrame, "to_pandas", lambda self: __import__("pandas"))
    with pytest.raises(AccessError, match=r"isp-graph\[pandas\]"):
        isp_graph.summary(read("demo")).to_pandas()


def test_a_section_of_the_report_shows_inline_and_names_nobody_unasked() -> None:
    demo = read("demo")
    with pytest.raises(UsageError, match="pseudonymised"):
        isp_graph.report(demo)
    page = isp_graph.report(demo.pseudonymised(b"of the tests"), only="timeline", language="nl")
    written = page._repr_html_()
    assert html.unescape(written.split('srcdoc="')[1].split('" width')[0]) == page.html
