"""Datasets drawn from the schema: every table and column, with texts that would break things."""

import random
from typing import Any

import polars as pl

from isp_graph.datasets.dataset import Dataset
from isp_graph.datasets.records import Settings
from isp_graph.datasets.tables.values import dtype_of
from isp_graph.schema.tables import SCHEMA, Column, reading_order
from isp_graph.schema.vocabulary import VOCABULARIES

HOSTILE = (
    "Été à l'œuvre",
    "naïve “quotes” «guillemets»",
    "Robert'); MATCH (n) DETACH DELETE n //",
    '"} ) RETURN 1 //',
    "`back` ``ticks``",
    "$version",
    "${dataset}",
    "\\u0027 OR 1=1",
    "\\",
    "back\\slash\\'",
    "a\nb\r\nc\td",
    "/* comment */ // comment",
    "{a: 1}",
    "null",
    "NULL",
    "true",
    "2015-01-01",
    "0",
    "=1+1",
    "emoji 🏗️👩‍🏫",
    "𝔘𝔫𝔦",
    "עברית العربية",
    "e\u0301 é",
    " ",
    "\u200b",
    "long " * 20_000,
)
DATES = ("1988", "2014-07", "2015-03-31", "2016-02-29")
INTEGERS = (0, 1, -1, 7, 2**53 + 1, 2**63 - 1)
NUMBERS = (0.0, 0.1, -2.5, 1e300, 5e-324, 366.0)


def _value(draw: random.Random, column: Column, ids: dict[str, list[str]]) -> Any:
    if not column.required and draw.random() < 0.3:
        return None
    if column.type == "reference":
        known = ids.get(column.references or "", [])
        return draw.choice(known) if known else None
    if column.type == "code":
        vocabulary = VOCABULARIES[column.vocabulary or ""]
        own = () if vocabulary.closed else HOSTILE[:6]
        return draw.choice((*vocabulary.labels, *own))
    choices: dict[str, tuple[Any, ...]] = {
        "integer": INTEGERS,
        "number": NUMBERS,
        "flag": (True, False),
        "date": DATES,
    }
    return draw.choice(choices.get(column.type, HOSTILE))


def drawn(seed: int) -> Dataset:
    """Draw a dataset."""
    draw = random.Random(seed)
    ids: dict[str, list[str]] = {}
    tables = {}
    for name in reading_order():
        table = SCHEMA[name]
        if name != "organisations" and draw.random() < 0.1:
            continue
        size = draw.randint(1, 4) if name == "organisations" else draw.randint(0, 4)
        if table.key is not None:
            ids[name] = draw.sample(HOSTILE[:-1], size)
        rows = []
        for place in range(size):
            row = {c.name: _value(draw, c, ids) for c in table.columns}
            if table.key is not None:
                row[table.key.name] = ids[name][place]
            if all(row[c.name] is not None for c in table.columns if c.required):
                rows.append(row)
        schema = {c.name: dtype_of(c) for c in table.columns}
        tables[name] = pl.DataFrame(rows, schema=schema, orient="row")
    settings = Settings(
        title=dict.fromkeys(("fr", "nl", "en"), draw.choice(HOSTILE)),
        date=draw.choice((None, *DATES)),
        licence=draw.choice((None, *HOSTILE)),
        incomplete=frozenset(draw.sample(("ties", "mandates", "attendance"), draw.randint(0, 3))),
        sources=({"title": draw.choice(HOSTILE), "pages": 12},),
    )
    return Dataset(f"drawn-{seed}", tables, settings=settings)
