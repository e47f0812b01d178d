"""The commands that tell who may be who among administrators, and note what somebody decides."""

from __future__ import annotations

import argparse
import datetime
import getpass
from dataclasses import replace
from pathlib import Path

import polars as pl

from isp_graph.console.answers import masked_basis, result_out
from isp_graph.console.exits import DONE
from isp_graph.console.session import (
    chosen_format,
    edition_key,
    is_shipped,
    open_named,
    read_named,
    restricted,
    talk,
    tell_findings,
    working,
)
from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.privacy import pseudonyms
from isp_graph.datasets.read import table_file
from isp_graph.datasets.tables.identities import Identities
from isp_graph.errors import UsageError
from isp_graph.present.texts import text
from isp_graph.questions.people.journal import Journal
from isp_graph.questions.people.keyboard import on_a_terminal
from isp_graph.questions.people.people import people_match
from isp_graph.questions.people.proposals import Proposals
from isp_graph.questions.people.review import Review
from isp_graph.questions.people.reviewing import Reviewing, Signature
from isp_graph.questions.people.terminal import people_list
from isp_graph.results import Result

_SHARED = (
    *("a", "b", "score", "reasons"),
    *("ties_gained", "ties_strengthened", "ties_weakened", "company", "merged"),
)
_JOURNAL = "matches.csv"


def run(options: argparse.Namespace) -> int:
    """Propose pairs, or ask about them."""
    return {"match": _match, "review": _review}[options.action](options)


def _match(options: argparse.Namespace) -> int:
    named = open_named(options)
    key = edition_key(options, named)
    tell_findings(options, named)
    data = restricted(options, named)
    with working(options, text("terminal.computing", options.lang)):
        result = people_match(data, options.threshold, decided=options.all)
    result = result if key is None else _pseudonymised(result, named, key)
    if named.table("people").is_empty():
        nobody = text("people.no_people", options.lang)
        if chosen_format(options) != "table":
            talk(options, nobody)
        return result_out(options, result, lambda: f"{nobody}\n")
    return result_out(
        options, result, lambda: people_list(result, data, options.dataset, options.lang)
    )


def _pseudonymised(result: Result, named: Dataset, key: bytes) -> Result:
    """Take out what names somebody, and what the journal says."""
    frame = result.frame.select(_SHARED)
    frame = frame.with_columns(pseudonyms(frame["a"], key), pseudonyms(frame["b"], key))
    first, second = pl.col("a"), pl.col("b")
    frame = frame.with_columns(
        pl.when(first < second).then(first).otherwise(second).alias("a"),
        pl.when(first < second).then(second).otherwise(first).alias("b"),
    )
    return masked_basis(replace(result, frame=frame.sort("a", "b")), named)


def _journal(options: argparse.Namespace) -> tuple[Journal, bool]:
    """Open the journal to write into, and tell whether the dataset reads that very file."""
    place = Path(options.dataset)
    own = None
    if place.is_dir() and not is_shipped(options):
        own = table_file(place, "matches") or place / _JOURNAL
    path = own if options.output is None else Path(options.output)
    if path is None:
        raise UsageError("name_the_journal", path=options.dataset)
    return Journal(path), own is not None and path.resolve() == own.resolve()


def _who() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody is logged in, in a container for instance
        return None


def _review(options: argparse.Namespace) -> int:
    if options.edition != "internal":
        raise UsageError("review_names_people")
    if not 0 <= options.threshold <= 1:
        raise UsageError("threshold_out_of_range", value=options.threshold)
    if not on_a_terminal():
        raise UsageError("review_needs_terminal")
    named = read_named(options)
    tell_findings(options, named)
    data = restricted(options, named).current()
    if named.table("people").is_empty():
        print(text("people.no_people", options.lang))
        return DONE
    journal, of_dataset = _journal(options)
    told = named.table("matches").select("a", "b", "verdict").rows()
    elsewhere = [] if of_dataset else told
    written = [(each.a, each.b, each.verdict) for each in journal.decisions]
    known = Identities([*elsewhere, *written])
    with working(options, text("terminal.computing", options.lang)):
        proposals = Proposals(data)
        found = proposals.find(known, options.threshold)
    review = Review(found, [*elsewhere, *written], again=options.undecided)
    today = datetime.datetime.now().astimezone().date().isoformat()
    signature = Signature(
        _who() if options.who is None else options.who,
        today if options.when is None else options.when,
    )
    Reviewing(data, proposals, review, journal, elsewhere, signature, options.lang).run()
    return DONE
