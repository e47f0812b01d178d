"""What a terminal shows in French and Dutch: no code among the words, no brace, French spaces."""

import re

import pytest

from isp_graph.cli.main import entry
from tests.texts import codes

COMMANDS = (
    "summary demo",
    "timeline demo",
    "centrality demo --where zone=NE",
    "isolated demo",
    "isolated bruxelles-2015",
    "subnetwork demo --around oisp-51",
    "interlocks demo --represented",
    "interlocks bruxelles-2015",
    "meetings demo --absent",
    "meetings demo --stopped 2010",
    "homophily demo --by kind --by language --draws 5",
    "homophily demo --mixing --by kind",
    "homophily demo --brokerage",
    "pathways demo --all 1 --where sector=horeca --where zone=S",
    "pathways demo --depends",
    "gaps demo --public jeunes",
    "gaps demo --repair 3",
    "gaps demo --capacity",
    "catchment demo",
    "people match demo",
)
TYPED = re.compile(r"isp-graph|\btab(?:le|el) |^\S+ \[|\[[\w-]+\]")
"""A line that names what one types: a command, a table; or the id behind a name."""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_terminal_shows_words(command: str, language: str, capfd) -> None:
    assert entry([*command.split(), "--lang", language]) == 0
    shown = capfd.readouterr().out
    lines = [line for line in shown.splitlines() if not TYPED.search(line)]
    assert not [line for line in lines if codes(language).search(line)]
    assert not re.search(r"[{}]|\bNone\b|\bTrue\b|\bFalse\b", shown)
    if language == "fr":
        assert not re.search(r"(?<=[\w»)])(?: [;:!?]|[;!?](?=\s|$)|: )", shown)
