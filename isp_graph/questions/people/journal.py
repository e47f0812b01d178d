"""The journal of identities as a file: decisions are added at its end, or taken back from there.

What stands in the file already is kept as it is written: order, separator, other columns. Each
change is written whole or not at all, so that whoever is interrupted loses nothing.
"""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from isp_graph.datasets.files.decode import decode
from isp_graph.datasets.files.delimited import read_delimited, separator_of
from isp_graph.datasets.files.output import check_target, write_file
from isp_graph.datasets.tables.header import known_headers, match_header
from isp_graph.errors import AccessError
from isp_graph.schema.tables import SCHEMA
from isp_graph.schema.vocabulary import VOCABULARIES

_TABLE = SCHEMA["matches"]
_COLUMNS = tuple(column.name for column in _TABLE.own)
_NEEDED = ("a", "b", "verdict")


@dataclass(frozen=True)
class Decision:
    """One row of the journal."""

    a: str
    b: str
    verdict: str | None
    who: str | None = None
    when: str | None = None
    why: str | None = None


class Journal:
    """The decisions in a file.

    Parameters
    ----------
    path : pathlib.Path
        A CSV file; one that does not exist is made by the first decision.

    Attributes
    ----------
    decisions : tuple of Decision
        What stands in it, row by row.

    Raises
    ------
    AccessError
        If it cannot be read or written, or lacks the columns of a journal.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data = b""
        self.decisions: tuple[Decision, ...] = ()
        check_target(path, force=True)
        self._read()

    def _read(self) -> None:
        try:
            data = self.path.read_bytes() if self.path.exists() else b""
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise AccessError("not_read", path=self.path, reason=reason) from error
        self._understand(data)

    def _understand(self, data: bytes) -> None:
        self._text, _ = decode(data)
        self._mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        if not self._text.strip():
            self._text = ",".join(_COLUMNS) + "\r\n"
        headers = known_headers(_TABLE)
        self._separator = separator_of(self._text, headers)
        self._end = "\r\n" if "\r\n" in self._text else "\n"
        raw = read_delimited(self._text.encode(), _TABLE.name, self.path.name, headers)
        places, _ = match_header(raw, _TABLE)
        if not set(_NEEDED) <= set(places):
            raise AccessError("journal_not_understood", path=self.path)
        self._places = {name: int(place) for name, place in places.items()}
        self._width = len(raw.header)
        cells = {
            name: [(cell or "").strip() or None for cell in raw.cells[places[name]].to_list()]
            if name in places
            else [None] * raw.cells.height
            for name in _COLUMNS
        }
        recognise = VOCABULARIES["verdict"].recognise
        self.decisions = tuple(
            Decision(a, b, verdict and recognise(verdict), who, when, why)
            for a, b, verdict, who, when, why in zip(
                *(cells[name] for name in _COLUMNS), strict=True
            )
            if a and b
        )
        self._data = data

    def _refresh(self) -> None:
        """Take in what somebody else may have written since."""
        if self.path.exists() and self.path.read_bytes() != self._data:
            self._read()

    def _write(self, text: str) -> None:
        data = self._mark + text.encode()
        write_file(self.path, data, force=True)
        self._understand(data)

    def add(self, decision: Decision) -> None:
        """Write a decision at the end."""
        self._refresh()
        row = [""] * self._width
        for name, place in self._places.items():
            row[place] = getattr(decision, name, None) or ""
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=self._separator, lineterminator=self._end)
        writer.writerow(row)
        begun = self._text if self._text.endswith("\n") else self._text + self._end
        self._write(begun + buffer.getvalue())

    def take_back(self) -> Decision | None:
        """Take the last decision out of the file; None if there is none."""
        self._refresh()
        if not self.decisions:
            return None
        last = self.decisions[-1]
        lines = self._text.splitlines(keepends=True)
        reader = csv.reader(chain(lines, [""]), delimiter=self._separator)
        begun = end = cut = 0
        for record in reader:
            begun, end = end, reader.line_num
            places = (self._places["a"], self._places["b"])
            if all(len(record) > place and record[place].strip() for place in places):
                cut = begun
        self._write("".join(lines[:cut]))
        return last
