"""Read a dataset: a folder of CSV files, a workbook, a single table, or a shipped name."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.files import workbook
from isp_graph.datasets.files.delimited import read_delimited
from isp_graph.datasets.records import Settings
from isp_graph.datasets.settings import FILE, read_settings
from isp_graph.datasets.shipped import shipped_names
from isp_graph.datasets.tables.assemble import assemble
from isp_graph.datasets.tables.header import known_headers
from isp_graph.datasets.tables.raw import RawTable
from isp_graph.errors import AccessError
from isp_graph.schema.findings import Finding, Severity, finding
from isp_graph.schema.naming import fold, nearest
from isp_graph.schema.resources import resource
from isp_graph.schema.tables import SCHEMA

_DELIMITED = frozenset({".csv", ".tsv", ".txt"})
_TABLES_LIKELY = workbook.SUFFIXES | {".csv"}
_NAMES = {fold(name): name for name in SCHEMA}
_LABELS = {fold(label): name for name, table in SCHEMA.items() for label in table.labels.values()}
_CALLED = (
    *SCHEMA,
    *(
        label
        for table in SCHEMA.values()
        for label in table.labels.values()
        if fold(label) not in _NAMES
    ),
)


def table_called(text: str) -> str | None:
    """Give the table that a file or sheet is named after, by its name or a label."""
    return _NAMES.get(fold(text), _LABELS.get(fold(text)))


def table_file(folder: Path, name: str) -> Path | None:
    """Give the file of a folder that is read as a table; None if there is none."""
    called = (
        path
        for path in sorted(folder.iterdir(), key=lambda path: (by_label(path.stem), path))
        if path.suffix.lower() in _DELIMITED
        and not path.name.startswith((".", "~"))
        and table_called(path.stem) == name
    )
    return next(called, None)


def by_label(text: str) -> bool:
    """Tell whether a table is named by a label; its own name comes before."""
    return fold(text) not in _NAMES


def recognised(file: str, text: str, name: str) -> list[Finding]:
    """Say that a file, sheet or frame was known as a table by a label of it."""
    return [finding("table_recognised", file, other=name)] if by_label(text) else []


def _unread(file: str, text: str, *, blank: bool) -> Finding:
    """Say that a file or sheet is no table; one without content is merely good to know."""
    near = ", ".join(nearest(text, _CALLED))
    return finding("unknown_file", file, severity="info" if blank else None, near=near)


def second_table(file: str, first: RawTable, *, blank: bool) -> Finding:
    """Say that a file, sheet or frame is a table that another one was read as."""
    severity: Severity | None = "info" if blank else None
    return finding("second_file", file, severity=severity, other=first.file)


def _is_blank(path: Path) -> bool:
    with suppress(OSError):
        return path.stat().st_size == 0
    return False


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _read_file(path: Path, name: str) -> tuple[RawTable | None, list[Finding]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [finding("unreadable_file", path.name, other=_why(error))]
    return read_delimited(data, name, path.name, known_headers(SCHEMA[name])), []


def _folder_tables(folder: Path) -> tuple[list[RawTable], Settings, list[Finding]]:
    raws: dict[str, RawTable] = {}
    settings = Settings()
    found: list[Finding] = []
    try:
        # A table's own name comes before a label of it.
        entries = sorted(folder.iterdir(), key=lambda path: (by_label(path.stem), path))
    except OSError as error:
        raise AccessError("not_read", path=folder, reason=_why(error)) from error
    for path in entries:
        if path.name == FILE:
            try:
                settings, noticed = read_settings(path.read_bytes())
            except OSError as error:
                noticed = [finding("unreadable_file", FILE, other=_why(error))]
            found += noticed
        if path.is_dir() or path.name.startswith((".", "~")):
            continue
        suffix = path.suffix.lower()
        name = table_called(path.stem) if suffix in _DELIMITED else None
        blank = _is_blank(path)
        if name in raws:
            found.append(second_table(path.name, raws[name], blank=blank))
        elif suffix in workbook.SUFFIXES and not blank:
            found.append(finding("workbook_in_folder", path.name))
        elif name is None and suffix in _TABLES_LIKELY:
            found.append(_unread(path.name, path.stem, blank=blank))
        if name is None or name in raws:
            continue
        raw, unread = _read_file(path, name)
        found += unread + recognised(path.name, path.stem, name)
        if raw is not None:
            raws[name] = raw
    return list(raws.values()), settings, found


def _workbook_tables(path: Path) -> tuple[list[RawTable], list[Finding]]:
    book = workbook.Workbook(path)
    raws: dict[str, RawTable] = {}
    found: list[Finding] = []
    for sheet in sorted(book.sheet_names, key=by_label):
        name = table_called(sheet)
        if name is None:
            found.append(_unread(sheet, sheet, blank=book.is_blank(sheet)))
        elif name in raws:
            found.append(second_table(sheet, raws[name], blank=book.is_blank(sheet)))
        else:
            found += recognised(sheet, sheet, name)
            raws[name] = book.read_sheet(sheet, name)
    return list(raws.values()), found


def assembled_dataset(
    name: str, raws: Iterable[RawTable], settings: Settings, found: list[Finding]
) -> Dataset:
    """Make a dataset of tables as read, and of what was found while reading them."""
    assembled = assemble(raws)
    findings = tuple(sorted([*found, *assembled.findings], key=Finding.order))
    return Dataset(
        name,
        assembled.tables,
        findings,
        assembled.tallies,
        settings,
        withheld=assembled.withheld,
    )


def read_csv(content: bytes, name: str = "stdin") -> Dataset:
    r"""Read a list of organisations that is in no file.

    Parameters
    ----------
    content : bytes
        A CSV file as it would be.
    name : str
        What the dataset, and its file in findings, are called.

    Returns
    -------
    Dataset

    Examples
    --------
    >>> read_csv(b"id,name\na,Alpha\n").organisations["name"].to_list()
    ['Alpha']
    """
    table = "organisations"
    raw = read_delimited(content, table, name, known_headers(SCHEMA[table]))
    return assembled_dataset(name, [raw], Settings(), [])


def read(path: str | Path) -> Dataset:
    """Read a dataset.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder of CSV files, a workbook whose sheets are the tables, one CSV file (a list of
        organisations, unless it is named like another table), or the name of a shipped
        dataset.

    Returns
    -------
    Dataset
        Everything that could be used; what could not is in ``findings``.

    Raises
    ------
    AccessError
        If there is nothing of that name, or it cannot be opened.

    Examples
    --------
    >>> read("demo").findings
    ()
    """
    place = Path(path)
    try:
        exists = place.exists()
    except (OSError, ValueError):
        exists = False
    if not exists and str(path) in shipped_names():
        place = resource("data") / str(path)
    elif not exists:
        near = nearest(str(path), shipped_names())
        raise AccessError("nothing_there", path=path, shipped=shipped_names(), near=near)
    name = place.resolve().stem if place.is_file() else place.resolve().name
    if place.is_dir():
        return assembled_dataset(name, *_folder_tables(place))
    if place.suffix.lower() in workbook.SUFFIXES:
        raws, found = _workbook_tables(place)
        return assembled_dataset(name, raws, Settings(), found)
    if place.suffix.lower() in _DELIMITED:
        called = table_called(place.stem)
        raw, found = _read_file(place, called or "organisations")
        found += recognised(place.name, place.stem, called) if called else []
        return assembled_dataset(name, [] if raw is None else [raw], Settings(), found)
    raise AccessError("not_a_dataset", path=path)
