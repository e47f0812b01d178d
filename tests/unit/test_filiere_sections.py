"""What the page holds of filières, on a region small enough to be checked by hand."""

from pathlib import Path
from typing import Any

import pytest

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.read import read
from isp_graph.page.facts import facts
from isp_graph.page.model import page_model
from isp_graph.present.numbered import Strings, named
from isp_graph.present.section import Answers, Context
from isp_graph.questions.filiere.catchment import section as catchment
from isp_graph.questions.filiere.gaps import section as gaps
from isp_graph.questions.filiere.gaps.reading import worst
from isp_graph.questions.filiere.pathways import section as pathways

# One sector, two steps that matter: reception everywhere, training in A alone.
TABLES = {
    "zones": "id,name_fr\nA,Zone A\nB,Zone B\n",
    "sectors": "id,name_fr\nbois,Bois\n",
    "steps": "id,position,name_fr,skippable\none,1,Un,no\nmid,2,Deux,yes\ntwo,3,Trois,no\n",
    "organisations": 'id,name,zone\na,"Été, Alpha",A\nb,<script>b</script>,B\nc,Gamma,A\n',
    "offers": (
        "organisation,step,sector,zone,places\n"
        "a,one,bois,A,10\nb,one,bois,B,\nc,two,bois,A,4\na,mid,,A,9\n"
    ),
    "ties": "from,to,kind\na,c,partnership\n",
    "demand": "zone,sector,people\nA,bois,7\nB,bois,30\n",
    "publics": "organisation,zone,people\na,A,30\na,B,10\nb,A,8\nb,,5\n",
}


NUMBERED = ("offers", "demand", "publics")


def region(folder: Path, **changed: str) -> Dataset:
    for name, text in {**TABLES, **changed}.items():
        if name in NUMBERED:
            head, *rows = text.splitlines()
            text = "\n".join([f"id,{head}", *(f"{name}{n},{row}" for n, row in enumerate(rows))])
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read(folder)


def asked(data: Dataset, shown: tuple[str, ...] = ("a", "b", "c")) -> Context:
    places = {
        name: {row["id"]: place for place, row in enumerate(named(data, name))}
        for name in ("zones", "sectors")
    }
    organisations = {each: place for place, each in enumerate(shown)}
    return Context(
        Answers(data.current()),
        organisations,
        places["zones"],
        places["sectors"],
        Strings(),
        named=False,
    )


def cell(view: dict[str, Any], zone: int, step: int) -> dict[str, Any]:
    about = ("sector", "zone", "step", "status", "also", "offers", "mends", "operators", "regional")
    keys = (*about, "places", "arrives", "before", "after", "nearest", "km")
    (row,) = (row for row in view["cells"] if row[1:3] == [zone, step])
    told = dict(zip(keys, [*row, *[None] * (len(keys) - len(row))], strict=True))
    return {**told, "status": view["statuses"][told["status"]]}


def test_gaps_cell_by_cell(tmp_path: Path) -> None:
    view = gaps.section(asked(region(tmp_path)))
    assert [step["skip"] for step in view["steps"]] == [0, 1, 0]
    assert cell(view, 1, 2)["status"] == "elsewhere"
    assert cell(view, 1, 2)["nearest"] == 0
    assert cell(view, 0, 2)["status"] == "bottleneck"
    assert (cell(view, 0, 2)["places"], cell(view, 0, 2)["arrives"]) == (4, 9)
    assert cell(view, 1, 0)["places"] is None
    assert cell(view, 1, 0)["operators"] == 1
    assert view["affected"] == [[0, 0, 7], [0, 1, 30]]
    assert [0, 1, None, [0], 9, None, None, None] in [row[:-1] for row in view["offers"]]


def test_how_many_can_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = gaps.section(asked(region(tmp_path)))["capacity"]
    assert (view["source"], view["uncounted"]) == ("demand", 0)
    assert view["together"] == [[37, 4, 4, "exactly"]]
    assert view["sectors"] == [[0, 37, 4, 4, "exactly"]]
    assert view["narrow"] == [[2, 0, 4, 1, None]]
    # What is unknown may be nothing or all; a number of people keeps its digits.
    more = {
        "offers": TABLES["offers"] + "b,two,bois,B,\n",
        "demand": "zone,sector,people\nA,bois,7\nB,bois,12345\nB,bois,\n",
    }
    view = gaps.section(asked(region(tmp_path, **more)))["capacity"]
    assert view["sectors"] == [[0, 12352, 4, 12352, "between_low_high"]]
    assert view["uncounted"] == 1
    received = {"demand": "zone,sector,people\n"}
    view = gaps.section(asked(region(tmp_path, **received)))["capacity"]
    assert (view["source"], view["sectors"]) == ("publics", [[0, 48, 4, 4, "exactly"]])
    nobody = {"demand": "zone,sector,people\n", "publics": "organisation,people\n"}
    view = gaps.section(asked(region(tmp_path, **nobody)))["capacity"]
    assert (view["source"], view["sectors"]) == (None, [[0, None, 4, 4, "exactly"]])
    monkeypatch.setattr("isp_graph.questions.filiere.gaps.section._REPAIRED", 1)
    assert gaps.section(asked(region(tmp_path)))["capacity"] is None


def test_offers_bear_their_records(tmp_path: Path) -> None:
    offers = (
        "organisation,step,sector,zone,source,certainty,modality\n"
        "a,one,bois,A,list L1,probable,prescribed\nc,two,bois,A,list L2,certain,\n"
    )
    query = asked(region(tmp_path, offers=offers))
    text = query.strings.all
    of_gaps = [row[5:] for row in gaps.section(query)["offers"]]
    (told,) = (row["best"][3] for row in pathways.section(query)["rows"] if row["z"] == 0)
    for records in (of_gaps, [taken[5:] for taken in told]):
        told_of = [[None if at is None else text[at] for at in record] for *record, _ in records]
        assert told_of == [["list L1", "probable", "prescribed"], ["list L2", "certain", None]]
        assert [line for *_, line in records] == [2, 3]


def test_the_worst_break_is_the_one_that_most_people_meet(tmp_path: Path) -> None:
    rows = gaps.gaps_of(asked(region(tmp_path)).answers).rows
    found = worst(rows, ["one", "two", "three"])
    assert found is not None
    row, others = found
    assert (row["zone"], row["step"], row["status"]) == ("B", "two", "elsewhere")
    assert (row["affected"], others) == (30, 1)
    model = page_model(region(tmp_path), edition="public", seed=0, geometry=None)
    assert model.grounds is not None
    said = [fact.sentence["en"] for fact in facts(model.grounds) if fact.section == "gaps"]
    assert said == [
        "In zone B, the step “Trois” of the filière Bois is not available; the nearest is in "
        "zone A. 30 people look for this pathway. There is 1 other gap, in one zone and "
        "sector."
    ]


def test_a_skippable_step_is_no_break(tmp_path: Path) -> None:
    offers = "organisation,step,sector,zone\na,one,bois,A\nc,two,bois,A\n"
    zones = "id,name_fr\nA,Zone A\n"
    data = region(tmp_path, offers=offers, zones=zones, demand="zone,sector,people\n")
    context = asked(data)
    assert cell(gaps.section(context), 0, 1)["status"] == "none"
    assert worst(gaps.gaps_of(context.answers).rows, ["one", "two", "three"]) is None


def test_an_operator_that_the_page_does_not_hold_is_named(tmp_path: Path) -> None:
    view = gaps.section(asked(region(tmp_path), shown=("c",)))
    assert {row[0] for row in view["offers"]} == {0, "Été, Alpha", "<script>b</script>"}


def test_pathways_are_counted_as_text(tmp_path: Path) -> None:
    view = pathways.section(asked(region(tmp_path)))
    rows = {row["z"]: row for row in view["rows"]}
    # Two receptions, one middle step or none, one training.
    assert rows[0]["n"] == ["4", "2", "2", "2"]
    assert rows[1]["n"] == ["4", "2", "0", "0"]
    assert rows[1]["breaks"] == ["not_in_zone", [2]]
    assert rows[0]["best"][3][1][3:5] == [2, [view["layers"].index(_partnerships(view))]]
    every = [row for row in view["flows"]["rows"] if row[0] == 0]
    assert every
    assert all(row[5].isdigit() for row in every)


def _partnerships(view: dict[str, Any]) -> list[str]:
    (found,) = view["layers"]
    return list(found)


def test_numbers_of_any_size_lose_no_digit(tmp_path: Path) -> None:
    steps = "id,position,name_fr,skippable\n" + "".join(
        f"s{at:02},{at},S{at},no\n" for at in range(1, 21)
    )
    offers = "organisation,step,sector,zone\n" + "".join(
        f"{who},s{at:02},bois,A\n" for at in range(1, 21) for who in "abc" for _ in range(3)
    )
    view = pathways.section(asked(region(tmp_path, steps=steps, offers=offers)))
    (first, *_) = (row for row in view["rows"] if row["z"] == 0)
    assert first["n"][0] == str(9**20)


def test_flows_are_whole_or_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pathways.section(asked(region(tmp_path)))["flows"]
    assert (whole["sectors"], whole["cut"]) == ([None, 0], 0)
    half = len(whole["rows"]) // 2
    for room, kept in ((half, 1), (half - 1, 0)):
        monkeypatch.setattr("isp_graph.questions.filiere.pathways.section.EVIDENCE_LIMIT", room)
        flows = pathways.section(asked(region(tmp_path)))["flows"]
        assert (len(flows["sectors"]), flows["cut"]) == (kept, 2 - kept)
        assert flows["rows"] == whole["rows"][: half * kept]


def test_catchment(tmp_path: Path) -> None:
    view = catchment.section(asked(region(tmp_path)))
    figures = {row[0]: row[1:] for row in view["operators"]}
    assert figures[0][:3] == [40, 30, 0.75]
    assert figures[1][:3] == [8, 0, 0]
    assert figures[1][5] == 5
    assert view["operators"][0][0] == 1
    assert [0, 0, 30] in view["flows"]
    assert [0, 1, 8] in view["flows"]
    assert view["unknown"] == [[1, 5]]


@pytest.mark.parametrize("build", [gaps.section, pathways.section, catchment.section])
def test_a_dataset_that_cannot_know_says_so(build: Any) -> None:
    data = read("bruxelles-2015").current()
    assert build(asked(data)) == {"known": 0, "name": "bruxelles-2015"}


@pytest.mark.parametrize("build", [gaps.section, pathways.section])
def test_a_region_without_sectors_or_zones(build: Any, tmp_path: Path) -> None:
    for name in ("zones", "sectors"):
        data = region(
            tmp_path,
            offers="organisation,step\na,one\nc,two\n",
            organisations="id,name\na,A\nb,B\nc,C\n",
            demand="zone,sector,people\n",
            publics="organisation,people\na,3\n",
            **{name: "id,name_fr\n"},
        )
        assert build(asked(data))["known"] == 1
