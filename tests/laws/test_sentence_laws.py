"""Every number that a command says to people is a count over its rows, in every language."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest

from isp_graph.console import session
from isp_graph.datasets.read import read
from isp_graph.grammar import LANGUAGES
from tests.laws.filieres import filiere_tables
from tests.laws.folders import DAYS, INCOMPLETE, tables_of, write_folder
from tests.laws.oracle import Tables
from tests.sentences.case import Case
from tests.sentences.regions import lettered, region_tables
from tests.sentences.terminal import complaints_of

OF_NETWORKS = (
    "check",
    "summary",
    "centrality",
    "isolated",
    "isolated --layer meetings --layer partnerships",
    "interlocks",
    "interlocks --people",
    "interlocks --two-mode",
    "interlocks --depends",
    "interlocks --represented",
    "meetings",
    "meetings --load",
    "meetings --cover",
    "meetings --absent",
    "meetings --delegate",
    "meetings --stopped 2010",
    "homophily --draws 99",
    "homophily --draws 99 --layer all --layer boards --layer referrals",
    "homophily --mixing",
    "homophily --model --draws 99",
    "homophily --overlap",
    "homophily --brokerage",
    "people match",
    "timeline",
)
OF_FILIERES = (
    "pathways",
    "pathways --top 2",
    "pathways --all 2",
    "pathways --flows",
    "pathways --outside",
    "pathways --depends",
    "gaps",
    "gaps --repair 5",
    "gaps --capacity",
    "catchment",
    "catchment --flows",
)
drawn = pytest.mark.parametrize(("seed", "language"), list(enumerate(LANGUAGES, 1)))


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a dataset once: every command asks for it."""
    monkeypatch.setattr(session, "read", cache(read))


def all_complaints(
    views: tuple[str, ...], tables: Tables, language: str, settings: str = "", *common: str
) -> list[str]:
    """Give what is false or uncounted in all that is said of some tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "region"  # a name without a digit
        folder.mkdir()
        write_folder(folder, lettered(tables), settings)
        case = Case(folder, (), common)
        return [
            each
            for view in views
            for each in complaints_of(case.for_command(*view.split()), language)
        ]


@drawn
def test_numbers_said_of_small_datasets_are_counts(seed, language):
    incomplete = f'incomplete = ["{INCOMPLETE[seed % 3]}"]\n' if seed % 2 else ""
    day = DAYS[seed % len(DAYS)]
    common = ("--date", day) if day else ()
    tables = tables_of(2 + seed % 9, 1 + seed % 4, seed)
    views = (*OF_NETWORKS, *OF_FILIERES)
    assert all_complaints(views, tables, language, incomplete, *common) == []


@drawn
def test_numbers_said_of_filieres_are_counts(seed, language):
    assert all_complaints(OF_FILIERES, filiere_tables(seed), language) == []


@drawn
def test_numbers_said_of_regions_are_counts(seed, language):
    where = ("--where", "zone=NE") if seed % 3 == 0 else ()
    tables = region_tables(seed, (90, 30, 60)[seed % 3])
    views = (*OF_NETWORKS, *OF_FILIERES)
    assert all_complaints(views, tables, language, 'date = "2015-12-31"\n', *where) == []
