"""Same input, same bytes: whatever the hash seed, and whatever the processor can do."""

import os
import subprocess
import sys

import pytest

from tests.house.pages import ROOT

_OLD_PROCESSOR = {
    "OPENBLAS_CORETYPE": "Prescott",
    "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL "
    "AVX512_ICL AVX512_SPR",
    "PYTHONHASHSEED": "7",
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
]


def _answer(command: str, more: dict[str, str]) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "isp_graph", *command.split(), "--quiet"],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "1"} | more,
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("command", _COMMANDS)
def test_another_processor_gives_the_same_bytes(command: str) -> None:
    here = _answer(command, {})
    assert len(here) > 100
    assert _answer(command, _OLD_PROCESSOR) == here
