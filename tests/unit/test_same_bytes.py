"""Same input, same bytes: whatever the hash seed, the processor and its threads."""

import os
import subprocess
import sys
from pathlib import Path

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
    "report demo",
    "report bruxelles-2015",
]


def ask(folder: str, *commands: str) -> None:
    for place, command in enumerate(commands):
        assert entry([*command.split(), "--quiet", "-o", f"{folder}/{place}"]) == 0, command


_ASK = "import sys; from tests.unit.test_same_bytes import ask; ask(*sys.argv[1:])"


def test_another_processor_gives_the_same_bytes(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    ask(str(here), *_COMMANDS)
    there.mkdir()
    subprocess.run(
        [sys.executable, "-c", _ASK, str(there), *_COMMANDS],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | _OLD_PROCESSOR,
        check=True,
    )
    for place, command in enumerate(_COMMANDS):
        answer = (here / str(place)).read_bytes()
        assert len(answer) > 100
        assert (there / str(place)).read_bytes() == answer, command
