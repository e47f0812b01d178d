"""What a spoiled dataset must still do: be read, or be refused in one sentence.

*Accounted for*: each table holds as many records as Python's ``csv`` module finds in its file,
each used or set aside, and whatever is set aside has a finding that is an error.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import isp_graph
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.files.decode import decode
from isp_graph.datasets.files.delimited import separator_of
from isp_graph.datasets.tables.header import known_headers
from isp_graph.errors import IspGraphError
from isp_graph.grammar import LANGUAGES
from isp_graph.schema.tables import SCHEMA
from tests.fuzz.mutations import case

LAYERS = ("boards", "meetings", "all")
# Shortcuts of organisations add rows to these.
_LINKS = {"coverage", "organisation_sectors"}


def records_of(data: bytes, table: str) -> list[int]:
    """Give the first line of each non-blank record after the header, as ``csv`` reads it."""
    text = decode(data)[0]
    separator = separator_of(text, known_headers(SCHEMA[table]))
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begun, rows = 1, []
    for record in reader:
        if any(cell.strip() for cell in record):
            rows.append(begun)
        begun = reader.line_num + 1
    return rows[1:]


def accounted_for(data: Dataset, files: Mapping[str, bytes]) -> None:
    """Fail where a record went without a word."""
    for name, content in files.items():
        table = name.removesuffix(".csv")
        if table == name:
            continue
        rows = records_of(content, table)
        here = [entry for entry in data.findings if entry.file == name]
        whole = any(entry.code == "missing_column" for entry in here)
        told = {entry.row for entry in here if entry.severity == "error"}
        if not rows and table not in data.tallies:  # a header alone: the table was built
            continue
        tally = data.tallies[table]
        assert tally.records == len(rows), (name, tally, len(rows))
        assert 0 <= tally.used <= tally.records, (name, tally)
        assert {entry.row for entry in here if entry.code == "missing_value"} <= {*rows}, name
        if not data.tables:  # there are no organisations
            continue
        assert whole or tally.refused <= len(told & {*rows}), (name, tally, sorted(map(str, told)))
        height = data.tables[table].height
        assert height == tally.used or (table in _LINKS and height > tally.used), (name, height)


QUESTIONS: tuple[Callable[[Dataset], object], ...] = (
    lambda data: isp_graph.isolated(data, LAYERS).rows,
    lambda data: isp_graph.centrality(data, LAYERS).rows,
    lambda data: isp_graph.graph(data),
    lambda data: [isp_graph.layer(data.at("2014"), name) for name in LAYERS],
    lambda data: data.pseudonymised(b"key").fingerprint,
)


def asked(data: Dataset, seed: int) -> None:
    """Ask a dataset what people ask, two questions a case; an answer may be a refusal in words."""
    for entry in data.findings:
        for language in LANGUAGES:
            assert entry.message(language)
            assert entry.remedy(language)
    assert isp_graph.summary(data).rows is not None
    for number in range(2):
        try:
            QUESTIONS[(seed + number) % len(QUESTIONS)](data)
        except IspGraphError as error:
            one_sentence(error)


def one_sentence(error: IspGraphError) -> None:
    """A refusal says something, on one line."""
    assert str(error).strip()
    assert "\n" not in str(error)
    assert "Traceback" not in str(error)


def survive(files: Mapping[str, bytes], seed: int) -> str:
    """Spoil the files, read them, and ask; give what became of it.

    Returns
    -------
    str
        ``clean``, ``findings`` or ``refused``; anything else is an exception.
    """
    spoiled = case(dict(files), seed)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        folder.mkdir()
        for name, content in spoiled.items():
            (folder / name).write_bytes(content)
        try:
            data = isp_graph.read(folder)
        except IspGraphError as error:
            one_sentence(error)
            return "refused"
    accounted_for(data, spoiled)
    asked(data, seed)
    return "findings" if data.findings else "clean"
