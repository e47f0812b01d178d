"""What commands share: open the dataset as asked, talk on stderr, put the answer out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from isp_graph.console.asked import Asked
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.files.output import check_target, write_file
from isp_graph.datasets.files.workbook import SUFFIXES
from isp_graph.datasets.keys import key_file, pseudonym_key
from isp_graph.datasets.read import read, read_csv
from isp_graph.datasets.shipped import shipped_names
from isp_graph.errors import AccessError, UsageError
from isp_graph.texts import text


def say(asked: Asked, message: str) -> None:
    """Say something on stderr, unless told to be quiet."""
    if not asked.quiet:
        print(message, file=sys.stderr)


def talk(asked: Asked, key: str, /, **values: Any) -> None:
    """Say one of the texts on stderr, unless told to be quiet."""
    say(asked, text(key, asked.spoken, **values))


@contextmanager
def working(asked: Asked, key: str = "terminal.computing", /, **values: Any) -> Iterator[None]:
    """Show that something takes its time, on a terminal only."""
    if asked.quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text(key, asked.spoken, **values)):
        yield


@contextmanager
def counting(
    asked: Asked, total: int | None, key: str = "terminal.computing", /, **values: Any
) -> Iterator[Callable[..., None] | None]:
    """Show how far something has come, on a terminal only; gives whom to tell, if anybody."""
    if asked.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(text(key, asked.spoken, **values), total=total)
        yield lambda done, total=total: shown.update(task, completed=done, total=total)


def open_dataset(asked: Asked) -> Dataset:
    """Read the dataset that a command names, in the edition asked for, whole.

    Raises
    ------
    AccessError
        If it cannot be read, or holds no organisations, or the answer cannot be written.
    """
    return in_edition(asked, open_named(asked))


def open_named(asked: Asked) -> Dataset:
    """Read the dataset that a command names, whole and with its names; see `open_dataset`.

    It is kept as ``asked.opened``, for what is said after the answer.
    """
    if asked.target is not None:
        chosen_format(asked)
        check_target(asked.target, force=asked.force)
    named = asked.opened = read_named(asked)
    return named


def in_edition(asked: Asked, named: Dataset) -> Dataset:
    """Give a dataset in the edition asked for, and say how much is wrong with it."""
    key = edition_key(asked, named)
    data = named if key is None else named.pseudonymised(key)
    if asked.command != "check":
        tell_findings(asked, data)
    return data


def read_named(asked: Asked) -> Dataset:
    """Read the dataset that a command names, whole and with its names.

    Raises
    ------
    AccessError
        If it cannot be read, or holds no organisations.
    """
    with working(asked, "terminal.reading", name=asked.dataset):
        data = read_csv(sys.stdin.buffer.read()) if asked.dataset == "-" else read(asked.dataset)
    if "organisations" not in data.tables and asked.command != "check":
        raise AccessError("no_organisations", path=asked.dataset)
    return data


def is_shipped(asked: Asked) -> bool:
    """Tell whether the dataset that a command names is one that is shipped."""
    return asked.dataset in shipped_names() and not Path(asked.dataset).exists()


def edition_key(asked: Asked, data: Dataset) -> bytes | None:
    """Give the key under which people become pseudonyms; None where they are to be named."""
    if asked.edition != "public":
        return None
    existed = key_file().exists()
    key = pseudonym_key(data, shipped=is_shipped(asked))
    if key_file().exists() and not existed:
        talk(asked, "terminal.key_made", path=key_file())
    return key


def restricted(asked: Asked, data: Dataset) -> Dataset:
    """Restrict a dataset to the day and the conditions asked for."""
    data = data.at(asked.date)
    chosen: dict[str, list[str]] = {}
    for key, value in asked.where:
        chosen.setdefault(key, []).append(value)
    kept = data.where(**chosen)
    if kept.nodes.is_empty() and asked.command != "check":
        talk(asked, "terminal.nobody_left")
    return kept


def tell_findings(asked: Asked, data: Dataset) -> None:
    """Say on stderr how many findings there are, where some are more than information."""
    errors = sum(entry.severity == "error" for entry in data.findings)
    warnings = sum(entry.severity == "warning" for entry in data.findings)
    if errors or warnings:
        told = {"name": asked.dataset, "error": errors, "warning": warnings}
        talk(asked, "terminal.data_findings", **told)


def put(asked: Asked, data: bytes) -> None:
    """Put an answer out: into the file asked for, else on stdout."""
    if asked.target is not None:
        write_file(asked.target, data, force=asked.force)
        talk(asked, "terminal.written", path=asked.output)
        return
    if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        sys.stdout.write(data.decode("utf-8-sig"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


ENDINGS = {
    "table": (".txt",),
    "csv": (".csv",),
    "csv-fr": (".csv",),
    "json": (".json",),
    "graphml": (".graphml",),
    "gexf": (".gexf",),
    "pajek": (".net",),
    "html": (".html", ".htm"),
}
"""How the name of a file ends, by what is in it; the first is the usual one."""


def chosen_format(asked: Asked) -> str:
    """Give the format asked for, else the one that the output's name ends with, else the usual.

    Raises
    ------
    UsageError
        If the output's name ends otherwise than what would be written.
    """
    ending = "" if asked.target is None else asked.target.suffix.lower()
    wanted = [asked.format] if asked.format else list(asked.formats)
    found = [form for form in wanted if not ending or ending in ENDINGS[form]]
    if not found:
        known = list(dict.fromkeys(each for form in wanted for each in ENDINGS[form]))
        raise UsageError(
            "other_ending", path=asked.output, command=asked.command, known_endings=known
        )
    return "table" if "table" in found else found[0]


def folder_to_write(asked: Asked, name: str) -> Path:
    """Give the folder that an answer of several files goes into; its name is not a file's.

    Raises
    ------
    UsageError
        If it ends as a file of tables does.
    """
    endings = {each for known in ENDINGS.values() for each in known} | SUFFIXES
    if Path(name).suffix.lower() in endings:
        raise UsageError("names_a_file", path=name, command=asked.command)
    return Path(name)
