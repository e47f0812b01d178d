"""The shipped facts of 2015: complete, cited, consistent, and silent where the source is."""

import csv
import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "data" / "bruxelles-2015"
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))
EVIDENCE = ["source", "certainty", "modality", "unknown_reason", "note"]
LAST_LINE = 2274
LINES = r"L\d+(?:-\d+)?"
SOURCE = re.compile(rf"bilan-2015 {LINES}(?:; {LINES})*(?:; brussels-communes)?")

KINDS = {
    "mission_locale",
    "oisp",
    "cpas",
    "public_employment_service",
    "public_training_institute",
    "reference_centre",
    "federation",
    "professional_association",
    "temp_agency",
    "employer",
    "control_body",
    "validation_centre",
    "social_economy",
    "network_body",
    "advisory_body",
    "government",
    "municipality",
    "youth_service",
    "project",
    "other",
}
TIE_KINDS = {
    "partnership",
    "referral",
    "convention",
    "funding",
    "membership",
    "animates",
    "advises",
    "reports_to",
    "founds",
    "succeeds",
    "pools_service",
    "supplies_data",
    "common_test",
    "competes",
    "part_of",
    "sustains",
    "coordinates",
    "job_offers",
    "proposes_to",
    "appeals_to",
}
ANSWERS = {"yes", "no", "partial", "possible", "planned", "trial", "past"}
WHERE = {"coordination", "meeting", "both"}
ZONES = {  # L2250-2274
    "O": {"21001"},
    "NO": {"21003", "21008", "21010", "21011", "21012"},
    "C": {"21004"},
    "NE": {"21006", "21014", "21015"},
    "S": {"21007", "21013", "21016"},
    "SE": {"21002", "21005", "21009", "21017", "21018", "21019"},
}
REFERENCES = [
    ("communes", "zone", "zones"),
    ("organisations", "commune", "communes"),
    ("organisations", "zone", "zones"),
    ("coverage", "organisation", "organisations"),
    ("coverage", "zone", "zones"),
    ("organisation_sectors", "organisation", "organisations"),
    ("organisation_sectors", "sector", "sectors"),
    ("meetings", "zone", "zones"),
    ("meetings", "sector", "sectors"),
    ("attendance", "meeting", "meetings"),
    ("attendance", "organisation", "organisations"),
    ("ties", "from", "organisations"),
    ("ties", "to", "organisations"),
    ("poles", "part_of", "poles"),
    ("pole_roles", "pole", "poles"),
    ("pole_roles", "organisation", "organisations"),
    ("practices", "zone", "zones"),
]
KEYS = {
    "coverage": ["organisation", "zone"],
    "organisation_sectors": ["organisation", "sector"],
    "attendance": ["meeting", "organisation", "role"],
    "ties": ["from", "to", "kind", "role"],
    "pole_roles": ["pole", "organisation"],
}


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def ids(table: str) -> set[str]:
    return {row["id"] for row in rows(table)}


def named(table: str, **wanted: str) -> list[dict[str, str]]:
    return [row for row in rows(table) if all(row[key] == value for key, value in wanted.items())]


@pytest.fixture(scope="module")
def settings() -> dict:
    return tomllib.loads((FOLDER / "dataset.toml").read_text("utf-8"))


def test_tables() -> None:
    assert [*TABLES] == [
        "attendance",
        "communes",
        "coverage",
        "meetings",
        "organisation_sectors",
        "organisations",
        "pole_roles",
        "poles",
        "practices",
        "sectors",
        "steps",
        "texts",
        "ties",
        "zones",
    ]


@pytest.mark.parametrize("table", TABLES)
class TestEveryTable:
    def test_file_is_plain(self, table: str) -> None:
        data = (FOLDER / f"{table}.csv").read_bytes()
        data.decode("utf-8")
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert data.endswith(b"\n")

    def test_rows_are_whole_and_trimmed(self, table: str) -> None:
        for row in rows(table):
            assert None not in row
            assert None not in row.values()
            assert all(value == value.strip() for value in row.values())

    def test_no_cell_looks_like_a_formula(self, table: str) -> None:
        for row in rows(table):
            assert not [value for value in row.values() if value.startswith(tuple("=+-@"))]

    def test_evidence(self, table: str) -> None:
        for row in rows(table):
            assert list(row)[-5:] == EVIDENCE
            assert SOURCE.fullmatch(row["source"]), row["source"]
            assert row["certainty"] in {"certain", "probable", "uncertain"}
            assert row["modality"] in {"observed", "prescribed", "expected", "proposed"}

    def test_lines_exist(self, table: str) -> None:
        for row in rows(table):
            text = " ".join([row["source"], row["note"]])
            for first, last in re.findall(r"\bL(\d+)(?:-(\d+))?", text):
                assert 1 <= int(first) <= LAST_LINE
                assert not last or int(first) < int(last) <= LAST_LINE

    def test_unique_and_sorted(self, table: str) -> None:
        found = [tuple(row[key] for key in KEYS.get(table, ["id"])) for row in rows(table)]
        assert len(set(found)) == len(found)
        if table == "steps":
            assert [row["position"] for row in rows(table)] == list("1234567")
        else:
            assert found == sorted(found)


@pytest.mark.parametrize(("table", "column", "target"), REFERENCES)
def test_references_resolve(table: str, column: str, target: str) -> None:
    assert {row[column] for row in rows(table)} - {""} <= ids(target)


def test_required_cells() -> None:
    for table, columns in {
        "organisations": ["id", "name", "kind", "collective"],
        "coverage": ["organisation", "zone"],
        "organisation_sectors": ["organisation", "sector"],
        "meetings": ["id", "name", "kind"],
        "attendance": ["meeting", "organisation", "role"],
        "ties": ["from", "to", "kind"],
        "pole_roles": ["pole", "organisation"],
        "practices": ["id", "topic", "zone", "label_fr", "label_nl", "label_en"],
        "texts": ["id", "kind", "title_fr", "title_nl", "title_en"],
        "steps": ["id", "name_fr", "name_nl", "name_en", "skippable"],
        "zones": ["id", "name_fr", "name_nl", "name_en"],
        "communes": ["id", "name_fr", "name_nl", "zone", "population"],
        "poles": ["id", "name_fr", "name_nl", "name_en", "client", "trust"],
    }.items():
        for row in rows(table):
            assert not [column for column in columns if not row[column]], row


@pytest.mark.parametrize(
    ("table", "column", "worded"),
    [
        ("ties", "role", ("role_fr", "role_nl")),
        ("organisations", "note", ("note_fr", "note_nl")),
        ("organisations", "unknown_reason", ("unknown_reason_fr", "unknown_reason_nl")),
        ("practices", "unknown_reason", ("unknown_reason_fr", "unknown_reason_nl")),
        ("meetings", "name", ("name_nl", "name_en")),
    ],
)
class TestWordings:
    def test_every_text_has_its_wordings_and_no_blank_has(
        self, table: str, column: str, worded: tuple[str, ...]
    ) -> None:
        assert any(row[column] for row in rows(table))
        for row in rows(table):
            assert {bool(row[name]) for name in worded} == {bool(row[column])}, row

    def test_the_same_text_is_worded_alike_and_not_left_as_it_was(
        self, table: str, column: str, worded: tuple[str, ...]
    ) -> None:
        found: dict[str, set[tuple[str, ...]]] = {}
        for row in rows(table):
            if row[column]:
                found.setdefault(row[column], set()).add(tuple(row[name] for name in worded))
        assert all(len(said) == 1 for said in found.values())
        assert not [text for text, (said,) in found.items() if text in said]

    def test_the_same_lines_of_the_source_are_cited(
        self, table: str, column: str, worded: tuple[str, ...]
    ) -> None:
        for row in rows(table):
            cited = [re.findall(r"\bL\d+", row[name]) for name in (column, *worded)]
            assert all(lines == cited[0] for lines in cited), row


class TestPlaces:
    def test_each_commune_is_in_its_zone(self) -> None:
        found = {zone["id"]: set[str]() for zone in rows("zones")}
        for commune in rows("communes"):
            found[commune["zone"]].add(commune["id"])
        assert found == ZONES

    def test_geometry_has_the_same_communes(self) -> None:
        geometry = json.loads((FOLDER / "communes.geojson").read_text("utf-8"))
        there = {feature["properties"]["nis"]: feature for feature in geometry["features"]}
        assert set(there) == ids("communes")
        for row in rows("communes"):
            facts = there[row["id"]]["properties"]
            assert row["name_fr"] == facts["name_fr"]
            assert row["name_nl"] == facts["name_nl"]
            assert row["population"] == str(facts["population"])
            assert there[row["id"]]["geometry"]["type"] in {"Polygon", "MultiPolygon"}

    def test_seats_agree_with_zones(self) -> None:
        zone = {row["id"]: row["zone"] for row in rows("communes")}
        for row in rows("organisations"):
            if row["commune"]:
                assert row["zone"] == zone[row["commune"]]


class TestOrganisations:
    def test_kinds(self) -> None:
        assert {row["kind"] for row in rows("organisations")} <= KINDS
        assert {row["collective"] for row in rows("organisations")} == {"yes", "no"}

    def test_missions_locales(self) -> None:
        founded = {
            row["id"]: row["founded"]
            for row in named("organisations", kind="mission_locale", collective="no")
        }
        assert founded == {  # L74-77
            "ml-anderlecht": "1989",
            "ml-bruxelles": "1991",
            "ml-etterbeek": "1991",
            "ml-forest": "1989",
            "ml-ixelles": "1991",
            "ml-molenbeek": "1994",
            "ml-saint-gilles": "1988",
            "ml-saint-josse": "1990",
            "ml-schaerbeek": "1990",
        }

    def test_each_mission_locale_covers_its_own_zone(self) -> None:
        zone = {row["id"]: row["zone"] for row in named("organisations", kind="mission_locale")}
        covered = [row for row in rows("coverage") if row["organisation"].startswith("ml-")]
        assert len(covered) == 9
        assert all(row["zone"] == zone[row["organisation"]] for row in covered)

    def test_one_cpas_a_commune(self) -> None:
        seats = [row["commune"] for row in named("organisations", kind="cpas", collective="no")]
        assert sorted(seats) == sorted(ids("communes"))

    def test_a_doubtful_kind_is_no_certainty(self) -> None:
        for row in rows("organisations"):
            assert row["certainty"] == "probable" or "kind probable" not in row["note"]

    def test_no_oisp_is_made_up(self) -> None:
        assert not named("organisations", kind="oisp", collective="no")

    def test_sectoral_bodies_have_no_zone(self) -> None:
        (evoliris,) = named("organisations", id="evoliris")
        assert evoliris["zone"] == evoliris["commune"] == ""


class TestSteps:
    def test_the_seven_in_order(self) -> None:
        assert [row["id"] for row in rows("steps")] == [
            "accueil",
            "projet",
            "remise_a_niveau",
            "preformation",
            "formation",
            "outillage",
            "placement",
        ]

    def test_what_may_be_skipped(self) -> None:  # L720-724
        skippable = {row["id"] for row in named("steps", skippable="yes")}
        assert skippable == {"remise_a_niveau", "preformation"}
        assert {row["skippable"] for row in rows("steps")} == {"yes", "no"}


class TestMeetings:
    def test_six_commissions(self) -> None:
        commissions = named("meetings", kind="zonal_commission")
        assert sorted(row["zone"] for row in commissions) == sorted(ZONES)
        for row in commissions:
            assert (row["per_year"], row["hours"]) == ("4", "4")
            assert "At least four a year" in row["note"]
            assert "convention" in row["note"]

    def test_others(self) -> None:
        kinds = Counter(row["kind"] for row in rows("meetings"))
        assert {
            "inter_zonal",
            "sectoral",
            "cpas_coordination",
            "neighbourhood",
            "federation_working_group",
            "employers_commission",
            "municipal_programme",
        } <= set(kinds)  # L884-892
        assert sum(kinds.values()) >= 10
        assert len(named("meetings", modality="proposed")) == 2  # L1610-1617
        for row in rows("meetings"):
            if row["kind"] != "zonal_commission":
                assert row["per_year"] == row["hours"] == ""

    def test_every_commission_is_animated_by_the_missions_locales_of_its_zone(self) -> None:
        zone = {row["id"]: row["zone"] for row in rows("meetings")}
        animated = [
            (zone[row["meeting"]], row["organisation"])
            for row in named("attendance", role="animates")
        ]
        covered = [
            (row["zone"], row["organisation"])
            for row in rows("coverage")
            if row["organisation"].startswith("ml-")
        ]
        assert sorted(animated) == sorted(covered)

    def test_zones_that_invite_without_a_convention_invite_the_examples_given(self) -> None:
        invited = {
            row["meeting"] for row in named("attendance", organisation="amo", role="invited")
        }
        said = named("practices", item="without_convention", value="yes")  # L1047-1055
        assert invited == {f"commission-{row['zone'].lower()}" for row in said}

    def test_nobody_was_seen_at_a_meeting_that_is_only_proposed(self) -> None:
        proposed = {row["id"] for row in named("meetings", modality="proposed")}
        for row in rows("attendance"):
            assert (row["meeting"] in proposed) == (row["modality"] == "proposed")


class TestTies:
    def test_kinds_and_number(self) -> None:
        ties = rows("ties")
        assert len(ties) >= 60
        assert {row["kind"] for row in ties} <= TIE_KINDS

    def test_no_loop_and_no_duplicate(self) -> None:
        found = [(row["from"], row["to"], row["kind"]) for row in rows("ties")]
        assert len(set(found)) == len(found)
        assert all(start != end for start, end, _ in found)

    def test_animation_was_seen_where_the_report_says_so_of_both_directors(self) -> None:
        seen = named("ties", kind="animates", modality="observed")  # L1103-1104
        assert {(row["from"], row["to"]) for row in seen} == {
            ("ml-forest", "cz-s"),
            ("ml-saint-gilles", "cz-s"),
        }
        assert all("prescribed too" in row["note"] for row in seen)
        assert len(named("ties", kind="animates", modality="prescribed")) == 7

    def test_what_binds_classes_of_actors_is_there(self) -> None:
        for start, end, kind in [
            ("missions-locales", "partenaires", "partnership"),  # L810-814
            ("missions-locales", "employeurs", "partnership"),  # L1867-1868
            ("services-sociaux-communaux", "commissions-zonales", "membership"),  # L489-493
        ]:
            assert named("ties", **{"from": start, "to": end, "kind": kind})

    def test_no_number_is_made_up(self) -> None:
        assert {row["flow"] + row["amount"] for row in rows("ties")} == {""}

    def test_acts_named_in_notes_are_texts(self) -> None:
        known = ids("texts")
        for row in rows("ties"):
            for act in re.findall(
                r"\b(?:arrete|cahier|decret|accord|ordonnance)-[-\d]+\d", row["note"]
            ):
                assert act in known

    def test_what_only_the_repealed_order_prescribed_has_ended(self) -> None:
        ended = [row for row in rows("ties") if row["end"]]
        assert ended
        for row in ended:
            assert (row["start"], row["end"]) == ("1997-01-01", "2003-06-26")
            assert row["modality"] == "prescribed"
            assert "arrete-1997-01-16" in row["note"]


class TestPractices:
    def test_filled_cells(self) -> None:
        assert len([row for row in rows("practices") if row["value"]]) >= 250

    def test_values(self) -> None:
        for row in rows("practices"):
            if row["topic"] == "objectives_split":
                assert row["value"] in WHERE | {""}
            else:
                assert row["value"] in ANSWERS | {""}

    def test_a_question_mark_is_unknown(self) -> None:
        for row in rows("practices"):
            assert (row["value"] == "") == (row["zone"] == "O" or row["value_raw"].startswith("?"))

    def test_the_western_zone_is_unknown_in_every_topic_and_never_no(self) -> None:
        west = named("practices", zone="O")
        assert sorted(row["topic"] for row in west) == sorted(
            {r["topic"] for r in rows("practices")}
        )
        for row in west:
            assert row["value"] == row["item"] == ""
            assert row["unknown_reason"]
            assert "L25-29" in row["source"]

    def test_one_label_an_item(self) -> None:
        labels: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for row in rows("practices"):
            texts = (row["label_fr"], row["label_nl"], row["label_en"])
            labels.setdefault((row["topic"], row["item"]), set()).add(texts)
        assert [item for item, found in labels.items() if len(found) > 1] == []
        assert (
            max(len(text) for found in labels.values() for texts in found for text in texts) <= 70
        )

    @pytest.mark.parametrize(
        ("topic", "item", "answers"),
        [  # a few cells of each kind of table, in the order NE SE S C NO
            (
                "objectives_split",
                "better_rules",
                "meeting coordination meeting coordination meeting",
            ),
            ("evaluation", "collective_project", "yes yes - - -"),
            ("expectations", "collective_claim", "yes - yes - yes"),
            ("expectations", "newcomers", "partial yes yes yes -"),
            ("participants", "people", "yes possible no yes possible"),
            ("link_to_mission_locale", "influence", "yes - no yes -"),
            ("structure", "missions_locales_only", "- past yes yes -"),
            ("formality", "agenda", "no no yes no yes"),
            ("own_objectives", "zone_difficulties", "yes - - yes yes"),
            ("priorities", "upward_information", "- - yes - yes"),
            ("should_remain", "critical_feedback", "- - yes yes -"),
            ("fears", "withdrawal", "- - yes yes -"),
        ],
    )
    def test_cells(self, topic: str, item: str, answers: str) -> None:
        found = {row["zone"]: row["value"] for row in named("practices", topic=topic, item=item)}
        assert [found.get(zone) or "-" for zone in ("NE", "SE", "S", "C", "NO")] == answers.split()


class TestContradictionsAreKept:
    def test_coverage_of_trace_brussel(self) -> None:
        found = {
            row["zone"]: row["certainty"] for row in named("coverage", organisation="trace-brussel")
        }
        assert {zone for zone, how in found.items() if how == "certain"} == {"O", "NO", "C"}
        assert {zone for zone, how in found.items() if how == "uncertain"} == {"NE", "S", "SE"}

    @pytest.mark.parametrize(
        ("topic", "item", "sure", "doubtful"),
        [("own_objectives", "visits_outside", "S", "NO"), ("evaluation", "survey", "NE", "SE")],
    )
    def test_practices(self, topic: str, item: str, sure: str, doubtful: str) -> None:
        found = {row["zone"]: row for row in named("practices", topic=topic, item=item)}
        assert found[sure]["certainty"] == "certain"
        assert found[doubtful]["certainty"] == "uncertain"
        assert "Contradiction" in found[doubtful]["note"]


class TestUnknown:
    def test_western_bodies_say_why(self) -> None:
        for row in rows("organisations"):
            assert bool(row["unknown_reason"]) == (row["zone"] == "O")

    def test_western_zone_says_why(self) -> None:
        assert {row["id"] for row in rows("zones") if row["unknown_reason"]} == {"O"}

    def test_there_is_no_personal_table(self) -> None:
        assert not {"people", "mandates", "matches"} & set(TABLES)


class TestPolesAndTexts:
    def test_four_poles_in_two_groups(self) -> None:
        groups = Counter(row["part_of"] for row in rows("poles"))
        assert groups == {"": 2, "insertion": 2, "selection": 2}
        for row in rows("poles"):
            assert (row["modality"] == "proposed") == (not row["part_of"])

    def test_every_pole_has_somebody(self) -> None:
        assert {row["pole"] for row in rows("pole_roles")} == ids("poles")

    def test_boards_are_told_in_words(self) -> None:
        told = named("texts", id="constat-participations")
        assert [row["source"] for row in told] == ["bilan-2015 L116-117; L810-812"]

    def test_no_title_is_told_twice(self) -> None:
        for kind in {row["kind"] for row in rows("texts")}:
            titles = [row["title_fr"] for row in named("texts", kind=kind)]
            assert len(set(titles)) == len(titles)

    def test_kinds(self) -> None:
        kinds = Counter(row["kind"] for row in rows("texts"))
        assert set(kinds) == {
            "document",
            "finding",
            "legal_act",
            "pole",
            "proposal",
            "route",
            "step",
            "theme",
        }
        assert kinds["route"] == 4
        assert Counter(row["date"] for row in named("texts", kind="theme")) == {
            "2006": 9,
            "2012": 13,
        }


class TestReadme:
    def test_counts(self) -> None:
        said = (FOLDER / "README.md").read_text("utf-8")
        items = {(row["topic"], row["item"]) for row in rows("practices") if row["item"]}
        assert f"{len(rows('organisations'))} bodies" in said
        assert f"{len(rows('ties'))} ties" in said
        assert f"{len(rows('meetings'))} meetings" in said
        assert f"{len(items)} items" in said


class TestSettings:
    def test_titles_and_date(self, settings: dict) -> None:
        assert all(settings[key] for key in ("title", "title_nl", "title_en", "licence"))
        assert settings["date"] == "2015-02-09"

    def test_every_source_is_described(self, settings: dict) -> None:
        assert [source["id"] for source in settings["sources"]] == [
            "bilan-2015",
            "brussels-communes",
        ]

    def test_limits_say_what_looks_alone_and_what_meetings_cannot_tell(
        self, settings: dict
    ) -> None:
        told = " ".join(limit["en"] for limit in settings["limits"])
        assert "FeBISP" in told
        assert "Evoliris" in told
        assert "each gathers its own zone by definition" in told

    def test_limits_are_told_in_three_languages_with_their_lines(self, settings: dict) -> None:
        for limit in settings["limits"]:
            assert {"fr", "nl", "en"} <= set(limit)
            assert set(limit) - {"fr", "nl", "en"} in (set(), {"layer", "by"})
            cited = {tuple(re.findall(LINES, limit[each])) for each in ("fr", "nl", "en")}
            assert len(cited) == 1
            assert cited != {()}
            assert not re.search(" [:;!?»]|« ", limit["fr"])  # spaces there are fixed

    def test_incomplete_tables(self, settings: dict) -> None:
        assert {"attendance", "mandates", "ties", "offers", "people"} <= set(settings["incomplete"])

    def test_nobody_closed_or_unborn_at_the_date(self, settings: dict) -> None:
        for row in rows("organisations"):
            assert row["founded"] < settings["date"]
            assert not row["closed"]
