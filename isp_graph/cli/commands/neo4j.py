"""The commands on a Neo4j server: each action by a function of its own."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from isp_graph.cli.declared.server import PASSWORD
from isp_graph.console.answers import rows_out
from isp_graph.console.exits import DONE
from isp_graph.console.session import open_dataset, talk, working
from isp_graph.datasets.files.output import write_folder
from isp_graph.datasets.files.written import dataset_files
from isp_graph.errors import AccessError, UsageError
from isp_graph.present.texts import text
from isp_graph.results import Basis, version
from isp_graph.server import measuring, server
from isp_graph.server.connection import Target, greet
from isp_graph.server.launching import Wish
from isp_graph.server.neo4j_store import Neo4jStore
from isp_graph.server.port import questions

_MEGA = 1_000_000
_TENTH = 10
_OPTIONAL = ("layer", "organisation", "where", "around", "radius", "gds")
_OPTIONS = {
    "isolated": ((), ("layer",)),
    "ties": (("layer",), ()),
    "organisation": (("organisation",), ()),
    "subnetwork": ((), ("layer", "where", "around", "radius")),
    "missing": ((), ("where",)),
    "crossings": ((), ("where",)),
    "essential": ((), ("where",)),
    measuring.QUESTION: (("gds", "layer"), ()),
}
"""Options that a question needs, and those that it allows."""


def _said(options: argparse.Namespace, key: str, **values: Any) -> str:
    return text(f"neo4j.{key}", options.lang, **values)


def _say(options: argparse.Namespace, key: str, **values: Any) -> None:
    talk(options, _said(options, key, **values))


def _home(options: argparse.Namespace) -> Path:
    return Path(options.home).absolute() if options.home else server.default_home()


def _target(options: argparse.Namespace) -> Target:
    """Give the server asked for, and the password from where it may stand."""
    if options.uri is None:
        return server.target(_home(options))
    if options.password_file is not None:
        try:
            word = Path(options.password_file).read_text("utf-8").strip()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise AccessError("not_read", path=options.password_file, reason=reason) from error
    else:
        word = os.environ.get(PASSWORD, "")
    if not word:
        if not sys.stdin.isatty():
            raise UsageError("password_needed", variable=PASSWORD)
        word = getpass.getpass(_said(options, "password_of", user=options.user))
    return Target(options.uri, options.user, word)


@contextmanager
def _bar(
    options: argparse.Namespace, about: str, line: Callable[[int, int], str] | None = None
) -> Iterator[Callable[[int, int], None]]:
    """Show how far long work is: a bar on a terminal, else a line a tenth where there is one."""
    if options.quiet or not (sys.stderr.isatty() or line):
        yield lambda done, total: None
        return
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(about, total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)
        return
    shown: set[int] = set()

    def told(done: int, total: int) -> None:
        tenth = _TENTH * done // max(total, 1)
        if line is not None and tenth not in shown:
            shown.add(tenth)
            talk(options, line(done, total))

    yield told


def _start(options: argparse.Namespace) -> int:
    home = _home(options)
    wish = Wish(
        options.port,
        options.browser_port if options.browser else None,
        options.memory,
        options.release,
        options.gds,
    )

    def fetched(done: int, total: int) -> str:
        return _said(options, "fetched_part", done=done // _MEGA, total=total // _MEGA)

    with _bar(options, _said(options, "fetching"), fetched) as told:
        found, started = server.start(home, wish, told)
    print(found.uri)
    _say(options, "answers" if started else "answered_already", version=found.version)
    if found.browser is not None:
        _say(options, "browser", address=found.browser)
    _say(options, "user", user=server.USER, path=server.password_file(home))
    _say(options, "how_to_stop", command=server.command("stop", home))
    return DONE


def _stop(options: argparse.Namespace) -> int:
    _say(options, "stopped" if server.stop(_home(options)) else "none_ran")
    return DONE


def _status(options: argparse.Namespace) -> int:
    home = _home(options)
    found = server.running(home)
    if found is None:
        print(_said(options, "was_killed" if server.was_killed(home) else "not_running"))
        return DONE
    to = server.target(home)
    facts = {"agent": greet(to), "uri": found.uri, "process": found.pid}
    print(_said(options, "runs", **facts, megabytes=server.size(home) // _MEGA))
    if found.browser is not None:
        print(_said(options, "browser", address=found.browser))
    held = Neo4jStore(to).datasets()
    for about in held:
        edition = _said(options, about.edition)
        print(_said(options, "holds", name=about.name, edition=edition, version=about.version))
    if not held:
        print(_said(options, "nothing_held"))
    return DONE


def _load(options: argparse.Namespace) -> int:
    options.output = None
    store = Neo4jStore(_target(options))
    data = open_dataset(options)
    name = options.name or data.name
    with _bar(options, _said(options, "loading", name=name)) as told:
        done = store.load(data, name=name, edition=options.edition, told=told)
    if done.new:
        _say(options, "loaded", name=name, **asdict(done.rows))
    else:
        _say(options, "unchanged", name=name)
    return DONE


def _read(options: argparse.Namespace) -> int:
    if options.output in (None, "-"):
        raise UsageError("name_the_read_folder")
    with working(options, text("terminal.reading", options.lang, name=options.dataset)):
        about, data = Neo4jStore(_target(options)).read(options.dataset)
    write_folder(Path(options.output), dataset_files(data), force=options.force)
    edition = _said(options, about.edition)
    _say(options, "read", name=about.name, edition=edition, path=options.output)
    return DONE


def _drop(options: argparse.Namespace) -> int:
    store = Neo4jStore(_target(options))
    name = options.dataset
    store.about(name)  # what is not there is said before anything is asked
    if not options.yes:
        if not sys.stdin.isatty():
            raise UsageError("drop_without_asking", name=name)
        print(_said(options, "confirm", name=name), end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip() != name:
            _say(options, "nothing_removed")
            return DONE
    store.drop(name)
    _say(options, "removed", name=name)
    return DONE


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    """Give the parameters of a question, from the options that mean something to it."""
    question = options.question
    needed, allowed = _OPTIONS.get(question, ((), ()))
    values = {name: getattr(options, name) for name in _OPTIONAL}
    given = {name: value for name, value in values.items() if value not in (None, [], "")}
    if options.gds is False:
        del given["gds"]
    for name in needed:
        if name not in given:
            raise UsageError("question_needs", name=question, option=f"--{name}")
    for name in given:
        if name not in (*needed, *allowed):
            raise UsageError("question_ignores", name=question, option=f"--{name}")
    layers = given.pop("layer", [])
    if question == "isolated":
        return {"layers": layers or None}
    if len(layers) > 1:
        raise UsageError("one_layer", name=question)
    return given | ({"layer": layers[0]} if layers else {})


def _ask(options: argparse.Namespace) -> int:
    if options.list or options.question is None:
        for name, asked in questions().items():
            print(f"{name}: {asked}")
        return DONE
    if options.dataset is None:
        raise UsageError("question_needs", name=options.question, option="--dataset")
    parameters = _asked(options)
    to = _target(options)
    if options.gds:
        answer = measuring.measure(to, options.dataset, parameters["layer"], options.date)
    else:
        store = Neo4jStore(to)
        answer = store.ask(options.question, options.dataset, options.date, **parameters)
    given = {key: value for key, value in sorted(parameters.items()) if value is not None}
    about = answer.about
    stated = Basis(about.name, about.fingerprint, answer.date, given, version())
    rows_out(options, answer.question, stated, answer.columns, answer.rows)
    return DONE


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "start": _start,
    "stop": _stop,
    "status": _status,
    "load": _load,
    "read": _read,
    "drop": _drop,
    "ask": _ask,
}


def run(options: argparse.Namespace) -> int:
    """Run the action that was parsed."""
    return _ACTIONS[options.action](options)
