"""A store within this process: datasets as values, and the questions that analyses answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.errors import AccessError
from isp_graph.network import build_layer, layer_names
from isp_graph.questions.boards.administrators import administrators
from isp_graph.questions.boards.interlocks import interlocks
from isp_graph.questions.filiere.gaps.gaps import gaps
from isp_graph.questions.filiere.pathways.depends import pathway_depends
from isp_graph.questions.filiere.pathways.hand_overs import hand_overs
from isp_graph.questions.isolated.isolated import isolated
from isp_graph.questions.meetings.meetings import meetings
from isp_graph.questions.overview.subnetwork.subnetwork import subnetwork
from isp_graph.schema.naming import nearest
from isp_graph.server.port import (
    About,
    Answer,
    Loaded,
    Told,
    asked_day,
    check_filters,
    check_layers,
    check_name,
    check_question,
    in_order,
)
from isp_graph.server.settings import day_of
from isp_graph.server.versions import compared, digest_of
from tests.contract.facts import facts_of_organisation

_CANNOT_BE_TOLD = ("isolated", "unknown")
_ISOLATED = ("organisation", "name", "zone", "layer", "status", "degree")
_SHARED = ("a", "b", "shared", "volunteers", "directors", "office", "damped")
_LINKERS = ("person", "seats", "organisations", "capacities")
_OVERLAPS = ("a", "b", "shared", "jaccard", "overlap", "hours_a", "hours_b")
_NOBODY_THERE = ("unknown", "none", "ineligible", "elsewhere")
_MISSING = ("zone", "sector", "step", "status", "skippable", "nearest_zone", "affected")
_ESSENTIAL = ("zone", "sector", "organisation", "steps")


class EmbeddedStore:
    """Keeps datasets in memory, as long as it lives."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[About, Dataset]] = {}

    def _found(self, name: str) -> tuple[About, Dataset]:
        if name in self._kept:
            return self._kept[name]
        if not self._kept:
            raise AccessError("nothing_on_server", name=name)
        known = list(self._kept)
        raise AccessError("not_on_server", name=name, near=nearest(name, known), known=known)

    def datasets(self) -> list[About]:
        """List what it has, by name."""
        return [self._kept[name][0] for name in sorted(self._kept)]

    def about(self, name: str) -> About:
        """Tell what it has under a name."""
        return self._found(name)[0]

    def read(self, name: str) -> tuple[About, Dataset]:
        """Give a dataset back."""
        return self._found(name)

    def drop(self, name: str) -> bool:
        """Remove one dataset."""
        return self._kept.pop(name, None) is not None

    def load(
        self,
        data: Dataset,
        *,
        name: str,
        edition: str,
        told: Told = lambda done, total: None,
    ) -> Loaded:
        """Take a dataset in."""
        version = digest_of(data, check_name(name), edition)
        before = self._kept.get(name)
        new = before is None or before[0].version != version
        about = About(name, version, edition, data.fingerprint, data.settings.date)
        kept = Dataset(
            name,
            data.tables,
            settings=data.settings,
            stated_fingerprint=data.fingerprint,
            stated_identities=dict(data.identities),
        )
        self._kept[name] = (about, kept)
        rows = compared(before[1].tables if before else {}, data.tables)
        told(rows.created + rows.changed + rows.kept, rows.created + rows.changed + rows.kept)
        return Loaded(name, version, new, rows)

    def ask(
        self,
        question: str,
        name: str,
        date: str | None = None,
        where: Iterable[tuple[str, str]] = (),
        **parameters: Any,
    ) -> Answer:
        """Ask a dataset a question."""
        check_question(question, parameters.get("radius"))
        day = asked_day(date)
        about, data = self._found(name)
        asked = [*(parameters.get("layers") or ())]
        if parameters.get("layer") is not None:
            asked.append(parameters["layer"])
        check_layers(asked, [*([] if question == "ties" else ["all"]), *sorted(layer_names(data))])
        chosen: dict[str, list[str]] = {}
        for key, value in check_filters(question, where):
            chosen.setdefault(key, []).append(value)
        columns, rows = _ANSWERS[question](data, data.at(day).where(**chosen), parameters)
        return Answer(question, about, columns, in_order(rows), day or day_of(about.date))


Rows = tuple[tuple[str, ...], list[dict[str, Any]]]


def _isolated(_: Dataset, data: Dataset, asked: dict[str, Any]) -> Rows:
    found = isolated(data, asked.get("layers"), suggestions=False).frame
    there = found.filter(pl.col("status").is_in(_CANNOT_BE_TOLD)).select(_ISOLATED)
    return _ISOLATED, there.to_dicts()


def _ties(_: Dataset, data: Dataset, asked: dict[str, Any]) -> Rows:
    edges = build_layer(data.current(), asked["layer"]).edges
    return tuple(edges.columns), edges.to_dicts()


def _subnetwork(_: Dataset, data: Dataset, asked: dict[str, Any]) -> Rows:
    found = subnetwork(data, **asked).frame
    return tuple(found.columns), found.to_dicts()


def _organisation(whole: Dataset, _: Dataset, asked: dict[str, Any]) -> Rows:
    found = facts_of_organisation(whole, asked["organisation"])
    return tuple(found.columns), found.to_dicts()


def _contents(whole: Dataset, _: Dataset, asked: dict[str, Any]) -> Rows:
    rows = [{"table": table, "rows": frame.height} for table, frame in whole.tables.items()]
    return ("table", "rows"), rows


def _shared(_: Dataset, data: Dataset, __: dict[str, Any]) -> Rows:
    return _SHARED, interlocks(data, null="hypergeometric", damped=True).frame.select(
        _SHARED
    ).to_dicts()


def _linkers(_: Dataset, data: Dataset, __: dict[str, Any]) -> Rows:
    there = administrators(data).frame.filter("linker").select(_LINKERS)
    return _LINKERS, there.to_dicts()


def _overlaps(_: Dataset, data: Dataset, __: dict[str, Any]) -> Rows:
    return _OVERLAPS, meetings(data).frame.select(_OVERLAPS).to_dicts()


def _missing(_: Dataset, data: Dataset, __: dict[str, Any]) -> Rows:
    there = gaps(data).frame.filter(pl.col("status").is_in(_NOBODY_THERE)).select(_MISSING)
    return _MISSING, there.to_dicts()


def _crossings(_: Dataset, data: Dataset, __: dict[str, Any]) -> Rows:
    found = hand_overs(data).frame
    return tuple(found.columns), found.to_dicts()


def _essential(_: Dataset, data: Dataset, __: dict[str, Any]) -> Rows:
    carried = (pl.col("kind") == "operator") & (pl.col("carries") == "pathways")
    rows = pathway_depends(data).frame.filter(carried).explode("zones").rename({"zones": "zone"})
    return _ESSENTIAL, rows.select(_ESSENTIAL).to_dicts()


_ANSWERS: dict[str, Callable[[Dataset, Dataset, dict[str, Any]], Rows]] = {
    "isolated": _isolated,
    "ties": _ties,
    "subnetwork": _subnetwork,
    "organisation": _organisation,
    "contents": _contents,
    "shared": _shared,
    "linkers": _linkers,
    "overlaps": _overlaps,
    "missing": _missing,
    "essential": _essential,
    "crossings": _crossings,
}
