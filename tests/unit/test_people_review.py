"""The review at the keyboard: keys in, journal out, whatever happens in between."""

from __future__ import annotations

import csv
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import isp_graph
from isp_graph.cli.main import entry
from isp_graph.errors import AccessError
from isp_graph.questions.people.journal import Decision, Journal

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "isp_graph", "people", "review"]
FILES = {
    "organisations.csv": "id,name\na,Atelier\nb,Bureau\nc,Cave\nd,Dépôt\n",
    "people.csv": (
        "id,name\n"
        "p1,MODÈLE Marie-Claire\n"
        "p2,Marie Claire Modele\n"
        "p3,M.-C. Modèle\n"
        "p4,baron E. de Fictief\n"
        "p5,de Fictief E.\n"
    ),
    "mandates.csv": (
        "person,organisation,start,end\np1,a,2001,\np2,b,2003,2011\np3,c,,\np4,a,2001,\np5,d,,\n"
    ),
}
HEADER = ["a", "b", "verdict", "who", "when", "why"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "mine"
    place.mkdir()
    for name, content in FILES.items():
        (place / name).write_text(content, "utf-8")
    return place


def rows(path: Path, separator: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def verdicts(path: Path) -> list[tuple[str, str, str]]:
    return [(row[0], row[1], row[2]) for row in rows(path)[1:]]


# --- the journal -----------------------------------------------------------------------------


def test_a_journal_is_made_by_its_first_decision(tmp_path):
    path = tmp_path / "matches.csv"
    journal = Journal(path)
    assert not path.exists()
    journal.add(Decision("p1", "p,2", "same", "A. B.", "2015-01-01", 'said "so"\nand why'))
    assert rows(path) == [
        HEADER,
        ["p1", "p,2", "same", "A. B.", "2015-01-01", 'said "so"\nand why'],
    ]
    assert Journal(path).decisions == journal.decisions


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_what_stands_there_is_kept_as_it_is_written(tmp_path, end, last):
    path = tmp_path / "matches.csv"
    lines = ["Oordeel;note;B;A", 'dezelfde;"x\n;y";p2;p1', "", "verschillend;;p3;p1"]
    before = ("\ufeff" + end.join(lines) + (end if last else "")).encode()
    path.write_bytes(before)
    journal = Journal(path)
    told = [(each.a, each.b, each.verdict) for each in journal.decisions]
    assert told == [("p1", "p2", "same"), ("p1", "p3", "different")]
    journal.add(Decision("p4", "p5", "undecided", why="no place for it here"))
    assert path.read_bytes().startswith(before)
    assert rows(path, ";")[-1] == ["undecided", "", "p5", "p4"]
    taken = [journal.take_back() for _ in range(4)]
    assert [each and each.b for each in taken] == ["p5", "p3", "p2", None]
    assert rows(path, ";") == [["Oordeel", "note", "B", "A"]]


def test_what_another_wrote_meanwhile_is_not_lost(tmp_path):
    path = tmp_path / "matches.csv"
    one, other = Journal(path), Journal(path)
    one.add(Decision("p1", "p2", "same"))
    other.add(Decision("p3", "p4", "different"))
    one.add(Decision("p5", "p6", "undecided"))
    assert verdicts(path) == [
        ("p1", "p2", "same"),
        ("p3", "p4", "different"),
        ("p5", "p6", "undecided"),
    ]


def test_another_file_is_no_journal(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("id,name\n1,x\n", "utf-8")
    with pytest.raises(AccessError, match="no journal"):
        Journal(path)
    with pytest.raises(AccessError, match="folder"):
        Journal(tmp_path)


# --- the keyboard ----------------------------------------------------------------------------


def play(keys: str, *arguments: str, cwd: Path | None = None) -> tuple[int, str]:
    """Type keys at a terminal, one after each screen, and give what was shown."""
    pty = pytest.importorskip("pty")
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")
    master, slave = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "LINES": "40"}

    def own_terminal() -> None:  # so that Ctrl-C reaches the process
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever started the tests may ignore it

    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=own_terminal,
    )
    os.close(slave)
    shown, waiting = "", list(keys)
    deadline = time.monotonic() + 25
    while time.monotonic() < deadline:
        ready, _, _ = select.select([master], [], [], 0.05)
        if ready:
            try:
                data = os.read(master, 65536)
            except OSError:  # on Linux the end of a terminal is an error
                break
            if not data:
                break
            shown += data.decode("utf-8", "replace")
        elif waiting and "\x1b[2J" in shown:
            key = waiting.pop(0)
            # An escape sequence arrives as one.
            if key == "\x1b":
                key += "".join(waiting.pop(0) for _ in range(2))
            os.write(master, key.encode())
    os.close(master)
    return process.wait(timeout=20), shown


def reviewed(folder: Path, keys: str, *more: str) -> str:
    options = ("--edition", "internal", "--lang", "en", "--who", "C. D.", "--when", "2015-02-03")
    code, shown = play(keys, str(folder), *options, *more)
    assert code == 0, shown
    assert "Traceback" not in shown
    return shown


def test_a_review_from_the_first_pair_to_the_last(folder):
    shown = reviewed(folder, "ynuq")
    first = shown.split("\x1b[2J")[1]
    for told in (
        "MODÈLE Marie-Claire", "Marie Claire Modele", "[p1]", "[p2]", "Atelier", "Bureau",
        "since 2001", "2003 – 2011", "same surname", "1 new tie", "Atelier — Bureau",
        "Are they the same person?",
    ):  # fmt: skip
        assert told in first
    # What p1 is to p3, p2 is too: the pair of p2 and p3 is not asked.
    assert verdicts(folder / "matches.csv") == [
        ("p1", "p2", "same"),
        ("p1", "p3", "different"),
        ("p4", "p5", "undecided"),
    ]
    row = rows(folder / "matches.csv")[1]
    assert row[3:5] == ["C. D.", "2015-02-03"]
    assert "same surname" in row[5]
    assert "1 pair judged the same, 1 different, 1 undecided. 0 pairs left" in shown
    data = isp_graph.read(folder)
    assert not data.findings
    assert isp_graph.layer(data, "boards").edges.rows() == [("a", "b", 1.0)]


def test_what_is_decided_is_not_asked_again(folder):
    reviewed(folder, "yq")
    shown = reviewed(folder, "q")
    assert "2 pairs to decide · 1 decided in the journal" in shown
    reviewed(folder, "yuq")
    assert "No pair to decide" in reviewed(folder, "q")
    again = reviewed(folder, "nq", "--undecided")
    assert "de Fictief E." in again
    assert verdicts(folder / "matches.csv")[-1] == ("p4", "p5", "different")


def test_undo_asks_again_even_after_another_session(folder):
    reviewed(folder, "yznq")
    assert [row[2] for row in verdicts(folder / "matches.csv")] == ["different"]
    shown = reviewed(folder, "zyq")
    assert "Undone: MODÈLE Marie-Claire / Marie Claire Modele (different)" in shown
    assert [row[2] for row in verdicts(folder / "matches.csv")] == ["same"]
    shown = reviewed(folder, "zzq")
    assert "nothing to undo" in shown
    assert verdicts(folder / "matches.csv") == []


def test_a_skipped_pair_comes_back_another_time(folder):
    shown = reviewed(folder, "    ")
    assert not (folder / "matches.csv").exists()
    assert "0 pairs judged the same, 0 different, 0 undecided" in shown
    assert "Marie Claire Modele" in reviewed(folder, "q")


def test_a_reason_of_ones_own_help_and_keys_that_mean_nothing(folder):
    shown = reviewed(folder, "hx\x1b[AmThex\x7f same address\rsq")
    assert "Nobody is merged before you answer" in shown
    assert rows(folder / "matches.csv")[1][5] == "The same address"


def test_an_interrupt_leaves_the_terminal_and_the_journal_whole(folder):
    code, shown = play("s\x03", str(folder), "--edition", "internal", "--lang", "en")
    assert code == 130
    assert "Traceback" not in shown
    assert len(verdicts(folder / "matches.csv")) == 1


def test_a_workbook_or_a_shipped_dataset_needs_a_file(tmp_path):
    code, shown = play("", "demo", "--edition", "internal", "--lang", "en")
    assert code == 2
    assert "-o matches.csv" in shown
    target = tmp_path / "decided.csv"
    code, shown = play("dq", "demo", "--edition", "internal", "--lang", "en", "-o", str(target))
    assert code == 0, shown
    assert len(verdicts(target)) == 1
    code, shown = play("q", "demo", "--edition", "internal", "--lang", "en", "-o", str(target))
    assert "1 decided in the journal" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--edition", "internal", "--lang", "fr"), "terminal"),
        (("--edition", "internal", "--lang", "nl"), "terminal"),
        (("--lang", "en"), "--edition internal"),
        (("--edition", "internal", "--threshold", "2", "--lang", "en"), "from 0 to 1"),
    ],
)
def test_without_a_keyboard_or_leave_to_name_there_is_a_sentence(
    folder, arguments, told, capfdbinary
):
    code = entry(["people", "review", str(folder), *arguments])
    out, err = capfdbinary.readouterr()
    assert (code, out) == (2, b"")
    assert told in err.decode()
    assert not (folder / "matches.csv").exists()


def test_data_that_name_nobody_say_so(tmp_path):
    code, shown = play("", "bruxelles-2015", "--edition", "internal", "--lang", "en")
    assert code == 0
    assert "name no administrator" in shown
