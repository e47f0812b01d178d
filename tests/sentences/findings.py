"""Counts behind what is said of findings: how many, how often, in which rows."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from isp_graph.schema.findings import SEVERITIES
from tests.sentences.case import Case, Hearing, Row
from tests.sentences.counts import counts, nothing
from tests.sentences.said import HEADED, Said

FINDING = re.compile(
    r"  (?P<file>\S.*?)(?::(?P<row>\d+))?(?: \[(?P<column>.+?)\])?  \S.*  \((?P<code>\w+)\)"
)
"""A line that tells a finding: its place, what it is, its code."""
_NAMED = 10


def severities(case: Case) -> Counter[str]:
    """Count findings by severity."""
    return Counter(row["severity"] for row in case.rows("check"))


def group(heard: Hearing) -> list[Row]:
    """Give the findings that are told with the one just read."""
    told = heard.finding
    like = [
        row
        for row in heard.case.rows("check")
        if (row["code"], row["file"]) == (told["code"], told["file"])
        and (row["column"] == told["column"] or told["row"] is None)
    ]
    first = [row for row in like if told["row"] in (None, str(row["row"]))]
    return like if first else []


@counts("terminal.counts", "terminal.data_findings")
def _(heard: Hearing, said: Said) -> dict[str, int]:
    found = severities(heard.case)
    return {severity: found[severity] for severity in SEVERITIES}


@counts(*(f"terminal.{severity}{HEADED}" for severity in SEVERITIES))
def _(heard: Hearing, said: Said) -> int:
    return severities(heard.case)[said.key.split(".")[1].removesuffix(HEADED)]


@counts("terminal.repeated")
def _(heard: Hearing, said: Said) -> int:
    return len(group(heard))


@counts("terminal.repeated_rows")
def _(heard: Hearing, said: Said) -> dict[str, str]:
    rows = sorted(row["row"] for row in group(heard))
    more = ["…"] if len(rows) > _NAMED else []
    return {"rows": "+".join([*map(str, rows[:_NAMED]), *more])}


@counts("terminal.repeated_row", "terminal.repeated_twins")
def _(heard: Hearing, said: Said) -> dict[str, Any]:
    own = next(row for row in group(heard) if str(row["row"]) == said.words["row"])
    twins = [int(number) for number in re.findall(r"\d+", own["message"])]
    twin = next((number for number in twins if str(number) == said.words.get("twin")), None)
    return {"row": own["row"], "twin": twin}


counts("terminal.for_example")(nothing)


@counts("people.alike")
def _(heard: Hearing, said: Said) -> int:
    return len(heard.case.whole.rows("people", "match"))
