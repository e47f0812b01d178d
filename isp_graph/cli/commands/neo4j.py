"""The commands on a Neo4j server: each action by a function of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from isp_graph.console.asked import Asked
from isp_graph.console.exits import DONE
from isp_graph.console.options import (
    SERVER,
    TABULAR,
    TALK,
    WRITING,
    Layers,
    Named,
    command,
    commands,
)
from isp_graph.console.values import Condition
from isp_graph.errors import AccessError, UsageError

if TYPE_CHECKING:
    from isp_graph.server.connection import Target

PASSWORD = "ISP_GRAPH_NEO4J_PASSWORD"  # noqa: S105  # a variable's name
PORT, BROWSER_PORT = 7687, 7474
Release = Literal["5.26.30", "2026.08.1"]
Home = Annotated[str | None, typer.Argument(metavar="DIR")]
Name = Annotated[str, typer.Argument(metavar="NAME")]
Conditions = Annotated[list[str], typer.Option(click_type=Condition())]

app = commands()
_MEGA = 1_000_000
_TENTH = 10
_OPTIONS = {
    "isolated": ((), ("layer",)),
    "ties": (("layer",), ()),
    "organisation": (("organisation",), ()),
    "subnetwork": ((), ("layer", "where", "around", "radius")),
    "missing": ((), ("where",)),
    "crossings": ((), ("where",)),
    "essential": ((), ("where",)),
    "centrality": (("gds", "layer"), ()),
}
"""Options that a question needs, and those that it allows."""


def _said(asked: Asked, key: str, **values: Any) -> str:
    from isp_graph.texts import text

    return text(f"neo4j.{key}", asked.spoken, **values)


def _say(asked: Asked, key: str, **values: Any) -> None:
    from isp_graph.console import session

    session.talk(asked, f"neo4j.{key}", **values)


def _home(named: str | None) -> Path:
    from isp_graph.server import server

    return Path(named).absolute() if named else server.default_home()


def _target(asked: Asked) -> Target:
    """Give the server asked for, and the password from where it may stand."""
    import getpass

    from isp_graph.server import server
    from isp_graph.server.connection import Target

    if asked.uri is None:
        return server.target(_home(asked.home))
    if asked.password_file is not None:
        try:
            word = Path(asked.password_file).read_text("utf-8").strip()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise AccessError("not_read", path=asked.password_file, reason=reason) from error
    else:
        word = os.environ.get(PASSWORD, "")
    if not word:
        if not sys.stdin.isatty():
            raise UsageError("password_needed", variable=PASSWORD)
        word = getpass.getpass(_said(asked, "password_of", user=asked.user))
    return Target(asked.uri, asked.user, word)


def _tenths(asked: Asked, done: int, total: int, told: set[int]) -> None:
    """Say how much is fetched, a line a tenth."""
    tenth = _TENTH * done // max(total, 1)
    if tenth not in told:
        told.add(tenth)
        _say(asked, "fetched_part", done=done // _MEGA, total=total // _MEGA)


@app.callback()
def neo4j() -> None:
    """Keep datasets on a Neo4j server, and ask them there."""


@command(app, "start", shared=TALK)
def start(
    asked: Asked,
    home: Home = None,
    port: int = PORT,
    browser: Annotated[bool, typer.Option("--browser/--no-browser")] = True,
    browser_port: int = BROWSER_PORT,
    gds: bool = False,
    memory: Annotated[str, typer.Option(metavar="SIZE")] = "1g",
    release: Release = "5.26.30",
) -> int:
    """Start a server on this machine."""
    from isp_graph.console import session
    from isp_graph.server import server
    from isp_graph.server.launching import Wish

    place = _home(home)
    wish = Wish(port, browser_port if browser else None, memory, release, gds)

    told: set[int] = set()
    with session.counting(asked, None, "neo4j.fetching") as shown:
        fetched = shown or (lambda done, total: _tenths(asked, done, total, told))
        found, started = server.start(place, wish, fetched)
    print(found.uri)
    _say(asked, "answers" if started else "answered_already", version=found.version)
    if found.browser is not None:
        _say(asked, "browser", address=found.browser)
    _say(asked, "user", user=server.USER, path=server.password_file(place))
    _say(asked, "how_to_stop", command=server.command("stop", place))
    return DONE


@command(app, "stop", shared=TALK)
def stop(asked: Asked, home: Home = None) -> int:
    """Stop the server."""
    from isp_graph.server import server

    _say(asked, "stopped" if server.stop(_home(home)) else "none_ran")
    return DONE


@command(app, "status", shared=TALK)
def status(asked: Asked, home: Home = None) -> int:
    """Tell whether the server runs, and what it holds."""
    from isp_graph.server import server
    from isp_graph.server.connection import greet
    from isp_graph.server.neo4j_store import Neo4jStore
    from isp_graph.texts import text

    def told(key: str, **values: Any) -> str:
        return text(f"neo4j.{key}", asked.lang, **values)

    place = _home(home)
    found = server.running(place)
    if found is None:
        print(told("was_killed" if server.was_killed(place) else "not_running"))
        return DONE
    to = server.target(place)
    facts = {"agent": greet(to), "uri": found.uri, "process": found.pid}
    print(told("runs", **facts, megabytes=server.size(place) // _MEGA))
    if found.browser is not None:
        print(told("browser", address=found.browser))
    held = Neo4jStore(to).datasets()
    for about in held:
        print(told("holds", name=about.name, edition=told(about.edition), version=about.version))
    if not held:
        print(told("nothing_held"))
    return DONE


@command(app, "load", shared=("dataset", "edition", *SERVER, *TALK))
def load(asked: Asked, name: Named = None) -> int:
    """Load a dataset onto the server, in place of its former version."""
    from dataclasses import asdict

    from isp_graph.console import session
    from isp_graph.server.neo4j_store import Neo4jStore

    store = Neo4jStore(_target(asked))
    data = session.open_dataset(asked)
    called = name or data.name
    with session.counting(asked, None, "neo4j.loading", name=called) as told:
        done = store.load(
            data, name=called, edition=asked.edition, told=told or (lambda done, total: None)
        )
    if done.new:
        _say(asked, "loaded", name=called, **asdict(done.rows))
    else:
        _say(asked, "unchanged", name=called)
    return DONE


@command(app, "read", shared=(*SERVER, *WRITING))
def read(asked: Asked, dataset: Name) -> int:
    """Read a dataset back from the server, as tables."""
    from isp_graph.console import session
    from isp_graph.datasets.files.output import write_folder
    from isp_graph.datasets.files.written import dataset_files
    from isp_graph.server.neo4j_store import Neo4jStore

    if asked.target is None:
        raise UsageError("name_the_read_folder")
    place = session.folder_to_write(asked, str(asked.output))
    with session.working(asked, "terminal.reading", name=dataset):
        store = Neo4jStore(_target(asked))
        about, data = store.read(dataset)
    write_folder(place, dataset_files(data), force=asked.force)
    edition = _said(asked, about.edition)
    _say(asked, "read", name=about.name, edition=edition, path=asked.output)
    return DONE


@command(app, "drop", shared=(*SERVER, *TALK))
def drop(
    asked: Asked,
    dataset: Name,
    yes: bool = False,
) -> int:
    """Remove one dataset from the server."""
    from isp_graph.server.neo4j_store import Neo4jStore

    store = Neo4jStore(_target(asked))
    store.about(dataset)  # what is not there is said before anything is asked
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("drop_without_asking", name=dataset)
        print(_said(asked, "confirm", name=dataset), end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip() != dataset:
            _say(asked, "nothing_removed")
            return DONE
    store.drop(dataset)
    _say(asked, "removed", name=dataset)
    return DONE


@command(app, "ask", TABULAR, ("format", *SERVER, *WRITING))
def ask(
    asked: Asked,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION")] = None,
    list: bool = False,  # as one types it
    dataset: Named = None,
    date: str | None = None,
    layer: Layers = None,
    gds: bool = False,
    organisation: Annotated[str | None, typer.Option(metavar="ID")] = None,
    where: Conditions = [],  # noqa: B006
    around: Annotated[str | None, typer.Option(metavar="ID")] = None,
    radius: int | None = None,
) -> int:
    """Ask a dataset on the server a question."""
    from isp_graph.console import answers
    from isp_graph.results import Basis, version
    from isp_graph.server import measuring
    from isp_graph.server.neo4j_store import Neo4jStore
    from isp_graph.server.port import questions

    if list or question is None:
        for name, about in questions().items():
            print(f"{name}: {about}")
        return DONE
    if dataset is None:
        raise UsageError("question_needs", name=question, option="--dataset")
    values = {
        "layer": layer,
        "organisation": organisation,
        "where": where,
        "around": around,
        "radius": radius,
        "gds": gds,
    }
    parameters = _meant(question, {name: value for name, value in values.items() if _told(value)})
    to = _target(asked)
    if gds:
        answer = measuring.measure(to, dataset, parameters["layer"], date)
    else:
        answer = Neo4jStore(to).ask(question, dataset, date, **parameters)
    given = {key: value for key, value in sorted(parameters.items()) if value is not None}
    found = answer.about
    stated = Basis(found.name, found.fingerprint, answer.date, given, version())
    return answers.rows_out(asked, answer.question, stated, answer.columns, answer.rows)


def _told(value: Any) -> bool:
    return value is not False and value not in (None, [], "")


def _meant(question: str, given: dict[str, Any]) -> dict[str, Any]:
    """Give the parameters of a question, from the options that mean something to it."""
    needed, allowed = _OPTIONS.get(question, ((), ()))
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
