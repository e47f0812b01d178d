"""How long reading, checking and the boards layer take on a large dataset, beside bare libraries.

Run from a checkout: ``python -m benchmarks.dataset`` (``--quick`` for a tenth of the size). The
dataset is drawn with a seed: 150,000 organisations, 500,000 people, 800,000 mandates. Both sides
of a line run in turn on the same files in the same process; the ratio is what to compare.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import coo_array, csr_array

import isp_graph
from isp_graph.network.layer import TwoMode
from isp_graph.network.projections import projected

SEED = 20150320
REPEATS = 5


def _day(rng: random.Random, first: int, last: int) -> str:
    return f"{rng.randrange(first, last)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"


def write_dataset(folder: Path, organisations: int, people: int, mandates: int) -> None:
    """Write a seeded dataset: some people sit on many boards, most on one."""
    rng = random.Random(SEED)
    with (folder / "organisations.csv").open("w", encoding="utf-8") as file:
        file.write("id,name,kind,commune,founded\n")
        for number in range(organisations):
            founded = _day(rng, 1950, 1980)
            commune = 21001 + rng.randrange(19)
            file.write(f"o{number:06d},Organisation {number},oisp,{commune},{founded}\n")
    with (folder / "people.csv").open("w", encoding="utf-8") as file:
        file.write("id,name\n")
        for number in range(people):
            file.write(f"p{number:06d},Personne numero {number}\n")
    with (folder / "mandates.csv").open("w", encoding="utf-8") as file:
        file.write("person,organisation,role,capacity,start,end\n")
        for _ in range(mandates):
            person = int(people * rng.random() ** 1.5)
            board = rng.randrange(organisations)
            file.write(f"p{person:06d},o{board:06d},member,volunteer,{_day(rng, 1980, 2015)},\n")


def beside(ours: Callable[[], Any], bare: Callable[[], Any]) -> tuple[float, float]:
    """Time two things in turn; the best of each is the least disturbed."""
    best = [float("inf"), float("inf")]
    for _ in range(REPEATS):
        for place, run in enumerate((ours, bare)):
            begun = time.perf_counter()
            run()
            best[place] = min(best[place], time.perf_counter() - begun)
    return best[0], best[1]


def _row(what: str, times: tuple[float, float]) -> None:
    print(f"| {what} | {times[0]:.2f} s | {times[1]:.2f} s | {times[0] / times[1]:.1f} |")


def _coded(matrix: csr_array) -> csr_array:
    return csr_array(matrix.T @ matrix)


def _from_strings(mandates: pl.DataFrame) -> csr_array:
    rows = mandates["person"].rank("dense").to_numpy() - 1
    columns = mandates["organisation"].rank("dense").to_numpy() - 1
    return _coded(csr_array(coo_array((np.ones(len(rows)), (rows, columns)))))


def main() -> int:
    """Print the table of times and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    tenth = 10 if parser.parse_args().quick else 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_dataset(folder, 150_000 // tenth, 500_000 // tenth, 800_000 // tenth)
        files = sorted(folder.glob("*.csv"))
        print("| what | isp-graph | bare | ratio |")
        print("|---|---|---|---|")
        _row(
            "reading and checking everything, beside polars reading the same files",
            beside(lambda: isp_graph.read(folder), lambda: [pl.read_csv(file) for file in files]),
        )
        data = isp_graph.read(folder)
        network = isp_graph.layer(data, "boards").two_mode
        assert isinstance(network, TwoMode)
        ones = np.ones(len(network.top))
        _row(
            "boards layer from codes, beside scipy's `A.T @ A`",
            beside(lambda: projected(network, ones), lambda: _coded(network.matrix)),
        )
        mandates = data.table("mandates")
        _row(
            "boards layer from strings, beside codes by polars and `A.T @ A`",
            beside(lambda: isp_graph.layer(data, "boards"), lambda: _from_strings(mandates)),
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"\nPeak memory of all that: {peak:.2f} GB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
