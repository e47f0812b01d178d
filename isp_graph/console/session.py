"""What commands share: open the dataset as asked, talk on stderr, put the answer out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.files.output import check_target, write_file
from isp_graph.datasets.keys import key_file, pseudonym_key
from isp_graph.datasets.read import read
from isp_graph.datasets.shipped import shipped_names
from isp_graph.errors import AccessError, UsageError
from isp_graph.present.texts import text


def talk(options: argparse.Namespace, message: str) -> None:
    """Say something on stderr, unless told to be quiet."""
    if not options.quiet:
        print(message, file=sys.stderr)


@contextmanager
def working(options: argparse.Namespace, message: str) -> Iterator[None]:
    """Show that something takes its time, on a terminal only."""
    if options.quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(message):
        yield


@contextmanager
def counting(
    options: argparse.Namespace, message: str, total: int
) -> Iterator[Callable[[int], None] | None]:
    """Show how far something has come, on a terminal only; gives whom to tell, if anybody."""
    if options.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(message, total=total)
        yield lambda done: shown.update(task, completed=done)


def open_dataset(options: argparse.Namespace) -> Dataset:
    """Read the dataset that a command names, in the edition asked for, whole.

    Raises
    ------
    AccessError
        If it cannot be read, or holds no organisations, or the answer cannot be written.
    """
    return in_edition(options, open_named(options))


def open_named(options: argparse.Namespace) -> Dataset:
    """Read the dataset that a command names, whole and with its names; see `open_dataset`.

    It is kept as ``options.opened``, for what is said after the answer.
    """
    if options.output is not None and options.output != "-":
        check_target(Path(options.output), force=options.force)
    named = options.opened = read_named(options)
    return named


def in_edition(options: argparse.Namespace, named: Dataset) -> Dataset:
    """Give a dataset in the edition asked for, and say how much is wrong with it."""
    key = edition_key(options, named)
    data = named if key is None else named.pseudonymised(key)
    if options.command != "check":
        tell_findings(options, data)
    return data


def read_named(options: argparse.Namespace) -> Dataset:
    """Read the dataset that a command names, whole and with its names.

    Raises
    ------
    AccessError
        If it cannot be read, or holds no organisations.
    """
    with working(options, text("terminal.reading", options.lang, name=options.dataset)):
        data = read(options.dataset)
    if "organisations" not in data.tables and options.command != "check":
        raise AccessError("no_organisations", path=options.dataset)
    return data


def is_shipped(options: argparse.Namespace) -> bool:
    """Tell whether the dataset that a command names is one that is shipped."""
    return options.dataset in shipped_names() and not Path(options.dataset).exists()


def edition_key(options: argparse.Namespace, data: Dataset) -> bytes | None:
    """Give the key under which people become pseudonyms; None where they are to be named."""
    if options.edition != "public":
        return None
    existed = key_file().exists()
    key = pseudonym_key(data, shipped=is_shipped(options))
    if key_file().exists() and not existed:
        talk(options, text("terminal.key_made", options.lang, path=key_file()))
    return key


def restricted(options: argparse.Namespace, data: Dataset) -> Dataset:
    """Restrict a dataset to the day and the conditions asked for."""
    data = data.at(options.date)
    chosen: dict[str, list[str]] = {}
    for key, value in options.where:
        chosen.setdefault(key, []).append(value)
    kept = data.where(**chosen)
    if kept.nodes.is_empty() and options.command != "check":
        talk(options, text("terminal.nobody_left", options.lang))
    return kept


def tell_findings(options: argparse.Namespace, data: Dataset) -> None:
    """Say on stderr how many findings there are, where some are more than information."""
    errors = sum(entry.severity == "error" for entry in data.findings)
    warnings = sum(entry.severity == "warning" for entry in data.findings)
    if errors or warnings:
        told = {"name": options.dataset, "error": errors, "warning": warnings}
        talk(options, text("terminal.data_findings", options.lang, **told))


def put(options: argparse.Namespace, data: bytes) -> None:
    """Put an answer out: into the file asked for, else on stdout."""
    if options.output is not None and options.output != "-":
        write_file(Path(options.output), data, force=options.force)
        talk(options, text("terminal.written", options.lang, path=options.output))
        return
    if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        sys.stdout.write(data.decode("utf-8-sig"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def chosen_format(options: argparse.Namespace, default: str = "table") -> str:
    """Give the format asked for, else the one that the output's name ends with.

    Raises
    ------
    UsageError
        If the command does not write what the name ends with.
    """
    if options.format:
        return str(options.format)
    by_suffix = {
        ".csv": "csv",
        ".json": "json",
        ".graphml": "graphml",
        ".gexf": "gexf",
        ".net": "pajek",
    }
    suffix = "" if options.output is None else Path(options.output).suffix.lower()
    form = by_suffix.get(suffix, default)
    if form not in options.formats:
        raise UsageError(
            "format_not_written",
            path=options.output,
            command=options.command,
            form=form,
            written=options.formats,
        )
    return form
