"""The command line explains itself, and what was wrong, in three languages."""

import shlex
from pathlib import Path

import click
import pytest

from docs.commands_page import contexts
from isp_graph.cli.app import packages
from isp_graph.cli.commands.draw import SECTIONS
from isp_graph.cli.main import entry
from isp_graph.console import asked
from isp_graph.console.asked import language_named
from isp_graph.console.help import Command, Group, help_texts, name_of
from isp_graph.console.values import OneOf
from isp_graph.grammar.languages import LANGUAGES, VARIABLE

COMMANDS = contexts()
ROOT = next(iter(COMMANDS.values())).find_root()
GROUPS = {"": ROOT, **{name.split()[0]: each.parent for name, each in COMMANDS.items()}}
FRAME = {"about", "example", "more"}
NOT_RUN = {"people review"}


def all_contexts() -> list[click.Context]:
    groups = {id(each.parent): each.parent for each in COMMANDS.values() if each.parent}
    return [*COMMANDS.values(), *groups.values()]


def test_every_option_is_said_and_nothing_else() -> None:
    for context in all_contexts():
        command = context.command
        assert isinstance(command, (Command, Group))
        texts = command.texts(context)
        assert "about" in texts
        names = {name_of(each) for each in command.get_params(context)}
        assert names <= set(texts) | set(help_texts("isp_graph.console")["common"])
        assert set(texts) - FRAME <= names, context.command_path


@pytest.mark.parametrize("command", [*COMMANDS, "", "people", "neo4j"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_whole_in_each_language_on_a_narrow_and_a_wide_terminal(
    command: str, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = {"fr": "Usage :", "nl": "Gebruik:", "en": "Usage:"}
    for width in (80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        assert entry([*command.split(), "-h", "--lang", language]) == 0
        shown = capsys.readouterr().out.replace("\u00a0", " ")
        assert shown.startswith(f"{titles[language]} isp-graph {command}".rstrip())
        assert all(len(line) <= width for line in shown.splitlines())
        assert "isp-graph " in shown.splitlines()[-1]
        assert "{" not in shown


def test_own_options_stand_before_common_ones(capsys: pytest.CaptureFixture[str]) -> None:
    entry(["gaps", "--help", "--lang", "en"])
    shown = capsys.readouterr().out
    own, common = shown.index("Options of this command:"), shown.index("Common options:")
    assert own < shown.index("--repair N") < common < shown.index("--date DATE")


@pytest.mark.parametrize(
    "command",
    [
        # click asks the bash that is there how old it is
        pytest.param(name, marks=pytest.mark.process if name == "completion" else ())
        for name in COMMANDS
        if name not in NOT_RUN and "neo4j" not in name
    ],
)
def test_the_example_of_a_command_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    context = COMMANDS[command]
    assert isinstance(context.command, Command)
    program, *words = shlex.split(context.command.texts(context)["example"]["en"])
    assert program == "isp-graph"
    assert words[: len(command.split())] == command.split()
    assert entry([*words, "--quiet"]) == 0


@pytest.mark.parametrize(
    "command", [name for name in COMMANDS if name in NOT_RUN or "neo4" in name]
)
def test_an_example_that_needs_a_server_or_a_keyboard_is_understood(command: str) -> None:
    context = COMMANDS[command]
    assert isinstance(context.command, Command)
    words = shlex.split(context.command.texts(context)["example"]["en"])[1:]
    context.command.make_context(command, words[len(command.split()) :])


WRONG = (
    ("isolated", "Il manque DATASET.", "DATASET ontbreekt.", "isolated"),
    (
        "centrality demo --layr boards",
        "--layr : cette option n'existe pas ici. Le plus proche : --layer.",
        "--layr: deze optie bestaat hier niet. Dichtstbij: --layer.",
        "centrality",
    ),
    (
        "centralty demo",
        "centralty : cette commande n'existe pas. Le plus proche : centrality.",
        "centralty: deze opdracht bestaat niet. Dichtstbij: centrality.",
        "",
    ),
    (
        "neo4j strat",
        "strat : cette commande n'existe pas. Le plus proche : start",
        "strat: deze opdracht bestaat niet. Dichtstbij: start",
        "neo4j",
    ),
    ("check demo elsewhere", "« elsewhere » est de trop.", "„elsewhere” is te veel.", "check"),
    (
        "check demo -o",
        "-o : il faut une valeur.",
        "-o: er hoort een waarde bij.",
        "check",
    ),
    (
        "check demo --seed x",
        "--seed : « x » n'est pas un nombre entier.",
        "--seed: „x” is geen geheel getal.",
        "check",
    ),
    (
        "gaps demo --repair 3 --capacity",
        "--capacity ne va pas avec --repair.",
        "--capacity gaat niet samen met --repair.",
        "gaps",
    ),
    (
        "check demo --quiet=yes",
        "--quiet : cette option ne prend pas de valeur.",
        "--quiet: deze optie neemt geen waarde.",
        "check",
    ),
    (
        "summary demo --where zone",
        "--where : « zone » n'est pas KEY=VALUE, par exemple zone=NE.",
        "--where: „zone” is geen KEY=VALUE, bijvoorbeeld zone=NE.",
        "summary",
    ),
    (
        "pathways demo --cost-km far",
        "--cost-km : « far » n'est pas un nombre.",
        "--cost-km: „far” is geen getal.",
        "pathways",
    ),
    (
        "export demo --layer all --layer boards",
        "--layer : n'en nommez qu'un.",
        "--layer: noem er maar één.",
        "export",
    ),
    (
        "check demo --format jsn",
        "--format : « jsn » n'est pas un choix possible. Le plus proche : json.",
        "--format: „jsn” is geen mogelijke keuze. Dichtstbij: json.",
        "check",
    ),
    (
        "draw mop demo",
        "VIEW : « mop » n'est pas un choix possible. Le plus proche : map.",
        "VIEW: „mop” is geen mogelijke keuze. Dichtstbij: map.",
        "draw",
    ),
    (
        "centrality demo --layer bords",
        "--layer bords : type de liens inconnu. Le plus proche : boards",
        "--layer bords: onbekende soort band. Dichtstbij: boards",
        "centrality",
    ),
)


@pytest.mark.parametrize(("line", "french", "dutch", "command"), WRONG)
def test_what_was_wrong_is_said_in_two_lines_in_the_readers_language(
    line: str, french: str, dutch: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for before, after, said, help_word in (
        ((), (), french, "Aide : "),
        (("--lang", "fr"), (), french, "Aide : "),
        (("--lang", "nl"), (), dutch, "Hulp: "),
        ((), () if line.endswith("-o") else ("--lang=fr",), french, "Aide : "),
    ):
        assert entry([*before, *line.split(), *after]) == 2
        out, err = capsys.readouterr()
        first, second = err.replace("\u00a0", " ").splitlines()
        assert out == ""
        assert first.startswith(f"isp-graph: {said}")
        assert second == f"{help_word}isp-graph {command}".rstrip() + " --help"


def test_a_choice_that_is_none_names_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry(["check", "demo", "--format", "xyz", "--lang", "en"]) == 2
    assert "Known: table, csv, csv-fr, json." in capsys.readouterr().err


@pytest.mark.parametrize("line", ["", "people", "neo4j", "--lang nl"])
def test_without_a_command_there_is_help(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry(line.split()) == 0
    out, err = capsys.readouterr()
    assert "--help" in out
    assert err == ""


def test_the_version_and_short_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry(["-V"]) == entry(["--version"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert first.startswith("isp-graph ")
    assert entry(["summary", "demo", "-q", "-f", "csv", "-o", "-"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("table,")
    assert err == ""


def test_the_last_language_named_counts() -> None:
    assert language_named(["check", "--lang=nl", "--lang", "en"]) == "en"
    assert language_named(["check", "--lang"]) is None
    assert language_named(["check", "--lang", "xx"]) is None


class Stream:
    def __init__(self, terminal: bool) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "fr"),
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "C"}, "fr"),
        ({"LANG": "fr_BE", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "fr_BE", VARIABLE: "nl"}, "nl"),
        ({"LANG": "en_GB", VARIABLE: "xx"}, "en"),
    ],
)
def test_a_terminal_is_spoken_to_in_the_users_language_and_nothing_else_is(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", VARIABLE):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert asked.language_of(Stream(True)) == language  # type: ignore[arg-type]
    assert asked.language_of(Stream(False)) == "fr"  # type: ignore[arg-type]
    monkeypatch.setattr("sys.stdout", Stream(True))
    monkeypatch.setattr("sys.stderr", Stream(True))
    one = asked.Asked("summary")
    assert (one.lang, one.spoken) == (language, language)
    for into in ({"output": "x.txt"}, {"format": "json"}):
        there = asked.Asked("summary", **into)  # type: ignore[arg-type]
        assert (there.lang, there.spoken) == ("fr", language)
    assert asked.Asked("summary", named="en", output="x.txt").lang == "en"


def test_what_can_be_drawn_is_what_has_a_section() -> None:
    view = next(each for each in COMMANDS["draw"].command.params if each.name == "view")
    assert isinstance(view.type, OneOf)
    assert set(view.type.choices) == set(SECTIONS)


def test_every_command_has_its_package() -> None:
    assert set(packages()) == {name.split()[0] for name in COMMANDS}
