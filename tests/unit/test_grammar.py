"""Names, numbers and dates stand in a sentence as its language writes them."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_graph.grammar import day, filled, joined, number, percent
from isp_graph.grammar.names import elides, preceded
from isp_graph.grammar.typography import FIXED, NARROW, typeset

ELIDED = ("Evoliris", "Éponge", "ASBL", "Hôtel", "Horizon", "Habitat", "Yser", "Œuvre", "Un toit")
WHOLE = ("Bruxelles", "Halles", "Hobo", "HUB", "Haren", "Yambi", "Onze", "Oui", "11 novembre", "«")


@pytest.mark.parametrize("name", ELIDED)
def test_french_drops_a_vowel(name: str) -> None:
    assert elides(name)
    assert preceded("de", name, "fr") == f"d'{name}"
    assert preceded("que", name, "fr", "’") == f"qu’{name}"
    assert preceded("à", name, "fr") == f"à {name}"


@pytest.mark.parametrize("name", WHOLE)
def test_french_keeps_a_vowel(name: str) -> None:
    assert not elides(name)
    assert preceded("de", name, "fr") == f"de {name}"


@pytest.mark.parametrize(
    ("name", "de", "to"),
    [
        ("Le Foyer", "du Foyer", "au Foyer"),
        ("Les Ânes", "des Ânes", "aux Ânes"),
        ("La Mousse", "de La Mousse", "à La Mousse"),
        ("L'Éponge", "de L'Éponge", "à L'Éponge"),
        ("Lescaut", "de Lescaut", "à Lescaut"),
    ],
)
def test_an_article_of_a_name_contracts(name: str, de: str, to: str) -> None:
    assert [preceded(each, name, "fr") for each in ("de", "à")] == [de, to]
    assert preceded("de la", name, "fr") == de
    assert preceded("la", name, "fr") == name


@pytest.mark.parametrize(
    ("name", "alone", "to", "of"),
    [
        ("Commission zonale", "la Commission", "à la Commission", "de la Commission"),
        ("Assemblée", "l'Assemblée", "à l'Assemblée", "de l'Assemblée"),
        ("Comité A", "le Comité", "au Comité", "du Comité"),
        ("Réunions de zone", "les Réunions", "aux Réunions", "des Réunions"),
        ("Actiris", "Actiris", "à Actiris", "d'Actiris"),
        ("Commissionnaires", "Commissionnaires", "à Commissionnaires", "de Commissionnaires"),
    ],
)
def test_a_name_takes_the_article_of_its_noun(name: str, alone: str, to: str, of: str) -> None:
    for keyword, said in (("la", alone), ("à la", to), ("de la", of)):
        assert preceded(keyword, name, "fr").startswith(said)
        assert preceded(keyword, name, "fr").endswith(name[1:])


@pytest.mark.parametrize(
    ("language", "keyword", "name", "said"),
    [
        ("nl", "de", "Zonale commissie Zuid", "de Zonale commissie Zuid"),
        ("nl", "de", "Werkgeverscommissies", "de Werkgeverscommissies"),
        ("nl", "de", "Wijkoverleg Zuid", "het Wijkoverleg Zuid"),
        ("nl", "de", "Het Overleg", "Het Overleg"),
        ("nl", "de", "Actiris over commissies", "Actiris over commissies"),
        ("nl", "de", "Commission zonale Sud", "de Commission zonale Sud"),
        ("en", "the", "Employers' commission of the East", "the Employers' commission of the East"),
        ("en", "the", "The Board", "The Board"),
        ("en", "the", "Equitable", "Equitable"),
    ],
)
def test_dutch_and_english_articles(language: str, keyword: str, name: str, said: str) -> None:
    assert preceded(keyword, name, language) == said


@pytest.mark.parametrize(
    ("said", "date", "told"),
    [
        ("depuis {le d}", "2005-06-14", "depuis le 14 juin 2005"),
        ("depuis {le d}", "2005-06-01", "depuis le 1er juin 2005"),
        ("depuis {le d}", "2005-06", "depuis juin 2005"),
        ("depuis {le d}", "2005", "depuis 2005"),
        ("jusqu'{au d}", "2005-12-31", "jusqu'au 31 décembre 2005"),
        ("jusqu'{au d}", "2005", "jusqu'en 2005"),
        ("à partir {du d}", "2005-06", "à partir de juin 2005"),
    ],
)
def test_a_date_stands_in_a_french_sentence(said: str, date: str, told: str) -> None:
    assert filled(said, "fr", {"d": date}) == told


def test_a_date_stands_in_the_other_languages() -> None:
    assert (
        filled("sinds {dag d}, {op d}", "nl", {"d": "2005-06"}) == "sinds juni 2005, in juni 2005"
    )
    assert filled("as of {day d}, {on d}", "en", {"d": "2005-06-14"}) == (
        "as of 14 June 2005, on 14 June 2005"
    )
    assert day("soon", "en") == "soon"


@pytest.mark.parametrize(
    ("count", "said"), [(0, "lien/banden/ties"), (1, "lien/band/tie"), (2, "liens/banden/ties")]
)
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_a_number_brings_its_plural(language: str, count: int, said: str) -> None:
    place = ["fr", "nl", "en"].index(language)
    words, said = ["lien|liens", "band|banden", "tie|ties"][place], said.split("/")[place]
    assert filled(f"{{n}} {{n:{words}}}", language, {"n": count}) == f"{count} {said}"
    assert filled(words, language, {"n": count}) == said
    assert filled(words, language, {"count": count}) == said


def test_a_number_may_be_said_in_a_word() -> None:
    said = "{n:une seule|#} des {all}"
    assert [filled(said, "fr", {"n": n, "all": 63}) for n in (1, 4)] == [
        "une seule des 63",
        "4 des 63",
    ]


def test_nothing_may_have_words_of_its_own() -> None:
    said = "{n:no pair|one pair|several pairs}, of {all}"
    told = [filled(said, "en", {"n": n, "all": 1200}) for n in range(3)]
    assert told == ["no pair, of 1,200", "one pair, of 1,200", "several pairs, of 1,200"]


def test_a_list_is_joined_and_each_of_its_names_has_its_preposition() -> None:
    names = {"names": ["Evoliris", "Le Foyer", "Bruxelles"]}
    assert filled("{de names}", "fr", names) == "d'Evoliris, du Foyer et de Bruxelles"
    assert filled("{names}", "nl", names) == "Evoliris, Le Foyer en Bruxelles"
    assert joined([], "fr") == ""


def test_a_value_is_never_read_as_a_field() -> None:
    assert filled("{a}, {b}", "en", {"a": "{b}|x", "b": "%s"}) == "{b}|x, %s"


def test_a_field_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("{n:a|b}", "en", {})


def test_french_spaces_are_set_and_set_again_alike() -> None:
    said = typeset("Où ? « Là ! » : 5 %, --a ; 10:15", "fr")
    assert said == f"Où{NARROW}? «{FIXED}Là{NARROW}!{FIXED}»{FIXED}: 5{NARROW}%, --a{NARROW}; 10:15"
    assert typeset(said, "fr") == said


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_a_number_is_written_to_the_nearest_and_half_away_from_zero(
    value: float, digits: int
) -> None:
    exact = Fraction(value) * 10**digits
    units = abs(exact) + Fraction(1, 2)
    written = number(value, "en", digits).replace(",", "").replace(".", "").lstrip("-")
    assert int(written) == math.floor(units)


def test_half_a_per_cent_is_one_more_on_the_page_and_in_the_terminal() -> None:
    assert [percent(share, "en") for share in (0.125, 0.145, 0.005)] == ["13%", "14%", "1%"]
