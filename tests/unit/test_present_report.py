"""The report: the same bytes, in every size of dataset, and no person in the public edition."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import isp_graph
from isp_graph.datasets.privacy import personal_values
from isp_graph.datasets.read import read
from isp_graph.page.report import Report, report
from isp_graph.schema.resources import resource

ROOT = Path(__file__).resolve().parents[2]
MAP = json.loads((resource("data") / "bruxelles-2015" / "communes.geojson").read_text("utf-8"))
KEY = b"a key of the tests"
TOO_LARGE = 1_500_000

PACKAGE = Path(isp_graph.__file__).parent


def block(page: Report, name: str) -> Any:
    """Read a JSON block of a page."""
    found = re.search(rf'id="{name}">(.*?)</script>', page.html, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def dataset(folder: Path, **tables: str) -> Path:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def brussels() -> Report:
    return report(read("bruxelles-2015").current().pseudonymised(KEY), geometry=MAP)


@pytest.fixture(scope="module")
def demo() -> Report:
    return report(read("demo").current().pseudonymised(KEY), geometry=MAP)


@pytest.mark.parametrize(("name", "most"), [("brussels", 650_000), ("demo", 950_000)])
def test_a_shipped_page_is_small_and_asks_for_nothing(
    name: str, most: int, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(name)
    assert len(page.html.encode()) < most
    assert not re.search(r"""(src|href)\s*=\s*["'](?!#)""", page.html)
    assert not re.search(r"@import|url\((?!#)", page.html)
    assert "default-src 'none'" in page.html


PACKAGE = Path(isp_graph.__file__).parent


def test_no_byte_of_the_public_page_names_a_person(demo: Report) -> None:
    values = personal_values(read("demo"))
    assert len(values) > 300
    page = demo.html.casefold()
    as_json = json.dumps(demo.html).casefold()
    found = [value for value in values if value.casefold() in page or value.casefold() in as_json]
    assert found == []


def test_the_internal_edition_names_people_and_says_so() -> None:
    page = report(read("demo"), edition="internal")
    names = set(read("demo").table("people")["name"])
    assert any(set(people) & names for people in block(page, "page-data")["seats"].values())
    assert 'class="watermark"' in page.html


def test_no_script_takes_the_name_of_another() -> None:
    """The scripts of a page share their names, and the last of two functions would count."""
    named: dict[str, set[str]] = {}
    for script in PACKAGE.rglob("*.js"):
        declared = re.findall(
            r"^(?:function|const|let|class) (\w+)", script.read_text("utf-8"), re.M
        )
        assert len(declared) == len(set(declared)), script.name
        for name in declared:
            named.setdefault(name, set()).add(str(script.relative_to(PACKAGE)))
    twice = {frozenset(scripts) for scripts in named.values() if len(scripts) > 1}
    # A page has one of the two scenes.
    assert twice == {frozenset({"picture/organisations.js", "picture/groups.js"})}
    assert len(named) > 100


def test_five_facts_in_three_languages(brussels: Report) -> None:
    assert set(brussels.facts) == {"fr", "nl", "en"}
    assert {len(facts) for facts in brussels.facts.values()} == {5}
    assert not any("{" in fact for facts in brussels.facts.values() for fact in facts)


def test_a_gap_in_the_data_is_not_told_as_a_fact_about_the_region(brussels: Report) -> None:
    told = " ".join(brussels.facts["en"])
    # FeBISP and Evoliris are tied to classes of actors, and so is funding.
    assert "Evoliris and FeBISP" in told
    assert "known ties only with groups of actors, which do not count here" in told
    assert "no known tie with another named organisation" not in told
    # What the report's own tables make of meetings and zones is taken back by one of its limits.
    assert "follow" not in told
    assert "Nothing is known of 6 types of tie between named organisations" in told
    assert "no known tie left" in told
    limits = [limit[2] for limit in block(brussels, "page-data")["limits"]]
    assert any(limit.startswith("Between named organisations nothing is known") for limit in limits)


def test_what_cannot_be_shown_comes_first(brussels: Report) -> None:
    page = brussels.html
    assert page.index('id="limits"') < page.index('id="facts"') < page.index('id="data"')
    limits = block(brussels, "page-data")["limits"]
    assert len(limits) >= len(read("bruxelles-2015").settings.limits)


def test_a_prescribed_tie_is_not_an_observed_one(brussels: Report) -> None:
    kins = block(brussels, "network-data")["pairs"]["kins"]
    assert any("p" in kin for kin in kins)
    assert any("p" not in kin for kin in kins)


def test_nobody_is_left_out_of_the_picture(demo: Report) -> None:
    data, network = block(demo, "page-data"), block(demo, "network-data")
    count = len(data["organisations"])
    assert [len(network[key]) for key in ("x", "y", "size")] == [count] * 3
    assert len(set(zip(network["x"], network["y"], strict=True))) == count


def test_an_absent_answer_is_unknown_and_not_no(brussels: Report) -> None:
    practices = block(brussels, "page-data")["views"]["practices"]
    zones = block(brussels, "page-data")["zones"]
    west = practices["zones"].index([zone["id"] for zone in zones].index("O"))
    cells = [item["cells"][west] for topic in practices["topics"] for item in topic["items"]]
    assert cells
    assert set(map(str, cells)) == {"None"}
    alike = [row for row in practices["alike"] if practices["zones"][west] in row[:2]]
    assert all(row[2:] == [0, 0] for row in alike)


def test_texts_of_the_data_are_there_in_each_language(tmp_path: Path) -> None:
    told = read(
        dataset(
            tmp_path,
            organisations="id,name,zone,note,note_fr,note_nl,unknown_reason,unknown_reason_nl\n"
            "a,Alpha,Gent,moved,déménagé,verhuisd,left,vertrokken\nb,Beta,Gent,moved,,,,\n",
            ties="from,to,kind,role,role_fr,role_nl\na,b,partnership,training,formation,\n"
            "b,a,referral,training,formation,\na,b,funding,,subside,\n",
            meetings="id,name,name_nl,name_en\nm,Rencontre,Ontmoeting,Encounter\nn,Table,,\n",
            attendance="meeting,organisation\nm,a\nn,b\n",
        )
    )
    data = block(report(told), "page-data")
    strings = data["strings"]
    alpha, beta = data["organisations"]
    assert strings[alpha["note"]] == ["déménagé", "verhuisd", "moved"]
    assert strings[alpha["why"]] == ["left", "vertrokken", "left"]
    assert strings[beta["note"]] == "moved"
    assert [strings[row[3]] for row in data["ties"]] == [
        ["formation", "training", "training"],
        ["formation", "training", "training"],
        "subside",
    ]
    assert data["ties"][0][3] == data["ties"][1][3]
    names = [meeting["t"] for meeting in data["meetings"]]
    assert names == [["Rencontre", "Ontmoeting", "Encounter"], ["Table"] * 3]


def test_what_is_said_of_a_source_is_there_in_each_language(brussels: Report) -> None:
    report_of_2015, _ = block(brussels, "page-data")["settings"]["sources"]
    assert len(set(report_of_2015["about"])) == 3
    assert len(set(report_of_2015["title"])) == 1


TABLES = {
    "organisations": "id,name,zone\na,Alpha,Gent\nb,Beta,Namur\nc,Gamma,\n",
    "ties": "from,to,kind,modality\na,b,partnership,prescribed\n",
    "meetings": "id,name\nm,Rencontre\n",
    "attendance": "meeting,organisation\nm,a\nm,c\n",
    "people": "id,name\np,Fictive Personne\n",
    "mandates": "person,organisation\np,a\np,b\n",
    "practices": "id,topic,item,zone,value\nx,t,i,Gent,yes\ny,t,i,Namur,no\n",
}


@pytest.mark.parametrize("count", range(1, len(TABLES) + 1))
def test_each_table_added_makes_a_page(count: int, tmp_path: Path) -> None:
    chosen = dict(list(TABLES.items())[:count])
    data = read(dataset(tmp_path, **chosen)).pseudonymised(KEY)
    page = report(data, geometry=MAP)
    assert page.facts["en"]
    assert block(page, "page-data")["total"]["organisations"] == 3
    assert "Fictive Personne" not in page.html


@pytest.mark.parametrize("only", ["timeline", "isolated", "centrality"])
def test_a_section_alone_computes_what_it_shows(demo: Report, only: str) -> None:
    whole = block(demo, "page-data")
    page = report(read("demo").current().pseudonymised(KEY), geometry=MAP, only=only)
    alone = block(page, "page-data")
    assert alone["views"] == {only: whole["views"][only]}
    assert alone["limits"] == whole["limits"]


def test_no_organisation_at_all_makes_a_page(tmp_path: Path) -> None:
    page = report(read(dataset(tmp_path, organisations="id,name\n")))
    assert block(page, "network-data")["size"] == []


def test_without_a_known_layer_nobody_is_called_isolated(tmp_path: Path) -> None:
    page = report(read(dataset(tmp_path, organisations="id,name\na,Alpha\n")))
    assert "isol" not in " ".join(page.facts["fr"])
    unknown = block(page, "page-data")["views"]["isolated"]["status"]
    assert {code for codes in unknown.values() for code in codes} == {5}


def large(folder: Path, count: int) -> Report:
    rows = "".join(f"o{n:05},Organisation {n},{'NE' if n % 2 else 'S'}\n" for n in range(count))
    ties = "".join(f"o{n:05},o{n + 2:05},partnership\n" for n in range(0, 1200))
    return report(
        read(dataset(folder, organisations="id,name,zone\n" + rows, ties="from,to,kind\n" + ties))
    )


def test_above_two_thousand_groups_unfold(tmp_path: Path) -> None:
    page = large(tmp_path, 2100)
    data, drawn = block(page, "page-data"), block(page, "network-data")
    assert data["network"]["drawn"] == "groups"
    assert len(data["organisations"]) == len(drawn["size"]) == 2100
    assert len(drawn["pairs"]["a"]) == 1200
    zones, communities = drawn["divisions"]
    assert (zones["by"], communities["by"]) == ("zones", "communities")
    assert [group[2] for group in zones["groups"]] == [1050, 1050]
    assert sum(group[3] for group in zones["groups"]) == 2100 - 1202
    assert [group[4] for group in zones["groups"]] == [600, 600]
    assert len(page.html.encode()) < TOO_LARGE


def test_above_twelve_thousand_there_are_groups_only_and_lists_say_what_they_leave_out(
    tmp_path: Path,
) -> None:
    page = large(tmp_path, 12_100)
    data, drawn = block(page, "page-data"), block(page, "network-data")
    assert drawn["size"] == drawn["pairs"]["a"] == []
    (zones,) = drawn["divisions"]
    assert "x" not in zones
    assert [group[2] for group in zones["groups"]] == [6050, 6050]
    assert len(data["organisations"]) < data["total"]["organisations"] == 12_100
    # All with two neighbours are in the list of the best tied, though it has room for fewer.
    assert data["list_ties"] == {"centrality": ["all", 1198], "isolated": ["some", 10_898]}
    assert len(page.html.encode()) < TOO_LARGE
