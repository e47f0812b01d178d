"""What a version of a dataset is on a server: its rows, their number, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.records import modality_among
from isp_graph.datasets.tables.periods import first_day_of
from isp_graph.datasets.tables.values import dtype_of
from isp_graph.network import APART_LAYERS, evidence_rows, layer_names
from isp_graph.network.names import DIRECTED, TWO_MODE, kind_of_layer
from isp_graph.questions.filiere.offers import steps_of
from isp_graph.questions.filiere.siting import outside_communes
from isp_graph.results import version as own_version
from isp_graph.schema.tables import EVIDENCE_TABLES, SCHEMA
from isp_graph.schema.vocabulary import COUNTED_MODALITIES, OWN_PEOPLE_KINDS, REGIONAL_KINDS
from isp_graph.server.settings import day_of, settings_text

BATCH = 10_000
_MODEL = "5"
"""Version of the graph model: raised when the files of ``cypher/load`` change what they write."""
_DIGITS = 24
_PERIODS = {"organisations": ("founded", "closed")}
_TABLES_OF_LAYERS = {"boards": "mandates", "board_seats": "mandates", "meetings": "attendance"}
_ALWAYS, _NEVER_ENDS = "", "9999-12-31"


@dataclass(frozen=True)
class Difference:
    """Rows that are new, that have the same key and other facts, that are gone, and the same.

    A row of a table without key is never changed: it goes, and another comes.
    """

    created: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0

    def __add__(self, other: Difference) -> Difference:
        return Difference(
            self.created + other.created,
            self.changed + other.changed,
            self.removed + other.removed,
            self.kept + other.kept,
        )


def digest_of(data: Dataset, name: str, edition: str) -> str:
    """Digest what is loaded: the same content under the same name is the same version."""
    told = [_MODEL, own_version(), name, edition, settings_text(data.settings)]
    told += [f"{entry} {person}" for entry, person in sorted(data.identities.items())]
    digest = hashlib.sha256(json.dumps(told).encode())
    for table in sorted(data.tables):
        digest.update(f"\0{table}\0".encode())
        digest.update(data.tables[table].write_csv(quote_style="non_numeric").encode())
    return digest.hexdigest()[:_DIGITS]


def after_damage(digest: str, damaged: str) -> str:
    """Name a version with the same content as one of which rows were lost on the server."""
    return hashlib.sha256(f"{digest} {damaged}".encode()).hexdigest()[:_DIGITS]


def _asked_of(data: Dataset, name: str) -> list[pl.Series]:
    """Give what questions ask of some rows, and what no column says."""
    frame = data.tables[name]
    if name == "people":
        return [data.persons(frame["id"]).alias("_person")]
    if name == "organisations":
        kinds = {"_regional": REGIONAL_KINDS, "_own_people": OWN_PEOPLE_KINDS}
        return [
            frame["kind"].is_in(sorted(those)).fill_null(value=False).alias(fact)
            for fact, those in kinds.items()
        ]
    if name == "communes":
        return [frame["id"].is_in(sorted(outside_communes(data))).alias("_outside")]
    if name == "steps":
        steps = {step.id: (place, step.skippable) for place, step in enumerate(steps_of(data))}
        found = [steps[step] for step in frame["id"]]
        return [
            pl.Series("_place", [place for place, _ in found], dtype=pl.Int64),
            pl.Series("_skippable", [skippable for _, skippable in found], dtype=pl.Boolean),
        ]
    return []


def batches(data: Dataset, name: str) -> Iterator[list[dict[str, Any]]]:
    """Give the rows of a table in batches, with their place and what questions ask of them."""
    frame = data.tables[name]
    start, end = _PERIODS.get(name, ("start", "end"))
    added = [pl.int_range(pl.len(), dtype=pl.Int64).alias("_row")]
    if SCHEMA[name].dated or name in _PERIODS:
        added.append(first_day_of(start).fill_null(_ALWAYS).alias("_from"))
        added.append(first_day_of(end).fill_null(_NEVER_ENDS).alias("_until"))
    if name in EVIDENCE_TABLES:
        added.append(modality_among(COUNTED_MODALITIES).alias("_counts"))
    frame = frame.with_columns(*added, *_asked_of(data, name))
    for first in range(0, frame.height, BATCH):
        yield frame.slice(first, BATCH).to_dicts()


def layer_rows(data: Dataset) -> list[dict[str, Any]]:
    """Describe each layer, as the questions need to know it."""
    rows = []
    for name in layer_names(data):
        kind = None if name in (*TWO_MODE, "board_seats") else kind_of_layer(name)
        rows.append(
            {
                "name": name,
                "kind": kind,
                "directed": (kind or name) in DIRECTED,
                "counts": name not in APART_LAYERS,
                "evidence": evidence_rows(data, name).height,
                "incomplete": _TABLES_OF_LAYERS.get(name, "ties") in data.settings.incomplete,
            }
        )
    return rows


def _size(data: Dataset, layers: int) -> tuple[int, int]:
    """Count the nodes and relationships that a version must have."""
    nodes, relationships = layers, 0
    for name, frame in data.tables.items():
        table = SCHEMA[name]
        if table.node is None:
            relationships += frame.height
            continue
        nodes += frame.height
        for column in table.references:
            if column.edge is not None:
                relationships += frame.height - frame[column.name].null_count()
    mandates = data.table("mandates")
    nodes += mandates["person"].null_count()
    relationships += mandates.height - mandates["represents"].null_count()
    return nodes, relationships


def facts_of(data: Dataset, edition: str, digest: str, layers: int) -> dict[str, Any]:
    """Give what a version says of itself."""
    nodes, relationships = _size(data, layers)
    return {
        "digest": digest,
        "edition": edition,
        "fingerprint": data.fingerprint,
        "tables": sorted(data.tables),
        "settings": settings_text(data.settings),
        "title": data.settings.title.get("en"),
        "date": data.settings.date,
        "day": day_of(data.settings.date),
        "loaded_by": f"isp-graph {own_version()}",
        "nodes": nodes,
        "relationships": relationships,
    }


def _table_compared(name: str, old: pl.DataFrame, new: pl.DataFrame) -> Difference:
    columns = [column.name for column in SCHEMA[name].columns]
    key = SCHEMA[name].key
    counts = [frame.group_by(columns).len() for frame in (old, new)]
    both = counts[0].join(counts[1], on=columns, nulls_equal=True)
    kept = int(both.select(pl.min_horizontal("len", "len_right").sum()).item())
    if key is None:
        return Difference(new.height - kept, 0, old.height - kept, kept)
    common = new.join(old, on=key.name, how="semi").height
    return Difference(new.height - common, common - kept, old.height - common, kept)


def compared(old: Mapping[str, pl.DataFrame], new: Mapping[str, pl.DataFrame]) -> Difference:
    """Compare two versions of a dataset, row by row; the order of the rows is no difference.

    Examples
    --------
    >>> import isp_graph
    >>> demo = isp_graph.read("demo").tables
    >>> compared({}, {"steps": demo["steps"]}).created
    7
    """
    total = Difference()
    for name in sorted({*old, *new}):
        nothing = pl.DataFrame(schema={c.name: dtype_of(c) for c in SCHEMA[name].columns})
        total += _table_compared(name, old.get(name, nothing), new.get(name, nothing))
    return total
