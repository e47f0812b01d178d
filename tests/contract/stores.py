"""What every store keeps: one suite, run for the embedded store and for Neo4j."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import isp_graph
from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import AccessError, UsageError
from isp_graph.server.port import About, Answer, Loaded, Told, questions
from isp_graph.server.versions import Difference
from tests.contract.drawn import HOSTILE, drawn
from tests.laws.folders import read_tables, tables_of

SMALL = {
    "organisations": ["id,name", "a,Alpha", "b,Béta", "c,Gamma"],
    "ties": ["from,to,kind", "a,b,partnership"],
}

ASKED = {
    "people": ["id,name", "p,Persona"],
    "mandates": ["person,organisation", "p,a", "p,b"],
    "meetings": ["id,name", "m,Midi", "n,Nuit"],
    "attendance": ["meeting,organisation", "m,a", "n,a"],
    "zones": ["id,name_fr", "x,Ici", "y,Là"],
    "steps": ["id,position,name_fr", "s,1,Un", "t,2,Deux"],
    "offers": ["id,organisation,step,zone", "f,a,s,x", "g,b,t,y"],
}
"""Tables of which every question tells something."""


def small(**changed: list[str]):
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in {**SMALL, **changed}.items():
            (Path(folder) / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
        return isp_graph.read(folder)


def assert_equal(read, loaded):
    assert sorted(read.tables) == sorted(loaded.tables)
    for name, frame in loaded.tables.items():
        assert_frame_equal(read.tables[name], frame)
    assert read.settings == loaded.settings


class Store(Protocol):
    """What keeps datasets under names."""

    def datasets(self) -> list[About]:
        """List what it has, by name."""
        ...

    def load(self, data: Dataset, *, name: str, edition: str, told: Told = ...) -> Loaded:
        """Take a dataset in, in place of the one that had its name; none is seen half."""
        ...

    def about(self, name: str) -> About:
        """Tell what it has under a name."""
        ...

    def read(self, name: str) -> tuple[About, Dataset]:
        """Give a dataset back, in the edition that was taken in."""
        ...

    def drop(self, name: str) -> bool:
        """Remove exactly one dataset; false where there was none of that name."""
        ...

    def ask(
        self,
        question: str,
        name: str,
        date: str | None = None,
        where: Iterable[tuple[str, str]] = (),
        **parameters: Any,
    ) -> Answer:
        """Ask a dataset one of the questions of ``cypher/ask``."""
        ...


class StoreContract:
    """Subclasses give the fixture ``store``."""

    @pytest.mark.parametrize("seed", range(6))
    def test_any_dataset_comes_back_equal(self, store: Store, seed):
        data = drawn(seed)
        loaded = store.load(data, name="drawn", edition="internal")
        about, back = store.read("drawn")
        assert about == store.about("drawn")
        assert (about.name, about.edition) == ("drawn", "internal")
        assert (about.version, about.fingerprint) == (loaded.version, data.fingerprint)
        assert_equal(back, data)

    def test_a_second_load_changes_nothing(self, store):
        first = store.load(small(), name="twice", edition="public")
        again = store.load(small(), name="twice", edition="public")
        assert (again.new, again.version) == (False, first.version)
        assert again.rows == Difference(kept=4)

    def test_a_load_counts_what_it_changed(self, store):
        store.drop("counted")
        assert store.load(small(), name="counted", edition="public").rows == Difference(created=4)
        other = small(
            organisations=["id,name", "a,Alpha", "b,Beta", "d,Delta"],
            ties=["from,to,kind", "a,b,partnership", "a,b,partnership", "b,d,convention"],
        )
        done = store.load(other, name="counted", edition="public")
        assert done.new
        assert done.rows == Difference(created=3, changed=1, removed=1, kept=2)
        assert_equal(store.read("counted")[1], other)

    def test_datasets_and_versions_stand_side_by_side(self, store):
        versions = {"one": small(), "one 2014": small(ties=["from,to,kind"]), "two": drawn(5)}
        for name, data in versions.items():
            store.load(data, name=name, edition="internal")
        names = [about.name for about in store.datasets()]
        assert names == sorted(names)
        assert set(versions) <= set(names)
        for name, data in versions.items():
            assert_equal(store.read(name)[1], data)

    def test_drop_removes_exactly_one(self, store):
        for name in ("kept", "gone"):
            store.load(small(), name=name, edition="public")
        assert store.drop("gone")
        assert not store.drop("gone")
        with pytest.raises(AccessError) as refused:
            store.read("gone")
        assert refused.value.key in ("not_on_server", "nothing_on_server")
        assert_equal(store.read("kept")[1], small())

    def test_editions_are_told_apart(self, store):
        for edition in ("public", "internal"):
            assert store.load(small(), name="edition", edition=edition).new
            assert store.about("edition").edition == edition

    @pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 201, "\x00"])
    def test_a_name_is_checked(self, store, name):
        with pytest.raises(UsageError, match="printable"):
            store.load(small(), name=name, edition="internal")

    @pytest.mark.parametrize("edition", ["public", "internal"])
    def test_who_is_one_person_comes_back(self, store, edition):
        data = small(
            people=["id,name", "p,Persona", "q,Persona", "r,Persona"],
            mandates=["person,organisation", "p,a", "q,b", "r,c"],
            matches=["a,b,verdict", "q,p,same", "r,q,different"],
        )
        data = data.pseudonymised(b"a key") if edition == "public" else data
        store.load(data, name="one", edition=edition)
        _, back = store.read("one")
        assert_equal(back, data)
        assert (dict(back.identities), back.fingerprint) == (
            dict(data.identities),
            data.fingerprint,
        )
        assert isp_graph.layer(back, "boards").edges.rows() == [("a", "b", 1.0)]

    def test_hostile_texts_are_only_texts(self, store):
        rows = {"id": list(HOSTILE[:-1]), "name": list(HOSTILE[:-1])}
        frame = small().table("organisations").clear()
        frame = pl.concat([frame, pl.DataFrame(rows)], how="diagonal")
        hostile = isp_graph.Dataset("hostile", {"organisations": frame})
        name = HOSTILE[2]
        store.load(hostile, name=name, edition="internal")
        assert_equal(store.read(name)[1], hostile)
        for text in HOSTILE[:-1]:  # ids, names, questions, layers, values of filters
            (row,) = store.ask("organisation", name, organisation=text).rows
            assert row["other"] == row["name"] == text
            assert store.ask("organisation", name, organisation=text + "?").rows == []
            with pytest.raises(UsageError):
                store.ask(text, name)
            with pytest.raises(UsageError):
                store.ask("ties", name, layer=text)
            with pytest.raises(UsageError):
                store.ask("subnetwork", name, where=[("zone", text)])
        part = store.ask("subnetwork", name, where=[("organisation", HOSTILE[3])]).rows
        assert [row["organisation"] for row in part] == [HOSTILE[3]]
        assert store.drop(name)

    def test_every_question_has_an_answer(self, store):
        store.load(small(**ASKED), name="asked", edition="internal")
        needed = {"ties": {"layer": "partnerships"}, "organisation": {"organisation": "a"}}
        for question in questions():
            answer = store.ask(question, "asked", **needed.get(question, {}))
            assert answer.question == question
            assert answer.rows
            assert tuple(answer.rows[0]) == answer.columns

    def test_what_is_asked_wrongly_is_refused(self, store):
        store.load(small(), name="asked", edition="internal")
        for question, asked in (
            ("isolatd", {}),
            ("isolated", {"date": "tomorrow"}),
            ("isolated", {"layers": ["bords"]}),
            ("ties", {"layer": "bords"}),
            ("subnetwork", {"where": [("planet", "Mars")]}),
            ("subnetwork", {"where": [("kind", "Mars")]}),
            ("subnetwork", {"around": "nobody"}),
            ("subnetwork", {"around": "a", "radius": -1}),
        ):
            with pytest.raises(UsageError):
                store.ask(question, "asked", **asked)
        with pytest.raises(AccessError):
            store.ask("isolated", "nowhere")

    @pytest.mark.parametrize("seed", range(3))
    def test_datasets_without_much(self, store, seed):
        empty = small(organisations=["id,name"], ties=["from,to,kind"])
        one = small(organisations=["id,name", "a,A"], ties=["from,to,kind"])
        data = (empty, one, read_tables(tables_of(5, 1, seed), ()).data)[seed]
        store.load(data, name="little", edition="internal")
        rows = store.ask("subnetwork", "little").rows
        assert len(rows) == data.nodes.height
        assert_equal(store.read("little")[1], data)
