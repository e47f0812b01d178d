"""The command as a user meets it: exit codes, streams, files, consoles, speed."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from isp_graph.cli.app import packages
from isp_graph.cli.main import entry
from isp_graph.schema.resources import resource
from tests.fuzz.mutations import reduced_demo

COMMAND = [sys.executable, "-m", "isp_graph"]
ROOT = Path(__file__).parents[2]
HEAVY = (
    "polars", "numpy", "scipy", "networkx", "igraph", "rich", "pandas", "jinja2", "pyvis",
)  # fmt: skip
BASIS = {"dataset", "fingerprint", "date", "parameters", "version"}
COMMANDS = list(packages())


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, timeout=60, check=False
    )


def call(capture: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, bytes, str]:
    """Run the command within this process, which is quicker."""
    code = entry(list(arguments))
    out, err = capture.readouterr()
    return code, out, err.decode()


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    """Hold nothing but a list of firms by city."""
    folder = tmp_path / "firms"
    folder.mkdir()
    lines = ["id,name,zone", "a,Alpha,Gent", "b,Beta,Gent", "c,Gamma,Luik"]
    (folder / "organisations.csv").write_text("\n".join(lines), "utf-8")
    return folder


# --- exit codes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "demo"], 0),
        (["check", "bruxelles-2015"], 0),
        (["--version"], 0),
        (["--help"], 0),
        ([], 0),
        (["centralty", "demo"], 2),
        (["summary"], 2),
        (["summary", "demo", "--where", "zone"], 2),
        (["summary", "demo", "--where", "zone=Mars"], 2),
        (["summary", "demo", "--where", "planet=Mars"], 2),
        (["summary", "demo", "--date", "tomorrow"], 2),
        (["summary", "demo", "--format", "xml"], 2),
        (["centrality", "demo", "--layer", "bords"], 2),
        (["centrality", "demo", "--layer", "boards", "--weight", "flow"], 2),
        (["centrality", "demo", "--pivots", "1"], 2),
        (["centrality", "demo", "-o", "x.graphml"], 2),
        (["subnetwork", "demo", "--around", "nobody"], 2),
        (["subnetwork", "demo", "--around", "ml-no", "--radius", "-1"], 2),
        (["export", "demo", "--format", "csv"], 2),
        (["export", "demo", "--format", "csv", "-o", "-"], 2),
        (["pathways", "demo", "--top", "0"], 2),
        (["pathways", "demo", "--top", "2", "--flows"], 2),
        (["pathways", "demo", "--all", "0"], 2),
        (["pathways", "demo", "--all", "2", "--top", "2"], 2),
        (["pathways", "demo", "--all", "2", "--flows"], 2),
        (["pathways", "demo", "--weighted-by", "places"], 2),
        (["gaps", "demo", "--language", "klingon"], 2),
        (["gaps", "demo", "--repair", "0"], 2),
        (["gaps", "demo", "--inside"], 2),
        (["pathways", "demo", "--cost-km", "-1"], 2),
        (["pathways", "demo", "--public", "martians"], 2),
        (["template", "x", "--table", "nothing"], 2),
        (["summary", "nowhere"], 3),
    ],
)
def test_exit_codes_and_no_traceback(arguments, code, capfdbinary, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found, out, err = call(capfdbinary, *arguments)
    assert found == code, err
    assert "Traceback" not in err
    assert "ISP_GRAPH_DEBUG" not in err  # named, in every language, where the mistake is ours
    if code:
        assert not out
        assert err.strip()
    assert not list(tmp_path.iterdir())


def test_errors_in_the_data_are_exit_code_1(firms, capfdbinary):
    with (firms / "organisations.csv").open("a") as handle:
        handle.write("\na,Again,Gent\n")
    code, out, _ = call(capfdbinary, "check", str(firms), "--format", "json")
    assert code == 1
    told = json.loads(out)
    assert any(row["code"] == "duplicate_key" for row in told["rows"])
    columns = {"code", "severity", "file", "row", "column", "value", "message", "remedy"}
    assert columns <= set(told["rows"][0])


@pytest.mark.parametrize(
    "command", ["summary", "centrality", "isolated", "subnetwork", "export", "pathways"]
)
def test_without_organisations_there_is_a_sentence(command, tmp_path, capfdbinary):
    (tmp_path / "people.csv").write_text("id,name\n", "utf-8")
    code, out, err = call(capfdbinary, command, str(tmp_path))
    assert (code, out) == (3, b"")
    assert "organisations.csv" in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ((), "type de liens inconnu"),
        (("--lang", "nl"), "onbekende soort band"),
        (("--lang", "en"), "unknown"),
    ],
)
def test_an_error_speaks_the_language_asked_for(language, told, capfdbinary):
    code, _, err = call(capfdbinary, "centrality", "demo", "--layer", "bords", *language)
    assert code == 2
    assert told in err


# --- streams ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["summary"], {"table", "rows", "refused", "complete"}),
        (
            ["centrality", "--layer", "boards"],
            {
                "organisation", "name", "zone", "layer", "degree", "strength", "betweenness",
                "closeness", "harmonic", "eigenvector", "pagerank", "constraint",
                "effective_size", "core", "component", "component_size", "cut_point",
            },
        ),
        (
            ["isolated", "--where", "zone=NE"],
            {
                "organisation", "name", "zone", "layer", "status", "degree", "component_size",
                "degree_outside", "newcomer", "suggestions",
            },
        ),
        (
            ["pathways", "--where", "zone=NE", "--where", "sector=horeca"],
            {
                "zone", "sector", "pathways", "linked", "crossing_free", "linked_crossing_free",
                "share_crossing", "mean_crossings", "best_cost", "best",
            },
        ),
        (
            ["gaps", "--where", "zone=NE"],
            {
                "zone", "sector", "step", "status", "also", "operators", "places",
                "nearest_zone", "cost", "affected",
            },
        ),
    ],
)  # fmt: skip
def test_json_on_stdout_talk_on_stderr(arguments, keys, capfdbinary):
    command, *options = arguments
    done = run(command, "demo", *options, "--format", "json")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert list(told) == ["question", "basis", "rows"]
    assert told["question"] == command
    assert set(told["basis"]) == BASIS
    assert keys <= set(told["rows"][0])
    assert call(capfdbinary, command, "demo", *options, "--format", "json")[1] == done.stdout


def test_subnetwork_is_node_link_beside_the_basis(capfdbinary):
    code, out, _ = call(capfdbinary, "subnetwork", "demo", "--around", "ml-no", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert {"question", "basis", "nodes", "edges"} <= set(told)
    assert set(told["basis"]) == BASIS
    ids = {node["id"] for node in told["nodes"]}
    assert all(edge["source"] in ids and edge["target"] in ids for edge in told["edges"])


def test_csv_and_csv_fr(capfdbinary):
    _, plain, _ = call(capfdbinary, "centrality", "demo", "--format", "csv")
    _, french, _ = call(capfdbinary, "centrality", "demo", "--format", "csv-fr")
    assert plain.count(b"\r\n") == plain.count(b"\n")
    one = list(csv.DictReader(io.StringIO(plain.decode(), newline="")))
    assert french.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(french.decode("utf-8-sig"), newline="")
    other = list(csv.DictReader(text, delimiter=";"))
    assert [row["organisation"] for row in one] == [row["organisation"] for row in other]
    for here, there in zip(one, other, strict=True):
        assert here["pagerank"].replace(".", ",") == there["pagerank"]
        assert float(here["pagerank"]) > 0


def test_quiet_says_nothing_beside_the_answer(firms):
    with (firms / "organisations.csv").open("a") as handle:
        handle.write("\na,Again,Gent\n")
    assert run("summary", str(firms)).stderr
    assert not run("summary", str(firms), "--quiet").stderr


@pytest.mark.parametrize(
    "command", ["isolated demo", "centrality demo --format csv", "--help",
                "centrality --help", "completion bash"]
)  # fmt: skip
def test_a_reader_that_leaves_ends_it_quietly(command):
    python = " ".join(COMMAND)
    line = f"set -o pipefail; {python} {command} | (exec 0<&-; sleep 0.1)"
    done = subprocess.run(
        ["bash", "-c", line],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_head_ends_it_quietly():
    line = f"{' '.join(COMMAND)} isolated demo --format csv | head -1"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", line], env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.stdout.startswith(b"organisation,")
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_a_sentence():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "summary", "demo"],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1


_SLOW = """
import sys, time
from isp_graph.cli import main
from isp_graph.console import session
def slow(asked):
    print("begun", file=sys.stderr, flush=True)
    time.sleep(60)
session.open_named = slow
sys.exit(main.entry(["summary", "demo"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_ends_without_a_traceback():
    with subprocess.Popen(
        [sys.executable, "-c", _SLOW],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"begun\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == b""
    assert b"Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("module", ["polars.exceptions", "networkx.convert"])
def test_an_interrupt_while_libraries_load_ends_without_a_word(module):
    # The import is interrupted from within: by the time, on any machine.
    code = (
        "import importlib.abc, os, signal, sys\n"
        "class Finder(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from isp_graph.cli.main import entry\n"
        "sys.exit(entry(['export', 'demo', '--format', 'json']))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode in (130, -signal.SIGINT)
    assert (ended.stdout, ended.stderr.strip()) == (b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="shells of POSIX")
@pytest.mark.parametrize(("closed", "code"), [(">&-", 3), ("2>&-", 0)])
def test_a_closed_stream_is_no_mistake_of_ours(closed, code):
    command = shlex.join([sys.executable, str(ROOT / "cli.py")])
    ended = subprocess.run(
        ["sh", "-c", f"{command} summary demo {closed}"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == code
    assert b"ISP_GRAPH_DEBUG" not in ended.stderr
    assert b"Traceback" not in ended.stderr


def test_a_misspelt_option_is_refused_with_the_nearest(capsys):
    assert entry(["centrality", "demo", "--layr", "boards", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert said.splitlines() == [
        "isp-graph: --layr: no such option here. Nearest: --layer.",
        "Help: isp-graph centrality --help",
    ]


@pytest.mark.parametrize("command", ["check", "summary", "isolated", "gaps", "catchment"])
def test_a_seed_is_taken_where_nothing_is_drawn(command, capfdbinary):
    assert entry([command, "demo", "--format", "json", "--quiet"]) == 0
    unseeded = capfdbinary.readouterr().out
    assert entry([command, "demo", "--format", "json", "--quiet", "--seed", "7"]) == 0
    assert capfdbinary.readouterr().out == unseeded


# --- files -----------------------------------------------------------------------------------


def test_an_existing_file_is_kept_unless_forced(tmp_path, capfdbinary):
    target = tmp_path / "answer.json"
    target.write_text("mine")
    code, out, err = call(capfdbinary, "summary", "demo", "-o", str(target))
    assert (code, out) == (3, b"")
    assert "--force" in err
    assert target.read_text() == "mine"
    code, out, _ = call(capfdbinary, "summary", "demo", "-o", str(target), "--force")
    assert (code, out) == (0, b"")
    assert json.loads(target.read_text("utf-8"))["question"] == "summary"
    assert [path.name for path in tmp_path.iterdir()] == ["answer.json"]


def test_a_folder_is_no_file(tmp_path, capfdbinary):
    assert call(capfdbinary, "summary", "demo", "-o", str(tmp_path), "--force")[0] == 3
    missing = tmp_path / "no" / "x.csv"
    code, _, err = call(capfdbinary, "summary", "demo", "-o", str(missing), "--lang", "en")
    assert code == 3
    assert "does not exist" in err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_an_unwritable_folder_is_a_sentence(tmp_path, capfdbinary):
    tmp_path.chmod(0o500)
    code, _, err = call(
        capfdbinary, "summary", "demo", "-o", str(tmp_path / "x.csv"), "--lang", "en"
    )
    tmp_path.chmod(0o700)
    assert code == 3
    assert "cannot be written" in err


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="no /proc here")
def test_where_nothing_can_be_made_is_a_sentence(capfdbinary):
    code, _, err = call(capfdbinary, "summary", "demo", "-o", "/proc/x.csv", "--lang", "en")
    assert code == 3
    assert "cannot be written" in err


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.graphml", b"<?xml"),
        ("x.gexf", b"<gexf"),
        ("x.net", b"*vertices"),
        ("x.json", b"{"),
        ("x.csv", b"source,target"),
    ],
)
def test_the_name_of_the_file_says_what_to_write(name, start, tmp_path, capfdbinary):
    target = tmp_path / name
    code, *_ = call(capfdbinary, "export", "demo", "--layer", "boards", "-o", str(target))
    assert code == 0
    assert target.read_bytes().startswith(start)


def test_an_export_as_csv_is_two_tables(tmp_path, capfdbinary):
    folder = tmp_path / "out"
    arguments = ("export", "demo", "--format", "csv", "-o", str(folder))
    assert call(capfdbinary, *arguments)[0] == 0
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as handle:
        edges = list(csv.DictReader(handle))
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as handle:
        ids = {row["id"] for row in csv.DictReader(handle)}
    assert all(row["source"] in ids and row["target"] in ids for row in edges)
    assert call(capfdbinary, *arguments)[0] == 3
    assert call(capfdbinary, *arguments, "--force")[0] == 0


def test_a_template_is_a_dataset_to_fill_in(tmp_path, capfdbinary):
    folder = tmp_path / "mine"
    assert call(capfdbinary, "template", str(folder))[0] == 0
    assert (folder / "organisations.csv").read_bytes()
    code, _, err = call(capfdbinary, "check", str(folder))
    assert code == 0, err
    assert call(capfdbinary, "template", str(folder))[0] == 3


# --- consoles --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_any_console_can_show_any_name(variables, firms):
    with (firms / "organisations.csv").open("a", encoding="utf-8") as handle:
        handle.write("\nd,مرحبا 🦊\x1b[31m,Gent\n")
    for arguments in (["isolated"], ["check"]):
        done = run(arguments[0], str(firms), **variables)
        assert done.returncode in (0, 1), done.stderr
        assert b"Traceback" not in done.stderr
        assert b"\x1b" not in done.stdout
    assert run("--help", **variables).returncode == 0
    assert run("summary", "nowhere-é🦊", **variables).returncode == 3


# --- help and completion ---------------------------------------------------------------------


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom isp_graph.cli.main import entry\n"
        "for command in [[], *[[name] for name in sys.argv[1:]]]:\n"
        "    assert entry([*command, '--help']) == 0\n"
        f"print({HEAVY!r}, file=sys.stderr)\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *COMMANDS],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1].strip() == ""
    for name in COMMANDS:
        assert f"isp-graph {name}" in done.stdout


def test_help_is_quick():
    def seconds(*arguments: str) -> float:
        start = time.perf_counter()
        assert run(*arguments).returncode == 0
        return time.perf_counter() - start

    # What Python itself takes to start is not ours; a busy machine is measured by it.
    def bare() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        return time.perf_counter() - start

    slack = max(1.0, statistics.median(bare() for _ in range(5)) / 0.05)
    for arguments in (["--help"], ["report", "--help"], ["centrality", "--help"]):
        assert statistics.median(seconds(*arguments) for _ in range(5)) < 0.35 * slack


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts_parse(shell, tmp_path):
    done = run("completion", shell)
    assert done.returncode == 0
    assert b"isp" in done.stdout
    script = tmp_path / "script"
    script.write_bytes(done.stdout)
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"no {shell} here")
    checked = subprocess.run([found, "-n", str(script)], capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, b"")


# --- any folder ------------------------------------------------------------------------------

ANSWERS = (
    ("check",),
    ("summary",),
    ("centrality",),
    ("centrality", "--layer", "boards", "--weighted"),
    ("isolated",),
    ("isolated", "--format", "json"),
    ("pathways",),
    ("pathways", "--flows"),
    ("pathways", "--outside"),
    ("pathways", "--depends"),
    ("pathways", "--all", "2"),
    ("pathways", "--all", "2", "--format", "csv"),
    ("gaps",),
    ("gaps", "--repair", "2"),
    ("gaps", "--repair", "2", "--format", "csv"),
    ("gaps", "--capacity"),
    ("gaps", "--capacity", "--inside", "--format", "json"),
    ("catchment",),
    ("catchment", "--flows", "--format", "csv"),
    ("gaps", "--format", "csv"),
    ("pathways", "--top", "2", "--format", "csv"),
    ("subnetwork",),
    ("export",),
    ("export", "--layer", "meetings", "--format", "gexf"),
)


def test_a_list_of_pathways_says_where_it_was_cut(capfdbinary):
    asked = ("pathways", "demo", "--where", "sector=horeca", "--lang", "en")
    code, out, err = call(capfdbinary, *asked, "--all", "2")
    assert code == 0
    assert out.count(b"; the list gives the 2 best.") == 6
    assert b"There are 39.6 million (39,639,600); the list gives" in out
    assert "cut at" not in err  # the list says it itself
    code, out, err = call(capfdbinary, *asked, "--all", "2", "--format", "json")
    rows = json.loads(out)["rows"]
    assert len(rows) == 12
    assert all(row["pathways"] > 30_000_000 and row["capped"] for row in rows)
    assert "List cut at 2 pathways for 6 filières" in err


def test_a_list_of_firms_by_city_answers_every_command(firms, capfdbinary):
    around = ("subnetwork", "--around", "a", "--format", "json")
    for command, *options in (*ANSWERS, around, ("isolated", "--where", "zone=gent")):
        code, out, err = call(capfdbinary, command, str(firms), *options)
        assert code == 0, (command, err)
        assert out
    _, out, _ = call(
        capfdbinary, "isolated", str(firms), "--where", "zone=Gent", "--format", "json"
    )
    rows = json.loads(out)["rows"]
    assert {row["organisation"] for row in rows} == {"a", "b"}
    assert {row["status"] for row in rows} == {"unknown"}


TABLES = (
    "zones", "communes", "coverage", "sectors", "organisation_sectors", "steps", "offers",
    "people", "mandates", "meetings", "attendance", "ties", "demand", "publics",
)  # fmt: skip


def test_and_so_it_does_as_each_table_is_added(tmp_path, capfdbinary):
    demo = reduced_demo()
    rows = list(csv.DictReader(io.StringIO(demo["organisations.csv"].decode("utf-8-sig"))))
    with (tmp_path / "organisations.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, ["id", "name", "zone"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    for table in TABLES:
        (tmp_path / f"{table}.csv").write_bytes(demo[f"{table}.csv"])
        asked = ANSWERS if table == TABLES[-1] else (("check",), ("isolated", "--layer", "all"))
        for command, *options in asked:
            code, out, err = call(capfdbinary, command, str(tmp_path), *options)
            assert code == 0, (table, command, err)
            assert out


@pytest.mark.skipif(
    importlib.util.find_spec("isp_graph.page.report") is None, reason="no report yet"
)
def test_a_page_of_a_list_of_firms(firms, tmp_path, capfdbinary):
    target = tmp_path / "page.html"
    code, _, err = call(capfdbinary, "report", str(firms), "-o", str(target))
    assert code == 0, err
    assert target.read_bytes().lstrip().lower().startswith(b"<!doctype html")


def test_the_public_edition_names_nobody(capfdbinary):
    with (resource("data") / "demo" / "people.csv").open(encoding="utf-8-sig") as handle:
        people = [row["name"] for row in csv.DictReader(handle)]
    _, public, _ = call(capfdbinary, "export", "demo", "--format", "graphml")
    _, internal, _ = call(capfdbinary, "export", "demo", "--edition", "internal")
    assert not any(name in public.decode() for name in people)
    assert any(name in internal.decode() for name in people)
