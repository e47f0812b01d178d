"""The command line explains itself, and what was wrong, in three languages."""

import argparse
from collections.abc import Iterator

import pytest

from isp_graph.cli.help import language_asked, refusal, translated, wording
from isp_graph.cli.main import entry
from isp_graph.cli.parser import build_parser
from isp_graph.schema.tables import LANGUAGES


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers(below)


def told(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Give every text of a parser that its help shows."""
    yield from (text for text in (parser.description, parser.epilog) if text)
    for group in parser._action_groups:
        yield str(group.title)
        for action in group._group_actions:
            yield from (each.help for each in [action, *action_choices(action)] if each.help)


def action_choices(action: argparse.Action) -> list[argparse.Action]:
    return action._choices_actions if isinstance(action, argparse._SubParsersAction) else []


TEXTS = sorted({text for parser in parsers(build_parser.__wrapped__()) for text in told(parser)})
FRAME = {"usage: ", "{program}: error: {message}\n"}
SAME = {"options"}
"""What French and English write alike."""


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_is_said_in_three_languages(text: str) -> None:
    said = {language: translated(text, language) for language in LANGUAGES}
    assert said["en"] == text
    assert said["nl"] not in (text, said["fr"])
    assert said["fr"] != text or text in SAME


def test_no_text_is_translated_that_nobody_sees() -> None:
    known = {entry["en"] for entry in wording()["text"]}
    assert known - FRAME <= set(TEXTS)
    assert len(known) == len(wording()["text"])


WRONG = (
    ("isolated", "il manque DATASET", "DATASET ontbreekt"),
    ("", "il manque COMMAND", "COMMAND ontbreekt"),
    ("people", "il manque ACTION", "ACTION ontbreekt"),
    (
        "centrality demo --layr boards",
        "inconnu ici : --layr boards (le plus proche : --layer)",
        "hier onbekend: --layr boards (lijkt op: --layer)",
    ),
    ("check demo elsewhere", "inconnu ici : elsewhere", "hier onbekend: elsewhere"),
    ("check demo --seed", "--seed : il faut une valeur", "--seed: er hoort één waarde bij"),
    (
        "check demo --seed x",
        "--seed : « x » n'est pas un nombre entier",
        "--seed: „x” is geen geheel getal",
    ),
    (
        "gaps demo --repair 3 --capacity",
        "--capacity : ne va pas avec --repair",
        "--capacity: gaat niet samen met --repair",
    ),
    (
        "check demo --quiet=yes",
        "--quiet : ne prend pas de valeur ('yes')",
        "--quiet: neemt geen waarde ('yes')",
    ),
    (
        "summary demo --where zone",
        "--where : « zone » n'est pas KEY=VALUE, par exemple zone=NE",
        "--where: „zone” is geen KEY=VALUE, bijvoorbeeld zone=NE",
    ),
    (
        "pathways demo --cost-km far",
        "--cost-km : « far » n'est pas un nombre",
        "--cost-km: „far” is geen getal",
    ),
    (
        "export demo --layer all --layer boards",
        "--layer : n'en nommez qu'un",
        "--layer: noem er maar één",
    ),
)


@pytest.mark.parametrize(("line", "french", "dutch"), WRONG)
def test_what_was_wrong_is_said_in_the_readers_language(
    line: str, french: str, dutch: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending, said, word, usage in (
        ("", french, "erreur", "usage : "),
        (" --lang fr", french, "erreur", "usage : "),
        (" --lang nl", dutch, "fout", "gebruik: "),
    ):
        if line in ("", "people") and ending:  # where there is no --lang
            continue
        assert entry((line + ending).split()) == 2
        lines = capsys.readouterr().err.replace("\u00a0", " ").splitlines()
        assert lines[0].startswith(usage)
        colon = " :" if word == "erreur" else ":"
        assert lines[-1].endswith(f"{colon} {word}{colon} {said}")


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "n'est pas un choix possible"), ("nl", "is geen mogelijke keuze")],
)
def test_a_choice_that_is_none_names_those_that_are(
    language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry(["check", "demo", "--format", "xml", "--lang", language]) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert words in last
    assert "xml" in last
    assert "csv-fr" in last


def test_help_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in (
        ([], "affiche cette aide"),
        (["--lang", "nl"], "toon deze hulp"),
        (["--lang=en"], "show this help"),
        (["--lang", "xx"], "affiche cette aide"),
    ):
        for command in ([], ["isolated"], ["neo4j", "ask"], ["people", "review"]):
            assert entry([*command, "--help", *arguments]) == 0
            assert words in capsys.readouterr().out


def test_whoever_asks_for_no_help_does_not_wait_for_it() -> None:
    wording.cache_clear()
    build_parser.__wrapped__("nl").parse_args(["neo4j", "start"])
    assert wording.cache_info().currsize == 0


def test_the_last_language_named_counts() -> None:
    assert language_asked(["check", "--lang=nl", "--lang", "en"]) == "en"
    assert language_asked(["check", "--lang"]) == "fr"


def test_what_is_not_known_stays_as_it_is() -> None:
    assert refusal("something new went wrong", "fr") == "something new went wrong"
    assert translated("something new", "nl") == "something new"
