"""Spoil the files of a dataset as mails, editors and spreadsheets do, by a seed.

A *mutation* takes the bytes of one file and gives other bytes. A *case* is one seed: which files
of the reduced demonstration are spoiled, how, and how often.
"""

import csv
import io
import itertools
import random
from collections.abc import Callable, Mapping
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
DEMO, BRUSSELS = DATA / "demo", DATA / "bruxelles-2015"
Files = dict[str, bytes]
Mutation = Callable[[bytes, random.Random], bytes]

# One in so many organisations is kept, and what refers to none but those.
_KEPT_EVERY = 4
_ELSEWHERE = ("poles.csv", "practices.csv", "texts.csv")
_REFERENCES = {
    "mandates": ("organisation", "represents"),
    "attendance": ("organisation",),
    "coverage": ("organisation",),
    "organisation_sectors": ("organisation",),
    "offers": ("organisation",),
    "publics": ("organisation",),
    "ties": ("from", "to"),
}

NASTY = (
    *(
        "",
        " ",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\x00",
        "\x1b[31m",
        "\x1c",
        "\x85",
        "\u202e",
        "\ufffd",
    ),
    *("=HYPERLINK(1)", "@x", "<script>", '"};alert(1);//', "Ã©", "🙂", "İ", "ß", "e\u0301"),
    *("*", "|", ";|;", "*|NE", "NE|SE", "-1", "0", "1e999", "9" * 60, "9" * 5000, "1.200", "1 200"),
    *("31/02/2015", "2015-13", "0000", "9999", "1799", "2015-06-31", "31.12.1999", "42094"),
    *("oui", "nee", "vrai", "boards", "all", "meetings-hours", "{value}", "%s", "zone Noordoost"),
    *(
        "St-Josse",
        "préformation",
        "null",
        "None",
        "nan",
        "inf",
        "-inf",
        "p0001",
        "ml-c",
        "cpas-21001",
    ),
)


def reduced_demo() -> Files:
    """Give the demonstration with a quarter of its organisations and what hangs on them.

    Tables that it lacks come from the facts of 2015, so that each table of the schema is there.
    """
    files = {path.name: path.read_bytes() for path in sorted(DEMO.glob("*.csv"))}
    for name in _ELSEWHERE:
        files[name] = (BRUSSELS / name).read_bytes()
    files["dataset.toml"] = (DEMO / "dataset.toml").read_bytes()
    kept: set[str] = set()

    def write(name: str, keep: Callable[[int, Mapping[str, str]], bool]) -> list[dict[str, str]]:
        reader = csv.DictReader(io.StringIO(files[name].decode(), newline=""))
        rows = [row for number, row in enumerate(reader) if keep(number, row)]
        buffer = io.StringIO(newline="")
        writer = csv.DictWriter(buffer, reader.fieldnames or ())
        writer.writeheader()
        writer.writerows(rows)
        files[name] = buffer.getvalue().encode()
        return rows

    for row in write("organisations.csv", lambda number, _: number % _KEPT_EVERY == 0):
        kept.add(row["id"])
    kept.add("")
    for table, columns in _REFERENCES.items():

        def refers_to_kept(_: int, row: Mapping[str, str], own: tuple[str, ...] = columns) -> bool:
            return all(row[name] in kept for name in own)

        write(f"{table}.csv", refers_to_kept)
    mandates = csv.DictReader(io.StringIO(files["mandates.csv"].decode(), newline=""))
    seated = {row["person"] for row in mandates}
    write("people.csv", lambda _, row: row["id"] in seated)
    pairs = itertools.pairwise(sorted(seated - {""})[:9])
    files["matches.csv"] = "".join(
        ["a,b,verdict,who\n", *(f"{a},{b},different,somebody\n" for a, b in pairs)]
    ).encode()
    poles = csv.DictReader(io.StringIO(files["poles.csv"].decode(), newline=""))
    acting = zip(sorted(kept - {""}), poles, strict=False)
    files["pole_roles.csv"] = "".join(
        ["pole,organisation,role\n", *(f"{pole['id']},{own},acts\n" for own, pole in acting)]
    ).encode()
    for name in ("demand.csv", "practices.csv", "texts.csv"):
        write(name, lambda number, _: number % _KEPT_EVERY == 0)
    return files


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [b""]


def _place(data: bytes, draw: random.Random) -> int:
    return draw.randrange(len(data) + 1)


def flip_bytes(data: bytes, draw: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        if spoiled:
            spoiled[draw.randrange(len(spoiled))] = draw.randrange(256)
    return bytes(spoiled)


def insert_bytes(data: bytes, draw: random.Random) -> bytes:
    at = _place(data, draw)
    return data[:at] + draw.randbytes(draw.randint(1, 6)) + data[at:]


def delete_bytes(data: bytes, draw: random.Random) -> bytes:
    at = _place(data, draw)
    return data[:at] + data[at + draw.randint(1, 40) :]


def truncate(data: bytes, draw: random.Random) -> bytes:
    return data[: _place(data, draw)]


def insert_marks(data: bytes, draw: random.Random) -> bytes:
    for _ in range(draw.randint(1, 4)):
        at = _place(data, draw)
        data = data[:at] + draw.choice([b'"', b'""', b",", b";", b"\t", b"\r", b"\n"]) + data[at:]
    return data


def spoil_line_ends(data: bytes, draw: random.Random) -> bytes:
    kinds = draw.choice([[b"\r"], [b"\r\n"], [b"\n", b"\r"], [b"\r\n", b"\n", b"\r", b"\n\r"]])
    return b"".join(line.rstrip(b"\r\n") + draw.choice(kinds) for line in _lines(data))


def drop_rows(data: bytes, draw: random.Random) -> bytes:
    share = draw.random()
    return b"".join(line for line in _lines(data) if draw.random() > share)


def double_rows(data: bytes, draw: random.Random) -> bytes:
    return b"".join(line * draw.choice([1, 1, 1, 2]) for line in _lines(data))


def shuffle_rows(data: bytes, draw: random.Random) -> bytes:
    lines = _lines(data)
    rest = lines[1:] if draw.random() < 0.8 else lines
    draw.shuffle(rest)
    return b"".join(lines[: len(lines) - len(rest)] + rest)


def add_blank_rows(data: bytes, draw: random.Random) -> bytes:
    blanks = [b"\n", b"\r\n", b",,,\n", b" ,\xc2\xa0\n", b'"",""\n', b"\t\n"]
    return b"".join(
        line if draw.random() < 0.8 else draw.choice(blanks) + line for line in _lines(data)
    )


def change_encoding(data: bytes, draw: random.Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    name = draw.choice(["cp1252", "latin-1", "utf-8-sig", "utf-16", "utf-16-le", "utf-7", "cp850"])
    return text.encode(name, errors="replace")


def decode_wrongly(data: bytes, draw: random.Random) -> bytes:
    return data.decode(draw.choice(["cp1252", "latin-1"]), errors="replace").encode()


def change_separator(data: bytes, draw: random.Random) -> bytes:
    return data.replace(b",", draw.choice([b";", b"\t", b"|", b", ", b" "]))


def _by_records(change: Callable[[list[list[str]], random.Random], None]) -> Mutation:
    def mutation(data: bytes, draw: random.Random) -> bytes:
        text = data.decode("utf-8", errors="replace")
        records = list(csv.reader(io.StringIO(text, newline="")))
        if records:
            change(records, draw)
        buffer = io.StringIO(newline="")
        if draw.random() < 0.5:
            csv.writer(buffer, lineterminator="\n").writerows(records)
        else:
            csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(records)
        return buffer.getvalue().encode("utf-8", errors="replace")

    return mutation


def _spoil_cells(records: list[list[str]], draw: random.Random) -> None:
    for _ in range(draw.randint(1, 12)):
        record = draw.choice(records)
        if record:
            record[draw.randrange(len(record))] = draw.choice(NASTY)


def _spoil_column(records: list[list[str]], draw: random.Random) -> None:
    place, value = draw.randrange(max(1, len(records[0]))), draw.choice(NASTY)
    for record in records[1:]:
        if place < len(record):
            record[place] = value


def _spoil_header(records: list[list[str]], draw: random.Random) -> None:
    header = records[0]
    for place, name in enumerate(header):
        if draw.random() < 0.2:
            header[place] = draw.choice([name.upper(), name + "s", "", "id", "Zone", *NASTY])


def _drop_column(records: list[list[str]], draw: random.Random) -> None:
    place = draw.randrange(max(1, len(records[0])))
    for record in records:
        del record[place : place + 1]


def _swap_columns(records: list[list[str]], draw: random.Random) -> None:
    a, b = (draw.randrange(max(1, len(records[0]))) for _ in range(2))
    for record in records[draw.randint(0, 1) :]:
        if max(a, b) < len(record):
            record[a], record[b] = record[b], record[a]


def _make_ragged(records: list[list[str]], draw: random.Random) -> None:
    for record in records:
        if draw.random() < 0.1:
            record.extend([draw.choice(NASTY)] * draw.randint(1, 3))
        elif draw.random() < 0.1:
            del record[draw.randrange(len(record) + 1) :]


def _mix_values(records: list[list[str]], draw: random.Random) -> None:
    """Put values of the same column into other rows: contradictions rather than rubbish."""
    place = draw.randrange(max(1, len(records[0])))
    values = [record[place] for record in records[1:] if place < len(record)]
    for record in records[1:]:
        if place < len(record) and draw.random() < 0.5:
            record[place] = draw.choice(values)


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes,
    insert_bytes,
    delete_bytes,
    truncate,
    insert_marks,
    spoil_line_ends,
    drop_rows,
    double_rows,
    shuffle_rows,
    add_blank_rows,
    change_encoding,
    decode_wrongly,
    change_separator,
    *map(
        _by_records,
        (
            _spoil_cells,
            _spoil_column,
            _spoil_header,
            _drop_column,
            _swap_columns,
            _make_ragged,
            _mix_values,
        ),
    ),
)


def case(files: Files, seed: int) -> Files:
    """Take some files of a dataset and spoil one to three of them, each once or twice."""
    draw = random.Random(seed)
    names = [name for name in sorted(files) if name == "organisations.csv" or draw.random() < 0.5]
    spoiled = {name: files[name] for name in names}
    for name in draw.sample(names, min(len(names), draw.randint(1, 3))):
        if draw.random() < 0.03:
            del spoiled[name]
            continue
        for _ in range(draw.randint(1, 2)):
            spoiled[name] = draw.choice(MUTATIONS)(spoiled[name], draw)
    return spoiled
