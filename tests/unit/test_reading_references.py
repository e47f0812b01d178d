"""Names and ids in any spelling; absent tables built; shortcuts; duplicates; contradictions."""

from pathlib import Path

import polars as pl
import pytest

import isp_graph
from isp_graph.datasets.dataset import Dataset

ZONES = "id,name_fr,name_nl\nNE,Nord-Est,Noordoost\nS,Sud,Zuid\nO,Ouest,West\n"
COMMUNES = "id,name_fr,name_nl,zone\n21014,Saint-Josse-ten-Noode,,NE\n21015,Schaerbeek,,NE\n"


def make(folder: Path, **tables: str) -> Dataset:
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return isp_graph.read(folder)


def codes(data: Dataset) -> list[str]:
    return [entry.code for entry in data.findings]


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("NE", "NE"),
        ("ne", "NE"),
        ("zone Noordoost", "NE"),
        ("Zone ISP Nord-Est", "NE"),
        ("nord est", "NE"),
        ("North-East", "NE"),
        ("Zuid", "S"),
        ("Z", "S"),
        ("zone ouest", "O"),
    ],
)
def test_zones_by_any_name(tmp_path: Path, own: bool, text: str, meant: str) -> None:
    tables = {"zones": ZONES} if own else {}
    data = make(tmp_path, organisations=f"id,name,zone\na,A,{text}\n", **tables)
    assert data.tables["organisations"]["zone"].to_list() == [meant]
    assert codes(data) == ([] if own else ["table_built"])


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("St-Josse", "21014"),
        ("sint joost", "21014"),
        ("SCHAARBEEK", "21015"),
        ("Schaerbeek ", "21015"),
        ("21015", "21015"),
    ],
)
def test_communes_by_any_name(tmp_path: Path, own: bool, text: str, meant: str) -> None:
    tables = {"communes": COMMUNES, "zones": ZONES} if own else {}
    data = make(tmp_path, organisations=f"id,name,commune\na,A,{text}\n", **tables)
    assert data.tables["organisations"]["commune"].to_list() == [meant]
    assert data.organisations["seat_zone"].to_list() == ["NE"]
    assert codes(data) == ([] if own else ["table_built", "table_built"])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Préformation", "preformation"),
        ("vooropleiding", "preformation"),
        ("pre-training", "preformation"),
        ("PREFORMATION", "preformation"),
        ("Remise à niveau", "remise_a_niveau"),
    ],
)
def test_steps_by_any_name(tmp_path: Path, text: str, meant: str) -> None:
    offers = f"id,organisation,step\no,a,{text}\n"
    data = make(tmp_path, organisations="id,name\na,A\n", offers=offers)
    assert data.tables["offers"]["step"].to_list() == [meant]
    assert data.tables["steps"]["skippable"].to_list() == [True]


def test_own_names_count_before_those_of_brussels(tmp_path: Path) -> None:
    data = make(
        tmp_path,
        organisations="id,name,zone\na,A,Sud\nb,B,Nord\nc,C,NE\n",
        zones="id,name_fr\nZ1,Nord-Est\nZ2,Sud\nZ3,Nord\n",
    )
    assert data.tables["organisations"]["zone"].to_list() == ["Z2", "Z3", "Z1"]
    assert codes(data) == []


def test_communes_that_are_built_lie_in_the_zones_there_are(tmp_path: Path) -> None:
    data = make(
        tmp_path,
        organisations="id,name,commune\na,A,Schaerbeek\nb,B,Uccle\n",
        zones="id,name_fr\nnord-est,Nord-Est\n",
    )
    zones = dict(data.tables["communes"].select("name_fr", "zone").iter_rows())
    assert zones == {"Schaerbeek": "nord-est", "Uccle": None}


def test_a_name_that_two_entries_share_names_neither(tmp_path: Path) -> None:
    data = make(
        tmp_path,
        organisations="id,name,sectors\na,A,Bois\nb,B,s2\n",
        sectors="id,name_fr\ns1,Bois\ns2,Bois\n",
    )
    assert data.tables["organisation_sectors"].rows()[0][:2] == ("b", "s2")
    assert codes(data) == ["unknown_optional_reference"]


def test_organisations_are_referred_to_by_id_alone(tmp_path: Path) -> None:
    data = make(
        tmp_path, organisations="id,name\na,Alpha\n", ties="from,to,kind\na,Alpha,referral\n"
    )
    assert codes(data) == ["unknown_reference"]
    assert data.tallies["ties"].refused == 1


def test_a_list_of_firms_by_city(tmp_path: Path) -> None:
    firms = "id,name,zone\na,A,Paris\nb,B,Lyon\nc,C,Paris\nd,D,\n"
    data = make(tmp_path, organisations=firms)
    assert data.tables["organisations"]["zone"].to_list() == ["Paris", "Lyon", "Paris", None]
    assert data.tables["zones"].select("id", "name_fr").rows() == [
        ("Lyon", "Lyon"),
        ("Paris", "Paris"),
    ]
    assert codes(data) == ["table_built"]
    assert set(data.tallies) == {"organisations"}


def test_a_table_with_a_header_alone_is_as_good_as_absent(tmp_path: Path) -> None:
    organisations = "id,name,zone,commune\na,A,NE,Evere\n"
    absent = make(tmp_path, organisations=organisations)
    blank = make(
        tmp_path, zones="id,name_fr\n", communes="id,name_fr,zone\n\n", ties="from,to,kind\n"
    )
    for name, frame in absent.tables.items():
        assert blank.tables[name].equals(frame)
    assert codes(blank) == codes(absent) == ["table_built", "table_built"]
    assert blank.tables["ties"].height == 0
    assert blank.tallies["ties"].records == 0


def test_steps_are_built_in_brussels_order_and_own_ones_as_met(tmp_path: Path) -> None:
    met = ["coaching", "placement", "atelier", "Accueil", "formation"]
    offers = "id,organisation,step\n" + "".join(f"{n},a,{step}\n" for n, step in enumerate(met))
    data = make(tmp_path, organisations="id,name\na,A\n", offers=offers)
    steps = data.tables["steps"].sort("position")
    assert steps["id"].to_list() == ["accueil", "formation", "placement", "coaching", "atelier"]
    assert steps["position"].to_list() == [1, 5, 7, 8, 9]


def test_people_meetings_and_poles_are_built(tmp_path: Path) -> None:
    data = make(
        tmp_path,
        organisations="id,name\na,A\nb,B\n",
        mandates="person,organisation\nx,a\nx,b\n",
        attendance="meeting,organisation\nm,a\n",
        pole_roles="pole,organisation\nq,b\n",
    )
    assert data.tables["people"].select("id", "name").rows() == [("x", "x")]
    assert data.tables["meetings"].select("id", "name").rows() == [("m", "m")]
    assert data.tables["poles"]["id"].to_list() == ["q"]
    assert codes(data) == ["table_built"] * 3


def test_a_row_set_aside_takes_those_that_need_it(tmp_path: Path) -> None:
    data = make(
        tmp_path,
        organisations="id,name\na,A\nb,\n",
        mandates="person,organisation,represents\np,b,\np,a,b\n",
        people="id,name\np,P\n",
    )
    assert {name: (tally.records, tally.used) for name, tally in data.tallies.items()} == {
        "organisations": (2, 1),
        "mandates": (2, 1),
        "people": (1, 1),
    }
    assert codes(data) == ["unknown_reference", "missing_value", "unknown_optional_reference"]
    assert data.tables["mandates"]["represents"].to_list() == [None]


@pytest.mark.parametrize("separator", ["|", ";", " ; "])
def test_covers_is_a_shortcut(tmp_path: Path, separator: str) -> None:
    covers = separator.join(["NE", "zone Sud", "NE"])
    data = make(tmp_path, organisations=f"id,name,covers\na,A,{covers}\n", zones=ZONES)
    assert data.tables["coverage"].select("organisation", "zone").rows() == [
        ("a", "NE"),
        ("a", "S"),
    ]
    assert data.tables["organisations"]["covers"].to_list() == ["NE|S"]
    assert codes(data) == []


def test_a_star_is_the_whole_region(tmp_path: Path) -> None:
    data = make(tmp_path, organisations="id,name,covers\na,A,*\nb,B,\n", zones=ZONES)
    assert data.tables["coverage"]["zone"].to_list() == ["NE", "O", "S"]
    assert data.tables["organisations"]["covers"].to_list() == ["*", None]


def test_unknown_parts_of_a_shortcut_are_found_one_by_one(tmp_path: Path) -> None:
    data = make(
        tmp_path,
        organisations="id,name,sectors\na,A,bois|verre\n",
        sectors="id,name_fr\nbois,Bois\n",
    )
    assert data.tables["organisation_sectors"]["sector"].to_list() == ["bois"]
    assert [(e.code, e.value, e.severity) for e in data.findings] == [
        ("unknown_optional_reference", "verre", "warning")
    ]


def test_shortcuts_and_link_tables_say_a_thing_once(tmp_path: Path) -> None:
    data = make(
        tmp_path,
        organisations="id,name,covers,source\na,A,NE|S,list\n",
        coverage="organisation,zone,start\na,NE,1999\n",
        zones=ZONES,
    )
    rows = data.tables["coverage"].select("organisation", "zone", "start", "source").rows()
    assert rows == [("a", "NE", "1999", None), ("a", "S", None, "list"), ("a", "NE", None, "list")]
    assert data.tables["coverage"]["end"].to_list() == [None, None, "1999"]
    assert data.tallies["coverage"].used == 1
    assert codes(data) == []


def test_home_zones_that_an_offer_accepts(tmp_path: Path) -> None:
    data = make(
        tmp_path,
        organisations="id,name\na,A\n",
        offers="id,organisation,step,accepts\n"
        "1,a,accueil,Nord-Est ; zone Sud\n2,a,accueil,*\n3,a,accueil,\n4,a,accueil,NE|Mars\n"
        "5,a,accueil,Mars\n",
        zones=ZONES,
    )
    assert data.tables["offers"]["accepts"].to_list() == ["NE|S", "*", None, "NE", None]
    assert [(e.row, e.value) for e in data.findings if e.severity == "warning"] == [
        (5, "Mars"),
        (6, "Mars"),
    ]
    other = tmp_path / "built"
    other.mkdir()
    built = make(
        other,
        organisations="id,name\na,A\n",
        offers="id,organisation,step,accepts\n1,a,accueil,NE|S\n",
    )
    assert built.tables["zones"]["id"].to_list() == ["NE", "S"]


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ("a,NE,,2005,", ("2000", "2005", "2015")),  # ended: the shortcut holds again
        ("a,NE,2010,2012,", ("2009", "2010", "2011", "2012", "2013")),
        ("a,NE,2010,2012,\na,NE,2011,2014-03,\na,NE,2020,,", ("2009", "2013", "2016", "2021")),
        ("a,NE,2012,2010,", ("2011",)),  # holds on no day
        ("a,NE,,,proposed", ("2015",)),  # not what is, but what might be
    ],
)
def test_a_shortcut_is_replaced_only_while_the_link_table_holds(
    tmp_path: Path, rows: str, days: tuple[str, ...]
) -> None:
    data = make(
        tmp_path,
        organisations="id,name,covers,source\na,A,NE,list\n",
        coverage=f"organisation,zone,start,end,modality\n{rows}\n",
        zones=ZONES,
    )
    for day in days:
        held = data.at(day).evidence("coverage")
        assert held["zone"].unique().to_list() == ["NE"]
        assert held["source"].null_count() in (0, held.height)  # never both at once


def test_zone_and_commune_that_disagree_are_kept_and_the_zone_counts(tmp_path: Path) -> None:
    data = make(tmp_path, organisations="id,name,commune,zone\na,A,Uccle,NE\n")
    assert data.organisations["seat_zone"].to_list() == ["NE"]
    assert [(e.code, e.severity) for e in data.findings if e.severity != "info"] == [
        ("zone_commune", "warning")
    ]


def test_duplicates_and_loops_are_kept_and_counted_once(tmp_path: Path) -> None:
    data = make(
        tmp_path,
        organisations="id,name\na,A\nb,B\n",
        ties="from,to,kind\na,b,partnership\na,b,partnership\na,a,partnership\n",
    )
    assert data.tables["ties"].height == data.tallies["ties"].used == 3
    assert [e.severity for e in data.findings] == ["warning", "warning"]
    layer = isp_graph.layer(data, "partnerships")
    assert list(layer.to_networkx().edges(data="weight")) == [("a", "b", 1)]


@pytest.mark.parametrize(
    ("first", "again"),
    [(",2010,,observed", ",2010-01-01,,"), (",,2016-03,", ",,01/03/2016,observed")],
)
def test_one_statement_written_in_two_ways_counts_once(
    tmp_path: Path, first: str, again: str
) -> None:
    """A partial date is its first day, and a blank modality is observed."""
    data = make(
        tmp_path,
        organisations="id,name\na,A\nb,B\n",
        ties=f"from,to,kind,start,end,modality\na,b,referral{first}\na,b,referral{again}\n",
        mandates=f"represents,organisation,role,start,end,modality\na,b,{first}\na,b,{again}\n",
    )
    assert codes(data) == ["duplicate_tie"]
    for name in ("referrals", "board_seats"):
        graph = isp_graph.layer(data, name).to_networkx()
        assert list(graph.edges(data="weight")) == [("a", "b", 1)]
    assert len(isp_graph.represented_seats(data).rows) == 1


def test_without_organisations_nothing_is_used(tmp_path: Path) -> None:
    data = make(tmp_path, zones=ZONES)
    assert codes(data) == ["missing_file"]
    assert data.tables == {}
    assert (data.tallies["zones"].records, data.tallies["zones"].refused) == (3, 3)
    assert isinstance(data.table("organisations"), pl.DataFrame)
