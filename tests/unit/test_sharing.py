"""Shared administrators and meetings, as a user asks for them."""

import csv
import json
import random
import time
import tomllib
from itertools import combinations

import pytest

import isp_graph
from isp_graph.chance import null_models as sharing
from isp_graph.cli.main import entry
from isp_graph.errors import UsageError
from isp_graph.questions.boards.terminal import interlocks_sentence
from isp_graph.schema.resources import resource

PLANTED = tomllib.loads((resource("data") / "demo" / "planted.toml").read_text("utf-8"))
VIEWS = {
    "interlocks": (
        [],
        ["--people"],
        ["--two-mode"],
        ["--depends"],
        ["--represented"],
        ["--null", "fdsm", "--draws", "5"],
        ["--null", "hypergeometric", "--correction", "holm", "--damped"],
        ["--layer", "boards-directors"],
    ),
    "meetings": (
        [],
        ["--load"],
        ["--cover"],
        ["--delegate"],
        ["--absent"],
        ["--stopped", "2012"],
        ["--null", "fdsm", "--draws", "5"],
    ),
}
ALL = [(command, view) for command, views in VIEWS.items() for view in views]


@pytest.fixture(scope="module")
def demo():
    return isp_graph.read("demo")


def write(folder, **tables):
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


@pytest.fixture
def small(tmp_path):
    """Hold three boards, one person on all, and somebody who sits for an organisation."""
    return write(
        tmp_path / "small",
        organisations="id,name\na,A\nb,B\nc,C\nd,D\ne,<script>é\n",
        mandates="person,organisation,role,capacity,represents\n"
        "p,a,president,volunteer,\np,a,treasurer,volunteer,\np,b,member,director,\n"
        "p,c,member,volunteer,\nq,a,member,volunteer,\nq,b,member,volunteer,\n"
        "r,d,member,,\ns,d,member,,a\ns,b,member,,\n",
        meetings="id,name,per_year,hours\nm,M,2,3\nn,N,4,\no,O,1,1\n",
        attendance="meeting,organisation,role,end\nm,a,animates,\nm,b,,\nm,c,,\nn,a,,\nn,b,,\n"
        "o,d,,2012\n",
    )


def test_a_pair_by_hand(small):
    rows = isp_graph.interlocks(isp_graph.read(small), damped=True).rows
    found = {(row["a"], row["b"]): row for row in rows}
    assert {pair: row["shared"] for pair, row in found.items()} == {
        ("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1,
    }  # fmt: skip
    # s sits on b herself and on d for a: no interlock of b and d, nor of a and d.
    assert found["a", "b"]["damped"] == 1.5
    assert found["a", "c"]["damped"] == 0.5
    assert (found["a", "b"]["volunteers"], found["a", "b"]["directors"]) == (1, 1)
    assert all(row["p_adjusted"] <= 1 for row in rows)


def test_the_tests_are_all_pairs_of_boards_that_are_not_empty(small):
    result = isp_graph.interlocks(isp_graph.read(small))
    assert result.basis.parameters["tests"] == 6  # a, b, c, d; nobody is known to sit on e
    assert result.how is not None
    assert result.how.values["correction"] == "Benjamini-Hochberg"


def test_people_and_representatives_are_told_apart(small):
    data = isp_graph.read(small)
    people = {row["person"]: row for row in isp_graph.administrators(data).rows}
    assert people["p"]["organisations"] == ["a", "b", "c"]
    assert people["p"]["capacities"] == ["director", "volunteer"]
    assert [person for person, row in people.items() if row["linker"]] == ["p", "q"]
    assert people["s"]["organisations"] == ["b"]
    seats = isp_graph.represented_seats(data).rows
    assert [(row["organisation"], row["board"], row["person"]) for row in seats] == [
        ("a", "d", "s")
    ]


def test_what_depends_on_one_person(small):
    rows = {
        row["person"]: row for row in isp_graph.dependence_on_people(isp_graph.read(small)).rows
    }
    assert (rows["p"]["pairs_lost"], rows["p"]["components_added"]) == (2, 1)
    assert rows["p"]["organisations_isolated"] == 1
    assert (rows["q"]["pairs_lost"], rows["q"]["components_added"]) == (0, 0)


def test_two_modes_keep_every_organisation(small):
    rows = isp_graph.two_mode_centrality(isp_graph.read(small)).rows
    found = {row["node"]: row for row in rows if row["mode"] == "organisation"}
    assert list(found) == ["a", "b", "c", "d", "e"]
    assert found["a"]["degree"] == 0.5  # p and q, of p, q, r, s
    assert [found[node]["linked"] for node in "abcde"] == [True, True, True, False, None]


def test_mechanisms_are_layers(small, demo):
    data = isp_graph.read(small)
    pairs = {
        name: [row[:2] for row in isp_graph.layer(data, name).edges.iter_rows()]
        for name in ("boards-volunteers", "boards-directors", "boards-office")
    }
    assert pairs == {
        "boards-volunteers": [("a", "b"), ("a", "c")],
        "boards-directors": [("a", "b"), ("a", "c"), ("b", "c")],
        "boards-office": [],
    }
    members = demo.at().evidence("ties").filter(kind="membership")
    fed = set(members.filter(to="fed")["from"])
    edges = {row[:2] for row in isp_graph.layer(demo, "co-membership").edges.iter_rows()}
    assert set(combinations(sorted(fed), 2)) <= edges


def test_the_planted_clique_is_what_chance_explains_least(demo):
    rows = sorted(isp_graph.interlocks(demo).rows, key=lambda row: row["p_value"])
    pairs = set(combinations(PLANTED["clique"]["organisations"], 2))
    assert {(row["a"], row["b"]) for row in rows[: len(pairs)]} == pairs
    assert rows[len(pairs) - 1]["p_value"] < rows[len(pairs)]["p_value"] / 5
    people = PLANTED["clique"]["people"]
    depends = {row["person"]: row for row in isp_graph.dependence_on_people(demo).rows}
    # Each of the two holds the clique without the other.
    assert all(depends[person]["pairs_lost"] == 0 for person in people)
    assert all(
        depends[person]["organisations"] == PLANTED["clique"]["organisations"] for person in people
    )


def test_the_planted_meetings_are_found_and_no_others(demo):
    rows = isp_graph.meetings(demo).rows
    planted = tuple(PLANTED["same_meeting"]["meetings"])
    assert [(row["a"], row["b"]) for row in rows if row["same"]] == [planted]
    assert [(row["a"], row["b"]) for row in rows if row["kept"]] == [planted]


def test_meetings_by_hand(small):
    data = isp_graph.read(small).at("2015")
    (row,) = isp_graph.meetings(data).rows
    assert (row["a"], row["b"], row["shared"]) == ("m", "n", 2)
    assert (row["jaccard"], row["overlap"]) == (2 / 3, 1.0)
    assert (row["hours_a"], row["hours_b"]) == (6.0, None)


def test_unknown_hours_are_told_and_not_zero(small):
    rows = {
        row["organisation"]: row
        for row in isp_graph.meeting_load(isp_graph.read(small).at("2015")).rows
    }
    assert (rows["a"]["hours_per_year"], rows["a"]["hours_unknown"]) == (6.0, 1)
    assert (rows["d"]["meetings"], rows["d"]["last"]) == (0, "2012-01-01")
    (small / "meetings.csv").write_text("id,name\nm,M\nn,N\no,O\n", "utf-8")
    rows = {
        row["organisation"]: row
        for row in isp_graph.meeting_load(isp_graph.read(small).at("2015")).rows
    }
    assert rows["a"]["hours_per_year"] is None
    assert rows["e"]["hours_per_year"] == 0.0


def test_who_may_attend_unknown_to_us_has_no_number(small):
    (small / "dataset.toml").write_text('incomplete = ["attendance"]\n', "utf-8")
    rows = {
        row["organisation"]: row
        for row in isp_graph.meeting_load(isp_graph.read(small).at("2015")).rows
    }
    assert (rows["e"]["meetings"], rows["e"]["hours_per_year"]) == (None, None)
    assert rows["a"]["meetings"] == 2


def test_who_stopped(small):
    data = isp_graph.read(small).at("2015")
    assert [row["organisation"] for row in isp_graph.stopped_attending(data, "2012").rows] == ["d"]
    assert isp_graph.stopped_attending(data, "2012-01-02").rows == []


def test_who_could_stand_for_whom(small):
    rows = isp_graph.delegations(isp_graph.read(small).at("2015")).rows
    found = {(row["organisation"], row["meeting"]): row["delegate"] for row in rows}
    # a animates m; c meets the others nowhere else.
    assert found == {("b", "m"): "a", ("a", "n"): "b", ("b", "n"): "a"}


def test_the_cover_keeps_the_ties_of_meetings_alone(small):
    # a, b and c share p: only the tie of d with somebody would be of meetings alone.
    result = isp_graph.meeting_cover(isp_graph.read(small).at("2015"))
    assert result.basis.parameters["ties"] == 0
    assert not any(row["kept"] for row in result.rows)
    (small / "mandates.csv").unlink()
    result = isp_graph.meeting_cover(isp_graph.read(small).at("2015"))
    assert [row["meeting"] for row in result.rows if row["kept"]] == ["m"]
    assert (result.basis.parameters["bound"], result.basis.parameters["proven"]) == (1, True)


def test_the_cover_of_the_demonstration_loses_no_tie(demo):
    kept = {row["meeting"] for row in isp_graph.meeting_cover(demo).rows if row["kept"]}
    meetings = isp_graph.layer(demo, "meetings")
    network = meetings.two_mode
    assert network is not None
    met: set = set()
    for top, row in zip(network.top, network.matrix.toarray(), strict=True):
        there = [node for node, attends in zip(network.nodes, row, strict=True) if attends]
        met.update(combinations(there, 2) if top in kept else ())
    tied = {row[:2] for row in meetings.edges.iter_rows()}
    layers = {row[:2]: row[2] for row in isp_graph.layer(demo, "all").edges.iter_rows()}
    alone = {pair for pair in tied if layers[pair] == 1}
    assert len(alone) == 762
    assert alone <= met


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"null": "ssdm"}, "null ssdm"),
        ({"correction": "bonferroni"}, "correction bonferroni"),
        ({"alpha": 0}, "alpha 0"),
        ({"alpha": float("nan")}, "alpha nan"),
        ({"draws": 0, "null": "fdsm"}, "draws 0"),
        ({"seed": -1}, "seed -1"),
    ],
)
def test_options_out_of_range_are_refused(demo, arguments, told):
    for question in (isp_graph.interlocks, isp_graph.meetings):
        with pytest.raises(UsageError, match=told):
            question(demo, **arguments)


def test_other_refusals(demo):
    with pytest.raises(UsageError, match="layers meetings"):
        isp_graph.interlocks(demo, "meetings")
    with pytest.raises(UsageError, match="same 2"):
        isp_graph.meetings(demo, same=2)
    with pytest.raises(UsageError, match="seconds 0"):
        isp_graph.meeting_cover(demo, seconds=0)
    with pytest.raises(UsageError, match="no date"):
        isp_graph.stopped_attending(demo, "tomorrow")


def test_rewirings_are_made_until_no_decision_can_change(demo):
    # Without a correction all pairs are kept, far from the edge; with it, some may be rarer yet.
    far = isp_graph.interlocks(demo, alpha=0.9, correction="none").basis.parameters
    assert (far["null"], far["draws"], far["most_draws"]) == ("fdsm", 1000, 100_000)
    assert isp_graph.interlocks(demo).basis.parameters["draws"] == 100_000
    few = isp_graph.interlocks(demo, draws=40)
    assert few.basis.parameters["draws"] == 40
    assert few.frame.equals(isp_graph.interlocks(demo, draws=40).frame)


def test_both_editions_draw_the_same(demo):
    masked = demo.pseudonymised(b"key of a test, long enough to be one")
    one, other = (isp_graph.interlocks(data, draws=1000).frame for data in (demo, masked))
    assert one.equals(other)


@pytest.mark.parametrize(("command", "view"), ALL)
def test_every_view_answers_on_data_that_has_nothing(command, view, tmp_path, capfd):
    for text in ("id,name\n", "id,name\na,A\n", "id,name\né,“x”\n'a,b',<script>\n"):
        folder = write(tmp_path / "bare", organisations=text)
        for form in ("table", "json", "csv"):
            assert entry([command, str(folder), *view, "--format", form, "--lang", "en"]) == 0
    out, err = capfd.readouterr()
    assert "It would take" in out + err


@pytest.mark.parametrize(("command", "view"), ALL)
def test_every_view_answers_in_each_language_and_names_nobody(command, view, capfd):
    people = {row["name"] for row in isp_graph.read("demo").table("people").to_dicts()}
    for language in ("fr", "nl", "en"):
        assert entry([command, "demo", *view, "--lang", language]) == 0
        out, err = capfd.readouterr()
        assert not any(name in out + err for name in people)
    assert entry([command, "demo", *view, "--format", "json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert told["question"] == command
    assert told["rows"]


def test_the_internal_edition_names_people(capfd):
    assert entry(["interlocks", "demo", "--people", "--edition", "internal"]) == 0
    assert "Denkbeeldaert" in capfd.readouterr().out


@pytest.mark.parametrize("view", [view for view in VIEWS["interlocks"] if len(view) < 2])
def test_boards_of_which_nobody_is_known_are_not_told_as_unlinked(view, capsys):
    assert entry(["interlocks", "bruxelles-2015", *view, "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Actiris" not in said
    assert said.splitlines()[-1] == "Nothing to show."
    if view != ["--represented"]:
        assert said.startswith("These data name nobody who sits on a board")


def test_the_shipped_report_names_no_administrator(capfd):
    assert entry(["interlocks", "bruxelles-2015", "--lang", "nl"]) == 0
    out, _ = capfd.readouterr()
    assert out.startswith("Deze gegevens noemen niemand")


@pytest.fixture(scope="module")
def firms(tmp_path_factory):
    """Hold 400 fictional firms and 1,800 seats; thirty firms have none."""
    folder = tmp_path_factory.mktemp("firms")
    rng = random.Random(1976)
    ids = [f"f{number:03d}" for number in range(400)]
    seated = sorted(rng.sample(ids, 370))
    people = [f"p{number:04d}" for number in range(1500)]
    seats = {(f"p{number:04d}", firm) for number, firm in enumerate(seated)}
    while len(seats) < 1800:
        seats.add((people[int(1500 * rng.random() ** 1.3)], rng.choice(seated)))
    tables: dict[str, list] = {
        "organisations": [("id", "name", "zone"), *((i, f"Firm {i}", "Gent") for i in ids)],
        "people": [("id", "name"), *((person, f"Nobody {person}") for person in people)],
        "mandates": [("person", "organisation"), *sorted(seats)],
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def test_a_board_list_from_elsewhere_is_answered_in_seconds(firms):
    begun = time.perf_counter()
    data = isp_graph.read(firms)
    pairs = isp_graph.interlocks(data)
    nodes = isp_graph.two_mode_centrality(data).rows
    isp_graph.dependence_on_people(data)
    assert time.perf_counter() - begun < 30  # seconds on a quiet machine
    assert pairs.basis.parameters["tests"] == 370 * 369 // 2
    organisations = [row for row in nodes if row["mode"] == "organisation"]
    assert len(organisations) == 400
    assert sum(row["linked"] is None for row in organisations) == 30
    boards: dict = {}
    for row in isp_graph.administrators(data).rows:
        for a, b in combinations(row["organisations"], 2):
            boards[a, b] = boards.get((a, b), 0) + 1
    assert {(row["a"], row["b"]): row["shared"] for row in pairs.rows} == boards


@pytest.mark.parametrize("view", [[], ["--cover"], ["--delegate"], ["--stopped", "2012"]])
def test_meetings_are_named_in_the_language_of_the_reader(view, capsys):
    assert entry(["meetings", "demo", *view, "--lang", "nl", "--quiet"]) == 0
    told = capsys.readouterr().out
    assert "Zonale commissie" in told
    assert "Commission zonale" not in told


def test_no_pair_is_never_told_where_the_draws_could_not_have_shown_one(demo):
    few = isp_graph.interlocks(demo, null="fdsm", draws=20)
    assert not few.frame["kept"].any()
    said = interlocks_sentence(few, "en")
    assert "cannot be told: with 20 draws" in said
    assert f"{few.basis.parameters['tests']:,} pairs tested" in said
    assert "Of none is it shown" in interlocks_sentence(isp_graph.interlocks(demo), "en")
    average = interlocks_sentence(isp_graph.interlocks(demo, null="sdsm"), "en")
    assert "(SDSM) is cautious" in average


@pytest.mark.parametrize("null", ["fdsm", "sdsm", "hypergeometric"])
def test_no_pair_is_never_told_of_boards_too_small_to_show_one(null, tmp_path):
    seats = [("p1", "a"), ("p1", "b"), ("p2", "b"), ("p3", "c"), ("p4", "d")]
    folder = write(
        tmp_path / "small",
        organisations="id,name\na,A\nb,B\nc,C\nd,D\n",
        people="id,name\n" + "".join(f"p{n},P {n}\n" for n in range(1, 5)),
        mandates="person,organisation\n" + "".join(f"{p},{o}\n" for p, o in seats),
    )
    said = interlocks_sentence(isp_graph.interlocks(isp_graph.read(folder), null=null), "en")
    assert "cannot be told: even pairs with as many people in common as possible" in said
    assert "Of none" not in said


def test_large_boards_are_held_against_averages_and_the_reader_is_told(firms, monkeypatch):
    monkeypatch.setattr(sharing, "AFFORDABLE", 100)
    found = isp_graph.interlocks(isp_graph.read(firms))
    assert found.basis.parameters["null"] == "sdsm"
    assert "(SDSM) is cautious" in interlocks_sentence(found, "en")


def test_a_hundred_thousand_rewirings_of_400_firms_take_seconds(firms):
    data = isp_graph.read(firms)
    begun = time.process_time()
    found = isp_graph.interlocks(data)
    assert time.process_time() - begun < 20  # four on a quiet machine
    assert found.basis.parameters["null"] == "fdsm"
    assert found.basis.parameters["draws"] == 100_000
