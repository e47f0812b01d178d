"""How a command is declared: its own options by annotation, those that all share by one decorator.

A command is a function of ``asked``, which holds the shared options, and of its own::

    @command(app, "isolated", TABULAR)
    def run(asked: Asked, layer: Layers = None) -> int: ...

``bool`` is a flag, a ``Literal`` one of its words, ``list`` may be given several times; what has
no default is named without an option. What ``--help`` says of them stands in ``help.toml`` beside
the module. Nothing heavy is imported by such a module: its function imports what it needs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from copy import copy
from typing import Annotated, Any, Literal, get_args, get_origin

import click
import typer

from isp_graph.console.asked import Asked
from isp_graph.console.help import COMMON, SETTINGS, Command, Group
from isp_graph.console.values import Condition, Dataset, Decimal, OneOf, Whole
from isp_graph.errors import UsageError
from isp_graph.grammar import LANGUAGES

TABULAR = ("table", "csv", "csv-fr", "json")
GRAPHS = ("graphml", "gexf", "pajek")

Layers = Annotated[list[str] | None, typer.Option("--layer", metavar="NAME")]
"""Several layers, by name."""
Null = Literal["fdsm", "sdsm", "hypergeometric"]
Correction = Literal["benjamini-hochberg", "by", "holm", "none"]
Named = Annotated[str | None, typer.Option(metavar="NAME")]
Day = Annotated[str | None, typer.Option(metavar="DATE")]
Attributes = Annotated[list[str] | None, typer.Option(metavar="ATTRIBUTE")]
Offered = Annotated[list[str], typer.Option()]
"""What offers are for, or in; several are allowed."""

SERVER = ("home", "uri", "user", "password_file")
TALK = ("lang", "quiet")
WRITING = ("output", "force", *TALK)
ON_DATASET = ("dataset", "date", "where", "edition", "seed", "format", *WRITING)
"""The shared options of a command on a dataset."""
LISTED = (*ON_DATASET, "show", "sort")
"""Those of a command whose answer is one list for people."""


def _option(kind: Any, *names: str, **settings: Any) -> Any:
    return Annotated[kind, typer.Option(*names, rich_help_panel=COMMON, **settings)]


def _shared(formats: Sequence[str]) -> dict[str, tuple[Any, Any]]:
    """Declare what commands share: annotation and default of each by its name."""
    editions = OneOf(("public", "internal"))
    dataset = typer.Argument(metavar="DATASET", click_type=Dataset())
    return {
        "dataset": (Annotated[str, dataset], inspect.Parameter.empty),
        "date": (_option(str | None), None),
        "where": (_option(list[str], click_type=Condition()), []),
        "edition": (_option(str, click_type=editions), "public"),
        # Whatever draws nothing is the same under every seed.
        "seed": (_option(int, click_type=Whole()), 0),
        "format": (_option(str | None, "--format", "-f", click_type=OneOf(formats)), None),
        "output": (_option(str | None, "--output", "-o", metavar="FILE"), None),
        "home": (_option(str | None, metavar="DIR"), None),
        "uri": (_option(str | None), None),
        "user": (_option(str), "neo4j"),
        "password_file": (_option(str | None, metavar="FILE"), None),
        "show": (_option(int | None, click_type=Whole()), None),
        "sort": (_option(str | None, metavar="COLUMN"), None),
        "force": (_option(bool, "--force"), False),
        "lang": (_option(str | None, click_type=OneOf(LANGUAGES)), None),
        "quiet": (_option(bool, "--quiet", "-q"), False),
    }


def _typed(parameter: inspect.Parameter) -> inspect.Parameter:
    """Give the parameter with what reads its value, by its annotation."""
    kind, *told = (
        get_args(parameter.annotation)
        if get_origin(parameter.annotation) is Annotated
        else (parameter.annotation,)
    )
    plain = next((part for part in get_args(kind) if part is not type(None)), kind)
    if get_origin(kind) is Literal:
        plain = kind
    plain = get_args(plain)[0] if get_origin(plain) is list else plain
    positional = parameter.default is parameter.empty
    flag = f"--{parameter.name.replace('_', '-')}"
    if told:
        info = copy(told[0])
    elif positional:
        info = typer.Argument()
    else:
        info = typer.Option(flag) if plain is bool else typer.Option()
    if get_origin(plain) is Literal:
        info.click_type = OneOf(get_args(plain))
    elif plain in (int, float):
        info.click_type = Whole() if plain is int else Decimal()
    annotation = Annotated[kind, info]  # type: ignore[valid-type]
    return parameter.replace(annotation=annotation, kind=inspect.Parameter.KEYWORD_ONLY)


def commands() -> typer.Typer:
    """Make what a module declares its commands on."""
    return typer.Typer(
        cls=Group,
        context_settings=SETTINGS,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        add_completion=False,
    )


def command(
    app: typer.Typer, name: str, formats: Sequence[str] = (), shared: Sequence[str] = ON_DATASET
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Declare a command.

    Parameters
    ----------
    app : typer.Typer
        Of `commands`.
    name : str
        What one types.
    formats : sequence of str
        What it can write; none if that is no choice.
    shared : sequence of str
        Which of the options that commands share it has.

    Returns
    -------
    callable
        Takes the function that runs it, which gives the exit code.
    """
    has = [each for each in shared if len(formats) > 1 or each != "format"]

    def declare(run: Callable[..., int]) -> Callable[..., int]:
        own = [_typed(each) for each in inspect.signature(run, eval_str=True).parameters.values()]
        common = [
            inspect.Parameter(
                each, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind
            )
            for each, (kind, default) in _shared(formats).items()
            if each in has
        ]

        def asking(**values: Any) -> int:
            context = click.get_current_context()
            asked: Asked = context.find_root().obj  # it knows the language, wherever that was said
            asked.command, asked.formats = context.command_path.partition(" ")[2], tuple(formats)
            vars(asked).update({each: values.pop(each) for each in has})
            return run(asked=asked, **values)

        placed: list[inspect.Parameter] = []
        for each in own:
            is_asked = each.name == "asked"
            placed += [part for part in common if part.name == "dataset"] if is_asked else [each]
        placed += [each for each in common if each.name != "dataset"]
        asking.__module__ = run.__module__
        asking.__signature__ = inspect.Signature(placed)  # type: ignore[attr-defined]
        asking.__annotations__ = {each.name: each.annotation for each in placed}
        # What is left over is refused by `Command`, in words.
        app.command(name, cls=Command, context_settings={"allow_extra_args": True})(asking)
        return run

    return declare


def chosen(**views: Any) -> str | None:
    """Name the one view that is asked for; two do not go together.

    Examples
    --------
    >>> chosen(people=False, two_mode=True)
    'two-mode'
    >>> chosen(people=False)
    """
    names = [
        name.replace("_", "-")
        for name, value in views.items()
        if value is not None and value is not False
    ]
    if len(names) > 1:
        raise UsageError("not_together", one=f"--{names[0]}", other=f"--{names[1]}")
    return names[0] if names else None
