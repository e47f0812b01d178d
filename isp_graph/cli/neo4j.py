"""The commands ``isp-graph neo4j …``."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from isp_graph.cli.neo4j_parser import PASSWORD
from isp_graph.cli.session import chosen_format, open_dataset, put, talk, working
from isp_graph.errors import AccessError, UsageError
from isp_graph.io.output import write_folder
from isp_graph.io.tables import dataset_files
from isp_graph.present.formats import to_csv, to_json
from isp_graph.present.terminal import table
from isp_graph.results import Basis, version
from isp_graph.store import loading, reading, server
from isp_graph.store.connection import Target, greet

_DONE = 0
_MEGA = 1_000_000


def _home(options: argparse.Namespace) -> Path:
    return Path(options.home).absolute() if options.home else server.default_home()


def _shown_home(options: argparse.Namespace) -> str:
    return f" {options.home}" if options.home else ""


def _target(options: argparse.Namespace) -> Target:
    if options.uri is None:
        return server.target(_home(options))
    if options.password_file is not None:
        try:
            word = Path(options.password_file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise AccessError(f"{options.password_file}: cannot be read.") from error
    else:
        word = os.environ.get(PASSWORD, "")
    if not word:
        if not sys.stdin.isatty():
            raise UsageError(f"--uri: give the password by --password-file or {PASSWORD}.")
        word = getpass.getpass(f"Password of {options.user}: ")
    return Target(options.uri, options.user, word)


def _progress(options: argparse.Namespace) -> Callable[[int, int], None]:
    steps = {"last": -1}

    def told(done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if options.quiet or percent // 10 == steps["last"]:
            return
        steps["last"] = percent // 10
        print(f"Neo4j: {done // _MEGA} of {total // _MEGA} MB", file=sys.stderr)

    return told


def _start(options: argparse.Namespace) -> int:
    home = _home(options)
    found, started = server.start(home, options.port, options.memory, _progress(options))
    print(found.uri)
    talk(options, f"Neo4j {found.version} {'answers' if started else 'was running already'}.")
    talk(options, f"User {server.USER}, password in {server.password_file(home)}")
    talk(options, f"To stop it: isp-graph neo4j stop{_shown_home(options)}")
    return _DONE


def _stop(options: argparse.Namespace) -> int:
    stopped = server.stop(_home(options))
    talk(options, "The server has stopped." if stopped else "No server was running.")
    return _DONE


def _status(options: argparse.Namespace) -> int:
    home = _home(options)
    found = server.running(home)
    if found is None:
        killed = server.was_killed(home)
        print("ended without being stopped" if killed else "not running")
        return _DONE
    to = server.target(home)
    print(f"{greet(to)} at {found.uri}, process {found.pid}, {server.size(home) // _MEGA} MB")
    for row in reading.datasets(to):
        print(f"{row['dataset']}: {row['edition']} edition, version {row['version']}")
    return _DONE


def _load(options: argparse.Namespace) -> int:
    options.output = None
    to = _target(options)
    data = open_dataset(options)
    name = options.name or data.name
    with working(options, name):
        done = loading.load(to, data, name=name, edition=options.edition)
    if done.changed:
        talk(options, f"{name}: loaded; {done.created} created, {done.removed} old ones removed.")
    else:
        talk(options, f"{name}: nothing changed; the server has this version already.")
    return _DONE


def _read(options: argparse.Namespace) -> int:
    if options.output in (None, "-"):
        raise UsageError("neo4j read: name the folder in which to write the tables, with -o.")
    about, data = reading.read(_target(options), options.dataset)
    write_folder(Path(options.output), dataset_files(data), force=options.force)
    talk(options, f"{about.name}: {about.edition} edition written to {options.output}.")
    return _DONE


def _drop(options: argparse.Namespace) -> int:
    to = _target(options)
    if not options.yes:
        if not sys.stdin.isatty():
            raise UsageError(
                "neo4j drop: removes a dataset from the server; give --yes to mean it."
            )
        print(f"Remove {options.dataset} from the server? Type its name: ", end="", file=sys.stderr)
        if sys.stdin.readline().strip() != options.dataset:
            talk(options, "Nothing removed.")
            return _DONE
    if not loading.drop(to, options.dataset):
        raise AccessError(f"{options.dataset}: no dataset of that name on the server.")
    talk(options, f"{options.dataset}: removed from the server.")
    return _DONE


def _needed(options: argparse.Namespace) -> dict[str, Any]:
    if options.question == "ties":
        if len(options.layer or ()) != 1:
            raise UsageError("neo4j ask ties: name one layer with --layer.")
        return {"layer": options.layer[0]}
    if options.question == "organisation":
        if not options.organisation:
            raise UsageError("neo4j ask organisation: name it with --organisation.")
        return {"organisation": options.organisation}
    return {"layers": options.layer} if options.question == "isolated" else {}


def _ask(options: argparse.Namespace) -> int:
    if options.list or options.question is None:
        for name, asked in reading.questions().items():
            print(f"{name}: {asked}")
        return _DONE
    if options.dataset is None:
        raise UsageError("neo4j ask: name the dataset with --dataset.")
    parameters = _needed(options)
    to = _target(options)
    answer = reading.ask(to, options.question, options.dataset, options.date, **parameters)
    given = {key: value for key, value in parameters.items() if value is not None}
    about = answer.about
    stated = Basis(about.name, about.fingerprint, answer.date, given, version())
    form = chosen_format(options)
    if form == "json":
        put(options, to_json(answer.question, stated, answer.rows))
    elif form in ("csv", "csv-fr"):
        put(options, to_csv(answer.columns, answer.rows, french=form == "csv-fr"))
    else:
        values = [[row[name] for name in answer.columns] for row in answer.rows]
        put(options, table(answer.columns, values, options.lang, lambda name: name).encode())
    return _DONE


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "start": _start,
    "stop": _stop,
    "status": _status,
    "load": _load,
    "read": _read,
    "drop": _drop,
    "ask": _ask,
}


def run_neo4j(options: argparse.Namespace) -> int:
    """Run the action that was parsed.

    Returns
    -------
    int
        Its exit code.
    """
    return _ACTIONS[options.action](options)
