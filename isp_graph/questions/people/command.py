"""The commands that tell who may be who among administrators, and note what somebody decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from isp_graph.console.asked import Asked
from isp_graph.console.exits import DONE
from isp_graph.console.options import TABULAR, command, commands
from isp_graph.errors import UsageError

if TYPE_CHECKING:
    from isp_graph.datasets.dataset import Dataset
    from isp_graph.questions.people.journal import Journal
    from isp_graph.results import Result

app = commands()
_SHARED = (
    *("a", "b", "score", "reasons"),
    *("ties_gained", "ties_strengthened", "ties_weakened", "company", "merged"),
)
_JOURNAL = "matches.csv"


@app.callback()
def people() -> None:
    """Tell which entries may be one administrator, and decide."""


@command(app, "match", TABULAR)
def match(asked: Asked, threshold: float = 0.65, all: bool = False) -> int:
    """Propose pairs that may be one person."""
    from isp_graph.console import answers, session
    from isp_graph.questions.people.people import people_match
    from isp_graph.questions.people.terminal import people_list

    named = session.open_named(asked)
    key = session.edition_key(asked, named)
    session.tell_findings(asked, named)
    data = session.restricted(asked, named)
    with session.working(asked):
        result = people_match(data, threshold, decided=all)
    result = result if key is None else _pseudonymised(result, named, key)
    nobody = ("people.no_people", "") if named.table("people").is_empty() else None
    shown = answers.unless_unknown(
        asked, nobody, lambda: people_list(result, data, asked.dataset, asked.lang)
    )
    return answers.result_out(asked, result, shown)


@command(app, "review", ("csv",))
def review(
    asked: Asked,
    threshold: float = 0.65,
    who: str | None = None,
    when: str | None = None,
    undecided: bool = False,
) -> int:
    """Ask about pairs, one by one."""
    import datetime

    from isp_graph.console import session
    from isp_graph.datasets.tables.identities import Identities
    from isp_graph.questions.people.keyboard import on_a_terminal
    from isp_graph.questions.people.proposals import Proposals
    from isp_graph.questions.people.review import Review
    from isp_graph.questions.people.reviewing import Reviewing, Signature
    from isp_graph.texts import text

    if asked.edition != "internal":
        raise UsageError("review_names_people")
    session.chosen_format(asked)
    if not 0 <= threshold <= 1:
        raise UsageError("threshold_out_of_range", value=threshold)
    if not on_a_terminal():
        raise UsageError("review_needs_terminal")
    named = session.read_named(asked)
    session.tell_findings(asked, named)
    data = session.restricted(asked, named).current()
    if named.table("people").is_empty():
        print(text("people.no_people", asked.lang))
        return DONE
    journal, of_dataset = _journal(asked)
    told = named.table("matches").select("a", "b", "verdict").rows()
    elsewhere = [] if of_dataset else told
    written = [(each.a, each.b, each.verdict) for each in journal.decisions]
    with session.working(asked):
        proposals = Proposals(data)
        found = proposals.find(Identities([*elsewhere, *written]), threshold)
    asking = Review(found, [*elsewhere, *written], again=undecided)
    today = datetime.datetime.now().astimezone().date().isoformat()
    signature = Signature(_who() if who is None else who, today if when is None else when)
    Reviewing(data, proposals, asking, journal, elsewhere, signature, asked.lang).run()
    return DONE


def _pseudonymised(result: Result, named: Dataset, key: bytes) -> Result:
    """Take out what names somebody, and what the journal says."""
    from dataclasses import replace

    import polars as pl

    from isp_graph.console import answers
    from isp_graph.datasets.privacy import pseudonyms

    frame = result.frame.select(_SHARED)
    frame = frame.with_columns(pseudonyms(frame["a"], key), pseudonyms(frame["b"], key))
    first, second = pl.col("a"), pl.col("b")
    frame = frame.with_columns(
        pl.when(first < second).then(first).otherwise(second).alias("a"),
        pl.when(first < second).then(second).otherwise(first).alias("b"),
    )
    return answers.masked_basis(replace(result, frame=frame.sort("a", "b")), named)


def _journal(asked: Asked) -> tuple[Journal, bool]:
    """Open the journal to write into, and tell whether the dataset reads that very file."""
    from isp_graph.console import session
    from isp_graph.datasets.read import table_file
    from isp_graph.questions.people.journal import Journal

    place = Path(asked.dataset)
    own = None
    if place.is_dir() and not session.is_shipped(asked):
        own = table_file(place, "matches") or place / _JOURNAL
    path = own if asked.output is None else Path(asked.output)
    if path is None:
        raise UsageError("name_the_journal", path=asked.dataset)
    return Journal(path), own is not None and path.resolve() == own.resolve()


def _who() -> str | None:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody is logged in, in a container for instance
        return None
