"""How much longer commands take in the public edition than in the internal one, as typed.

Run from a checkout: ``python -m benchmarks.editions`` (``--quick`` for a tenth of the size). Each
line is a whole process, start-up included, on the seeded dataset of ``benchmarks.dataset``; the
two editions run in turn, and the best of each counts, as the least disturbed. ``check`` must not
take more than 1.3 times as long in public; the exit code tells whether it did.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.dataset import write_dataset

FULL = (150_000, 500_000, 800_000)
MOST = 1.3
COMMANDS = (
    ("check",),
    ("check", "--format", "json"),
    ("check", "--date", "2010"),
    ("summary",),
    ("isolated", "--layer", "boards", "--format", "csv"),
    ("interlocks", "--people", "--format", "csv"),
)


def seconds(command: tuple[str, ...], folder: Path, edition: str) -> float:
    """Time one command, typed."""
    asked = [sys.executable, "-m", "isp_graph", command[0], str(folder), *command[1:]]
    known = {**os.environ, "ISP_GRAPH_KEY": "a key for this benchmark alone"}
    begun = time.perf_counter()
    done = subprocess.run([*asked, "--edition", edition, "--quiet"], env=known, capture_output=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - begun


def main() -> int:
    """Print the table of times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    parser.add_argument("--repeats", type=int, default=5, metavar="N", help="runs of each")
    options = parser.parse_args()
    sizes = [size // (10 if options.quick else 1) for size in FULL]
    exceeded = False
    print("| command | internal | public | ratio |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_dataset(folder, *sizes)
        for command in COMMANDS:
            best = {"internal": float("inf"), "public": float("inf")}
            for _ in range(options.repeats):
                for edition, so_far in best.items():
                    best[edition] = min(so_far, seconds(command, folder, edition))
            ratio = best["public"] / best["internal"]
            told = f"{best['internal']:.2f} s | {best['public']:.2f} s | {ratio:.2f}"
            print(f"| `{' '.join(command)}` | {told} |", flush=True)
            exceeded |= command[0] == "check" and ratio > MOST
    return int(exceeded)


if __name__ == "__main__":
    sys.exit(main())
