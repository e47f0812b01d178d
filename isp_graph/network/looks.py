"""Colours and shapes of the page, the same in every picture.

Colours are those of Okabe and Ito, which people with any colour vision tell apart; no picture
relies on them alone: zones have a ground and a name, families of organisations a shape.
"""

from __future__ import annotations

import math

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
"""Colours of groups, in their order; more groups begin again."""
NEUTRAL = "#6f7680"
"""Colour of what belongs to no group."""
TURNS = (45, 135, 0, 90, 20, 110)
"""Angle of the hatching of each group on the map."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "mission_locale": ("mission_locale",),
    "oisp": ("oisp",),
    "cpas": ("cpas",),
    "public": (
        "public_employment_service",
        "public_training_institute",
        "government",
        "municipality",
        "control_body",
    ),
    "network": (
        "network_body",
        "federation",
        "advisory_body",
        "professional_association",
        "reference_centre",
        "validation_centre",
    ),
    "work": ("temp_agency", "employer", "social_economy"),
    "other": ("youth_service", "project", "other"),
}
"""Kinds of organisation by family."""
SHAPES = {
    "mission_locale": "triangle",
    "oisp": "dot",
    "cpas": "square",
    "public": "diamond",
    "network": "hexagon",
    "work": "triangleDown",
    "other": "star",
}
"""Shape of each family, as vis-network calls them."""


def family(kind: str) -> str:
    """Give the family of a kind of organisation.

    Examples
    --------
    >>> family("federation")
    'network'
    """
    return next((name for name, kinds in FAMILIES.items() if kind in kinds), "other")


def colour(place: int | None) -> str:
    """Give the colour of a group by its place.

    Examples
    --------
    >>> colour(0) == colour(6), colour(None) == NEUTRAL
    (True, True)
    """
    return NEUTRAL if place is None else PALETTE[place % len(PALETTE)]


def sign_size(neighbours: int, least: float = 8.5, more: float = 2) -> float:
    """Give the size of a sign: larger the more neighbours, and none covers another.

    Examples
    --------
    >>> sign_size(0), sign_size(4), sign_size(80) == sign_size(500)
    (8.5, 12.5, True)
    """
    return round(least + more * math.sqrt(min(neighbours, 80)), 1)
