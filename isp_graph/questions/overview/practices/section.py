"""What zones say that they do, item by item, and how alike they are, as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from isp_graph.grammar import LANGUAGES
from isp_graph.present.section import Context
from isp_graph.questions.overview.practices.practices import likeness


def _labels(row: Mapping[str, Any], otherwise: str) -> list[str]:
    first = row["label_fr"] or row["label_en"] or row["label_nl"] or otherwise.replace("_", " ")
    return [row[f"label_{language}"] or first for language in LANGUAGES]


def section(context: Context) -> dict[str, Any]:
    """Arrange the practices of the zones as a matrix.

    Returns
    -------
    dict
        ``zones``: places of the columns; ``topics``: entries of names ``t``, reasons why a zone
        is unknown ``why``, and ``items``, each with names and a cell ``[value, as printed,
        source, certainty]`` for each column, null where unknown; ``alike``: rows of
        ``zone, zone, both, agreed``; ``values``: every answer met. Nothing without practices.
    """
    zones, strings = context.zone, context.strings
    frame = context.data.evidence("practices").sort("topic", "item", "zone", nulls_last=False)
    frame = frame.filter(pl.col("zone").is_in(list(zones)))
    if frame.is_empty():
        return {}
    columns = sorted({zones[zone] for zone in frame["zone"].unique().to_list()})
    topics: dict[str, dict[str, Any]] = {}
    values: set[str] = set()
    for row in frame.iter_rows(named=True):
        zone = zones[row["zone"]]
        topic = topics.setdefault(row["topic"], {"t": None, "items": {}, "why": {}})
        if row["item"] is None:
            topic["t"] = topic["t"] or _labels(row, row["topic"])
            if row["value"] is None and row["unknown_reason"]:
                topic["why"][str(zone)] = strings.worded(row, "unknown_reason")
            continue
        item = topic["items"].setdefault(
            row["item"], {"t": _labels(row, row["item"]), "cells": [None] * len(columns)}
        )
        if row["value"] is not None:
            values.add(row["value"])
            item["cells"][columns.index(zone)] = [
                row["value"],
                strings.place(row["value_raw"]),
                strings.place(row["source"]),
                strings.place(row["certainty"]),
            ]
    return {
        "zones": columns,
        "topics": [
            {
                "id": name,
                "t": topic["t"]
                or _labels(dict.fromkeys(("label_fr", "label_nl", "label_en")), name),
                "why": topic["why"],
                "items": list(topic["items"].values()),
            }
            for name, topic in topics.items()
            if topic["items"]
        ],
        "alike": [
            [zones[pair.a], zones[pair.b], pair.both, pair.agreed]
            for pair in likeness(context.data, list(zones))
        ],
        "values": sorted(values),
    }
