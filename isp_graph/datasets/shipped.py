"""The shipped datasets."""

from __future__ import annotations

from isp_graph.schema.resources import resource


def shipped_names() -> list[str]:
    """List the names of the shipped datasets.

    Examples
    --------
    >>> shipped_names()
    ['bruxelles-2015', 'demo']
    """
    folder = resource("data")
    if not folder.is_dir():
        return []
    return sorted(entry.parent.name for entry in folder.glob("*/dataset.toml"))
