"""Names as lists write them: what is read in them, and who may be who."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable

import polars as pl
import pytest

import isp_graph
from isp_graph.datasets.records import Records
from isp_graph.datasets.tables.identities import Identities
from isp_graph.questions.people.candidates import Candidates, near_names
from isp_graph.questions.people.likeness import REASONS, likeness
from isp_graph.questions.people.names import parse
from isp_graph.questions.people.proposals import THRESHOLD, Proposals
from isp_graph.schema.resources import resource
from isp_graph.texts import catalogue


def first(text: str) -> tuple[str, str, str]:
    """Give the most plausible reading: given names, particles, family name."""
    reading = parse(text).readings[0]
    given = " ".join(part + ("." if short else "") for part, short in reading.given)
    return given, reading.particles, reading.family


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Jan Modele", ("jan", "", "modele")),
        ("MODÈLE Marie-Claire", ("marie claire", "", "modele")),
        ("Modèle, Marie-Claire", ("marie claire", "", "modele")),
        ("Modèle M.-C.", ("m. c.", "", "modele")),
        ("J.M. Exemple", ("j. m.", "", "exemple")),
        ("J. M. Exemple", ("j. m.", "", "exemple")),
        ("JM Exemple", ("j. m.", "", "exemple")),
        ("J.Exemple", ("j.", "", "exemple")),
        ("Ph. Exemple", ("ph.", "", "exemple")),
        ("baron E. de Fictief", ("e.", "de", "fictief")),
        ("de Fictief E.", ("e.", "de", "fictief")),
        ("VAN DEN EXEMPEL Jan", ("jan", "vanden", "exempel")),
        ("van den EXEMPEL Jan", ("jan", "vanden", "exempel")),
        ("van den Exempel, Jan", ("jan", "vanden", "exempel")),
        ("D'IMAGINELOT Fabienne", ("fabienne", "d", "imaginelot")),
        ("Jan d’Imaginelot", ("jan", "d", "imaginelot")),
        ("'t Ficteels L.", ("l.", "t", "ficteels")),
        ("Jean-Marc De Pseudonymus", ("jean marc", "de", "pseudonymus")),
        ("Mevr. Dr. A. Modelaerde", ("a.", "", "modelaerde")),
        ("prof. dr. ir. Jan Van de Fictief", ("jan", "vande", "fictief")),
        ("Mme Anne-Sophie Ficteau ép. Fictivaux", ("anne sophie", "", "ficteau")),
        ("Jean Dupont fils", ("jean", "", "dupont")),
        ("Jan De Ridder", ("jan", "de", "ridder")),
        ("DE RIDDER Jan", ("jan", "de", "ridder")),
        ("RIDDER Jan", ("jan", "", "ridder")),
        ("ir. Jan De Meester", ("jan", "de", "meester")),
        ("Jean Comte", ("jean", "", "comte")),
        ("Jan Modele, ir.", ("jan", "", "modele")),
        ("Jan Modele ir.", ("jan", "", "modele")),
        ("Ben Fictief", ("ben", "", "fictief")),
        ("Ben Van Fictief", ("ben", "van", "fictief")),
        ("Mr JAN MODELE", ("jan", "", "modele")),
        ("Özgür Modeloğlu", ("ozgur", "", "modeloglu")),
    ],
)
def test_what_is_read_in_a_name(text, read):
    assert first(text) == read


@pytest.mark.parametrize("text", ["", " ", "-", "...", "(Jan)", "x", "12", "🦊", ",", "de, "])
def test_what_is_no_name_is_read_as_none(text):
    name = parse(text)
    assert all(reading.family for reading in name.readings)
    assert likeness(name, parse("Jan Modele"))[0] == 0


def score(a: str, b: str) -> float:
    found = likeness(parse(a), parse(b))
    assert found == likeness(parse(b), parse(a))
    return found[0]


@pytest.mark.parametrize(
    ("a", "b", "reasons"),
    [
        ("J. Exemple", "J.M. Exemple", "same_surname initials_compatible more_given_names"),
        (
            "baron E. de Fictief", "de Fictief E.",
            "same_surname initials_compatible order_swapped titles_ignored",
        ),
        (
            "MODÈLE Marie-Claire", "Marie Claire Modele",
            "same_surname same_given_names order_swapped accents_ignored",
        ),
        (
            "Jan van den Broucke", "Jan Vandenbroucke",
            "same_surname particles_ignored same_given_names",
        ),
        ("Jan De Fictief", "Jan Fictief", "same_surname particles_ignored same_given_names"),
        ("Modele-Fictief, Anne", "Anne Modele", "shared_surname same_given_names order_swapped"),
        (
            "Anne Ficteau épouse Modele", "Anne Modele",
            "shared_surname same_given_names accents_ignored",
        ),
        (
            "Exemplart Isabelle", "Isabelle Exemplaert",
            "surname_typo same_given_names order_swapped",
        ),
        ("Jan Karel Modele", "Jan K. Modele", "same_surname same_given_names initials_compatible"),
        ("Jeanmarc Modele", "Jean-Marc Modele", "same_surname same_given_names"),
        ("Isabele Exemplaert", "Isabelle Exemplaert", "same_surname given_name_typo"),
        ("M. Modele", "Michel Modele", "same_surname initials_compatible"),
        ("M. Jean Modele", "Jean Modele", "same_surname same_given_names titles_ignored"),
    ],
)  # fmt: skip
def test_who_may_be_who_and_why(a, b, reasons):
    assert score(a, b) >= THRESHOLD
    assert likeness(parse(a), parse(b))[1] == set(reasons.split())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("J. Exemple", "P. Exemple"),
        ("J.M. Exemple", "J.P. Exemple"),
        ("Marie-Claire Exemple", "Marie-Louise Exemple"),
        ("Jan Exemple", "Joëlle Exemple"),
        ("Jan Exemple", "Jan Modele"),
        ("Jean Dupont senior", "Jean Dupont junior"),
        ("baron J. Exemple", "Mme J. Exemple"),
        ("Exemple", "Jan Exemple"),
        ("Jan Utop", "Jan Utep"),
    ],
)
def test_who_is_not_who(a, b):
    assert score(a, b) < THRESHOLD


def test_every_reason_is_worded():
    assert set(REASONS) <= set(catalogue("people"))


def test_a_slip_is_found_wherever_it_is():
    word = "exemplaert"
    slips = {word[:at] + word[at + 1 :] for at in range(len(word))}
    slips |= {word[:at] + "x" + word[at + 1 :] for at in range(len(word))}
    slips |= {word[:at] + "x" + word[at:] for at in range(len(word) + 1)}
    slips |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    for slip in slips - {word}:
        assert near_names([word, slip]) == [tuple(sorted((word, slip)))]
    assert near_names(["abcd", "abce", "fictief", "simulens"]) == []


def proposed(names: Iterable[str], threshold: float = THRESHOLD) -> set[tuple[str, str]]:
    listed = list(names)
    people = pl.DataFrame({"id": [f"p{at:04d}" for at in range(len(listed))], "name": listed})
    found = Proposals(Records("names", {"people": people})).find(Identities(()), threshold)
    by_id = dict(people.iter_rows())
    return {(by_id[each.a], by_id[each.b]) for each in found}


def test_namesakes_survive():
    family = ["S. Exemplaert", "Exemplaert K.", "P.M. Exemplaert", "Driss Exemplaert"]
    assert proposed(family) == set()
    assert proposed([*family, "D. Exemplaert"]) == {("Driss Exemplaert", "D. Exemplaert")}


def test_the_planted_namesakes_of_the_demonstration_are_not_proposed():
    planted = tomllib.loads((resource("data") / "demo" / "planted.toml").read_text("utf-8"))
    groups = [set(group) for group in planted["namesakes"]["groups"]]
    rows = isp_graph.people_match(isp_graph.read("demo")).rows
    assert not [row for row in rows if any({row["a"], row["b"]} <= group for group in groups)]
    assert len(rows) <= 5


def test_an_initial_that_may_be_two_people_is_no_proposal():
    assert proposed(["J. Exemple", "Jan Exemple"])
    assert not proposed(["J. Exemple", "Jan Exemple", "Jules Exemple", "Jacob Exemple"])
    assert ("Jan Exemple", "Exemple Jan") in proposed(
        ["Jan Exemple", "Exemple Jan", "Jules Exemple"]
    )


def test_among_very_many_namesakes_initials_are_passed_over_and_names_are_not():
    names = [parse("J. Exemple")] * 101 + [parse("Jan Exemple"), parse("Exemple, Jan")]
    candidates = Candidates(names)
    assert candidates.pairs() == [(101, 102)]
    assert candidates.passed_over == 101


def test_the_same_pairs_as_comparing_all_with_all():
    # Blocking leaves out nothing that reaches the threshold, on names of every kind.
    with (resource("data") / "demo" / "people.csv").open(encoding="utf-8") as file:
        names = [parse(row["name"]) for row in csv.DictReader(file)]
    names += [parse(text) for text in ("Fictarte, Emmanuel", "d’Imaginelo F.", "EL FICTANI B")]
    kept = set(Candidates(names).pairs())
    alike = {
        (i, j)
        for j in range(len(names))
        for i in range(j)
        if likeness(names[i], names[j])[0] >= THRESHOLD
    }
    assert alike
    assert alike <= kept
