"""Every text for readers is written as its language writes, kind by kind."""

import re
from collections.abc import Iterator

import pytest

from isp_graph.grammar import LANGUAGES
from isp_graph.grammar.names import PREPOSITIONS
from isp_graph.grammar.sentences import FIELD, forms
from isp_graph.grammar.tables import tables
from isp_graph.schema.vocabulary import VOCABULARIES
from tests.texts import every_text, fields, spoken


def wrong(pattern: str, language: str) -> dict[str, str]:
    """Find the texts of a language in which a pattern stands."""
    return {place: said for place, said in spoken(language) if re.search(pattern, said)}


def test_french_has_its_spaces() -> None:
    # Numbers, codes and addresses have no space before their sign: "10:15", "sep=;".
    narrow = r"(?<![\s«])[ \u00a0][;!?%](?!\w)|\w[;!?](?:\s|$)"
    assert not wrong(narrow, "fr")
    assert not wrong(r"(?<!\s)[ \u202f][:»]|«[^\u00a0]", "fr")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_dutch_and_english_have_no_french_spaces_and_marks(language: str) -> None:
    assert not wrong(r"(?<=\S)\s[;:!?](?:\s|$)|[«»\u00a0]", language)


@pytest.mark.parametrize("text", every_text(), ids=lambda text: text.place)
def test_a_text_says_the_same_of_the_same_values_in_each_language(text) -> None:
    assert set(text.said) == set(LANGUAGES)
    told = {
        language: {name.removesuffix(f"_{language}") for name in fields(said)}
        for language, said in text.said.items()
    }
    assert told["fr"] == told["nl"]
    # English has the bare noun where French and Dutch have "the zone".
    assert told["en"] - told["fr"] <= {"plain"}
    assert told["fr"] - told["en"] <= {"by"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_stands_behind_words_that_are_known(language: str) -> None:
    known = {"", *PREPOSITIONS[language], *tables()["dates"][language]}
    for place, said in spoken(language):
        assert {keyword for keyword, _, _ in FIELD.findall(said)} <= known, place
        assert not re.search("[{}]", FIELD.sub("", said)), place


def behind(language: str) -> Iterator[tuple[str, str, str, str, bool]]:
    """Give each field before a word: its place, what stands before, it, the word; chosen by it."""
    found = re.compile(r"([^{}]*)\{(\w+)\} (?=([^\W\d_][\w’'-]*))")
    for place, said in spoken(language):
        told = forms(said)
        for part in told:
            for before, name, word in found.findall(part):
                chooses = len(told) > 1 and name in ("n", "count")
                yield place, before, name, word, chooses or f"{{{name}:" in part


COUNTS = """
    agreed all arrives bold both bound changed count created crossings decided different draws
    error gain info inside kept known largest layers least left linkers listed most n of open
    organisations pairs people places removed same shown size terms tests ties undecided used
    warning whole
"""
"""Fields that are numbers of something."""
UNCHANGED = {
    "fr": "à au aux de des en et fois h Mo parcours sans sur",
    "nl": "als beslist bij en er geladen gewijzigd gelijk keer MB onbeslist ongewijzigd op tot u "
    "van verwijderd vet zonder",
    "en": "a and at bold changed decided different h kept MB more of removed times undecided with",
}
"""Words behind a number that are the same for one and for several."""
TOTAL = re.compile(
    r"(?:van de|van|of|of the|des|sur|sur les|parmi|d[’']un|Plus de|Meer dan|More than|au-delà de|"
    r"moins de|minder dan|fewer than|boven|above|less than) $"
)
"""What stands before a whole, or before a number that is always large."""
SEVERAL = """
    boards.bold_all boards.bold_none boards.bold_some errors.name_of_dataset homophily.too_many
    homophily.verdict_every people.not_compared centrality.estimated report.network_folded
    report.network_grouped report.table_first report.tie_all report.tie_none report.tie_some
"""
"""Texts that are said of several: of rows that tie, of more groups than can be shown."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_its_plural(language: str) -> None:
    assert not [
        f"{place}: {{{name}}} {word}"
        for place, before, name, word, chosen in behind(language)
        if name in COUNTS.split() and word not in UNCHANGED[language].split()
        if not (chosen or TOTAL.search(before) or place in SEVERAL.split())
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_ending_stands_in_brackets(language: str) -> None:
    """Nobody reads "1 organisation(s)"."""
    assert not wrong(r"[^\W\d_]\([^\W\d_]{1,4}\)", language)


def test_one_of_them_is_said_in_a_word() -> None:
    """French has "une seule des 63", and not "1 des 63"."""
    shares = {"share", "within"}
    assert not [
        place
        for place, _, name, word, chosen in behind("fr")
        if word == "des" and name not in shares and not chosen
    ]


@pytest.mark.parametrize(
    ("language", "opening"), [("fr", "De |D['’]"), ("nl", "Van "), ("en", "Of ")]
)
def test_no_sentence_begins_with_a_partitive(language: str, opening: str) -> None:
    """On ne sait rien de 6 types de liens; not: De 6 types de liens, rien n'est connu."""
    number = r"(?:\{\w+[^}]*\}|une? (?!zone)|één |one )"
    assert not wrong(rf"(?:^|\|)(?:{opening}){number}", language)


def test_a_part_stands_before_its_whole() -> None:
    """Dutch has "38 van de 117", English "38 of 117 organisations"."""
    assert not wrong(r"\b(?:op|van) \{(?:of|all|both|total)\}(?! (?:rijen|MB))", "nl")
    assert not wrong(r"\} (?!van\b)[^\W\d_]+ (?:van de|op) \{(?:of|all)\}", "nl")
    assert not wrong(r"\} [^\W\d_]+ of \{(?:of|all)\}|\bin \{(?:of|all|total)\}", "en")


def test_a_name_says_what_stands_before_it() -> None:
    """French has d'Evoliris: what is inserted behind de, que or an article says so."""
    numbers = {*COUNTS.split(), "enough", "first", "from", "low", "ratio", "threshold"}
    before = r"\b(?:de|du|que|le|la|les|si|jusqu['’]à) \{(\w+)\}|\b[dlqj]['’]\{(\w+)\}"
    for place, said in spoken("fr"):
        assert {one or other for one, other in re.findall(before, said)} <= numbers, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_zone_behind_the_word_may_have_it_in_its_name(language: str) -> None:
    """Nobody reads "zone Zone B"."""
    assert not wrong(r"(?i)\bzones?(?:\})? \{\w+\}", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_says_what_stands_before_it(language: str) -> None:
    """French has depuis le 14 juin 2005, depuis juin 2005, en 2005."""
    told = wrong(r"\{(?:date|day|end|start)\}", language)
    assert told.keys() <= {"methods.computed_on"}  # which has methods.at there


WORDS = {
    "fr": {
        "couches?": "un type de liens",
        "casse": "s'interrompt",
        "cases? facultatives?": "une cellule",
        "[Gg]arder en": "enregistrer",
        "rassemblent les mêmes(?! participants)": "les mêmes participants",
        "plus depuis": "absente depuis",
        "[Dd]éjà là en": "existait en",
        "hasard (?:est|non|n’est pas) tiré": "simulé",
    },
    "nl": {
        "[Ll]a(?:ag|gen)": "een soort band",
        "dichtste": "de dichtstbijzijnde",
        "dezelfden": "dezelfde deelnemers",
        "[Bb]reuken": "hiaten",
        "leemten?": "een hiaat",
        "[Ff]ilières?": "een keten",
        "kunnen door": "kunnen doorstromen",
        "toeval (?:is|niet) getrokken": "gesimuleerd",
        "animeert": "leidt",
        "Hulp aan personen": "zorg en welzijn",
        "[Pp]ublieke editie": "openbare editie",
        "rapport": "verslag",
        "commando(?:'s)?": "een opdracht",
        "gegevensset": "een dataset",
        "neen": "nee",
        "elke band een zone": "een strook",
        "[Oo]p (?:haar|hun|zijn) eentje": "in zijn eentje",
        "geteste": "getoetst",
        "beginwaarde": "startgetal",
        "vakjes?": "een vak, of een cel van een tabel",
        "gewestelijk": "regionaal",
        "mededelingen?": "een opmerking",
    },
    "en": {
        "to be had": "available",
        "after a review": "according to",
        "larger the more": "the more neighbours, the larger",
        "allow nothing": "say nothing",
    },
}
"""Words that a reader corrected, and the one that stands in their place."""
ANALYSTS = ("methods.", "homophily.matrix_split")
"""Where an analyst's word may stand."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_word(language: str) -> None:
    for word in WORDS[language]:
        told = wrong(rf"(?<!\w){word}(?!\w)", language)
        assert not [each for each in told if not each.startswith(ANALYSTS)], WORDS[language][word]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_stands_among_words(language: str) -> None:
    """A code is worded; only what one types, an option or a column, is named as it is typed."""
    codes = {
        code
        for vocabulary in VOCABULARIES.values()
        for code, labels in vocabulary.labels.items()
        if "_" in code and labels[language] != code
    }
    for place, said in spoken(language):
        bare = FIELD.sub("", said)
        assert not {code for code in codes if re.search(rf"(?<!\w){code}(?!\w)", bare)}, place
