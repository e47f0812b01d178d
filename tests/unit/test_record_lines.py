"""Evidence on the page leads back to file and row of the user's own tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import isp_graph
from isp_graph.datasets.dataset import Dataset
from isp_graph.page.model import page_model

TABLES = {
    "organisations": "id,name,zone\n\na,Maison A,N\nb,Maison B,N\nc,Maison C,S\n",
    "people": "id,name\nz,Fictive Zed\ny,Fictive Ypsilon\n",
    "mandates": "person,organisation\nz,b\n\nz,a\ny,a\n",
    "ties": 'from,to,kind,note\na,b,partnership,"two\nlines"\nb,c,partnership,\nb,c,partnership,\n',
    "meetings": "id,name\nm,Table\n",
    "attendance": "meeting,organisation\n\nm,c\nm,a\n",
    "offers": "id,organisation,step,zone\no2,b,formation,N\no1,a,accueil,N\n",
}


@pytest.fixture
def data(tmp_path: Path) -> Dataset:
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return isp_graph.read(tmp_path)


def page(data: Dataset, edition: str) -> dict[str, Any]:
    shown = data.current() if edition == "internal" else data.current().pseudonymised(b"key")
    return page_model(shown, edition=edition, seed=0, geometry=None).data


def test_each_record_bears_the_row_of_its_file(data: Dataset) -> None:
    told = page(data, "internal")
    assert told["files"]["ties"] == "ties.csv"
    names = [entry["id"] for entry in told["organisations"]]
    # Two rows that are the same to the letter: the first of them.
    ties = [(names[row[0]], names[row[1]], row[9]) for row in told["ties"]]
    assert ties == [("a", "b", 2), ("b", "c", 4), ("b", "c", 4)]
    assert {(names[row[1]], row[6]) for row in told["attendance"]} == {("c", 3), ("a", 4)}
    assert sorted(row[-1] for row in told["views"]["gaps"]["offers"]) == [2, 3]
    seats = told["views"]["boards"]["seats"]
    assert {(names[row[1]], row[9]) for row in seats} >= {("b", 2), ("a", 4)}


def test_the_order_of_a_file_of_people_is_not_told_in_public(data: Dataset) -> None:
    told = page(data, "public")
    assert [row[9] for row in told["ties"]] == [2, 4, 4]
    assert {row[9] for row in told["views"]["boards"]["seats"]} == {None}


def test_rows_lead_back_whatever_was_left_out(data: Dataset) -> None:
    restricted = data.current().where(organisation=["b", "c"])
    ties = restricted.evidence("ties")
    assert restricted.lines("ties", ties).to_list() == [4] * ties.height
    assert restricted.lines("zones", restricted.table("zones")).null_count() == 2
    assert restricted.lines("offers", restricted.table("offers")).to_list() == [2]
