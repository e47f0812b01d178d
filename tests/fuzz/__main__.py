"""Spoil the demonstration ten thousand times: ``python -m tests.fuzz [COUNT [FIRST_SEED]]``."""

import sys
import time
import traceback
import warnings
from collections import Counter

from tests.fuzz.mutations import reduced_demo
from tests.fuzz.survival import survive

_SHOWN = 5


def main() -> int:
    numbers = [int(text) for text in sys.argv[1:]]
    count, first = (numbers + [10_000, 0][len(numbers) :])[:2]
    warnings.simplefilter("error")
    files = reduced_demo()
    became: Counter[str] = Counter()
    begun = time.monotonic()
    for seed in range(first, first + count):
        try:
            became[survive(files, seed)] += 1
        except KeyboardInterrupt:
            raise
        except BaseException:  # a panic of a compiled library is no Exception
            became["failed"] += 1
            if became["failed"] <= _SHOWN:
                print(f"seed {seed}:", file=sys.stderr)
                traceback.print_exc()
        if (seed - first + 1) % 500 == 0:
            print(f"{seed - first + 1} of {count}", file=sys.stderr, flush=True)
    told = ", ".join(f"{number} {what}" for what, number in sorted(became.items()))
    print(f"{count} mutations in {time.monotonic() - begun:.0f} s: {told}")
    return 1 if became["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
