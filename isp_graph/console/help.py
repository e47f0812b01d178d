"""What a command says of itself: from its declaration, and from the ``help.toml`` beside it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import click
from typer.core import TyperCommand, TyperGroup

from isp_graph.console.asked import language_of
from isp_graph.console.values import OneOf, Surplus
from isp_graph.grammar import LANGUAGES, filled, typeset

COMMON = "common"
"""The panel of the options that commands share."""
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 120}
"""How all commands are explained."""

Said = Mapping[str, str]


@cache
def help_texts(package: str) -> Mapping[str, Mapping[str, Said]]:
    """Give what the ``help.toml`` of a package says of each command, by what it says it of.

    A text is the same in each language where it stands there once.
    """
    declared = tomllib.loads((files(package) / "help.toml").read_text("utf-8"))
    return {
        command: {
            name: {
                language: typeset(said if isinstance(said, str) else said[language], language)
                for language in LANGUAGES
            }
            for name, said in entries.items()
        }
        for command, entries in declared.items()
    }


def common_text(name: str, language: str, /, **values: Any) -> str:
    """Give a text that the help of all commands has."""
    return filled(help_texts(__package__)[COMMON][name][language], language, values)


def language_in(context: click.Context) -> str:
    """Give the language in which help is asked for."""
    line = context.find_root().obj
    return getattr(line, "named", None) or language_of(sys.stdout)


def heading(title: str, context: click.Context) -> str:
    """Give the title of a panel, to which click adds a colon."""
    return common_text(title, language_in(context)).removesuffix(":")


def sentence(about: str) -> str:
    """Make a sentence of what a command does.

    Examples
    --------
    >>> sentence("count the records")
    'Count the records.'
    """
    return about[0].upper() + about[1:] + "."


def name_of(parameter: click.Parameter) -> str:
    """Give the name under which ``help.toml`` speaks of a parameter."""
    return max(parameter.opts, key=len).lstrip("-").replace("-", "_")


def about(texts: Mapping[str, Said], parameter: click.Parameter, language: str) -> str:
    """Say what a parameter is for, whether it may come again, and what it is otherwise."""
    name = name_of(parameter)
    said = texts[name][language] if name in texts else common_text(name, language, **_listed(name))
    if getattr(parameter, "multiple", False):
        said = common_text("repeatable", language, about=said)
    if isinstance(parameter.type, OneOf) and not _fits(parameter.type):
        words = ", ".join(parameter.type.choices)
        said = common_text("one_of", language, about=said, words=words)
    default = parameter.default
    if isinstance(default, (str, int, float)) and not isinstance(default, bool):
        said = common_text("otherwise", language, about=said, value=str(default))
    return said


def _listed(name: str) -> dict[str, str]:
    """Give what the text of an option lists."""
    if name != "layer":
        return {}
    from isp_graph.schema.vocabulary import VOCABULARIES  # which not every help asks for

    return {"layers": ", ".join(VOCABULARIES["tie_kind"].reserved)}


def _fits(words: OneOf) -> bool:
    """Tell whether the words have room where one value stands."""
    return len("|".join(words.choices)) <= 20


def written(parameter: click.Parameter) -> str:
    """Write a parameter as one types it."""
    kind = parameter.type
    words = "|".join(kind.choices) if isinstance(kind, OneOf) and _fits(kind) else None
    usual = kind.name if kind.name.isupper() else str(parameter.name).upper()
    value = parameter.metavar or words or usual
    if not isinstance(parameter, click.Option):
        return value
    names = sorted([*parameter.opts, *parameter.secondary_opts], key=lambda name: name[:2] == "--")
    return ", ".join(names) if parameter.is_flag else f"{', '.join(names)} {value}"


class _Told:
    """A command, or a group of them, that explains itself in the language asked for."""

    callback: Any
    params: list[click.Parameter]
    get_params: Callable[[click.Context], list[click.Parameter]]

    def texts(self, context: click.Context) -> Mapping[str, Said]:
        """Give what is said of this command."""
        package = str(self.callback.__module__).rpartition(".")[0]
        return help_texts(package)[context.command_path.partition(" ")[2] or "isp-graph"]

    def usage(self, context: click.Context) -> str:
        """Write what is typed behind the command's name."""
        named = [each for each in self.params if isinstance(each, click.Argument)]
        typed = [written(each) if each.required else f"[{written(each)}]" for each in named]
        return " ".join([*typed, common_text("options_too", language_in(context))])

    def format_help(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help: usage, what it does, own options first, common ones last, an example."""
        language, texts = language_in(context), self.texts(context)
        prefix = common_text("usage", language) + " "
        formatter.write_usage(context.command_path, self.usage(context), prefix)
        formatter.write_paragraph()
        formatter.write_text(sentence(texts["about"][language]))
        self.panels(context, formatter)
        formatter.write_paragraph()
        if "more" in texts:
            formatter.write_text(texts["more"][language])
            formatter.write_paragraph()
        formatter.write(f"{common_text('example', language)}\n  {texts['example'][language]}\n")

    def panels(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, panel by panel."""
        own = [each for each in self.params if getattr(each, "rich_help_panel", None) != COMMON]
        shared = [each for each in self.get_params(context) if each not in own]
        self.panel(context, formatter, "own", own)
        self.panel(context, formatter, "common", shared)

    def panel(
        self,
        context: click.Context,
        formatter: click.HelpFormatter,
        title: str,
        members: Iterable[click.Parameter],
    ) -> None:
        """Write one panel, if there is anything in it."""
        language, texts = language_in(context), self.texts(context)
        rows = [(written(each), about(texts, each, language)) for each in members]
        if rows:
            with formatter.section(heading(title, context)):
                formatter.write_dl(rows)


class Command(_Told, TyperCommand):
    """A command that explains itself, and says what is too much."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; what is left over is refused."""
        try:
            left = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # an option used badly does not know where
            raise
        if left and not ctx.resilient_parsing:
            raise Surplus(left, ctx)
        return left


class Group(_Told, TyperGroup):
    """A group of commands that explains itself."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.no_args_is_help, self.invoke_without_command = False, True
        self.params.append(click.Option(["--lang"], type=OneOf(LANGUAGES), expose_value=False))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; without one, show what there is."""
        code = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())
            return 0
        return code

    def usage(self, context: click.Context) -> str:
        """Write that a command follows."""
        return f"{common_text('command', language_in(context))} {super().usage(context)}"

    def panels(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write which commands there are, and the few options."""
        for title, names in self.kinds(context).items():
            rows = [(name, self.said_of(context, name)[language_in(context)]) for name in names]
            with formatter.section(heading(title, context)):
                formatter.write_dl(rows)
        self.panel(context, formatter, "options", self.get_params(context))

    def kinds(self, context: click.Context) -> Mapping[str, Sequence[str]]:
        """Give its commands, by the title of their panel."""
        return {"commands": self.list_commands(context)}

    def said_of(self, context: click.Context, name: str) -> Said:
        """Give what one of its commands does."""
        package = str(self.callback.__module__).rpartition(".")[0]
        within = context.command_path.partition(" ")[2]
        return help_texts(package)[f"{within} {name}".strip()]["about"]
