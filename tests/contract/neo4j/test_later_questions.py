"""The questions on boards, meetings and pathways: Cypher answers as the analyses do, row by row."""

import random

import polars as pl
import pytest

import isp_graph
from isp_graph.errors import UsageError
from tests.contract.drawn import drawn
from tests.contract.neo4j.conftest import same
from tests.contract.stores import small
from tests.laws.filieres import filiere_tables
from tests.laws.folders import DAYS, read_tables, tables_of

LATER = {
    "shared": (),
    "linkers": (),
    "overlaps": (),
    "missing": ("zone", "sector"),
    "crossings": ("sector",),
    "essential": ("zone", "sector"),
}
PERIODS: tuple[dict[str, str], ...] = (
    {},
    {},
    {"start": "2010-06"},
    {"end": "2012-03-15"},
    {"start": "2014"},
)
EVIDENCE: tuple[dict[str, str], ...] = (
    {},
    {},
    {"modality": "prescribed"},
    {"modality": "expected"},
)


def loaded(store, here, data, name):
    for each in (store, here):
        each.load(data, name=name, edition="internal")
    return data


def case(seed):
    """Draw a dataset with all that the questions look at: a filière, boards, and who is who."""
    draw = random.Random(seed)
    tables = filiere_tables(seed)
    size = len(tables["organisations"])
    others = tables_of(size, 3, seed)
    for name in ("people", "mandates", "meetings", "attendance", "ties"):
        tables[name] = others[name]
    for row in tables["meetings"]:
        row["zone"] = ""
    for row in tables["mandates"]:
        row["capacity"] = draw.choice(("", "volunteer", "director", "public_office"))
    for number in range(10 if tables["offers"] else 0):
        more = {
            "id": f"g{number}",
            "organisation": draw.choice(tables["organisations"])["id"],
            "step": draw.choice(tables["steps"])["id"],
            "zone": draw.choice(["", *(row["id"] for row in tables["zones"])]),
        }
        tables["offers"].append({**draw.choice(tables["offers"]), **more})
    for name in ("offers", "coverage"):
        tables[name] = [
            {**row, **draw.choice(PERIODS), **draw.choice(EVIDENCE)} for row in tables[name]
        ]
    if draw.random() < 0.3:
        draw.choice(tables["zones"])["unknown_reason"] = "no time"
    if draw.random() < 0.2:
        tables["offers"] = []
    people = [row["id"] for row in tables["people"]]
    verdicts = ("same", "same", "same", "different", "undecided")
    tables["matches"] = [
        {"a": draw.choice(people), "b": draw.choice(people), "verdict": draw.choice(verdicts)}
        for _ in range(draw.randint(0, 3))
    ]
    return read_tables(tables).data


def hostile(seed):
    """Draw a dataset of texts that would break things, its numbers such as reading lets through."""
    data = drawn(seed)
    tables = dict(data.tables)
    for name, column in (("offers", "places"), ("demand", "people")):
        if name in tables:
            tables[name] = tables[name].with_columns(pl.col(column).clip(0, 1000))
    return isp_graph.Dataset(data.name, tables, settings=data.settings)


@pytest.mark.parametrize("date", [None, "2012-06-01"])
@pytest.mark.parametrize("question", LATER)
def test_shipped_datasets_are_answered_alike(store, here, shipped, question, date):
    rows = same(store, here, question, shipped, date)
    assert rows or shipped != "demo"
    for key in LATER[question]:
        frame = here.read(shipped)[1].table(f"{key}s")
        part = same(store, here, question, shipped, date, [(key, frame["name_fr"][0])])
        assert part == [row for row in rows if row[key] == frame["id"][0]]


@pytest.mark.parametrize("seed", range(12))
def test_any_dataset_is_answered_alike(store, here, seed):
    loaded(store, here, case(seed), "case")
    day = DAYS[seed % len(DAYS)]
    for question in LATER:
        same(store, here, question, "case", day)
    same(store, here, "ties", "case", day, layer="boards")
    same(store, here, "isolated", "case", day, layers=["boards"])
    same(store, here, "subnetwork", "case", day, layer="boards")


@pytest.mark.parametrize("masked", [False, True])
def test_whoever_is_judged_the_same_is_one_person(store, here, masked):
    data = small(
        people=["id,name", "p,Persona", "q,Persona", "r,Persona"],
        mandates=["person,organisation", "p,a", "q,b", "r,c"],
        matches=["a,b,verdict", "q,p,same", "r,q,different"],
    )
    loaded(store, here, data.pseudonymised(b"a key") if masked else data, "one")
    (pair,) = same(store, here, "shared", "one")
    assert (pair["a"], pair["b"], pair["shared"], pair["damped"]) == ("a", "b", 1, 1.0)
    (linker,) = same(store, here, "linkers", "one")
    assert linker["organisations"] == ["a", "b"]
    assert (linker["person"] == "p") is not masked
    assert len(same(store, here, "ties", "one", layer="boards")) == 1


@pytest.mark.parametrize("seed", range(3))
def test_hostile_texts_make_no_difference(store, here, seed):
    loaded(store, here, hostile(seed), "hostile")
    for question in LATER:
        same(store, here, question, "hostile")


def test_a_filter_that_means_nothing_is_refused(store, here):
    loaded(store, here, isp_graph.read("demo"), "demo")
    for each in (store, here):
        for question, keys in LATER.items():
            for key, value in (("zone", "NE"), ("kind", "oisp"), ("planet", "Mars")):
                if key not in keys:
                    with pytest.raises(UsageError):
                        each.ask(question, "demo", where=[(key, value)])
        with pytest.raises(UsageError):
            each.ask("missing", "demo", where=[("zone", "Mars")])
