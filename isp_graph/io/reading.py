"""Read a dataset: a folder of CSV files, a workbook, a single table, or a shipped name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from isp_graph.dataset import Dataset
from isp_graph.errors import AccessError
from isp_graph.io import workbook
from isp_graph.io.delimited import read_delimited
from isp_graph.io.settings import FILE, read_settings
from isp_graph.io.shipped import shipped_names
from isp_graph.model.findings import Finding, finding
from isp_graph.model.naming import fold, nearest
from isp_graph.model.schema import SCHEMA
from isp_graph.records import Settings
from isp_graph.resources import resource
from isp_graph.tables.assemble import assemble
from isp_graph.tables.header import known_headers
from isp_graph.tables.raw import RawTable

_DELIMITED = frozenset({".csv", ".tsv", ".txt"})
_TABLES_LIKELY = workbook.SUFFIXES | {".csv"}
_BY_FOLD = {fold(name): name for name in SCHEMA}


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
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise AccessError(f"{folder}: cannot be read ({_why(error)}).") from error
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
        name = _BY_FOLD.get(fold(path.stem)) if suffix in _DELIMITED else None
        if name is None or name in raws:
            if name is not None or suffix in _TABLES_LIKELY:
                near = ", ".join(nearest(path.stem, SCHEMA))
                found.append(finding("unknown_file", path.name, near=near))
            continue
        raw, unread = _read_file(path, name)
        found += unread
        if raw is not None:
            raws[name] = raw
    return list(raws.values()), settings, found


def _workbook_tables(path: Path) -> tuple[list[RawTable], list[Finding]]:
    book = workbook.open_workbook(path)
    raws: dict[str, RawTable] = {}
    found: list[Finding] = []
    for sheet in book.sheet_names:
        name = _BY_FOLD.get(fold(sheet))
        if name is None or name in raws:
            near = ", ".join(nearest(sheet, SCHEMA))
            found.append(finding("unknown_file", sheet, near=near))
        else:
            raws[name] = workbook.read_sheet(book, sheet, name)
    return list(raws.values()), found


def _dataset(
    name: str, raws: Iterable[RawTable], settings: Settings, found: list[Finding]
) -> Dataset:
    assembled = assemble(raws)
    findings = tuple(sorted([*found, *assembled.findings], key=Finding.order))
    return Dataset(name, assembled.tables, findings, assembled.tallies, settings)


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
        hint = f" Did you mean {near[0]}?" if near else ""
        shipped = ", ".join(shipped_names())
        raise AccessError(f"{path}: no such folder or file.{hint} Shipped datasets: {shipped}.")
    name = place.resolve().stem if place.is_file() else place.resolve().name
    if place.is_dir():
        return _dataset(name, *_folder_tables(place))
    if place.suffix.lower() in workbook.SUFFIXES:
        raws, found = _workbook_tables(place)
        return _dataset(name, raws, Settings(), found)
    if place.suffix.lower() in _DELIMITED:
        table = _BY_FOLD.get(fold(place.stem), "organisations")
        raw, found = _read_file(place, table)
        return _dataset(name, [] if raw is None else [raw], Settings(), found)
    raise AccessError(f"{path}: not a folder, a workbook or a CSV file.")
