"""What is said of a filière before its numbers, and for whom an offer is, on cases made by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.datasets.dataset import Dataset
from isp_graph.grammar import LANGUAGES
from isp_graph.page.model import page_model
from tests.laws.folders import write_folder
from tests.sentences.regions import region_tables

COMMUNES = (
    "id,name_fr,zone,unknown_reason\nix,Ixelles,SE,\nuc,Uccle,S,\nli,Liège,,\nou,Ici,,not said\n"
)
ORGANISATIONS = """id,name,kind,commune,zone,covers
far,L'Avenir,oisp,li,,
reg,Formation régionale,public_training_institute,,,
regfar,Formation lointaine,public_training_institute,li,,
cpas,CPAS d'Ixelles,cpas,ix,,
town,Commune couvrante,municipality,ix,,S
ml,Mission du Sud,mission_locale,uc,,
lost,Association sans lieu,oisp,ou,,
"""
ANSWERS = (
    ["pathways"],
    ["pathways", "--top", "1"],
    ["pathways", "--all", "3"],
    ["pathways", "--flows"],
    ["pathways", "--outside"],
    ["pathways", "--depends"],
    ["gaps"],
    ["gaps", "--repair", "2"],
    ["gaps", "--capacity"],
)


def made(folder: Path, offers: str, steps: str = "", zones: str = "") -> Dataset:
    texts = {"communes": COMMUNES, "organisations": ORGANISATIONS, "steps": steps, "zones": zones}
    texts["offers"] = "id,organisation,step,sector,commune,zone,accepts\n" + offers
    for name, text in texts.items():
        if text:
            (folder / f"{name}.csv").write_text(text, "utf-8")
    return isp_graph.read(folder)


def exist(data: Dataset) -> dict[str, set[str]]:
    """Give the home zones from which each offer is on a pathway of one step."""
    found: dict[str, set[str]] = {}
    for row in isp_graph.pathways(data, top=99).rows:
        for taken in row["best"]:
            found.setdefault(taken["offer"], set()).add(row["zone"])
    return found


def test_what_lies_outside_is_on_no_pathway_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offers = (
        "in,reg,formation,bois,,,\n"  # serves the region: everywhere
        "away,reg,formation,bois,li,,\n"  # whose course is in Liège
        "seat,far,formation,bois,,,\n"  # seated in Liège, serves nobody in particular
        "both,regfar,formation,bois,,,\n"  # seated in Liège, but serves the region
        "lost,lost,formation,bois,,,\n"  # in a commune whose zone is not known
        "lost2,ml,formation,bois,ou,,\n"  # there too, by an operator that has a seat
    )
    data = made(tmp_path, offers)
    assert exist(data) == {"in": {"S", "SE"}, "both": {"S", "SE"}, "lost2": {"S", "SE"}}
    stated = isp_graph.gaps(data).basis.parameters
    assert (stated["offers_outside"], stated["offers_without_zone"]) == (2, 1)
    assert stated["outside_offers"] == [
        {"offer": "away", "organisation": "reg", "commune": "li"},
        {"offer": "seat", "organisation": "far", "commune": "li"},
    ]
    meant = "Formation régionale (Liège), L'Avenir (Liège)"
    for question in ANSWERS:
        assert entry([*question[:1], str(tmp_path), *question[1:], "--lang", "fr"]) == 0
        shown = capsys.readouterr().out
        assert "2 offres se trouvent hors de toutes les zones, et n'entrent" in shown
        assert meant in shown
        assert "1 offre laissée de côté : on ne sait pas" in shown.replace("\u00a0", " ")
    model = page_model(data, edition="public", seed=0, geometry=None)
    for view in ("gaps", "pathways"):
        assert any(
            meant.replace("'", "’") in note[0] for note in model.data["views"][view]["notes"]
        )


def test_without_any_zone_nothing_is_outside(tmp_path: Path) -> None:
    data = made(tmp_path, "a,ml,formation,bois,li,,\n")
    (tmp_path / "communes.csv").write_text("id,name_fr\nli,Liège\nuc,Uccle\nix,I\nou,O\n", "utf-8")
    stated = isp_graph.pathways(isp_graph.read(tmp_path)).basis.parameters
    assert (stated["offers_outside"], stated["offers_without_zone"]) == (0, 1)
    assert data.name


def test_for_whom_an_offer_is(tmp_path: Path) -> None:
    offers = (
        "own,cpas,accueil,,,,\n"  # its seat's zone
        "covers,town,accueil,,,,\n"  # what it covers, not where it sits
        "all,cpas,accueil,,,,*\n"
        "other,cpas,accueil,,,,S\n"  # whom it says
        "oisp,ml,accueil,,,,\n"  # everybody
        "named,ml,accueil,,,,Sud\n"
    )
    assert exist(made(tmp_path, offers)) == {
        "own": {"SE"},
        "covers": {"S"},
        "all": {"S", "SE"},
        "other": {"S"},
        "oisp": {"S", "SE"},
        "named": {"S"},
    }
    rows = {row["zone"]: row for row in isp_graph.pathways(isp_graph.read(tmp_path)).rows}
    assert {zone: row["pathways"] for zone, row in rows.items()} == {"S": 5, "SE": 3}
    # At home first: the mission locale of the south before the CPAS of the south-east.
    assert rows["S"]["best"][0]["offer"] == "covers"
    assert rows["SE"]["best"][0]["offer"] == "all"


def test_a_step_that_is_for_others_is_a_gap(tmp_path: Path) -> None:
    offers = "own,cpas,accueil,bois,,,\nnext,ml,formation,bois,,,*\n"
    rows = isp_graph.gaps(made(tmp_path, offers)).rows
    told = {(row["zone"], row["step"]): row["status"] for row in rows}
    assert told["S", "accueil"] == "ineligible"
    assert told["SE", "formation"] == "elsewhere"
    (south,) = (
        row for row in isp_graph.pathways(isp_graph.read(tmp_path)).rows if row["zone"] == "S"
    )
    assert (south["pathways"], south["missing"], south["share_crossing"]) == (0, ["accueil"], None)


@pytest.mark.parametrize("question", ANSWERS, ids=" ".join)
def test_steps_that_no_offer_has_are_said_first_and_nothing_reaches_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], question: list[str]
) -> None:
    made(tmp_path, "a,ml,accueil,bois,,,\nb,ml,formation,bois,,,\nc,reg,projet,bois,,,\n")
    said = {
        "fr": ("Aucune offre de ces données ne porte sur ces étapes", ("bout en bout", "jusqu'au")),
        "nl": ("Geen enkel aanbod in deze gegevens", ("begin tot eind", "tot plaatsing")),
        "en": ("No offer in these data is for these steps", ("end to end", "to placement")),
    }
    for language, (first, never) in said.items():
        assert entry([*question[:1], str(tmp_path), *question[1:], "--lang", language]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith(first)
        assert not [words for words in never if words in shown]


def test_steps_of_ones_own_are_whole_without_those_of_brussels(tmp_path: Path) -> None:
    steps = "id,position,name_fr\nx,1,Entrée\ny,2,Sortie\nz,3,Suivi\n"
    data = made(tmp_path, "a,ml,x,bois,,,\nb,ml,y,bois,,,\n", steps=steps)
    assert isp_graph.pathways(data).basis.parameters["steps_without_offers"] == ["z"]


def test_a_table_of_some_steps_of_brussels_is_all_the_steps(tmp_path: Path) -> None:
    steps = "id,position,name_fr\naccueil,1,Accueil\nformation,2,Formation\n"
    offers = "a,ml,accueil,bois,,,\nb,ml,formation,bois,,,\n"
    built = isp_graph.pathways(made(tmp_path, offers)).basis.parameters
    assert "placement" in built["steps_without_offers"]
    own = made(tmp_path, offers, steps=steps)
    assert "steps_without_offers" not in isp_graph.pathways(own).basis.parameters


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_a_zone_may_begin_with_the_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    tables = region_tables(7, 60)
    for number, zone in enumerate(tables["zones"]):
        zone["name_fr"] = f"Zone {'ABC'[number]}"
    # A seat whose commune lies in another zone.
    tables["organisations"][0] |= {"commune": "ka", "zone": "S"}
    write_folder(tmp_path, tables, 'date = "2015-12-31"\n')
    page = tmp_path / "page.html"
    said = []
    for asked in ("check", "gaps", "gaps --capacity", "pathways", "pathways --depends", "isolated"):
        command, *options = asked.split()
        assert entry([command, str(tmp_path), *options, "--lang", language]) in (0, 1)
        said.append(capsys.readouterr().out)
    assert entry(["report", str(tmp_path), "-o", str(page), "--quiet"]) == 0
    said.append(page.read_text("utf-8"))
    assert all("Zone B" in each for each in (said[1], said[3], said[-1]))
    assert re.findall(r"(?i)[^.]*zones? zone \w", "\n".join(said)) == []
