"""Years are counted by their first day; what is unknown is counted apart, not left out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import isp_graph
from isp_graph.datasets.dataset import Dataset


def written(folder: Path, **tables: str) -> Dataset:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return isp_graph.read(folder)


def counted(data: Dataset, table: str) -> dict[int, tuple[int, ...]]:
    return {
        row["year"]: (row["live"], row["undated"], row["begun"], row["ended"])
        for row in isp_graph.timeline(data).rows
        if row["table"] == table
    }


def test_by_hand(tmp_path: Path) -> None:
    data = written(
        tmp_path,
        organisations="id,name,founded,closed,zone\n"
        "a,A,2001,2003,NE\nb,B,2001-06-15,,S\nc,C,,2002-01-01,NE\nd,D,,,S\n",
    )
    assert counted(data, "organisations") == {
        2001: (3, 2, 2, 0),  # a begins on the first day; c and d were there
        2002: (3, 1, 0, 1),  # c ends on the first day, b is there
        2003: (2, 1, 0, 1),
    }
    north = data.where(zone="NE")
    assert counted(north, "organisations") == {
        2001: (2, 1, 1, 0), 2002: (1, 0, 0, 1), 2003: (0, 0, 0, 1)
    }  # fmt: skip
    assert counted(data.at("2002-05"), "organisations") == counted(data, "organisations")


def test_without_any_date_there_is_no_row(tmp_path: Path) -> None:
    data = written(tmp_path, organisations="id,name\na,A\n", ties="from,to,kind\n")
    assert isp_graph.timeline(data).rows == []


usual = st.one_of(
    st.none(),
    st.integers(2000, 2006).map(str),
    st.tuples(st.integers(2000, 2006), st.integers(1, 12)).map(lambda ym: f"{ym[0]}-{ym[1]:02}"),
    st.tuples(st.integers(2000, 2006), st.integers(1, 12), st.integers(1, 28)).map(
        lambda ymd: f"{ymd[0]}-{ymd[1]:02}-{ymd[2]:02}"
    ),
)


@given(periods=st.lists(st.tuples(usual, usual), min_size=1, max_size=12))
def test_every_year_equals_the_dataset_on_its_first_day(
    periods: list[tuple[str | None, str | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = "".join(
        f"a,b,partnership,r{n},{start or ''},{end or ''}\n"
        for n, (start, end) in enumerate(periods)
    )
    data = written(
        tmp_path_factory.mktemp("years"),
        organisations="id,name\na,A\nb,B\n",
        ties="from,to,kind,role,start,end\n" + rows,
    )
    found = counted(data, "ties")
    for year, (live, *_rest) in found.items():
        assert live == data.at(str(year)).table("ties").height
