"""What every question that draws chance asks of its numbers."""

from __future__ import annotations

from isp_graph.errors import UsageError


def check_numbers(draws: int, seed: int, jobs: int) -> None:
    """Refuse numbers that are out of range.

    Parameters
    ----------
    draws, seed, jobs : int

    Raises
    ------
    UsageError
        If draws or the seed are negative, or no job is left.
    """
    if draws < 0:
        raise UsageError("bad_draws", value=draws)
    if seed < 0:
        raise UsageError("bad_seed", value=seed)
    if jobs < 1:
        raise UsageError("bad_jobs", value=jobs)
