"""Independent draws of a null model, each with a seed of its own.

A draw must not depend on which other draws were made, nor by whom: then the same seed gives the
same numbers with one job as with many.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
Statistic: TypeAlias = Callable[[np.random.Generator], npt.ArrayLike]
"""From a source of chance to the numbers of one draw, always as many."""

_PORTIONS_A_JOB = 8
_statistic: list[Statistic] = []  # of a worker process, set once when it starts


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
        class of a module, or a `functools.partial` of a function of one.
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
    rows = []
    for number in numbers:
        child = np.random.SeedSequence(seed, spawn_key=(number,))
        rows.append(np.atleast_1d(np.asarray(statistic(np.random.default_rng(child)))))
    return np.stack(rows)
