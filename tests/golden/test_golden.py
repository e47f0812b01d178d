"""Answers on the demonstration, kept as files: any change of them is looked at.

``make golden`` renews them (``ISP_GRAPH_RENEW=1 python -m pytest tests/golden``); what changed
then shows in the difference that is committed. Numbers may differ in their last digits from one
processor to another, so they are compared to twelve.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from isp_graph.cli.main import entry

HERE = Path(__file__).parent
ANSWERS = {
    "summary.json": ("summary", "demo", "--format", "json"),
    "summary.txt": ("summary", "demo", "--lang", "en"),
    "check.txt": ("check", "demo", "--lang", "en"),
    "check.json": ("check", "demo", "--format", "json"),
    "isolated-ne.fr.txt": ("isolated", "demo", "--where", "zone=NE"),
    "isolated-ne.en.txt": ("isolated", "demo", "--where", "zone=NE", "--lang", "en"),
    "centrality-boards.json": ("centrality", "demo", "--layer", "boards", "--format", "json"),
}


def comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: comparable(part) for key, part in value.items() if key != "version"}
    if isinstance(value, list):
        return [comparable(part) for part in value]
    return float(f"{value:.12g}") if isinstance(value, float) else value


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_is_the_one_kept(name, capfdbinary):
    assert entry([*ANSWERS[name], "--quiet"]) == 0
    found = capfdbinary.readouterr().out.decode()
    if name.endswith(".json"):
        told = json.loads(found)
        told["basis"]["version"] = "any"
        found = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    kept = HERE / name
    if os.environ.get("ISP_GRAPH_RENEW") == "1":
        kept.write_text(found, "utf-8")
    meant = kept.read_text("utf-8")
    if name.endswith(".json"):
        assert comparable(json.loads(found)) == comparable(json.loads(meant))
    else:
        assert found == meant


def test_nothing_kept_is_left_over():
    kept = {path.name for path in HERE.iterdir() if path.suffix in (".json", ".txt")}
    assert kept == set(ANSWERS)
