"""Find the geometry of communes: the dataset's own, else that of Brussels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from isp_graph.schema.resources import resource

FILE = "communes.geojson"


def geometry_of(dataset: str) -> Mapping[str, Any] | None:
    """Read the geometry of a dataset's communes.

    Parameters
    ----------
    dataset : str
        Folder or shipped name.

    Returns
    -------
    mapping or None
        GeoJSON whose features have the property ``nis``: that beside the tables, else that
        of the nineteen communes of Brussels; None where none can be read.
    """
    for folder in (Path(dataset), resource("data") / dataset, resource("data") / "bruxelles-2015"):
        try:
            found = json.loads((folder / FILE).read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(found, dict) and isinstance(found.get("features"), list):
            return found
    return None
