"""What the views of ties hold: matrices, boards, meetings, and what each leaves out and says."""

from pathlib import Path
from typing import Any

import pytest

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.read import read
from isp_graph.present.numbered import Strings
from isp_graph.present.section import Answers, Context
from isp_graph.present.wording import printed
from isp_graph.questions.boards import seat_records
from isp_graph.questions.boards import section as boards
from isp_graph.questions.homophily import section as homophily
from isp_graph.questions.meetings import section as meetings
from isp_graph.texts import text

KEY = b"a key of the tests"
ORGANISATIONS = "id,name,zone,sectors\na,Alpha,NE,horeca\nb,Beta,NE,\nc,Gamma,S,\nd,Delta,S,\n"


def asked(data: Dataset, *, named: bool = False, most: int | None = None) -> Context:
    """Ask for a view of a dataset; ``most`` organisations are in the page's lists."""
    listed = data.organisations["id"].sort().to_list()[:most]
    places = {node: place for place, node in enumerate(listed)}
    return Context(Answers(data), places, {}, {}, Strings(), named)


def folder(path: Path, **tables: str) -> Dataset:
    (path / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    for name, rows in tables.items():
        (path / f"{name}.csv").write_text(rows, encoding="utf-8")
    return read(path).current()


@pytest.fixture(scope="module")
def demo() -> Dataset:
    return read("demo").current().pseudonymised(KEY)


@pytest.fixture(scope="module")
def mixed(demo: Dataset) -> dict[str, Any]:
    return homophily.section(asked(demo))


def test_a_matrix_counts_each_tie_once(tmp_path: Path) -> None:
    data = folder(
        tmp_path, ties="from,to,kind\na,b,partnership\na,c,partnership\nc,d,partnership\n"
    )
    told = homophily.section(asked(data))
    cells = told["matrix"]["partnerships"]["zone"]["cells"]
    # Two of three ties stay in their zone; of six ends, three are in each.
    assert [cell[:4] for cell in cells] == [[0, 0, 1, 0.75], [0, 1, 1, 1.5], [1, 1, 1, 0.75]]
    assert told["by"][0]["groups"] == [
        ["Nord-Est", "Noordoost", "North-East"],
        ["Sud", "Zuid", "South"],
    ]
    [row] = [row for row in told["rows"] if (row["layer"], row["by"]) == ("partnerships", 0)]
    assert (row["ties"], row["unknown"], row["blank"]) == (3, 0, 0)
    assert row["assortativity"][0] == pytest.approx(1 / 3, abs=1e-3)
    assert row["ei"][0] == pytest.approx(-1 / 3, abs=1e-3)
    assert row["within"][0] == pytest.approx(2 / 3, abs=1e-3)
    assert row["verdict"] == "few_ties"
    assert told["model"] is None


def test_an_attribute_that_is_hardly_known_is_told_first() -> None:
    told = homophily.section(asked(read("bruxelles-2015").current()))
    assert any(
        "« secteur »" in note[0].replace("\u00a0", " ")
        and "une seule organisation sur 63" in note[0]
        for note in told["notes"]
    )
    by_name = {each["by"]: each for each in told["said"]}
    assert not by_name["sector"]["told"]
    assert by_name["zone"]["told"]
    # Meetings are known of few, and the sentence that judges them says so.
    assert "18 of 63 organisations" in by_name["zone"]["t"][0][2]
    assert not any(row["by"] == 1 for row in told["rows"])


def test_measures_of_incomplete_tables_are_said_to_be_so(demo: Dataset) -> None:
    said = printed(text("homophily.incomplete", "en"))
    partial = homophily.section(asked(read("bruxelles-2015").current()))
    whole = homophily.section(asked(demo))
    assert said in [note[2] for note in partial["notes"]]
    assert said not in [note[2] for note in whole["notes"]]


def test_ties_of_the_demonstration_follow_the_sector(mixed: dict[str, Any]) -> None:
    zone, sector = mixed["said"]
    assert (zone["by"], sector["by"]) == ("zone", "sector")
    assert sector["t"][0][2].startswith("All 4 types of tie that can be judged follow the sector")
    assert zone["t"][0][2].startswith("3 of the 6 types of tie")
    model = {(row["layer"], row["term"][2]): row["p_value"] for row in mixed["model"]["rows"]}
    assert model["partnerships", "same sector"] <= 0.05 < model["partnerships", "same zone"]
    assert "1,000 draws" in mixed["methods"][0][2]
    assert "1,000 draws" in mixed["methods"][1][2]


def test_nothing_is_drawn_of_a_large_dataset(
    demo: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homophily, "DRAWN_LIMIT", 100)
    monkeypatch.setattr(homophily, "LARGEST", 100)
    monkeypatch.setattr(homophily, "GROUPS_SHOWN", 3)
    monkeypatch.setattr(homophily, "MOST_VALUES", 7)
    told = homophily.section(asked(demo))
    assert told["draws"] == 0
    assert told["model"] is None
    assert {row["p"] for row in told["rows"]} == {None}
    assert {row["verdict"] for row in told["rows"]} <= {"no_null", "few_ties", "cannot_tell"}
    # What was not computed says so, and how to get it, never that data lack.
    assert "the command isp-graph homophily does it" in told["said"][0]["t"][0][2]
    assert [each["id"] for each in told["by"]] == ["zone"]
    assert "isp-graph homophily --by sector" in told["notes"][-1][2]
    matrix = told["matrix"]["meetings"]["zone"]
    assert len(matrix["groups"]) == 3
    assert {end for cell in matrix["cells"] for end in cell[:2]} <= set(matrix["groups"])


def test_a_model_that_takes_too_long_is_left_to_the_command(
    demo: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homophily, "PATIENCE", 0)
    told = homophily.section(asked(demo))
    assert told["model"] is None
    assert "1,000 draws" in told["methods"][0][2]
    assert "isp-graph homophily --model" in text("homophily.model_not", "en")


def test_without_organisations_there_is_no_matrix(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text("id,name\n", encoding="utf-8")
    told = homophily.section(asked(read(tmp_path).current()))
    assert told["rows"] == []


def test_no_pair_of_the_demonstration_is_kept_and_the_least_likely_are_set_off(
    demo: Dataset,
) -> None:
    told = boards.section(asked(demo))
    likely = [row[4] for row in told["pairs"]]
    assert likely == sorted(likely)
    # The fifth is less likely than the sixth.
    assert (told["of"], told["kept"], told["bold"]) == (81, 0, 5)
    assert told["bold_tie"] is None
    assert likely[boards.LEAST_LIKELY - 1] < likely[boards.LEAST_LIKELY]
    ends = {end for row in told["pairs"] for end in row[:2]}
    assert {node[0] for node in told["nodes"]} == ends
    assert told["people"] is None
    assert {told["who"][row[0]][:2] for row in told["depends"]["rows"]} == {"P-"}


def test_pairs_kept_are_the_ones_set_off(tmp_path: Path) -> None:
    people = "".join(f"p{n},Personne {n}\n" for n in range(60))
    # Six people sit together on two boards; everybody else sits alone somewhere.
    seats = [f"p{n},{board}" for n in range(6) for board in "ab"]
    seats += [f"p{n},{'cd'[n % 2]}" for n in range(6, 60)] + ["p6,a", "p7,b"]
    text = "person,organisation\n" + "\n".join(seats) + "\n"
    data = folder(tmp_path, people="id,name\n" + people, mandates=text)
    told = boards.section(asked(data, named=True))
    kept = [row[:3] for row in told["pairs"] if row[6]]
    assert kept == [[0, 1, 6]]
    assert told["pairs"][0][:3] == [0, 1, 6]
    assert told["bold"] == told["kept"] == 1
    assert told["people"]["of"] == 60
    assert len(told["people"]["rows"][0][2]) == 2


def test_a_person_who_is_no_pseudonym_is_not_named_in_public(tmp_path: Path) -> None:
    tables = {
        "people": "id,name\np,Fictive Personne\n",
        "mandates": "person,organisation,represents\np,a,\np,b,\np,c,d\n",
    }
    data = folder(tmp_path, **tables)
    public = boards.section(asked(data))
    assert "Fictive" not in str(public)
    assert public["depends"]["rows"] == [[0, 1, 1, 2, 0, [0, 1]]]
    assert public["represented"]["rows"] == [[3, 2, 0, None]]
    assert public["who"] == [None]
    internal = boards.section(asked(data, named=True))
    assert internal["who"] == ["Fictive Personne"]


SEATS = """person,organisation,represents,role,start,source,certainty
p1,a,,chair,2010,minutes L1,probable
p1,b,,,2012-03,minutes L2,
p2,a,,,,minutes L3,
p3,c,d,,,minutes L4,
,b,c,,,minutes L5,
"""


def test_seats_are_listed_with_their_records(tmp_path: Path) -> None:
    people = "id,name\n" + "".join(f"p{n},Personne {n}\n" for n in (1, 2, 3))
    query = asked(folder(tmp_path, people=people, mandates=SEATS), named=True)
    told = boards.section(query)
    text = query.strings.all
    read_back = [
        [
            None if person is None else told["who"][person],
            *places,
            *(None if each is None else text[each] for each in about),
        ]
        for person, *places, about in ([*row[:3], row[3:8]] for row in told["seats"])
    ]
    # Who sits alone on a board ties nobody, but is listed among the people.
    assert read_back == [
        ["Personne 1", 0, None, "chair", "2010", None, "minutes L1", "probable"],
        ["Personne 1", 1, None, None, "2012-03", None, "minutes L2", None],
        ["Personne 2", 0, None, None, None, None, "minutes L3", None],
        ["Personne 3", 2, 3, None, None, None, "minutes L4", None],
        [None, 1, 2, None, None, None, "minutes L5", None],
    ]
    public = boards.section(asked(query.data))
    assert [row[:2] for row in public["seats"]] == [[0, 0], [0, 1], [1, 2], [None, 1]]


def test_where_there_is_no_room_for_seats_people_keep_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seat_records, "EVIDENCE_LIMIT", 1)
    people = "id,name\n" + "".join(f"p{n},Personne {n}\n" for n in (1, 2, 3))
    told = boards.section(asked(folder(tmp_path, people=people, mandates=SEATS), named=True))
    assert len(told["seats"]) == 1
    assert told["who"] == ["Personne 1", "Personne 2", "Personne 3"]


def test_boards_of_a_large_dataset_are_not_held_against_chance(
    demo: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "TESTED_LIMIT", 100)
    monkeypatch.setattr(boards, "PAIRS_SHOWN", 7)
    told = boards.section(asked(demo))
    assert not told["tested"]
    assert told["of"] == 81
    assert [row[2] for row in told["pairs"]] == [2] * 10
    assert told["tie"] == ["all", 10]
    assert {value for row in told["pairs"] for value in row[3:]} == {None}
    assert told["methods"] == []
    assert told["depends"] == {"rows": [], "of": None}


def test_boards_that_nobody_knows_are_told_first() -> None:
    told = boards.section(asked(read("bruxelles-2015").current()))
    assert "mandates" in told["notes"][0][0]
    assert told["pairs"] == told["nodes"] == told["depends"]["rows"] == []


def test_the_planted_pair_of_meetings_is_found_and_only_that(demo: Dataset) -> None:
    told = meetings.section(asked(demo))
    listed = demo.table("meetings")["id"].sort().to_list()
    same = [(listed[row[0]], listed[row[1]]) for row in told["pairs"] if row[6]]
    assert same == [("social-c", "table-c")]
    assert told["pairs"][0][6] == 1
    assert {row[0] for row in told["pairs"]} <= set(told["matrix"])


def test_unknown_hours_are_not_zero(tmp_path: Path) -> None:
    data = folder(
        tmp_path,
        meetings="id,name,per_year,hours\nm,Known,4,2.5\nn,Unknown,4,\n",
        attendance="meeting,organisation\nm,a\nn,a\nn,b\nm,c\n",
    )
    told = meetings.section(asked(data))
    assert told["load"]["rows"] == [[0, 2, 10, 1], [2, 1, 10, 0], [1, 1, None, 1]]
    assert told["load"]["unknown"] == 2
    assert told["absent"]["rows"] == [[3, None]]
    assert told["silent"] == 0
    assert [row[:4] for row in told["pairs"]] == [[0, 1, 1, 0.3333]]
    assert told["pairs"][0][7:] == [10, None]


def test_unknown_hours_are_counted_beyond_the_rows_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meetings, "ROWS_SHOWN", 1)
    data = folder(
        tmp_path,
        meetings="id,name,per_year,hours\nm,Known,4,2.5\nn,Unknown,4,\n",
        attendance="meeting,organisation\nm,a\nm,d\nn,b\nn,c\nn,d\n",
    )
    told = meetings.section(asked(data))["load"]
    assert told["rows"] == [[3, 2, 10, 1]]
    assert (told["of"], told["unknown"]) == (4, 3)


def test_absence_is_not_told_where_attendance_is_incomplete() -> None:
    told = meetings.section(asked(read("bruxelles-2015").current()))
    assert told["absent"] == {"rows": [], "of": 0}
    assert told["silent"] == 45
    assert "« Participation »" in told["notes"][0][0].replace("\u00a0", " ")


def test_many_meetings_are_cut_and_told(demo: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meetings, "MATRIX_SHOWN", 4)
    monkeypatch.setattr(meetings, "ROWS_SHOWN", 5)
    told = meetings.section(asked(demo))
    assert len(told["matrix"]) == 4
    assert told["cut"]
    assert [row[4] for row in told["delegate"]["rows"]] == [20] * 9
    assert (told["delegate"]["of"], told["delegate"]["tie"]) == (174, ["all", 9])
    monkeypatch.setattr(meetings, "TESTED_LIMIT", 10)
    told = meetings.section(asked(demo))
    assert (told["limit"], told["pairs"], told["matrix"]) == (10, [], [])


def test_who_is_not_in_the_lists_of_the_page_is_not_shown(demo: Dataset) -> None:
    few = asked(demo, most=40)
    told = [boards.section(few), meetings.section(few)]
    assert told[0]["pairs"]
    assert max(end for row in told[0]["pairs"] for end in row[:2]) < 40
    assert max(row[0] for row in told[1]["load"]["rows"]) < 40
    assert len(told[1]["load"]["rows"]) < told[1]["load"]["of"]
