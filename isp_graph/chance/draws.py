"""Independent draws of a null model, each with a seed of its own.

A draw must not depend on which other draws were made, nor by whom: then the same seed gives the
same numbers with one job as with many.
"""

from __future__ import annotations

import signal
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
Statistic: TypeAlias = Callable[[np.random.Generator], npt.ArrayLike]
"""From a source of chance to the numbers of one draw, always as many."""

ENTRIES_AT_ONCE = 1 << 16
"""Numbers in hand, about, of the draws that are made at once."""
_GENERATOR = 128  # numbers that take as much room as a source of chance
_PORTIONS_A_JOB = 8
_statistic: list[Statistic] = []  # of a worker process, set once when it starts


class Bulk(ABC):
    """A statistic that makes several draws at once, in less time than one by one."""

    @property
    @abstractmethod
    def entries(self) -> int:
        """Numbers that one draw has in hand, about: more draws at once if they are few."""

    @abstractmethod
    def many(self, rngs: Sequence[np.random.Generator]) -> Array:
        """Make a draw with each source of chance, a row each: the same that it gives alone."""

    def __call__(self, rng: np.random.Generator) -> Array:
        """Make one draw."""
        result: Array = self.many([rng])[0]
        return result


def drawn(
    statistic: Statistic,
    count: int,
    seed: int,
    jobs: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Array:
    """Give what a statistic comes to in draw after draw of a null model.

    Parameters
    ----------
    statistic : callable
        Makes one draw with the generator that it is given, and returns its numbers: a scalar
        or an array of shape (k,). With several jobs it must be picklable: an instance of a
        class of a module, or a `functools.partial` of a function of one. If it is a `Bulk`,
        it is asked for many draws at once.
    count : int
        How many draws, at least 1.
    seed : int
        Not negative. Draw ``i`` uses child ``i`` of this seed, whatever ``count`` and ``jobs``:
        more draws begin with the same ones.
    jobs : int
        Processes that share the work; 1 keeps it in this one.
    progress : callable, optional
        Told the number of draws made, now and then.

    Returns
    -------
    ndarray, shape (count, k)
        A row for each draw, in the type that the statistic returns.

    Raises
    ------
    ValueError
        If ``count`` or ``jobs`` is less than 1, or the seed is negative.

    Notes
    -----
    Processes are spawned, not forked, for a fork of a process that has threads may hang. A
    script that asks for several jobs keeps its own work behind ``if __name__ == "__main__":``.

    References
    ----------
    L'Ecuyer, P., Munger, D., Oreshkin, B., Simard, R. (2017). Random numbers for parallel
    computers: requirements and methods. *Mathematics and Computers in Simulation* 135, 3-17.
    https://doi.org/10.1016/j.matcom.2016.05.005

    Examples
    --------
    >>> heads = drawn(lambda rng: rng.integers(0, 2, size=3), count=4, seed=1)
    >>> heads.shape, bool((drawn(lambda rng: rng.integers(0, 2, 3), 6, 1)[:4] == heads).all())
    ((4, 3), True)
    """
    if count < 1 or jobs < 1:
        raise ValueError("draws and jobs are at least 1")
    if seed < 0:
        raise ValueError("a seed is not negative")
    portion = max(1, -(-count // (jobs * _PORTIONS_A_JOB)))
    portions = [range(begun, min(begun + portion, count)) for begun in range(0, count, portion)]
    parts: list[Array] = []
    made = 0
    for part in _worked(statistic, seed, portions, min(jobs, len(portions))):
        parts.append(part)
        made += len(part)
        if progress is not None:
            progress(made)
    return np.concatenate(parts)


def _worked(statistic: Statistic, seed: int, portions: list[range], jobs: int) -> Iterator[Array]:
    if jobs == 1:
        yield from (_portion(statistic, seed, portion) for portion in portions)
        return
    # The statistic, with the matrices that it holds, goes to each worker once.
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_receive, initargs=(statistic,)
    ) as pool:
        yield from pool.map(_portion_of_worker, [seed] * len(portions), portions)


def _receive(statistic: Statistic) -> None:
    """Prepare a worker process: what it draws, and that an interruption is not its to tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _statistic.append(statistic)


def _portion_of_worker(seed: int, numbers: range) -> Array:
    return _portion(_statistic[0], seed, numbers)


def _portion(statistic: Statistic, seed: int, numbers: range) -> Array:
    children = (np.random.SeedSequence(seed, spawn_key=(number,)) for number in numbers)
    return several(statistic, map(np.random.default_rng, children))


def several(statistic: Statistic, rngs: Iterable[np.random.Generator]) -> Array:
    """Make a draw with each of several sources of chance, at least one.

    Parameters
    ----------
    statistic : callable
        As in `drawn`.
    rngs : iterable of numpy.random.Generator
        Taken as they are needed.

    Returns
    -------
    ndarray, shape (count, k)
        A row for each source.
    """
    if not isinstance(statistic, Bulk):
        return np.stack([np.atleast_1d(np.asarray(statistic(rng))) for rng in rngs])
    left, rows = iter(rngs), []
    most = max(1, ENTRIES_AT_ONCE // (_GENERATOR + statistic.entries))
    while chunk := list(islice(left, most)):
        rows.append(statistic.many(chunk))
    return np.concatenate(rows)
