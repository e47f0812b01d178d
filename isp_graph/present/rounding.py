"""Measures as the page's tables hold them: short."""

from __future__ import annotations

from typing import Any


def short(value: Any) -> Any:
    """Round a measure to four significant digits; yes and no become 1 and 0.

    Examples
    --------
    >>> short(0.123456), short(True), short(None), short(12)
    (0.1235, 1, None, 12)
    """
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        rounded = float(f"{value:.4g}")
        return int(rounded) if rounded.is_integer() else rounded
    return value
