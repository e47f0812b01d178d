"""Same input, same bytes: whatever the hash seed, the processor and its threads."""

import os
import subprocess
import sys

import pytest

from isp_graph.cli.main import entry
from tests.house.pages import ROOT

_OLD_PROCESSOR = {
    "OPENBLAS_CORETYPE": "Prescott",
    "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL "
    "AVX512_ICL AVX512_SPR",
    "PYTHONHASHSEED": "7",
    "POLARS_MAX_THREADS": "4",
}
_COMMANDS = [
    "check demo --format json",
    "summary demo --format csv",
    "centrality demo --layer all --layer boards --layer referrals --format json",
    "centrality demo --weighted --layer boards-newman --format json",
    "centrality demo --pivots 10 --format json",
    "homophily demo --layer boards --layer partnerships --draws 40 --format json",
    "homophily demo --model --layer meetings --layer referrals --draws 40 --format json",
    "homophily demo --brokerage --format json",
    "isolated demo --format json",
    "subnetwork demo --around oisp-05 --format json",
    "export demo --format graphml",
    "report demo -o -",
    "report bruxelles-2015 -o -",
]


@pytest.mark.parametrize("command", _COMMANDS)
def test_another_processor_gives_the_same_bytes(
    command: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    words = [*command.split(), "--quiet"]
    assert entry(words) == 0
    here = capfdbinary.readouterr().out
    assert len(here) > 100
    there = subprocess.run(
        [sys.executable, "-m", "isp_graph", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | _OLD_PROCESSOR,
        capture_output=True,
        check=True,
    )
    assert there.stdout == here
