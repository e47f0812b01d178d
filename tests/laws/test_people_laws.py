"""Who is who: the journal closed, people merged, and the effect of a decision, by brute force."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import networkx as nx
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

import isp_graph
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.tables.identities import Identities
from isp_graph.questions.people.boards import Boards, Effect
from isp_graph.questions.people.proposals import Proposals

PEOPLE = ("é,1", "p2", "P3", "<b>4", "5")
BOARDS = ("a", "b", "c", "d")
Decisions = list[tuple[str, str, str]]
Seats = list[tuple[str, str]]

decisions = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        st.sampled_from(("same", "same", "different", "undecided")),
    ),
    max_size=7,
)
seats = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(BOARDS)), max_size=12)


def groups(told: Decisions) -> list[set[str]]:
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(PEOPLE)
    graph.add_edges_from((a, b) for a, b, verdict in told if verdict == "same")
    return [set(group) for group in nx.connected_components(graph)]


def apart(told: Decisions, group: set[str]) -> bool:
    return any(verdict == "different" and a != b and {a, b} <= group for a, b, verdict in told)


def persons(told: Decisions) -> dict[str, str]:
    """Name the person of every entry."""
    found = {}
    for group in groups(told):
        for entry in group:
            found[entry] = entry if apart(told, group) else min(group)
    return found


def tied(held: Seats, known: dict[str, str]) -> dict[tuple[str, str], int]:
    on = {board: {known[who] for who, where in held if where == board} for board in BOARDS}
    weights = {(x, y): len(on[x] & on[y]) for x, y in combinations(BOARDS, 2)}
    return {pair: weight for pair, weight in weights.items() if weight}


def dataset(folder: Path, held: Seats, told: Decisions) -> Dataset:
    def write(name: str, header: list[str], rows: list) -> None:
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])

    write("organisations.csv", ["id", "name"], [(board, board) for board in BOARDS])
    write("people.csv", ["id", "name"], [(who, f"Name {who}") for who in PEOPLE])
    write("mandates.csv", ["person", "organisation"], held)
    write("matches.csv", ["a", "b", "verdict"], told)
    return isp_graph.read(folder)


def edges(data: Dataset) -> dict[tuple[str, str], int]:
    return {(a, b): int(w) for a, b, w in isp_graph.layer(data, "boards").edges.iter_rows()}


@given(decisions)
def test_the_journal_is_closed_and_contradicts_itself_where_it_does(told):
    known = Identities(told)
    expected = persons(told)
    assert known.persons == {entry: who for entry, who in expected.items() if entry != who}
    found = groups(told)
    within = [
        place
        for place, (a, b, verdict) in enumerate(told)
        if verdict == "different" and a != b and any({a, b} <= group for group in found)
    ]
    assert [conflict.different for conflict in known.conflicts] == within
    for conflict in known.conflicts:
        a, b, _ = told[conflict.different]
        way: nx.Graph = nx.Graph([told[place][:2] for place in conflict.same])
        assert nx.shortest_path_length(way, a, b) == len(conflict.same)
        assert all(told[place][2] == "same" for place in conflict.same)


@given(decisions, st.randoms(use_true_random=False))
def test_the_order_of_decisions_counts_for_nothing(told, random):
    shuffled = [(a, b, v) if random.random() < 0.5 else (b, a, v) for a, b, v in told]
    random.shuffle(shuffled)
    one, other = Identities(told), Identities(shuffled)
    assert one.persons == other.persons
    for a, b in combinations(PEOPLE, 2):
        assert one.verdict(a, b) == other.verdict(b, a)


@settings(max_examples=40)
@given(seats, decisions)
def test_layers_count_persons_and_rows_stay(held, told):
    with tempfile.TemporaryDirectory() as place:
        data = dataset(Path(place), held, told)
    expected = tied(held, persons(told))
    assert edges(data) == expected
    assert edges(data.merged()) == expected
    assert edges(data.pseudonymised(b"key")) == expected
    assert "matches" not in data.pseudonymised(b"key").tables
    assert data.table("mandates").select("person", "organisation").rows() == held
    merged = data.merged()
    assert set(merged.table("people")["id"]) == set(persons(told).values())
    assert merged.fingerprint == data.fingerprint == data.pseudonymised(b"key").fingerprint
    # Who is who does not depend on a choice that leaves out the one who ties two entries.
    chosen = data.where(organisation=["a", "b"])
    assert edges(chosen) == {pair: w for pair, w in expected.items() if pair == ("a", "b")}


@settings(max_examples=60)
@given(seats, decisions, st.sampled_from(list(combinations(PEOPLE, 2))))
def test_the_effect_told_is_the_effect_had(held, told, pair):
    with tempfile.TemporaryDirectory() as place:
        data = dataset(Path(place), held, told)
    known = Identities(told)
    effect = Boards(data).effect(known, *pair)
    doubtful = any(apart(told, group) for group in groups(told) if group & set(pair))
    if doubtful or known.verdict(*pair) is not None:
        assert effect == Effect()
        return
    before = tied(held, persons(told))
    after = tied(held, persons([*told, (*pair, "same")]))
    gained = {each for each in after if each not in before}
    stronger = {each for each in after if 0 < before.get(each, 0) < after[each]}
    weaker = {each for each in before if after.get(each, 0) < before[each]}
    assert set(effect.gained) == gained
    assert set(effect.strengthened) == stronger
    assert set(effect.weakened) == weaker


NAMES = ("J. Exemple", "J.M. Exemple", "Jean Exemple", "R. Voorbeeld", "R.H. Voorbeeld")


@settings(max_examples=60)
@given(seats, decisions, st.sampled_from(list(combinations(PEOPLE, 2))))
def test_a_decision_on_a_pair_is_no_evidence_for_it(held, told, pair):
    with tempfile.TemporaryDirectory() as place:
        data = dataset(Path(place), held, told)
    named = pl.DataFrame({"id": PEOPLE, "name": NAMES}, schema_overrides={"id": pl.String})
    people = data.table("people").drop("name").join(named, on="id")
    tables = {**data.tables, "people": people}
    proposals = Proposals(replace(data, tables=tables))
    known = Identities(told)
    before = proposals.of(known, *pair)
    for verdict in ("same", "different", "undecided"):
        assert proposals.of(Identities([*told, (*pair, verdict)]), *pair) == before
    on = {board: {who for who, where in held if where == board} for board in BOARDS}
    apart_from_them = {who for each in pair for who in known.members(each)}
    one, other = ({board for board in BOARDS if each in on[board]} for each in pair)
    met = [
        {persons(told)[who] for board in boards for who in on[board] - apart_from_them}
        for boards in (one - other, other - one)
    ]
    if before.company:
        assert before.company == len(met[0] & met[1])


def test_a_decision_changes_the_fingerprint_and_another_who_or_why_does_not(tmp_path):
    held = [("p2", "a"), ("P3", "b")]
    prints = []
    for told in ([], [("p2", "P3", "same")], [("p2", "P3", "different")]):
        prints.append(dataset(tmp_path, held, told).fingerprint)
    assert len(set(prints)) == 3
    with (tmp_path / "matches.csv").open("w", encoding="utf-8") as file:
        file.write("a,b,verdict,who,why\np2,P3,different,Z. Y.,told by her neighbour\n")
    assert isp_graph.read(tmp_path).fingerprint == prints[2]
