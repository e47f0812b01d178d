"""Values of options: read from what somebody typed, or refused with the value that was typed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import click

from isp_graph.errors import UsageError


class Refused(click.BadParameter):
    """A value that an option does not take.

    Parameters
    ----------
    key : str
        Which sentence of ``errors.toml`` says why.
    **values
        What the sentence names.
    """

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key, self.values = key, values


class Whole(click.ParamType[int]):
    """A whole number."""

    name = "N"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Read it."""
        try:
            return int(value)
        except ValueError as error:
            raise Refused("no_whole_number", value=value) from error


class Decimal(click.ParamType[float]):
    """A finite number, with a point or a comma; whether it fits is for the question to say."""

    name = "N"

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        """Read it."""
        try:
            found = float(str(value).replace(",", "."))
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            raise Refused("no_number", value=value)
        return found


class Condition(click.ParamType[tuple[str, str]]):
    """One ``KEY=VALUE``, or ``KEY!=VALUE``."""

    name = "KEY=VALUE"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        """Take it apart."""
        key, equals, wanted = str(value).partition("=")
        if not (key and equals and wanted):
            raise Refused("no_condition", value=value)
        kept = key.removesuffix("!").strip()
        return (kept if key == key.removesuffix("!") else f"{kept}!"), wanted.strip()


class OneOf(click.Choice[str]):
    """One of the words that are known.

    Parameters
    ----------
    known : sequence of str
    """

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(list(known))

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Find it."""
        if value not in self.choices:
            raise Refused("no_choice", value=value, known=list(self.choices))
        return str(value)


class Dataset(click.ParamType[str]):
    """A folder, a workbook, a CSV file, or the name of a shipped dataset."""

    name = "DATASET"

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[Any]:
        """Offer the shipped names, and let the shell offer files."""
        from click.shell_completion import CompletionItem

        from isp_graph.datasets.shipped import shipped_names

        named = [CompletionItem(name) for name in shipped_names() if name.startswith(incomplete)]
        return named or [CompletionItem(incomplete, type="file")]


class Surplus(click.UsageError):
    """What was typed behind all that a command takes.

    Parameters
    ----------
    words : list of str
    context : click.Context
    """

    def __init__(self, words: list[str], context: click.Context) -> None:
        super().__init__(" ".join(words), context)


def only_one(option: str, values: Sequence[str] | None) -> str | None:
    """Give the one value of an option, and refuse a second instead of forgetting the first."""
    if values and len(values) > 1:
        raise UsageError("name_one_only", name=option)
    return values[0] if values else None
