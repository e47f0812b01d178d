"""What people are told of practices: which zones are most alike, and of which nothing is known."""

from __future__ import annotations

from collections.abc import Sequence

from isp_graph.questions.overview.practices.practices import Likeness

_COMPARED = 3
"""Items that two zones both answered, from which it says something that they agree."""


def most_alike(pairs: Sequence[Likeness]) -> Likeness | None:
    """Give the pair that agrees most; of two that are as alike as each other, neither."""
    compared = [pair for pair in pairs if pair.both >= _COMPARED]
    compared.sort(key=lambda pair: (-pair.agreed / pair.both, -pair.both))
    shares = [(pair.both, pair.agreed) for pair in compared[:2]]
    return compared[0] if shares and shares[0] not in shares[1:] else None


def unheard(pairs: Sequence[Likeness]) -> list[str]:
    """Name the zones of which a practice is told, and no answer is had in common with another."""
    heard = {zone for pair in pairs if pair.both for zone in (pair.a, pair.b)}
    told = dict.fromkeys(zone for pair in pairs for zone in (pair.a, pair.b))
    return [zone for zone in told if zone not in heard]
